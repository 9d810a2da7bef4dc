"""Newton's method in the plane from many starts at once: the steps of `newton`, with f asked at points."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from jaclib.programs.field import field
from jaclib.solve import HALVINGS

SMALLER = 0.5 ** np.arange(1, HALVINGS)

Points = Float[np.ndarray, "k 2"]


class Ways(NamedTuple):
    """The way from each start, and f and J at each of its points; the last point is repeated to the end."""

    x: Float[np.ndarray, "limit k 2"]
    values: Float[np.ndarray, "limit k 2"]
    jacobians: Float[np.ndarray, "limit k 2 2"]
    found: Bool[np.ndarray, " k"]


@np.errstate(all="ignore")  # where f is undefined, or J has no inverse, a way ends
def ways(f: Callable, y, starts: Points, *, limit: int, tolerance: float, damped=True, t=1.0, first=None) -> Ways:
    """Newton's method for (1 − t) x + t f(x) = y from each of the starts: as `newton` goes, and where it stops.

    `newton` is for traced code, and calls f three times in it. `first` is J at the starts, where another than JAX's is
    the right one. Not for use inside `jit`.

    >>> found = ways(lambda x: x**2, np.array([4.0, 9.0]), np.array([[1.0, 1.0]]), limit=9, tolerance=1e-12)
    >>> found.x[-1].round(9).tolist(), found.found.tolist()
    ([[2.0, 3.0]], [True])
    """
    y, x = np.asarray(y, dtype=float), np.asarray(starts, dtype=float)
    near = tolerance * (1 + np.linalg.norm(y))
    values, J = field(f, x, t)
    J = J if first is None else np.broadcast_to(first, J.shape)
    left, way = np.flatnonzero(np.isfinite(x).all(axis=1)), [(x, values, J)]
    while len(way) <= limit:
        gap = np.linalg.norm(values - y, axis=1)
        left = left[gap[left] > near]
        if not len(left):
            break
        x, values, J = (each.copy() for each in (x, values, J))
        *moved, better = _step(f, y, t, damped, gap[left], x[left], values[left], J[left])
        left = left[better]
        for whole, part in zip((x, values, J), moved, strict=True):
            whole[left] = part[better]
        way.append((x, values, J))
    way += way[-1:] * (limit + 1 - len(way))
    x, values, J = map(np.stack, zip(*way, strict=True))
    return Ways(x, values, J, np.linalg.norm(values[-1] - y, axis=1) <= near)


def _step(f, y, t, damped, gap, x, values, J) -> tuple:
    """A step from each of the points: x, f(x) and J there, and whether it is one that is taken."""
    direction = solved(J, y - values)
    whole = x + direction
    values, J = field(f, whole, t)
    new = np.linalg.norm(values - y, axis=1)
    better = new < (gap if damped else np.inf)  # False where f isn't finite
    short = np.flatnonzero(~better & np.isfinite(direction).all(axis=1))
    if damped and len(short):
        tries = x[short, None] + direction[short, None] * SMALLER[:, None]
        tried = [tries, *field(f, tries, t)]
        good = np.linalg.norm(tried[1] - y, axis=2) < gap[short, None]
        first = np.arange(len(short)), good.argmax(axis=1)
        for now, part in zip((whole, values, J), tried, strict=True):
            now[short] = part[first]
        better[short] = good.any(axis=1)
    return whole, values, J, better


def solved(J: Float[np.ndarray, "k 2 2"], b: Points) -> Points:
    """J⁻¹ b for each, by elimination with the larger pivot; ∞ or NaN where there is no inverse.

    >>> solved(np.array([[[0.0, 2.0], [1.0, 1.0]]]), np.array([[4.0, 3.0]])).tolist()
    [[1.0, 2.0]]
    """
    swap = np.abs(J[:, 1, 0]) > np.abs(J[:, 0, 0])
    (p, q), (r, s) = np.moveaxis(np.where(swap[:, None, None], J[:, ::-1], J), 0, -1)
    u, v = np.where(swap, b[:, ::-1].T, b.T)
    factor = r / p
    second = (v - factor * u) / (s - factor * q)
    return np.stack([(u - q * second) / p, second], axis=1)


def inverses(J: Float[np.ndarray, "k 2 2"]) -> Float[np.ndarray, "k 2 2"]:
    """J⁻¹ for each."""
    return np.stack([solved(J, np.broadcast_to(unit, J.shape[:-1])) for unit in np.eye(2)], axis=-1)
