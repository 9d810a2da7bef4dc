"""Equations solved by their Jacobian: Newton's method, and the derivative of what an equation defines."""

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from jaclib import checks
from jaclib.checks import Vector
from jaclib.jacobian import jacobian
from jaclib.linearization import length

HALVINGS = 24  # of a step that doesn't bring f(x) nearer to y


@jax.tree_util.register_dataclass
@dataclass(frozen=True, eq=False)
class Newton:
    """The way of a Newton solve. `iterates` has shape (limit + 1, n): the start first; the last is repeated to the end.

    `x` is the last; `steps` of them are new; `residual` is ‖f(x) − y‖; `converged` says whether x solves the equation,
    and `failure`, where it doesn't, why not.
    """

    iterates: Float[Array, "*batch limit n"]
    steps: Int[Array, "*batch"]
    residual: Float[Array, "*batch"]
    converged: Bool[Array, "*batch"]
    singular: Bool[Array, "*batch"]

    @property
    def x(self) -> Float[Array, "*batch n"]:
        return self.iterates[..., -1, :]  # also of a batch, as vmap returns it

    @property
    def failure(self) -> str | None:
        """Say in one sentence why it failed, or None. Needs numbers: not inside `jit`."""
        if self.converged:
            return None
        where = f"at {self.x.tolist()}, with a residual of {self.residual:.3g}"
        if self.singular:
            return f"The Jacobian has no inverse {where}: start elsewhere."
        if self.steps < len(self.iterates) - 1:
            return f"No step along Newton's direction comes nearer {where}: there may be no solution near this start."
        return f"Not there after {self.steps} steps, {where}: allow more steps or start nearer."


def newton(
    f: Callable, y: Vector, start: Vector, *, limit: int = 50, tolerance: float = 1e-12, damped: bool = True
) -> Newton:
    """Solves f(x) = y from `start` by x ← x − t J_f(x)⁻¹ (f(x) − y), and shows the way.

    t is 1 where that brings f(x) nearer to y, else the first of ½, ¼, … that does; without damping it is always 1. It
    stops when ‖f(x) − y‖ ≤ tolerance · (1 + ‖y‖), where J has no inverse, where no t helps, or after `limit` steps; the
    last three are no exception but `.converged` = False, so that it can be run under `vmap` from many starts.
    Raises ValueError if f(x), y and x don't have the same number of entries, and as `jacobian` does.

    Source: Nocedal & Wright, Numerical Optimization, 2nd ed. (2006), chapter 11.

    >>> import jax.numpy as jnp
    >>> way = newton(lambda x: x**2, [2.0], start=[1.0])
    >>> way.x, bool(way.converged), int(way.steps)
    (Array([1.41421356], dtype=float64), True, 5)
    """
    checks.function(f)
    start = checks.vector(start, "start")
    y = checks.vector(y, "y", start.size, " as start has: as many equations as unknowns")
    m = checks.outputs(f, start)
    if m != start.size:
        raise ValueError(f"f must give as many numbers as it takes; got {m} from {start.size}.")
    if not isinstance(limit, int) or limit < 1:
        raise ValueError(f"limit must be a whole number of at least 1; got {limit!r}.")
    if not tolerance > 0:
        raise ValueError(f"tolerance must be a positive number; got {tolerance!r}.")

    dtype = jnp.result_type(start, y)
    start, y = start.astype(dtype), y.astype(dtype)
    miss = lambda x: (jnp.atleast_1d(f(x)) - y).astype(dtype)  # noqa: E731
    near = tolerance * (1 + length(y))

    def step(state, _):
        x, active, singular = state
        here = miss(x)
        direction = -jnp.linalg.solve(jacobian(f)(x), here).astype(dtype)
        lost = ~jnp.isfinite(direction).all()
        tries = x + direction * 0.5 ** jnp.arange(HALVINGS, dtype=dtype)[:, None]
        gap, gaps = length(here), jax.vmap(lambda x: length(miss(x)))(tries)
        whole = jnp.isfinite(gaps) & (jnp.arange(HALVINGS) == 0)
        better = jnp.where(damped, gaps < gap, whole)  # False where f isn't finite
        moves = active & (gap > near) & better.any()
        x = jnp.where(moves, tries[jnp.argmax(better)], x)
        singular = singular | (active & lost & (gap > near))
        return (x, moves, singular), (x, moves)

    (x, _, singular), (way, moved) = jax.lax.scan(step, (start, jnp.array(True), jnp.array(False)), length=limit)
    residual = length(miss(x))
    return Newton(jnp.concatenate([start[None], way]), jnp.sum(moved), residual, residual <= near, singular)


def implicit_jacobian(F: Callable) -> Callable[..., Float[Array, "k n"]]:
    """The function (x, y) ↦ dy/dx = −F_y⁻¹ F_x, the Jacobian of the y(x) that F(x, y(x)) = 0 defines near (x, y).

    x has shape (n,), y and F(x, y) have shape (k,). Raises ValueError where (x, y) is off the curve by more than 1e-6
    of 1 + ‖(x, y)‖, F has a kink, or F_y has no inverse (a vertical tangent, a crossing, a double curve), so that the
    implicit function theorem promises nothing; and as `jacobian` does. Inside `jit` none of it is seen.

    Source: Spivak, Calculus on Manifolds, theorem 2-12.

    >>> import jax.numpy as jnp
    >>> circle = lambda x, y: x**2 + y**2 - 1
    >>> implicit_jacobian(circle)([0.6], [0.8])
    Array([[-0.75]], dtype=float64)
    """
    checks.function(F, "F")

    def at(x: Vector, y) -> Float[Array, "k n"]:
        x, y = checks.vector(x, "x"), checks.vector(y, "y")
        k = checks.outputs(F, x, y, name="F")
        if k != y.size:
            raise ValueError(f"F must give as many equations as y has entries; got {k} equations for {y.size}.")
        F_x, F_y = jacobian(lambda x: F(x, y))(x), jacobian(lambda y: F(x, y))(y)
        if checks.is_concrete(x, y, F_x, F_y):
            whole = lambda p: jnp.atleast_1d(F(p[: x.size], p[x.size :]))  # noqa: E731
            _require_slope(whole, jnp.concatenate([x, y]), np.hstack([F_x, F_y]), k)
        return -jnp.linalg.solve(F_y, F_x)

    return at


def _require_slope(F, point, J, k):
    """Refuses a point off the curve, or one where the theorem promises nothing. Multiples of F are judged alike."""
    value, sizes = np.asarray(F(point)), np.asarray(length(J, axis=1))
    # J h is what F changes by along h: so far off the curve is the point, and not as F's value has it
    if not (np.abs(value) <= 1e-6 * (1 + length(point)) * sizes).all():
        raise ValueError(f"(x, y) must solve F(x, y) = 0; got F(x, y) = {value}. Solve for y first: see newton.")
    if _kinked(F, point, sizes):
        raise ValueError("F must be differentiable at (x, y); it has a kink there, and y has no slope dy/dx.")
    scaled = J / np.where(sizes > 0, sizes, 1)[:, None]
    if _flat(F, point, sizes) or np.linalg.svd(scaled, compute_uv=False)[-1] < 1e-14:
        raise ValueError(
            "F_y must have an inverse at (x, y), and not even (F_x, F_y) has full rank: this is a singular point, as "
            "of a crossing, a cusp or a curve that F has twice. Take a factor of F that is 0 only once."
        )
    if not np.linalg.cond(scaled[:, -k:]) < 1e14:
        raise ValueError(
            "F_y must have an inverse at (x, y); it has none here: the tangent is vertical, and if y is a function of "
            "x near it, it has no slope dy/dx. Exchange x and y for dx/dy."
        )


def _kinked(F, point, sizes):
    """Whether F's slopes before and behind the point differ, no less so with an eighth of the step."""

    def bends(steps):
        moves = jnp.diag(jnp.asarray(steps, point.dtype))
        ahead, behind = (jax.vmap(F)(point + sign * moves) for sign in (1, -1))
        return np.abs(ahead - 2 * F(point) + behind) / steps[:, None]

    size, kinks = np.abs(np.asarray(point)), True
    with np.errstate(invalid="ignore"):
        for h in (1e-6 * (1 + size), 1e-6 * np.where(size, size, 1)):  # near the point, and also beside its size
            coarse, fine = bends(h), bends(h / 8)
            kinks &= (coarse > 1e-3 * sizes) & (fine > coarse / 2) & (sizes > 0)
    return np.any(kinks)


def _flat(F, point, sizes):
    """Whether a row of J is 0, or no larger than rounding the point makes it."""
    try:
        H = jacobian(lambda p: jacobian(F)(p).ravel())(point).reshape(len(sizes), -1)
    except (TypeError, ValueError):  # no second derivative to be had
        return not sizes.all()
    rounding = 64 * float(jnp.finfo(point.dtype).eps) * float(length(point))
    return (sizes <= rounding * np.asarray(length(H, axis=1))).any()
