"""The image of a line under a map, cut where the map is torn."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from jaclib.programs.kept import for_each_function

SUSPECTS = 6  # pieces of the line that are looked into: those whose images reach farthest
UNEVEN = jnp.array([0.0, 0.23, 0.49, 0.77, 1.0])  # so that a pole isn't hit by chance, and the values go on growing
HALVINGS = 40  # a piece of length 0.1 is then 9e-14 long, and still more than rounding
ROUNDING = 1e-12  # of the values: so little of an image isn't what a jump leaves
JUMPS = 0.1  # of a piece's image are left where f jumps; of the cube root's 1e-4, of a smooth map's 1e-12


class Outline(NamedTuple):
    """The image of a line, with NaN in its gaps; and what became of it on the way."""

    points: Float[Array, "k m"]
    torn: Bool[Array, ""]  # somewhere f jumps, or has a pole
    undefined: Bool[Array, ""]  # at one of the points at least
    unbounded: Bool[Array, ""]


def outlined(f: Callable, x: Float[np.ndarray, "k n"], y: Float[np.ndarray, "k m"]) -> Outline:
    """The images y of the points x of a line, k odd, as a curve that has a gap where f jumps.

    Every second point bounds a piece; where f jumps within it, NaN takes the place of the point between. The pieces
    with the longest images are halved 40 times, always keeping the half with the longer image: it shrinks where f is
    continuous, and doesn't where f jumps. Around the farthest image the largest value is looked for as closely: near
    a pole it goes on growing. Little of it is compiled again for another function.

    >>> line = jnp.linspace(-1, 1, 20)[:, None]
    >>> cut, whole = (outlined(f, line, f(line)) for f in (lambda x: 1 / x, lambda x: jnp.tanh(500 * x)))
    >>> bool(cut.torn), bool(cut.unbounded), bool(whole.torn), int(jnp.isnan(cut.points).sum())
    (True, True, False, 1)
    """
    pieces, around, first = _suspected(x, y)
    return _outline(x, y, first, *_looked_closer(f, pieces, around))


@jax.jit  # compiled once for all functions
def _suspected(x, y):
    """The pieces with the longest images, with these, and the two neighbours of the point with the farthest image."""
    image = _length(y[2::2] - y[:-2:2])
    first = 2 * jax.lax.top_k(jnp.where(jnp.isfinite(image), image, -1.0), min(SUSPECTS, len(x) // 2))[1]
    around = jnp.clip(jnp.argmax(jnp.where(jnp.isfinite(y).all(axis=1), _length(y), -1.0)), 1, len(x) - 2)
    pieces = x[first], x[first + 2], y[first], y[first + 2]
    return pieces, (x[around - 1], x[around + 1], jnp.zeros((), y.dtype)), first


@jax.jit
def _outline(x, y, first, left, near, nearer):
    image = _length(y[first + 2] - y[first])
    rounding = ROUNDING * (_length(y[first]) + _length(y[first + 2]))
    jumps = (left > JUMPS * image) & (image > 0) & ~(left <= rounding)
    gap = jnp.zeros((len(x), 1), bool).at[first + 1, 0].set(jumps)
    return Outline(jnp.where(gap, jnp.nan, y), jumps.any(), ~jnp.isfinite(y).all(), nearer - near > JUMPS * near)


def _length(y):
    return jnp.linalg.norm(y, axis=-1)


def _jump(y, z):
    """The distance of two images; ∞ where one is missing, so that the search goes there."""
    return jnp.nan_to_num(_length(z - y), nan=jnp.inf, posinf=jnp.inf)


# a loop that is run once a frame: with fewer passes over the code it compiles in half the time, and is as fast
@partial(for_each_function, compiler_options={"xla_backend_optimization_level": 1})
def _looked_closer(f, pieces, around):
    """The lengths of the images of what is left of the pieces, and how large f is found around the farthest image.

    That is after half of the halvings and after all. Both are looked for in one loop, which calls f once: a map that is
    written as a loop takes long to compile.
    """

    def look(i, now):
        (p, q, f_p, f_q), (start, end, largest), near = now
        middle, inside = (p + q) / 2, start + UNEVEN[:, None] * (end - start)
        f_m, there = jnp.split(jax.vmap(f)(jnp.concatenate([middle, inside])), [len(p)])
        sooner = (_jump(f_p, f_m) >= _jump(f_m, f_q))[:, None]
        one = lambda yes, no: jnp.where(sooner, yes, no)  # noqa: E731
        size = jnp.nan_to_num(_length(there), nan=-1.0, posinf=jnp.inf)
        place = jnp.clip(jnp.argmax(size), 1, 3)
        largest = jnp.maximum(largest, size.max())
        around = inside[place - 1], inside[place + 1], largest
        near = jnp.where(i < HALVINGS // 2, largest, near)
        return (one(p, middle), one(middle, q), one(f_p, f_m), one(f_m, f_q)), around, near

    (_, _, f_p, f_q), (_, _, nearer), near = jax.lax.fori_loop(0, HALVINGS, look, (pieces, around, around[2]))
    return _jump(f_p, f_q), near, nearer
