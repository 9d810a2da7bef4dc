"""The scale of a panel that is magnified: a bar below it with its length, in place of ticks."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from jaclib.draw.axes import pixels_per_unit
from jaclib.draw.marks import ABOVE, Move, unchanged
from jaclib.draw.panels import CSS
from jaclib.draw.text import texts

LONGEST = 0.3  # of the panel, the bar
BELOW = 13  # CSS pixels from the panel to the bar, where numbers would stand at the ticks
APART = 7  # CSS pixels from the bar to its length


def scale_bar(ax: Axes, color: str) -> Move:
    """A bar with its length and how many times what is shown is magnified, moved to that; at 1 ticks in its place."""
    bar = Line2D([], [], color=color, linewidth=1.3, marker="|", markersize=6, clip_on=False, transform=None)
    bar.set(animated=True, zorder=ABOVE)
    ax.add_artist(bar)
    words = texts(ax, color, 1, align="left", va="center", transform=None)

    def move(zoom) -> None:
        _tick(bool(zoom == 1))
        bar.set_visible(bool(zoom > 1))
        pixel, box = ax.figure.dpi / CSS, ax.bbox
        y = box.y0 - BELOW * pixel
        unit = float(zoom * pixels_per_unit(ax)[0])
        length = round_length(LONGEST * box.width / unit)
        end = box.x0 + length * unit
        bar.set_data([box.x0, end], [y, y])
        named = f"{np.format_float_positional(length, trim='-')}  ({magnified(zoom)})"
        words([(end + APART * pixel, y)], [named] if zoom > 1 else [])

    def tick(there) -> None:
        shown = color if there else "none"  # a colour, or the axes' names would move up
        ax.tick_params(color=shown, labelcolor=shown)

    _tick = unchanged(tick)
    return move


def magnified(zoom: float) -> str:
    """How many times, with two or three digits.

    >>> magnified(1.57), magnified(24.4), magnified(5000.0)
    ('× 1.6', '× 24', '× 5,000')
    """
    return f"× {zoom:.1f}" if zoom < 9.95 else f"× {zoom:,.0f}"


def round_length(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is no longer.

    >>> round_length(0.09), round_length(0.31), round_length(1.0)
    (0.05, 0.2, 1.0)
    """
    decade = 10.0 ** np.floor(np.log10(most))
    return float(f"{max(m * decade for m in (1, 2, 5) if m * decade <= most):.3g}")
