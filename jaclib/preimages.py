"""The points of a box that a plane map takes to a given point: the layers of the folded sheet that lie there."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float

from jaclib import checks
from jaclib.checks import Vector
from jaclib.field import field
from jaclib.reading import as_it_is
from jaclib.ways import inverses, solved, ways

CELLS = 64  # along each side of the box
STARTS = 96  # of Newton's method, at most: four in a cell
STEPS = 24  # of each; a dozen will do but for critical values, where each step only halves the distance
APART = 1e-9  # of the box: what is nearer together is one point, however exact
HIGHEST = 8  # multiplicity of a root that is told from others


def preimages(f: Callable, y: Vector, box) -> Float[np.ndarray, "k 2"]:
    """The points x in the box ((x0, x1), (y0, y1)) of the plane with f(x) = y, each once, from left to right.

    The box is cut into 64 × 64 cells, and Newton's method starts inside of each whose image may cover y: no point is
    missed unless f bends much within a cell. Points that differ by less than their own errors are one. Where whole
    curves go to y, up to 96 points of them are given. Needs numbers, so it can't be called inside `jit`.
    Raises ValueError for a box that is none, and as `newton` does.

    >>> import jax.numpy as jnp
    >>> square = lambda x: jnp.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])
    >>> preimages(square, [3.0, 4.0], ((-3, 3), (-3, 3))).round(9).tolist()
    [[-2.0, -1.0], [2.0, 1.0]]
    """
    checks.function(f)
    y = checks.vector(y, "y", 2, ": a point of the plane")
    box = np.array(box, dtype=float)
    if box.shape != (2, 2) or not np.isfinite(box).all() or not (box[:, 0] < box[:, 1]).all():
        raise ValueError(f"box must be ((x0, x1), (y0, y1)) with x0 < x1 and y0 < y1; got {box.tolist()}.")
    if (m := checks.outputs(f, y)) != 2:
        raise ValueError(f"f must give as many numbers as it takes; got {m} from 2.")
    f = as_it_is(f)
    corners = net(box, CELLS)
    starts = starting_points(corners, reach(field(f, corners)[0]), np.asarray(y))
    return distinct(solutions(f, np.asarray(y), starts), box)


def net(box, cells: int) -> Float[np.ndarray, "m n 2"]:
    """The corners of the cells that the box is cut into, the first coordinate along the first axis."""
    return np.stack(np.meshgrid(*(np.linspace(*ends, cells + 1) for ends in box), indexing="ij"), axis=-1)


def reach(images: Float[np.ndarray, "m n 2"]) -> Float[np.ndarray, "2 m-1 n-1 2"]:
    """Lower and upper ends of boxes that hold the cells' images: the corners', and room for how far the sides bulge.

    A function with second derivative c leaves its chord over a step h by at most c h²/8; c h² is the second difference
    of its values, and we take a quarter of that.
    """
    with np.errstate(invalid="ignore"):
        rows = np.pad(np.abs(np.diff(images, 2, axis=0)), ((1, 1), (0, 0), (0, 0)), "edge")
        columns = np.pad(np.abs(np.diff(images, 2, axis=1)), ((0, 0), (1, 1), (0, 0)), "edge")
        twist = np.abs(np.diff(np.diff(images, axis=0), axis=1))
        slack = (np.max(_corners(rows + columns), axis=0) + twist) / 4
        return np.stack([_corners(images).min(axis=0) - slack, _corners(images).max(axis=0) + slack])


def _corners(nodes):
    return np.stack([nodes[:-1, :-1], nodes[1:, :-1], nodes[:-1, 1:], nodes[1:, 1:]])


def starting_points(corners, reached, y) -> Float[np.ndarray, "96 2"]:
    """Four points inside of each cell that may hold what goes to y; NaN for those that are not needed."""
    low, high = reached
    cells = np.flatnonzero(((low <= y) & (y <= high)).all(axis=-1))
    if 4 * len(cells) > STARTS:  # as when a whole curve goes to y: some of them, evenly
        cells = cells[np.linspace(0, len(cells) - 1, STARTS // 4).astype(int)]
    # off the middle, where a fold of a symmetric map would often be
    inside = np.array([[0.22, 0.19], [0.81, 0.23], [0.18, 0.79], [0.77, 0.82]]) * (corners[1, 1] - corners[0, 0])
    starts = np.full((STARTS, 2), np.nan)
    starts[: 4 * len(cells)] = (corners[:-1, :-1].reshape(-1, 2)[cells, None] + inside).reshape(-1, 2)
    return starts


@np.errstate(all="ignore")
def solutions(f: Callable, y, starts, t: float = 1.0) -> Float[np.ndarray, "k 3"]:
    """Where Newton's method for (1 − t) x + t f(x) = y ends from each of the starts, and how far that may be wrong.

    NaN for nothing.
    """
    found = np.full((len(starts), 3), np.nan)
    some = np.isfinite(starts).all(axis=1)
    way = ways(f, y, starts[some], limit=STEPS, tolerance=1e-15, t=t)
    values = way.values[-1]
    error = uncertainty(way.jacobians[-1], values - y, np.broadcast_to(1 + np.abs(y), values.shape))
    near = np.linalg.norm(values - y, axis=1) <= 1e-12 * (1 + np.linalg.norm(y))
    found[some] = np.where(near[:, None], np.column_stack([way.x[-1], error]), np.nan)
    return found


def uncertainty(J, gap, terms: Float[np.ndarray, "k 2"]) -> Float[np.ndarray, " k"]:
    """How far from a root Newton's method may have stopped, where f(x) − y is `gap` and the sum of such terms.

    A further step of Newton's would go 1/m of the way to a root of multiplicity m. It is 0 where J has no inverse:
    there others know it.
    """
    step = np.abs(solved(J, gap)) + 1e-15 * (np.abs(inverses(J)) @ terms[..., None])[..., 0]
    return np.nan_to_num(HIGHEST * step.max(axis=1), nan=0.0, posinf=0.0)


def distinct(points: Float[np.ndarray, "k 3"], box) -> Float[np.ndarray, "j 2"]:
    """Those of the points (x, y, error) that lie in the box, each once, from left to right.

    Points that differ by less than both their errors are one: the one that is known best.
    """
    low, high = np.asarray(box, dtype=float).T
    points = points[np.argsort(points[:, 2])]
    unit, error = (points[:, :2] - low) / (high - low), points[:, 2:] / (high - low) + APART / 2
    inside = ((unit >= -1e-9) & (unit <= 1 + 1e-9)).all(axis=1)
    points, unit, error = points[inside, :2], unit[inside], error[inside]
    near = (np.abs(unit[:, None] - unit) <= error[:, None] + error).all(axis=-1)
    first = ~np.tril(near, -1).any(axis=1)
    order = np.lexsort(unit[first].round(6).T[::-1])  # rounded, since equal x may differ in the last digits
    return points[first][order]
