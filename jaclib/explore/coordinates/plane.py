"""A box of two parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

import numpy as np

from jaclib import maps
from jaclib.coordinates import PLANE
from jaclib.draw import arrows, curve, footnote, frame, grid, hint, key, label, note_at, point, tiles, turning, wires
from jaclib.evidence.kink import beside
from jaclib.explore.choose.box import sides
from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.coordinates.affine import CONTROLS, behind, permutation
from jaclib.explore.coordinates.words import CHALLENGES, say, values
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box, name_axes, reaching
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import covered
from jaclib.stage import scene

EDGES = box.path(2, 61)
INSIDE, _ = box.filled(2)
TILES = box.cells(12)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, the two grids, and how both planes are framed."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix, which = behind(f, rotation, shear, dilation, mirrored), permutation(order, f)
    around, aside, (outline, _), (_, inside), (mosaic, _) = box.along(
        f, box.nearby(f, a), beside(a), a + size * EDGES, a + size * INSIDE, a + size * TILES
    )
    now = box.here(f, a, *box.at_kinks(a, around, aside), matrix, which)
    value, J, det = (now[name] for name in ("value", "jacobian", "det"))
    before, after = grid_and_image(f)
    found = covered(f, a, size)
    told = box.means(f, box.determinants(matrix @ inside), found, matrix)
    return now | box.contents(size, told, found, now["flat"]) | {
        "a": a, "size": size, "order": which, "tiles": mosaic @ matrix.T,
        "predicted": abs(det) * np.prod(size), "box": (a + size * EDGES).reshape(-1, 2),
        "outline": outline.reshape(-1, 2) @ matrix.T, "steps": np.diag(size)[which], "edges": (J * size[which]).T,
        "before": before, "after": after @ matrix.T, "domain": box.room(f, a, size),
        "view": reaching(image_box(f), value), "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def paint(palette, before, after):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or the corner opposite", palette.quiet)
    key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    sheet_before, sheet_after = grid(before, palette.faint), wires(after, palette.faint, width=0.8, order=-3)
    shown, true = curve(before, palette.ink, fill=palette.fill), curve(after, palette.ink, fill=palette.fill)
    darker = tiles(after, palette.ink, palette.ink, alpha=0.12, order=1)  # where more layers lie on one another
    predicted = curve(after, palette.linear, dashed=True)
    steps, edges = arrows(before, palette.columns), arrows(after, palette.columns)
    step_names = [label(before, "", color) for color in palette.columns]
    edge_names = [label(after, "", color, away=22) for color in palette.columns]
    turn, told = turning(after, palette.accent), footnote(after, palette.accent)
    a, image, opposite = point(before, palette.ink), point(after, palette.ink), point(before, palette.quiet, size=7)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"])
        name_axes(before, after, now)
        sheet_before(now["before"]), sheet_after(now["after"])
        shown(now["box"]), true(now["outline"])
        darker(now["tiles"] * (1 if now["layered"] else np.nan), np.ones(len(TILES)))
        first, second = now["edges"]
        linear = now["value"] + np.array([0 * first, first, first + second, second, 0 * first])
        predicted(linear)
        steps(now["a"], now["steps"]), edges(now["value"], now["edges"]), turn(now["value"], first, second)
        told(turned(now["det"]))
        a(now["a"]), image(now["value"]), opposite(now["a"] + now["size"])
        here, there = [now["box"]], [now["outline"], linear]
        names[0](now["a"], here), names[1](now["value"], there)
        for j, name in enumerate(now["variables"][i] for i in now["order"]):
            step_names[j](now["a"], now["steps"][j], f"$Δ{name}$", here)
            edge_names[j](now["value"], now["edges"][j], rf"$Δ{name}\;∂f/∂{name}$", there)

    return move


def turned(det) -> str:
    """Which way one turns from the first arrow to the second."""
    if np.isnan(det):
        return ""
    if det == 0:
        return "the arrows lie on one line"
    return f"blue to orange: {'left' if det > 0 else 'right'} turn, det J {'>' if det > 0 else '<'} 0"


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
