"""Mistakes in a product of Jacobians: the chain rule, with two maps or with more."""

from collections.abc import Iterator
from functools import reduce
from itertools import combinations, pairwise, permutations, product

import numpy as np

from jaclib.diagnose.mistakes.row import CHAIN, Asked, Made, Mistake
from jaclib.jacobian import jacobian

OF = (CHAIN,)
STEPS = "chain_rule", {"done": 0}
ORDER = "chain_rule", {"mistake": "reversed_product"}
POINT = "chain_rule", {"mistake": "wrong_point"}


def fit(matrices) -> bool:
    """Whether they can be multiplied, one after the other."""
    return all(left.shape[1] == right.shape[0] for left, right in pairwise(matrices))


def multiplied(matrices) -> np.ndarray:
    with np.errstate(invalid="ignore"):  # ∞ · 0
        return reduce(np.matmul, matrices)


def reversed_product(it: Asked) -> Iterator[Made]:
    """The factors in any other order, the opposite one first."""
    for order in list(permutations(it.factors))[:0:-1]:
        if fit(order):
            yield multiplied(order), ()


def wrong_point(it: Asked) -> Iterator[Made]:
    """Factors taken elsewhere on the way; all of them at a first."""
    started = it.points[::-1]
    tried = [[point for point in started if point.size == own.size] for own in it.points]
    taken = [[np.asarray(jacobian(f)(point)) for point in points] for f, points in zip(it.maps, tried, strict=True)]
    for factors in product(*taken):
        yield multiplied(factors), ()


def _the_other_way(it: Asked) -> list[np.ndarray]:
    """The points from a on, if the outermost map is done first; none where the maps can't be exchanged."""
    points, at = [], it.a
    for f, own in zip(it.maps, it.points, strict=True):
        if at.size != own.size:
            return []
        points.append(at)
        at = np.atleast_1d(np.asarray(f(at), dtype=float))
    return points if np.isfinite(np.concatenate(points)).all() else []


def other_composition(it: Asked) -> Iterator[Made]:
    if points := _the_other_way(it):
        factors = [np.asarray(jacobian(f)(point)) for f, point in zip(it.maps, points, strict=True)]
        yield multiplied(factors[::-1]), ()


def reversed_at_a(it: Asked) -> Iterator[Made]:
    if all(own.size == it.a.size for own in it.points):
        factors = [np.asarray(jacobian(f)(it.a)) for f in it.maps]
        if fit(factors[::-1]):
            yield multiplied(factors[::-1]), ()


def _without(*places: int):
    """Make the products that lack one factor: the first, the last, or one between."""

    def made(it: Asked) -> Iterator[Made]:
        last = len(it.factors) - 1
        for place in places or range(1, last):
            rest = [factor for k, factor in enumerate(it.factors) if k != place % (last + 1)]
            if rest and fit(rest):
                yield multiplied(rest), ()

    return made


def alone(it: Asked) -> Iterator[Made]:
    """One factor of three or more."""
    if len(it.factors) > 2:
        yield from ((factor, ()) for factor in it.factors)


def elementwise(it: Asked) -> Iterator[Made]:
    if len({factor.shape for factor in it.factors}) == 1:
        yield reduce(np.multiply, it.factors), ()


def added(it: Asked) -> Iterator[Made]:
    if len({factor.shape for factor in it.factors}) == 1:
        yield reduce(np.add, it.factors), ()


def _split(it: Asked) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The product as one of two, wherever it may be split."""
    for k in range(1, len(it.factors)):
        yield multiplied(it.factors[:k]), multiplied(it.factors[k:])


def one_path(it: Asked) -> Iterator[Made]:
    """One term of each sum alone, or all but one; or so in one entry."""
    for left, right in _split(it):
        for k in range(left.shape[1] if left.shape[1] > 1 else 0):
            term = np.outer(left[:, k], right[k])
            for wrong in (term, it.expected - term):
                yield wrong, ()
                if it.alone:
                    yield it.instead(wrong[it.alone]), it.alone


def not_added(it: Asked) -> Iterator[Made]:
    """A row times a column, entry by entry."""
    for left, right in _split(it):
        if len(left) == 1 == right.shape[1] < left.shape[1]:
            terms = left * right.T
            yield from ((laid, ()) for laid in (terms, terms[0], terms.T))


def subtracted(it: Asked) -> Iterator[Made]:
    """The terms of a sum subtracted from each other."""
    for left, right in _split(it):
        if left.shape[1] == 2:
            term = np.outer(left[:, 0], right[0])
            yield 2 * term - it.expected, ()
            if it.alone:
                yield it.instead((2 * term - it.expected)[it.alone]), it.alone


def _transposed(it: Asked, chosen) -> Iterator[Made]:
    turned = [factor.T if k in chosen else factor for k, factor in enumerate(it.factors)]
    if fit(turned):
        yield multiplied(turned), ()


def factor_transposed(it: Asked) -> Iterator[Made]:
    places = range(len(it.factors))
    for count in range(1, len(places)):
        for chosen in combinations(places, count):
            yield from _transposed(it, chosen)


def all_transposed(it: Asked) -> Iterator[Made]:
    yield from _transposed(it, range(len(it.factors)))


def inverse_factor(it: Asked) -> Iterator[Made]:
    """The inverse of one factor in its place."""
    for k, factor in enumerate(it.factors):
        if factor.shape[0] == factor.shape[1] and np.linalg.cond(factor) < 1e12:
            yield multiplied([*it.factors[:k], np.linalg.inv(factor), *it.factors[k + 1 :]]), ()


ROWS = (
    Mistake(
        "reversed_product", OF, reversed_product,
        "The factors stand in the wrong order: what is done last stands on the left, so the outer map's Jacobian comes "
        "first.", "Larson 2010", ORDER,
    ),
    Mistake(
        "wrong_point", OF, wrong_point,
        "One factor is taken at the wrong point: each Jacobian is taken where the maps before it have arrived, the "
        "outer one at g(a) and only the innermost at a.", look=POINT,
    ),
    Mistake(
        "reversed_at_a", OF, reversed_at_a,
        "Two things at once: the factors stand in the wrong order, and both are taken at a. The outer map's Jacobian "
        "stands on the left, and is taken at g(a).", "Larson 2010", ORDER,
    ),
    Mistake(
        "other_composition", OF, other_composition,
        "This belongs to the maps done the other way round. In f∘g the map g, written on the right, acts first.",
        "Larson 2010", ORDER,
    ),
    Mistake(
        "inner_forgotten", OF, _without(-1),
        "The innermost map's Jacobian is missing: this says how the image moves with g(a), and g(a) itself moves "
        "with a.", "Clark et al. 1997", STEPS,
    ),
    Mistake(
        "outer_forgotten", OF, _without(0),
        "The outer map's Jacobian is missing: this is how far the maps inside carry a step, and the outer one carries "
        "it on.", look=STEPS,
    ),
    Mistake(
        "middle_forgotten", OF, _without(),
        "A factor in the middle is missing: each map on the way has its Jacobian in the product.", look=STEPS,
    ),
    Mistake("missing_factor", OF, alone, "This is one factor alone: the chain rule multiplies one for each map.",
            look=STEPS),
    Mistake(
        "elementwise", OF, elementwise,
        "The factors are multiplied entry by entry. In a product of matrices each row meets each column: @, not *.",
        "Cook, Zazkis, Estrup 2018", STEPS,
    ),
    Mistake(
        "added", OF, added,
        "The factors are added. One map acts on what the other has made, so their Jacobians are multiplied.",
        "Clark et al. 1997", STEPS,
    ),
    Mistake(
        "one_path", OF, one_path,
        "A path is missing: each variable in between carries a change on, and the products along all of these paths "
        "are added.", "Cottrill 1999", STEPS,
    ),
    Mistake("not_added", OF, not_added,
            "The products along the paths stand there one by one: they are still to be added.", "Cottrill 1999", STEPS),
    Mistake("subtracted", OF, subtracted, "The products along the paths are added, not subtracted.", look=STEPS),
    Mistake(
        "factor_transposed", OF, factor_transposed,
        "One factor is transposed: in each of them row i belongs to output i, and column j to input j.", look=STEPS,
    ),
    Mistake(
        "all_transposed", OF, all_transposed,
        "Every factor is transposed. With transposed factors the order is reversed, too: (A B)ᵀ = Bᵀ Aᵀ.", look=STEPS,
    ),
    Mistake(
        "inverse_factor", OF, inverse_factor,
        "One factor is inverted: that would undo its map, and here each map acts as it is.",
        "Bagley, Rasmussen, Zandieh 2015", STEPS,
    ),
)  # fmt: skip
