"""The length of a vector whose squares may be too large or too small for a number."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float


def length(v, axis: int | None = None) -> Float[Array, "..."]:
    """‖v‖, of all entries or along an axis. By a power of 2 the largest entry is brought near 1 before it is squared.

    >>> [f"{length(size * jnp.array([3.0, 4.0])):.3g}" for size in (1e200, 1e-200)]
    ['5e+200', '5e-200']
    """
    v = jnp.asarray(v)
    _, power = jnp.frexp(jax.lax.stop_gradient(jnp.abs(v).max(axis=axis, keepdims=True)))
    return jnp.squeeze(jnp.ldexp(jnp.linalg.norm(jnp.ldexp(v, -power), axis=axis, keepdims=True), power), axis)
