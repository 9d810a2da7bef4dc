"""The zeros of a plane map's determinant: the critical curve and its image, the fold lines of the sheet."""

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib import checks
from jaclib.determinant import determinant
from jaclib.programs.field import det, field
from jaclib.programs.kept import for_each_function
from jaclib.programs.reading import as_it_is

CELLS = 120  # along each side of the box
HALVINGS = 50  # an edge of the grid halved this often is as short as rounding
AT_ONCE = 256  # edges whose derivatives are taken together
BESIDE = 1e-6  # of an edge: so near to its ends it is seen whether det J falls
REACH = 4  # edges: if det J is to reach 0 on one of them, going on as it falls it is there within so many
NOTHING = 1e-9  # a determinant that touches 0 comes this near to it, beside its largest


@dataclass(frozen=True, eq=False)
class CriticalCurve:
    """The polylines of det J = 0, each of shape (k, 2), and their images under the map: the critical values."""

    curves: tuple[Float[np.ndarray, "k 2"], ...]
    images: tuple[Float[np.ndarray, "k 2"], ...]


def critical_curve(f: Callable, box) -> CriticalCurve:
    """The curves in the box ((x0, x1), (y0, y1)) on which det J_f = 0, and where f takes them.

    Each point lies on the curve up to rounding; between points, 120 to the side of the box, the polyline is straight.
    A closed curve ends where it began. Lines that det J only touches, as 3 x² touches 0, are found too; a region
    where det J vanishes everywhere has no curve. Needs numbers, so it can't be called inside `jit`.
    Raises ValueError for a box that is none, and as `determinant` does.

    Source: Whitney, On singularities of mappings of Euclidean spaces, Annals of Mathematics 62 (1955).

    >>> import jax.numpy as jnp
    >>> fold = lambda x: jnp.array([x[0], x[1] ** 2])
    >>> curve = critical_curve(fold, ((-1, 1), (-2, 1)))
    >>> len(curve.curves), float(abs(curve.curves[0][:, 1]).max()) < 1e-12
    (1, True)
    """
    checks.function(f)
    box = checks.box(box)
    jax.eval_shape(determinant(f), jnp.asarray(box[:, 0]))  # refuses what has no determinant, in plain words
    f = as_it_is(f)
    places, cells = _crossings(f, box)
    walks, images = _walks(cells), field(f, places)[0]
    return CriticalCurve(tuple(places[walk] for walk in walks), tuple(images[walk] for walk in walks))


@for_each_function
def _slope(f, start, end, t):
    """The derivative of det J_f in t at start + t (end − start), for many edges at once. Dear to compile."""
    det = determinant(f)

    def one(start, end, t):
        return jax.jvp(lambda t: det(start + t * (end - start)), (t,), (jnp.ones_like(t),))[1]

    return jax.vmap(one)(start, end, t)


def _slopes(f, start, end, t):
    """Compute `_slope` for any number of edges, always of as many at a time, so that it compiles once."""
    found = np.empty(len(t))
    for k in range(0, len(t), AT_ONCE):
        which = np.minimum(np.arange(k, k + AT_ONCE), len(t) - 1)
        found[which] = _slope(f, start[which], end[which], t[which])
    return found


def _crossings(f, box):
    """The points where edges of the grid meet det J = 0, and for each cell that has them, which."""
    x, y = (np.linspace(low, high, CELLS + 1) for low, high in box)
    nodes = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    start = np.concatenate([nodes[:-1].reshape(-1, 2), nodes[:, :-1].reshape(-1, 2)])
    end = np.concatenate([nodes[1:].reshape(-1, 2), nodes[:, 1:].reshape(-1, 2)])
    dets = det(field(f, nodes)[1])
    at_ends = np.stack([np.append(dets[:-1], dets[:, :-1]), np.append(dets[1:], dets[:, 1:])])
    t, found, touching = _zeros(f, start, end, *at_ends)
    number = np.full(len(start), -1)
    number[found] = np.arange(len(t))
    across = number[: CELLS * (CELLS + 1)].reshape(CELLS, CELLS + 1)
    upward = number[CELLS * (CELLS + 1) :].reshape(CELLS + 1, CELLS)
    cells = np.stack([across[:, :-1], upward[1:], across[:, 1:], upward[:-1]], axis=-1).reshape(-1, 4)
    # Where the sign changes on a cell's sides, a side that is only touched meets the same curve, at the cell's corner.
    touched = (cells >= 0) & np.append(touching, False)[cells]
    changes = ((cells >= 0) & ~touched).any(axis=1)
    cells = np.where(touched & changes[:, None], -1, cells)
    return start[found] + t[:, None] * (end - start)[found], cells[(cells >= 0).sum(axis=1) >= 2]


def _zeros(f, start, end, d0, d1):
    """Find the zeros of det J along edges, from d0 and d1 at the ends: place, edge, and whether it only touches 0."""
    crosses, touches = (d0 < 0) != (d1 < 0), _touches(f, start, end, d0, d1)
    maybe = np.flatnonzero(crosses | touches)
    start, end, touches, negative = start[maybe], end[maybe], touches[maybe], d0[maybe] < 0
    low, high = np.zeros(len(maybe)), np.ones(len(maybe))
    negative[touches] = _slopes(f, start[touches], end[touches], low[touches]) < 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        here = det(field(f, start + middle[:, None] * (end - start))[1]) < 0
        here[touches] = _slopes(f, start[touches], end[touches], middle[touches]) < 0
        low, high = np.where(here == negative, middle, low), np.where(here == negative, high, middle)
    value = det(field(f, start + high[:, None] * (end - start))[1])
    largest = np.abs(d0).max(initial=0, where=np.isfinite(d0))
    # at a pole the sign may change, too, and there the value has grown beyond all others
    zero = np.abs(value) <= np.where(touches, NOTHING, 1) * largest
    return high[zero], maybe[zero], touches[zero]


def _touches(f, start, end, d0, d1):
    """The edges on which det J keeps its sign, and its slopes at both ends point to 0.

    Its derivative is taken only where det J falls steeply enough from both ends, or is nearly 0 at one of them.
    """
    step = BESIDE * (end - start)
    least = NOTHING * np.abs(d0).max(initial=0, where=np.isfinite(d0))
    with np.errstate(invalid="ignore"):
        steep = (d0 < 0) == (d1 < 0)
        for here, beside in ((d0, start + step), (d1, end - step)):
            falls = (np.abs(here) - np.abs(det(field(f, beside)[1]))) / BESIDE
            steep &= (falls > 0) & (np.abs(here) <= REACH * falls) | (np.abs(here) <= least)
    some = np.flatnonzero(steep)
    ahead, behind = (_slopes(f, start[some], end[some], np.full(len(some), t)) < 0 for t in (0.0, 1.0))
    steep[some] = ahead != behind
    return steep


def _walks(cells):
    """Join the points that share a cell to the longest lines: lists of their numbers."""
    beside: dict[int, list[int]] = {}
    for cell in cells:
        # Of four points on a cell's sides neighbours are joined: which two pairs is below the grid's resolution.
        points = [point for point in cell.tolist() if point >= 0]
        for one, other in zip(points[::2], points[1::2], strict=False):
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    ends_first = sorted(beside, key=lambda point: len(beside[point]))  # and then what is closed
    return [_walk(first, beside) for first in ends_first if beside[first]]  # each walk takes away what it joins


def _walk(first, beside):
    walk = [first]
    while beside[walk[-1]]:
        walk.append(beside[walk[-1]].pop())
        beside[walk[-1]].remove(walk[-2])
    return walk
