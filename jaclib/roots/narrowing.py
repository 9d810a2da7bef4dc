"""Cells of the plane that may hold what a map takes to a point: cut smaller where they may, and dropped where not."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Bool, Float

from jaclib.programs.field import field

TURNS = 0.5  # of a cell's image: by so much the slopes along a side may differ, else f turns within the cell
CUTS, SEEN = 50, 24  # from a cell to rounding; and until it is seen whether f jumps there
JUMPS, POLE = 0.25, 1e3  # of the image of the first cell: left of it after SEEN cuts; grown to
MOST = 1024  # cells: so many are no single points
UNIT = 4e-16  # of a number, its rounding
STEPS, SINGULAR, ROUNDING = 6, 1e-6, 1e-12
SMALLEST = 1e-100  # beside 0, exp(−1/x²) is less, and x^80 is not: so small, what is not 0 may be so for the machine
ALIKE = 1e-3  # at most, the directions of two gradients differ on a curve that both go to y on
LATTICE = np.stack([np.arange(9), 4 * np.arange(9) % 9], axis=1) / 9 + 0.05  # no two beside or above each other
DISTINCT, FEW = 30, 5  # parts of a cell; of nine starts that come to so many different points it's a curve


@np.errstate(invalid="ignore", over="ignore")
def spans(values: Float[np.ndarray, "*k m n 2"], J: Float[np.ndarray, "*k m n 2 2"], step: Float[np.ndarray, "*k 2"]):
    """Lower and upper ends of boxes that hold the images of cells with these corners, and which components turn.

    A cubic with the slopes at both ends of a side leaves its chord by at most 4/27 of what these differ from it; we
    take a quarter. Where f turns, it does so oftener than its slopes can say.
    """
    corners = [values[..., i : i - 1 or None, j : j - 1 or None, :] for i in (0, 1) for j in (0, 1)]
    low, high, turns = np.min(corners, axis=0), np.max(corners, axis=0), 0.0
    slack = np.abs(corners[0] - corners[1] - corners[2] + corners[3]) / 4
    for axis in (0, 1):
        y, slope = (np.moveaxis(each, axis - 3, -2) for each in (values, J[..., axis] * step[..., None, None, [axis]]))
        chord = y[..., 1:, :] - y[..., :-1, :]
        ahead, behind = slope[..., :-1, :] - chord, chord - slope[..., 1:, :]
        sides = np.stack([(np.abs(ahead) + np.abs(behind)) / 4, np.abs(ahead - behind)])
        sides = np.nan_to_num(np.maximum(sides[:, ..., 1:, :, :], sides[:, ..., :-1, :, :]), posinf=0.0)
        bulge, turn = np.moveaxis(sides, -2, axis - 3)
        slack, turns = slack + bulge, np.maximum(turns, turn)
    low, high = low - slack, high + slack
    size = np.maximum(np.abs(low), np.abs(high))
    return low, high, turns > TURNS * (high - low) + 1e-9 * size


@np.errstate(all="ignore")  # where f or J is undefined or infinite
def cut(f: Callable, y, low: Float[np.ndarray, "k 2"], size, t: float = 1.0, turned=None) -> tuple:
    """Quarter the cells, and keep what may hold what goes to y: which cell it is of, its end and its size.

    Then which components of f turn in it, and how large its image is. Of a cell that is `turned`, as f turns in what it
    is cut from, only all four quarters tell together how far its image goes.
    """
    nodes = np.stack(np.meshgrid([0, 0.5, 1], [0, 0.5, 1], indexing="ij"), axis=-1)
    places = low[:, None, None] + nodes * size[:, None, None]
    values, J = field(f, places, t)
    least, most, turns = spans(values, J, size / 2)
    if turned is not None:
        # where f turns in the cell or in a quarter, corners may hide by chance that it does in others
        near = turns.any(axis=(1, 2), keepdims=True) | turned[:, None, None, None]
        least = np.where(near, least.min(axis=(1, 2), keepdims=True), least)
        most = np.where(near, most.max(axis=(1, 2), keepdims=True), most)
    terms = np.nan_to_num((np.abs(J) * np.abs(places[..., None, :])).sum(axis=-1), posinf=0.0)
    rounding = UNIT * terms.max(axis=(1, 2))  # for corners that are but for it one point
    least, most = least - rounding[:, None, None], most + rounding[:, None, None]
    may = ((least <= y) & (y <= most)).all(axis=-1)
    cell, i, j = np.nonzero(may)
    return cell, low[cell] + np.stack([i, j], axis=1) / 2 * size[cell], size[cell] / 2, turns[may], (most - least)[may]


@np.errstate(all="ignore")
def narrowed(f: Callable, y, low, size, t: float = 1.0) -> tuple[Float[np.ndarray, "j 3"], bool]:
    """The single points in the cells that go to y, and how far each may be off; and whether these are all there is.

    Also where Newton's method doesn't lead, as to the root of ∛x. f may not jump there.

    >>> import jax.numpy as jnp
    >>> f = lambda x: jnp.stack([jnp.cbrt(x[0] - 1), x[1] ** 9])
    >>> narrowed(f, np.zeros(2), np.array([[0.9, -0.1]]), np.full((1, 2), 0.25))[0].round(9).tolist()
    [[1.0, 0.0, 0.0]]
    """
    first, usual = size.max(axis=0, initial=0), None
    for k in range(CUTS):
        if k and size.max() <= UNIT * np.abs(low).max():
            break
        cell, low, size, _, image = cut(f, y, low, size, t)
        usual = image if usual is None else usual[cell]
        kept = (image < POLE * usual + 1e-300).all(axis=1) & ((k < SEEN) | (image <= JUMPS * usual).all(axis=1))
        low, size, usual = low[kept], size[kept], usual[kept]
        if not 0 < len(low) <= MOST:
            return np.empty((0, 3)), not len(low)
    gaps, left, found = np.linalg.norm(field(f, low, t)[0] - y, axis=1), np.ones(len(low), bool), []
    while left.any():
        best = np.flatnonzero(left)[np.argmin(gaps[left])]
        here = left & (np.abs(low - low[best]) <= 1e-6 * first).all(axis=1)
        found.append([*low[best], np.abs(low[here] - low[best]).max()])
        left &= ~here
    return np.array(found), True


@np.errstate(all="ignore")
def dimension(f: Callable, y, low, size, t: float = 1.0) -> int:
    """The dimension of what goes to y in the cells: 1 where it is a curve in one of them, 2 where it is all of one,
    else 0.

    From nine places in each cell steps are taken to what goes to y, where J is singular by its pseudo-inverse.

    >>> import jax.numpy as jnp
    >>> f = lambda x: jnp.stack([jnp.maximum(x[0], 0), x[1]])
    >>> dimension(f, np.array([0.0, 0.5]), np.array([[-1, 0.25]]), np.full((1, 2), 0.5))
    1
    """
    x = start = low[:, None] + LATTICE * size[:, None]
    for _ in range(STEPS):
        values, J = field(f, x, t)
        step = np.linalg.pinv(np.nan_to_num(J, posinf=0, neginf=0), rcond=1e-8) @ (y - values)[..., None]
        x = x + np.clip(np.nan_to_num(step[..., 0]), -size[:, None], size[:, None])
    values, J = field(f, x, t)
    terms = np.abs(y) + (np.abs(J) @ np.abs(x)[..., None])[..., 0]
    there = (np.abs(values - y) <= ROUNDING * terms).all(axis=-1) & is_singular(J)
    alone = in_own_units(J, size.max(), np.abs(values) + np.abs(y))
    there &= is_singular(alone, ALIKE) & (not underflows(field(f, start, t)[0], y))
    there &= (np.abs(x - low[:, None] - size[:, None] / 2) <= size[:, None]).all(axis=-1)
    if (there & (x == start).all(axis=-1)).all(axis=1).any():
        return 2
    places = np.where(there[..., None], np.round((x - low[:, None]) / size[:, None] * DISTINCT), np.nan)
    different = [len(np.unique(each[np.isfinite(each).all(axis=1)], axis=0)) for each in places]
    return int(max(different, default=0) >= FEW)


def in_own_units(J: Float[np.ndarray, "*k 2 2"], step, terms: Float[np.ndarray, "*k 2"]) -> Float[np.ndarray, "*k 2 2"]:
    """J with each output in its own unit: one that is only small changes as well. It is 0 where f doesn't feel a step.

    >>> in_own_units(np.diag([1e-20, 1e-20]), 1.0, np.array([1e-20, 1.0])).tolist()
    [[1.0, 0.0], [0.0, 0.0]]
    """
    rows = np.linalg.norm(J, axis=-1, keepdims=True)
    felt = rows * step > 4 * UNIT * terms[..., None]
    return np.where(felt, J, 0.0) / np.where(felt, rows, 1.0)


def underflows(values, y) -> bool:
    """Whether one of the values of f is so near to y, and isn't y, that f is 0 beside it only for the machine.

    >>> underflows(np.exp([-1 / 0.04**2, 0.0]), np.zeros(2))
    True
    """
    gap = np.abs(values - y)
    return bool(((gap > 0) & (gap < SMALLEST)).any())


def is_singular(J: Float[np.ndarray, "*k 2 2"], share: float = SINGULAR) -> Bool[np.ndarray, "*k"]:
    """Whether J is finite, and has no inverse but for rounding: its least singular value is such a share."""
    least = np.linalg.svd(np.nan_to_num(J, posinf=0, neginf=0), compute_uv=False)
    return np.isfinite(J).all(axis=(-2, -1)) & (least[..., 1] <= share * least[..., 0])
