"""What explore.determinant_product says, and the numbers below it."""

import numpy as np

from jaclib.explore.phrases.numbers import ROUGH, about, estimate, pair
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.explore.plane.layers import at_pointer
from jaclib.stage import readout


def say(now) -> str:
    """Describe the figure in a sentence."""
    a, unknown = f"a = {pair(now['a'])}", np.isnan(now["areas"]).any()
    box = f"A box of side {now['side']:.3g} around {a}"
    places = zip(("g", "f", "f∘g"), now["places"], (a, f"g(a) = {pair(now['middle'])}", a), strict=True)
    for name, place, at in places:
        if none := no_derivative(place["value"], place["jacobian"], at, name, not np.isnan(place["det"])):
            return none if unknown else f"{none} {box}: {_grows(now)}."
    if not np.isfinite([now["det_g"], now["det_f"], now["det_both"]]).all():
        return f"{box}: a determinant is too large there for double precision."
    factors = f"det J is {now['det_g']:.4g} for g at a and {now['det_f']:.4g} for f at g(a)"
    dets = f"{factors}; for f∘g at a it is their product, {now['det_both']:.4g}."
    if now["torn"].any():
        return f"{box} reaches places where g or f∘g is torn or undefined: there are no ratios of areas. {dets}"
    if unknown:
        return f"{box}: g or f∘g bends too finely in it for the areas of its images to be found. {dets}"
    return f"{box}: {_grows(now)}. {dets}"


def _grows(now) -> str:
    """Say how much the box's area grows, with each layer counted, and where layers overlap its area as a set."""
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


def overlaps(now) -> list[dict]:
    """How many layers lie where, for the pointer."""
    return [each for i in (1, 2) for each in at_pointer(now, i, str(i))]


def values(now) -> list[dict]:
    (before, between, after), (_, first, second) = now["areas"], now["rough"]
    each = [readout("det J of g at a", now["det_g"]), readout("of f at g(a)", now["det_f"])]
    both = [readout("their product", now["det_f"] * now["det_g"]), readout("of f∘g at a", now["det_both"])]
    by_g = about("∫ |det J| × by g", between / before, ROUGH if first else None)
    by_f = about("then × by f", after / between if between else np.nan, ROUGH if first or second else None)
    return [*each, *both, by_g, by_f, about("in all ×", after / before, ROUGH if second else None)]


def area_in_words(now, place: int) -> str:
    """The area of the box on panel number `place`, or of its image there; with layers what each of them counts."""
    area, layered, seen, torn, rough = (now[name][place] for name in ("areas", "layered", "seen", "torn", "rough"))
    if np.isnan(area):
        return "torn or undefined" if torn else "bent too finely to tell"
    size = estimate(area, rough, 4)
    if not layered:
        return f"area {size}"
    return f"{'' if np.isnan(seen) else f'area {seen:.3g}, '}∫ |det J| {size}"
