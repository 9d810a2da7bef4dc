"""A box of parameters: where it begins, how long its sides are, and what is inside of it."""

from functools import lru_cache

import numpy as np

from jaclib import maps
from jaclib.evidence.dependent import everywhere
from jaclib.evidence.judge import NUDGE, numpy_of
from jaclib.evidence.rounding import cleared
from jaclib.image.covered import Covered, both_signs
from jaclib.image.enclosed import FINE, Enclosed, Held, held
from jaclib.programs.field import det, fields
from jaclib.quadrature import OFF_CREASES
from jaclib.quadrature import gauss as around_zero

# Gauss–Legendre nodes along a side and their weights, by dimension. |det J| is smooth except where det J changes its
# sign: panels keep the error of the kink there below a thousandth.
RULE = {2: (10, 6), 3: (2, 7)}
SQUARE = np.array([(0.0, 0.0), (1, 0), (1, 1), (0, 1)])  # its corners, all the way round
SLACK = 0.1  # of the box lies between a crease and the nodes beside it, at most
SETTLED, UNSETTLED = 1e-3, 0.25  # of the mean, by which fewer nodes may be off where all are right; and where none is


def along(f: maps.Map, *places) -> list[tuple[np.ndarray, np.ndarray]]:
    """The map's values and its Jacobians at all places, arrays `(…, n)`: `(…, m)` and `(…, m, n)` for each of them.

    By the program that evaluates the map everywhere else: to compile another one takes longer than all the rest that
    happens before the first picture.
    """
    return list(fields(f, dict(enumerate(places))).values())


def nearby(f: maps.Map, a) -> np.ndarray:
    """Places that `here` needs: a, beside a by roundings of each variable, and all over the domain."""
    low, high = np.array(f.domain, dtype=float).T
    all_over = low + (high - low) * lattice(np.linspace(0.03, 0.98, 5), len(a))
    return np.concatenate([a[None], a + np.diag(NUDGE * a), all_over])


def lattice(along, n: int) -> np.ndarray:
    """All points of n coordinates out of those `along` each axis, `(k, n)`, the last axis first.

    >>> lattice([0, 1], 2).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    return np.stack(np.meshgrid(*[along] * n, indexing="ij"), axis=-1).reshape(-1, n)


def here(f: maps.Map, a, values, J) -> dict:
    """The value, the Jacobian and its determinant at a, from `nearby`, with 0 for what is only rounding.

    `flat` says whether det J is 0 everywhere.
    """
    flat = everywhere(f, nearby(f, a), values, J)
    now = cleared_at(values, J)
    return now | {"det": now["det"] * (0 if flat else 1), "flat": flat}


def cleared_at(values, J) -> dict:
    """The value, the Jacobian and its determinant at a, from `nearby`, with 0 for what is only rounding. Traces."""
    beside = slice(1, J.shape[-1] + 1)
    return cleared((values[beside], J[beside]), value=values[0], jacobian=J[0], det=determinants(J[0]))


def determinants(J):
    """Of many matrices `(…, 2, 2)` or `(…, 3, 3)`, in closed form, which is much faster than LU. Traces."""
    if J.shape[-1] == 2:
        return det(J)
    return (J[..., 0] * numpy_of(J).cross(J[..., 1], J[..., 2])).sum(axis=-1)


def gauss(panels: int, order: int):
    """Nodes in (0, 1) and weights that add up to 1: Gauss–Legendre on each of equal panels."""
    nodes, weights = around_zero(panels, order)
    return nodes + 0.5, weights


@lru_cache
def filled(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Points that fill the unit box, `(k, n)`, and their weights `(k,)`."""
    nodes, weights = gauss(*RULE[n])
    return lattice(nodes, n) + OFF_CREASES[:n], np.prod(lattice(weights, n), axis=1)


@lru_cache
def fewer(n: int) -> np.ndarray:
    """Weights for all but two of the nodes in each panel: how far they are off shows what is rough."""
    panels, order = RULE[n]
    nodes = np.polynomial.legendre.leggauss(order)[0]
    some = np.delete(np.arange(order), [2, order - 2])  # lopsided, so that a jump in the middle counts, too
    weights, moments = np.zeros(order), [(1 + (-1) ** k) / (k + 1) for k in range(order - 2)]  # of x^k over (−1, 1)
    weights[some] = np.linalg.solve(np.vander(nodes[some], increasing=True).T, moments) / 2 / panels
    return np.prod(lattice(np.tile(weights, panels), n), axis=1)


def means(f: maps.Map, dets, found: Covered, matrix) -> Held:
    """The means of |det J| and of det J, from its values at `filled`, and from what encloses the image of the box."""
    n, turned, sizes = len(f.variables), np.linalg.det(matrix), np.stack([np.abs(dets), dets])
    (size, signed), off = sizes @ filled(n)[1], np.abs(sizes @ (filled(n)[1] - fewer(n)))
    rough = np.where(off <= [SETTLED * size, FINE * size], 0, off / (UNSETTLED * size))
    by = Enclosed(found.enclosed.size * turned, found.enclosed.off * abs(turned))
    both = both_signs(dets)
    creased = both and off[1] > 10 * off[0]  # where det J changes sign by a jump, and |det J| is smooth
    return held(float(size), float(signed), rough, by, found.one_sign and not both, SLACK if creased else 0.0)


def contents(size, mean: Held, found: Covered, flat: bool) -> dict:
    """The contents of a box's image: `volume` counts each layer, `seen` none twice; NaN where it isn't certain.

    `mean` has the mean of |det J| over the box, `found` what share of its layers the image is.
    """
    volume = np.prod(size) * (0.0 if flat else mean.ratio) if found.whole else np.nan
    rough, too_fine = bool(mean.rough[0] and not flat), bool(found.whole and np.isnan(volume))
    return as_set(volume, rough, found) | dict(volume=volume, folded=found.folded, rough=rough, too_fine=too_fine)


def as_set(content, rough: bool, found: Covered) -> dict:
    """The content of the image as a set, `seen`, of what counts each layer; and whether it is `layered`.

    NaN where its layers are too fine to be found: no two are found, and yet the mean of |det J| is `rough`.
    """
    too_fine = found.folded and found.share == 1 and rough
    layered = bool((found.layered or too_fine) and content > 0)
    return dict(seen=content * ((np.nan if too_fine else found.share) if layered else 1.0), layered=layered)


def path(n: int, points: int = 33) -> np.ndarray:
    """The edges of the unit box, `(edges, points, n)`: in the plane one after the other, all the way round."""
    t = np.linspace(0, 1, points)
    if n == 2:
        nil, one, back = 0 * t, 0 * t + 1, t[::-1]
        return np.array([(t, nil), (one, t), (back, one), (nil, back)]).swapaxes(1, 2)
    return np.stack([np.insert(corner + 0 * t[:, None], axis, t, axis=1) for axis in range(3) for corner in SQUARE])


def cells(count: int) -> np.ndarray:
    """The outlines of the small squares that the unit square is cut into, `(count², 16, 2)`."""
    return lattice(np.arange(count) / count, 2)[:, None] + path(2, 5)[:, :-1].reshape(-1, 2) / count


def faces(cells: int = 7) -> np.ndarray:
    """The faces of the unit cube cut into small squares, `(6 cells², 4, 3)`."""
    squares = lattice(np.arange(cells) / cells, 2)[:, None] + SQUARE / cells
    return np.concatenate([np.insert(squares, axis, end, axis=2) for axis in range(3) for end in (0, 1)])


def room(f: maps.Map, a, size) -> np.ndarray:
    """The map's domain, made longer by halves of its sides until it holds the box: axes hold still during a drag."""
    (low, high), step = np.array(f.domain, dtype=float).T, longest(f) / 4
    below, above = (1.05 * np.maximum(over, 0) for over in (low - a, a + size - high))  # and a margin
    return np.stack([low - step * np.ceil(below / step), high + step * np.ceil(above / step)], axis=1)


def longest(f: maps.Map) -> np.ndarray:
    """How long a side of the box may be: twice the domain, so that an angle may go round twice."""
    return 2 * np.diff(np.array(f.domain), axis=1)[:, 0]


def short(f: maps.Map, share: float = 1 / 4) -> list[float]:
    """Sides to start with: about that share of the domain's."""
    return [float(f"{share * side / 2:.1g}") for side in longest(f)]
