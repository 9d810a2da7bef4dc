"""The image of a line under a map, cut where the map is torn."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

SUSPECTS = 6  # pieces of the line that are looked into: those whose images reach farthest
UNEVEN = jnp.array([0.0, 0.23, 0.49, 0.77, 1.0])  # so that a pole isn't hit by chance, and the values go on growing
HALVINGS = 24  # a piece of length 0.1 is then 6e-9 long, and still more than rounding
JUMPS = 0.1  # of a piece's image are left where f jumps; of the cube root's 0.004, of a smooth map's 6e-8


class Outline(NamedTuple):
    """The image of a line, with NaN in its gaps; and what became of it on the way."""

    points: Float[Array, "k m"]
    torn: Bool[Array, ""]  # somewhere f jumps, or has a pole
    undefined: Bool[Array, ""]  # at one of the points at least
    unbounded: Bool[Array, ""]


def outline(f: Callable, x: Float[Array, "k n"]) -> Outline:
    """The images of the points x of a line, k odd, as a curve that has a gap where f jumps.

    Every second point bounds a piece; where f jumps within it, NaN takes the place of the point between. The pieces
    with the longest images are halved 24 times, always keeping the half with the longer image: it shrinks where f is
    continuous, and doesn't where f jumps. Around the farthest image the largest value is looked for as closely: near
    a pole it goes on growing. Traces.

    >>> line = jnp.linspace(-1, 1, 21)[:, None]
    >>> cut, whole = outline(lambda x: 1 / x, line + 0.01), outline(jnp.tanh, 500 * line)
    >>> bool(cut.torn), bool(cut.unbounded), bool(whole.torn), int(jnp.isnan(cut.points).sum())
    (True, True, False, 1)
    """
    y = jax.vmap(f)(x)
    defined = jnp.isfinite(y).all(axis=1)
    image = _length(y[2::2] - y[:-2:2])
    _, suspects = jax.lax.top_k(jnp.where(jnp.isfinite(image), image, -1.0), min(SUSPECTS, len(x) // 2))
    left = jax.vmap(lambda k: _after_halvings(f, x[2 * k], x[2 * k + 2]))(suspects)
    jumps = (left > JUMPS * image[suspects]) & (image[suspects] > 0)
    gap = jnp.zeros(len(x), bool).at[2 * suspects + 1].set(jumps)
    size = jnp.where(defined, _length(y), -1.0)
    around = jnp.clip(jnp.argmax(size), 1, len(x) - 2)
    near, nearer = _peaks(f, x[around - 1], x[around + 1])
    usual = jnp.nanmedian(jnp.where(defined, size, jnp.nan))
    return Outline(jnp.where(gap[:, None], jnp.nan, y), jumps.any(), ~defined.all(), nearer - near > JUMPS * usual)


def _length(y):
    return jnp.linalg.norm(y, axis=-1)


def _jump(y, z):
    """How far apart two images are; ∞ where one is missing, so that the search goes there."""
    apart = _length(z - y)
    return jnp.where(jnp.isfinite(apart), apart, jnp.inf)


def _after_halvings(f, start, end):
    """The length of the image of what is left of a piece."""

    def halve(_, now):
        p, q, f_p, f_q = now
        middle = (p + q) / 2
        f_m = f(middle)
        first = _jump(f_p, f_m) >= _jump(f_m, f_q)
        one = lambda yes, no: jnp.where(first, yes, no)  # noqa: E731
        return one(p, middle), one(middle, q), one(f_p, f_m), one(f_m, f_q)

    _, _, f_p, f_q = jax.lax.fori_loop(0, HALVINGS, halve, (start, end, f(start), f(end)))
    return _jump(f_p, f_q)


def _peaks(f, start, end):
    """How large f is found between the two points, after half of the halvings and after all."""

    def narrow(_, now):
        p, q, largest = now
        inside = p + UNEVEN[:, None] * (q - p)
        size = jnp.nan_to_num(_length(jax.vmap(f)(inside)), nan=-1.0, posinf=jnp.inf)
        middle = jnp.clip(jnp.argmax(size), 1, 3)
        return inside[middle - 1], inside[middle + 1], jnp.maximum(largest, size.max())

    half = jax.lax.fori_loop(0, HALVINGS // 2, narrow, (start, end, jnp.zeros((), start.dtype)))
    return half[2], jax.lax.fori_loop(0, HALVINGS // 2, narrow, half)[2]
