"""What explore.mean_value says of the way from a to b, the numbers below it, and what is to be found there."""

import numpy as np

from jaclib.explore.mean_value.steepness import ROUNDING
from jaclib.explore.phrases.numbers import pair
from jaclib.stage import Challenge, near, readout, right

INFINITE = "has no finite value: it is undefined there, or too large for double precision"


def say(now) -> str:
    """Describe the figure in a sentence."""
    start = f"The points a = {pair(now['a'])} and b = {pair(now['b'])} are {now['distance']:.3g} apart"
    if now["undefined"]:
        missing = INFINITE if now["endless"] else "is undefined"
        return f"{start}. Somewhere between them the map or its Jacobian {missing}."
    if now["distance"] == 0:
        return f"{start}: there is no way between them."
    if (met := _unbounded(now)) and (now["smooth"].all() or not now["vertical"]):
        return f"{start}, their images {now['moved']:.3g}. Between them {met}: no ‖J‖₂ bounds how far apart they are."
    if not now["smooth"].all():
        rough = " and ".join(name for name, smooth in zip("ab", now["smooth"], strict=True) if not smooth)
        return f"{start}, their images {now['moved']:.3g}. At {rough} the map has no Jacobian."
    return f"{start}, their images {now['moved']:.3g}. {_of_the_bound(now)}"


def _unbounded(now) -> str:
    """What lies between a and b that has no largest ‖J‖₂; else nothing."""
    if now["unbounded"]:
        return "there is a pole of the map"
    return "the map jumps" if now["torn"] else "‖J‖₂ grows without bound" if now["vertical"] else ""


def _of_the_bound(now) -> str:
    bound, with_a = now["largest"] * now["distance"], now["here"] * now["distance"]
    found = f"‖J‖₂ is {now['here']:.3g} at a, {now['there']:.3g} at b, and at most {now['largest']:.3g}"
    rounded = 1e-9 * bound + ROUNDING * np.abs(now["images"][[0, -1]]).max()
    if now["moved"] > bound + rounded:  # the theorem, read backwards
        return f"{found} at the points tried, too little for that: in between it is larger, or there is no Jacobian."
    enough = "and it holds" if now["moved"] <= with_a + rounded else "and that is too little"
    apart, alone = f"With that the images are at most {bound:.3g} apart", "with ‖J(a)‖₂ alone one would say"
    return f"{found} on the way. {apart}; {alone} {with_a:.3g}, {enough}."


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    inside = np.nan if now["undefined"] else 1.0  # what the sentence says is undefined has no number here either
    bound = np.nan if _unbounded(now) else inside * now["largest"]
    known = {"‖f(b) − f(a)‖": "moved", "images / points": "ratio", "‖J(a)‖₂": "here", "‖J(b)‖₂": "there"}
    shown = [readout(label, inside * now[name]) for label, name in known.items()]
    bounds = [readout("largest ‖J‖₂", bound), readout("bound", bound * now["distance"])]
    return [readout("‖b − a‖", now["distance"]), shown[0], *bounds, *shown[1:]]


def _steep_between(now):
    flat = max(now["here"], now["there"])
    if flat < 0.5 and now["ratio"] > 1:
        return right("Both ends are flat, and what lies between them carries the images apart.")
    return near("Nearly: make both ends flatter.") if flat < 1 < now["ratio"] else None


def _equal(now):
    if now["distance"] < 0.5:
        return None
    share = now["ratio"] / now["largest"]
    if share > 0.995:
        return right("The whole way is equally steep, and the image runs straight: nothing is lost.")
    return near(f"The images are {share:.0%} of the bound apart.") if share > 0.9 else None


STEEP_BETWEEN = "Find a and b with ‖J‖₂ less than ½ at both, and their images farther apart than they are."
EQUAL = "Find a and b, at least ½ apart, whose images are exactly as far apart as the bound."
CHALLENGES = {"steep between": Challenge(STEEP_BETWEEN, _steep_between), "equal": Challenge(EQUAL, _equal)}
