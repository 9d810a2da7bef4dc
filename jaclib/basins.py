"""Where Newton's method ends, from each of many starts in the plane: the basins of the roots."""

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from jaclib.checks import Vector
from jaclib.kept import for_each_function
from jaclib.reading import as_it_is
from jaclib.solve import HALVINGS

LIMIT = 26  # of trials from each start, halvings counted
NEAR = 1e-4  # beside 1 + ‖y‖; a root is then known well enough to be told from others
APART = 8e-3  # of the box: what is nearer together is one root
NUMBERED = 6  # roots in the box; more are not told apart
NONE, ELSEWHERE = 0, NUMBERED + 1


@for_each_function
def destinations(
    f: Callable, y: Vector, starts: Float[Array, "2 n"], damped: bool
) -> tuple[Float[Array, "2 n"], Bool[Array, " n"], Int[Array, " n"]]:
    """Where Newton's method for f(x) = y ends from each start, whether that is a root, and after how many steps.

    The steps are those of `newton`, of which this is the fast form for a picture: all starts at once, J⁻¹ by Cramer's
    rule, in single precision. Each round tries one point a start; with damping a failed try halves the step.
    """
    single = partial(jnp.asarray, dtype=jnp.float32)
    starts, y = single(starts), single(y)[:, None]
    near, halvings = NEAR * (1 + jnp.linalg.norm(y)), jnp.where(damped, HALVINGS, 1)

    def with_columns(x):
        value, column_1 = jax.jvp(f, (x,), (single([1, 0]),))
        return value, column_1, jax.jvp(f, (x,), (single([0, 1]),))[1]

    def tried(x):
        (u, v), (a, c), (b, d) = jax.vmap(with_columns, in_axes=1, out_axes=1)(x)
        u, v = u - y[0], v - y[1]
        return jnp.sqrt(u**2 + v**2), jnp.stack([b * v - d * u, c * u - a * v]) / (a * d - b * c)

    def tick(state):
        x, gap, step, halved, count, active, round = state
        trial = single(x + step * 0.5**halved)
        new_gap, new_step = tried(trial)
        good = active & jnp.where(damped, new_gap < gap, jnp.isfinite(new_gap))
        x, gap, step = jnp.where(good, trial, x), single(jnp.where(good, new_gap, gap)), jnp.where(good, new_step, step)
        halved, count = jnp.where(good, 0, halved + 1), count + good
        active = active & (gap > near) & (halved < halvings) & jnp.isfinite(step).all(axis=0)
        return x, gap, single(step), halved, count, active, round + 1

    n = starts.shape[1]
    whole = partial(jnp.full, n, dtype=jnp.int32)
    # the first round looks at the starts themselves: any value is nearer than infinitely far
    state = starts, jnp.full(n, jnp.inf, jnp.float32), jnp.zeros_like(starts), whole(0), whole(-1), whole(1) > 0, 0
    x, gap, _, _, count, _, _ = jax.lax.while_loop(lambda now: (now[-1] < LIMIT) & now[5].any(), tick, state)
    return x, gap <= near, count


def basins(f: Callable, y: Vector, starts: Float[np.ndarray, "2 n"], box, damped: bool = True):
    """For each start the number of the root at which Newton's method ends, and its steps; and the roots `(k, 2)`.

    Roots in the box ((x0, x1), (y0, y1)) have the numbers 1 to 6, from left to right; those elsewhere, or beyond six,
    share the number 7. It is 0 where no root is reached within 26 trials. Needs numbers, so it can't be in `jit`.

    >>> square = lambda x: jnp.stack([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])
    >>> numbers, steps, roots = basins(square, [1.0, 0.0], np.array([[-2.0, 0.5], [1.0, 1.0]]), ((-2, 2), (-2, 2)))
    >>> numbers.tolist(), roots.round(3).tolist()
    ([1, 2], [[-1.0, 0.0], [1.0, 0.0]])
    """
    ends, found, steps = jax.device_get(destinations(as_it_is(f), y, starts, damped))
    (x0, x1), (y0, y1) = box
    numbers = np.where(found, ELSEWHERE, NONE)
    unit = (ends - [[x0], [y0]]) / [[x1 - x0], [y1 - y0]]
    with np.errstate(invalid="ignore"):
        left = found & (np.abs(unit - 0.5) <= 0.5).all(axis=0)
    marked, roots = np.zeros_like(numbers), []
    while left.any() and len(roots) < NUMBERED:
        first = unit[:, np.argmax(left)]
        here = left & (np.abs(unit - first[:, None]).max(axis=0) < APART)
        roots.append(np.median(ends[:, here], axis=1))
        marked[here], left = len(roots), left & ~here
    roots = np.array(roots, dtype=float).reshape(-1, 2)
    order = np.lexsort(roots.round(3).T[::-1])
    rank = np.concatenate([[0], np.argsort(order) + 1])
    return np.where(marked, rank[marked], numbers), steps, roots[order]
