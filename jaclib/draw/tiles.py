"""Marks in great number that move together: lines, and tiles in shades. The turn between two arrows; plain words."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb

from jaclib.draw.marks import ABOVE, Move, arrows, curve


def wires(
    ax: Axes, color: str, *, width: float = 1.0, dashed: bool = False, alpha: float = 1.0, order: float = 0
) -> Move:
    """Lines through points `(k, points, 2)`, with gaps where they are not finite; `order` says what lies above what."""
    lines = LineCollection(
        [], colors=color, linewidths=width, alpha=alpha, animated=True, zorder=ABOVE + order, capstyle="round",
        linestyles=[(0, (4, 2))] if dashed else "solid",
    )  # fmt: skip
    ax.add_collection(lines, autolim=False)
    return lambda paths: lines.set_segments(list(np.asarray(paths)))


def tiles(ax: Axes, dull: str, bright: str, *, edge: str = "none", alpha: float = 1.0, order: float = -1) -> Move:
    """Tiles `(k, points, 2)`, painted one over the other in the order given; those that are not finite are left out.

    Moved to (tiles, shades): a shade `(k,)` goes from 0, the dull colour, to 1, the bright one.
    """
    drawn = PolyCollection([], edgecolors=edge, linewidths=0.7, alpha=alpha, animated=True, zorder=ABOVE + order)
    ax.add_collection(drawn, autolim=False)
    ends = np.array([to_rgb(dull), to_rgb(bright)])

    def move(polygons, shades) -> None:
        polygons, shades = np.asarray(polygons), np.clip(np.asarray(shades, dtype=float), 0, 1)
        there = np.isfinite(polygons).all(axis=(1, 2)) & np.isfinite(shades)
        drawn.set_verts(polygons[there])
        drawn.set_facecolor((1 - shades[there, None]) * ends[0] + shades[there, None] * ends[1])

    return move


def turning(ax: Axes, color: str, *, share: float = 0.45) -> Move:
    """An arc with a tip, from the direction of one vector to that of another, the short way round.

    Moved to (centre, first, second), each `(2,)`. It is gone where the two lie on one line.
    """
    arc, tip = curve(ax, color, width=1.8), arrows(ax, (color,))

    def move(centre, first, second) -> None:
        first, second = np.asarray(first), np.asarray(second)
        lengths = np.hypot(*first), np.hypot(*second)
        start = np.arctan2(first[1], first[0])
        angle = np.arctan2(first[0] * second[1] - first[1] * second[0], first @ second)
        straight = not np.isfinite(angle) or min(lengths) == 0 or abs(np.sin(angle)) < 1e-6
        radius = np.nan if straight else share * min(lengths)
        turn = start + np.linspace(0, angle, 31)
        path = centre + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        arc(path)
        tip(path[-4], path[-1:] - path[-4])

    return move


def name(ax: Axes, color: str) -> Move:
    """A word at a place, moved to (place, word). Without the quiet ground of other labels it is drawn faster."""
    mark = ax.text(0, 0, "", color=color, fontsize=11, ha="center", va="center", animated=True, zorder=ABOVE - 3)

    def move(place, word: str) -> None:
        mark.set_text(word), mark.set_position(place)

    return move


def footnote(ax: Axes, color: str) -> Move:
    """Words in the lower right corner of the panel. They are part of the background: let them change seldom."""
    words = ax.text(0.98, 0.03, "", transform=ax.transAxes, color=color, fontsize=10, ha="right", va="center")
    return words.set_text  # which leaves the figure as it is where they are the same
