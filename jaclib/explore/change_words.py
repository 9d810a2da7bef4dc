"""What explore.change_of_variables says, and the numbers below it."""

import numpy as np

from jaclib.stage import readout


def falling(now) -> str:
    """How the error with |det J| goes on, in few words."""
    if np.isnan(now["integral"]):
        return "nothing to compare with"
    if now["rounding"]:
        return "with |det J| only rounding"
    if np.isnan(now["slope"]):
        return ""
    return f"slope −{-now['slope']:.2f}" if now["slope"] < -0.2 else "the error stays"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    weight = " |det J|" if now["weigh"] else ""
    box = f"The box is cut into {now['n']} × {now['n']}"
    if not np.isfinite(now["sum"]):
        return f"{box}. In a part of it h(f(u)){weight} is undefined."
    cut = f"{box}. The sum of h(f(u)){weight} Δu is {now['sum']:.6g}"
    if now["flat"]:
        return f"{cut}. det J = 0 everywhere: the image is a mere curve, and each integral over it is 0."
    if now["torn"]:
        return f"{cut}. In a part of the box f is torn or undefined: there is nothing to compare it with."
    if now["folded"] and now["layered"]:
        return f"{cut}. det J changes its sign: the image is folded, and the sum counts each layer."
    if now["times"] > 1:
        return f"{cut}{_layers(now)}"
    if np.isnan(now["integral"]):
        return f"{cut}. {_nothing(now)}"
    return _compared(now, cut)


def _layers(now) -> str:
    whole = "" if np.isnan(now["integral"]) else f", and the integral over the image is {now['integral']:.6g}"
    often = f"Points of the image are covered up to {now['times']:.0f} times, and the sum counts them as often"
    return f"{whole}. {often}{_limit(now, ': it tends to')}."


def _limit(now, words) -> str:
    return f"{words} {now['limit']:.6g}" if np.isfinite(now["limit"]) else ""


def _nothing(now) -> str:
    """Why there is no integral over the image to compare with."""
    if now["folded"]:
        return "det J changes its sign, and yet no point of the image is covered twice."
    if now["doubtful"]:
        return "Two ways to compute the integral disagree: h is too steep here, or has no integral over the image."
    return "In a part of the image h is undefined: there is nothing to compare it with."


def _compared(now, cut) -> str:
    off = abs(now["sum"] - now["integral"])
    integral = f"{cut}, the integral of h over the image {now['integral']:.6g}: {off:.2g} off"
    if not now["weigh"] and np.isfinite(now["limit"]) and abs(now["limit"] - now["integral"]) > 1e-9:
        return f"{integral}. Without |det J| it tends to {now['limit']:.6g}, however fine the cut."
    if now["rounding"]:
        return f"{integral}; only rounding."
    if np.isnan(now["slope"]):
        return f"{integral}."
    falls = f"the error falls like n^−{-now['slope']:.2f}" if now["slope"] < -0.2 else "the error stays"
    return f"{integral}; {falls}."


def values(now) -> list[dict]:
    return [
        readout("n × n sum", now["sum"]),
        readout("the sum tends to", now["limit"]),
        readout("integral over the image", now["integral"]),
        readout("error", abs(now["sum"] - now["integral"])),
        readout("layers, at most", now["times"]),
    ]
