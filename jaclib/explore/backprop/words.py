"""What backpropagation's picture says, in words and in numbers."""

from itertools import pairwise

import numpy as np

from jaclib.explore.backprop.sweeps import entry
from jaclib.explore.phrases.numbers import sub
from jaclib.stage import count, product, readout

AGREED = 1e-10
LEGIBLE = 40  # entries of all matrices together that are set as numbers, too


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    return " ".join([where(now), agreement(now), counted(now)]).replace("  ", " ").strip()


def where(now) -> str:
    """What the steps so far have done."""
    sizes, last = [int(n) for n in now["sizes"]], len(now["sizes"]) - 1
    shape = f"A network of {last} layer{'s' * (last > 1)} with {parameters_of(sizes)} parameters"
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
    count = parameters_of(sizes)
    name = entry(sizes, int(now["layer"]) - 1, int(now["number"]))
    value = float(now[f"column{len(sizes)}"][0])
    return f"Column {int(now['swept'])} of {count} has gone to the loss: ∂L/∂{name} = {value:.3g}, one number."


def parameters_of(sizes) -> int:
    return sum((n + 1) * m for n, m in pairwise(sizes))


def agreement(now) -> str:
    """Whether what is known of the gradient is what `jax.grad` gives."""
    if not now["known"]:
        return ""
    agrees = now["gap"] <= AGREED
    known, all_of_them = int(now["known"]), parameters_of(list(now["sizes"]))
    which = f"All {known}" if known == all_of_them else f"{known} of {all_of_them}"
    return f"{which} entries of the gradient are known and {'agree' if agrees else 'DISAGREE'} with jax.grad."


def counted(now) -> str:
    """Multiplications, and numbers held."""
    sweep = str(now["sweep"])
    other = "forward" if sweep == "reverse" else "reverse"
    total, others = int(now[f"{sweep}_total"]), int(now[f"{other}_total"])
    return (
        f"The {sweep} sweep has done {int(now['done']):,} of its {total:,} multiplications and holds "
        f"{int(now['stored'])} numbers, at most {int(now['most'])}; the {other} sweep takes {others:,}."
    )


def values(now) -> list[dict]:
    """The product as it is written where it is small, and the counts."""
    sweep = str(now["sweep"])
    return [
        *written(now),
        readout("loss", now["loss"]),
        count("multiplications forwards", now["passed"]),
        count(f"in the {sweep} sweep", now["done"]),
        count("passes", int(now["swept"] > 0) if sweep == "reverse" else now["swept"]),
        count("numbers held", now["stored"]),
        count("at most", now["most"]),
        count("reverse sweep in all", now["reverse_total"]),
        count("forward sweep in all", now["forward_total"]),
        readout("gap to jax.grad", now["gap"]),
    ]


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
