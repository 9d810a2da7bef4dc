"""The Jacobian matrix by automatic differentiation, and times vectors."""

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector


def jacobian(f: Callable, mode: str | None = None) -> Callable[[Vector], Float[Array, "m n"]]:
    """The function a ↦ J_f(a), the matrix of all partial derivatives ∂f_i/∂x_j.

    `f` takes shape (n,) to (m,), or to () for a scalar function, whose Jacobian is a row of shape (1, n).
    `mode` is "forward" (n sweeps, a column each), "reverse" (m sweeps, a row each), or None for the fewer of the two,
    or the one that there is: a jax.custom_vjp has no forward mode, a while_loop no reverse mode.
    Where an f_i(a) is not finite it has no derivative, whatever its formula gives: row i is nan, in `jit` as well
    (by "reverse" others may be, too).
    Raises ValueError for a mode that does not exist or a point that is not a finite vector, TypeError for a point
    that is not real or a function that JAX can't differentiate.

    At a kink there is no derivative, and JAX gives a number by convention, without a word: 1 for |x| at 0, ½ for
    max(x, 0), 0 for relu(x), and for `where` the slope of the branch that is taken. `jaclib.evidence.kink.partials`
    tells a kink by the slopes on both sides; `numerical_jacobian` gives their mean. At the jump of sign(x) JAX gives
    0, and `numerical_jacobian` half the jump over its step, which says nothing of a slope.

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
        first, other = ("forward", "reverse") if forward else ("reverse", "forward")
        J = _by_modes(lambda way: _whole(f, a, way), first, *[other] * (mode is None))
        return J if J.ndim == 2 else J.reshape(m, a.size)

    return at


def with_value(f: Callable, m: int) -> Callable[[Float[Array, " n"]], tuple]:
    """The function a ↦ (f(a), J_f(a)) of an f with m outputs, for traced code: f is called once, and nothing checked.

    >>> [each.tolist() for each in with_value(lambda x: x**2, 2)(jnp.array([1.0, 2.0]))]
    [[1.0, 4.0], [[2.0, 0.0], [0.0, 4.0]]]
    """

    def at(a):
        modes = ("forward", "reverse") if a.size <= m else ("reverse", "forward")
        value, J = _by_modes(lambda way: _both(f, a, way), *modes)
        return jnp.atleast_1d(value), J.reshape(m, a.size)

    return at


def _whole(f, a, mode):
    """J_f(a) as JAX lays it out: for a pytree of arrays an array for each, with the axes of f(a) before its own."""
    return _both(f, a, mode)[1]


def _both(f, a, mode):
    """f(a) and the same."""

    def twice(x):
        value = f(x)
        return value, value  # the value comes out with the derivative: nothing is evaluated again

    J, value = (jax.jacfwd if mode == "forward" else jax.jacrev)(twice, has_aux=True)(a)
    return value, where_defined(value, J)


def where_defined(value, derivative):
    """The derivative, or nan where the value isn't finite: x ↦ 1/x is the formula of ln′ also where there is no ln x.

    The axes of the value are the first of the derivative's. Each component has a factor of its own: one for all would
    need all of f's values before it, and make J a quarter slower. A factor and not a choice, so that the derivative
    of the derivative is nan there, too.
    """
    factor = 1 + 0 * jax.lax.stop_gradient(value)  # 0 × nan and 0 × ∞ are nan
    by_rows = lambda leaf: jnp.expand_dims(factor, tuple(range(value.ndim, leaf.ndim)))  # noqa: E731
    return jax.tree.map(lambda leaf: leaf * by_rows(leaf).astype(leaf.dtype), derivative)


def _by_modes(differentiate, *modes):
    """`differentiate(mode)` in the first of the modes that f has."""
    failures = []
    for mode in modes:
        try:
            return differentiate(mode)
        except (TypeError, ValueError, NotImplementedError) as error:  # of differentiation, for f itself has been run
            failures.append(error)
    said = "; ".join(f"{mode}: {str(error).splitlines()[0]}" for mode, error in zip(modes, failures, strict=True))
    cure = "take the other mode" if len(modes) == 1 else "write f without what is named, or take numerical_jacobian"
    kind = ValueError if isinstance(failures[0], ValueError) else TypeError
    raise kind(f"f must have a derivative that JAX can take ({said}): {cure}.") from failures[0]


def jvp(f: Callable) -> Callable[..., Float[Array, "*batch m"]]:
    """The function (a, v) ↦ J_f(a) v: how f(a) moves as a moves along the tangent v. J is never formed.

    `v` has the shape (n,) of `a`, and the result shape (m,); a batch of tangents of shape (k, n) gives (k, m).
    For a function of parameters, `a` and `v` may be any pytree of arrays: dictionaries, tuples, lists of them.
    Where an f_i(a) is not finite, entry i is nan.
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
            value, moved = jax.jvp(f, (a,), (tangent,))
            return jnp.atleast_1d(where_defined(value, moved))

        def by_rows(tangent):
            parts = jax.tree.map(lambda J, v: jnp.tensordot(J, v, v.ndim), _whole(f, a, "reverse"), tangent)
            return jnp.atleast_1d(sum(jax.tree.leaves(parts)))

        def over_all(mode):
            way = push if mode == "forward" else by_rows
            if mode == "forward" and not checks.is_concrete(*jax.tree.leaves((a, v))):
                # in jit JAX would only refuse when compiling, too late to take the other mode; of a batch it does now
                jax.eval_shape(jax.vmap(push), jax.tree.map(lambda x: jax.ShapeDtypeStruct((1, *x.shape), x.dtype), a))
            return jax.vmap(way)(v) if batched else way(v)

        return _by_modes(over_all, "forward", "reverse")

    return along


def vjp(f: Callable) -> Callable:
    """The function (a, w) ↦ wᵀ J_f(a): how ⟨w, f(a)⟩ changes with each entry of a. J is never formed.

    `w` has the shape (m,) of f(a) — () also, if f is scalar — and the result has the shape (n,) of `a`; a batch of
    cotangents of shape (k, m) gives (k, n). For a function of parameters, `a` may be any pytree of arrays; the result
    is one alike. Where f(a) is not finite it is nan. Raises ValueError or TypeError as `jacobian` does, and when `w`
    doesn't fit f(a).

    >>> import jax.numpy as jnp
    >>> vjp(lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]))([1.0, 1.0], [1.0, 0.0])
    Array([2., 1.], dtype=float64)
    """
    checks.function(f)

    def against(a, w):
        a = _primal(a)
        m = checks.outputs(f, a)
        w = checks.real_array(w, "w")
        if w.shape == () and m == 1:
            w = w.reshape(1)
        if w.ndim not in (1, 2) or w.shape[-1] != m:
            raise ValueError(f"w must have shape ({m},) as f(a) has, or (k, {m}) for k of them; got {w.shape}.")

        def over_all(mode):
            way = pullback(f, a) if mode == "reverse" else partial(_by_columns, _whole(f, a, "forward"), a)
            return jax.vmap(way)(w) if w.ndim == 2 else way(w)

        return _by_modes(over_all, "reverse", "forward")

    return against


def pullback(f, a):
    """w ↦ wᵀ J_f(a), for a w of shape (m,), with f evaluated once for all."""
    value, pull = jax.vjp(f, a)
    defined = jnp.sum(0 * value)  # 0, or nan if one of them is nan or infinite: all are in each entry of wᵀ J
    return lambda w: where_defined(defined, pull(w.astype(value.dtype).reshape(value.shape))[0])


def _by_columns(J, a, w):
    return jax.tree.map(lambda part, x: jnp.tensordot(w.astype(part.dtype), part.reshape(-1, *x.shape), 1), J, a)


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
    came, wanted = str(jax.tree.structure(v)), str(jax.tree.structure(a))
    if came != wanted:
        raise ValueError(f"v must be built like a: {wanted}; got {came}.")
    v = jax.tree.map(lambda leaf, like: checks.real_array(leaf, "v").astype(like.dtype), v, a)
    pairs = list(zip(jax.tree.leaves(v), jax.tree.leaves(a), strict=True))
    if all(tangent.shape == point.shape for tangent, point in pairs):
        return v, False
    k = pairs[0][0].shape[:1]
    if k and all(tangent.shape == k + point.shape for tangent, point in pairs):
        return v, True
    shapes, like = ([tuple(pair[i].shape) for pair in pairs] for i in (0, 1))
    raise ValueError(f"v must have the shape of a, {like}, or one leading axis more for a batch; got {shapes}.")
