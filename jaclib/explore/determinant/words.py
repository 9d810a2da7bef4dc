"""What explore.determinant says, and the numbers below it."""

import numpy as np

from jaclib.explore.phrases.numbers import ROUGH, about, estimate, pair
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.stage import count, readout

SEEN = 3  # figures that are known of an area in layers
MANY = 24  # preimages, of which not all need have been found


def preimages_in_words(now) -> str:
    """How many they are; where the map turns too often to be followed, at least so many."""
    count, sure = len(now["preimages"]), now["sure"]
    if now["dimension"]:
        everywhere = "a whole region of" if now["rank"] else "all of the sheet for"
        return f"{'a whole curve of' if now['dimension'] == 1 else everywhere} preimages"
    if count >= MANY and not sure:
        return "very many preimages"
    least = "at least " if count and not sure else ""
    if not count and not sure:
        return "no preimage that was found"
    return f"{least}{count or 'no'} preimage{'s' * (count != 1)}"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    a = f"a = {pair(now['a'])}"
    none = no_derivative(now["value"], now["jacobian"], a, fits=now["fits"], too_large=now["too_large"])
    if none and not (np.isfinite(now["ratio"]) or now["too_fine"]):
        return none
    box = f"A box of side {now['side']:.3g} around {a}"
    layers = f"b = {pair(now['b'])} has {preimages_in_words(now)} in the domain shown."
    if now["too_fine"]:
        told = f"{box}: f bends too finely in it for the area of its image to be told."
        return f"{none} {told} {layers}" if none else f"{told} {_at(now)} {layers}"
    if not np.isfinite(now["ratio"]):
        return f"{box} reaches to where f is torn or undefined: there is no ratio of areas. {_at(now)} {layers}"
    box = box if now["t"] == 1 else f"Bent by t = {now['t']:.3g} only. {box}"
    told = f"{box} {_lands(now)}."
    return f"{none} {told} {layers}" if none else f"{told} {_at(now)} {layers}"


def _lands(now) -> str:
    """The area of the image: as a set, and with each of its layers, where there are layers; with sign."""
    ratio, seen, area = now["ratio"], now["seen"], now["side"] ** 2
    if now["rank"] < 2:
        return f"lands on a mere {'curve' if now['rank'] else 'point'}, with area 0"
    both_ways = not np.isclose(abs(now["signed"]), ratio, rtol=1e-6, atol=0)
    rough, rough_sign = now["rough"]
    signed = f" (with sign: {estimate(now['signed'], rough_sign, 4)} times)" if both_ways else ""
    size, times = estimate(ratio * area, rough, 4), estimate(ratio, rough, 4)
    if not now["layered"]:
        return f"lands on an area of {size}, {times} times its own{signed}"
    counted = f"counted each, ∫ |det J| = {size}, {times} times its own{signed}"
    if np.isnan(seen):
        return f"lands in layers that are too fine to tell apart: {counted}"
    size, times = (f"{x:.{_figures(now)}g}" for x in (seen * area, seen))
    return f"lands on an area of about {size}, {times} times its own. Its layers overlap: {counted}"


def _figures(now) -> int | None:
    """How many are known of the image's area; None for all."""
    return ROUGH if now["rough"][0] else SEEN if now["layered"] else None


def _at(now) -> str:
    """What J does at a, which f itself need not do."""
    if now["rank"] < 2:
        return "det J = 0 everywhere: the outputs depend on each other."
    if not now["jacobian"].any():
        return "At a J = 0: J takes the plane to a point there, which f itself need not do."
    if now["det"] == 0:
        return "At a det J = 0: J flattens the plane there, which f itself need not do."
    return f"At a det J = {now['det']:.4g}, orientation {'kept' if now['det'] > 0 else 'reversed'}."


def values(now) -> list[dict]:
    area, (rough, rough_sign) = now["side"] ** 2, now["rough"]
    seen = not (now["layered"] and np.isnan(now["seen"]))
    return [
        readout("a", now["a"]),
        readout("f(a)", now["value"]),
        readout("J", now["jacobian"], columns=True),
        readout("det J", now["det"]),
        readout("area of the box", area),
        *([about("of its image", now["seen"] * area, _figures(now))] if seen else []),
        about("∫ |det J| / area", now["ratio"], ROUGH if rough else None),
        about("∫ det J / area", now["signed"], ROUGH if rough_sign else None),
        readout("four corners", now["four"]),
        _counted(now),
    ]


def _counted(now) -> dict:
    number = len(now["preimages"])
    if now["sure"] and not now["dimension"]:
        return count("preimages of b", number)
    words = "∞" if now["dimension"] else "very many" if number >= MANY else f"≥ {number}"
    return {"label": "preimages of b", "rows": [[words]], "columns": False}
