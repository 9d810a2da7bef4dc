"""A box of parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

import numpy as np

from jaclib import maps, parse_map
from jaclib.coordinates import PLANE, SPACE
from jaclib.draw import (
    arrows,
    curve,
    curves,
    footnote,
    frame,
    grid,
    hint,
    key,
    label,
    name_axes,
    note_at,
    point,
    tiles,
    turning,
)
from jaclib.evidence.judge import agree
from jaclib.evidence.kink import beside
from jaclib.explore.choose.state import State, of
from jaclib.explore.coordinates import system
from jaclib.explore.coordinates.space import coordinates_in_space
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import covered
from jaclib.own.function import fits
from jaclib.stage import Live, show
from jaclib.stage.challenge import Challenge, chosen, near, right

TITLES = "A box in the parameters …", "… and the piece it stands for"
EDGES = box.path(2, 61)
INSIDE, _ = box.filled(2)
TURNS = {1: "orientation kept", -1: "orientation reversed", 0: "J flattens the plane there"}
TILES = box.cells(12)


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, order, rotation, shear, dilation, mirrored) -> dict:
    """What the map x ↦ matrix · f(x) makes of the box, the two grids, and how both planes are framed."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix, which = system.matrix(f, rotation, shear, dilation, mirrored), system.permutation(order, f)
    around, aside, (outline, _), (_, inside), (mosaic, _) = box.along(
        f, box.nearby(f, a), beside(a), a + size * EDGES, a + size * INSIDE, a + size * TILES
    )
    now = box.here(f, a, *box.at_kinks(a, around, aside), matrix, which)
    value, J, det = (now[name] for name in ("value", "jacobian", "det"))
    before, after = grid_and_image(f)
    found = covered(f, a, size)
    told = box.means(f, box.determinants(matrix @ inside), found, matrix)
    return now | system.contents(size, told, found, now["flat"]) | {
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
    sheet_before, sheet_after = grid(before, palette.faint), curves(after, palette.faint, width=0.8, order=-3)
    shown = curve(before, palette.ink, fill=palette.fill, clear=True)
    true = curve(after, palette.ink, fill=palette.fill, clear=True)
    darker = tiles(after, palette.ink, palette.ink, alpha=0.12, order=1)  # where more layers lie on one another
    predicted = curve(after, palette.linear, dashed=True, clear=True)
    steps, edges = arrows(before, palette.columns), arrows(after, palette.columns)
    turn, told = turning(after, palette.accent), footnote(after, palette.accent)
    a, image, opposite = point(before, palette.ink), point(after, palette.ink), point(before, palette.quiet, size=7)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))
    step_names = [label(before, "$Δ{}$", color) for color in palette.columns]
    edge_names = [label(after, r"$Δ{0}\;∂f/∂{0}$", color, away=22) for color in palette.columns]

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"])
        name_axes(before, now["variables"]), name_axes(after, now["outputs"])
        sheet_before(now["before"]), sheet_after(now["after"])
        shown(now["box"]), true(now["outline"])
        darker(now["tiles"] * (1 if now["layered"] else np.nan), np.ones(len(TILES)))
        first, second = now["edges"]
        linear = now["value"] + np.array([0 * first, first, first + second, second, 0 * first])
        predicted(linear)
        steps(now["a"], now["steps"]), edges(now["value"], now["edges"]), turn(now["value"], first, second)
        told(turned(now["det"]))
        a(now["a"]), image(now["value"]), opposite(now["a"] + now["size"])
        names[0](now["a"]), names[1](now["value"])
        for j, name in enumerate(now["variables"][i] for i in now["order"]):
            step_names[j](now["a"], now["steps"][j], name)
            edge_names[j](now["value"], now["edges"][j], name)

    return move


def turned(det) -> str:
    """Which way one turns from the first arrow to the second."""
    if np.isnan(det):
        return ""
    if det == 0:
        return "the arrows lie on one line"
    return f"blue to orange: {'left' if det > 0 else 'right'} turn, det J {'>' if det > 0 else '<'} 0"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    return system.in_words(now, "area", TURNS)


def values(now) -> list[dict]:
    return system.readouts(now, "area")


def _same_size(now):
    factor = now["seen"] / np.prod(now["size"])
    if now["layered"] and agree(factor, 1, within=0.2):
        return near(f"It is {factor:.2f} times as large, in layers. Make the box so small that there is one.")
    if agree(factor, 1, within=0.02):
        return right(f"Its image is {factor:.3f} times as large: |det J| is 1 on average over the box.")
    return near(f"It is {factor:.2f} times as large.") if agree(factor, 1, within=0.2) else None


def _one_percent(now):
    off = abs(now["predicted"] / now["volume"] - 1)
    if off < 0.01:
        return right(f"|det J| at the corner is {off:.2%} off: over so small a box it hardly changes.")
    return near(f"It is still {off:.1%} off.") if off < 0.05 else None


def _reversed(now):
    if now["det"] < 0:
        return right(f"det J = {now['det']:.3g}: from the first arrow to the second one turns right.")
    if abs(now["det"]) < 0.2:
        return near("Where det J = 0 the arrows lie flat. It changes its sign across.")
    return None


CHALLENGES = {
    "same size": Challenge("Move the box to where its image is just as large as the box.", _same_size),
    "one percent": Challenge("Shrink the box until what J predicts is less than one percent off.", _one_percent),
    "reversed": Challenge("Make the determinant negative, and leave the box where it is.", _reversed),
}


def coordinates(
    f=None, a=None, size=None, *, order: str | None = None, rotation: float = 0.0, shear: float = 0.0,
    dilation: float = 1.0, mirrored: bool = False, view=(35, 25), state: State | None = None, challenges=(),
) -> Live:  # fmt: skip
    """A box of parameters and the piece of the plane, or of space, that it stands for: edges, volume, orientation.

    `f` is a coordinate system by its name ("polar" if nothing is said; `jaclib.coordinates.PLANE` and `SPACE` have
    them), a formula such as "x*y, x^2 - y^2" or "x*y, y*z, z*x", or a function from (2,) to (2,) or (3,) to (3,). The
    box begins at the corner `a` and has the sides `size`; `order` names the variables as they are to be counted, as in
    "θ, r". Of "affine" and "affine in space" the matrix is made by `rotation` (in radians), `shear`, `dilation` and
    `mirrored`. Space is seen from `view`, azimuth and elevation in degrees. `state` and `challenges` are as for the
    other explorers. Raises ValueError where one of them is not of that kind.
    """
    wanted = chosen(challenges, CHALLENGES)
    parts = {"rotation": rotation, "shear": shear, "dilation": dilation, "mirrored": mirrored}
    if state is None and in_space(f):
        return coordinates_in_space(f, a, size, order, parts, view, wanted)
    state = of(state, f, a, known=PLANE)
    first = state.first
    controls = {
        "f": state.f,
        "a": state.at,
        "size": box.sides(first, size, handle=True),
        "order": system.order_of(first, order),
    } | system.affine(first, parts)  # fmt: skip
    system.follow(controls, lambda new: box.adapt(new, controls["size"]))

    def call(values) -> str:
        u, v = values["size"]
        rest = system.arguments(values, state.f.read(values["f"]))
        return f"explore.coordinates({state.call(values)}, size=({u:.12g}, {v:.12g}){rest})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=wanted,
        label="A box of parameters, its image, and the parallelogram that the Jacobian predicts",
    )  # fmt: skip


def in_space(f) -> bool:
    """Whether the map is one of three variables."""
    if isinstance(f, maps.Map):
        return len(f.variables) == 3
    if isinstance(f, str) and f not in PLANE:
        return f in SPACE or (f.count(",") == 2 and len(parse_map(f, ("x", "y", "z")).outputs) == 3)
    return callable(f) and fits(f, 3)
