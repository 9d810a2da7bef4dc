"""A box of three parameters and its image in space, looked at from anywhere."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import draw, maps
from jaclib.explore.coordinates.affine import at_corner, behind, fields_of, of_box, orientation
from jaclib.explore.coordinates.names import in_names, named, permutation
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box
from jaclib.explore.plane.lines import grid_lines

ASIDE = (-60.0, 20.0)  # from where the parameters are seen: azimuth and elevation in degrees
BOX_EDGES, FACES, SIDES = box.path(3, 17), box.faces(), box.faces(1)
UPRIGHT = np.broadcast_to(np.eye(3), (*BOX_EDGES.shape[:2], 3, 3))  # where the faces of a straight box look
HANDS = "the arrows lie in one plane", "blue, orange, pink: right-handed", "blue, orange, pink: left-handed"
# lines on the face of the unit cube where the first variable is 0
SURFACE = np.insert(grid_lines(((0, 1), (0, 1)), 13, 31, order=(1, 0)), 0, 0, axis=-1)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, physicists, a, size, order, rotation, shear, dilation, mirrored, view) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, in three dimensions, and from where it is looked at."""
    a, size, view = (np.asarray(each, dtype=float) for each in (a, size, view))
    shown, matrix, room = named(f, physicists), behind(f, rotation, shear, dilation, mirrored), box.room(f, a, size)
    which, (low, high) = permutation(order, shown), np.array(f.domain).T
    surface = np.insert((low + (high - low) * SURFACE)[..., 1:], 0, a[0], axis=-1)  # the first variable holds still
    found = fields_of(f, a, size, image=a + size * BOX_EDGES, faces=a + size * FACES, surface=surface)
    half, reach = np.linalg.norm(np.diff(room, axis=1)) / 2, 1.1 * np.abs(np.array(image_box(f))).max()
    now = jax.tree.map(np.asarray, pictured(a, size, which, matrix, found, room.mean(axis=1), view, reach))
    now = of_box(f, a, size, which, matrix, found, now) | in_names(shown, which)
    now |= {"domain": room, "view": view, "reach": reach}
    now |= {"around_block": ((-half, half),) * 2, "around_image": ((-reach, reach),) * 2}
    return now | {"upright": UPRIGHT, "aside": ASIDE, "hand": orientation(now["det"], *HANDS)}


@jax.jit  # compiled once for all maps
def pictured(a, size, which, matrix, found, middle, view, reach) -> dict:
    """The box and its image, and what is drawn of them, projected onto the page; from the fields at the places."""
    now = at_corner(a, size, which, matrix, found)
    now |= {name: found[name][0] @ matrix.T for name in ("image", "faces", "surface")}
    now |= {"normals": outwards(matrix @ found["image"][1]), "box": a + size * BOX_EDGES, "box_faces": a + size * SIDES}
    now |= {"linear": now["value"] + BOX_EDGES[:, [0, -1]] @ now["edges"]}
    now |= {"block": now["box"] - middle, "block_faces": now["box_faces"] - middle}
    ends = draw.project(0.9 * reach * jnp.eye(3), *view)
    now |= {"axes": jnp.stack([0 * ends, ends], axis=1), "axis_ends": 1.08 * ends}
    now |= {"around_axis_names": 1.08 * ends[:, None] + 0.04 * reach * draw.RIM}
    now |= {"seen_a": draw.project(a - middle, *ASIDE), "seen_steps": draw.project(now["steps"], *ASIDE)}
    turned = {"sheet": "surface", "predicted_edges": "linear", "seen_value": "value", "seen_edges": "edges"}
    return now | {name: draw.project(now[source], *view) for name, source in turned.items()}


def outwards(J):
    """Where the faces look on which the variables 1, 2, 3 are at their largest: `(…, 3, 3)`, a row for each. Traces."""
    first, second, third = jnp.moveaxis(J, -1, 0)
    rows = jnp.stack([jnp.cross(second, third), jnp.cross(third, first), jnp.cross(first, second)], axis=-2)
    return rows * jnp.sign((first * rows[..., 0, :]).sum(axis=-1))[..., None, None]


def paint(palette, before, after):
    """The marks by the names of the arrays that move them."""
    draw.hint(before, "move and stretch it by the sliders", palette.quiet)
    draw.key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    after.set_axis_off()
    colors, step, edge = (*palette.columns, palette.third), "$Δ{}$", r"$Δ{0}\;∂f/∂{0}$"
    return {
        "around_block": partial(draw.frame, before),
        "around_image": partial(draw.frame, after),
        ("variables", "domain", "aside"): draw.surroundings(before, 3, palette.faint, palette.quiet),
        ("block_faces", "block", "upright", "aside"): draw.solid(before, palette, clear=True),
        ("faces", "image", "normals", "view"): draw.solid(after, palette, clear=True),
        "axes": draw.curves(after, palette.quiet, width=0.9, order=-4),
        "sheet": draw.curves(after, palette.faint, width=0.8, order=-3),
        "predicted_edges": draw.curves(after, palette.linear, width=1.8, dashed=True, order=3, clear=True),
        ("seen_a", "seen_steps"): draw.arrows(before, colors),
        ("seen_value", "seen_edges"): draw.arrows(after, colors),
        ("axis_ends", "outputs"): draw.texts(after, palette.quiet, 3, size=11, order=-3),
        "around_axis_names": draw.obstacle(after),
        "seen_a": [draw.point(before, palette.ink), draw.note_at(before, "a", palette.ink)],
        "seen_value": [draw.point(after, palette.ink), draw.note_at(after, "f(a)", palette.ink, offset=(-15, -13))],
        ("seen_a", "seen_steps", "counted"): draw.labels(before, [step] * 3, colors),
        ("seen_value", "seen_edges", "counted"): draw.labels(after, [edge] * 3, colors, away=22),
        "hand": draw.footnote(after, palette.accent),
    }
