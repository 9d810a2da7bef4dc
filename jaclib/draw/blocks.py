"""Matrices as blocks of shaded squares, to scale; and words that move. Places are in CSS pixels of the panel."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch
from matplotlib.text import Text

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette

SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
STROKE = np.array([(-0.3, -0.3), (0.3, 0.3)])
NOTHING = np.zeros((0, 0))
CSS = 96  # pixels an inch


class Kept(Artist):
    """Marks that seldom change. They are drawn once, and what was drawn is put back as long as none of them changes.

    It lies below all that moves on its panel; `change()` says that it is to be drawn anew.
    """

    def __init__(self, ax: Axes):
        super().__init__()
        self.parts: list[Artist] = []
        self.drawn = None
        self.set(animated=True, zorder=ABOVE - 5)
        ax.add_artist(self)

    def add(self, part: Artist) -> None:
        """A part belongs to the panel by this artist alone, so that nobody else draws it."""
        part.axes = self.axes
        part.set_figure(self.axes.figure)
        part.set_transform(self.axes.transData)
        part.stale_callback = None  # its changes are no reason to draw the background anew
        self.parts.append(part)

    def change(self) -> None:
        self.drawn = None

    def draw(self, renderer) -> None:
        if self.drawn is not None:
            renderer.restore_region(self.drawn)
            return
        for part in self.parts:
            part.draw(renderer)
        self.drawn = renderer.copy_from_bbox(self.axes.bbox.padded(1))  # a pixel more, for the renderer rounds down


def in_pixels(ax: Axes) -> tuple[float, float]:
    """Give the panel coordinates in CSS pixels, without ticks; its width and its height."""
    extent = ax.get_window_extent()
    wide, high = (side * CSS / ax.figure.dpi for side in (extent.width, extent.height))
    ax.set(xlim=(0, wide), ylim=(0, high))
    ax.axis("off")
    return wide, high


@lru_cache(maxsize=4)
def _table(signed: tuple[str, ...]) -> np.ndarray:
    return LinearSegmentedColormap.from_list("signed", signed)(np.linspace(0, 1, 255))


def shades(palette: Palette, values) -> np.ndarray:
    """Colours `(k, 4)` of numbers from −1 to 1."""
    return _table(palette.signed)[np.rint(127 + 127 * np.clip(values, -1, 1)).astype(int)]


def blocks(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """Matrices, each shaded by its own largest entry; the negative ones struck through, those that are NaN blank.

    Moved to [(matrix, corner, side)]: the lower left corner and the side of an entry in CSS pixels.
    """
    squares = ax.scatter([], [], marker="s", linewidths=0, animated=True, zorder=ABOVE + order)
    strokes = segments(ax, palette.ink, width=0.8, alpha=0.75, order=order)
    edges = segments(ax, palette.quiet, width=0.9, order=order)

    def move(matrices) -> None:
        found = [_cells(*each) for each in matrices] or [_cells(NOTHING, (0, 0), 1)]
        middles, sides, values = (np.concatenate(each) for each in zip(*found, strict=True))
        squares.set_offsets(middles)
        squares.set_sizes((sides * 72 / CSS) ** 2)
        squares.set_facecolor(shades(palette, values))
        below = values < 0
        strokes(middles[below, None] + sides[below, None, None] * STROKE)
        edges([rectangle(corner, np.shape(matrix)[::-1], side) for matrix, corner, side in matrices])

    return move


def _cells(matrix, corner, side):
    """The middle, the side and the shade of each entry that is there."""
    matrix = np.asarray(matrix, dtype=float)
    i, j = np.nonzero(np.isfinite(matrix))
    values = matrix[i, j]
    most = np.abs(values).max(initial=0)
    places = np.asarray(corner) + side * np.stack([j + 0.5, len(matrix) - 0.5 - i], axis=1)
    return places, np.full(len(values), side), values / most if most > 0 else values


def rectangle(corner, count, side) -> np.ndarray:
    """The outline `(5, 2)` of (columns, rows) entries."""
    return np.asarray(corner) + side * np.array(count) * SQUARE


def segments(ax: Axes, color: str, *, width: float, alpha: float = 1.0, order: float = 0) -> Move:
    """Polylines `(k, points, 2)` in one stroke, which is drawn many times faster than a collection of them."""
    (line,) = ax.plot(
        [], [], color=color, linewidth=width, alpha=alpha, animated=True, zorder=ABOVE + order,
        solid_joinstyle="miter", solid_capstyle="projecting",
    )  # fmt: skip

    def move(paths) -> None:
        paths = np.asarray(paths, dtype=float)
        apart = np.insert(paths, paths.shape[1], np.nan, axis=1).reshape(-1, 2) if len(paths) else np.zeros((0, 2))
        line.set_data(*apart.T)

    return move


def words(ax: Axes, color: str, most: int, *, size: float = 9, kept: Kept | None = None) -> Move:
    """Up to `most` texts, moved to [(place, text)]; those that seldom change belong to what is `kept`."""
    style = {"color": color, "fontsize": size, "ha": "center", "va": "center"}
    texts = [Text(0, 0, "", **style) if kept else ax.text(0, 0, "", animated=True, zorder=ABOVE + 6, **style)
             for _ in range(most)]  # fmt: skip
    for text in texts if kept else ():
        kept.add(text)
    shown: list = []

    def move(items: Iterable) -> None:
        items = list(items)
        if items == shown:
            return
        shown[:] = items
        for mark, (place, text) in zip(texts, items, strict=False):
            mark.set(position=place, text=text, visible=True)
        for mark in texts[len(items) :]:
            mark.set_visible(False)
        if kept:
            kept.change()

    return move


def signs(ax: Axes, palette: Palette, *more: tuple[Artist, str]) -> None:
    """What shades mean, in the row between the title and the panel; and more, as (a mark, words)."""
    marks = [
        (Patch(facecolor=palette.signed[-1], edgecolor=palette.quiet), "positive"),
        (Patch(facecolor=palette.signed[0], edgecolor=palette.ink, hatch="///", linewidth=0.5), "negative"),
        *more,
    ]
    ax.legend(
        *zip(*marks, strict=True), loc="lower left", ncols=len(marks), bbox_to_anchor=(-0.005, 0.99), frameon=False,
        fontsize=9, handlelength=1.3, columnspacing=1, handletextpad=0.5, borderpad=0.1, borderaxespad=0.1,
    )  # fmt: skip
