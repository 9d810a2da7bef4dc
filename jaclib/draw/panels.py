"""Figures of panels in a row, or one below the other where the page is narrow."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, ScaledTranslation

from jaclib.draw.marks import UNCOVERED, Pair, Style
from jaclib.draw.palette import LIGHT, Palette

CSS = 96  # pixels an inch, at a device pixel ratio of 1

LEFT, RIGHT, TOP, BOTTOM = 64, 16, 58, 44  # room for title, key and labels around a panel, in CSS pixels

# The insides of panels, in CSS pixels: controls, picture and caption are seen together, on 600 pixels.
TALLEST_PANEL = 350
LOWER_PANEL = 128  # of four in two rows
GAP = 8  # between words
SMALLEST = 7.5  # points
ROW_OF_FOUR = 1160  # the width on which four stand side by side


def style(palette: Palette) -> AbstractContextManager:
    """matplotlib's defaults with these colours, ignoring the user's rcParams, as a context manager."""
    ours: Style = {"axes.titlelocation": "left", "mathtext.fontset": "stix", "grid.color": palette.faint}
    ours |= dict.fromkeys(("figure.facecolor", "axes.facecolor"), palette.paper)
    ours |= dict.fromkeys(("axes.edgecolor", "xtick.color", "ytick.color"), palette.quiet)
    ours |= dict.fromkeys(("axes.labelcolor", "axes.titlecolor", "text.color"), palette.ink)
    ours |= dict.fromkeys(("axes.spines.top", "axes.spines.right"), False)
    ours |= dict.fromkeys(("xtick.labelsize", "ytick.labelsize"), 9)
    ours |= {"axes.titlesize": 11, "axes.labelsize": 11, "axes.labelpad": 0.5, "font.size": 10}
    return matplotlib.style.context(["default", ours])


def columns_for(width: float, count: int) -> int:
    """How many of `count` panels stand side by side on a page `width` CSS pixels wide; four make a row or a square.

    >>> columns_for(1000, 3), columns_for(700, 3), columns_for(360, 3), columns_for(1000, 4), columns_for(1240, 4)
    (3, 2, 1, 2, 4)
    """
    if count == 4 and width >= ROW_OF_FOUR:
        return 4
    return min(count, 3 if width >= 920 and count != 4 else 2 if width >= 620 else 1)


def size(width: float, count: int) -> Pair:
    """Width and height in CSS pixels of a figure of `count` panels, square where there is room beside each other.

    Of several rows two are seen together, where one drags and what that moves.

    >>> size(960, 2), size(1240, 4), size(360, 3)
    ((960, 452), (1240, 332), (360, 738))
    """
    columns = columns_for(width, count)
    rows = -(-count // columns)
    tallest: float = TALLEST_PANEL
    if rows > 1 and columns == 1:
        tallest = 0.4 * width
    elif count == 4 and rows > 1:
        tallest = LOWER_PANEL
    inside = min(width / columns - LEFT - RIGHT, tallest)
    return width, round(rows * (inside + TOP + BOTTOM))


def panels(titles: tuple[str, ...], *, width=960.0, ratio=1.0, palette=LIGHT) -> tuple[Figure, list[Axes]]:
    """Make a figure `width` CSS pixels wide with one panel a title; it and the panels' axes.

    `ratio` is the number of device pixels a CSS pixel. The figure belongs to no window and to no `pyplot`: it is gone
    with the last reference to it.

    >>> figure, (before, after) = panels(("A circle …", "… becomes an ellipse"), width=700)
    >>> figure.get_size_inches() * figure.dpi
    array([700., 372.])
    """
    columns = columns_for(width, len(titles))
    _, height = size(width, len(titles))
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
            # y=1.0, or it makes way for a scale of colours, and leaves the figure
            ax.set_title(title, pad=22, y=1.0).set_gid(UNCOVERED)
            ax.set_autoscale_on(False)  # no mark that is put up moves the limits
            _factor_below(ax)
            axes.append(ax)
    return figure, axes


def _factor_below(ax: Axes) -> None:
    """Let what the numbers along y are multiplied by, such as 1e−9, stand at the axis' foot: above it are the keys."""
    factor, inch = ax.yaxis.get_offset_text(), ax.figure.dpi_scale_trans
    # matplotlib says anew how high it is whenever it draws: that is made nothing of
    factor.set_transform(Affine2D().scale(1, 0) + ax.transAxes + ScaledTranslation(-37 / 72, -28 / 72, inch))


def fit_words(figure: Figure) -> None:
    """Set titles, keys and hints smaller where they would reach the next panel's or the edge of the figure."""
    for ax in figure.axes:
        beside = [each.bbox.x0 for each in figure.axes if each.bbox.x0 > ax.bbox.x1 and each.bbox.y0 == ax.bbox.y0]
        end = min([*beside, figure.bbox.width]) - GAP * figure.dpi / CSS
        still = [each for each in ax.get_children() if isinstance(each, Text) and not each.get_animated()]
        for words in still:
            _shrink(words.get_window_extent(), end, [words])
        if legend := ax.get_legend():
            _shrink(legend.get_window_extent(), end, legend.get_texts())


def _shrink(box, end: float, words: Sequence[Text]) -> None:
    width = sum(each.get_window_extent().width for each in words)
    share = 1 - (box.x1 - end) / max(width, 1)  # what is around the words stays as it is
    for each in words if share < 1 else ():
        each.set_fontsize(max(SMALLEST, each.get_fontsize() * share))


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


def fill_figure(ax: Axes, margin: float = 10) -> None:
    """Give a panel without axes the whole figure below its title, with a margin in CSS pixels."""
    wide, high = (side * CSS / ax.figure.dpi for side in (ax.figure.bbox.width, ax.figure.bbox.height))
    ax.set_position((margin / wide, margin / high, 1 - 2 * margin / wide, 1 - (TOP + margin) / high))


def divide(wide: Axes, narrow: Axes, share: float, below: float) -> None:
    """Of two bare panels side by side give the first one this share of their width.

    Below one another it has the share `below` of their height, and of the room that labels would need below them.
    """
    first, second = wide.get_position(), narrow.get_position()
    if first.x1 < second.x0:
        both = first.width + second.width
        wide.set_position((first.x0, first.y0, share * both, first.height))
        narrow.set_position((second.x1 - (1 - share) * both, second.y0, (1 - share) * both, second.height))
    else:
        pixel = CSS / wide.figure.dpi * wide.figure.bbox.height
        bottom, title = GAP / pixel, TOP / pixel
        both = first.y1 - bottom - title
        wide.set_position((first.x0, first.y1 - below * both, first.width, below * both))
        narrow.set_position((second.x0, bottom, second.width, (1 - below) * both))


def height(ax: Axes) -> float:
    """How high the panel is, in CSS pixels."""
    return ax.get_window_extent().height * CSS / ax.figure.dpi
