"""What explore.backprop says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.explore.backprop.sweeps import entry, parameters
from jaclib.explore.phrases.numbers import sub
from jaclib.stage import Challenge, count, near, product, readout, right

AGREED = 1e-10
MANY_TIMES = 50  # as many multiplications
FADED = 1e-3  # of the last layer's gradient
LEGIBLE = 40  # entries of all matrices together that are set as numbers, too


def say(now) -> str:
    """Describe the figure in a sentence."""
    return " ".join([where(now), agreement(now), counted(now)]).replace("  ", " ").strip()


def where(now) -> str:
    """How far the pass forwards and the sweep have come."""
    sizes, last = [int(n) for n in now["sizes"]], len(now["sizes"]) - 1
    shape = f"A network of {last} layer{'s' * (last > 1)} with {sum(parameters(sizes))} parameters"
    if now["reached"] <= last:
        done = int(now["reached"])
        return f"{shape}: the input has gone through {done or 'none'} of its layers." if done else f"{shape}."
    start = f"{shape}; its loss is {now['loss']:.3g}."
    if not now["swept"]:
        return f"{start} The pass forwards is done."
    if str(now["sweep"]) == "forward":
        return f"{start} {column_in_words(now, sizes)}"
    at = int(now["row_at"])
    met = "".join(f" J{sub(k)}" for k in range(last, at, -1))
    place = f"a{sub(at)}" if at else "x"
    return f"{start} The row J_L{met} has the shape 1×{sizes[at]}: it is ∂L/∂{place}."


def column_in_words(now, sizes) -> str:
    count = sum(parameters(sizes))
    name = entry(sizes, int(now["layer"]) - 1, int(now["number"]))
    value = float(now[f"column{len(sizes)}"][0])
    return f"Column {int(now['swept'])} of {count} has gone to the loss: ∂L/∂{name} = {value:.3g}, one number."


def agreement(now) -> str:
    """Whether the known entries of the gradient agree with `jax.grad`."""
    if not now["known"]:
        return ""
    agrees = now["gap"] <= AGREED
    known, all_of_them = int(now["known"]), sum(parameters(now["sizes"]))
    which = f"All {known}" if known == all_of_them else f"{known} of {all_of_them}"
    return f"{which} entries of the gradient are known and {'agree' if agrees else 'DISAGREE'} with jax.grad."


def counted(now) -> str:
    """Count multiplications, and numbers held."""
    sweep = str(now["sweep"])
    other = "forward" if sweep == "reverse" else "reverse"
    total, others = int(now[f"{sweep}_total"]), int(now[f"{other}_total"])
    return (
        f"The {sweep} sweep has done {int(now['done']):,} of its {total:,} multiplications and holds "
        f"{int(now['stored'])} numbers, at most {int(now['most'])}; the {other} sweep takes {others:,}."
    )


def values(now) -> list[dict]:
    """The product as it is written where it is small, and the counts."""
    sweep, swept = str(now["sweep"]), now["swept"]
    passes = int(swept > 0) if sweep == "reverse" else swept
    done = [count("multiplications forwards", now["passed"]), count(f"in the {sweep} sweep", now["done"])]
    held = [count("passes", passes), count("numbers held", now["stored"]), count("at most", now["most"])]
    totals = [count(f"{way} sweep in all", now[f"{way}_total"]) for way in ("reverse", "forward")]
    return [*written(now), readout("loss", now["loss"]), *done, *held, *totals, readout("gap to jax.grad", now["gap"])]


def written(now) -> list[dict]:
    """J_L J_{f_K} ⋯ J_{f_1} with the row that it makes, and the part of it that the sweep has come to."""
    last = len(now["sizes"]) - 1
    factors = [("J_L", now["row_of_loss"][None])]
    factors += [(f"J_{{f{sub(k)}}}", now[f"J{k}"]) for k in range(last, 0, -1)]
    if sum(matrix.size for _, matrix in factors) > LEGIBLE:
        return []
    shown = [readout(name, matrix, known=np.isfinite(matrix)) for name, matrix in factors]
    at = int(now["row_at"]) if str(now["sweep"]) == "reverse" and now["swept"] else last + 1
    row = now["row"] if at == 0 else np.zeros(now["sizes"][0])
    whole = product(shown, readout("∂L/∂x", row[None], known=at == 0))
    if not 0 < at <= last:
        return [whole]
    return [whole, product(shown[: last + 1 - at], readout(f"∂L/∂a{sub(at)}", now["row"][None]))]


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
        columns = sum(parameters(now["sizes"]))
        return right(f"{times:.0f} times as many: {columns} columns set out, and only one row comes back.")
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


DEAR = f"Build a network whose forward sweep takes {MANY_TIMES} times as many multiplications as the reverse one."
FADING = "Make the largest entry of ∂L/∂W₁ a thousand times smaller than that of the last layer, but not 0."
CHALLENGES = {
    "halfway": Challenge("In the reverse sweep, stop where ∂L/∂W₂ is known and ∂L/∂W₁ is not yet.", _halfway),
    "dear": Challenge(DEAR, _dear),
    "faded": Challenge(FADING, _faded),
    "dead": Challenge("Make ∂L/∂W₁ exactly 0 although the loss is not.", _dead),
}
