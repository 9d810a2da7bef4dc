"""Figures of panels in a row, or one below the other where the page is narrow, with room for every label."""

from contextlib import AbstractContextManager

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jaclib.draw.palette import LIGHT, Palette

DPI = 96  # one CSS pixel at a device pixel ratio of 1
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
