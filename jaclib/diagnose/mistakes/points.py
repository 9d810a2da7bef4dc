"""Mistakes with the point: another one, an angle in degrees, a length that is lost, or f itself for its derivative."""

from collections.abc import Iterator
from itertools import combinations
from math import pi

import numpy as np

from jaclib.diagnose.mistakes.matrices import BUILT, TURN, orders
from jaclib.diagnose.mistakes.row import DETERMINANT, JACOBIANS, Asked, Made, Mistake
from jaclib.evidence import judge

DEGREE = pi / 180
IN_SPACE = "coordinates", {"f": "spherical", "order": "ρ, θ, φ"}


def values(it: Asked) -> Iterator[Made]:
    """f(a) itself, as a vector, a column or a row."""
    if it.value is not None:
        yield from ((laid, ()) for laid in (it.value, it.value[:, None], it.value[None], it.value.squeeze()))
        if len(it.value) == it.expected.shape[1]:
            yield np.diag(it.value), ()


def images_of_axes(it: Asked) -> Iterator[Made]:
    if it.f is not None:
        axes = np.eye(it.a.size)
        yield it.values(axes).T, ()
        yield it.values(it.a + axes).T, ()


def step_of_one(it: Asked) -> Iterator[Made]:
    if it.f is not None:
        yield (it.values(it.a + np.eye(it.a.size)) - it.value).T, ()


def applied(it: Asked) -> Iterator[Made]:
    """J a, or each column times the coordinate that it belongs to."""
    if it.a is not None:
        yield it.expected @ it.a, ()
        yield (it.expected @ it.a)[:, None], ()
        yield it.expected * it.a, ()


def elsewhere(it: Asked) -> Iterator[Made]:
    """The same at a point that one may have taken for a."""
    if it.a is None:
        return
    points = [it.a[order] for order in orders(it.a.size)]
    points += [np.where(which, number, it.a) for which in np.eye(it.a.size, dtype=bool) for number in (1, 0)]
    if it.value is not None and it.value.size == it.a.size:
        points.append(it.value)
    yield from ((made, ()) for made in it.at([*points, np.zeros_like(it.a), np.ones_like(it.a)]))


def angles_exchanged(it: Asked) -> Iterator[Made]:
    """With two angles: the map that has them the other way round."""
    for i, j in combinations(it.angles, 2):
        order = np.arange(it.a.size)
        order[[i, j]] = j, i
        exchanged = it.at([it.a[order]])[0]
        if it.kind == DETERMINANT:
            yield from ((turned, ()) for turned in (-exchanged, exchanged))
        else:
            yield exchanged[:, order], ()
            yield exchanged, ()


def degrees(it: Asked) -> Iterator[Made]:
    if it.derivative is None:
        return
    chosen = [*np.eye(it.a.size, dtype=bool), np.ones(it.a.size, dtype=bool)]
    points = [np.where(which, it.a * unit, it.a) for which in chosen for unit in (DEGREE, 1 / DEGREE)]
    straight = [np.zeros_like(it.a), *(np.where(which, 0, it.a) for which in chosen)]
    found = it.at([*straight, *points])
    plain, turned = np.split(found, [len(straight)])
    for made in turned:
        if not any(judge.same(made, other) and _nearer(it.given, other, made) for other in plain):
            yield made, ()


def _nearer(given, other, made) -> bool:
    """Whether it is rather the other one: cos 1° is 1, but for the fourth figure."""
    return given.shape == made.shape and bool(np.abs(given - other).max() <= np.abs(given - made).max())


def missing_length(it: Asked) -> Iterator[Made]:
    """A column that belongs to an angle, without the length that stands in it as a factor."""
    for j in it.angles:
        column = np.arange(it.expected.shape[1]) == j
        chosen = True if it.kind == DETERMINANT else column
        for length in np.delete(it.a, j):
            if abs(length) > 1e-12:
                yield np.where(chosen, it.expected / length, it.expected), ()


def missing_sine(it: Asked) -> Iterator[Made]:
    """The volume factor without the sine of an angle, or with its cosine."""
    for j in range(it.a.size if it.a is not None else 0):
        if abs(sine := np.sin(it.a[j])) > 1e-9:
            yield it.expected / sine, ()
            yield it.expected / sine * np.cos(it.a[j]), ()


OF_A_MAP = (*JACOBIANS, DETERMINANT)
ROWS = (
    Mistake(
        "angles_exchanged", OF_A_MAP, angles_exchanged,
        "The two angles are exchanged: physicists and mathematicians give θ and φ to different ones, so look up which "
        "is which here.", "Dray, Manogue 2003", IN_SPACE,
    ),
    Mistake("values", JACOBIANS, values,
            "This is f(a) itself. The Jacobian says how f(a) moves when a does, so differentiate.",
            "Roundy et al. 2015", BUILT),
    Mistake(
        "images_of_axes", JACOBIANS, images_of_axes,
        "The columns here are points that f reaches. Column j is how fast f(a) moves along input j: the image of e_j "
        "under J, not under f.", look=BUILT,
    ),
    Mistake("step_of_one", JACOBIANS, step_of_one,
            "These are changes of f over a whole step of 1. A derivative is what that tends to as the step shrinks.",
            "Roundy et al. 2015", ("finite_differences", {"h": 1.0})),
    Mistake("applied", JACOBIANS, applied,
            "The Jacobian is multiplied by the point here. At a point means that a is put into it, no more.",
            look=BUILT),
    Mistake(
        "degrees", OF_A_MAP, degrees,
        "An angle seems to be in degrees: sine and cosine have their simple derivatives in radians only.", look=TURN,
    ),
    Mistake(
        "missing_r", OF_A_MAP, missing_length,
        "A length is missing as a factor: turning by an angle moves a point farther, the farther out it is.",
        "OSU Paradigms", TURN,
    ),
    Mistake("missing_sine", (DETERMINANT,), missing_sine,
            "The sine of an angle is missing as a factor: near the axis a turn hardly moves a point.",
            "OSU Paradigms", ("coordinates", {"f": "spherical"})),
    Mistake("elsewhere", OF_A_MAP, elsewhere,
            "This is right at another point. Put in the coordinates of a, each in its place: is one missing as a "
            "factor?",
            look=BUILT),
)  # fmt: skip
