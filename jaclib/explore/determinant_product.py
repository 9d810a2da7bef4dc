"""Two maps, one after the other: their determinants multiply, and so do the areas of a small box."""

from functools import lru_cache

import numpy as np

from jaclib import compose, maps
from jaclib.draw import colour_bar, curve, frame, name_axes, note_at, note_below, point, sheet
from jaclib.evidence.dependent import everywhere
from jaclib.evidence.kink import all_round, derivative
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.choose.chain import Chain, as_chain, choose_chain, named
from jaclib.explore.choose.state import two_numbers
from jaclib.explore.phrases.numbers import ROUGH, about, estimate, pair
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.explore.plane.areas import EDGE, LARGEST, SMALLEST, in_truth, places, ratios
from jaclib.explore.plane.framing import bulk, reaching
from jaclib.explore.plane.sheet import (
    cells,
    determinants,
    end_of_scale,
    flat,
    folds_by_cells,
    printed,
    printed_on,
    shown,
)
from jaclib.image.covered import covered
from jaclib.programs.field import det, field, fields
from jaclib.stage import Live, readout, show
from jaclib.stage.transition import log_slider
from jaclib.stage.transition import point as draggable

TITLES = "A box around a …", "… where g takes it …", "… and f after that"


def numbers(f: maps.Map, g: maps.Map, a, side):
    """The determinants of g, of f and of both, each worked out by itself, and the areas of the box's images."""
    asked = places(a, side) | {"nudged": nudges(a), "all round": all_round(a)}
    first, both = fields(g, asked), fields(compose(f, g), asked)
    middle = first["centre"][0]
    second = fields(f, {"centre": middle, "nudged": nudges(middle), "all round": all_round(middle)})
    return {
        "a": a, "side": side, "middle": middle, "value": second["centre"][0], "means": [*map(ratios, (first, both))],
        "places": [here(*each) for each in ((first, a), (second, middle), (both, a))],
        "box0": a + side * EDGE, "box1": first["box"][0], "box2": both["box"][0],
    }  # fmt: skip


def here(found, at) -> dict:
    """What `cleared` clears of rounding, with no determinant where there is no derivative."""
    J, fits = derivative(at, *found["centre"], *found["all round"])
    whole = J if fits else np.full((2, 2), np.nan)
    return {"nudges": found["nudged"], "value": found["centre"][0], "jacobian": J, "det": det(whole)}


def images(f: maps.Map, g: maps.Map, a, side, means, flat) -> dict:
    """The areas with each layer counted, and as sets; NaN where a map is torn, undefined or too fine in the box."""
    first, both = (covered(each, a - side / 2, side) for each in (g, compose(f, g)))
    told = [in_truth(*each) for each in zip(means, (first, both), strict=True)]
    grown = [0.0 if none else each.ratio for none, each in zip((flat[0], any(flat)), told, strict=True)]
    torn = np.array([False, not first.whole, not (first.whole and both.whole)])
    areas = np.where(torn, np.nan, side**2 * np.array([1.0, *grown]))
    layered = np.array([False, first.layered, both.layered]) & (areas > 0)
    return {
        "areas": areas, "layered": layered, "seen": areas * np.where(layered, [1, first.share, both.share], 1),
        "torn": torn, "rough": [False, *(each.rough[0] and area > 0 for each, area in zip(told, grown, strict=True))],
    }  # fmt: skip


@lru_cache(maxsize=16)  # once a pair of maps
@np.errstate(invalid="ignore")  # where a map is undefined
def sheets(f: maps.Map, g: maps.Map) -> dict:
    """The sheet before, between and after, each coloured by what comes next, and the last by what has been done."""
    corners, between, J_g = flat(g)
    after, J_f = field(f, between)
    dets = determinants(J_g), determinants(J_f), determinants(J_f) * determinants(J_g)
    both = compose(f, g)
    torn = [cells(h, corners, nodes, J) for h, nodes, J in ((g, between, J_g), (both, after, J_f @ J_g))]
    made = {}
    for i, (nodes, values, tear) in enumerate(zip((corners, between, after), dets, (torn[0], *torn), strict=True)):
        end, lines = end_of_scale(values), printed_on(nodes, values)
        middle = (values[:-1, :-1] + values[1:, :-1] + values[:-1, 1:] + values[1:, 1:]) / 4
        made |= {
            f"nodes{i}": shown(nodes), f"values{i}": np.where(np.isnan(tear), np.nan, middle / end), f"end{i}": end,
            f"lines{i}": lines[0], f"hatch{i}": lines[1], f"folds{i}": folds_by_cells(values, nodes)[0],
            f"view{i}": bulk(nodes, (10, 90), 0.2, 1e-3),
        }  # fmt: skip
    return made | {"flat": (everywhere(g, corners, between, J_g), everywhere(f, between, after, J_f))}


def compute(maps: Chain, a, side) -> dict:
    """The numbers and the sheets, with the views held wide enough for the point."""
    f, g = maps
    a, side, cloths = np.asarray(a, dtype=float), float(side), sheets(f, g)
    now = numbers(f, g, a, side) | cloths
    now["places"] = [cleared(**place) for place in now["places"]]
    flat = (*cloths["flat"], any(cloths["flat"]))
    for name, place, none in zip(("det_g", "det_f", "det_both"), now["places"], flat, strict=True):
        now[name] = place["det"] * (0 if none else 1)
    now |= images(f, g, a, side, now.pop("means"), cloths["flat"])
    now["view0"] = g.domain
    for view, place in (("view1", "middle"), ("view2", "value")):
        now[view] = reaching(now[view], now[place])
    return now | {"plain": printed("grid", g.domain), "names": (g.variables, f.variables, f.outputs)}


def paint(palette, *axes):
    """Put the artists up once; the function returned moves them."""
    ends = [
        colour_bar(ax, palette, "signed", name)
        for ax, name in zip(axes, ("det J of g", "det J of f", "of f∘g"), strict=True)
    ]
    sheets = [sheet(ax, palette, folds=i > 0) for i, ax in enumerate(axes)]
    boxes, dots = [curve(ax, palette.ink, rim=True) for ax in axes], [point(ax, palette.ink) for ax in axes]
    names = [note_at(ax, words, palette.ink) for ax, words in zip(axes, ("a", "g(a)", "f(g(a))"), strict=True)]
    areas = [note_below(ax, palette.ink) for ax in axes]

    def move(now):
        for i, (ax, place) in enumerate(zip(axes, ("a", "middle", "value"), strict=True)):
            frame(ax, now[f"view{i}"]), ends[i](float(now[f"end{i}"]))
            name_axes(ax, now["names"][i])
            marks = (now[f"{kind}{i}"] for kind in ("lines", "hatch", "folds"))
            sheets[i](now[f"nodes{i}"], now[f"values{i}"], now["plain"], *marks)
            boxes[i](now[f"box{i}"]), dots[i](now[place]), names[i](now[place])
            areas[i](area_in_words(*(now[name][i] for name in ("areas", "layered", "seen", "torn", "rough"))))

    return move


def area_in_words(area, layered, seen, torn, rough) -> str:
    if np.isnan(area):
        return "torn or undefined" if torn else "bent too finely to tell"
    size = estimate(area, rough, 4)
    if not layered:
        return f"area {size}"
    return f"{'' if np.isnan(seen) else f'area {seen:.3g}, '}∫ |det J| {size}"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    a, unknown = f"a = {pair(now['a'])}", np.isnan(now["areas"]).any()
    box = f"A box of side {now['side']:.3g} around {a}"
    places = zip(("g", "f", "f∘g"), now["places"], (a, f"g(a) = {pair(now['middle'])}", a), strict=True)
    for name, place, at in places:
        if none := no_derivative(place["value"], place["jacobian"], at, name, not np.isnan(place["det"])):
            return none if unknown else f"{none} {box}: {_grows(now)}."
    dets = (
        f"For the smallest boxes: det J of g at a, {now['det_g']:.4g}, times det J of f at g(a), {now['det_f']:.4g}, "
        f"is det J of f∘g at a, {now['det_both']:.4g}."
    )
    if now["torn"].any():
        return f"{box} reaches to where g or f∘g is torn or undefined: there are no ratios of areas. {dets}"
    if unknown:
        return f"{box}: g or f∘g bends too finely in it for the areas of its images to be told. {dets}"
    return f"{box}: {_grows(now)}. {dets}"


def _grows(now) -> str:
    """By how much its area grows; where layers overlap, each of them counted, and beside it the area as a set."""
    before, between, after = now["areas"]
    first, second = now["rough"][1:]
    by = f", and f makes that {estimate(after / between, first or second, 4)} times as large" if between else ""
    both = f"both together {estimate(after / before, second, 4)} times"
    grows = f"g makes its area {estimate(between / before, first, 4)} times as large{by}, {both}"
    if not now["layered"].any():
        return grows
    known = now["layered"] & np.isfinite(now["seen"])
    seen = [f"{now['seen'][i]:.3g} {name}" for i, name in ((1, "under g"), (2, "under f∘g")) if known[i]]
    once = f", which has about the area {' and '.join(seen)} as a set" if seen else ""
    return f"each layer counted (∫ |det J|), {grows}. Layers of its image lie on one another{once}"


def values(now) -> list[dict]:
    (before, between, after), (_, first, second) = now["areas"], now["rough"]
    return [
        readout("det J of g at a", now["det_g"]),
        readout("of f at g(a)", now["det_f"]),
        readout("their product", now["det_f"] * now["det_g"]),
        readout("of f∘g at a", now["det_both"]),
        about("∫ |det J| × by g", between / before, ROUGH if first else None),
        about("then × by f", after / between if between else np.nan, ROUGH if first or second else None),
        about("in all ×", after / before, ROUGH if second else None),
    ]


def determinant_product(f="polar", g="fold", a=None, side: float = 0.5) -> Live:
    """A box, where g takes it, and where f takes that: areas and determinants multiply.

    `f` and `g` are names of the catalogue, formulas such as "x*y, x^2 - y^2", or functions from (2,) to (2,); `a` is
    the centre of the box, `side` its side, from 10⁻³ to 4. The first two sheets are coloured by the determinant of the
    map to come, the last by that of both. Raises ValueError where one of them is not of that kind.
    """
    if not SMALLEST <= side <= LARGEST:
        raise ValueError(f"side: a number from {SMALLEST:g} to {LARGEST:g} is needed, and {side!r} came.")
    chain = as_chain([f, g], 2, 2)
    at = chain[1].point if a is None else two_numbers("a", a)
    controls = {
        "maps": choose_chain([f, g], chain),
        "a": draggable("point a", at, names=chain[1].variables),
        "side": log_slider("box", "side", SMALLEST, LARGEST, side, play="Shrink the box"),
    }

    def call(values) -> str:
        words = named((f, g), controls["maps"].read(values["maps"]))
        x, y = values["a"]
        return f"explore.determinant_product({', '.join(words)}, a=({x:.12g}, {y:.12g}), side={values['side']:.6g})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call,
        label="A box, its image under g, and the image of that under f, on sheets coloured by det J",
    )  # fmt: skip
