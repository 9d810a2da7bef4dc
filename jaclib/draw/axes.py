"""Figures of panels in a row, or one below the other where the page is narrow; what is set on their axes.

Marks that move are `animated`, which keeps them out of the saved background; what is part of the background is
drawn anew only when it really changes.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from jaclib.draw.palette import LIGHT, Palette

Move = Callable[..., None]
Style = dict[str, Any]  # keywords of matplotlib
Pair = tuple[float, float]
Dashes = bool | Pair  # whether a line is dashed, or the lengths of a dash and of a gap

ABOVE = 10  # what moves lies above all that stands still, so that a saved background can lie below it

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


def panels(
    titles: tuple[str, ...], *, width: float = 960, ratio: float = 1, palette: Palette = LIGHT, across: int = 3
) -> tuple[Figure, list[Axes]]:
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


def set_axes(ax: Axes, **wanted) -> None:
    """Set limits and names, such as `xlim` and `ylabel`, where they differ from what is shown.

    They are part of the background: what does not change costs no redrawn one.
    """
    shown = {name: getattr(ax, f"get_{name}")() for name in wanted}
    wanted = {name: tuple(map(float, value)) if "lim" in name else str(value) for name, value in wanted.items()}
    if changed := {name: value for name, value in wanted.items() if value != shown[name]}:
        ax.set(**changed)


def name_axes(ax: Axes, names) -> None:
    """Write the names of one or two variables along the axes, where they differ from what is there."""
    set_axes(ax, **dict(zip(("xlabel", "ylabel"), names, strict=False)))


def frame(ax: Axes, box) -> None:
    """Show at least `box`, ((x₀, x₁), (y₀, y₁)), with one unit equally long in both directions."""
    (x0, x1), (y0, y1) = box
    extent = ax.get_window_extent()
    scale = max((x1 - x0) / extent.width, (y1 - y0) / extent.height)  # units a pixel
    wide, high = scale * extent.width / 2, scale * extent.height / 2
    across, up = (x0 + x1) / 2, (y0 + y1) / 2
    set_axes(ax, xlim=(across - wide, across + wide), ylim=(up - high, up + high))


def heights(ax: Axes, ends) -> None:
    """Show the panel from the lower of two heights to the upper."""
    set_axes(ax, ylim=ends)


def ruled(ax: Axes, **settings) -> None:
    """Set up axes such as `xlabel` and `yscale` that hold still, with a faint grid and no minor ticks."""
    ax.set(**settings)
    ax.grid(True)
    ax.minorticks_off()


def log_axes(ax: Axes, xlim, ylim, xlabel: str, ylabel: str) -> None:
    """Make the axes logarithmic, with a faint grid; they hold still."""
    ruled(ax, xscale="log", yscale="log", xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel)


def pixels_per_unit(ax: Axes) -> np.ndarray:
    """How many pixels one unit is long, along x and along y."""
    extent = ax.get_window_extent()
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    return np.array([extent.width / (x1 - x0), extent.height / (y1 - y0)])


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


def key(ax: Axes, entries: Sequence[tuple[str, str, bool]]) -> None:
    """Say what the curves mean, in the row between the title and the panel: (words, colour, dashed)."""
    handles = [Line2D([], [], color=color, dashes=(3, 1.5) if dashed else (None, None)) for _, color, dashed in entries]
    out = min(0.02, 8 * ax.figure.dpi / 96 / ax.get_window_extent().width)
    spaces: Style = {"handlelength": 1.7, "columnspacing": 1, "handletextpad": 0.5, "borderpad": 0.2}
    place: Style = {"loc": "lower left", "bbox_to_anchor": (-out, 0.985), "ncols": len(entries)}
    ax.legend(handles, [words for words, *_ in entries], frameon=False, fontsize=9, **place, **spaces)


def one_by_one(marks: Iterable[Move]) -> Move:
    """Make several marks one, moved to arrays that have a part for each of them, along their first axis.

    >>> one_by_one([print, print])(["a", "b"], [1, 2])
    a 1
    b 2
    """
    marks = tuple(marks)

    def move(*arrays) -> None:
        for mark, *parts in zip(marks, *arrays, strict=True):
            mark(*parts)

    return move


_OUTLINES: WeakKeyDictionary[Axes, list[list[np.ndarray]]] = WeakKeyDictionary()


def outlines(ax: Axes) -> list[list[np.ndarray]]:
    """What the labels put up next on this panel keep clear of: for each obstacle its outline as it was moved last."""
    return list(_OUTLINES.get(ax, ()))


def obstacle(ax: Axes, clear: bool = True) -> Move:
    """An outline that labels put up later keep clear of, moved to `(k, 2)` or `(lines, k, 2)`; there is none of None.

    A mark that is put up with `clear=True` is an obstacle; it has to be moved before the labels are. Where it is not
    `clear` they ignore it.
    """
    mine: list[np.ndarray] = []
    if clear:
        _OUTLINES.setdefault(ax, []).append(mine)

    def move(outline) -> None:
        mine[:] = [] if outline is None else [np.asarray(outline)]

    return move
