"""Partial derivatives held against the slopes on either side: where these differ there is none, whatever JAX gives."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from jaclib.field import fields
from jaclib.jacobian import jacobian

NEAR, FAR = 0.45, 0.2  # powers of the rounding unit u: steps of 9e-8 and 7e-4 of the coordinate, with 64 bits
AT_ZERO = 1e-12  # so small a coordinate has no size of its own: steps are taken beside 1
ROUNDING = 1e3  # units in the last place that a difference may be off by
SHRINKS = 0.5  # of a gap, at most, is left with the smaller step where f is smooth: 1e-4 of it, and of |x|^1.1's 0.4
VANISHES = 0.05  # of the slope with the larger step, at most: then it goes to 0
SETTLED = 0.2  # by so much, at most, the slopes with both steps differ where they have a limit
TURNS = np.linspace(0, 2 * np.pi, 16, endpoint=False) + np.pi / 16
ASLANT = np.stack([np.cos(TURNS), np.sin(TURNS)], axis=1)  # directions of the plane, none of them along an axis


class Partials(NamedTuple):
    """What is known of ∂f_i/∂x_j at a point, in row i and column j."""

    jacobian: Float[Array, "m n"]  # NaN where there is no partial derivative
    left: Float[Array, "m n"]  # the slope on the side of smaller x_j, NaN where it has no limit
    right: Float[Array, "m n"]
    jumps: Bool[Array, "m n"]  # f_i isn't even continuous along x_j


class Derivative(NamedTuple):
    """What is known of the derivative at a point of the plane."""

    jacobian: Float[np.ndarray, "m 2"]  # NaN where there is no partial derivative, infinite where its formula is
    fits: bool  # whether all of them exist, and f(a) + J h is f(a + h) for small h whichever way h points


def partials(f: Callable, a: Float[Array, " n"], value: Float[Array, " m"] | None = None) -> Partials:
    """The partial derivatives of f at a, with NaN where there is none. Traces.

    The slopes on either side of a, along each axis, are taken with two steps. The gap between them shrinks with the
    step where f is smooth, and stays where it has a kink. Where the derivative's formula has no value, and the slopes
    of both sides agree, they are the derivative: |x|³ has one at 0, written as √(x²)³ as well. Where f is defined on
    one side alone, what the formula gives is left as it is. `value` is f(a), where f itself can't say.

    >>> found = partials(lambda x: jnp.stack([jnp.abs(x[0]), x[1] ** 2]), jnp.array([0.0, 1.0]))
    >>> found.jacobian.tolist(), float(found.left[0, 0].round(9)), float(found.right[0, 0].round(9))
    ([[nan, 0.0], [0.0, 2.0]], -1.0, 1.0)
    """
    here = jnp.atleast_1d(f(a)) if value is None else value
    return told(a, here, jacobian(f)(a), jax.vmap(lambda x: jnp.atleast_1d(f(x)))(beside(a)))


def asked(f: Callable, a: Float[np.ndarray, " n"], **places) -> tuple:
    """f(a), what `partials` tells there, and by their names the field of f at other places, all by one call of `field`.

    For a picture: it compiles f no second time. Not for use inside `jit`.

    >>> value, found, fields = asked(lambda x: jnp.abs(x), np.array([0.0, 1.0]), there=np.array([[2.0, 3.0]]))
    >>> value.tolist(), found.jacobian.tolist(), fields["there"][0].tolist()
    ([0.0, 1.0], [[nan, 0.0], [0.0, 1.0]], [[2.0, 3.0]])
    """
    found = fields(f, {"a": a, "beside": beside(a)} | places)
    (value, J), (values, _) = found.pop("a"), found.pop("beside")
    return value, jax.device_get(told(a, value, J, values)), found


@jax.jit  # compiled once for all functions
def beside(a: Float[Array, " n"]) -> Float[Array, "4n n"]:
    """The points on both sides of a, along each axis, at which `partials` looks."""
    return a + jnp.concatenate([sign * jnp.diag(step) for sign in (-1, 1) for step in _steps(a)])


@jax.jit
def told(a, here: Float[Array, " m"], formula: Float[Array, "m n"], values: Float[Array, "4n m"]) -> Partials:
    """What `partials` tells, of f and J_f at a and of the values of f `beside` a. Traces, and calls nothing."""
    steps = _steps(a)
    left, right, size = _slopes(a, here, values, steps)
    noise = ROUNDING * jnp.finfo(a.dtype).eps * size[:, None] / steps[:, None]
    gap = jnp.abs(right - left)
    kinked = (gap[0] > noise[0]) & (gap[0] > SHRINKS * gap[1])
    jumps = _jumps(left, formula, noise, steps) | _jumps(right, formula, noise, steps)
    left, right = (_limit(slopes, noise[0]) for slopes in (left, right))
    by_formula = jnp.where(kinked | jumps, jnp.nan, formula)
    by_slopes = jnp.where(kinked | jumps, jnp.nan, (left + right) / 2)
    found = jnp.where(jnp.isfinite(formula), by_formula, by_slopes)
    return Partials(jnp.where(jnp.isfinite(here)[:, None], found, jnp.nan), left, right, jumps)


@jax.jit  # compiled once for all functions
def all_round(a: Float[Array, " 2"]) -> Float[Array, "40 2"]:
    """The points `beside` a, and others aslant, at which `derivative` looks."""
    return jnp.concatenate([beside(a), *(a + step * ASLANT for step in _steps(a))])


def derivative(a, here: Float[np.ndarray, " m"], formula: Float[np.ndarray, "m 2"], values) -> Derivative:
    """The derivative at a, from f and J_f there and from the values of f `all_round` a, `(40, m)`; calls nothing.

    Partial derivatives may all exist where f has no derivative, as at 0 of √|x y|, which rises between the axes.

    >>> f = lambda x: np.stack([np.sqrt(np.abs(x[..., 0] * x[..., 1])), x[..., 1]], axis=-1)
    >>> found = derivative(np.zeros(2), np.zeros(2), np.array([[np.nan, np.nan], [0, 1]]), f(all_round(np.zeros(2))))
    >>> found.jacobian.tolist(), found.fits
    ([[0.0, 0.0], [0.0, 1.0]], False)
    """
    points, count = np.asarray(all_round(a)), 8
    J = as_told(a, here, formula, values[:count])
    return Derivative(J, bool(np.isfinite(J).all()) and _fits(a, here, J, points[count:] - a, values[count:]))


def as_told(a, here, formula, values) -> Float[np.ndarray, "m n"]:
    """The partial derivatives that are `told`: NaN where there is none, but infinite where the formula for them is."""
    J = np.asarray(told(a, here, formula, values).jacobian)
    return np.where(np.isfinite(formula) | np.isfinite(J), J, formula)


@np.errstate(invalid="ignore")  # where f is undefined nothing is held against J
def _fits(a, here, J, h, values) -> bool:
    """Whether what J misses shrinks faster than the step, or is rounding, in each of the directions aslant."""
    near, far = np.abs(values - here - h @ J.T).reshape(2, len(ASLANT), -1)
    size = np.maximum(np.abs(here), np.abs(J) @ np.maximum(np.abs(a), np.abs(h[0])))
    noise = ROUNDING * np.finfo(a.dtype).eps * size
    shorter = np.finfo(a.dtype).eps ** (NEAR - FAR)
    return not ((near > noise) & (near > SHRINKS * shorter * far)).any()


def _steps(a):
    scale = jnp.where(jnp.abs(a) > AT_ZERO, jnp.abs(a), 1.0)
    return jnp.stack([scale * jnp.finfo(a.dtype).eps ** power for power in (NEAR, FAR)])


def _slopes(a, here, values, steps):
    """The slopes with both steps, (2, m, n) on the left and on the right, and how large the terms of each f_i are."""
    differences = (values - here).reshape(2, 2, a.size, -1).swapaxes(2, 3)
    slopes = differences / jnp.stack([-steps, steps])[:, :, None]
    moved = jnp.where(jnp.isfinite(slopes[:, 0]), jnp.abs(slopes[:, 0]) * jnp.maximum(jnp.abs(a), steps[0]), 0.0)
    return *slopes, jnp.maximum(jnp.abs(here), moved.max(axis=(0, 2)))


def _jumps(slopes, formula, noise, steps):
    """Whether the step up to the nearer place is as high as to the farther one, and not as the formula says."""
    rise = jnp.abs(slopes) * steps[:, None]
    unexpected = ~(jnp.abs(slopes[0] - formula) <= jnp.abs(slopes[0]) / 2)
    return (jnp.abs(slopes[0]) > noise[0]) & (rise[0] > SHRINKS * rise[1]) & unexpected


def _limit(slopes, noise):
    """What the slopes go to as the step does, NaN where they don't settle; 0 where they vanish."""
    near, far = slopes
    vanishes = jnp.abs(near) <= jnp.maximum(VANISHES * jnp.abs(far), noise)
    settled = jnp.abs(near - far) <= SETTLED * jnp.abs(near)
    return jnp.where(vanishes, 0.0, jnp.where(settled, near, jnp.nan))
