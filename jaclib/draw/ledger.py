"""Marks for what is counted: words in a column, bars, and boxes that are there or have been given up."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import ListedColormap, to_rgba

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.panels import DPI, LEFT


def boxes(ax: Axes, edge: str, fill: str) -> Move:
    """Boxes around centres `(k, 2)`, of widths and heights `(k, 2)`; filled where `there`, hollow and paler elsewhere.

    A box thinner than a line is drawn as a line.
    """
    drawn = PolyCollection([], linewidths=1.3, animated=True, zorder=ABOVE + 1)
    ax.add_collection(drawn, autolim=False)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2
    looks = np.array([[to_rgba(ax.get_facecolor()), to_rgba(edge, 0.55)], [to_rgba(fill), to_rgba(edge)]])

    def move(centres, sizes, there) -> None:
        there = np.asarray(there, dtype=int)
        drawn.set_verts(list(np.asarray(centres)[:, None] + corners * np.asarray(sizes)[:, None]))
        drawn.set_facecolor(looks[there, 0]), drawn.set_edgecolor(looks[there, 1])

    return move


def words_at(
    ax: Axes, color: str, most: int, *, size: float = 9.5, align: str = "center", bold: bool = False,
    still: bool = False,
) -> Move:  # fmt: skip
    """At most `most` words at places `(k, 2)`, moved to (places, words); `still` ones are part of the background."""
    marks = [
        ax.text(0, 0, "", color=color, fontsize=size, ha=align, va="center", animated=not still, zorder=ABOVE + 8,
                linespacing=1.15, weight="bold" if bold else "normal")
        for _ in range(most)
    ]  # fmt: skip
    shown: list = [None]

    def move(places, words: Sequence[str]) -> None:
        now = [(*map(float, place), str(word)) for place, word in zip(places, words, strict=True)]
        if now == shown[0]:  # matplotlib takes a text for changed that is put where it is
            return
        shown[0] = now
        for i, mark in enumerate(marks):
            x, y, word = now[i] if i < len(now) else (0.0, 0.0, "")
            mark.set_position((x, y)), mark.set_text(word)

    return move


def bare(ax: Axes) -> None:
    """A panel without axes, for what has no scale; it takes the room that their labels would need."""
    ax.xaxis.set_visible(False), ax.yaxis.set_visible(False)
    ax.spines[:].set_visible(False)
    place, more = ax.get_position(), 0.75 * LEFT / DPI / ax.figure.get_figwidth()
    ax.set_position((place.x0 - more, place.y0, place.width + more, place.height))


def widen(wide: Axes, narrow: Axes, share: float) -> None:
    """Of two panels side by side give the first one this share of the width; below one another they stay."""
    first, second = wide.get_position(), narrow.get_position()
    if first.x1 < second.x0:
        both = first.width + second.width
        wide.set_position((first.x0, first.y0, share * both, first.height))
        narrow.set_position((second.x1 - (1 - share) * both, second.y0, (1 - share) * both, second.height))


def raster(ax: Axes, colors: Sequence[str]) -> Move:
    """A table of small cells, moved to whole numbers `(rows, columns)`, each the place of its colour in `colors`.

    The first row is on top; the table fills the panel.
    """
    image = ax.imshow(
        np.zeros((1, 1)), cmap=ListedColormap(colors), vmin=0, vmax=len(colors) - 1, interpolation="nearest",
        aspect="auto", extent=(0, 1, 0, 1), transform=ax.transAxes, animated=True, zorder=ABOVE - 1,
    )  # fmt: skip
    return image.set_data


def diamond(ax: Axes, color: str) -> Move:
    """A hollow diamond around a point `(2,)`, for where one should be."""
    (mark,) = ax.plot(
        [], [], "D", color=color, markersize=11, markerfacecolor="none", markeredgewidth=2, animated=True,
        zorder=ABOVE + 7,
    )  # fmt: skip
    return lambda at: mark.set_data([at[0]], [at[1]])
