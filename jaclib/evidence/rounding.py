"""Takes what is 0 up to rounding for 0, with one tolerance, that comes from the size of what was added up."""

import numpy as np

from jaclib.evidence.judge import NUDGE, ROUNDING, largest_in_determinant, numpy_of, terms

NUDGES = 6  # along each axis: as many as tell what wavers from what changes
NOISE = 8  # times what the derivative wavers by, at most, where it is 0
STILL = 4  # units in the last place, by which f moves at most where it doesn't


@np.errstate(invalid="ignore")  # where a point is infinite
def nudges(a, size=None, count: int = NUDGES):
    """The points to which the rounding of one coordinate of a, a million times as large, leads.

    `(…, n · count, n)` for points a `(…, n)`: so many along each axis, the last that far. The coordinates are
    rounded by their own size, or if a was itself worked out by that of what they are sums of.

    >>> nudges(np.array([2.0, -1.0]), count=1).tolist()
    [[2.000002, -1.0], [2.0, -1.000001]]
    """
    size, shares = a if size is None else size, np.arange(1, count + 1) / count
    steps = NUDGE * size[..., None, None, :] * (np.eye(a.shape[-1])[:, None] * shares[:, None])
    return (a[..., None, None, :] + steps).reshape(*a.shape[:-1], -1, a.shape[-1])


def cleared(nudges, *, value, jacobian, det=None, sigma=None) -> dict:
    """f(a), J_f(a), its determinant and its singular values, as they are given, with 0 for what is only rounding.

    `nudges` are f and J_f at the points of that name, of the same a. The least singular value is the determinant over
    the others, and 0 where that is: one that is small only beside them is what it is. Traces.

    >>> import jax.numpy as jnp
    >>> from jaclib.programs.field import fields
    >>> a, f = np.array([np.pi, 1.0]), lambda x: jnp.stack([jnp.sin(x[0]), x[1]])
    >>> found = fields(f, {"a": a, "nudged": nudges(a)})
    >>> cleared(found["nudged"], value=found["a"][0], jacobian=found["a"][1])["value"].tolist()
    [0.0, 1.0]
    """
    values, jacobians = nudges
    of_value, noise = terms(value, values), _of_noise(value, values, jacobians)
    of_J = numpy_of(jacobian, noise).fmax(terms(jacobian, jacobians), noise)
    found = {"value": without_rounding(value, of_value), "jacobian": without_rounding(jacobian, of_J)}
    if det is not None:
        found["det"] = without_rounding(det, largest_in_determinant(jacobian, of_J))
    if sigma is not None:
        found["sigma"] = without_rounding(sigma, _of_sigma(abs(sigma), jacobian, of_J))
    return found


@np.errstate(invalid="ignore")  # where f is undefined, or infinite, nothing is known
def _of_noise(value, values, jacobians):
    """Bound the terms that leave what J wavers by from nudge to nudge along one axis, where f stands still.

    Of x/|x| JAX gives the slope 1/|x| − x²/|x|³, which is 0 but for rounding, now above and now below.
    """
    n, xp = jacobians.shape[-1], numpy_of(value, values, jacobians)
    values, jacobians = (each.reshape(n, -1, *each.shape[1:]) for each in (values, jacobians))
    still = (xp.ptp(values, axis=1) <= STILL * np.finfo(float).eps * xp.abs(value)) & xp.isfinite(value)
    wavers = wavering(jacobians, axis=1).max(axis=1, initial=0)
    return NOISE / ROUNDING * xp.where(still[..., None], wavers, 0).max(axis=0)


def wavering(jacobians, axis: int):
    """Measure how J wavers from nudge to nudge, which follow each other along an axis: by its third differences.

    What is smooth has third differences of 10⁻¹⁸ of its terms there, and what is known exactly, as the slope 1 of
    x + 10¹⁶, has none.

    Source: Moré and Wild, Estimating computational noise, SIAM J. Sci. Comput. 33 (2011): a table of differences.
    """
    return abs(numpy_of(jacobians).diff(jacobians, 3, axis=axis))


@np.errstate(divide="ignore", invalid="ignore")  # where the others are 0, so is the least
def _of_sigma(sigma, jacobian, of_J):
    """Bound the terms that the singular values are the sums of."""
    xp = numpy_of(sigma, jacobian, of_J)
    least = np.arange(len(sigma)) == xp.argmin(sigma)
    of_least = largest_in_determinant(jacobian, of_J) / xp.prod(xp.where(least, 1.0, sigma))
    return xp.where(least, of_least, xp.linalg.norm(of_J))


def without_rounding(value, size):
    """The value with 0 for each entry that is no more than 1e-12 of the terms that it is the sum of, of that size.

    Where that size isn't known, as beside a pole, the entry stays as it is. Traces.

    >>> without_rounding([6e-17, 1e-9], 1.0).tolist(), without_rounding([1.0, np.inf], np.inf).tolist()
    ([0.0, 1e-09], [1.0, inf])
    """
    xp = numpy_of(value, size)
    value, size = xp.asarray(value), xp.asarray(size)
    return xp.where(xp.abs(value) <= ROUNDING * xp.where(xp.isfinite(size), size, 0.0), 0.0, value)
