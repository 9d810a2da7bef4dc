"""Two integrals that know nothing of each other.

One is over the image of a box, from boundaries in the image: |det J| is not in it. The other is over the box itself, of
what may have a pole at its corners or the slope of a root along its edges.
"""

from collections.abc import Callable
from functools import partial
from math import prod
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib.coordinates import PERIODS, PLANE
from jaclib.explore.plane.box import gauss, lattice

PIECES = 16  # along each side of the box: for each piece of the image its boundary is followed
STEEP = 4  # nodes crowd with this power towards the edges of the box, where h may have a pole or the slope of a root
BEGINS, GOES = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]), np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])  # of sides


def crowded(order: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights for an integral from 0 to 1 of what has a pole or a root at 0: t = u⁴, then Gauss–Legendre."""
    u, weights = gauss(1, order)
    return u**STEEP, STEEP * u ** (STEEP - 1) * weights


def both_ends(order: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for both ends: half of the nodes crowd towards 0, the other half towards 1."""
    t, weights = crowded(order // 2)
    return np.append(t, 2 - t[::-1]) / 2, np.append(weights, weights[::-1]) / 2


class Rule(NamedTuple):
    """Which pieces of the box, and the nodes and weights along their sides, and along rays from the middle to these."""

    pieces: Float[np.ndarray, "k 2"]
    along: tuple[np.ndarray, np.ndarray]
    rays: tuple[np.ndarray, np.ndarray]

    def places(self) -> Float[np.ndarray, "k 4 n 2"]:
        """Where on the sides of the pieces the nodes are, in the unit square."""
        sides = BEGINS[:, None] + self.along[0][:, None] * GOES[:, None]
        return (self.pieces[:, None, None] + sides) / PIECES


_every = lattice(np.arange(PIECES), 2)
_outer = ((_every == 0) | (_every == PIECES - 1)).any(axis=1)


def _rules(inner: tuple[int, int], outer: tuple[int, int]) -> list[Rule]:
    """Of the pieces inside, and of those at the edges of the box: how many nodes along a side, and along a ray."""
    t, weights = crowded(outer[1])
    within = Rule(_every[~_outer], gauss(1, inner[0]), gauss(1, inner[1]))
    return [within, Rule(_every[_outer], both_ends(outer[0]), (1 - t, weights))]


RULES = _rules((6, 8), (28, 20)) + _rules((4, 6), (16, 12))  # fine ones, and coarse ones to tell the error by
# Where the map is asked for: on the sides of the pieces, and in their middles.
_parts = [part for rule in RULES for part in (rule.places(), (rule.pieces + 0.5) / PIECES)]
PLACES = np.concatenate([part.reshape(-1, 2) for part in _parts])


@jax.jit  # compiled once for all maps
def spokes(values, slopes, size) -> list[tuple]:
    """For each rule ways `(k, 2)` from the middles of pieces of an image to their boundaries, and the boundary's share.

    `values` are the images of PLACES and `slopes` the Jacobians there, `size` the sides of the box. The middles come
    first, `(k, 2)`; the share is the cross product of the way γ − c and dγ, `(k,)`.
    """
    found, first = [], 0
    for rule in RULES:
        shape = rule.places().shape
        sides, last = slice(first, first := first + prod(shape[:3])), slice(first, first := first + shape[0])
        middles = jnp.broadcast_to(values[last][:, None, None], shape)
        ways = values[sides].reshape(shape) - middles
        steps = _steps(slopes[sides].reshape(*shape, 2), size / PIECES, ways, rule.along[0])
        crosses = (ways[..., 0] * steps[..., 1] - ways[..., 1] * steps[..., 0]) * rule.along[1]
        found.append((middles.reshape(-1, 2), ways.reshape(-1, 2), crosses.ravel()))
    return found


@partial(jax.jit, static_argnames="h")  # compiled once an integrand
def integrands(h: Callable, middle, inside, spokes):
    """h at two sets of points `(k, 2)`, its integral over the image of a box, and the same with fewer nodes.

    Of each piece with the middle c and the boundary γ the integral is ∮ ∫₀¹ h(c + s (γ − c)) s ds (γ − c) × dγ, along
    rays that stay in a small piece. What lies in k layers counts k times, with the sign of the orientation.
    """
    rays = [c[:, None] + rule.rays[0][:, None] * way[:, None] for rule, (c, way, _) in zip(RULES, spokes, strict=True)]
    everywhere = [middle, inside, *(each.reshape(-1, 2) for each in rays)]  # in one array: h is called once
    heights = jax.vmap(lambda p: h(p).reshape(()))(jnp.concatenate(everywhere))
    at_middle, at_inside, *on_rays = jnp.split(heights, np.cumsum([*map(len, everywhere)])[:-1])
    parts = [
        (found.reshape(len(cross), -1) @ (rule.rays[0] * rule.rays[1])) @ cross
        for rule, (_, _, cross), found in zip(RULES, spokes, on_rays, strict=True)
    ]
    return at_middle, at_inside, jnp.stack([parts[0] + parts[1], parts[2] + parts[3]])


def _steps(slopes, size, away, t):
    """The derivative along the image of each side; where J isn't finite, as beside a root, from the values."""
    by_J = jnp.einsum("kpnij,pj->kpni", slopes, GOES * size)
    by_values = jnp.einsum("ij,kpjm->kpim", np.gradient(np.eye(len(t)), t, axis=0, edge_order=2), away)
    return jnp.where(jnp.isfinite(by_J), by_J, by_values)


def winding_numbers(loop: Float[np.ndarray, "k 2"], points: Float[np.ndarray, "m 2"]) -> Float[np.ndarray, " m"]:
    """The winding numbers of a closed polyline about each of the points; NaN where they are undefined."""
    now = loop - points[:, None]
    after = np.roll(now, -1, axis=1)
    cross = now[..., 0] * after[..., 1] - now[..., 1] * after[..., 0]
    return np.round(np.arctan2(cross, (now * after).sum(axis=-1)).sum(axis=1) / (2 * np.pi))


def within_one_period(f, size: np.ndarray) -> np.ndarray:
    """The sides of the box, cut to one period of the map; `size` itself where there is nothing to cut.

    A period as the page writes it, with twelve digits, is one.
    """
    known = f.name in PERIODS and PLANE.get(f.name) is f
    periods = np.array(PERIODS[f.name]) if known else np.inf
    return np.minimum(size, periods) if (size > periods * (1 + 1e-11)).any() else size


# Over the box itself ---------------------------------------------------------------------------------------------

PANELS = 10  # along each side
GROWS = 0.01  # of an integral, at most, are a few more nodes off, also where what is integrated has kinks


def filled(order: int, at_edges: int) -> tuple[np.ndarray, np.ndarray]:
    """Points that fill the unit square, `(k, 2)`, and their weights: Gauss–Legendre, crowded towards its edges."""
    t, weights = crowded(at_edges)
    inner, shares = gauss(PANELS - 2, order)
    nodes = np.concatenate([t / PANELS, (1 + inner * (PANELS - 2)) / PANELS, 1 - t / PANELS])
    shares = np.concatenate([weights, shares * (PANELS - 2), weights]) / PANELS
    return lattice(nodes, 2), np.outer(shares, shares).ravel()


FINE, COARSE = filled(6, 12), filled(4, 8)
BOX_INSIDE, MANY = np.concatenate([FINE[0], COARSE[0]]), len(FINE[0])


def over_the_box(terms, content):
    """The integral over the box of values at BOX_INSIDE, also with fewer nodes; that of their size; whether it exists.

    Where the size has no integral, as that of 1/x, more nodes come nearer to where it is large, and find more and more.
    Then the terms may cancel by chance, as those on both sides of 0 do, and yet have no integral. Traces.
    """
    parts = (terms[:MANY], FINE[1]), (terms[MANY:], COARSE[1])
    size, coarse = (content * (weights @ abs(part)) for part, weights in parts)
    return [content * (weights @ part) for part, weights in parts], size, ~(abs(size - coarse) > GROWS * size)
