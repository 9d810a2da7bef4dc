"""A product of numbers written out: the entry that is filled now, and the derivative in the weight that is lit."""

import numpy as np

from jaclib.draw import short
from jaclib.explore.phrases.numbers import sub


def pointed_at(now) -> tuple[int, int, int] | None:
    """The layer, the row and the column of the weight that is pointed at, or None."""
    number = int(now["weight"]) - 1
    for k in range(1, int(now["depth"]) + 1):
        m, n = now[f"weights{k}"].shape
        if 0 <= number < m * n:
            return k, *divmod(number, n)
        number -= m * n
    return None


def met_now(now) -> tuple[np.ndarray, np.ndarray, float] | None:
    """The numbers that are multiplied at this step, of the first example, and their sum; None where none are."""
    name, before, entry = str(now["at"]), str(now["before"]), int(now["entry"])
    if entry < 0:
        return None
    came, made, factor = now[f"after_{before}"], now[f"after_{name}"], now[name]
    if now["sweep"] == "forward":
        return factor[entry], came[:, 0], made[entry, 0]
    if now["batch"] and name[0] == "D":
        return came[0, entry, None], factor[0, entry, None], made[0, entry]
    return came[0], factor[:, entry], made[0, entry]


def written_out(now, place) -> tuple[list, list]:
    """The sum that fills the entry, at a place."""
    if not (met := met_now(now)):
        return [], []
    left, right, total = met
    there = right != 0 if str(now["at"])[0] == "D" and now["sweep"] == "reverse" else left != 0
    shown = there if there.any() else slice(None)
    row, column = "row", "column"
    if (now["sweep"] == "reverse") == (now["order"] == "product"):
        column += f" {now['entry'] + 1}"
    else:
        row += f" {now['entry'] + 1}"
    return [place], [f"{row} · {column}:  {products(left[shown], right[shown])} = {short(total)}"]


def products(left, right) -> str:
    """Write a sum of products."""
    return " + ".join(f"{bracketed(a)} · {bracketed(b)}" for a, b in zip(left, right, strict=True))


def bracketed(value: float) -> str:
    return f"({short(value)})" if value < 0 else short(value)


def derivative(now) -> str:
    """The derivative in the weight that is pointed at, in numbers, as far as it is known."""
    if not (found := pointed_at(now)):
        return ""
    k, i, j = found
    entry, weight = f"[{i + 1}, {j + 1}]", now[f"weights{k}"][i, j]
    is_there = f"W{sub(k)}{entry} = {short(weight)}"
    value = now[f"dW{k}"][i, j]
    if not np.isfinite(value):
        return f"{is_there}; ∂L/∂W{sub(k)}{entry} is not known yet."
    name = f"∂L/∂W{sub(k)}{entry}"
    if now["sweep"] == "forward":
        return f"{is_there}; {name} = {short(value)}."
    delta, entered = now[f"delta{k}"][:, i], now[f"entered{k}"][:, j]
    source = f"a{sub(k - 1)}[{j + 1}]" if k > 1 else f"x[{j + 1}]"
    return f"{is_there}; {name} = δ{sub(k)}[{i + 1}] {source} = {products(delta, entered)} = {short(value)}."
