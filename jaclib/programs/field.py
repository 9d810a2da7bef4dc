"""A function and its Jacobian at many points, by one program that is compiled once for each function."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks, maps
from jaclib.chain_rule import Composition
from jaclib.jacobian import with_value
from jaclib.programs.kept import for_each_function

AT_ONCE = 64  # points
MOST_POINTS = 2048  # of one call


@np.errstate(invalid="ignore", over="ignore")
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
    if isinstance(f, Composition) and all(isinstance(each, maps.Map) for each in f.maps):
        values, J = points, np.eye(points.shape[-1])
        for each in reversed(f.maps):
            values, slopes = at_points(compiled, each, values, AT_ONCE)
            J = slopes @ J
    else:
        values, J = at_points(compiled, f, points, AT_ONCE)
    if t != 1:
        values, J = (1 - t) * points + t * values, (1 - t) * np.eye(points.shape[-1]) + t * J
    return values, J


def fields(f: Callable, places: dict, t: float = 1.0) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Compute `field` at several arrays of points, all in one call: by their names, values and Jacobians.

    >>> found = fields(lambda x: x**2, {"here": np.array([1.0, 2.0]), "there": np.array([[3.0, 4.0]])})
    >>> found["here"][0].tolist(), found["there"][0].tolist()
    ([1.0, 4.0], [[9.0, 16.0]])
    """
    flat = [np.reshape(points, (-1, np.shape(points)[-1])) for points in places.values()]
    values, J = field(f, np.concatenate(flat), t)
    ends = np.cumsum([len(points) for points in flat])[:-1]
    found = {}
    for (name, points), y, K in zip(places.items(), np.split(values, ends), np.split(J, ends), strict=True):
        shape = np.shape(points)[:-1]
        found[name] = y.reshape(shape + y.shape[1:]), K.reshape(shape + K.shape[1:])
    return found


def at_points(program: Callable, f: Callable, points: Float[np.ndarray, "*many n"], at_once: int, *more) -> list:
    """The arrays `(…, …)` that a program finds for f at points `(…, n)`, MOST_POINTS in a call.

    `program(f, parts, count, *more)` looks at the first `count` of the parts, each of so many points `at_once`. The
    first point fills up the last of them.
    """
    f = f.function if isinstance(f, maps.Map) else f  # one program for both
    *many, n = points.shape
    flat, found = points.reshape(-1, n), []
    for k in range(0, max(len(flat), 1), MOST_POINTS):
        some, parts = flat[k : k + MOST_POINTS], np.zeros((MOST_POINTS, n))
        count = -(-len(some) // at_once)
        parts[: len(some)], parts[len(some) : count * at_once] = some, some[:1]
        given = map(np.asarray, program(f, parts.reshape(-1, at_once, n), count, *more))
        found.append([each.reshape(MOST_POINTS, *each.shape[2:])[: len(some)] for each in given])
    return [np.concatenate(each).reshape(*many, *each[0].shape[1:]) for each in zip(*found, strict=True)]


@np.errstate(invalid="ignore", over="ignore")
def det(J: Float[Array | np.ndarray, "*many 2 2"]):
    """The determinants of many matrices of the plane. Traces.

    >>> det(np.array([[[1.0, 2.0], [3.0, 4.0]]])).tolist()
    [-2.0]
    """
    return J[..., 0, 0] * J[..., 1, 1] - J[..., 0, 1] * J[..., 1, 0]


@for_each_function
def compiled(f, parts, count):
    """Compute as many parts as are needed, in a loop: the time is theirs, and the program is that of one part."""
    n, m = parts.shape[2], checks.outputs(f, parts[0, 0])

    def one(i, found):
        now = jax.vmap(with_value(f, m))(parts[i])
        return tuple(whole.at[i].set(part.astype(whole.dtype)) for whole, part in zip(found, now, strict=True))

    empty = jnp.zeros((*parts.shape[:2], m)), jnp.zeros((*parts.shape[:2], m, n))
    return jax.lax.fori_loop(0, count, one, empty)
