"""A sheet bent and folded by a map, coloured by det J; a box on it, and by how much its area grows."""

import numpy as np

from jaclib import maps
from jaclib.draw import (
    colour_bar,
    curve,
    diamonds,
    frame,
    key,
    log_axes,
    name_axes,
    note_at,
    note_below,
    point,
    rule,
    set_axes,
    sheet,
    tiles,
)
from jaclib.evidence.dependent import on_a_curve, vanishes
from jaclib.evidence.kink import all_round, derivative
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.choose.map import follow
from jaclib.explore.choose.state import State, of, two_numbers
from jaclib.explore.determinant.challenges import CHALLENGES
from jaclib.explore.determinant.printed import choose_sheet
from jaclib.explore.determinant.words import preimages_in_words, say, values
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane import box as boxes
from jaclib.explore.plane.areas import (
    CORNERS,
    EDGE,
    INSIDE,
    LARGEST,
    SIDES,
    SMALLEST,
    areas,
    corners_area,
    law,
    places,
    ratios,
)
from jaclib.explore.plane.framing import hull, image_box, reaching
from jaclib.explore.plane.sheet import bent, flat, limit, printed
from jaclib.preimages import fibre, starting_points
from jaclib.programs.field import det, fields
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.controls import FARTHEST
from jaclib.stage.transition import log_slider, slider
from jaclib.stage.transition import point as draggable

TITLES = "The sheet before …", "… and where f takes it", "Area, per area of the box"
TILES = boxes.cells(12) - 0.5


@np.errstate(all="ignore")  # where f is undefined
def numbers(f: maps.Map, a, side, t, b):
    """All that depends on the point, the box and the picked point, for the map on its way: x ↦ (1 − t) x + t f(x)."""
    boxes = a + SIDES[:, None, None] * INSIDE, a + SIDES[:, None, None] * CORNERS
    asked = {"law": boxes[0], "law corners": boxes[1], "tiles": a + side * TILES}
    asked |= {"nudged": nudges(a), "all round": all_round(a)}
    found = fields(f, places(a, side) | asked, t)
    J, fits = derivative(a, *found["centre"], *found["all round"])
    value, image, whole = found["centre"][0], found["box"][0], J if fits else np.full((2, 2), np.nan)
    return ratios(found) | law(found, a) | {
        "a": a, "side": side, "t": t, "b": b, "value": value, "jacobian": J, "fits": fits,
        "det": det(whole), "limit": np.abs(det(whole)), "nudged": found["nudged"],
        "too_large": overflows(value, found["all round"][0]),
        "four": corners_area(image[:-1:32] - value) / side**2,
        "box": a + side * EDGE, "image": image, "corners": image[::32], "promised": value + side * EDGE[::32] @ whole.T,
        "tiles": found["tiles"][0],
    }  # fmt: skip


@np.errstate(all="ignore")  # where f is undefined, or too large for a number
def compute(f: maps.Map, a, side, t, b, sheet) -> dict:
    """The numbers, the sheet, and how it is framed."""
    a, b, side, t = np.asarray(a, dtype=float), np.asarray(b, dtype=float), float(side), float(t)
    cloth = bent(f, t)
    now = numbers(f, a, side, t, b)
    now |= cleared(now.pop("nudged"), **{name: now[name] for name in ("value", "jacobian", "det")})
    if cloth["rank"] < 2:
        now["det"] = 0 * now["det"]  # which leaves what is undefined
    now |= areas(f, now, cloth)
    view = reaching(image_box(f) if t == 1 else hull(image_box(f), f.domain), now["value"])
    return now | cloth | layers_over(f, b, t, cloth) | {
        "printed": printed(sheet, f.domain), "scale": limit(f),
        "domain": f.domain, "view": view, "top": top(f, now["ratio"], now["limit"]),
        "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def layers_over(f: maps.Map, b, t, cloth) -> dict:
    """The preimages of b, whether they are points, a curve or a region, and whether these are all of them."""
    if cloth["rank"] == 2:
        found = fibre(f, b, cloth["before"], (*cloth["reached"], cloth["turns"]), f.domain, t)
        return {"preimages": found.points, "dimension": found.dimension, "sure": found.sure}
    points = on_a_curve(f, b, starting_points(cloth["before"], cloth["reached"], b), f.domain, t)
    return {"preimages": points, "dimension": (2 - cloth["rank"]) * (len(points) > 0), "sure": True}


def top(f, *ratios) -> float:
    """Where the scale of ratios ends: it holds still while they stay below."""
    end = 4 * limit(f)
    while any(np.isfinite(ratio) and 1.3 * ratio > end for ratio in ratios):
        end *= 10
    return end


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(after, [("true image", palette.ink, False), ("as J promises", palette.linear, True)])
    key(law, [("∫ |det J|", palette.ink, False), ("∫ det J", palette.accent, True), ("corners", palette.quiet, True)])
    limits = colour_bar(before, palette, "signed", "det J")
    sheets = [(sheet(before, palette), "before"), (sheet(after, palette, folds=True), "after")]
    log_axes(law, (SMALLEST, LARGEST), (1e-3, 1e1), "side of the box", "ratio", palette.faint)
    box, image = curve(before, palette.ink, rim=True), curve(after, palette.ink, rim=True)
    darker = tiles(after, palette.ink, palette.ink, alpha=0.15)  # where more layers of the image lie on one another
    promised = curve(after, palette.linear, width=1.8, dashed=True, rim=True)
    corners = curve(after, palette.quiet, width=1.8, dashed=(1, 1.2), rim=True)
    curves = [
        curve(law, palette.ink),
        curve(law, palette.accent, width=1.4, dashed=True),
        curve(law, palette.quiet, width=1.4, dashed=True),
    ]
    level, here = curve(law, palette.linear, width=1.8, dashed=True), point(law, palette.ink)
    seen, seen_name = point(law, palette.quiet, size=7), note_at(law, "image", palette.quiet)
    level_name = note_at(law, "|det J(a)|", palette.linear, offset=(30, 9))
    side = rule(law, palette.ink)
    dots = [point(before, palette.ink), point(after, palette.ink)]
    names = [
        note_at(before, "a", palette.ink),
        note_at(after, "f(a)", palette.ink),
        note_at(after, "b", palette.accent, offset=(12, 8)),
    ]
    picked, layers = diamonds(after, palette.accent), diamonds(before, palette.accent)
    count, turned = note_below(after, palette.accent), note_below(before, palette.ink)

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"]), limits(float(now["scale"]))
        name_axes(before, now["variables"]), name_axes(after, now["outputs"])
        set_axes(law, ylim=(now["top"] / 1e3, now["top"]))
        for lay, when in sheets:
            printed_on = (now[f"{kind}_{when}"] for kind in ("lines", "hatch", "folds"))
            lay(now[when], now["values"], now["printed"], *printed_on)
        darker(now["tiles"] * (1 if now["layered"] else np.nan), np.ones(len(TILES)))
        box(now["box"]), image(now["image"]), promised(now["promised"]), corners(now["corners"])
        for each, name in zip(curves, ("law", "signed_law", "four_law"), strict=True):
            each(np.stack([SIDES, np.abs(now[name])], axis=1))
        level([(SMALLEST, now["limit"]), (LARGEST, now["limit"])]), level_name((SMALLEST, now["limit"]))
        here((now["side"], now["ratio"])), side(now["side"])
        once = now["side"], now["seen"] if now["layered"] else np.nan  # apart from ∫ |det J| only where layers overlap
        seen(once), seen_name(once)
        dots[0](now["a"]), dots[1](now["value"]), names[0](now["a"]), names[1](now["value"]), names[2](now["b"])
        picked(now["b"]), layers(now["preimages"])
        count(f"b has {preimages_in_words(now)}")
        turned("hatched: reversed" if now["reversed"] else "")

    return move


def determinant(
    f=None,
    a=None,
    side: float = 1.0,
    *,
    b=None,
    t: float = 1.0,
    sheet="grid",
    state: State | None = None,
    challenges=(),
) -> Live:
    """Bend and fold a sheet by the map f: by how much does the area of a box around a grow, and how does det J say so?

    `f` is a name of the catalogue ("polar" if nothing is said), a formula such as "x*y, x^2 - y^2", or a function
    from (2,) to (2,); `a` the centre of the box, `side` its side, from 10⁻³ to 4. `b` is a point of the output plane,
    whose preimages are marked. `t` deforms the identity, t = 0, into the map, t = 1. `sheet` is what is printed on it:
    "grid", "checkerboard", "picture", or a picture of your own, as a file's path or a Pillow image. With a `State` in
    place of f and a, it moves together with the other pictures of that state. `challenges` are names of CHALLENGES.
    Raises ValueError where one of them is not of that kind.
    """
    if not SMALLEST <= side <= LARGEST:
        raise ValueError(f"side: a number from {SMALLEST:g} to {LARGEST:g} is needed, and {side!r} came.")
    if not 0 <= t <= 1:
        raise ValueError(f"t: a number from 0 to 1 is needed, and {t!r} came.")
    state = of(state, f, a)
    first = state.f.read(state.f.value)
    picked = draggable(
        "point b", over_the_sheet(first) if b is None else two_numbers("b", b), names=first.outputs, panel=1
    )

    def adapt(new: maps.Map) -> None:
        for (field,), name in zip(picked.parts, new.outputs, strict=True):
            field.description = name
        picked.value = over_the_sheet(new)

    follow(state.f, picked, adapt)
    controls = {
        "f": state.f,
        "a": state.at,
        "side": log_slider("box", "side", SMALLEST, LARGEST, side),
        "t": slider("deform", "t", 0.0, 1.0, t, play="Bend the sheet"),
        "b": picked,
        "sheet": choose_sheet(sheet),
    }

    def call(values) -> str:
        u, v = values["b"]
        given = f"side={values['side']:.6g}, b=({u:.12g}, {v:.12g}), t={values['t']:.6g}, sheet={values['sheet']!r}"
        return f"explore.determinant({state.call(values)}, {given})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A sheet and its image under f, coloured by det J, and the ratio of areas of a box",
    )  # fmt: skip


def over_the_sheet(f: maps.Map) -> list[float]:
    """Where a point of the sheet, off its middle, is taken: a place to begin to count layers at.

    It is rounded to hundredths, or what is smaller to three figures, unless the image is a curve, on which it is to
    lie.
    """
    _, images, jacobians = flat(f)
    there = images[len(images) // 5, 5 * len(images) // 8]
    fine = 12 if vanishes(jacobians) else 2
    rounded = [float(f"{x:.2e}") if abs(x) < 0.1 and fine == 2 else round(float(x), fine) for x in there]
    return [min(max(x, -FARTHEST), FARTHEST) + 0.0 if np.isfinite(x) else 0.0 for x in rounded]
