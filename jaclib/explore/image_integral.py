"""The integral of a function over the image of a box, from the image's boundary alone: it knows nothing of |det J|."""

from collections.abc import Callable
from functools import partial

import jax
import numpy as np
from jaxtyping import Float

from jaclib.coordinates import PERIODS, PLANE
from jaclib.explore.box import gauss

NODES, WEIGHTS = gauss(8, 10)  # along each side
ACROSS, SHARES = gauss(2, 20)  # from a line x = constant to the boundary
# The sides of the unit square, all the way round: where each begins, and which way it goes.
HEADINGS = np.repeat([(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)], len(NODES), axis=0)
BOUNDARY = (
    np.repeat([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)], len(NODES), axis=0)
    + HEADINGS * np.tile(NODES, 4)[:, None]
)


@partial(jax.jit, static_argnames="h")  # compiled once an integrand
def _heights(h, points):
    return jax.vmap(lambda p: h(p).reshape(()))(points)


def integrands(h: Callable, middle, inside, loop, slopes, size):
    """h at two sets of points `(k, 2)`, and its integral over what is inside of the image of a box's boundary.

    `loop` has the images of the points of BOUNDARY and `slopes` the Jacobians there, `size` the sides of the box. By
    Green's theorem the integral is ∮ P dy, where ∂P/∂x = h. What the loop winds round k times counts k times, with
    the sign of the orientation.
    """
    start = loop[:, 0].mean()  # h is asked for between here and the boundary only
    x = start + (loop[:, :1] - start) * ACROSS
    across = np.stack([x, np.broadcast_to(loop[:, 1:], x.shape)], axis=-1).reshape(-1, 2)
    heights = jax.device_get(_heights(h, np.concatenate([middle, inside, across])))
    first, second, third = np.split(heights, np.cumsum([len(middle), len(inside)]))
    antiderivative = (loop[:, 0] - start) * (third.reshape(x.shape) @ SHARES)
    dy = (slopes[:, 1] * HEADINGS * size).sum(axis=1)
    return first, second, np.tile(WEIGHTS, 4) @ (antiderivative * dy)


def turns(loop: Float[np.ndarray, "k 2"], points: Float[np.ndarray, "m 2"]) -> Float[np.ndarray, " m"]:
    """How often a closed polyline goes round each of the points, anticlockwise; NaN where it can't be told."""
    away = loop[None] - points[:, None]
    now, after = away, np.roll(away, -1, axis=1)
    cross = now[..., 0] * after[..., 1] - now[..., 1] * after[..., 0]
    return np.round(np.arctan2(cross, (now * after).sum(axis=-1)).sum(axis=1) / (2 * np.pi))


def once(f, size: np.ndarray) -> np.ndarray:
    """The sides of the box, cut to what the map does not repeat."""
    known = PLANE.get(f.name) is f and f.name in PERIODS
    return np.minimum(size, PERIODS[f.name]) if known else size
