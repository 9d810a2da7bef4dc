"""What explore.train says, the numbers below it, and what is to be reached in it."""

from functools import partial

import numpy as np

from jaclib.explore.phrases.numbers import pair, sub
from jaclib.explore.train.product import NUMBERS, formula
from jaclib.stage import Challenge, count, near, readout, right

GOAL = 0.95  # of new points, on their side
FEW = 20  # parameters


def say(now) -> str:
    """Describe the figure in a sentence."""
    network = f"A network with {int(now['parameters'])} parameters"
    steps = f"after {int(now['step']):,} steps of Adam at rate {now['rate']:.3g}"
    how = steps if now["step"] else "before its first step of Adam"
    loss = f"the mean logistic loss is {now['loss']:.3g}"
    shares = f"{now['right']:.1%} of the points, {now['right_of_new']:.1%} of new ones"
    learned = f"{network}, {how}: {loss}, and {shares}, lie on their side of the boundary."
    if now["product"]:
        return f"{learned} {gradient(now)}"
    output = f"At x = {pair(now['x'])} its output is z = {now['odds']:.3g}"
    return f"{learned} {output}: class 2 with probability {chance(now):.3g}."


def gradient(now) -> str:
    """The gradient in one layer's weights, as it is drawn, in two sentences."""
    k, found = int(now["layer"]), now["gradient"]
    i, j = np.unravel_index(np.abs(found).argmax(), found.shape)
    one = f"each has a row δ{sub(k)} in Δ{sub(k)} and a row in A{sub(k - 1)}"
    drawn = f"those of points {', '.join(NUMBERS[:-1])} and {NUMBERS[-1]} are drawn"
    return f"{formula(k)}: {one}; {drawn}. Its largest entry is {found[i, j]:.3g}, in row {i + 1} and column {j + 1}."


def chance(now) -> float:
    """The probability of class 2 at x."""
    return 1 / (1 + np.exp(-now["odds"]))


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    shares = {"right": now["right"], "of new points": now["right_of_new"]}
    percent = [{"label": name, "rows": [[f"{share:.1%}"]], "columns": False} for name, share in shares.items()]
    at_x = [readout("z", now["odds"]), readout("probability of class 2", chance(now))]
    rest = [readout("‖∇ loss‖", now["slope"]), count("step", now["step"]), count("parameters", now["parameters"])]
    if now["product"]:
        rest.append(readout(f"‖∂L/∂W{sub(int(now['layer']))}‖", np.linalg.norm(now["gradient"])))
    return [readout("loss", now["loss"]), *percent, *at_x, *rest]


def _learned(now, data: str):
    if str(now["data"]) != data or not now["step"]:
        return None
    share = now["right_of_new"]
    if share >= GOAL:
        new, count = f"{share:.1%} of points that it has never seen lie on their side", int(now["parameters"])
        steps = f"{int(now['step']):,} steps down a gradient of {count} numbers"
        return right(f"{new}, after {steps}, each step one pass forwards and one backwards.")
    return near(f"{share:.1%} of the new points are right. Train on.") if share > 0.85 else None


def _few(now):
    found = _learned(now, "two moons")
    if found and found.right and now["parameters"] > FEW:
        return near(f"Right with {int(now['parameters'])} parameters; fewer will do.")
    return found


def _torn(now):
    if not now["step"]:
        return None
    if abs(now["odds"]) < 0.05:
        return right("z = 0 is even odds, and the boundary is where z = 0: there the network cannot decide.")
    return near(f"z = {now['odds']:.2f}: come closer to the black line.") if abs(now["odds"]) < 1 else None


MOONS, SPIRALS = (partial(_learned, data=data) for data in ("two moons", "spirals"))
CHALLENGES = {
    "moons": Challenge("Train until 95 % of new points of the two moons are right.", MOONS),
    "spirals": Challenge("Choose the spirals, and get 95 % of new points right.", SPIRALS),
    "few": Challenge(f"Get 95 % of the two moons right with at most {FEW} parameters.", _few),
    "torn": Challenge("Train, then drag x to where the network cannot decide.", _torn),
}
