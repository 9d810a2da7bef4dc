"""What explore.digits says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.explore.digits.numbers import LAMBDAS
from jaclib.stage import Challenge, near, readout, right

NETWORKS = "without", "with"


def say(now) -> str:
    """Describe the figure in a sentence."""
    held, surely = (now[name][[0, int(now["place"])]] for name in ("held", "surely"))
    return (
        f"Fresh picture {now['image']} shows a {now['label']}. After {now['step']} steps of training "
        f"{_read(now, 0)}, and {_read(now, 1)}. Of 200 fresh pictures the attack leaves {held[0]:.0%} right without "
        f"penalty and {held[1]:.0%} with it: no more than these are safe. The bound from the "
        f"layers' norms guarantees {surely[0]:.0%} and {surely[1]:.0%}."
    )


def _read(now, i) -> str:
    who = f"the network with λ = {now['lam']:g}" if i else "the network without penalty"
    if now["margin"][i] < 0:
        return f"{who} reads a {now['read'][i]}, wrong from the start"
    outcome = f"reads a {now['reads'][i]}" if now["least"][i] < 0 else "still reads it"
    return f"{who}, with a step h of size {np.linalg.norm(now['h'][i]):.2f} added, {outcome}"


def values(now) -> list[dict]:
    pairs = ("margin", now["margin"]), ("margin at x + h", now["least"]), ("‖h‖", np.linalg.norm(now["h"], axis=1))
    rows = [readout(f"{name}, {kind}", x) for name, both in pairs for kind, x in zip(NETWORKS, both, strict=True)]
    table = np.stack([LAMBDAS, now["held"], now["surely"]], axis=1)
    return [*rows, readout("λ, right after the attack, surely right", table, table=True)]


def _only_one(now):
    first, second = now["least"] < 0
    if (now["margin"] > 0).all() and first and not second:
        return right("The attack changes what one network reads, and not what the other reads.")
    return near("Both are misled: try a smaller ε.") if first and second else None


CHALLENGES = {
    "only one": Challenge("Find ε for which only the network without penalty is misled by the attack.", _only_one)
}
