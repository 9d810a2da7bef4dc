"""Partial derivatives held against the slopes on either side: where these differ there is none, whatever JAX gives."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from jaclib.jacobian import jacobian
from jaclib.programs.field import fields

# powers of the rounding unit u: with 64 bits the steps NEAR and FAR are 9e-8 and 7e-4 of the coordinate. Smaller ones
# tell what is steep from what jumps, and larger ones find a kink that rounding hides.
POWERS = np.array([0.9, 0.75, 0.6, 0.45, 0.2, 0.15, 0.1])
NEAR, FAR = 3, 4
AT_ZERO = 1e-12  # so small a coordinate has no size of its own: steps are taken beside 1
ROUNDING = 1e3  # units in the last place that a difference may be off by
SHRINKS = 0.5  # of a gap, at most, is left with the smaller step where f is smooth: 1e-4 of it, and of |x|^1.1's 0.4
VANISHES = 0.05  # of the slope with the larger step, at most: then it goes to 0
AGREES = 0.1  # of the gap, or of the derivative, at most is left at a step that is small enough
SLOW = 5e-4  # a power of the step at least, with which a gap goes to 0: of |x|^1.05's, 0.05
STEADY = 0.01  # of that power, at most, it is off by from step to step
SETTLED = 0.2  # by so much, at most, the slopes with both steps differ where they have a limit
TURNS = np.linspace(0, 2 * np.pi, 16, endpoint=False) + np.pi / 16
ASLANT = np.stack([np.cos(TURNS), np.sin(TURNS)], axis=1)  # directions of the plane, none of them along an axis


class Partials(NamedTuple):
    """The partial derivatives ∂f_i/∂x_j at a point, in row i and column j, as far as they are known."""

    jacobian: Float[Array, "m n"]  # NaN where there is no partial derivative
    left: Float[Array, "m n"]  # the slope on the side of smaller x_j, NaN where it has no limit
    right: Float[Array, "m n"]
    jumps: Bool[Array, "m n"]  # f_i isn't even continuous along x_j


class Derivative(NamedTuple):
    """The derivative at a point of the plane, as far as it is known."""

    jacobian: Float[np.ndarray, "m 2"]  # NaN where there is no partial derivative, infinite where its formula is
    fits: bool  # whether all of them exist, and f(a) + J h is f(a + h) for small h whichever way h points


def partials(f: Callable, a: Float[Array, " n"], value: Float[Array, " m"] | None = None) -> Partials:
    """The partial derivatives of f at a, with NaN where there is none. Traces.

    The slopes on either side of a, along each axis, are taken with two steps. The gap between them shrinks with the
    step where f is smooth, and stays where it has a kink. Where f is steep, still smaller steps lead to what the
    formula gives, from both sides; where rounding hides a kink, larger ones show it. Where the derivative's formula
    has no value, and the slopes of both sides agree, they are the derivative: |x|³ has one at 0, written as √(x²)³ as
    well. Where f is defined on one side alone, what the formula gives is left as it is. `value` is f(a), where f
    itself can't say.

    >>> found = partials(lambda x: jnp.stack([jnp.abs(x[0]), x[1] ** 2]), jnp.array([0.0, 1.0]))
    >>> found.jacobian.tolist(), float(found.left[0, 0].round(9)), float(found.right[0, 0].round(9))
    ([[nan, 0.0], [0.0, 2.0]], -1.0, 1.0)
    """
    here = jnp.atleast_1d(f(a)) if value is None else value
    return partials_from(a, here, jacobian(f)(a), jax.vmap(lambda x: jnp.atleast_1d(f(x)))(beside(a)))


def with_partials(f: Callable, a: Float[np.ndarray, " n"], **places) -> tuple:
    """Give f(a), its `partials` there, and by their names the field of f at other places, all by one call of `field`.

    For a picture: it compiles f no second time. Not for use inside `jit`.

    >>> value, found, fields = with_partials(jnp.abs, np.array([0.0, 1.0]), there=np.array([[2.0, 3.0]]))
    >>> value.tolist(), found.jacobian.tolist(), fields["there"][0].tolist()
    ([0.0, 1.0], [[nan, 0.0], [0.0, 1.0]], [[2.0, 3.0]])
    """
    found = fields(f, {"a": a, "beside": beside(a)} | places)
    (value, J), sides = found.pop("a"), found.pop("beside")
    return value, jax.tree.map(np.asarray, partials_from(a, value, J, *sides)), found


@jax.jit  # compiled once for all functions
def beside(a: Float[Array, " n"]) -> Float[Array, "k n"]:
    """The points on both sides of a, along each axis, at which `partials` looks."""
    return a + jnp.concatenate([sign * jnp.diag(step) for sign in (-1, 1) for step in _steps(a)])


@jax.jit
def partials_from(
    a, here: Float[Array, " m"], formula: Float[Array, "m n"], values: Float[Array, "k m"], around=None
) -> Partials:
    """Give the `partials` of f, from f and J_f at a and from the values of f `beside` a. Traces, and calls nothing.

    With the Jacobians there, `around` `(k, m, n)`, it is also told where the formula is wrong at a alone: at a crease
    JAX follows a convention, by which max(x, −x) − |x|, which is 0, has the slope −1 at 0.
    """
    steps = _steps(a)
    left, right, size = _slopes(a, here, values, steps)
    u = unit(here, values)
    noise = _rounding(u * size)[:, None] / steps[:, None] + ROUNDING * u[:, None] * (jnp.abs(left) + jnp.abs(right))
    gap, off = jnp.abs(right - left), jnp.maximum(jnp.abs(left - formula), jnp.abs(right - formula)) + noise
    falls, hidden = _falls(gap, noise), _hidden(gap, noise)
    stays = (gap[NEAR] > noise[NEAR]) & (gap[NEAR] > SHRINKS * gap[FAR])
    shrinks = ((gap + noise)[:NEAR] <= SHRINKS * gap[NEAR]) | (off[:NEAR] <= AGREES * gap[NEAR])
    kinked = hidden | (stays & ~falls & ~shrinks.any(axis=0))
    jumps = _jumps(left, formula, noise, steps) | _jumps(right, formula, noise, steps)
    jumps &= ~(off[:NEAR] <= AGREES * jnp.abs(formula)).any(axis=0)
    below_rounding = hidden | (stays & (noise[NEAR] > STEADY * gap[NEAR]))
    sides = [jnp.where(below_rounding, slopes[FAR], _limit(slopes, noise)) for slopes in (left, right)]
    if around is not None:
        formula = _unconventional(left, right, formula, noise, around)
    found = jnp.where(jnp.isfinite(formula), formula, _by_slopes(sum(sides) / 2, left + right, gap, falls, stays))
    defined = jnp.isfinite(here)[:, None] & ~kinked & ~jumps
    return Partials(jnp.where(defined, found, jnp.nan), sides[0], sides[1], jumps)


def unit(here, values) -> Float[Array, " m"]:
    """The rounding unit of each f_i: that of single precision where all values are numbers of single precision.

    Steps between a few values, or whole ones, as of the floor of x, are such numbers and are exact.
    """
    seen = jnp.sort(jnp.concatenate([values, here[None]]), axis=0)
    short = ((seen.astype(jnp.float32) == seen) | ~jnp.isfinite(seen)).all(axis=0)
    several = (seen[1:] > seen[:-1]).sum(axis=0) > 2
    whole = ((seen == jnp.round(seen)) | ~jnp.isfinite(seen)).all(axis=0)
    own = jnp.finfo(seen.dtype).eps
    return jnp.where(short & several & ~whole, max(own, jnp.finfo(jnp.float32).eps), own)


@jax.jit  # compiled once for all functions
def all_round(a: Float[Array, " 2"]) -> Float[Array, "k 2"]:
    """The points `beside` a, and others aslant, at which `derivative` looks."""
    return jnp.concatenate([beside(a), *(a + step * ASLANT for step in _steps(a)[: FAR + 1])])


def derivative(a, here: Float[np.ndarray, " m"], formula: Float[np.ndarray, "m 2"], values, around=None) -> Derivative:
    """The derivative at a, from f and J_f there and from the values of f `all_round` a, `(k, m)`; calls nothing.

    `around` are the Jacobians there, as in `partials_from`.
    Partial derivatives may all exist where f has no derivative, as at 0 of √|x y|, which rises between the axes.

    >>> f = lambda x: np.stack([np.sqrt(np.abs(x[..., 0] * x[..., 1])), x[..., 1]], axis=-1)
    >>> found = derivative(np.zeros(2), np.zeros(2), np.array([[np.nan, np.nan], [0, 1]]), f(all_round(np.zeros(2))))
    >>> found.jacobian.tolist(), found.fits
    ([[0.0, 0.0], [0.0, 1.0]], False)
    """
    _, J, fitting = derivative_from(a, here, formula, values, around)
    return Derivative(np.asarray(J), bool(fitting))


@jax.jit
def derivative_from(a, here, formula, values, around=None) -> tuple[Partials, Array, Array]:
    """Give the `partials`, and the parts of the `derivative`, from the same. Traces."""
    count = 2 * len(POWERS) * len(a)
    found = partials_from(a, here, formula, values[:count], None if around is None else around[:count])
    J = _or_infinite(found.jacobian, formula)
    return found, J, fits(a, here, J, values[count:])


@jax.jit
def partials_or_infinite(a, here, formula, values, around=None) -> Float[Array, "m n"]:
    """Give the same partial derivatives, NaN where there is none, but infinite where the formula is. Traces."""
    return _or_infinite(partials_from(a, here, formula, values, around).jacobian, formula)


def _or_infinite(J, formula):
    return jnp.where(jnp.isfinite(formula) | jnp.isfinite(J), J, formula)


@jax.jit
def fits(a, here: Float[Array, " m"], J: Float[Array, "m 2"], values: Float[Array, "k m"], off=0) -> Bool[Array, ""]:
    """Whether all of J is known, and what it misses shrinks faster than the step, or is rounding, in each direction.

    The values are those of f aslant, the last of `all_round` a; they may be `off` by more than their own rounding.
    Where f is undefined nothing is held against J. Traces.
    """
    steps, h = _steps(a)[: FAR + 1, None], all_round(a)[-len(values) :] - a
    missed = jnp.abs(values - here - h @ J.T).reshape(len(steps), len(ASLANT), -1)
    size = jnp.maximum(jnp.abs(here), jnp.abs(J) @ jnp.maximum(jnp.abs(a), steps[NEAR, 0]))
    noise = (_rounding(unit(here, values) * size) + off) / steps.max(axis=2, keepdims=True)
    rates = missed / steps.max(axis=2, keepdims=True)
    stays = (rates[NEAR] > noise[NEAR]) & (rates[NEAR] > SHRINKS * rates[FAR])
    closer = (rates[:NEAR] + noise[:NEAR] <= AGREES * rates[NEAR]).any(axis=0)
    return jnp.isfinite(J).all() & ~(stays & ~closer & ~_falls(rates, noise)).any()


def _rounding(last_place):
    """Bound the error of a difference; XLA takes numbers for 0 that are too small to have all their figures."""
    return ROUNDING * last_place + 4 * jnp.finfo(last_place.dtype).tiny


def _steps(a):
    scale = jnp.where(jnp.abs(a) > AT_ZERO, jnp.abs(a), 1.0)
    return jnp.stack([scale * jnp.finfo(a.dtype).eps ** power for power in POWERS])


@jax.jit
def _falls(gap, noise):
    """Whether what is left at a step goes to 0 with it, however slowly: like the same power over three steps."""
    apart = (POWERS[:FAR] - POWERS[1 : FAR + 1]).reshape(-1, *[1] * (gap.ndim - 1))
    powers = jnp.log(gap[1 : FAR + 1] / gap[:FAR]) / (-apart * jnp.log(jnp.finfo(gap.dtype).eps))
    steady = jnp.abs(powers[1:] - powers[:-1]) <= STEADY * powers[1:]
    above_rounding = noise[: FAR - 1] <= STEADY * gap[: FAR - 1]
    return (steady & above_rounding & (powers[1:] > SLOW)).any(axis=0)


def _hidden(gap, noise):
    """Whether the gap is rounding at the nearer place, and one and the same at all those farther off."""
    below_rounding = (gap[NEAR] <= noise[NEAR]) & (noise[NEAR] > SHRINKS * gap[FAR])
    same = (gap[FAR:] > noise[FAR:]) & (jnp.abs(gap[FAR:] - gap[FAR]) <= AGREES * gap[FAR])
    return below_rounding & same.all(axis=0)


def _unconventional(left, right, formula, noise, around):
    """What the formula should give at a: another value if it is wrong there alone, and beside a gives the slopes."""
    around_it = jnp.einsum("skjij->skij", around.reshape(2, len(left), formula.shape[1], *formula.shape))
    slopes, beside_it, nearest = jnp.stack([left, right])[:, NEAR], around_it[:, NEAR], around_it[:, 0].mean(axis=0)
    off = jnp.abs(formula - slopes)  # of a bent f, the slopes differ by little beside it
    close = noise[NEAR] + STEADY * jnp.maximum(jnp.abs(slopes), off).max(axis=0)
    one = (jnp.abs(slopes[0] - slopes[1]) <= close) & (jnp.abs(beside_it - slopes) <= close).all(axis=0)
    nearer = jnp.abs(formula - jnp.stack([left, right])[:, :NEAR]) + noise[:NEAR] <= AGREES * jnp.abs(formula)
    steep = nearer.all(axis=0).any(axis=0)  # smaller steps lead to what the formula gives
    mended = jnp.where(jnp.abs(nearest - slopes.mean(axis=0)) <= close, nearest, slopes.mean(axis=0))  # to all figures
    return jnp.where(one & ~steep & (off > close + AGREES * jnp.abs(formula)).all(axis=0), mended, formula)


def _by_slopes(mean, both, gap, falls, stays):
    """The derivative: what the slopes on both sides go to, or half their sum if it stays while the gap falls."""
    middle = jnp.where(falls & (jnp.abs(both[NEAR] - both[FAR]) <= STEADY * gap[NEAR]), both[NEAR] / 2, jnp.nan)
    return jnp.where((falls & stays) | ~jnp.isfinite(mean), middle, mean)


def _slopes(a, here, values, steps):
    """The slopes with all steps, (k, m, n) on the left and on the right, and how large the terms of each f_i are."""
    differences = (values - here).reshape(2, len(steps), a.size, -1).swapaxes(2, 3)
    slopes = differences / jnp.stack([-steps, steps])[:, :, None]
    near = slopes[:, NEAR]
    moved = jnp.where(jnp.isfinite(near), jnp.abs(near) * jnp.maximum(jnp.abs(a), steps[NEAR]), 0.0)
    return *slopes, jnp.maximum(jnp.abs(here), moved.max(axis=(0, 2)))


def _jumps(slopes, formula, noise, steps):
    """Whether the step up to the nearer place is as high as to the farther one, and not as the formula says."""
    rise = jnp.abs(slopes) * steps[:, None]
    unexpected = ~(jnp.abs(slopes[NEAR] - formula) <= jnp.abs(slopes[NEAR]) / 2)
    return (jnp.abs(slopes[NEAR]) > noise[NEAR]) & (rise[NEAR] > SHRINKS * rise[FAR]) & unexpected


def _limit(slopes, noise):
    """The limit of the slopes as the step goes to 0, NaN where they don't settle; 0 where they vanish."""
    near, far = slopes[NEAR], slopes[FAR]
    vanishes = (jnp.abs(near) <= jnp.maximum(VANISHES * jnp.abs(far), noise[NEAR])) & jnp.isfinite(near)
    settled = jnp.abs(near - far) <= SETTLED * jnp.abs(near)
    return jnp.where(vanishes, 0.0, jnp.where(settled, near, jnp.nan))
