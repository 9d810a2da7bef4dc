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
from jaclib.programs.field import MOST_POINTS, at_points
from jaclib.programs.kept import for_each_function

AT_ONCE = 16  # points
PARTS = MOST_POINTS // AT_ONCE
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
    _, *jet = at_points(compiled, F, np.asarray(points, dtype=float), AT_ONCE, 0.0)
    return Jet(*(each / scale for each in jet))


def descent(F: Callable, a, rate: float, steps: int, points: Float[np.ndarray, "k 2"]) -> tuple[np.ndarray, Jet, Jet]:
    """The points x ← x − rate ∇F(x) from a on, `(steps + 1, 2)`, the jets at them; and at k other points, on the way.

    Beside each point of the way there is room for a few others: all together they take one call.

    >>> way, jet, _ = descent(lambda p: p[0] ** 2 + p[1] ** 2, np.array([1.0, 2.0]), 0.25, 2, np.zeros((0, 2)))
    >>> way.tolist(), jet.value.tolist()
    ([[1.0, 2.0], [0.5, 1.0], [0.25, 0.5]], [5.0, 1.25, 0.3125])
    """
    parts = np.full((PARTS, AT_ONCE, 2), a, dtype=float)
    row, place = divmod(np.arange(len(points)), AT_ONCE - 1)
    parts[: steps + 1][row, place + 1] = points
    F = F.function if isinstance(F, maps.Map) else F  # one program for both
    way, *jet = (np.asarray(each)[: steps + 1] for each in compiled(F, parts, steps + 1, rate))
    return way[:, 0], Jet(*(each[:, 0] for each in jet)), Jet(*(each[row, place + 1] for each in jet))


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
        found = tuple(whole.at[i].set(part) for whole, part in zip(found, (points, *jet), strict=True))
        return points[0] - rate * jet[1][0], found

    empty = tuple(jnp.zeros((PARTS, AT_ONCE, *shape)) for shape in ((2,), (), (2,), (2, 2)))
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
