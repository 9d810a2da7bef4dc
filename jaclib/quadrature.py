"""Integrals over a box from values at Gauss points, also of what has a kink or a jump: the mean of |det J|."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, ArrayLike, Float
from numpy.polynomial import legendre

# By dimension: panels along each side, Gauss points in each panel where det J is computed, and how finely each panel is
# cut to add up |det J|. det J is smooth, so a few points fix it; |det J| has a kink where the sign changes, and the
# error falls only with the square of the points. Those many points are interpolated, which is nearly free.
RULE = {1: (16, 10, 64), 2: (8, 10, 32), 3: (4, 8, 6)}
CAUGHT = 0.01  # of the largest det J, at most: so large are its terms of highest order in a panel where it is smooth
# By so much of a box its points are set off, in each direction by another: where they lie on a crease, as on the
# diagonal of max(x, y), JAX gives a convention for the derivative, and not that of a side.
OFF_CREASES = 1e-12 * np.array([0.7, -1.1, 1.3])


def midpoints(low: ArrayLike, high: ArrayLike, cuts: int) -> tuple[Float[Array, "k n"], Float[Array, ""]]:
    """Cut each side of a box into equal parts: the middles of the small boxes, in rows, and the volume of one of them.

    >>> midpoints([0.0, 0.0], [1.0, 4.0], 2)[0].tolist()
    [[0.25, 1.0], [0.25, 3.0], [0.75, 1.0], [0.75, 3.0]]
    """
    low, high = jnp.asarray(low), jnp.asarray(high)
    along = (jnp.arange(cuts) + 0.5) / cuts
    unit = jnp.stack(jnp.meshgrid(*[along] * low.size, indexing="ij"), axis=-1).reshape(-1, low.size)
    return low + (high - low) * unit, jnp.prod((high - low) / cuts)


def mean_size(field: Float[Array, "*grid"]) -> tuple[Float[Array, ""], Float[Array, " 2"]]:
    """The mean of |det J| over a box, from det J at all the Gauss points of its panels, and how much is rough. Traces.

    That is the share of the panels within which |det J|, and det J itself, jumps, as at a crease of f, or swings too
    fast to be caught there.
    """
    rule, largest = RULE[field.ndim], jnp.abs(field).max()
    means, rough = jax.lax.map(partial(_mean_size, rule, largest), _by_panel(field, rule[0]))
    return means.mean(), rough.mean(axis=0)


def _by_panel(field, panels):
    """The values panel by panel: (panels · order,) * n becomes (panelsⁿ, order, …, order)."""
    n = field.ndim
    split = field.reshape([part for side in field.shape for part in (panels, side // panels)])
    order = split.shape[1]
    return split.transpose([*range(0, 2 * n, 2), *range(1, 2 * n, 2)]).reshape(-1, *[order] * n)


def _mean_size(rule, largest, values):
    """The mean of |det J| over a panel: where det J keeps its sign that of det J, else from many finer points.

    But not where it changes its sign by a jump, as at a crease: there |det J| may be smooth itself.
    """
    _, order, cuts = rule
    finer = _interpolation(order, cuts)
    plain = gauss(1, order)[1]

    def mean(values, weights):
        for _ in range(values.ndim):
            values = weights @ values
        return values

    def of_kinked(values):
        for _ in range(values.ndim):  # each turn takes the first axis to the fine points and puts it last
            values = jnp.tensordot(values, finer, axes=(0, 1))
        return mean(jnp.abs(values), gauss(cuts, 4)[1])

    one_sign = jnp.all(values >= 0) | jnp.all(values <= 0)
    caught, of_sizes = (_of_highest_order(each, order) <= CAUGHT * largest for each in (values, jnp.abs(values)))
    found = jax.lax.cond(one_sign | ~caught, lambda values: mean(jnp.abs(values), plain), of_kinked, values)
    return found, jnp.stack([~caught & ~of_sizes, ~caught])


def _of_highest_order(values, order):
    """Measure the terms of the last two orders in the polynomial through the values at a panel's nodes."""
    terms = values
    for _ in range(values.ndim):
        terms = jnp.tensordot(terms, _to_coefficients(order), axes=(0, 1))
    high = np.sum(np.meshgrid(*[np.arange(order) >= order - 2] * values.ndim, indexing="ij"), axis=0) > 0
    return jnp.where(high, jnp.abs(terms), 0.0).max()


def gauss(panels, order):
    """Nodes in (−½, ½) and weights that add up to 1: Gauss–Legendre on each panel."""
    nodes, weights = legendre.leggauss(order)
    starts = np.arange(panels)[:, None]
    return ((starts + (nodes + 1) / 2) / panels - 0.5).ravel(), np.tile(weights / 2 / panels, panels)


def _interpolation(order, cuts):
    """The matrix that takes values at the nodes of a panel to its fine points."""
    return legendre.legvander(2 * gauss(cuts, 4)[0], order - 1) @ _to_coefficients(order)


def _to_coefficients(order):
    """The matrix that takes values at the nodes of a panel to the Legendre coefficients of a polynomial."""
    return np.linalg.inv(legendre.legvander(legendre.leggauss(order)[0], order - 1))


def round_the_square():
    """Gauss points on the sides of the square of side 1 round 0, the direction of the walk there, and the weights."""
    nodes, weights = gauss(*RULE[2][:2])  # the determinant is integrated with its sign: no kinks
    half = np.full_like(nodes, 0.5)
    sides = [((nodes, -half), (1, 0)), ((half, nodes), (0, 1)), ((-nodes, half), (-1, 0)), ((-half, -nodes), (0, -1))]
    points = np.concatenate([np.stack(start, axis=1) for start, _ in sides])
    return points, np.repeat([heading for _, heading in sides], len(nodes), axis=0), np.tile(weights, 4)
