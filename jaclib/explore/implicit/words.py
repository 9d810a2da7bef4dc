"""What explore.implicit says of the curve at p, the numbers below it, and its tasks."""

import numpy as np

from jaclib.evidence.judge import agree, apart
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.phrases.undefined import missing
from jaclib.stage import Challenge, near, readout, right

# kinds of places where both derivatives are 0, and what there is to say of them
SINGULAR = {
    "crossing": "The curve crosses itself: it has two tangents, {tangents}, and so no slope and no function y(x)",
    "isolated": "The point is all there is of the curve near it: no tangent, and no function y(x)",
    "double": "It is a double curve: F only touches 0, its derivatives are 0 all along it, and −F_y⁻¹ F_x is undefined",
    "multiple": "F is 0 several times over: its derivatives are 0 all along the curve, and −F_y⁻¹ F_x is undefined",
    "singular": "The curve has a singular point, as a cusp is one: the theorem promises nothing, and F gives no slope",
    "everywhere": "F is 0 all around p: there is no curve",
}
VERTICAL = {
    "vertical": "near p the curve is the graph of a function y(x) all the same, but without a slope at p",
    "turns": "it turns back there, and near p the curve is no graph of a function y(x)",
    "line": "near p the curve is a vertical line, and no graph of a function y(x)",
    "steep": "the theorem promises no function y(x) near p",
}
# words in the glass
NO_GRAPH = {"vertical": "F_y = 0: no slope", "steep": "F_y = 0: y(x)?"}
NO_GRAPH |= dict.fromkeys(("turns", "line"), "F_y = 0: no y(x)")
NO_GRAPH |= {"crossing": "two tangents", "corner": "a kink of F"}
NO_GRAPH |= dict.fromkeys(("double", "multiple", "isolated", "singular"), "F_x = F_y = 0")


def say(now) -> str:
    """Describe the figure in a sentence."""
    what = str(now["kind"])
    if what == "undefined":
        return f"F is undefined at a = {pair(now['a'])}: no way leads from there to the curve."
    if what == "nowhere":
        return "No point of the curve F = 0 is found near this one."
    there = f"At p = {pair(now['p'])} on the curve"
    if what == "corner":
        return f"{there} {_of_the_kink(now)}"
    if what in SINGULAR:
        return f"{there}, F_x = F_y = 0. {SINGULAR[what].format(tangents=_of_the_tangents(now))}."
    there = f"{there}, F_x = {now['F_x']:.3g} and F_y = {now['F_y']:.3g}"
    if what in VERTICAL:
        return f"{there}: the tangent is vertical; {VERTICAL[what]}."
    slope = f"{there}, so y(x) has the slope −F_y⁻¹ F_x = {now['slope']:.4g}"
    if not np.isfinite(now["gap"]):
        return f"{slope}. There is no y(x) as far as {now['size']:.3g} to the right of p."
    if now["gap"] <= 1e-12 * (1 + np.abs(now["p"]).max()):
        return f"{slope}. At {now['size']:.3g} to the right of p the tangent is on the curve, up to rounding."
    return f"{slope}. At {now['size']:.3g} to the right of p the tangent is off the curve by {now['gap']:.2g}."


def _of_the_kink(now) -> str:
    words = f"{missing(now['slopes'], ['F'], '∂F/∂')}: the theorem promises nothing"
    if np.isfinite(now["corner"]).all():
        left, right = apart(*now["corner"])
        return f"{words}. The curve has a corner: slope {left} on the left, {right} on the right, none at p."
    return f"{words}, and F gives no slope."


def _of_the_tangents(now) -> str:
    """Name the slopes of both tangents, the smaller first."""
    steep = np.abs(now["tangents"][:, 0]) < 1e-9
    slopes = sorted(y / x for x, y in now["tangents"][~steep])
    words = [f"of slope {slope + 0:.3g}" for slope in slopes] + ["vertical"] * int(steep.sum())
    return " and ".join(words)


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    at_p = [readout("p", now["p"]), readout("F_x", now["F_x"]), readout("F_y", now["F_y"])]
    off = [readout("off / s²", now["gap"] / now["size"] ** 2), readout("off at p + s", now["gap"])]
    return [*at_p, readout("dy/dx", now["slope"]), *off]


def _slope_one(now):
    slope = now["slope"]
    if agree(slope, 1, within=0.03):
        return right(f"F_x = {now['F_x']:.3g} and F_y = {now['F_y']:.3g} are opposite: the slope is {slope:.3f}.")
    return near(f"The slope is {slope:.2f}.") if agree(slope, 1, within=0.3) else None


def _upright(now):
    if str(now["kind"]) in SINGULAR:
        return right("Both derivatives of F are 0 here: the theorem promises neither y(x) nor x(y).")
    if not now["steep"] > 0:
        return None
    share = abs(now["F_y"]) / now["steep"]
    if share < 0.02:
        return right("F_y is all but 0 here: where it is 0, the theorem promises no function y(x). It promises x(y).")
    return near(f"F_y is {share:.0%} of the gradient's length.") if share < 0.2 else None


def _within(now):
    if np.isfinite(now["gap"]) and now["gap"] < 1e-3 and now["size"] >= 0.2:
        return right(f"Only {now['gap']:.1g} off, at {now['size']:.2g} from p: the curve hardly bends here.")
    return near("Where does the curve bend least?") if now["size"] >= 0.2 and now["gap"] < 1e-2 else None


CHALLENGES = {
    "slope one": Challenge("Move p to where y(x) has slope 1.", _slope_one),
    "upright": Challenge("Move p to where the theorem promises no function y(x).", _upright),
    "straight": Challenge("Find p and s, at least 0.2, so that the tangent is less than a thousandth off.", _within),
}
