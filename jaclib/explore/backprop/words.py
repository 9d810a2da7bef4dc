"""What explore.backprop says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.explore.backprop.terms import derivative
from jaclib.explore.phrases.numbers import counted, sub
from jaclib.stage import Challenge, count, near, readout, right

AGREED = 1e-10
MANY_TIMES = 50  # as many multiplications
FADED = 1e-3  # of the last layer's gradient


def say(now) -> str:
    """Describe the figure in a sentence."""
    return " ".join(filter(None, [where(now), derivative(now), agreement(now), cost(now)]))


def where(now) -> str:
    """How far the pass forwards and the sweep have come."""
    last, parameters = int(now["depth"]), now["parameters"]
    shape = f"A network of {counted(last, 'layer')} with {parameters} parameters"
    if now["reached"] <= last:
        return f"{shape}: the input has gone through {now['reached']} of its layers." if now["reached"] else f"{shape}."
    start = f"{shape}; its loss is {now['loss']:.3g}."
    if not now["swept"]:
        return f"{start} The forward pass is done."
    return f"{start} {row(now, last) if now['sweep'] == 'reverse' else column(now)}"


def row(now, last: int) -> str:
    """What the row meets, or has become; with the network drawn as usual, the column that it is there."""
    name, entry, turned = str(now["at"]), int(now["entry"]) + 1, now["order"] == "usual"
    what, other, turn = ("column", "row", "ᵀ") if turned else ("row", "column", "")
    moving = f"Each {what}" if now["batch"] else f"The {what}"
    if name == "L":
        return f"{moving} begins as J_L{turn}, which is ∂L/∂a{sub(last)}."
    k, (examples, width) = int(name[1:]), now[f"after_{name}"].shape
    factor = f"σ′(z{sub(k)})" if name[0] == "D" else f"J{sub(k)}{turn}" if now["folded"] else f"W{sub(k)}{turn}"
    made = f"δ{sub(k)} = ∂L/∂z{sub(k)}" if name[0] == "D" else f"∂L/∂a{sub(k - 1)}" if k > 1 else "∂L/∂x"
    if entry < width:
        return f"{moving} meets {other} {entry} of {factor}: number {entry} of {width} of {made}."
    if now["batch"]:
        return f"{moving} has met {factor}: the {examples} together are {made}, one {what} an example."
    return f"{moving} has met {factor}: it is {made}, of shape {f'{width}×1' if turned else f'1×{width}'}."


def column(now) -> str:
    """Which column is on its way, or has arrived."""
    parameter, found = str(now["parameter"]), int(now["found"])
    if not found:
        return f"The first column is on its way to the loss: how each layer moves with {parameter}."
    entry = float(now["after_L"][0, 0])
    which = f"Column {found} of {now['parameters']} has gone to the loss"
    return f"{which}: ∂L/∂{parameter} = {entry:.3g}, one number."


def agreement(now) -> str:
    """Whether the known entries of the gradient agree with `jax.grad`."""
    known, parameters = now["known"], now["parameters"]
    if not known:
        return ""
    which = f"All {known}" if known == parameters else f"{known} of {parameters}"
    judged = "agree" if now["gap"] <= AGREED else "DISAGREE"
    return f"{which} entries of the gradient are known and {judged} with jax.grad."


def cost(now) -> str:
    """Count multiplications, and numbers held."""
    sweep, other = now["sweep"], "forward" if now["sweep"] == "reverse" else "reverse"
    each = " for each example" if now["batch"] else ""
    return (
        f"The {sweep} sweep has done {now['done']:,} of its {now[f'{sweep}_total']:,} multiplications{each} and holds "
        f"{now['stored']} numbers ({now['most']} at its peak); the {other} sweep takes {now[f'{other}_total']:,}."
    )


def values(now) -> list[dict]:
    """The loss and the counts."""
    sweep, passes = now["sweep"], min(now["swept"], 1) if now["sweep"] == "reverse" else now["found"]
    done = [count("multiplications, forward pass", now["passed"]), count(f"in the {sweep} sweep", now["done"])]
    held = [count("passes", passes), count("numbers held", now["stored"]), count("at most", now["most"])]
    totals = [count(f"{way} sweep in all", now[f"{way}_total"]) for way in ("reverse", "forward")]
    biases = [readout(f"b{sub(k)}", now[f"biases{k}"]) for k in range(1, now["depth"] + 1)]
    beside = readout("difference from jax.grad", now["gap"])
    return [readout("loss", now["loss"]), *done, *held, *totals, beside, *biases]


def _halfway(now):
    if now["sweep"] != "reverse" or now["depth"] < 2 or not now["swept"]:
        return None
    if not np.isfinite(now["dW2"]).all() or np.isfinite(now["dW1"]).all():
        return near("Step on, or back, by a few.")
    return right(
        "δ₂ is complete and δ₁ isn't: layer 2 has its gradient, and layer 1 is still waiting. On the way back the last "
        "layer comes first."
    )


def _dear(now):
    times = now["forward_total"] / now["reverse_total"]
    if times >= MANY_TIMES:
        return right(f"{times:.0f} times as many: {now['parameters']} columns set out, and only one row comes back.")
    return near(f"{times:.0f} times as many so far.") if times >= MANY_TIMES / 3 else None


def _faded(now):
    last = now["depth"]
    first, final = np.abs(now["dW1"]).max(), np.abs(now[f"dW{last}"]).max()
    if not np.isfinite(first + final) or final == 0 or last == 1:
        return None
    if 0 < first < FADED * final:
        slow = f"W₁ would learn {final / first:,.0f} times more slowly than W{last}"
        return right(f"{slow}: each layer on the way has multiplied the row by slopes below 1.")
    if first == 0:
        return near("All of it is exactly 0: that is a dead layer, not a faded gradient. Try another activation.")
    return near(f"{final / first:.0f} times smaller so far.") if first < 0.1 * final else None


def _dead(now):
    known = all(np.isfinite(now[f"dW{k}"]).all() for k in range(1, now["depth"] + 1))
    if not known or now["loss"] < 1e-12:
        return None
    quiet = ~now["dW1"].any(axis=1)
    if quiet.all():
        return right(f"The loss is {now['loss']:.3g}, and W₁ hears nothing of it: some layer's slopes are all 0.")
    return near(f"{quiet.sum()} of {len(quiet)} rows of ∂L/∂W₁ are 0 already.") if quiet.any() else None


DEAR = f"Build a network whose forward sweep takes {MANY_TIMES} times as many multiplications as the reverse one."
FADING = "Make the largest entry of ∂L/∂W₁ a thousand times smaller than that of the last layer, but not 0."
CHALLENGES = {
    "halfway": Challenge("In the reverse sweep, stop where ∂L/∂W₂ is known and ∂L/∂W₁ isn't yet.", _halfway),
    "dear": Challenge(DEAR, _dear),
    "faded": Challenge(FADING, _faded),
    "dead": Challenge("Make ∂L/∂W₁ exactly 0 although the loss is not.", _dead),
}
