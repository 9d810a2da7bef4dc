"""The numbers of explore.determinant: the sheet, the box and the areas of its images, the preimages of b."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import maps
from jaclib.evidence import dependent, kink
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.choose.partials import partials
from jaclib.explore.determinant.words import layers_in_words, preimages_in_words
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane import areas, framing, layers
from jaclib.explore.plane.guess import compared
from jaclib.explore.plane.sheet import bent, flat, layers_of, limit, parts_of, printed
from jaclib.image.overlap import triangles
from jaclib.preimages import fibre, starting_points
from jaclib.programs.field import det, fields
from jaclib.stage.controls import FARTHEST

NET = layers.NET[::2, ::2] - 0.5


@np.errstate(all="ignore")  # where f is undefined
def numbers(f: maps.Map, a, side, t, cloth):
    """The numbers at the point a and of the box, for the map on its way: x ↦ (1 − t) x + t f(x)."""
    sides, once = areas.SIDES[:, None, None], cloth["rank"] == 2
    asked = {"law": a + sides * areas.BOX_INSIDE, "law corners": a + sides * areas.BOX_CORNERS}
    asked |= {"net": a + side * NET, "nudged": nudges(a), "all round": kink.all_round(a)}
    found = fields(f, areas.places(a, side) | asked, t)
    box, whole = areas.looked_at(f, a, side, t, cloth)
    now = jax.tree.map(np.asarray, pictured(a, side, found, whole, once)) | {"a": a, "side": side, "t": t}
    now |= {"too_large": overflows(found["centre"][0], found["all round"][0])}
    return now | areas.areas(now, box, whole, once)


@jax.jit  # compiled once for all maps
def pictured(a, side, found, whole, once) -> dict:
    """The derivative at a, the box, what J promises, and the lines of the ratios, from the fields at the places.

    There are ratios of boxes as large as `whole` at most; where not `once`, det J is 0 everywhere.
    """
    _, J, fits = kink.derivative_from(a, *found["centre"], *found["all round"])
    value, image, known = found["centre"][0], found["box"][0], jnp.where(fits, J, jnp.nan)
    now = cleared(found["nudged"], value=value, jacobian=J, det=det(known)) | areas.ratios(found) | areas.law(found)
    limit, four = once * jnp.abs(det(known)), areas.corners_ratio(image, value, side)
    now |= {"det": once * now["det"], "limit": limit, "four": jnp.where(whole >= side, four, jnp.nan), "fits": fits}
    for name, times in {"law": once, "signed_law": once, "four_law": 1}.items():
        now[name] = jnp.where(whole >= areas.SIDES, times * now[name], jnp.nan)
        now[f"{name}_line"] = jnp.stack([areas.SIDES, jnp.abs(now[name])], axis=1)
    level = jnp.array([(areas.SMALLEST_SIDE, limit), (areas.LARGEST_SIDE, limit)])
    now |= {"limit_line": level, "limit_end": level[0], "promised": value + side * areas.BOX_EDGE[::32] @ known.T}
    return now | {"box": a + side * areas.BOX_EDGE, "image": image, "corners": image[::32], "net": found["net"][0]}


@np.errstate(all="ignore")  # where f is undefined, or too large for a number
def compute(f: maps.Map, a, side, t, b, sheet, guess=None) -> dict:
    """The numbers, the sheet, and how it is framed."""
    a, b, side, t = np.asarray(a, dtype=float), np.asarray(b, dtype=float), float(side), float(t)
    cloth = bent(f, t)
    now = numbers(f, a, side, t, cloth) | {"b": b}
    now |= compared(guess, triangles(now["net"]))
    image = framing.image_box(f)
    view = framing.reaching(image if t == 1 else framing.hull(image, f.domain), now["value"])
    now |= cloth | layers_over(f, b, t, cloth)
    now |= {"printed": printed(sheet, f.domain), "scale": limit(f), "top": top(f, now["ratio"], now["limit"])}
    now |= {"partials": np.array(partials(f), dtype=object)}
    now |= {"domain": f.domain, "view": view, "variables": f.variables, "outputs": f.outputs}
    now |= {"ticks": framing.scales(f.domain)["ticks"]}
    sheet_in_view = f, t, tuple(map(tuple, view))
    now |= layers.named(parts_of(*sheet_in_view)) | layers_of(*sheet_in_view)
    return now | drawn(now)


def layers_over(f: maps.Map, b, t, cloth) -> dict:
    """The preimages of b, whether they are points, a curve or a region, and whether these are all of them."""
    if cloth["rank"] == 2:
        found = fibre(f, b, cloth["before"], (*cloth["reached"], cloth["turns"]), f.domain, t)
        return {"preimages": found.points, "dimension": found.dimension, "sure": found.sure}
    points = dependent.on_a_curve(f, b, starting_points(cloth["before"], cloth["reached"], b), f.domain, t)
    return {"preimages": points, "dimension": (2 - cloth["rank"]) * (len(points) > 0), "sure": True}


def top(f, *ratios) -> float:
    """Where the scale of ratios ends: it holds still while they stay below."""
    end = 4 * limit(f)
    while any(np.isfinite(ratio) and 1.3 * ratio > end for ratio in ratios):
        end *= 10
    return end


def drawn(now) -> dict:
    """What is drawn of these numbers: the ratios of this box on the third panel, where it has layers, and words."""
    once = now["seen"] if now["layered"] else np.nan  # apart from ∫ |det J| only where layers overlap
    made: dict = {"ratio_point": np.array([now["side"], now["ratio"]]), "seen_point": np.array([now["side"], once])}
    folded = now["net"] * (1 if now["layered"] else np.nan)
    of_box = layers.named(layers.parts(folded, True, now["view"], least=2), "box: {}")
    made |= {f"box_{name}": each for name, each in of_box.items()} | {"over_b": preimages_in_words(now)}
    made |= {"around_b": layers.beside(now["b"], now["view"]), "at_b": [layers_in_words(now)]}
    made["no_law"] = "" if np.isfinite(now["law"]).any() else "no ratio is known at a"
    return made | {"hatched": "hatched: reversed" if now["reversed"] else ""}


def over_the_sheet(f: maps.Map) -> list[float]:
    """Where a point of the sheet, off its middle, is taken: a place to begin to count layers at.

    It is rounded to hundredths, or what is smaller to three figures, unless the image is a curve, on which it is to
    lie.
    """
    _, images, jacobians = flat(f)
    there = images[len(images) // 5, 5 * len(images) // 8]
    fine = 12 if dependent.vanishes(jacobians) else 2
    rounded = [float(f"{x:.2e}") if abs(x) < 0.1 and fine == 2 else round(float(x), fine) for x in there]
    return [min(max(x, -FARTHEST), FARTHEST) + 0.0 if np.isfinite(x) else 0.0 for x in rounded]
