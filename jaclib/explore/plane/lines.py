"""Lines that several pictures draw: grids, circles, level lines, the way of a step; each `(…, points, n)`."""

from functools import lru_cache
from itertools import product

import contourpy
import numpy as np
from jaxtyping import Array, Float

from jaclib import maps
from jaclib.evidence.judge import numpy_of
from jaclib.programs.field import field

CELLS = 10  # of the plane, along each side
IN_SPACE = {1: (1, 121), 2: (CELLS + 1, 41), 3: (3, 25)}  # lines along each direction of a space, and points on each
WAY = np.linspace(0, 1, 61)  # along a step


def grid_lines(box, count: int, points: int, order=None) -> Float[np.ndarray, "lines points n"]:
    """Grid lines of a box, in the plane `count` along each variable, of so many points.

    They come in the `order` of the variables that they run along, by default the first one's first.

    >>> grid_lines(((0, 1), (0, 2)), 2, 3)[:2].tolist()
    [[[0.0, 0.0], [0.5, 0.0], [1.0, 0.0]], [[0.0, 2.0], [0.5, 2.0], [1.0, 2.0]]]
    """
    n, (low, high) = len(box), np.array(box, dtype=float).T
    order = range(n) if order is None else order
    places, along = product(np.linspace(0, 1, count), repeat=n - 1), np.linspace(0, 1, points)
    across = np.repeat(np.array(list(places))[:, None], points, axis=1)
    return low + np.concatenate([np.insert(across, axis, along, axis=2) for axis in order]) * (high - low)


def space_grid(box) -> Float[np.ndarray, "lines points n"]:
    """Grid lines of a box in one, two or three dimensions, the fewer the more directions there are."""
    return grid_lines(box, *IN_SPACE[len(box)])


@lru_cache(maxsize=64)
def domain_grid(domain: maps.Box) -> Float[np.ndarray, "26 61 2"]:
    """Grid lines of a map's domain in the plane."""
    return grid_lines(domain, 13, 61, order=(1, 0))


@lru_cache(maxsize=64)  # once a map
def grid_and_image(f: maps.Map) -> tuple[np.ndarray, np.ndarray]:
    """Grid lines of the map's domain and their images, `(26, 61, 2)` each."""
    lines = domain_grid(f.domain)
    return lines, field(f, lines)[0]


def circle(points: int) -> tuple[np.ndarray, np.ndarray]:
    """Angles from 0 to 2π, and the points of the unit circle there, `(points, 2)`; the last is the first one again."""
    turn = np.linspace(0, 2 * np.pi, points)
    return turn, np.stack([np.cos(turn), np.sin(turn)], axis=1)


_, CIRCLE = circle(181)


def joined(paths) -> Float[np.ndarray, "k 2"]:
    """Polylines in one array, with a row of NaN between one and the next; for none, that row alone.

    >>> joined([np.zeros((2, 2)), np.ones((1, 2))])[:, 0].tolist()
    [0.0, 0.0, nan, 1.0]
    """
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for path in paths for part in (path, gap)][:-1] or [gap])


def contours(heights, levels, x=None, y=None) -> list:
    """The lines of these levels, `(k, 2)` each, one level after the other; where a height isn't finite there is a gap.

    `heights` has a row for each y and a column for each x, which by default are counted from 0.

    >>> contours(np.array([[0.0, 2.0], [0.0, 2.0]]), [0.5])[0].tolist()
    [[0.25, 1.0], [0.25, 0.0]]
    """
    surface = contourpy.contour_generator(x, y, np.ma.masked_invalid(heights), line_type=contourpy.LineType.Separate)
    return [np.asarray(line) for level in levels for line in surface.lines(float(level))]


@np.errstate(over="ignore", invalid="ignore")  # too long for a number, or endless
def away_from(vectors, axis):
    """The axis, or its negative: whichever points further away from the vectors, so that labels stay apart. Traces."""
    return numpy_of(vectors, axis).where((vectors @ axis).max() > (vectors @ -axis).max(), -axis, axis)


AS_FAR = np.array([[(0, 0), (1, 0), (1, 1)], [(0, 0), (0, 1), (1, 1)]])  # along both axes, of each of two vectors


def legs(tail, vectors) -> Float[Array | np.ndarray, "2 3 2"]:
    """The ways from a tail `(2,)` to the tips of two vectors `(2, 2)`: along the axes, vector j first along axis j.

    Traces.

    >>> legs((1, 0), np.array([[2.0, 3.0], [4.0, 5.0]])).tolist()
    [[[1.0, 0.0], [3.0, 0.0], [3.0, 3.0]], [[1.0, 0.0], [1.0, 5.0], [5.0, 5.0]]]
    """
    return tail + vectors[:, None] * AS_FAR
