"""The Hessian as the derivative of the gradient, held against gradients all round: where these differ there is none."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from jaclib.evidence.judge import numpy_of
from jaclib.evidence.kink import AGREES, NEAR, POWERS, Partials, all_round, beside, fits, partials_from
from jaclib.programs.jets import Jet

# of a step: so far to both sides of an axis it is seen what a crease along that axis hides on it
ASIDE = np.array([1 / 16, 1 / 4096])
FAINT = 1e-7  # of the largest entry of H, at most, is missed by rounding alone, as where 1 − cos has lost its figures


class Second(NamedTuple):
    """The derivatives of F at a point of the plane, as far as they are known."""

    slopes: Partials  # of F, in one row
    second: Partials  # of ∇F: what its slopes along the axes say by themselves
    hessian: Float[Array, "2 2"]  # all NaN where ∇F has no derivative, though its slopes settle
    creased: Bool[Array, ""]  # whether a slope that is missing is that of a derivative that isn't there beside a


@jax.jit  # compiled once for all functions
def places(a: Float[Array, " 2"]) -> Float[Array, "k 2"]:
    """The points at which `second` looks: all round a, and on both sides of each axis through it."""
    across = beside(a) + jnp.stack([_aside(a), -_aside(a)], axis=1)
    return jnp.concatenate([all_round(a), across.reshape(-1, 2)])


@jax.jit
def second(a: Float[Array, " 2"], here: Jet, there: Jet) -> Second:
    """The derivatives of F at a, from its jets there and at `places(a)`. Traces, and calls nothing.

    Along an axis the gradient is taken from both sides of it: on it JAX may follow a convention, as for |x y|, where
    F has no gradient. Whether ∇F is near a what H says is seen also aslant.

    >>> from jaclib.programs.jets import jets
    >>> F, a = lambda p: abs(p[0] * p[1]) + p[0] ** 2, np.zeros(2)
    >>> jet = jets(F, np.concatenate([a[None], places(a)]))
    >>> second(a, Jet(*(each[0] for each in jet)), Jet(*(each[1:] for each in jet))).hessian.tolist()
    [[nan, nan], [nan, nan]]
    """
    count = 2 * len(POWERS) * 2
    pairs = Jet(*(each[-4 * count :].reshape(2, 2, count, *each.shape[1:]) for each in there))
    gradients, hessians = map(_between, there[1:], pairs[1:])
    slopes = partials_from(a, here.value[None], here.gradient[None], there.value[:count, None], gradients[:count, None])
    gradient = slopes.jacobian[0]
    found = partials_from(a, gradient, here.hessian, gradients[:count], hessians[:count])
    H, near = found.jacobian, Jet(*(each[1] for each in pairs))
    creased = (jnp.isnan(H) & _creased(a, gradient, near)).any()
    off = FAINT * jnp.abs(H).max() * jnp.abs(_near(beside(a) - a)).max()
    lost = creased | (jnp.isfinite(H).all() & ~fits(a, gradient, H, gradients[count:], off))
    return Second(slopes, found, jnp.where(lost, jnp.nan, H), creased)


@np.errstate(invalid="ignore")
def as_mended(nudged, formula, mended):
    """Derivatives at nudged points, with what was mended at a itself where their formula still follows the convention.

    So that it isn't taken for what they waver by. Traces.

    >>> as_mended(np.array([[0.0], [2.0], [0.5]]), np.array([0.0]), np.array([2.0])).tolist()
    [[2.0], [2.0], [2.5]]
    """
    xp, off = numpy_of(nudged, formula, mended), mended - formula
    as_before = xp.abs(nudged - formula) < xp.abs(nudged - mended)
    return xp.where(as_before & xp.isfinite(off), nudged + off, nudged)


def _aside(a) -> jnp.ndarray:
    """The steps from each point `beside` a across the axis that it is on, `(2, k, 2)`."""
    steps = jnp.abs(beside(a) - a).reshape(-1, 2, 2)
    return jnp.asarray(ASIDE)[:, None, None] * steps[:, ::-1].reshape(-1, 2)


def _between(found, pairs) -> jnp.ndarray:
    """Give all round a, on an axis the mean of both sides, unless both tend to what was found or have no mean."""
    far, near = pairs.mean(axis=1)
    on_axes, aslant = jnp.split(found[: len(found) - 4 * len(near)], [len(near)])
    tends = jnp.abs(on_axes - near) <= jnp.abs(on_axes - far) / 2
    return jnp.concatenate([jnp.where(tends | ~jnp.isfinite(near), on_axes, near), aslant])


def _near(each):
    """Pick, of what is known beside a, what is at the nearer step: on both sides, along each axis."""
    return each.reshape(2, len(POWERS), 2, *each.shape[1:])[:, NEAR]


def _creased(a, gradient, sides) -> jnp.ndarray:
    """Whether ∂F/∂x_i, in row i, jumps across axis j, so that it has no derivative along that axis."""
    jump, moved = _near(sides.gradient[0] - sides.gradient[1]), _near(sides.gradient.mean(axis=0) - gradient)
    smooth = _near(2 * jnp.einsum("kij,kj->ki", sides.hessian.mean(axis=0), _aside(a)[1]))
    return (jnp.abs(jump - smooth) > AGREES * jnp.abs(moved)).any(axis=0).T
