"""The spaces that a chain of maps goes through, one panel each: what is shown of them, and how."""

from functools import partial

import numpy as np

from jaclib.draw import (
    above,
    arrows,
    curve,
    curves,
    dashed_arrow,
    flatten,
    frame,
    grid,
    hint,
    key,
    label,
    note_at,
    panel_box,
    point,
    roman,
    surroundings,
)
from jaclib.explore.choose.chain import NAMES, output_names
from jaclib.explore.plane.framing import reaching
from jaclib.explore.plane.lines import WAY

LANES = {"linear": 0.32, "wrong": 0.64, "columns": (-0.42, -0.66, -0.9)}  # on the line arrows lie above one another


def laid(way, chain, h, misled, known, sheets, boxes, view) -> dict:
    """Points, arrows and lines of each space where they are put on its panel.

    `way` is what a step was seen to do, `misled` where a wrong product sends it, and `known` for each space which
    columns of the Jacobian up to there are known.
    """
    now = {}
    curves = [way["points"][0] + WAY[:, None] * h, *way["curves"]]
    names = [*(each.variables for each in reversed(chain)), output_names(chain)]
    jacobian = np.eye(len(h))
    for place, (at, true) in enumerate(zip(way["points"], curves, strict=True)):
        if place:
            jacobian = way["factors"][-place] @ jacobian
        box = np.array(boxes[place])
        for end in (at, true[-1], at + jacobian @ h):
            box = np.array(reaching(box, end))
        flat = partial(flatten, box=box, view=view)
        arrow = lambda vector, at=at, flat=flat: flat(at + vector) - flat(at)  # noqa: E731
        now |= {
            f"at{place}": flat(at), f"true{place}": flat(true), f"linear{place}": arrow(jacobian @ h),
            f"columns{place}": np.where(known[place][:, None], arrow((jacobian * h).T), np.nan),
            f"sheet{place}": flat(sheets[place]), f"box{place}": box, f"frame{place}": panel_box(box),
            f"names{place}": names[place],
        }  # fmt: skip
    return now | {"wrong": arrow(misled)}


def paint(dimensions, palette, *axes):
    """Put the artists of each panel up once; the function returned moves them."""
    names = NAMES[len(dimensions) - 1][::-1]
    points, vectors = ["a"], ["h"]
    for name in names:
        points.append(f"{name}({points[-1]})")
        vectors.append(f"J_{name} {vectors[-1]}")
    moves = [
        _panel(palette, ax, place, dimensions, points[place], f"${vectors[place]}$") for place, ax in enumerate(axes)
    ]
    hint(axes[0], f"drag a, or the tip of h{', or turn' if dimensions[0] == 3 else ''}", palette.quiet)
    for place, ax in enumerate(axes[1:], start=1):
        true = points[place].replace("a", "a + th")
        key(ax, [(true, palette.ink, False), (roman(vectors[place]), palette.linear, True)])

    def move(now) -> None:
        for each in moves:
            each(now)

    return move


def _panel(palette, ax, place: int, dimensions, name: str, vector: str):
    first, last, n, d = place == 0, place == len(dimensions) - 1, dimensions[0], dimensions[place]
    colors = (*palette.columns, palette.third)[:n]
    around = surroundings(ax, d, palette.faint, palette.quiet)
    lines = curves(ax, palette.quiet, width=0.7, alpha=0.45, order=-1) if d == 3 else grid(ax, palette.faint)
    columns = arrows(ax, colors)
    image = vector[1:-2].strip()  # "J_g", or nothing at the input
    named = enumerate(colors if first or d == 1 else ())  # in the plane they would cover one another
    parts = [_name(ax, d, f"$h_{j + 1} {image} e_{j + 1}$", color) for j, color in named]
    true, end = curve(ax, palette.ink), point(ax, palette.ink, size=5)
    step = arrows(ax, (palette.ink,)) if first else dashed_arrow(ax, palette.linear)
    step_name = _name(ax, d, vector, palette.ink if first else palette.linear)
    at, at_name = point(ax, palette.ink), note_at(ax, name, palette.ink)
    if last:
        wrong, wrong_name = dashed_arrow(ax, palette.accent, dots=True), _name(ax, d, "wrong", palette.accent)

    def move(now) -> None:
        here, vector = now[f"at{place}"], now[f"linear{place}"]
        frame(ax, now[f"frame{place}"])
        around(now[f"names{place}"], now[f"box{place}"], now["view"])
        lines(now[f"sheet{place}"])
        lift = np.array([0, np.ptp(now[f"frame{place}"][1]) / 2 if d == 1 else 0])
        tails = here + np.outer(LANES["columns"][:n], lift)
        columns(tails, now[f"columns{place}"])
        for part, tail, column in zip(parts, tails, now[f"columns{place}"], strict=False):
            part(tail, np.nan_to_num(column))
        true(now[f"true{place}"]), end(now[f"true{place}"][-1]), at(here), at_name(here)
        tail = here if first else here + LANES["linear"] * lift
        step(tail, vector[None] if first else vector), step_name(tail, vector)
        if last:
            wrong(here + LANES["wrong"] * lift, now["wrong"])
            wrong_name(here + LANES["wrong"] * lift, np.nan_to_num(now["wrong"]))

    return move


def _name(ax, dimension: int, text: str, color: str):
    """A label of an arrow: beside its tip, and on the line, where arrows lie level, above its middle."""
    wide = 2.8 if text.isalpha() else 1.1  # of a letter, in points: half of a word's, while subscripts are small
    return above(ax, text, color) if dimension == 1 else label(ax, text, color, away=9 + wide * len(text.strip("$")))
