"""Dots: points, diamonds and crosses; samples in two halves, and points in two classes."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from jaclib.draw.marks import ABOVE, Cached, Move, Style, put, unchanged
from jaclib.draw.palette import Palette
from jaclib.draw.text import note_at

MARKERS = "os"  # a class each: not by colour alone
CLASS_KEY: Style = {"loc": "lower right", "ncols": 2, "fontsize": 9, "framealpha": 0.85, "edgecolor": "none"}
CLASS_KEY |= {"handlelength": 0.8, "columnspacing": 1, "handletextpad": 0.4, "borderpad": 0.3, "borderaxespad": 0.3}


def point(ax: Axes, color: str, *, marker="o", size=9.0, rim: str | None = None, thick=1.5, order=6.0) -> Move:
    """A dot, or many alike, moved to `(2,)` or `(k, 2)`: a disk, a diamond "D", a cross "x" …

    Its rim, `thick` points wide, has the colour of the paper if none is given; of a cross it is all that there is.
    """
    dots = put(ax, _dots(color, marker, size, rim or ax.get_facecolor(), thick), order)
    return lambda places: dots.set_data(*np.reshape(places, (-1, 2)).T)


def _dots(color, marker: str, size: float, rim, thick: float) -> Line2D:
    look: Style = {"markersize": size, "markeredgecolor": rim, "markeredgewidth": thick}
    return Line2D([], [], linestyle="none", color=color, marker=marker, **look)


def diamonds(ax: Axes, color: str) -> Move:
    """A diamond at each of the points `(k, 2)`: a picked point, and where it comes from."""
    return point(ax, color, marker="D", size=8, order=5)


def crosses(ax: Axes, color: str) -> Move:
    """Data: small crosses at points `(k, 2)`."""
    return point(ax, "none", marker="x", size=3.8, rim=color + "cc", thick=1, order=2)


def numbered(ax: Axes, palette: Palette, count: int) -> Move:
    """Diamonds at the points `(k, 2)`, k ≤ count, each with its number beside it, 1, 2, 3, …"""
    dots = point(ax, palette.ink, marker="D", size=7, rim=palette.paper, thick=1.3, order=5)
    names = [note_at(ax, str(k + 1), palette.ink, offset=(9, 9), bold=True) for k in range(count)]

    def move(points) -> None:
        points = np.reshape(points, (-1, 2))
        dots(points)
        for k, name in enumerate(names):
            name(points[k] if k < len(points) else (np.nan, np.nan))

    return move


def samples(ax: Axes, palette: Palette) -> Move:
    """Dots, filled for one half and hollow for the other, moved to (points `(k, 2)`, half `(k,)` of booleans)."""
    look: Style = {"size": 3.4, "rim": palette.ink, "thick": 0.7, "order": 1}
    filled, hollow = point(ax, palette.ink, **look), point(ax, palette.paper, **look)

    def move(points, half) -> None:
        filled(points[half]), hollow(points[~half])

    return move


def classes(ax: Axes, palette: Palette, *, key: bool = True, cached: Cached | None = None) -> Move:
    """Points in two classes, in the colours of f₁ and f₂, round and square; moved to (points `(k, 2)`, labels).

    Without the key in the panel say elsewhere what is what.
    """
    looks = [(palette.rows[i], MARKERS[i], 5, palette.paper, 0.8) for i in range(2)]
    dots = [put(ax, _dots(*look), 0, cached) for look in looks]
    if key:
        legend = Legend(ax, dots, ["class 1", "class 2"], **CLASS_KEY)
        for part in legend.findobj():
            part.stale_callback = None  # its parts else make the background stale each time it is drawn
        cached.parts.append(legend) if cached else ax.add_artist(legend).set(animated=True, zorder=ABOVE + 1)

    def move(points, labels) -> None:
        for i, each in enumerate(dots):
            each.set_data(*points[labels == i].T)

    return unchanged(move, cached) if cached else move
