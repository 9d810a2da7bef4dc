"""The Jacobian matrix by automatic differentiation, and times vectors."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector


def jacobian(f: Callable, mode: str | None = None) -> Callable[[Float[Array, " n"]], Float[Array, "m n"]]:
    """The function a ↦ J_f(a), the matrix of all partial derivatives ∂f_i/∂x_j.

    `f` takes shape (n,) to (m,), or to () for a scalar function, whose Jacobian is a row of shape (1, n).
    `mode` is "forward" (n sweeps, a column each), "reverse" (m sweeps, a row each), or None for the fewer of the two.
    Raises ValueError for a mode that does not exist or a point that is not a finite vector, TypeError for a point
    that is not real or a function that JAX can't differentiate.

    Source: Baydin et al., Automatic differentiation in machine learning: a survey, JMLR 18 (2018), section 3.

    >>> import jax.numpy as jnp
    >>> jacobian(lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]))([1.0, 1.0])
    Array([[2., 1.],
           [1., 1.]], dtype=float64)
    """
    checks.function(f)
    if mode not in (None, "forward", "reverse"):
        raise ValueError(f'mode must be "forward", "reverse" or None; got {mode!r}.')

    def at(a: Vector) -> Float[Array, "m n"]:
        a = checks.vector(a, "a")
        m = checks.outputs(f, a)
        forward = mode == "forward" or (mode is None and a.size <= m)
        derivative = jax.jacfwd if forward else jax.jacrev
        J = derivative(f)(a)
        return J if J.ndim == 2 else J.reshape(m, a.size)

    return at


def jvp(f: Callable) -> Callable[..., Float[Array, "*batch m"]]:
    """The function (a, v) ↦ J_f(a) v: how f(a) moves as a moves along the tangent v. J is never formed.

    `v` has the shape (n,) of `a`, and the result shape (m,); a batch of tangents of shape (k, n) gives (k, m).
    For a function of parameters, `a` and `v` may be any pytree of arrays: dictionaries, tuples, lists of them.
    Raises ValueError or TypeError as `jacobian` does, and when `v` doesn't fit `a`.

    >>> import jax.numpy as jnp
    >>> jvp(lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]))([1.0, 1.0], [1.0, 0.0])
    Array([2., 1.], dtype=float64)
    """
    checks.function(f)

    def along(a, v) -> Float[Array, "*batch m"]:
        a = _primal(a)
        v, batched = _tangent(v, a)
        checks.outputs(f, a)

        def push(tangent):
            return jnp.atleast_1d(jax.jvp(f, (a,), (tangent,))[1])

        return jax.vmap(push)(v) if batched else push(v)

    return along


def vjp(f: Callable) -> Callable:
    """The function (a, w) ↦ wᵀ J_f(a): how ⟨w, f(a)⟩ changes with each entry of a. J is never formed.

    `w` has the shape (m,) of f(a) — () also, if f is scalar — and the result has the shape (n,) of `a`; a batch of
    cotangents of shape (k, m) gives (k, n). For a function of parameters, `a` may be any pytree of arrays; the result
    is one alike. Raises ValueError or TypeError as `jacobian` does, and when `w` doesn't fit f(a).

    >>> import jax.numpy as jnp
    >>> vjp(lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]))([1.0, 1.0], [1.0, 0.0])
    Array([2., 1.], dtype=float64)
    """
    checks.function(f)

    def against(a, w):
        a = _primal(a)
        m = checks.outputs(f, a)
        value, pull = jax.vjp(f, a)
        w = checks.real_array(w, "w").astype(value.dtype)
        if w.shape == () and m == 1:
            w = w.reshape(1)
        if w.ndim not in (1, 2) or w.shape[-1] != m:
            raise ValueError(f"w must have shape ({m},) as f(a) has, or (k, {m}) for k of them; got {w.shape}.")

        def pullback(cotangent):
            return pull(cotangent.reshape(value.shape))[0]

        return jax.vmap(pullback)(w) if w.ndim == 2 else pullback(w)

    return against


def _primal(a):
    """The point: a vector, or a pytree of real arrays."""
    scalars = isinstance(a, list | tuple) and all(isinstance(leaf, int | float | complex) for leaf in a)
    if scalars or not isinstance(a, list | tuple | dict):
        return checks.vector(a, "a")
    return jax.tree.map(lambda leaf: checks.real_array(leaf, "each array of a"), a)


def _tangent(v, a):
    """The tangent, in the dtypes of the point, and whether it is a batch of them."""
    if isinstance(a, jax.Array):
        v = checks.real_array(v, "v")
    if jax.tree.structure(v) != jax.tree.structure(a):
        raise ValueError(f"v must be built like a: {jax.tree.structure(a)}; got {jax.tree.structure(v)}.")
    v = jax.tree.map(lambda leaf, like: checks.real_array(leaf, "v").astype(like.dtype), v, a)
    pairs = list(zip(jax.tree.leaves(v), jax.tree.leaves(a), strict=True))
    if all(tangent.shape == point.shape for tangent, point in pairs):
        return v, False
    k = pairs[0][0].shape[:1]
    if k and all(tangent.shape == k + point.shape for tangent, point in pairs):
        return v, True
    came, wanted = ([tuple(pair[i].shape) for pair in pairs] for i in (0, 1))
    raise ValueError(f"v must have the shape of a, {wanted}, or one leading axis more for a batch; got {came}.")
