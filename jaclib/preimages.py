"""The points of a box that a plane map takes to a given point: the layers of the folded sheet that lie there."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from jaclib import checks
from jaclib.checks import Vector
from jaclib.programs.field import field
from jaclib.programs.reading import as_it_is
from jaclib.roots.narrowing import cut, dimension, is_singular, narrowed, spans
from jaclib.roots.ways import inverses, solved, ways

CELLS = 64  # along each side of the box
STARTS = 96  # of Newton's method, at most: four in a cell
STEPS = 24  # of each; a dozen will do but for critical values, where each step only halves the distance
APART = 1e-9  # of the box: what is nearer together is one point, however exact
MOST, LEFT, LOOKED_AT, FINER = 512, 256, 24, 5  # cells Newton's method starts in, is no help in, of a curve; cuts
LONGEST, AT_A_PLACE = 12, 16  # cuts, and cells, as beside the root of ∛x
SMALL, POLE = 0.1, 4.0  # of a cell's image, what is left of it beside a root or a kink; and what it grows to at a pole
EXACT = 4e-16  # of ‖y‖: nearer than that f(x) can't come
SHRUNK, ROUNDING = 1e-12, 1e-14  # of f(x) − y at the start, and of the terms: so little is left of it at a root
# off the middle, where a fold of a symmetric map would often be
INSIDE = np.array([[0.22, 0.19], [0.81, 0.23], [0.18, 0.79], [0.77, 0.82]])
HIGHEST = 8  # multiplicity of a root that is told from others


class Fibre(NamedTuple):
    """The set that a map takes to a point: as many points as were found, if it is no more than points."""

    points: Float[np.ndarray, "k 2"]
    dimension: int  # 1 where a whole curve goes there, 2 where a whole region does
    sure: bool  # whether these are all of them: not where f turns within the smallest cells, or there are very many


def preimages(f: Callable, y: Vector, box) -> Float[np.ndarray, "k 2"]:
    """The points x in the box ((x0, x1), (y0, y1)) of the plane with f(x) = y, each once, from left to right.

    The box is cut into 64 × 64 cells, and Newton's method starts inside of each whose image may cover y; where it leads
    nowhere, the cell is cut further. No point is missed unless f turns within a cell. Points that differ by less than
    their own errors are one. Where a whole curve goes to y, some points of it are given. Needs numbers, so it can't be
    called inside `jit`.
    Raises ValueError for a box that is none, and as `newton` does.

    >>> import jax.numpy as jnp
    >>> square = lambda x: jnp.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])
    >>> preimages(square, [3.0, 4.0], ((-3, 3), (-3, 3))).round(9).tolist()
    [[-2.0, -1.0], [2.0, 1.0]]
    """
    checks.function(f)
    y = checks.vector(y, "y", 2, ": a point of the plane")
    box = checks.box(box)
    if (m := checks.outputs(f, y)) != 2:
        raise ValueError(f"f must give as many numbers as it takes; got {m} from 2.")
    f = as_it_is(f)
    corners = net(box, CELLS)
    return fibre(f, np.asarray(y), corners, reach(corners, *field(f, corners)), box).points


def net(box, cells: int) -> Float[np.ndarray, "m n 2"]:
    """The corners of the cells that the box is cut into, the first coordinate along the first axis."""
    sides = [np.linspace(low, high, cells + 1) for low, high in box]
    return np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)


def reach(corners, values, J) -> tuple:
    """Lower and upper ends of boxes that hold the cells' images, and where each component of f turns: as `spans`.

    Beside a cell in which it turns the corners may hide by chance that it does: there the boxes hold the neighbours'.
    """
    low, high, turns = spans(values, J, corners[1, 1] - corners[0, 0])
    near = _around(turns).any(axis=0)
    with np.errstate(invalid="ignore"):
        low = np.where(near, np.fmin.reduce(_around(low)), low)
        return low, np.where(near, np.fmax.reduce(_around(high)), high), near


def _around(cells):
    """The cells and their eight neighbours, each as an array of the same shape."""
    m, n = cells.shape[:2]
    padded = np.pad(cells, ((1, 1), (1, 1), (0, 0)), "edge")
    return np.stack([padded[i : i + m, j : j + n] for i in range(3) for j in range(3)])


def fibre(f: Callable, y, corners, reached: tuple, box, t: float = 1.0) -> Fibre:
    """Find all that x ↦ (1 − t) x + t f(x) takes to y, from the corners of cells and their `reach`.

    A cell in which f turns is cut first. One that may hold a point and in which Newton's method finds none is narrowed.
    """
    low, high, turns = reached
    may = ((low <= y) & (y <= high)).all(axis=-1)
    low, image = corners[:-1, :-1][may], (high - low)[may]
    size = np.broadcast_to(corners[1, 1] - corners[0, 0], low.shape)
    low, size, sure = finer(f, y, low, size, turns[may], image, t)
    low, size = evenly(low, size, MOST)
    found = solutions(f, y, (low[:, None] + INSIDE * size[:, None]).reshape(-1, 2), t)
    found, singular = found[:, :3], found[:, 3] > 0
    ends = found[:, :2].reshape(-1, len(INSIDE), 2) - low[:, None]
    empty = ~((ends >= -size[:, None] / 8) & (ends <= 1.125 * size[:, None])).all(axis=-1).any(axis=1)
    more, single = narrowed(f, y, *evenly(low[empty], size[empty], LEFT), t)
    endless = 0
    if singular.any() or not single:
        curved = empty | singular.reshape(-1, len(INSIDE)).any(axis=1)
        endless = dimension(f, y, *evenly(low[curved], size[curved], LOOKED_AT), t)
    return Fibre(distinct(np.concatenate([found, more]), box), endless, sure and single and empty.sum() <= LEFT)


def finer(f, y, low, size, turns, image, t) -> tuple:
    """The cells cut in quarters until f turns neither in them nor in what they are cut from; and whether that is so.

    Once at least, for corners may hide turns by chance; five times at most, or twelve where all is at a place or two.
    It doesn't count that slopes differ where the image shrinks, as beside a kink, or grows, as at a pole.
    """
    sure, left = len(low) <= MOST, np.ones(len(low), bool)
    flagged = turns.any(axis=1)
    for k in range(LONGEST):
        if not left.any() or len(low) > MOST or (k >= FINER and np.sum(left) > AT_A_PLACE):
            break
        cell, less, half, turns, now = cut(f, y, low[left], size[left], t, flagged[left])
        before, image = flagged[left][cell], np.concatenate([image[~left], image[left][cell]])
        low, size, done = np.concatenate([low[~left], less]), np.concatenate([size[~left], half]), np.sum(~left)
        turning = (turns & (now > SMALL * image[done:]) & (now < POLE * image[done:])).any(axis=1)
        flagged, left = (np.append(np.zeros(done, bool), each) for each in (turning, turning | before))
    return low, size, sure and len(low) <= MOST and not left.any()


def evenly(low, size, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Thin out the cells to so many at most."""
    some = np.arange(len(low)) if len(low) <= most else np.linspace(0, len(low) - 1, most).astype(int)
    return low[some], size[some]


def starting_points(corners, reached, y) -> Float[np.ndarray, "96 2"]:
    """Four points inside of each cell that may hold what goes to y; NaN for those that are not needed."""
    low, high = reached
    cells = np.flatnonzero(((low <= y) & (y <= high)).all(axis=-1))
    if 4 * len(cells) > STARTS:  # as when a whole curve goes to y: some of them, evenly
        cells = cells[np.linspace(0, len(cells) - 1, STARTS // 4).astype(int)]
    inside = INSIDE * (corners[1, 1] - corners[0, 0])
    starts = np.full((STARTS, 2), np.nan)
    starts[: 4 * len(cells)] = (corners[:-1, :-1].reshape(-1, 2)[cells, None] + inside).reshape(-1, 2)
    return starts


@np.errstate(all="ignore")
def solutions(f: Callable, y, starts, t: float = 1.0) -> Float[np.ndarray, "k 4"]:
    """Solve (1 − t) x + t f(x) = y by Newton's method from each of the starts; and how far off the ends may be.

    The fourth is 1 where J is singular; NaN for nothing. Each component of f(x) − y has to be small beside what
    it was at the start: exp(20 x) is never 0.
    """
    found = np.full((len(starts), 4), np.nan)
    some = np.isfinite(starts).all(axis=1)
    first = np.abs(field(f, starts[some], t)[0] - y)
    size = np.nanmin(np.nanmax(first, axis=0)) if len(first) else 0.0
    tolerance = (1e-13 * size + EXACT * np.linalg.norm(y)) / (1 + np.linalg.norm(y))
    way = ways(f, y, starts[some], limit=STEPS, tolerance=tolerance, t=t)
    x, values, J = way.x[-1], way.values[-1], way.jacobians[-1]
    error = uncertainty(J, values - y, np.broadcast_to(1 + np.abs(y), values.shape))
    terms = np.abs(y) + (np.abs(J) @ np.abs(x)[..., None])[..., 0]
    near = (np.abs(values - y) <= SHRUNK * first + ROUNDING * terms).all(axis=1)
    found[some] = np.where(near[:, None], np.column_stack([x, error, is_singular(J)]), np.nan)
    return found


def uncertainty(J, gap, terms: Float[np.ndarray, "k 2"]) -> Float[np.ndarray, " k"]:
    """Bound the distance from a root at which Newton's method stopped, where f(x) − y is `gap` and the sum of such
    terms.

    A further step of Newton's would go 1/m of the way to a root of multiplicity m. It is 0 where J has no inverse:
    there others know it.
    """
    step = np.abs(solved(J, gap)) + 1e-15 * (np.abs(inverses(J)) @ terms[..., None])[..., 0]
    return np.nan_to_num(HIGHEST * step.max(axis=1), nan=0.0, posinf=0.0)


def distinct(points: Float[np.ndarray, "k 3"], box) -> Float[np.ndarray, "j 2"]:
    """Keep those of the points (x, y, error) that lie in the box, each once, from left to right.

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
