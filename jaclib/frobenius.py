"""The size ‖J‖_F of a Jacobian that is never formed: exactly, and from a few random products."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector
from jaclib.jacobian import jvp, pullback


class Estimate(NamedTuple):
    """An unbiased estimate of ‖J‖_F², and its standard error."""

    squared: Float[Array, ""]
    standard_error: Float[Array, ""]


def frobenius_norm(f: Callable) -> Callable[[Float[Array, " n"]], Float[Array, ""]]:
    """The function a ↦ ‖J_f(a)‖_F, the square root of the sum of all squared partial derivatives.

    One product after the other, of J with each basis vector on its shorter side: memory as for one product.
    Raises as `jacobian` does.

    >>> import jax.numpy as jnp
    >>> frobenius_norm(lambda x: jnp.array([3 * x[0], 4 * x[1]]))([1.0, 1.0])
    Array(5., dtype=float64)
    """
    checks.function(f)

    def at(a: Vector) -> Float[Array, ""]:
        a = checks.vector(a, "a")
        square, side = _product_square(f, a)
        parts = jax.lax.map(lambda i: square(jnp.zeros(side, a.dtype).at[i].set(1)), jnp.arange(side))
        return jnp.sqrt(jnp.sum(parts))

    return at


def frobenius_estimate(f: Callable, key: Array, samples: int) -> Callable[[Float[Array, " n"]], Estimate]:
    """The function a ↦ an estimate of ‖J_f(a)‖_F² with its standard error, from random products J v or wᵀ J.

    For random signs v, E ‖J v‖² = ‖J‖_F². The products are taken on the shorter side, one after the other.
    `key` is a JAX random key: the same key gives the same estimate. Raises ValueError for fewer than two samples,
    which have no standard error, and as `jacobian` does.

    Source: Hutchinson, A stochastic estimator of the trace of the influence matrix, Comm. Statistics 18 (1989);
    for training, Hoffman, Roberts & Yaida, Robust learning with Jacobian regularization, arXiv 1908.02729 (2019).

    >>> import jax
    >>> frobenius_estimate(lambda x: 3 * x, jax.random.key(0), samples=4)([1.0, 1.0])
    Estimate(squared=Array(18., dtype=float64), standard_error=Array(0., dtype=float64))
    """
    checks.function(f), checks.random_key(key)
    if not isinstance(samples, int) or samples < 2:
        raise ValueError(f"samples must be a whole number of at least 2, for a standard error; got {samples!r}.")

    def at(a: Vector) -> Estimate:
        a = checks.vector(a, "a")
        square, side = _product_square(f, a)
        sample = lambda key: square(jax.random.rademacher(key, (side,), a.dtype))  # noqa: E731
        squares = jax.lax.map(sample, jax.random.split(key, samples))
        return Estimate(jnp.mean(squares), jnp.std(squares, ddof=1) / jnp.sqrt(samples))

    return at


def _product_square(f, a):
    """The function v ↦ ‖J v‖² or w ↦ ‖wᵀ J‖², whichever takes the shorter vector, and how long that is."""
    m = checks.outputs(f, a)
    pull = None if a.size <= m else _pullback_if_any(f, a)
    if pull is None:
        return lambda v: jnp.sum(jnp.square(jvp(f)(a, v))), a.size
    return lambda w: jnp.sum(jnp.square(pull(w))), m


def _pullback_if_any(f, a):
    """w ↦ wᵀ J, with f evaluated once for all w; None where f has no reverse mode."""
    try:
        pull = pullback(f, a)
        jax.eval_shape(pull, jax.ShapeDtypeStruct((checks.outputs(f, a),), a.dtype))  # JAX may refuse only here
    except ValueError:
        return None
    return pull
