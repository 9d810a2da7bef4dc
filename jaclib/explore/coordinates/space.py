"""A box of three parameters and its image in space, looked at from anywhere."""

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
    label,
    note_at,
    obstacle,
    point,
    project,
    solid,
    surroundings,
    texts,
)
from jaclib.evidence.kink import beside
from jaclib.explore.choose.map import as_map, choose_map
from jaclib.explore.coordinates import system
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box
from jaclib.explore.plane.lines import grid_lines
from jaclib.image.covered_in_space import covered_in_space
from jaclib.own.in_code import in_code
from jaclib.stage import Live, show
from jaclib.stage.transition import turn

TITLES = "A box in the parameters …", "… and the piece: drag to turn it"
ASIDE = (-60.0, 20.0)  # from where the parameters are seen: azimuth and elevation in degrees
EDGES, FACES, SIDES = box.path(3, 17), box.faces(), box.faces(1)
INSIDE, _ = box.filled(3)
TURNS = {1: "right-handed", -1: "left-handed, orientation reversed", 0: "J flattens space there"}
UPRIGHT = np.broadcast_to(np.eye(3), (*EDGES.shape[:2], 3, 3))  # where the faces of a straight box look
# lines on the face of the unit cube where the first variable is 0
SURFACE = np.insert(grid_lines(((0, 1), (0, 1)), 13, 31, order=(1, 0)), 0, 0, axis=-1)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored, view) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, in three dimensions, and from where it is looked at."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix, which = system.matrix(f, rotation, shear, dilation, mirrored), system.permutation(order, f)
    low, high = np.array(f.domain).T
    surface = np.insert((low + (high - low) * SURFACE)[..., 1:], 0, a[0], axis=-1)  # the first variable holds still
    around, aside, (edges, along), (faces, _), (surface, _), (_, inside) = box.along(
        f, box.nearby(f, a), beside(a), a + size * EDGES, a + size * FACES, surface, a + size * INSIDE
    )
    now = box.here(f, a, *box.at_kinks(a, around, aside), matrix, which)
    value, J, det = (now[name] for name in ("value", "jacobian", "det"))
    found, arrows = covered_in_space(f, tuple(a.tolist()), tuple(size.tolist())), (J * size[which]).T
    told = box.means(f, box.determinants(matrix @ inside), found, matrix)
    return now | system.contents(size, told, found, now["flat"]) | {
        "a": a, "size": size, "order": which,
        "predicted": abs(det) * np.prod(size), "box": a + size * EDGES, "box_faces": a + size * SIDES,
        "image": edges @ matrix.T, "faces": faces @ matrix.T, "normals": outwards(matrix @ along),
        "surface": surface @ matrix.T, "steps": np.diag(size)[which], "edges": arrows,
        "linear": value + EDGES[:, [0, -1]] @ arrows, "view": np.asarray(view, dtype=float),
        "domain": box.room(f, a, size), "reach": 1.1 * np.abs(np.array(image_box(f))).max(),
        "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def outwards(J):
    """Where the faces look on which the variables 1, 2, 3 are at their largest: `(…, 3, 3)`, a row for each."""
    first, second, third = np.moveaxis(J, -1, 0)
    rows = np.stack([np.cross(second, third), np.cross(third, first), np.cross(first, second)], axis=-2)
    return rows * np.sign((first * rows[..., 0, :]).sum(axis=-1))[..., None, None]


def paint(palette, before, after):
    """Put the artists up once; the function returned moves them."""
    colors = (*palette.columns, palette.third)
    hint(before, "move and stretch it by the sliders", palette.quiet)
    key(after, [("true image", palette.ink, False), ("what J predicts", palette.linear, True)])
    room = surroundings(before, 3, palette.faint, palette.quiet)
    block, image = solid(before, palette, clear=True), solid(after, palette, clear=True)
    axes, surface = curves(after, palette.quiet, width=0.9, order=-4), curves(after, palette.faint, width=0.8, order=-3)
    linear = curves(after, palette.linear, width=1.8, dashed=True, order=3, clear=True)
    steps, edges = arrows(before, colors), arrows(after, colors)
    axis_names, spelled = texts(after, palette.quiet, 3, size=11, order=-3), obstacle(after)
    a, landed = point(before, palette.ink), point(after, palette.ink)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))
    step_names = [label(before, "$Δ{}$", color) for color in colors]
    edge_names = [label(after, r"$Δ{0}\;∂f/∂{0}$", color, away=22) for color in colors]
    told = footnote(after, palette.accent)
    after.set_axis_off()

    def move(now):
        view, reach, room_box = now["view"], now["reach"], now["domain"]
        middle, half = room_box.mean(axis=1), np.linalg.norm(np.diff(room_box, axis=1)) / 2
        frame(before, ((-half, half),) * 2), frame(after, ((-reach, reach),) * 2)
        room(now["variables"], room_box, ASIDE)
        block(now["box_faces"] - middle, now["box"] - middle, UPRIGHT, ASIDE)
        image(now["faces"], now["image"], now["normals"], view)
        ends = project(0.9 * reach * np.eye(3), *view)
        axes(np.stack([0 * ends, ends], axis=1)), surface(project(now["surface"], *view))
        linear(project(now["linear"], *view))
        start, along = project(now["a"] - middle, *ASIDE), project(now["steps"], *ASIDE)
        end, moved = project(now["value"], *view), project(now["edges"], *view)
        steps(start, along), edges(end, moved), a(start), landed(end), told(handed(now["det"]))
        axis_names(1.08 * ends, now["outputs"]), spelled(1.08 * ends[:, None] + 0.04 * reach * RIM)
        names[0](start), names[1](end)
        for j, u in enumerate(now["variables"][i] for i in now["order"]):
            step_names[j](start, along[j], u)
            edge_names[j](end, moved[j], u)

    return move


def handed(det) -> str:
    """Whether the three arrows, in their order, lie like thumb, forefinger and middle finger of the right hand."""
    if np.isnan(det):
        return ""
    if det == 0:
        return "the arrows lie in one plane"
    return f"blue, orange, pink: {'right' if det > 0 else 'left'}-handed, det J {'>' if det > 0 else '<'} 0"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    return system.in_words(now, "volume", TURNS)


def values(now) -> list[dict]:
    return system.readouts(now, "volume")


def coordinates_in_space(f, a, size, order, parts: dict, view, challenges) -> Live:
    """`explore.coordinates` for three variables."""
    first = as_map(f, SPACE)
    controls = {
        "f": choose_map(f, lambda new: None, SPACE, first=first),
        "a": box.corner(first, a),
        "size": box.sides(first, size),
        "order": system.order_of(first, order),
    } | system.affine(first, parts) | {"view": turn("view", *view, panel=1)}  # fmt: skip
    system.follow(controls, lambda new: box.adapt(new, controls["size"], controls["a"]))

    def call(values) -> str:
        name = in_code(f, first.name, values["f"])
        at, sides, seen = (f"({', '.join(f'{x:.12g}' for x in values[part])})" for part in ("a", "size", "view"))
        rest = system.arguments(values, controls["f"].read(values["f"]))
        return f"explore.coordinates({name}, a={at}, size={sides}{rest}, view={seen})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=challenges,
        label="A box of three parameters, its image in space, and the block that the Jacobian predicts",
    )  # fmt: skip
