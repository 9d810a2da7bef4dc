"""The integral of a function over the image of a box, from boundaries in the image: it knows nothing of |det J|."""

from collections.abc import Callable
from functools import partial

import jax
import numpy as np
from jaxtyping import Float

from jaclib.coordinates import PERIODS, PLANE
from jaclib.explore.box import gauss

PIECES = 16  # along each side of the box: for each piece of the image its boundary is followed
NODES, WEIGHTS = gauss(1, 6)  # along each side of a piece
RAY, SHARES = gauss(1, 8)  # from the middle of a piece to its boundary
_t = np.arange(PIECES + 1) / PIECES
_along = (_t[:-1, None] + NODES / PIECES).ravel()
_level = np.stack(np.broadcast_arrays(_along, _t[:, None]), axis=-1)  # (lines, nodes, 2), along the first side
_middles = np.stack(np.meshgrid(*[_t[:-1] + 0.5 / PIECES] * 2, indexing="ij"), axis=-1)
# Where the map is asked for: on the lines that cut the unit square, along one side and along the other; in the middles.
PLACES = np.concatenate([part.reshape(-1, 2) for part in (_level, _level[..., ::-1], _middles)])


@partial(jax.jit, static_argnames="h")  # compiled once an integrand
def _heights(h, points):
    return jax.vmap(lambda p: h(p).reshape(()))(points)


def integrands(h: Callable, middle, inside, values, slopes, size):
    """h at two sets of points `(k, 2)`, and its integral over the image of a box.

    `values` are the images of PLACES and `slopes` the Jacobians there, `size` the sides of the box. Of each piece with
    the middle c and the boundary γ the integral is ∮ ∫₀¹ h(c + s (γ − c)) s ds (γ − c) × dγ, along rays that stay in a
    small piece. What lies in k layers counts k times, with the sign of the orientation.
    """
    edges, steps, centres = _pieces(values, slopes * size / PIECES)
    away = edges - centres[:, None]
    rays = centres[:, None, None] + RAY[:, None] * away[:, :, None]
    heights = jax.device_get(_heights(h, np.concatenate([middle, inside, rays.reshape(-1, 2)])))
    first, second, third = np.split(heights, np.cumsum([len(middle), len(inside)]))
    cross = away[..., 0] * steps[..., 1] - away[..., 1] * steps[..., 0]
    return first, second, (third.reshape(rays.shape[:3]) @ (SHARES * RAY) * cross).sum(axis=0) @ np.tile(WEIGHTS, 4)


def _pieces(values, slopes):
    """The boundaries of the pieces, all the way round, and how they go on there, `(pieces, nodes, 2)`; the middles."""
    shape = PIECES + 1, PIECES, len(NODES), 2
    ends = np.cumsum([np.prod(shape[:3])] * 2)
    (level, upright, centres), (along, up, _) = np.split(values, ends), np.split(slopes, ends)
    (level, upright), along, up = (part.reshape(shape) for part in (level, upright)), along[..., 0], up[..., 1]
    along, up = along.reshape(shape), up.reshape(shape)

    def all_round(below, beside):  # piece (i, j) lies between the level lines j, j + 1 and the upright ones i, i + 1
        below = below.swapaxes(0, 1)
        return [below[:, :-1], beside[1:], below[:, 1:], beside[:-1]]

    edges = np.concatenate(all_round(level, upright), axis=2)
    signs = (1, 1, -1, -1)
    steps = np.concatenate([sign * part for sign, part in zip(signs, all_round(along, up), strict=True)], axis=2)
    return edges.reshape(PIECES**2, -1, 2), steps.reshape(PIECES**2, -1, 2), centres


def turns(loop: Float[np.ndarray, "k 2"], points: Float[np.ndarray, "m 2"]) -> Float[np.ndarray, " m"]:
    """How often a closed polyline goes round each of the points, anticlockwise; NaN where it can't be told."""
    away = loop[None] - points[:, None]
    now, after = away, np.roll(away, -1, axis=1)
    cross = now[..., 0] * after[..., 1] - now[..., 1] * after[..., 0]
    return np.round(np.arctan2(cross, (now * after).sum(axis=-1)).sum(axis=1) / (2 * np.pi))


def once(f, size: np.ndarray) -> np.ndarray:
    """The sides of the box, cut to what the map does not repeat; `size` itself where there is nothing to cut."""
    known = PLANE.get(f.name) is f and f.name in PERIODS
    return np.minimum(size, PERIODS[f.name]) if known and (size > PERIODS[f.name]).any() else size
