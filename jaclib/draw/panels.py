"""Figures of panels in a row, or one below the other where the page is narrow."""

from contextlib import AbstractContextManager

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jaclib.draw.marks import Pair, Style
from jaclib.draw.palette import LIGHT, Palette

CSS = 96  # pixels an inch, at a device pixel ratio of 1

LEFT, RIGHT, TOP, BOTTOM = 64, 16, 58, 44  # room for title, key and labels around a panel, in CSS pixels

TALLEST_PANEL = 400  # of a panel's inside, in CSS pixels

LOWER_PANEL = 270  # of each of four, so that both rows are in view


def style(palette: Palette) -> AbstractContextManager:
    """matplotlib's defaults with these colours, ignoring the user's rcParams, as a context manager."""
    ours: Style = {"axes.titlelocation": "left", "mathtext.fontset": "stix", "grid.color": palette.faint}
    ours |= dict.fromkeys(("figure.facecolor", "axes.facecolor"), palette.paper)
    ours |= dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), palette.quiet)
    ours |= dict.fromkeys(("axes.labelcolor", "axes.titlecolor", "text.color"), palette.ink)
    ours |= dict.fromkeys(("axes.spines.top", "axes.spines.right"), False)
    ours |= dict.fromkeys(("xtick.labelsize", "ytick.labelsize"), 9)
    ours |= {"axes.titlesize": 11, "axes.labelsize": 11, "font.size": 10}
    return matplotlib.style.context(["default", ours])


def columns_for(width: float, count: int, across: int = 3) -> int:
    """How many of `count` panels stand side by side on a page `width` CSS pixels wide; four make a square.

    >>> columns_for(1000, 3), columns_for(700, 3), columns_for(360, 3), columns_for(1000, 4), columns_for(1000, 2, 1)
    (3, 2, 1, 2, 1)
    """
    return min(count, across, 3 if width >= 940 and count != 4 else 2 if width >= 620 else 1)


def size(width: float, count: int, across: int = 3) -> Pair:
    """Width and height in CSS pixels of a figure of `count` panels, square where there is room beside each other.

    >>> size(960, 2), size(960, 2, across=1)
    ((960, 502), (960, 744))
    """
    columns = columns_for(width, count, across)
    two_rows = columns == 2 if count == 4 else across == 1 and count == 2
    inside = min(width / columns - LEFT - RIGHT, LOWER_PANEL if two_rows else TALLEST_PANEL)
    return width, round(-(-count // columns) * (inside + TOP + BOTTOM))


def panels(titles: tuple[str, ...], *, width=960.0, ratio=1.0, palette=LIGHT, across=3) -> tuple[Figure, list[Axes]]:
    """Make a figure `width` CSS pixels wide with one panel a title, at most `across` in a row; it and the panels' axes.

    `ratio` is the number of device pixels a CSS pixel. The figure belongs to no window and to no `pyplot`: it is gone
    with the last reference to it.

    >>> figure, (before, after) = panels(("A circle …", "… becomes an ellipse"), width=700)
    >>> figure.get_size_inches() * figure.dpi
    array([700., 372.])
    """
    columns = columns_for(width, len(titles), across)
    _, height = size(width, len(titles), across)
    rows = -(-len(titles) // columns)
    with style(palette):
        figure = Figure(figsize=(width / CSS, height / CSS), dpi=CSS * ratio)
        axes = []
        for place, title in enumerate(titles):
            row, column = divmod(place, columns)
            left = column * width / columns + LEFT
            bottom = height - (row + 1) * height / rows + BOTTOM
            inside = (width / columns - LEFT - RIGHT, height / rows - TOP - BOTTOM)
            ax = figure.add_axes((left / width, bottom / height, inside[0] / width, inside[1] / height))
            ax.set_title(title, pad=22, y=1.0)  # or it makes way for a scale of colours, and leaves the figure
            ax.set_autoscale_on(False)  # no mark that is put up moves the limits
            axes.append(ax)
    return figure, axes


def in_pixels(ax: Axes) -> Pair:
    """Give the panel coordinates in CSS pixels, without ticks; its width and its height."""
    extent = ax.get_window_extent()
    wide, high = (side * CSS / ax.figure.dpi for side in (extent.width, extent.height))
    ax.set(xlim=(0, wide), ylim=(0, high))
    ax.axis("off")
    return wide, high


def bare(ax: Axes) -> None:
    """Take the axes from a panel, for what has no scale; it takes the room that their labels would need."""
    for axis in (ax.xaxis, ax.yaxis, ax.spines[:]):
        axis.set_visible(False)
    place, more = ax.get_position(), 0.75 * LEFT / CSS / (ax.figure.bbox.width / ax.figure.dpi)
    ax.set_position((place.x0 - more, place.y0, place.width + more, place.height))


def widen(wide: Axes, narrow: Axes, share: float) -> None:
    """Of two panels side by side give the first one this share of the width; below one another they stay."""
    first, second = wide.get_position(), narrow.get_position()
    if first.x1 < second.x0:
        both = first.width + second.width
        wide.set_position((first.x0, first.y0, share * both, first.height))
        narrow.set_position((second.x1 - (1 - share) * both, second.y0, (1 - share) * both, second.height))
