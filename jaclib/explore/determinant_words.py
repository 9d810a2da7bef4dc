"""What explore.determinant says, and the numbers below it."""

import numpy as np

from jaclib.stage import count, readout

MANY = 24  # preimages: more are not counted


def preimages_in_words(now) -> str:
    count = len(now["preimages"])
    if count >= MANY:
        return "very many preimages"
    return f"{count or 'no'} preimage{'s' * (count != 1)}"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    box = f"A box of side {now['side']:.3g} around a = ({now['a'][0]:.3g}, {now['a'][1]:.3g})"
    layers = f"b = ({now['b'][0]:.3g}, {now['b'][1]:.3g}) has {preimages_in_words(now)} in the domain shown."
    if not np.isfinite([now["ratio"], now["signed"], now["det"]]).all():
        return f"{box} reaches to where the map is torn or undefined: there is no ratio of areas. {layers}"
    box = box if now["t"] == 1 else f"Bent by t = {now['t']:.3g} only. {box}"
    turned = {1: "orientation kept", -1: "orientation reversed", 0: "flattened"}[int(np.sign(now["det"]))]
    lands = f"lands on an area of {now['ratio'] * now['side'] ** 2:.4g}, {now['ratio']:.4g} times its own"
    both_ways = not np.isclose(abs(now["signed"]), now["ratio"], atol=1e-9)
    signed = f" (with sign: {round(float(now['signed']), 9) + 0:.4g} times)" if both_ways else ""
    return f"{box} {lands}{signed}. At a det J = {now['det']:.4g}, {turned}. {layers}"


def values(now) -> list[dict]:
    area = now["side"] ** 2
    return [
        readout("a", now["a"]),
        readout("f(a)", now["value"]),
        readout("J", now["jacobian"], columns=True),
        readout("det J", now["det"]),
        readout("area of the box", area),
        readout("of its image", now["ratio"] * area),
        readout("ratio", now["ratio"]),
        readout("signed", np.round(now["signed"], 12)),
        readout("four corners", now["four"]),
        count("preimages of b", len(now["preimages"])),
    ]
