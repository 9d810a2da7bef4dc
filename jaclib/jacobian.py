"""The Jacobian matrix: by automatic differentiation, times vectors, by differences; the affine map it gives."""

from collections.abc import Callable
from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Scalar, Vector


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


@jax.tree_util.register_dataclass
@dataclass(frozen=True, eq=False)
class Linearization:
    """The affine map x ↦ f(a) + J_f(a) (x − a), which touches f at a. Made by `linearize`; a pytree of its arrays."""

    function: Callable = field(metadata={"static": True})
    point: Float[Array, " n"]
    value: Float[Array, " m"]
    jacobian: Float[Array, "m n"]

    def __call__(self, x: Vector) -> Float[Array, " m"]:
        """f(a) + J_f(a) (x − a), at one x of shape (n,)."""
        x = checks.vector(x, "x", self.point.size, " as the point a has")
        return self.value + self.jacobian @ (x - self.point)

    @property
    def singular_values(self) -> Float[Array, " k"]:
        """σ₁ ≥ σ₂ ≥ … of J_f(a): how much the map stretches a small sphere, along each axis of its image."""
        return jnp.linalg.svd(self.jacobian, compute_uv=False)

    def semi_axes(self, eps: Scalar) -> Float[Array, " k"]:
        """The half-axes ε σᵢ of the ellipse that is the image of the sphere of radius ε around a."""
        return checks.real_array(eps, "eps") * self.singular_values

    def error(self, h: Float[Array | np.ndarray, "*batch n"] | Vector) -> Float[Array, "*batch"]:
        """‖f(a + h) − f(a) − J_f(a) h‖, at a step h of shape (n,), or at k steps of shape (k, n)."""
        h = checks.real_array(h, "h")
        if h.ndim not in (1, 2) or h.shape[-1] != self.point.size:
            n = self.point.size
            raise ValueError(f"h must have shape ({n},) as a has, or (k, {n}) for k steps; got {h.shape}.")

        def gap(step):
            x = self.point + step  # the step as rounded, x − a, goes into both: f never saw h itself
            return jnp.linalg.norm(self.function(x) - self(x))

        return jax.vmap(gap)(h) if h.ndim == 2 else gap(h)

    def order(self) -> float:
        """The slope of the largest error against |h| on log–log axes, over the last two decades above rounding.

        2 for a smooth map, 3 where its second derivative vanishes, 1 at a kink; inf where rounding is all there
        is, as for an affine map. Needs numbers, so it can't be called inside `jit`.
        """
        radii = np.geomspace(1, 1e-12, 97)  # eight a decade
        sphere = _directions(self.point.size)
        steps = jnp.asarray(radii[:, None, None] * sphere, self.point.dtype)
        errors = np.asarray(self.error(steps.reshape(-1, self.point.size))).reshape(len(radii), -1).max(axis=1)
        return _slope(radii, errors, floor=self._rounding(radii))

    def _rounding(self, radii):
        """Errors below this may be rounding: of f's value, of a + h, which J carries over to f, and of J h."""
        carried = jnp.linalg.norm(jnp.abs(self.jacobian) @ jnp.abs(self.point))
        size = jnp.linalg.norm(self.value) + carried + jnp.linalg.norm(self.jacobian) * radii
        return 1e3 * np.asarray(jnp.finfo(self.point.dtype).eps * size)


def _directions(n):
    """Unit vectors, the same ones each time: along the axes both ways, and 32 in no special position."""
    loose = np.random.default_rng(0).standard_normal((32, n))
    axes = np.concatenate([np.eye(n), -np.eye(n)]) if n <= 16 else np.empty((0, n))
    return np.concatenate([axes, loose / np.linalg.norm(loose, axis=1, keepdims=True)])


def _slope(radii, errors, floor):
    """The least-squares slope of log error against log radius, over the smallest radii whose error is above `floor`."""
    heard = np.isfinite(errors) & (errors > floor)
    first_lost = len(radii) if heard.all() else int(np.argmin(heard))
    last = slice(max(0, first_lost - 17), first_lost)
    if first_lost < 5:
        return float("inf")
    return float(np.polyfit(np.log(radii[last]), np.log(errors[last]), 1)[0])


def linearize(f: Callable, a: Vector) -> Linearization:
    """The best affine approximation of f at a: its value, its Jacobian, and how fast its error shrinks.

    Raises as `jacobian` does, and ValueError where f or its Jacobian is not finite at a, so has no linearization.
    Inside `jit` numbers aren't known, and NaN goes through.

    Source: Spivak, Calculus on Manifolds, chapter 2 (the definition of differentiability).

    >>> import jax.numpy as jnp
    >>> tangent = linearize(lambda x: jnp.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]]), [1.0, 0.5])
    >>> tangent([1.1, 0.5])
    Array([0.95, 1.1 ], dtype=float64)
    >>> round(tangent.order(), 3)
    2.0
    """
    J = jacobian(f)(a)
    a = checks.vector(a, "a")
    value = jnp.atleast_1d(f(a))
    if checks.is_concrete(value, J) and not (np.isfinite(value).all() and np.isfinite(J).all()):
        raise ValueError(
            f"f must be differentiable at a; got f(a) = {np.asarray(value)} and J_f(a) = {np.asarray(J).tolist()}. "
            "Choose a point inside its domain."
        )
    return Linearization(f, a, value, J)
