"""Dots: points, diamonds, samples, classes."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.patheffects import withStroke

from jaclib.draw.axes import ABOVE, Move
from jaclib.draw.palette import Palette

MARKERS = "os"  # a class each: not by colour alone

KEY: dict[str, Any] = dict(
    loc="lower right", ncols=2, fontsize=9, handlelength=0.8, columnspacing=1, handletextpad=0.4, borderpad=0.3,
    borderaxespad=0.3, framealpha=0.85, edgecolor="none",
)  # fmt: skip


def point(ax: Axes, color: str, *, size: float = 9) -> Move:
    """A dot with a rim in the colour of the paper, moved to `(2,)`."""
    (dot,) = ax.plot(
        [], [], "o", color=color, markersize=size, markeredgewidth=1.5, markeredgecolor=ax.get_facecolor(),
        animated=True, zorder=ABOVE + 6,
    )  # fmt: skip

    def move(at) -> None:
        dot.set_data([at[0]], [at[1]])

    return move


def diamonds(ax: Axes, color: str, *, size: float = 10) -> Move:
    """A diamond at each of the points `(k, 2)`: a picked point, and where it comes from."""
    (dots,) = ax.plot(
        [], [], "D", color=color, markersize=size * 0.8, markeredgewidth=1.5, markeredgecolor=ax.get_facecolor(),
        animated=True, zorder=ABOVE + 5,
    )  # fmt: skip

    def move(points) -> None:
        points = np.reshape(points, (-1, 2))
        dots.set_data(points[:, 0], points[:, 1])

    return move


def diamond(ax: Axes, color: str) -> Move:
    """A hollow diamond around a point `(2,)`, for where one should be."""
    (mark,) = ax.plot(
        [], [], "D", color=color, markersize=11, markerfacecolor="none", markeredgewidth=2, animated=True,
        zorder=ABOVE + 7,
    )  # fmt: skip
    return lambda at: mark.set_data([at[0]], [at[1]])


def dust(ax: Axes, color: str) -> Move:
    """Data: small crosses at points `(k, 2)`."""
    (marks,) = ax.plot(
        [], [], "x", color=color, markersize=3.8, markeredgewidth=1, alpha=0.8, animated=True, zorder=ABOVE + 2
    )

    def move(points) -> None:
        marks.set_data(points[:, 0], points[:, 1])

    return move


def samples(ax: Axes, palette: Palette, *, size: float = 3.4) -> Move:
    """Dots, filled for one half and hollow for the other, moved to (points `(k, 2)`, half `(k,)` of booleans)."""
    marks = [
        ax.plot(
            [], [], "o", markersize=size, markerfacecolor=face, markeredgecolor=palette.ink, markeredgewidth=0.7,
            animated=True, zorder=ABOVE + 1,
        )[0]
        for face in (palette.ink, palette.paper)
    ]  # fmt: skip

    def move(points, half) -> None:
        for mark, chosen in zip(marks, (half, ~np.asarray(half)), strict=True):
            mark.set_data(points[chosen, 0], points[chosen, 1])

    return move


def classes(ax: Axes, palette: Palette, *, key: bool = True) -> Move:
    """Points in two classes, in the colours of f₁ and f₂, round and square; moved to (points `(k, 2)`, labels).

    Without the key in the panel say elsewhere what is what.
    """
    dots = [
        ax.plot(
            [], [], MARKERS[i], color=palette.rows[i], markersize=5, markeredgewidth=0.8,
            markeredgecolor=palette.paper, animated=True, zorder=ABOVE,
        )[0]
        for i in range(2)
    ]  # fmt: skip
    if key:
        _quiet(ax.legend(dots, ["class 1", "class 2"], **KEY)).set(animated=True, zorder=ABOVE + 1)

    def move(points, labels) -> None:
        for i, each in enumerate(dots):
            each.set_data(*points[labels == i].T)

    return move


def _quiet(legend: Legend) -> Legend:
    """The legend, whose parts else make the background stale each time it is drawn."""
    for part in legend.findobj():
        part.stale_callback = None
    return legend


def numbered(ax: Axes, palette: Palette, count: int) -> Move:
    """Diamonds at the points `(k, 2)`, k ≤ count, each with its number beside it, 1, 2, 3, …"""
    (dots,) = ax.plot(
        [], [], "D", color=palette.ink, markersize=7, markeredgewidth=1.3, markeredgecolor=palette.paper, animated=True,
        zorder=ABOVE + 5,
    )  # fmt: skip
    names = [
        ax.annotate(
            str(k + 1), (0, 0), (9, 9), textcoords="offset points", color=palette.ink, fontsize=12, weight="bold",
            ha="center", va="center", animated=True, zorder=ABOVE + 7,
            path_effects=[withStroke(linewidth=3, foreground=palette.paper)],
        )
        for k in range(count)
    ]  # fmt: skip

    def move(points) -> None:
        points = np.reshape(points, (-1, 2))
        dots.set_data(points[:, 0], points[:, 1])
        for k, name in enumerate(names):
            name.set_visible(k < len(points))
            if k < len(points):
                name.xy = tuple(points[k])

    return move
