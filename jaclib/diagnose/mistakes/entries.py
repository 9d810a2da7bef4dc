"""Mistakes in some entries only: what stands in the place of the right one, or at least where it stands."""

from collections.abc import Iterator

import numpy as np

from jaclib.diagnose.mistakes.matrices import orders
from jaclib.diagnose.mistakes.numbers import EVERY, PLAIN_FACTORS
from jaclib.diagnose.mistakes.row import JACOBIANS, VECTOR, Asked, Made, Mistake
from jaclib.evidence import judge

BUILT = "jacobian_matrix", {"built": 1.0}


def entry_sign(it: Asked) -> Iterator[Made]:
    if it.alone:
        yield it.instead(-it.expected[it.alone]), it.alone


def held_fixed(it: Asked) -> Iterator[Made]:
    """0 in place of the only wrong entry, or of a whole column."""
    if it.alone:
        yield it.instead(0), it.alone
    for j in range(it.expected.shape[1] if it.expected.shape[1] > 1 else 0):
        yield np.where(np.arange(it.expected.shape[1]) == j, 0, it.expected), (0, j)


def undifferentiated(it: Asked) -> Iterator[Made]:
    if it.alone and it.value is not None:
        yield it.instead(it.value[it.alone[0]]), it.alone


def wrong_variable(it: Asked) -> Iterator[Made]:
    """Another derivative of the same output; or a whole column twice."""
    if it.alone:
        row = it.expected[it.alone[0]]
        yield from ((it.instead(other), it.alone) for other in row if abs(other) not in (0, 1))
    columns = range(it.expected.shape[1])
    for j, other in ((j, other) for j in columns for other in columns if j != other):
        twice = np.array(it.expected)
        twice[:, j] = twice[:, other]
        yield twice, (0, j)


def entries_swapped(it: Asked) -> Iterator[Made]:
    """The entries of one row in another order, or those of one column."""
    for axis in (0, 1):
        lines = np.unique(it.wrong[:, axis])
        if len(lines) == 1 and it.expected.shape[1 - axis] > 1:
            for order in orders(it.expected.shape[1 - axis]):
                swapped = np.array(it.expected)
                view = swapped if axis == 0 else swapped.T
                view[lines[0]] = view[lines[0]][order]
                yield swapped, (axis, int(lines[0]))


def entry_factor(it: Asked) -> Iterator[Made]:
    if it.alone:
        yield from (
            (it.instead(factor * it.expected[it.alone]), (*it.alone, factor))
            for each in PLAIN_FACTORS
            for factor in (each, -each)
        )


def one_entry(it: Asked) -> Iterator[Made]:
    if it.alone:
        yield it.given, it.alone


def _one_line(axis: int):
    """Make what is right but in one row (axis 0) or in one column (axis 1)."""

    def made(it: Asked) -> Iterator[Made]:
        lines = np.unique(it.wrong[:, axis])
        if len(it.wrong) > 1 and len(lines) == 1 and it.expected.shape[axis] > 1:
            yield it.given, (int(lines[0]),)

    return made


def two_figures(it: Asked) -> Iterator[Made]:
    if it.given.shape == it.expected.shape and judge.rounded(it.given, it.expected, scale=it.scale):
        yield it.given, ()


FIRST = (
    Mistake("two_figures", EVERY, two_figures, "Right to two figures, and three are needed: round later, or less."),
    Mistake(
        "sign", (*JACOBIANS, VECTOR), entry_sign, "Entry {place} has the right size and the wrong sign.", look=BUILT
    ),
)
LAST = (
    Mistake("held_fixed", JACOBIANS, held_fixed,
            "A 0 stands where the output does move: entry {place} is how fast it moves with its own input, and only "
            "the others are held still.", "Thompson, Bucy, Mountcastle 2006", BUILT),
    Mistake("undifferentiated", JACOBIANS, undifferentiated,
            "In entry {place} stands the output itself: differentiate it.", "Roundy et al. 2015", BUILT),
    Mistake("wrong_variable", JACOBIANS, wrong_variable,
            "Entry {place} is differentiated with respect to another input: in column j only input j moves.",
            "Martínez-Planell, Trigueros 2021", BUILT),
    Mistake("entries_swapped", JACOBIANS, entries_swapped,
            "Some entries have changed places within a row or a column: each belongs to its own output and its own "
            "input.",
            look=BUILT),
    Mistake("entry_factor", JACOBIANS, entry_factor,
            "Everything is right except entry {place}, and there only a simple factor or its sign: was an exponent "
            "brought down?", look=BUILT),
    Mistake("one_entry", JACOBIANS, one_entry,
            "Everything is right except entry {place}: look at that partial derivative again.", look=BUILT),
    Mistake("one_entry", (VECTOR,), one_entry, "Everything is right except entry {place}: look at that one again."),
    Mistake("one_column", JACOBIANS, _one_line(1),
            "Everything is right except column {line}: there input {line} moves, and the others are held still.",
            look=BUILT),
    Mistake("one_row", JACOBIANS, _one_line(0),
            "Everything is right except row {line}: it holds the derivatives of output {line}.", look=BUILT),
)  # fmt: skip
