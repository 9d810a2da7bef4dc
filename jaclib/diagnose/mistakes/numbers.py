"""Mistakes with one number, or with a vector."""

from collections.abc import Iterator
from math import pi

import numpy as np

from jaclib.diagnose.mistakes.determinants import AREA, SIGN
from jaclib.diagnose.mistakes.matrices import orders, sign
from jaclib.diagnose.mistakes.points import DEGREE
from jaclib.diagnose.mistakes.row import DETERMINANT, JACOBIANS, NUMBER, ONE, VECTOR, Asked, Made, Mistake
from jaclib.evidence import judge

EVERY = (*JACOBIANS, *ONE, VECTOR)
PLAIN_FACTORS = (2, 1 / 2, 3, 1 / 3, 4, 1 / 4, 10, 1 / 10, 100, 1 / 100)
TURNS = (pi, 2 * pi, 4 * pi)
LARGE = 700  # beyond that e^x is no float
MANY = 36  # entries of a matrix, at most, whose determinant may be meant
SHARED = 3  # entries: that so many have a factor in common is no chance


def absolute_value(it: Asked) -> Iterator[Made]:
    """Where the number should be negative, its absolute value is likelier than a slip of the sign."""
    if (it.expected < 0).any():
        yield np.abs(it.expected), ()


def inverse(it: Asked) -> Iterator[Made]:
    if it.expected.all():
        yield 1 / it.expected, ()


def degrees(it: Asked) -> Iterator[Made]:
    yield from ((it.expected * unit, ()) for unit in (DEGREE, 1 / DEGREE))


def _same_figures(it: Asked) -> Iterator[tuple[float, np.ndarray]]:
    """Multiples that leave no entry right but those that are 0: 1.001 would explain one that is off by a little."""
    filled = np.abs(it.expected) > 1e-9 * np.abs(it.expected).max(initial=0)
    if it.given.shape != it.expected.shape:
        return
    if judge.agree(it.given, it.expected, scale=it.scale)[filled].any():
        return
    factors: list[float] = [*PLAIN_FACTORS]
    if filled.sum() >= SHARED:
        factors.append(float(np.sum(it.given * it.expected) / np.sum(it.expected**2)))
    yield from ((factor, factor * it.expected) for factor in factors if abs(factor) > 1e-9)


def factor(it: Asked) -> Iterator[Made]:
    """A constant factor: any, if enough entries share it that it can't be chance; else a plain one."""
    yield from ((made, (each,)) for each, made in _same_figures(it))


def turns(it: Asked) -> Iterator[Made]:
    yield from ((it.expected * each**power, ()) for each in TURNS for power in (-1, 1))


def squared(it: Asked) -> Iterator[Made]:
    yield it.expected**2, ()


def rooted(it: Asked) -> Iterator[Made]:
    if (it.expected >= 0).all():
        yield np.sqrt(it.expected), ()


def logarithm(it: Asked) -> Iterator[Made]:
    if it.expected.all():
        yield np.log(np.abs(it.expected)), ()


def exponential(it: Asked) -> Iterator[Made]:
    if (it.expected < LARGE).all():
        yield np.exp(it.expected), ()


def other_base(it: Asked) -> Iterator[Made]:
    """A logarithm to another base."""
    yield from ((it.expected / np.log(base), ()) for base in (10, 2))


def parts(it: Asked) -> Iterator[Made]:
    """Several numbers, of which one is made: their sum, their product or quotient, their determinant."""
    given = it.given
    if not 1 < given.size <= MANY:
        return
    made = [given.sum(), given.prod()]
    if given.size == 2 and given.all():
        made += [given.flat[0] / given.flat[1], given.flat[1] / given.flat[0]]
    if given.ndim == 2 and given.shape[0] == given.shape[1]:
        made.append(np.linalg.det(given))
    if any(judge.same([[side * each]], it.expected, scale=it.scale) for each in made for side in (1, -1)):
        yield given, ()


def nothing(it: Asked) -> Iterator[Made]:
    if it.expected.any():
        yield np.zeros_like(it.expected), ()


def order_of_entries(it: Asked) -> Iterator[Made]:
    yield from ((it.expected[order], ()) for order in orders(len(it.expected)))


def unit(it: Asked) -> Iterator[Made]:
    if len(it.expected) > 1 and (length := np.linalg.norm(it.expected)):
        yield it.expected / length, ()


def size_alone(it: Asked) -> Iterator[Made]:
    """The length of a vector, or the sum of its entries, in its place."""
    if len(it.expected) > 1:
        yield from ((np.array(each), ()) for each in (np.linalg.norm(it.expected), np.sum(it.expected)))


FIRST = (
    Mistake("nothing", EVERY, nothing, "It is not 0: something does change here, or is left over."),
    Mistake("absolute_value", ONE, absolute_value, "This is the absolute value: here the sign matters.", look=SIGN),
    Mistake(
        "sign",
        (DETERMINANT,),
        sign,
        "The size is right, but the sign is not: the product down the main diagonal comes first.",
        "Kazunga, Bansilal 2020",
        SIGN,
    ),
    Mistake("sign", (NUMBER,), sign, "The size is right, the sign is not."),
    Mistake(
        "inverse",
        (DETERMINANT,),
        inverse,
        "Upside down: this is 1/det J, the factor of areas on the way back.",
        "Bagley, Rasmussen, Zandieh 2015",
        AREA,
    ),
    Mistake("inverse", (NUMBER,), inverse, "Upside down: this is one over what is asked for."),
)
ROWS = (
    Mistake("sign", (VECTOR,), sign, "The size is right, but every sign is the wrong way round."),
    Mistake("absolute_value", (VECTOR,), absolute_value, "These are the absolute values: here the signs matter."),
    Mistake("rows_swapped", (VECTOR,), order_of_entries, "The entries stand in the wrong order."),
    Mistake("factor", JACOBIANS, factor,
            "Right apart from one factor that all entries share: look for a number that is missing, or one too many."),
    Mistake("factor", ONE, factor,
            "A simple factor, such as 2 or 10, is between this and the right number: was one lost, or counted twice?"),
    Mistake("degrees", (NUMBER,), degrees, "An angle seems to be in degrees: radians are needed."),
    Mistake("turns", (NUMBER, VECTOR), turns,
            "A π or 2π is missing, or one too many: how far does the angle go round?"),
    Mistake("squared", (*ONE, VECTOR), squared, "This is squared once too often."),
    Mistake("rooted", (*ONE, VECTOR), rooted, "A root is taken that doesn't belong here, or a square is missing."),
    Mistake("logarithm", ONE, logarithm, "This is the logarithm of what is asked for."),
    Mistake("exponential", (NUMBER,), exponential,
            "The logarithm is asked for, and this is the number that it is taken of."),
    Mistake("other_base", (NUMBER,), other_base, "A logarithm to another base: here log is the natural one."),
    Mistake("parts", ONE, parts,
            "The parts are there, but one number is still to be made of them: by adding, "
            "multiplying or dividing, or as a determinant."),
    Mistake("inverse", (VECTOR,), inverse, "Each entry is upside down: it is one over what it should be."),
    Mistake("unit", (VECTOR,), unit, "The direction is right, but the length has become 1: its own length counts."),
    Mistake("factor", (VECTOR,), factor,
            "The direction is right, the length is not: look for a factor that is missing, or one too many."),
    Mistake("size_alone", (VECTOR,), size_alone,
            "That is one number. A vector is asked for, with its entries one by one."),
)  # fmt: skip
