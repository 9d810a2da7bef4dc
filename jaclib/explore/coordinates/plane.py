"""A box of two parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

from functools import partial

import numpy as np

from jaclib import maps
from jaclib.coordinates import PLANE
from jaclib.draw import (
    arrows,
    curve,
    curves,
    footnote,
    frame,
    grid,
    hint,
    key,
    labels,
    name_axes,
    note_at,
    point,
    tiles,
    turning,
)
from jaclib.evidence.kink import beside
from jaclib.explore.choose.box import sides
from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.coordinates.affine import CONTROLS, behind, permutation
from jaclib.explore.coordinates.words import CHALLENGES, say, values
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import covered
from jaclib.stage import scene

BOX_EDGES = box.path(2, 61)
BOX_INSIDE, _ = box.filled(2)
TILES = box.cells(12)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, the two grids, and how both planes are framed."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix, which = behind(f, rotation, shear, dilation, mirrored), permutation(order, f)
    around, aside, (outline, _), (_, inside), (mosaic, _) = box.along(
        f, box.nearby(f, a), beside(a), a + size * BOX_EDGES, a + size * BOX_INSIDE, a + size * TILES
    )
    now = box.here(f, a, *box.at_kinks(a, around, aside), matrix, which)
    value, J, det = (now[name] for name in ("value", "jacobian", "det"))
    before, after = grid_and_image(f)
    found = covered(f, a, size)
    told = box.means(f, box.determinants(matrix @ inside), found, matrix)
    now |= box.contents(size, told, found, now["flat"]) | {
        "a": a, "size": size, "order": which, "tiles": mosaic @ matrix.T,
        "predicted": abs(det) * np.prod(size), "box": (a + size * BOX_EDGES).reshape(-1, 2),
        "outline": outline.reshape(-1, 2) @ matrix.T, "steps": np.diag(size)[which], "edges": (J * size[which]).T,
        "before": before, "after": after @ matrix.T, "domain": box.room(f, a, size),
        "view": reaching(image_box(f), value), "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip
    return now | drawn(now)


def drawn(now: dict) -> dict:
    """What the marks are moved to that stand for the rest: NaN for what is hidden."""
    a, value, (first, second) = now["a"], now["value"], now["edges"]
    return {
        "layers": now["tiles"] * (1 if now["layered"] else np.nan),
        "first": first,
        "second": second,
        "linear": value + np.array([0 * first, first, first + second, second, 0 * first]),
        "opposite": a + now["size"],
        "counted": [now["variables"][i] for i in now["order"]],
        "turn": turned(now["det"]),
    }


def turned(det) -> str:
    """Which way one turns from the first arrow to the second."""
    if np.isnan(det):
        return ""
    if det == 0:
        return "the arrows lie on one line"
    return f"blue to orange: {'left' if det > 0 else 'right'} turn, det J {'>' if det > 0 else '<'} 0"


def paint(palette, before, after):
    """Put the marks up, by the names of the arrays that move them."""
    hint(before, "drag a, or the corner opposite", palette.quiet)
    key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    columns, step, edge = palette.columns, "$Δ{}$", r"$Δ{0}\;∂f/∂{0}$"
    return {
        "domain": partial(frame, before),
        "view": partial(frame, after),
        "variables": partial(name_axes, before),
        "outputs": partial(name_axes, after),
        "before": grid(before, palette.faint),
        "after": curves(after, palette.faint, width=0.8, order=-3),
        "box": curve(before, palette.ink, fill=palette.fill, clear=True),
        "outline": curve(after, palette.ink, fill=palette.fill, clear=True),
        "layers": tiles(after, palette.ink, palette.ink, alpha=0.12, order=1),  # darker where more lie on one another
        "linear": curve(after, palette.linear, dashed=True, clear=True),
        ("a", "steps"): arrows(before, columns),
        ("value", "edges"): arrows(after, columns),
        ("value", "first", "second"): turning(after, palette.accent),
        "turn": footnote(after, palette.accent),
        "a": [point(before, palette.ink), note_at(before, "a", palette.ink)],
        "value": [point(after, palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))],
        "opposite": point(before, palette.quiet, size=7),
        ("a", "steps", "counted"): labels(before, (step, step), columns),
        ("value", "edges", "counted"): labels(after, (edge, edge), columns, away=22),
    }


@scene(
    name="coordinates",
    titles=("A box in the parameters …", "… and the piece it stands for"),
    label="A box of parameters, its image, and the parallelogram that the Jacobian predicts",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges=CHALLENGES,
    f=plane_map(PLANE),
    a=map_point(),
    size=sides(dragged=True),
    **CONTROLS,
)
def coordinates_in_plane(
    f="polar",
    a=None,
    size=None,
    *,
    order=None,
    rotation=0.0,
    shear=0.0,
    dilation=1.0,
    mirrored=False,
    state=None,
    challenges=(),
):
    """`explore.coordinates` for two variables."""
