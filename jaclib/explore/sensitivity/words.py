"""What explore.sensitivity says, the numbers below it, and what there is to be found in it."""

import numpy as np

from jaclib.explore.learn.moons import LAMBDAS
from jaclib.explore.phrases.numbers import pair
from jaclib.stage import Challenge, near, readout, right

NETWORKS = "without", "with"


def turned(now, i) -> bool:
    """Whether the worst step changes the class."""
    return bool(now[f"least{i}"] < 0)


def say(now) -> str:
    """Describe the figure in a sentence."""
    start = f"After {now['step']} steps of training, at a = {pair(now['a'])}:"
    both = "; ".join(_one(now, i) for i in range(2))
    held = now["held"][[0, int(now["place"])]]
    shares = f"Of the fresh points {held[0]:.0%} without and {held[1]:.0%} with penalty are right and stay right"
    return f"{start} {both}. {shares}, whatever step of size {now['eps']:.3g} is taken."


def _one(now, i) -> str:
    who = f"with λ = {now['lam']:g}" if i else "without penalty"
    if now[f"margin{i}"] == 0:
        return f"{who} a lies on the boundary between the classes, where any step may change the class"
    outcome = "changes the class" if turned(now, i) else "leaves the class as it is"
    margin, norm, least = (now[f"{name}{i}"] for name in ("margin", "norm", "least"))
    here = f"{who} it is class {now[f'class{i}']} with a margin of {margin:.2f} and ‖J‖₂ = {norm:.2f}"
    return f"{here}, and the worst step of size {now['eps']:.3g} makes the margin {least:.2f}, which {outcome}"


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    entries = ("norm", "‖J(a)‖₂"), ("margin", "margin at a"), ("least", "worst margin"), ("jacobian", "J(a)")
    shown = [
        readout(f"{name}, {kind}", now[f"{entry}{i}"], columns=entry == "jacobian")
        for entry, name in (*entries, ("least_by_J", "worst by J"))
        for i, kind in enumerate(NETWORKS)
    ]
    return [*shown, readout("λ, share that holds", np.stack([LAMBDAS, now["held"]], axis=1), table=True)]


def _apart(now):
    if turned(now, 0) and not turned(now, 1):
        return right("One step of the same size changes the class without penalty, and not with it.")
    closer = now["least1"] > 0 and now["least0"] < 0.5 * now["margin0"]
    return near("The step already costs the network without penalty half of its margin.") if closer else None


def _misled(now):
    if now["step"] == 0:
        return None
    predicted, true = now["least_by_J0"], now["least0"]
    if predicted > 0 > true:
        return right("J at a says that the class holds. But J grows on the way: a bound needs its largest value.")
    return near("Nearly: what J says is well above the truth.") if predicted > true + 0.3 * now["margin0"] else None


APART = "Find a place and an ε for which the worst step changes the class without penalty, and not with it."
MISLED = "Find a place where J(a) says that without penalty no step of size ε changes the class, and yet one does."
CHALLENGES = {"apart": Challenge(APART, _apart), "misled": Challenge(MISLED, _misled)}
