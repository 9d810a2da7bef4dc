"""A function of the plane, its gradient and its Hessian at many points, by one program for each function."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.jacobian import where_defined
from jaclib.programs.kept import for_each_function

AT_ONCE = 16  # points
PARTS = 128  # of so many points each, at most, in one call
MOST_POINTS = PARTS * AT_ONCE
# A function that is written as a loop compiles three to ten times as fast if LLVM doesn't look for what is faster.
QUICKLY = {"xla_backend_optimization_level": 0}
ALONG = np.eye(2)[[0, 0, 1]], np.eye(2)[[0, 1, 1]]  # the axes by which the second derivatives are taken


class Jet(NamedTuple):
    """F, its gradient and its Hessian at points. NaN where F has no value, a row of the Hessian where ∂F/∂x_i isn't."""

    value: Float[np.ndarray, "*many"]
    gradient: Float[np.ndarray, "*many 2"]
    hessian: Float[np.ndarray, "*many 2 2"]


def jets(F: Callable, points: Float[np.ndarray, "*many 2"], scale: float = 1.0) -> Jet:
    """F, its gradient and its Hessian at points `(…, 2)`, divided by the scale. Needs numbers.

    All that is asked of F is asked here, or in `descent`: it compiles once, however many points there are.

    >>> jets(lambda p: p[0] * p[1], np.array([[2.0, 3.0]])).gradient.tolist()
    [[3.0, 2.0]]
    """
    points = np.asarray(points, dtype=float)
    many, flat = points.shape[:-1], points.reshape(-1, 2)
    found = [_some(F, flat[k : k + MOST_POINTS]) for k in range(0, max(len(flat), 1), MOST_POINTS)]
    jet = found[0] if len(found) == 1 else map(np.concatenate, zip(*found, strict=True))
    return Jet(*(each.reshape(*many, *each.shape[1:]) / scale for each in jet))


def descent(F: Callable, a, rate: float, steps: int, points: Float[np.ndarray, "k 2"]) -> tuple[np.ndarray, Jet, Jet]:
    """The points x ← x − rate ∇F(x) from a on, `(steps + 1, 2)`, the jets at them; and at k other points, on the way.

    Beside each point of the way there is room for a few others: all together they take one call.

    >>> way, jet, _ = descent(lambda p: p[0] ** 2 + p[1] ** 2, np.array([1.0, 2.0]), 0.25, 2, np.zeros((0, 2)))
    >>> way.tolist(), jet.value.tolist()
    ([[1.0, 2.0], [0.5, 1.0], [0.25, 0.5]], [5.0, 1.25, 0.3125])
    """
    parts = np.empty((PARTS, AT_ONCE, 2))
    parts[:] = a
    beside = parts[: steps + 1, 1:].reshape(-1, 2)
    beside[: len(points)] = points
    parts[: steps + 1, 1:] = beside.reshape(steps + 1, -1, 2)
    way, *jet = map(np.asarray, compiled(_function(F), parts, steps + 1, rate))
    jet = [each[: steps + 1] for each in jet]
    others = [each[:, 1:].reshape(-1, *each.shape[2:])[: len(points)] for each in jet]
    return way[: steps + 1], Jet(*(each[:, 0] for each in jet)), Jet(*others)


def _some(F, flat) -> list[np.ndarray]:
    """Compute it at MOST_POINTS or fewer: the first fills up the last of those that are looked at together."""
    count = -(-len(flat) // AT_ONCE)
    points = np.zeros((MOST_POINTS, 2))
    points[: len(flat)], points[len(flat) : count * AT_ONCE] = flat, flat[:1]
    _, *jet = map(np.asarray, compiled(_function(F), points.reshape(PARTS, AT_ONCE, 2), count, 0.0))
    return [each.reshape(MOST_POINTS, *each.shape[2:])[: len(flat)] for each in jet]


def _function(F):
    return F.function if isinstance(F, maps.Map) else F  # one program for both


@partial(for_each_function, compiler_options=QUICKLY)
def compiled(F, parts, count, rate):
    """Compute as many parts as are needed, in a loop. With a rate, the first point of each is where a step from the
    last leads.

    So the program has F in it once, also where the points to come are not known yet.
    """

    def one(i, state):
        following, found = state
        points = parts[i].at[0].set(jnp.where((rate > 0) & (i > 0), following, parts[i, 0]))
        jet = jax.vmap(partial(_jet, F))(points)
        found = tuple(whole.at[i].set(part) for whole, part in zip(found, (points[0], *jet), strict=True))
        return points[0] - rate * jet[1][0], found

    empty = tuple(jnp.zeros((PARTS, *shape)) for shape in ((2,), (AT_ONCE,), (AT_ONCE, 2), (AT_ONCE, 2, 2)))
    return jax.lax.fori_loop(0, count, one, (jnp.zeros(2), empty))[1]


def _jet(F, x):
    """Forward over forward: F, two first derivatives and the second one for each pair of axes."""

    def height(x):
        return jnp.ravel(F(x))[0].astype(float)

    def by_both(u, v):
        once = lambda x: jax.jvp(height, (x,), (u,))  # noqa: E731
        (value, first), (_, second) = jax.jvp(once, (x,), (v,))
        return value, first, second

    (value, *_), (d, _, e), (p, q, r) = jax.vmap(by_both)(*ALONG)
    gradient = where_defined(value, jnp.stack([d, e]))
    return value, gradient, where_defined(gradient, jnp.stack([jnp.stack([p, q]), jnp.stack([q, r])]))
