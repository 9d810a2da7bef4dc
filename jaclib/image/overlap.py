"""What regions have in common, counted on lines: of triangles, of what closed lines go round, of the layers of one."""

import numpy as np
from jaxtyping import Float

LINES = 129  # across all of it
ASLANT = np.array([[0.731, -0.269], [0.237, 0.731]])  # so that no line runs along an edge, as of a sector
FLAT = 1e-9  # all segments together, in units of the width: there is no area
ONE_LAYER = 1e-5  # what overlaps by less lies side by side


def triangles(nodes: Float[np.ndarray, "m n 2"]) -> Float[np.ndarray, "k 3 2"]:
    """Two triangles for each cell of a net."""
    p, q, r, s = nodes[:-1, :-1], nodes[1:, :-1], nodes[1:, 1:], nodes[:-1, 1:]
    return np.concatenate([np.stack([p, q, r], axis=2), np.stack([p, r, s], axis=2)]).reshape(-1, 3, 2)


def share(corners: Float[np.ndarray, "k 3 2"]) -> float:
    """Divide what all triangles cover together by the sum of their areas; 1 where none overlap; 0 if all are flat."""
    starts, ends = _segments(_unit(corners))
    lengths = (ends - starts).sum()
    # as many starts as ends lie to the left of x where nothing is covered: in a gap between an end and the next start
    starts, ends = np.sort(starts), np.sort(ends)
    return _at_most_1(ends[-1:].sum() - starts[:1].sum() - np.maximum(starts[1:] - ends[:-1], 0).sum(), lengths)


def share_within(loop: Float[np.ndarray, "k 2"]) -> float:
    """Divide what a closed polyline goes round by the same with each part as often as it does."""
    place, way = _crossings(_unit(loop))
    order = np.argsort(place)
    times, lengths = np.cumsum(way[order])[:-1], np.diff(place[order])
    return _at_most_1(lengths[times != 0].sum(), lengths @ np.abs(times))


def in_common(loop: Float[np.ndarray, "k 2"], loops: Float[np.ndarray, "n m 2"]) -> float:
    """Divide what a closed polyline and others together both go round by what one of the two goes round: from 0 to 1.

    The others are all gone along the same way round, whichever they are given in. NaN where there is no area.

    >>> square = np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]])
    >>> round(in_common(square, square[None] + [0.5, 0]), 3)
    0.333
    """
    x, y = np.moveaxis(loops, -1, 0)
    back = (x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1) < 0
    loops = np.where(back[:, None, None], loops[:, ::-1], loops)
    points = _unit(np.concatenate([loop, loops.reshape(-1, 2)]))
    pairs = [_crossings(points[: len(loop)]), _crossings(points[len(loop) :].reshape(loops.shape))]
    place = np.concatenate([places for places, _ in pairs])
    ways = np.zeros((len(place), 2), dtype=int)
    ways[: len(pairs[0][1]), 0], ways[len(pairs[0][1]) :, 1] = (way for _, way in pairs)
    order = np.argsort(place)
    within, lengths = np.cumsum(ways[order], axis=0)[:-1] != 0, np.diff(place[order])
    area = lengths[within.any(axis=1)].sum()
    return float(lengths[within.all(axis=1)].sum() / area) if area > FLAT else np.nan


def _crossings(loops):
    """Where closed polylines `(…, k, 2)` meet the lines, one line after the other on a long axis, and which way."""
    (x, y), (x1, y1) = (each.reshape(-1, 2).T for each in (loops, np.roll(loops, -1, axis=-2)))
    start, slope = _side(*(np.where(y < y1, *pair) for pair in ((x, x1), (y, y1), (x1, x), (y1, y))))
    which, line = met(np.minimum(y, y1), np.maximum(y, y1))
    return 2 * line + start[which] + slope[which] * line, np.where(y1 > y, 1, -1)[which]


def _at_most_1(together, lengths):
    found = float(together / lengths) if lengths > FLAT else 0.0
    return 1.0 if found > 1 - ONE_LAYER else found


def _unit(points):
    """The points in a unit square, leaning; the second coordinate counts the lines."""
    low, high = (end(points.reshape(-1, 2), axis=0) for end in (np.min, np.max))
    return (points - low) / np.maximum(high - low, 1e-300) @ ASLANT.T * [1, LINES]


def met(low, high):
    """List the lines k with low ≤ k < high: the number of the pair, and k, for each."""
    first = np.ceil(low).astype(int)
    count = np.ceil(high).astype(int) - first
    which = np.repeat(np.arange(len(low)), count)
    return which, np.arange(len(which)) - (np.cumsum(count) - count - first)[which]


def _segments(corners):
    """Cut triangles by the lines: where the segments begin and end, one line after the other on a long axis."""
    order = np.argsort(corners[..., 1], axis=1)
    (x0, x1, x2), (y0, y1, y2) = (np.take_along_axis(part, order, axis=1).T for part in np.moveaxis(corners, -1, 0))
    which, line = met(y0, y2)
    (long, rise), lower, upper = _side(x0, y0, x2, y2), _side(x0, y0, x1, y1), _side(x1, y1, x2, y2)
    below = line < y1[which]
    one = long[which] + rise[which] * line
    other = np.where(below, lower[0][which], upper[0][which]) + np.where(below, lower[1][which], upper[1][which]) * line
    return 2 * line + np.minimum(one, other), 2 * line + np.maximum(one, other)


def _side(x0, y0, x1, y1):
    """A side from below as x = start + slope · k."""
    slope = (x1 - x0) / np.maximum(y1 - y0, 1e-12)
    return x0 - slope * y0, slope
