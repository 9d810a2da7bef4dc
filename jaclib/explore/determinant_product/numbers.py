"""The numbers of explore.determinant_product: three determinants, the areas of a box's images, three sheets."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import compose, maps
from jaclib.evidence import kink, rounding
from jaclib.evidence.dependent import everywhere
from jaclib.explore.choose.chain import Chain
from jaclib.explore.determinant_product.words import area_in_words
from jaclib.explore.plane import areas, framing, layers, sheet
from jaclib.image.covered import covered
from jaclib.programs.field import det, field, fields


def numbers(f: maps.Map, g: maps.Map, a, side):
    """The determinants of g, of f and of both, each worked out by itself, and the areas of the box's images."""
    asked = areas.places(a, side) | around(a)
    first, both = fields(g, asked), fields(compose(f, g), asked)
    middle = first["centre"][0]
    second = fields(f, {"centre": middle} | around(middle))
    now = {"a": a, "side": side, "middle": middle, "value": second["centre"][0]}
    now |= {"means": [jax.tree.map(np.asarray, areas.ratios(each)) for each in (first, both)]}
    now |= {"places": [here(*each) for each in ((first, a), (second, middle), (both, a))]}
    return now | {"box0": a + side * areas.BOX_EDGE, "box1": first["box"][0], "box2": both["box"][0]}


def around(a) -> dict:
    """The places where a map is evaluated to tell its derivative at a."""
    return {"nudged": rounding.nudges(a), "all round": kink.all_round(a)}


def here(found, at) -> dict:
    """The value and the derivative at a place, with no determinant where there is no derivative."""
    J, fits = kink.derivative(at, *found["centre"], *found["all round"])
    return rounding.cleared(found["nudged"], value=found["centre"][0], jacobian=J, det=det(J) if fits else np.nan)


def images(f: maps.Map, g: maps.Map, a, side, means, flat) -> dict:
    """The areas with each layer counted, and as sets; NaN where a map is torn, undefined or too fine in the box."""
    first, both = (covered(each, a - side / 2, side) for each in (g, compose(f, g)))
    true = [areas.in_truth(*each) for each in zip(means, (first, both), strict=True)]
    grown = [0.0 if none else each.ratio for none, each in zip((flat[0], any(flat)), true, strict=True)]
    torn = np.array([False, not first.whole, not (first.whole and both.whole)])
    counted = np.where(torn, np.nan, side**2 * np.array([1.0, *grown]))
    layered = np.array([False, first.layered, both.layered]) & (counted > 0)
    rough = [False, *(each.rough[0] and area > 0 for each, area in zip(true, grown, strict=True))]
    seen = counted * np.where(layered, [1, first.share, both.share], 1)
    return {"areas": counted, "layered": layered, "seen": seen, "torn": torn, "rough": rough}


@lru_cache(maxsize=16)  # once a pair of maps
@np.errstate(invalid="ignore")  # where a map is undefined
def sheets(f: maps.Map, g: maps.Map) -> dict:
    """The sheet before, between and after, each coloured by what comes next, and the last by what has been done."""
    corners, between, J_g = sheet.flat(g)
    after, J_f = field(f, between)
    dets = sheet.determinants(J_g), sheet.determinants(J_f), sheet.determinants(J_f) * sheet.determinants(J_g)
    both = compose(f, g)
    torn = [sheet.cells(h, corners, nodes, J) for h, nodes, J in ((g, between, J_g), (both, after, J_f @ J_g))]
    made: dict = {}
    for i, (nodes, values, tear) in enumerate(zip((corners, between, after), dets, (torn[0], *torn), strict=True)):
        end, lines = sheet.end_of_scale(values), sheet.printed_on(nodes, values)
        middle = (values[:-1, :-1] + values[1:, :-1] + values[:-1, 1:] + values[1:, 1:]) / 4
        made |= {f"nodes{i}": sheet.shown(nodes), f"values{i}": np.where(np.isnan(tear), np.nan, middle / end)}
        made |= {f"lines{i}": lines[0], f"hatch{i}": lines[1], f"folds{i}": sheet.folds_by_cells(values, nodes)[0]}
        made |= {f"end{i}": end, f"view{i}": framing.bulk(nodes, (10, 90), 0.2, 1e-3)}
        net = made[f"nodes{i}"], ~np.isnan(made[f"values{i}"]), made[f"view{i}"]
        named = layers.named(layers.parts(*net)) | layers.over(*net)
        made |= {f"{name}{i}": each for name, each in named.items()}
    return made | {"flat": (everywhere(g, corners, between, J_g), everywhere(f, between, after, J_f))}


def compute(maps: Chain, a, side) -> dict:
    """The numbers and the sheets, with the views held wide enough for the point."""
    f, g = maps
    a, side, cloths = np.asarray(a, dtype=float), float(side), sheets(f, g)
    now = numbers(f, g, a, side) | cloths
    flat = (*cloths["flat"], any(cloths["flat"]))
    for name, place, none in zip(("det_g", "det_f", "det_both"), now["places"], flat, strict=True):
        now[name] = place["det"] * (0 if none else 1)
    now |= images(f, g, a, side, now.pop("means"), cloths["flat"])
    now |= {"view0": g.domain, "view1": framing.reaching(now["view1"], now["middle"])}
    now |= {"view2": framing.reaching(now["view2"], now["value"]), "plain": sheet.printed("grid", g.domain)}
    now |= {"ticks0": framing.scales(g.domain)["ticks"]} | dict.fromkeys(("ticks1", "ticks2"), (np.nan, np.nan))
    now |= {f"names{i}": names for i, names in enumerate((g.variables, f.variables, f.outputs))}
    return now | {f"area{i}": area_in_words(now, i) for i in range(3)}
