"""A matrix to scale: a square for each entry in the colours of signed numbers, and grey for what is not known."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette
from jaclib.draw.sheet import sheet

STROKES = np.array([[(0, 0), (1, 1)], [(0, 0.5), (0.5, 1)], [(0.5, 0), (1, 0.5)]])  # of a hatched square
MANY = 500  # squares: of more, each has one stroke


def matrix(ax: Axes, palette: Palette) -> Move:
    """Moved to (corner, values, size): the upper left corner `(2,)`, the entries `(m, n)` from −1 to 1, and how wide
    and how high each is, `(2,)`. What is negative is hatched; an entry that is NaN is grey.
    """
    ground = Rectangle((0, 0), 0, 0, facecolor=palette.faint, edgecolor=palette.quiet, linewidth=1, animated=True)
    ground.set_zorder(ABOVE - 6)
    ax.add_patch(ground)
    squares = sheet(ax, palette)

    def move(corner, values, size=(1, 1)) -> None:
        values = np.asarray(values, dtype=float)
        m, n = values.shape
        ground.set_visible(values.size > 0)
        ground.set_bounds(corner[0], corner[1] - m * size[1], n * size[0], m * size[1])
        x, y = corner[0] + size[0] * np.arange(n + 1), corner[1] - size[1] * np.arange(m + 1)
        plain = np.zeros((m, n, 4))
        nothing = np.empty((0, 2))
        squares(np.stack(np.meshgrid(x, y), axis=-1), values, plain, nothing, _hatch(values, x, y, size), nothing)

    return move


def _hatch(values, x, y, size):
    """Strokes in the squares of the negative entries, with a gap between one and the next, `(k, 2)`."""
    i, j = np.nonzero(values < 0)
    strokes = STROKES[: 1 if values.size > MANY else 3]
    ends = np.stack([x[j], y[i + 1]], axis=1)[:, None, None] + strokes * size
    return np.concatenate([ends, np.full_like(ends[:, :, :1], np.nan)], axis=2).reshape(-1, 2)
