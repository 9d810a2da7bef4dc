"""What is to be reached in explore.backprop."""

import numpy as np

from jaclib.stage.challenge import Challenge, near, right

MANY_TIMES = 50
FADED = 1e-3


def _halfway(now):
    if str(now["sweep"]) != "reverse" or len(now["sizes"]) < 3:
        return None
    known = [np.isfinite(now[f"dW{k}"]).all() for k in (1, 2)]
    if known[1] and not known[0]:
        return right(
            "The row stands at a₁: layer 2 lies behind it, layer 1 before it. Backwards, the last comes first."
        )
    return near("Step on, or back, by a few.") if now["swept"] else None


def _dear(now):
    times = float(now["forward_total"] / now["reverse_total"])
    if times >= MANY_TIMES:
        count = sum((n + 1) * m for n, m in zip(now["sizes"], now["sizes"][1:], strict=False))
        return right(f"{times:.0f} times as many: {count} columns set out, and only one row comes back.")
    return near(f"{times:.0f} times as many so far.") if times >= MANY_TIMES / 3 else None


def _faded(now):
    last = len(now["sizes"]) - 1
    first, final = np.abs(now["dW1"]).max(), np.abs(now[f"dW{last}"]).max()
    if not np.isfinite(first + final) or final == 0 or last == 1:
        return None
    if 0 < first < FADED * final:
        return right(
            f"W₁ would learn {final / first:,.0f} times more slowly than W{last}: each layer on the way has "
            "multiplied the row by slopes below 1."
        )
    if first == 0:
        return near("All of it is exactly 0: that is a dead layer, not a faded gradient. Try another activation.")
    return near(f"{final / first:.0f} times smaller so far.") if first < 0.1 * final else None


def _dead(now):
    last = len(now["sizes"]) - 1
    gradients = [now[f"dW{k}"] for k in range(1, last + 1)]
    if not all(np.isfinite(each).all() for each in gradients) or now["loss"] < 1e-12:
        return None
    if not gradients[0].any():
        return right(f"The loss is {now['loss']:.3g}, and W₁ hears nothing of it: some layer's slopes are all 0.")
    quiet = (~gradients[0].any(axis=1)).sum()
    return near(f"{quiet} of {len(gradients[0])} rows of ∂L/∂W₁ are 0 already.") if quiet else None


CHALLENGES = {
    "halfway": Challenge("In the reverse sweep, stop where ∂L/∂W₂ is known and ∂L/∂W₁ is not yet.", _halfway),
    "dear": Challenge(
        f"Build a network whose forward sweep takes {MANY_TIMES} times as many multiplications as the reverse one.",
        _dear,
    ),
    "faded": Challenge(
        "Make the largest entry of ∂L/∂W₁ a thousand times smaller than that of the last layer, but not 0.", _faded
    ),
    "dead": Challenge("Make ∂L/∂W₁ exactly 0 although the loss is not.", _dead),
}
