"""Arrows, whole and dashed, and the turn from one to another."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from jaclib.draw.axes import pixels_per_unit
from jaclib.draw.lines import curve
from jaclib.draw.marks import ABOVE, Move, Style, obstacle, put


def arrows(ax: Axes, colors: tuple[str, ...], *, clear: bool = False) -> Move:
    """Arrows from one tail `(2,)` along the rows of `(k, 2)`, one a colour; or each from its own tail `(k, 2)`.

    A single arrow may be moved to its vector `(2,)`.
    Labels that are put up later keep clear of `clear` ones.
    """
    start, outline = np.zeros(len(colors)), obstacle(ax, clear)
    scale: Style = {"angles": "xy", "scale_units": "xy", "scale": 1, "units": "dots", "width": 2.6 * ax.figure.dpi / 96}
    head: Style = {"headwidth": 4.2, "headlength": 5, "headaxislength": 4.6}
    quiver = ax.quiver(*[start] * 4, color=colors, animated=True, zorder=ABOVE + 4, **scale, **head)

    def move(tail, vectors) -> None:
        vectors = np.reshape(vectors, (-1, 2))
        quiver.set_offsets(np.broadcast_to(np.asarray(tail), vectors.shape))
        quiver.set_UVC(vectors[:, 0], vectors[:, 1])
        outline(rays(tail, vectors))

    return move


def rays(tail, vectors) -> np.ndarray:
    """The lines from one tail `(2,)`, or each from its own `(k, 2)`, along the rows of `(k, 2)`: `(k, 2, 2)`."""
    vectors = np.asarray(vectors)
    return np.asarray(tail)[..., None, :] + np.stack([np.zeros_like(vectors), vectors], axis=1)


def diameters(centre, vectors) -> np.ndarray:
    """The lines through one centre `(2,)`, along the rows of `(k, 2)` and against them: `(k, 2, 2)`. Traces."""
    return centre + vectors[:, None] * np.array([[-1.0], [1.0]])


def dashed_arrow(ax: Axes, color: str, *, dots: bool = False, width: float = 2.2) -> Move:
    """A dashed arrow, or a dotted one, from a tail `(2,)` along a vector `(2,)`; gone where it is not finite."""
    shaft = put(ax, Line2D([], [], color=color, linewidth=width, dashes=(1, 1.3) if dots else (4, 1.8)), 4)
    head = put(ax, Polygon(np.zeros((3, 2)), color=color, linewidth=0), 4)

    def move(tail, vector) -> None:
        shown = np.asarray(vector) * pixels_per_unit(ax)
        length = np.hypot(*shown)
        there = bool(np.isfinite(length) and length > 0)
        shaft.set_visible(there)
        head.set_visible(there)
        if there:
            size = min(5.0 * width * ax.figure.dpi / 96, length)  # in pixels
            tip, along = np.add(tail, vector), np.asarray(vector) / length
            across = np.array([-shown[1], shown[0]]) / length / pixels_per_unit(ax)
            shaft.set_data(*np.transpose([tail, tip - 0.8 * size * along]))
            head.set_xy([tip, tip - size * along + 0.42 * size * across, tip - size * along - 0.42 * size * across])

    return move


def turning(ax: Axes, color: str) -> Move:
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
        radius = np.nan if straight else 0.45 * min(lengths)
        turn = start + np.linspace(0, angle, 31)
        path = centre + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        arc(path)
        tip(path[-4], path[-1:] - path[-4])

    return move
