"""The affine map that touches f at a point, and how fast the two part."""

from collections.abc import Callable
from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Scalar, Vector
from jaclib.jacobian import jacobian


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
            return length(self.function(x) - self(x))

        return jax.vmap(gap)(h) if h.ndim == 2 else gap(h)

    def order(self) -> float:
        """The slope of the largest error against |h| on log–log axes, over the last two decades above rounding.

        2 for a smooth map, 3 where its second derivative vanishes, 1 at a kink; inf where rounding is all there
        is, as for an affine map; nan where f isn't finite however near to a. |h| goes down from 1, or from where f is
        finite all round a, to 1e-12 of a or of 1. Needs numbers, so it can't be called inside `jit`.
        """
        sizes = np.abs(np.asarray(self.point, float))
        decades = 12 + max(0, int(np.ceil(-np.log10(sizes.min(where=sizes > 0, initial=1.0)))))
        radii = np.geomspace(1, 10.0**-decades, 8 * decades + 1)
        sphere = _directions(self.point.size)
        steps = jnp.asarray(radii[:, None, None] * sphere, self.point.dtype)
        errors = np.asarray(self.error(steps.reshape(-1, self.point.size))).reshape(len(radii), -1).max(axis=1)
        return _slope(radii, errors, floor=self._rounding(radii))

    def _rounding(self, radii):
        """Errors below this may be rounding: of f's value, of a + h, which J carries over to f, and of J h."""
        carried = length(jnp.abs(self.jacobian) @ jnp.abs(self.point))
        size = length(self.value) + carried + length(self.jacobian) * radii
        return 1e3 * np.asarray(jnp.finfo(self.point.dtype).eps * size)


def length(v, axis: int | None = None) -> Float[Array, "..."]:
    """‖v‖, of all entries or along an axis. By a power of 2 the largest entry is brought near 1 before it is squared.

    >>> [f"{length(size * jnp.array([3.0, 4.0])):.3g}" for size in (1e200, 1e-200)]
    ['5e+200', '5e-200']
    """
    v = jnp.asarray(v)
    _, power = jnp.frexp(jax.lax.stop_gradient(jnp.abs(v).max(axis=axis, keepdims=True)))
    return jnp.squeeze(jnp.ldexp(jnp.linalg.norm(jnp.ldexp(v, -power), axis=axis, keepdims=True), power), axis)


def _directions(n):
    """Unit vectors, the same ones each time: along the axes both ways, and 32 in no special position."""
    loose = np.random.default_rng(0).standard_normal((32, n))
    axes = np.concatenate([np.eye(n), -np.eye(n)]) if n <= 16 else np.empty((0, n))
    return np.concatenate([axes, loose / np.linalg.norm(loose, axis=1, keepdims=True)])


def _slope(radii, errors, floor):
    """The least-squares slope of log error against log radius, over the smallest radii whose error is above `floor`.

    Radii up to the last one where the error isn't finite are left out.
    """
    undefined = np.flatnonzero(~np.isfinite(errors))
    radii, errors, floor = (each[undefined[-1] + 1 if len(undefined) else 0 :] for each in (radii, errors, floor))
    if not len(errors):
        return float("nan")
    first_lost = int(np.argmin(np.append(errors > floor, False)))
    last = slice(max(0, first_lost - 17), first_lost)
    return float(loglog_slope(radii[last], errors[last])) if first_lost >= 5 else float("inf")


def loglog_slope(x, y, where=True):
    """The p of the law y = c xᵖ that fits best: the least-squares slope of log y against log x. Traces.

    Only the points `where` it is wanted count, at least two of them.

    >>> round(float(loglog_slope([1.0, 10.0, 100.0], [2.0, 200.0, 20000.0])), 6)
    2.0
    """
    xp = jnp if isinstance(y, jax.Array) else np
    x, y = np.log(x), xp.log(xp.where(where, y, 1.0))
    away = xp.where(where, x - xp.mean(x, where=where), 0.0)
    return away @ y / (away @ away)


def norm2(J):
    """‖J‖₂ of matrices with two rows, `(…, 2, n)`: their largest singular value, in closed form. Traces.

    By a power of 2 the entries are brought near 1 before they are squared.

    >>> [f"{norm2(size * np.diag([3.0, 4.0])):.3g}" for size in (1.0, 1e200, 1e-200)]
    ['4', '4e+200', '4e-200']
    """
    xp = jnp if isinstance(J, jax.Array) else np
    size = xp.abs(J).max(axis=(-2, -1))
    scale = xp.ldexp(1.0, xp.clip(xp.frexp(xp.where(xp.isfinite(size), size, 1.0))[1], -1000, 1000))
    J = J / scale[..., None, None]
    p, q, r = (xp.einsum("...i,...i", J[..., i, :], J[..., j, :]) for i, j in ((0, 0), (1, 1), (0, 1)))
    return scale * xp.sqrt((p + q + xp.sqrt((p - q) ** 2 + 4 * r**2)) / 2)


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
        came = f"f(a) = {np.asarray(value)} and J_f(a) = {np.asarray(J).tolist()}"
        raise ValueError(f"f must be differentiable at a; got {came}. Choose a point inside its domain.")
    return Linearization(f, a, value, J)
