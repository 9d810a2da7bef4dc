"""The Jacobian matrix: by automatic differentiation, times vectors, and by differences."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector


def jacobian(f: Callable, mode: str | None = None) -> Callable[[Float[Array, " n"]], Float[Array, "m n"]]:
    """The function a ↦ J_f(a), the matrix of all partial derivatives ∂f_i/∂x_j.

    `f` takes shape (n,) to (m,), or to () for a scalar function, whose Jacobian is a row of shape (1, n).
    `mode` is "forward" (n sweeps, a column each), "reverse" (m sweeps, a row each), or None for the fewer of the two.
    Raises ValueError for a mode that does not exist or a point that is not a finite vector, TypeError for a point
    that is not real or a function that JAX can't differentiate.

    At a kink there is no derivative, and JAX gives a number by convention, without a word: 1 for |x| at 0, ½ for
    max(x, 0), 0 for relu(x) and for the jump of sign(x), and for `where` the slope of the branch that is taken.
    `jaclib.kink.partials` tells a kink by the slopes on both sides; `numerical_jacobian` gives their mean.

    Source: Baydin et al., Automatic differentiation in machine learning: a survey, JMLR 18 (2018), section 3.

    >>> import jax.numpy as jnp
    >>> jacobian(lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]))([1.0, 1.0])
    Array([[2., 1.],
           [1., 1.]], dtype=float64)
    >>> jacobian(jnp.abs)([0.0])
    Array([[1.]], dtype=float64)
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


def numerical_jacobian(
    f: Callable, *, step: float | None = None, method: str = "central"
) -> Callable[[Float[Array, " n"]], Float[Array, "m n"]]:
    """The function a ↦ J_f(a) by differences: column j from the values of f at steps along e_j.

    | method    | column j                            | calls of f | error         | best h   |
    | --------- | ----------------------------------- | ---------- | ------------- | -------- |
    | "central" | (f(a + h e_j) − f(a − h e_j)) / 2 h | 2 n        | h² + u / h    | u^(1/3)  |
    | "forward" | (f(a + h e_j) − f(a)) / h           | n + 1      | h + u / h     | u^(1/2)  |
    | "complex" | Im f(a + i h e_j) / h               | n          | h²            | any tiny |

    u is the rounding unit of a's dtype. `step=None` takes the best h for each coordinate, times max(1, |a_j|).
    `f` may use numpy: it is called with numbers. "complex" needs an f that is analytic and accepts complex numbers.
    Raises ValueError for an unknown method or a step that is not positive, and as `jacobian` does for the point.

    Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., problem 1.8 and section 25.1;
    Squire & Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40 (1998).

    >>> import jax.numpy as jnp
    >>> numerical_jacobian(lambda x: jnp.array([x[0] * x[1]]), method="complex")([2.0, 3.0])
    Array([[3., 2.]], dtype=float64)
    """
    checks.function(f)
    columns = {"central": _central, "forward": _forward, "complex": _complex}
    if method not in columns:
        raise ValueError(f'method must be "central", "forward" or "complex"; got {method!r}.')
    if step is not None and not (isinstance(step, int | float | np.floating) and 0 < step < np.inf):
        raise ValueError(f"step must be a positive number, or None for the best one; got {step!r}.")

    def at(a: Vector) -> Float[Array, "m n"]:
        a = checks.vector(a, "a")
        return jnp.stack(columns[method](f, a, step), axis=1)

    return at


def _best(a, step, power):
    unit = jnp.finfo(a.dtype).eps
    return jnp.full_like(a, step) if step else unit**power * jnp.maximum(1, jnp.abs(a))


def _value(f, x):
    return jnp.atleast_1d(checks.checked_value(f(x)))


def _central(f, a, step):
    h = _best(a, step, 1 / 3)
    ends = ((a.at[j].add(h[j]), a.at[j].add(-h[j])) for j in range(a.size))
    # Divided by the step as rounded, x_j − y_j, which is exact where h itself is not.
    return [(_value(f, x) - _value(f, y)) / (x[j] - y[j]) for j, (x, y) in enumerate(ends)]


def _forward(f, a, step):
    h, here = _best(a, step, 1 / 2), _value(f, a)
    ends = (a.at[j].add(h[j]) for j in range(a.size))
    return [(_value(f, x) - here) / (x[j] - a[j]) for j, x in enumerate(ends)]


def _complex(f, a, step):
    h = step or float(jnp.finfo(a.dtype).tiny) ** 0.5  # so small that h² is nothing beside 1; no difference is taken
    columns = []
    for j in range(a.size):
        value = jnp.atleast_1d(jnp.asarray(f(a.astype(jnp.result_type(a, 1j)).at[j].add(1j * h))))
        if not jnp.iscomplexobj(value):
            raise TypeError(
                f'f must keep complex numbers for method="complex"; it returned {value.dtype}: no abs, no real.'
            )
        columns.append(value.imag / h)
    return columns
