"""What explore.determinant says, and the numbers below it."""

import numpy as np

from jaclib.explore.undefined import no_derivative
from jaclib.stage import count, readout

MANY = 24  # preimages: more are not counted


def preimages_in_words(now) -> str:
    count = len(now["preimages"])
    if count and now["rank"] < 2:
        return "a whole curve of preimages" if now["rank"] else "all of the sheet for preimages"
    if count >= MANY:
        return "very many preimages"
    return f"{count or 'no'} preimage{'s' * (count != 1)}"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    place = f"a = ({now['a'][0]:.3g}, {now['a'][1]:.3g})"
    if sentence := no_derivative(now["value"], now["jacobian"], place):
        return sentence
    box = f"A box of side {now['side']:.3g} around {place}"
    layers = f"b = ({now['b'][0]:.3g}, {now['b'][1]:.3g}) has {preimages_in_words(now)} in the domain shown."
    if not np.isfinite(now["ratio"]):
        return f"{box} reaches to where f is torn or undefined: there is no ratio of areas. {_at(now)} {layers}"
    box = box if now["t"] == 1 else f"Bent by t = {now['t']:.3g} only. {box}"
    return f"{box} {_lands(now)}. {_at(now)} {layers}"


def _lands(now) -> str:
    """The area of the image: as a set, and with each of its layers, where there are layers; with sign."""
    ratio, seen, area = now["ratio"], now["seen"], now["side"] ** 2
    if now["rank"] < 2:
        return f"lands on a mere {'curve' if now['rank'] else 'point'}, with area 0"
    both_ways = not np.isclose(abs(now["signed"]), ratio, rtol=1e-6, atol=0)
    signed = f" (with sign: {now['signed']:.4g} times)" if both_ways else ""
    if not now["layered"]:
        return f"lands on an area of {ratio * area:.4g}, {ratio:.4g} times its own{signed}"
    counted = f"counted each, ∫ |det J| = {ratio * area:.4g}, {ratio:.4g} times its own{signed}"
    if np.isnan(seen):
        return f"lands in layers that are too fine to tell apart: {counted}"
    return f"lands on an area of about {seen * area:.3g}, {seen:.3g} times its own. Its layers overlap: {counted}"


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
    area = now["side"] ** 2
    return [
        readout("a", now["a"]),
        readout("f(a)", now["value"]),
        readout("J", now["jacobian"], columns=True),
        readout("det J", now["det"]),
        readout("area of the box", area),
        *([] if now["layered"] and np.isnan(now["seen"]) else [readout("of its image", now["seen"] * area)]),
        readout("∫ |det J| / area", now["ratio"]),
        readout("∫ det J / area", now["signed"]),
        readout("four corners", now["four"]),
        _counted(now),
    ]


def _counted(now) -> dict:
    number = len(now["preimages"])
    endless = number and now["rank"] < 2
    words = {"label": "preimages of b", "rows": [["∞" if endless else "very many"]], "columns": False}
    return words if endless or number >= MANY else count("preimages of b", number)
