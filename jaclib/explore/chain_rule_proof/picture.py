"""The picture of explore.chain_rule_proof."""

import numpy as np

from jaclib.draw import (
    arrows,
    curve,
    dashed_arrow,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    note_at,
    point,
    roman,
    rule,
    surroundings,
)
from jaclib.explore.chain_rule_proof.numbers import LONGEST, SMALLEST
from jaclib.explore.plane.law import RADII

LANES = 0.3, 0.55, 0.8  # on the line the arrows lie above what is true, and above one another


def paint(spaces, palette, start, middle, output, law):
    """Put the artists up once; the function returned moves them."""
    hint(start, "drag a, or the tip: h has its direction", palette.quiet)
    first, second = palette.rows
    key(middle, [("ℓ", palette.ink, False), (roman("J_g h"), palette.linear, True), (roman("ε_g‖h‖"), first, False)])
    key(output, [("true", palette.ink, False), (roman("J_f J_g h"), palette.linear, True),
                 (roman("J_f ε_g‖h‖"), first, False), (roman("ε_f‖ℓ‖"), second, False)])  # fmt: skip
    key(law, [(roman("‖J_f ε_g‖"), first, False), (roman("‖ε_f‖‖ℓ‖ / ‖h‖"), second, True)])
    log_axes(law, (SMALLEST, LONGEST), (1e-9, 1e2), "‖h‖", "error / ‖h‖", palette.faint)
    moves = [
        _begin(palette, start, spaces[0]),
        _lens(palette, middle, 1, spaces[1], (first,), "$J_g h$"),
        _lens(palette, output, 2, spaces[2], (first, second), "$J_f J_g h$"),
        _law(palette, law, (first, second)),
    ]

    def move(now) -> None:
        for each in moves:
            each(now)

    return move


def _begin(palette, ax, dimension: int):
    around, lines = surroundings(ax, dimension, palette.faint, palette.quiet), grid(ax, palette.faint)
    way, step = dashed_arrow(ax, palette.quiet, dots=True, width=1.2), arrows(ax, (palette.ink,))
    at, at_name, name = point(ax, palette.ink), note_at(ax, "a", palette.ink), label(ax, "$h$", palette.ink)

    def move(now) -> None:
        frame(ax, now["frame0"]), around(now["names0"], now["box0"], now["view"]), lines(now["sheet"])
        way(now["at"], now["tip"]), step(now["at"], now["step"][None]), name(now["at"], now["step"])
        at(now["at"]), at_name(now["at"])

    return move


def _lens(palette, ax, place: int, dimension: int, colors, name: str):
    """What is true and what is predicted, from the same tail, and the errors head to tail between their tips."""
    around, way, end = (
        surroundings(ax, dimension, palette.faint, palette.quiet),
        curve(ax, palette.ink),
        point(ax, palette.ink, size=5),
    )
    linear, linear_name = dashed_arrow(ax, palette.linear), label(ax, name, palette.linear, away=18)
    gaps, at = [arrows(ax, (color,)) for color in colors], point(ax, palette.ink)

    def move(now) -> None:
        frame(ax, now[f"frame{place}"]), around(now[f"names{place}"], now[f"box{place}"], now["view"])
        way(now[f"way{place}"]), end(now[f"way{place}"][-1]), at((0, 0))
        ends = now["ends2"] if place == 2 else np.stack([now["linear1"], now["way1"][-1]])
        lift = np.ptp(now[f"frame{place}"][1]) / 2 if dimension == 1 else 0
        linear((0, LANES[0] * lift), ends[0]), linear_name((0, LANES[0] * lift), ends[0])
        for gap, tail, tip, lane in zip(gaps, ends, ends[1:], LANES[1:], strict=False):
            gap(tail + np.array([0, lane * lift]), (tip - tail)[None])

    return move


def _law(palette, ax, colors):
    curves = curve(ax, colors[0]), curve(ax, colors[1], dashed=True)
    dots, here = [point(ax, color, size=7) for color in colors], rule(ax, palette.quiet)

    def move(now) -> None:
        here(now["size"])
        for name, line, dot in zip(("first", "second"), curves, dots, strict=True):
            line(np.stack([RADII, now[f"law_{name}"]], axis=1))
            dot((now["size"], np.linalg.norm(now[name])))

    return move
