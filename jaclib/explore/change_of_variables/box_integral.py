"""The integral over a box of what may have a pole at its corners or the slope of a root along its edges."""

import numpy as np

from jaclib.explore.change_of_variables.image_integral import crowded
from jaclib.explore.plane.box import gauss

PANELS = 10  # along each side
GROWS = 0.01  # of an integral, at most, are a few more nodes off, also where what is integrated has kinks


def filled(order: int, at_edges: int) -> tuple[np.ndarray, np.ndarray]:
    """Points that fill the unit square, `(k, 2)`, and their weights: Gauss–Legendre, crowded towards its edges."""
    t, weights = crowded(at_edges)
    inner, shares = gauss(PANELS - 2, order)
    nodes = np.concatenate([t / PANELS, (1 + inner * (PANELS - 2)) / PANELS, 1 - t / PANELS])
    shares = np.concatenate([weights, shares * (PANELS - 2), weights]) / PANELS
    return np.stack(np.meshgrid(nodes, nodes, indexing="ij"), axis=-1).reshape(-1, 2), np.outer(shares, shares).ravel()


FINE, COARSE = filled(6, 12), filled(4, 8)
INSIDE, MANY = np.concatenate([FINE[0], COARSE[0]]), len(FINE[0])


def over_the_box(terms, content) -> tuple[list, float, bool]:
    """The integral over the box of what has these values INSIDE, also with fewer nodes; that of its size; is there one?

    Where the size has no integral, as that of 1/x, more nodes come nearer to where it is large, and find more and more.
    Then the terms may cancel by chance, as those on both sides of 0 do, and yet have no integral.
    """
    parts = (terms[:MANY], FINE[1]), (terms[MANY:], COARSE[1])
    size, coarse = (content * (weights @ np.abs(part)) for part, weights in parts)
    return [content * (weights @ part) for part, weights in parts], size, not abs(size - coarse) > GROWS * size
