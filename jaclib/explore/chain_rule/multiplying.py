"""A product of Jacobians caught half-way: which entries are known after so many multiplications."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jaclib.chain_rule import Step, Trace

ORDERS = "forward", "reverse"


class Filling(NamedTuple):
    """One matrix product on the way, as far as it has come."""

    step: Step
    known: np.ndarray
    """for each entry of the result, whether it is there"""
    entry: tuple[int, int] | None
    """the one that is being worked out, or comes next"""
    terms: int
    """how many of its terms are there"""


def fit(factors) -> bool:
    """Whether there are factors to be multiplied, each with as many columns as the next has rows."""
    return len(factors) > 1 and all(left.shape[1] == right.shape[0] for left, right in pairwise(factors))


def multiplications(factors, order: str) -> int:
    """How many it takes to multiply the factors, 0 where they don't fit."""
    return Trace((), tuple(factors), ()).cost(order).multiplications if fit(factors) else 0


@np.errstate(invalid="ignore", over="ignore")  # a slope may be infinite
def fillings(factors, order: str, done: int) -> list[Filling]:
    """The products on the way after `done` multiplications: "forward" goes column by column, "reverse" row by row.

    >>> row, matrix = np.array([[4.0, 2.0]]), np.array([[2.0, 1.0], [1.0, 1.0]])
    >>> [half] = fillings([row, matrix], "forward", 3)
    >>> half.known.tolist(), half.entry, half.terms
    ([[True, False]], (0, 1), 1)
    """
    made = []
    for step in Trace((), tuple(factors), ()).steps(order) if fit(factors) else ():
        (m, k), n = step.left.shape, step.right.shape[1]
        by_columns = [(i, j) for j in range(n) for i in range(m)]
        entries = by_columns if order == "forward" else sorted(by_columns)
        ready = min(done // k, m * n)
        known = np.zeros((m, n), dtype=bool)
        for entry in entries[:ready]:
            known[entry] = True
        next_one = ready < m * n and all(each.known.all() for each in made)
        made.append(Filling(step, known, entries[ready] if next_one else None, done % k if next_one else 0))
        done = max(0, done - k * m * n)
    return made


def in_words(made: list[Filling], done: int, total: int) -> str:
    """What has been multiplied, and what comes next."""
    for each in made:
        if each.entry:
            i, j = each.entry
            row, column = each.step.left[i], each.step.right[:, j]
            terms = [f"{x:.3g} · {y:.3g}" for x, y in zip(row, column, strict=True)]
            there = " + ".join(terms[: each.terms]) or "nothing yet"
            return f"{done} of {total} multiplications are done: row {i + 1} meets column {j + 1}, {there}."
    return f"All {total} multiplications are done."
