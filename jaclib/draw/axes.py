"""Figures of panels in a row, or one below the other where the page is narrow; what is set on their axes.

Marks that move are `animated`, which keeps them out of the saved background; what is part of the background is
drawn anew only when it really changes.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import matplotlib.style
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from jaclib.draw.palette import LIGHT, Palette

Move = Callable[..., None]

ABOVE = 10  # what moves lies above all that stands still, so that a saved background can lie below it

DPI = 96  # one CSS pixel at a device pixel ratio of 1

CSS = 96  # pixels an inch

LEFT, RIGHT, TOP, BOTTOM = 64, 16, 58, 44  # room for title, key and labels around a panel, in CSS pixels

TALLEST = 400  # of a panel's inside, in CSS pixels

LOWER = 270  # of each of four, so that both rows are in view


def style(palette: Palette) -> AbstractContextManager:
    """matplotlib's own defaults with these colours, while a picture is put up: what a user has set is not asked."""
    ours = {
        "figure.facecolor": palette.paper,
        "axes.facecolor": palette.paper,
        "axes.edgecolor": palette.quiet,
        "axes.labelcolor": palette.ink,
        "axes.titlecolor": palette.ink,
        "text.color": palette.ink,
        "xtick.color": palette.quiet,
        "ytick.color": palette.quiet,
        "grid.color": palette.faint,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 11,
        "axes.labelsize": 11,
        "xtick.labelsize": 9,
        "ytick.labelsize": 9,
        "font.size": 10,
        "mathtext.fontset": "stix",
    }
    return matplotlib.style.context(["default", ours])


def columns_for(width: float, count: int, across: int = 3) -> int:
    """How many of `count` panels stand side by side on a page `width` CSS pixels wide; four make a square.

    >>> columns_for(1000, 3), columns_for(700, 3), columns_for(360, 3), columns_for(1000, 4), columns_for(1000, 2, 1)
    (3, 2, 1, 2, 1)
    """
    return min(count, across, 3 if width >= 940 and count != 4 else 2 if width >= 620 else 1)


def size(width: float, count: int, across: int = 3) -> tuple[float, float]:
    """Width and height in CSS pixels of a figure of `count` panels, square where there is room beside each other.

    >>> size(960, 2), size(960, 2, across=1)
    ((960, 502), (960, 744))
    """
    columns = columns_for(width, count, across)
    two_rows = columns == 2 if count == 4 else across == 1 and count == 2
    inside = min(width / columns - LEFT - RIGHT, LOWER if two_rows else TALLEST)
    return width, round(-(-count // columns) * (inside + TOP + BOTTOM))


def panels(
    titles: tuple[str, ...], *, width: float = 960, ratio: float = 1, palette: Palette = LIGHT, across: int = 3
) -> tuple[Figure, list[Axes]]:
    """A figure `width` CSS pixels wide with one panel a title, at most `across` in a row, and the panels' axes.

    `ratio` is the number of device pixels a CSS pixel. The figure belongs to no window and to no `pyplot`:
    it is gone when nobody holds it any more.

    >>> figure, (before, after) = panels(("A circle …", "… becomes an ellipse"), width=700)
    >>> figure.get_size_inches() * figure.dpi
    array([700., 372.])
    """
    columns = columns_for(width, len(titles), across)
    _, height = size(width, len(titles), across)
    rows = -(-len(titles) // columns)
    with style(palette):
        figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * ratio)
        axes = []
        for place, title in enumerate(titles):
            row, column = divmod(place, columns)
            left = column * width / columns + LEFT
            bottom = height - (row + 1) * height / rows + BOTTOM
            inside = (width / columns - LEFT - RIGHT, height / rows - TOP - BOTTOM)
            ax = figure.add_axes((left / width, bottom / height, inside[0] / width, inside[1] / height))
            ax.set_title(title, pad=22, y=1.0)  # or it makes way for a scale of colours, and leaves the figure
            axes.append(ax)
    return figure, axes


def frame(ax: Axes, box) -> None:
    """Show at least `box`, ((x₀, x₁), (y₀, y₁)), with one unit equally long in both directions.

    Nothing happens if that is what is shown: limits that do not change cost no redrawn background.
    """
    (x0, x1), (y0, y1) = box
    extent = ax.get_window_extent()
    scale = max((x1 - x0) / extent.width, (y1 - y0) / extent.height)  # units a pixel
    wide, high = scale * extent.width / 2, scale * extent.height / 2
    limits = ((x0 + x1) / 2 - wide, (x0 + x1) / 2 + wide), ((y0 + y1) / 2 - high, (y0 + y1) / 2 + high)
    if limits != (ax.get_xlim(), ax.get_ylim()):
        ax.set(xlim=limits[0], ylim=limits[1])


def log_axes(ax: Axes, xlim, ylim, xlabel: str, ylabel: str, color: str) -> None:
    """Logarithmic axes with a faint grid, which hold still."""
    ax.set(xscale="log", yscale="log", xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel)
    ax.grid(color=color, linewidth=0.8)
    ax.minorticks_off()


def pixels_per_unit(ax: Axes) -> np.ndarray:
    """How many pixels one unit is long, along x and along y."""
    extent = ax.get_window_extent()
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    return np.array([extent.width / (x1 - x0), extent.height / (y1 - y0)])


def in_pixels(ax: Axes) -> tuple[float, float]:
    """Give the panel coordinates in CSS pixels, without ticks; its width and its height."""
    extent = ax.get_window_extent()
    wide, high = (side * CSS / ax.figure.dpi for side in (extent.width, extent.height))
    ax.set(xlim=(0, wide), ylim=(0, high))
    ax.axis("off")
    return wide, high


def bare(ax: Axes) -> None:
    """A panel without axes, for what has no scale; it takes the room that their labels would need."""
    for axis in (ax.xaxis, ax.yaxis, ax.spines[:]):
        axis.set_visible(False)
    place, more = ax.get_position(), 0.75 * LEFT / DPI / (ax.figure.bbox.width / ax.figure.dpi)
    ax.set_position((place.x0 - more, place.y0, place.width + more, place.height))


def widen(wide: Axes, narrow: Axes, share: float) -> None:
    """Of two panels side by side give the first one this share of the width; below one another they stay."""
    first, second = wide.get_position(), narrow.get_position()
    if first.x1 < second.x0:
        both = first.width + second.width
        wide.set_position((first.x0, first.y0, share * both, first.height))
        narrow.set_position((second.x1 - (1 - share) * both, second.y0, (1 - share) * both, second.height))


def key(ax: Axes, entries: list[tuple[str, str, bool]]) -> None:
    """What the curves mean, in the row between the title and the panel: (words, colour, dashed)."""
    handles = [Line2D([], [], color=color, dashes=(3, 1.5) if dashed else (None, None)) for _, color, dashed in entries]
    out = min(0.02, 8 * ax.figure.dpi / 96 / ax.get_window_extent().width)
    ax.legend(
        handles, [words for words, *_ in entries], loc="lower left", bbox_to_anchor=(-out, 0.985), ncols=len(entries),
        frameon=False, fontsize=9, handlelength=1.7, columnspacing=1, handletextpad=0.5, borderpad=0.2,
    )  # fmt: skip


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


def hint(ax: Axes, words: str, color: str) -> Text:
    """Quiet words in the row between the title and the panel."""
    return ax.annotate(
        words, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", color=color, fontsize=9.5
    )
