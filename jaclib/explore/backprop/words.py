"""What explore.backprop says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.explore.phrases.numbers import counted, sub
from jaclib.stage import Challenge, count, near, product, readout, right

AGREED = 1e-10
MANY_TIMES = 50  # as many multiplications
FADED = 1e-3  # of the last layer's gradient
LEGIBLE = 40  # entries of all matrices together that are set as numbers, too


def say(now) -> str:
    """Describe the figure in a sentence."""
    return " ".join(filter(None, [where(now), agreement(now), cost(now)]))


def where(now) -> str:
    """How far the pass forwards and the sweep have come."""
    last, parameters = now["depth"], now["parameters"]
    shape = f"A network of {counted(last, 'layer')} with {parameters} parameters"
    if now["reached"] <= last:
        return f"{shape}: the input has gone through {now['reached']} of its layers." if now["reached"] else f"{shape}."
    start = f"{shape}; its loss is {now['loss']:.3g}."
    if not now["swept"]:
        return f"{start} The pass forwards is done."
    name = f"∂L/∂{now['in']}"
    if now["sweep"] == "forward":
        column = f"Column {now['swept']} of {parameters} has gone to the loss"
        return f"{start} {column}: {name} = {now['entry']:.3g}, one number."
    met = "".join(f" J{sub(k)}" for k in range(last, now["row_at"], -1))
    return f"{start} The row J_L{met} has the shape 1×{len(now['row'])}: it is {name}."


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
    return (
        f"The {sweep} sweep has done {now['done']:,} of its {now[f'{sweep}_total']:,} multiplications and holds "
        f"{now['stored']} numbers, at most {now['most']}; the {other} sweep takes {now[f'{other}_total']:,}."
    )


def values(now) -> list[dict]:
    """The product as it is written where it is small, and the counts."""
    sweep, passes = now["sweep"], min(now["swept"], 1) if now["sweep"] == "reverse" else now["swept"]
    done = [count("multiplications forwards", now["passed"]), count(f"in the {sweep} sweep", now["done"])]
    held = [count("passes", passes), count("numbers held", now["stored"]), count("at most", now["most"])]
    totals = [count(f"{way} sweep in all", now[f"{way}_total"]) for way in ("reverse", "forward")]
    return [*written(now), readout("loss", now["loss"]), *done, *held, *totals, readout("gap to jax.grad", now["gap"])]


def written(now) -> list[dict]:
    """J_L J_{f_K} ⋯ J_{f_1} with the row that it makes, and the part of it that the sweep has come to."""
    last = now["depth"]
    factors = [("J_L", now["row_of_loss"][None])]
    factors += [(f"J_{{f{sub(k)}}}", now[f"J{k}"]) for k in range(last, 0, -1)]
    if sum(matrix.size for _, matrix in factors) > LEGIBLE:
        return []
    shown = [readout(name, matrix, known=np.isfinite(matrix)) for name, matrix in factors]
    at = now.get("row_at", last + 1)
    row = now["row"] if at == 0 else np.zeros(now["sizes"][0])
    whole = product(shown, readout("∂L/∂x", row[None], known=at == 0))
    if not 0 < at <= last:
        return [whole]
    return [whole, product(shown[: last + 1 - at], readout(f"∂L/∂a{sub(at)}", now["row"][None]))]


def _halfway(now):
    if now["sweep"] != "reverse" or now["depth"] < 2 or not now["swept"]:
        return None
    if now["row_at"] != 1:
        return near("Step on, or back, by a few.")
    return right("The row stands at a₁: layer 2 lies behind it, layer 1 before it. Backwards, the last comes first.")


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
    "halfway": Challenge("In the reverse sweep, stop where ∂L/∂W₂ is known and ∂L/∂W₁ is not yet.", _halfway),
    "dear": Challenge(DEAR, _dear),
    "faded": Challenge(FADING, _faded),
    "dead": Challenge("Make ∂L/∂W₁ exactly 0 although the loss is not.", _dead),
}
