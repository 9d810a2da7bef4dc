"""A function and its Jacobian at many points, by one program that is compiled once for each function."""

from collections.abc import Callable
from typing import TypeGuard

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib import checks, maps
from jaclib.chain_rule import Composition
from jaclib.jacobian import with_value
from jaclib.programs.kept import for_each_function

AT_ONCE = 64  # points
MOST_POINTS = 32 * AT_ONCE  # of one call


def field(f: Callable, points: Float[np.ndarray, "*many n"], t: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """The values `(…, m)` and the Jacobians `(…, m, n)` of x ↦ (1 − t) x + t f(x) at points `(…, n)`, in NumPy.

    For a picture of a map that someone wrote as a loop: such a map takes long to compile, as often as it is called in
    traced code. What is asked of it at points is asked here, and the rest is done in NumPy. However many points there
    are, it compiles once. Not for use inside `jit`.

    >>> values, J = field(lambda x: x**2, np.array([[1.0, 2.0], [3.0, 4.0]]))
    >>> values.tolist(), J[1].tolist()
    ([[1.0, 4.0], [9.0, 16.0]], [[6.0, 0.0], [0.0, 8.0]])
    """
    points = np.asarray(points, dtype=float)
    n = points.shape[-1]
    flat = points.reshape(-1, n)
    values, J = _through(f.maps, flat) if _of_maps(f) else _found(f, flat)
    if t != 1:
        with np.errstate(invalid="ignore"):
            values, J = (1 - t) * flat + t * values, (1 - t) * np.eye(n) + t * J
    shape, m = points.shape[:-1], values.shape[1]
    return values.reshape(*shape, m), J.reshape(*shape, m, n)


def fields(f: Callable, places: dict, t: float = 1.0) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Compute `field` at several arrays of points, all in one call: by their names, values and Jacobians.

    >>> found = fields(lambda x: x**2, {"here": np.array([1.0, 2.0]), "there": np.array([[3.0, 4.0]])})
    >>> found["here"][0].tolist(), found["there"][0].tolist()
    ([1.0, 4.0], [[9.0, 16.0]])
    """
    places = {name: np.asarray(points, dtype=float) for name, points in places.items()}
    n = next(iter(places.values())).shape[-1]
    values, J = field(f, np.concatenate([points.reshape(-1, n) for points in places.values()]), t)
    found, first = {}, 0
    for name, points in places.items():
        part = slice(first, first := first + points.size // n)
        shape, m = points.shape[:-1], values.shape[1]
        found[name] = values[part].reshape(*shape, m), J[part].reshape(*shape, m, n)
    return found


def _of_maps(f) -> TypeGuard[Composition]:
    return isinstance(f, Composition) and all(isinstance(each, maps.Map) for each in f.maps)


@np.errstate(invalid="ignore", over="ignore")
def _through(chain, flat):
    values, J = flat, np.eye(flat.shape[1])
    for each in reversed(chain):
        values, slopes = _found(each, values)
        J = slopes @ J
    return values, J


def _found(f, flat):
    """Compute it at MOST_POINTS at a time."""
    parts = [_part(f, flat[k : k + MOST_POINTS]) for k in range(0, len(flat), MOST_POINTS)] or [_part(f, flat)]
    return parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))


def _part(f, flat):
    """Compute it at MOST_POINTS or fewer: others fill up the last of those that are looked at together."""
    points = np.zeros((MOST_POINTS, flat.shape[1]))
    points[: len(flat)] = flat
    if len(flat):
        points[len(flat) :] = flat[0]
    f = f.function if isinstance(f, maps.Map) else f  # one program for both
    values, J = map(np.asarray, compiled(f, points, -(-len(flat) // AT_ONCE)))
    return values[: len(flat)], J[: len(flat)]


@np.errstate(invalid="ignore", over="ignore")
def det(J: Float[np.ndarray, "*many 2 2"]) -> np.ndarray:
    """The determinants of many matrices of the plane.

    >>> det(np.array([[[1.0, 2.0], [3.0, 4.0]]])).tolist()
    [-2.0]
    """
    return J[..., 0, 0] * J[..., 1, 1] - J[..., 0, 1] * J[..., 1, 0]


@for_each_function
def compiled(f, points, count):
    """Compute as many parts as are needed, in a loop: the time is theirs, and the program is that of one part."""
    n, m = points.shape[1], checks.outputs(f, points[0])
    parts = points.reshape(-1, AT_ONCE, n)

    def one(i, found):
        now = jax.vmap(with_value(f, m))(parts[i])
        return tuple(whole.at[i].set(part.astype(whole.dtype)) for whole, part in zip(found, now, strict=True))

    empty = jnp.zeros((*parts.shape[:2], m)), jnp.zeros((*parts.shape[:2], m, n))
    values, J = jax.lax.fori_loop(0, count, one, empty)
    return values.reshape(-1, m), J.reshape(-1, m, n)
