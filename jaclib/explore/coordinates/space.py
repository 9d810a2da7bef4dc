"""A box of three parameters and its image in space, looked at from anywhere."""

from functools import partial

import numpy as np

from jaclib import maps
from jaclib.coordinates import SPACE
from jaclib.draw import (
    RIM,
    arrows,
    curves,
    footnote,
    frame,
    hint,
    key,
    labels,
    note_at,
    obstacle,
    point,
    project,
    solid,
    surroundings,
    texts,
)
from jaclib.evidence.kink import beside
from jaclib.explore.choose.box import corner, sides
from jaclib.explore.choose.map import plane_map
from jaclib.explore.coordinates.affine import CONTROLS, behind, permutation
from jaclib.explore.coordinates.words import CHALLENGES, say, values
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box
from jaclib.explore.plane.lines import grid_lines
from jaclib.image.covered_in_space import covered_in_space
from jaclib.stage import scene, turn

ASIDE = (-60.0, 20.0)  # from where the parameters are seen: azimuth and elevation in degrees
BOX_EDGES, FACES, SIDES = box.path(3, 17), box.faces(), box.faces(1)
BOX_INSIDE, _ = box.filled(3)
UPRIGHT = np.broadcast_to(np.eye(3), (*BOX_EDGES.shape[:2], 3, 3))  # where the faces of a straight box look
# lines on the face of the unit cube where the first variable is 0
SURFACE = np.insert(grid_lines(((0, 1), (0, 1)), 13, 31, order=(1, 0)), 0, 0, axis=-1)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored, view) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, in three dimensions, and from where it is looked at."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix, which = behind(f, rotation, shear, dilation, mirrored), permutation(order, f)
    low, high = np.array(f.domain).T
    surface = np.insert((low + (high - low) * SURFACE)[..., 1:], 0, a[0], axis=-1)  # the first variable holds still
    around, aside, (edges, along), (faces, _), (surface, _), (_, inside) = box.along(
        f, box.nearby(f, a), beside(a), a + size * BOX_EDGES, a + size * FACES, surface, a + size * BOX_INSIDE
    )
    now = box.here(f, a, *box.at_kinks(a, around, aside), matrix, which)
    value, J, det = (now[name] for name in ("value", "jacobian", "det"))
    found, arrows = covered_in_space(f, tuple(a.tolist()), tuple(size.tolist())), (J * size[which]).T
    told = box.means(f, box.determinants(matrix @ inside), found, matrix)
    now |= box.contents(size, told, found, now["flat"]) | {
        "a": a, "size": size, "order": which,
        "predicted": abs(det) * np.prod(size), "box": a + size * BOX_EDGES, "box_faces": a + size * SIDES,
        "image": edges @ matrix.T, "faces": faces @ matrix.T, "normals": outwards(matrix @ along),
        "surface": surface @ matrix.T, "steps": np.diag(size)[which], "edges": arrows,
        "linear": value + BOX_EDGES[:, [0, -1]] @ arrows, "view": np.asarray(view, dtype=float),
        "domain": box.room(f, a, size), "reach": 1.1 * np.abs(np.array(image_box(f))).max(),
        "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip
    return now | drawn(now)


def outwards(J):
    """Where the faces look on which the variables 1, 2, 3 are at their largest: `(…, 3, 3)`, a row for each."""
    first, second, third = np.moveaxis(J, -1, 0)
    rows = np.stack([np.cross(second, third), np.cross(third, first), np.cross(first, second)], axis=-2)
    return rows * np.sign((first * rows[..., 0, :]).sum(axis=-1))[..., None, None]


def drawn(now: dict) -> dict:
    """What the marks are moved to, on the page."""
    view, reach, room, a = (now[name] for name in ("view", "reach", "domain", "a"))
    middle, half = room.mean(axis=1), np.linalg.norm(np.diff(room, axis=1)) / 2
    ends = project(0.9 * reach * np.eye(3), *view)
    return {
        "upright": UPRIGHT,
        "aside": ASIDE,
        "block": now["box"] - middle,
        "block_faces": now["box_faces"] - middle,
        "around_block": ((-half, half),) * 2,
        "around_image": ((-reach, reach),) * 2,
        "axes": np.stack([0 * ends, ends], axis=1),
        "axis_ends": 1.08 * ends,
        "around_axis_names": 1.08 * ends[:, None] + 0.04 * reach * RIM,
        "sheet": project(now["surface"], *view),
        "predicted_edges": project(now["linear"], *view),
        "seen_a": project(a - middle, *ASIDE),
        "seen_steps": project(now["steps"], *ASIDE),
        "seen_value": project(now["value"], *view),
        "seen_edges": project(now["edges"], *view),
        "counted": [now["variables"][i] for i in now["order"]],
        "hand": handed(now["det"]),
    }


def handed(det) -> str:
    """Whether the three arrows, in their order, lie like thumb, forefinger and middle finger of the right hand."""
    if np.isnan(det):
        return ""
    if det == 0:
        return "the arrows lie in one plane"
    return f"blue, orange, pink: {'right' if det > 0 else 'left'}-handed, det J {'>' if det > 0 else '<'} 0"


def paint(palette, before, after):
    """Put the marks up, by the names of the arrays that move them."""
    hint(before, "move and stretch it by the sliders", palette.quiet)
    key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    after.set_axis_off()
    colors, step, edge = (*palette.columns, palette.third), "$Δ{}$", r"$Δ{0}\;∂f/∂{0}$"
    return {
        "around_block": partial(frame, before),
        "around_image": partial(frame, after),
        ("variables", "domain", "aside"): surroundings(before, 3, palette.faint, palette.quiet),
        ("block_faces", "block", "upright", "aside"): solid(before, palette, clear=True),
        ("faces", "image", "normals", "view"): solid(after, palette, clear=True),
        "axes": curves(after, palette.quiet, width=0.9, order=-4),
        "sheet": curves(after, palette.faint, width=0.8, order=-3),
        "predicted_edges": curves(after, palette.linear, width=1.8, dashed=True, order=3, clear=True),
        ("seen_a", "seen_steps"): arrows(before, colors),
        ("seen_value", "seen_edges"): arrows(after, colors),
        ("axis_ends", "outputs"): texts(after, palette.quiet, 3, size=11, order=-3),
        "around_axis_names": obstacle(after),
        "seen_a": [point(before, palette.ink), note_at(before, "a", palette.ink)],
        "seen_value": [point(after, palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))],
        ("seen_a", "seen_steps", "counted"): labels(before, [step] * 3, colors),
        ("seen_value", "seen_edges", "counted"): labels(after, [edge] * 3, colors, away=22),
        "hand": footnote(after, palette.accent),
    }


@scene(
    name="coordinates",
    titles=("A box in the parameters …", "… and the piece: drag to turn it"),
    label="A box of three parameters, its image in space, and the block that the Jacobian predicts",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges=CHALLENGES,
    f=plane_map(SPACE),
    a=corner(),
    size=sides(),
    **CONTROLS,
    view=turn("view", panel=1),
)
def coordinates_in_space(
    f="spherical",
    a=None,
    size=None,
    *,
    order=None,
    rotation=0.0,
    shear=0.0,
    dilation=1.0,
    mirrored=False,
    view=(35, 25),
    challenges=(),
):
    """`explore.coordinates` for three variables."""
