"""Matrices as shaded squares, to scale; tables of cells; boxes. In `blocks` places are in CSS pixels of the panel."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, to_rgba
from matplotlib.patches import Patch, Rectangle

from jaclib.draw.axes import frame
from jaclib.draw.colour_bar import table
from jaclib.draw.fields import NO_LINES, sheet
from jaclib.draw.lines import curve, rectangle
from jaclib.draw.marks import ABOVE, Move, Style, put
from jaclib.draw.palette import Palette
from jaclib.draw.panels import CSS

STROKE = np.array([(-0.3, -0.3), (0.3, 0.3)])
STROKES = np.array([[(0, 0), (1, 1)], [(0, 0.5), (0.5, 1)], [(0.5, 0), (1, 0.5)]])  # of a hatched square
MANY_SQUARES = 500  # squares: of more, each has one stroke


def shades(palette: Palette, values) -> np.ndarray:
    """Colours `(k, 4)` of numbers from −1 to 1."""
    return table(palette, "signed", 255)[np.rint(127 + 127 * np.clip(values, -1, 1)).astype(int)]


def blocks(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """Matrices, each shaded by its own largest entry; the negative ones struck through, those that are NaN blank.

    Moved to [(matrix, corner, side)]: the lower left corner and the side of an entry in CSS pixels.
    """
    squares = ax.scatter([], [], marker="s", linewidths=0, animated=True, zorder=ABOVE + order)
    strokes = curve(ax, palette.ink, width=0.8, alpha=0.75, sharp=True, order=order)
    edges = curve(ax, palette.quiet, width=0.9, sharp=True, order=order)

    def move(matrices) -> None:
        found = [_cells(*each) for each in matrices] or [_cells(np.zeros((0, 0)), (0, 0), 1)]
        middles, sides, values = (np.concatenate(each) for each in zip(*found, strict=True))
        squares.set_offsets(middles)
        squares.set_sizes((sides * 72 / CSS) ** 2)
        squares.set(facecolor=shades(palette, values))
        below = values < 0
        strokes(middles[below, None] + sides[below, None, None] * STROKE)
        outlined = [rectangle(corner, np.shape(matrix)[::-1], side) for matrix, corner, side in matrices]
        edges(np.reshape(outlined, (-1, 5, 2)))

    return move


def _cells(matrix, corner, side):
    """The middle, the side and the shade of each entry that is there."""
    matrix = np.asarray(matrix, dtype=float)
    i, j = np.nonzero(np.isfinite(matrix))
    values = matrix[i, j]
    most = np.abs(values).max(initial=0)
    places = np.asarray(corner) + side * np.stack([j + 0.5, len(matrix) - 0.5 - i], axis=1)
    return places, np.full(len(values), side), values / most if most > 0 else values


def matrix(ax: Axes, palette: Palette) -> Move:
    """A matrix as tiles in the colours of signed numbers; what is negative is hatched, an entry that is NaN is grey.

    Moved to (corner, values, size): the upper left corner `(2,)`, the entries `(m, n)` from −1 to 1, and how wide and
    how high each is, `(2,)`.
    """
    ground = put(ax, Rectangle((0, 0), 0, 0, facecolor=palette.faint, edgecolor=palette.quiet, linewidth=1), -6)
    squares = sheet(ax, palette)

    def move(corner, values, size=(1, 1)) -> None:
        values = np.asarray(values, dtype=float)
        m, n = values.shape
        ground.set_visible(values.size > 0)
        ground.set_bounds(corner[0], corner[1] - m * size[1], n * size[0], m * size[1])
        x, y = corner[0] + size[0] * np.arange(n + 1), corner[1] - size[1] * np.arange(m + 1)
        corners, plain = np.stack(np.meshgrid(x, y), axis=-1), np.zeros((m, n, 4))
        squares(corners, values, plain, NO_LINES, _hatch(values, x, y, size), NO_LINES)

    return move


def _hatch(values, x, y, size):
    """Strokes in the squares of the negative entries, with a gap between one and the next, `(k, 2)`."""
    i, j = np.nonzero(values < 0)
    strokes = STROKES[: 1 if values.size > MANY_SQUARES else 3]
    ends = np.stack([x[j], y[i + 1]], axis=1)[:, None, None] + strokes * size
    return np.concatenate([ends, np.full_like(ends[:, :, :1], np.nan)], axis=2).reshape(-1, 2)


def raster(ax: Axes, colors: Sequence[str]) -> Move:
    """A table of small cells, moved to whole numbers `(rows, columns)`, each the place of its colour in `colors`.

    The first row is on top; the table fills the panel.
    """
    scale: Style = {"cmap": ListedColormap(colors), "vmin": 0, "vmax": len(colors) - 1, "interpolation": "nearest"}
    place: Style = {"aspect": "auto", "extent": (0, 1, 0, 1), "transform": ax.transAxes, "zorder": ABOVE - 1}
    return ax.imshow(np.zeros((1, 1)), animated=True, **scale, **place).set_data


def boxes(ax: Axes, edge: str, fill: str) -> Move:
    """Boxes around centres `(k, 2)`, of widths and heights `(k, 2)`; filled where `there`, hollow and paler elsewhere.

    A box thinner than a line is drawn as a line.
    """
    drawn = put(ax, PolyCollection([], linewidths=1.3), 1)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2
    looks = np.array([[to_rgba(ax.get_facecolor()), to_rgba(edge, 0.55)], [to_rgba(fill), to_rgba(edge)]])

    def move(centres, sizes, there) -> None:
        there = np.asarray(there, dtype=int)
        drawn.set_verts(list(np.asarray(centres)[:, None] + corners * np.asarray(sizes)[:, None]))
        drawn.set(facecolor=looks[there, 0], edgecolor=looks[there, 1])

    return move


def small_picture(ax: Axes, palette: Palette) -> Move:
    """A picture of few pixels, from 0, the paper, to 1, ink, with room for words below it; moved to (m, n)."""
    ink = LinearSegmentedColormap.from_list("ink", [palette.paper, palette.ink])
    place: Style = {"aspect": "auto", "extent": (0, 8, 0, 8), "interpolation": "nearest"}
    image = ax.imshow(np.zeros((8, 8)), cmap=ink, vmin=0, vmax=1, animated=True, zorder=ABOVE, **place)
    frame(ax, ((-0.1, 8.1), (-1.3, 8.1)))
    ax.plot([0, 8, 8, 0, 0], [0, 0, 8, 8, 0], color=palette.quiet, linewidth=1)
    ax.set_axis_off()
    return image.set_data


def signs(ax: Axes, palette: Palette, *more: tuple[Artist, str], hatch="///") -> None:
    """Say what shades mean, in the row between the title and the panel; and more, as (a mark, words)."""
    positive = Patch(facecolor=palette.signed[-1], edgecolor=palette.quiet)
    negative = Patch(facecolor=palette.signed[0], edgecolor=palette.ink, hatch=hatch, linewidth=0.5)
    marks = [(positive, "positive"), (negative, "negative"), *more]
    spaces: Style = {"handlelength": 1.3, "columnspacing": 1, "handletextpad": 0.5}
    spaces |= {"borderpad": 0.1, "borderaxespad": 0.1}
    place: Style = {"loc": "lower left", "ncols": len(marks), "bbox_to_anchor": (-0.005, 0.99)}
    ax.legend(*zip(*marks, strict=True), frameon=False, fontsize=9, **place, **spaces)
