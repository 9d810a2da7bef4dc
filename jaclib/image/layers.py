"""How many layers of a bent sheet lie over places of the plane, told by the edges across which their number changes."""

import numpy as np
from jaxtyping import Float, Int

from jaclib.image.overlap import met


@np.errstate(all="ignore")  # of what is too far out for a number
def borders(nodes: Float[np.ndarray, "m n 2"], there=True) -> tuple[np.ndarray, np.ndarray]:
    """The edges `(k, 2, 2)` across which the number of layers changes, and by how much on their left, `(k,)`.

    A net of cells, each cut into two triangles; those that are not `there` `(m − 1, n − 1)` are left out. A point lies
    under as many triangles as the sum of their boundaries, each counted with the sign of its triangle, goes round it.
    Where neighbours lie side by side that cancels, and the sheet's edge and its folds are left.

    >>> edges, _ = borders(np.stack(np.meshgrid([0.0, 1.0, 2.0], [0.0, 1.0], indexing="ij"), axis=-1))
    >>> len(edges)
    6
    """
    p, q, r, s = nodes[:-1, :-1], nodes[1:, :-1], nodes[1:, 1:], nodes[:-1, 1:]
    lower, upper = (np.nan_to_num(np.sign(_twice_area(*each))) * there for each in ((p, q, r), (p, r, s)))
    before, after = ((1, 0), (0, 0)), ((0, 1), (0, 0))  # a row of nothing
    across = np.pad(lower.T, after) - np.pad(upper.T, before)
    along = np.pad(lower, before) - np.pad(upper, after)
    sides = (nodes[:-1], nodes[1:], across.T), (nodes[:, :-1], nodes[:, 1:], along), (p, r, upper - lower)
    edges = np.concatenate([np.stack([start, end], axis=2)[times != 0] for start, end, times in sides])
    return edges, np.concatenate([times[times != 0] for *_, times in sides])


def _twice_area(p, q, r):
    (a, b), (c, d) = np.moveaxis(q - p, -1, 0), np.moveaxis(r - p, -1, 0)
    return a * d - b * c


@np.errstate(all="ignore")
def counts(edges, times, x: Float[np.ndarray, " w"], y: Float[np.ndarray, " h"]) -> Int[np.ndarray, "h w"]:
    """Count the layers over the places (x, y) of a lattice, equally spaced, from their `borders`.

    >>> corners = np.array([[[0.0, 0.0], [0.0, 3.0]], [[3.0, 0.0], [3.0, 3.0]]])
    >>> counts(*borders(corners), np.arange(5) + 0.5, np.arange(2) + 0.5).tolist()
    [[1, 1, 1, 0, 0], [1, 1, 1, 0, 0]]
    """
    wide, high = len(x), len(y)
    (x0, y0), (x1, y1) = ((edges - [x[0], y[0]]) / [x[1] - x[0], y[1] - y[0]]).transpose(1, 2, 0)
    which, row = met(np.minimum(y0, y1).clip(0, high), np.maximum(y0, y1).clip(0, high))
    place = x0[which] + (x1 - x0)[which] * ((row - y0[which]) / (y1 - y0)[which])
    column = np.nan_to_num(np.ceil(place)).clip(0, wide).astype(int)
    steps = np.where(y1 > y0, -times, times)[which]
    met_there = np.bincount(row * (wide + 1) + column, steps, high * (wide + 1)).reshape(high, wide + 1)
    return np.rint(np.cumsum(met_there, axis=1)[:, :wide]).astype(int)
