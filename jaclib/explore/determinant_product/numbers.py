"""The numbers of explore.determinant_product: three determinants, the areas of a box's images, three sheets."""

from functools import lru_cache

import numpy as np

from jaclib import compose, maps
from jaclib.evidence.dependent import everywhere
from jaclib.evidence.kink import all_round, derivative
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.choose.chain import Chain
from jaclib.explore.determinant_product.words import area_in_words
from jaclib.explore.plane.areas import BOX_EDGE, in_truth, places, ratios
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


def numbers(f: maps.Map, g: maps.Map, a, side):
    """The determinants of g, of f and of both, each worked out by itself, and the areas of the box's images."""
    asked = places(a, side) | {"nudged": nudges(a), "all round": all_round(a)}
    first, both = fields(g, asked), fields(compose(f, g), asked)
    middle = first["centre"][0]
    second = fields(f, {"centre": middle, "nudged": nudges(middle), "all round": all_round(middle)})
    now = {"a": a, "side": side, "middle": middle, "value": second["centre"][0]}
    now["means"] = [*map(ratios, (first, both))]
    now["places"] = [here(*each) for each in ((first, a), (second, middle), (both, a))]
    return now | {"box0": a + side * BOX_EDGE, "box1": first["box"][0], "box2": both["box"][0]}


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
    rough = [False, *(each.rough[0] and area > 0 for each, area in zip(told, grown, strict=True))]
    seen = areas * np.where(layered, [1, first.share, both.share], 1)
    return {"areas": areas, "layered": layered, "seen": seen, "torn": torn, "rough": rough}


@lru_cache(maxsize=16)  # once a pair of maps
@np.errstate(invalid="ignore")  # where a map is undefined
def sheets(f: maps.Map, g: maps.Map) -> dict:
    """The sheet before, between and after, each coloured by what comes next, and the last by what has been done."""
    corners, between, J_g = flat(g)
    after, J_f = field(f, between)
    dets = determinants(J_g), determinants(J_f), determinants(J_f) * determinants(J_g)
    both = compose(f, g)
    torn = [cells(h, corners, nodes, J) for h, nodes, J in ((g, between, J_g), (both, after, J_f @ J_g))]
    made: dict = {}
    for i, (nodes, values, tear) in enumerate(zip((corners, between, after), dets, (torn[0], *torn), strict=True)):
        end, lines = end_of_scale(values), printed_on(nodes, values)
        middle = (values[:-1, :-1] + values[1:, :-1] + values[:-1, 1:] + values[1:, 1:]) / 4
        made |= {f"nodes{i}": shown(nodes), f"values{i}": np.where(np.isnan(tear), np.nan, middle / end)}
        made |= {f"lines{i}": lines[0], f"hatch{i}": lines[1], f"folds{i}": folds_by_cells(values, nodes)[0]}
        made |= {f"end{i}": end, f"view{i}": bulk(nodes, (10, 90), 0.2, 1e-3)}
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
    now |= {f"names{i}": names for i, names in enumerate((g.variables, f.variables, f.outputs))}
    now |= {f"area{i}": area_in_words(now, i) for i in range(3)}
    return now | {"plain": printed("grid", g.domain)}
