"""The numbers of explore.determinant: the sheet, the box and the areas of its images, the preimages of b."""

import numpy as np

from jaclib import maps
from jaclib.evidence.dependent import on_a_curve, vanishes
from jaclib.evidence.kink import all_round, derivative
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.determinant.words import preimages_in_words
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane import box as boxes
from jaclib.explore.plane.areas import (
    BOX_CORNERS,
    BOX_EDGE,
    BOX_INSIDE,
    LARGEST_SIDE,
    SIDES,
    SMALLEST_SIDE,
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
from jaclib.stage.controls import FARTHEST

TILES = boxes.cells(12) - 0.5


@np.errstate(all="ignore")  # where f is undefined
def numbers(f: maps.Map, a, side, t, b):
    """All that depends on the point, the box and the picked point, for the map on its way: x ↦ (1 − t) x + t f(x)."""
    boxes = a + SIDES[:, None, None] * BOX_INSIDE, a + SIDES[:, None, None] * BOX_CORNERS
    asked = {"law": boxes[0], "law corners": boxes[1], "tiles": a + side * TILES}
    asked |= {"nudged": nudges(a), "all round": all_round(a)}
    found = fields(f, places(a, side) | asked, t)
    J, fits = derivative(a, *found["centre"], *found["all round"])
    value, image, whole = found["centre"][0], found["box"][0], J if fits else np.full((2, 2), np.nan)
    now = {"a": a, "side": side, "t": t, "b": b, "value": value, "jacobian": J, "fits": fits, "nudged": found["nudged"]}
    now |= {"det": det(whole), "limit": np.abs(det(whole)), "too_large": overflows(value, found["all round"][0])}
    now |= {"box": a + side * BOX_EDGE, "image": image, "corners": image[::32], "tiles": found["tiles"][0]}
    now |= {"promised": value + side * BOX_EDGE[::32] @ whole.T, "four": corners_area(image[:-1:32] - value) / side**2}
    return ratios(found) | law(found, a) | now


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
    now |= cloth | layers_over(f, b, t, cloth)
    now |= {"printed": printed(sheet, f.domain), "scale": limit(f), "top": top(f, now["ratio"], now["limit"])}
    now |= {"domain": f.domain, "view": view, "variables": f.variables, "outputs": f.outputs}
    return now | drawn(now)


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


def drawn(now) -> dict:
    """What is drawn of these numbers: the ratios on the third panel, the tiles where there are layers, and words."""
    ratios = "law", "signed_law", "four_law"
    made: dict = {f"{name}_line": np.stack([SIDES, np.abs(now[name])], axis=1) for name in ratios}
    level = np.array([(SMALLEST_SIDE, now["limit"]), (LARGEST_SIDE, now["limit"])])
    once = now["seen"] if now["layered"] else np.nan  # apart from ∫ |det J| only where layers overlap
    made |= {"limit_line": level, "limit_end": level[0]}
    made |= {"ratio_point": np.array([now["side"], now["ratio"]]), "seen_point": np.array([now["side"], once])}
    made |= {"layers": now["tiles"] * (1 if now["layered"] else np.nan), "layers_over_b": preimages_in_words(now)}
    return made | {"hatched": "hatched: reversed" if now["reversed"] else ""}


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
