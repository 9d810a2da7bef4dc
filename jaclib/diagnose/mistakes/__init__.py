"""The table of mistakes: how each wrong answer is made, what is said of it, who has described it, where one sees it."""

from collections.abc import Iterator

import numpy as np

from jaclib.diagnose.mistakes import determinants, entries, matrices, numbers, points, products
from jaclib.diagnose.mistakes.row import Asked, Mistake
from jaclib.evidence import judge

TABLE: tuple[Mistake, ...] = (
    *entries.FIRST,
    *numbers.FIRST,
    *products.ROWS,
    *matrices.ROWS,
    *determinants.ROWS,
    *points.ROWS,
    *numbers.ROWS,
    *entries.LAST,
)
NAMES = tuple(dict.fromkeys(row.name for row in TABLE))


def explaining(it: Asked) -> Iterator[tuple[Mistake, tuple]]:
    """The rows that give just this answer, in the table's order, and the entry or the factor that each is about."""
    for row in TABLE:
        if it.kind in row.of and (which := _fits(row, it)) is not None:
            yield row, which


def differs(made, it: Asked) -> bool:
    """Whether what a row has made is no right answer."""
    return not judge.same(made, it.expected, scale=it.scale)


def of(name: str, kind: str) -> Mistake:
    """The row of that name in questions of that kind."""
    named = [row for row in TABLE if row.name == name]
    return next((row for row in named if kind in row.of), named[0])


def _fits(row: Mistake, it: Asked) -> tuple | None:
    for made, which in row.made(it):
        fits = np.shape(made) == it.given.shape and np.isfinite(made).all() and judge.same(it.given, made)
        if fits and differs(made, it):
            return which
    return None
