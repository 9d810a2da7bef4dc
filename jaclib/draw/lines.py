"""Lines: curves, many polylines at once, and what goes from side to side of a panel."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from jaclib.draw.axes import ABOVE, Move
from jaclib.draw.palette import Palette

SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])


def curve(ax: Axes, color: str, *, width: float = 2.2, dashed: bool = False, fill: str | None = None) -> Move:
    """A curve through points `(k, 2)`, closed and filled if `fill` is a colour. Gaps where they are not finite."""
    inside = None
    if fill:
        (inside,) = ax.fill([0], [0], color=fill, linewidth=0, animated=True, zorder=ABOVE)
    (line,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 2)
    if dashed:
        line.set_dashes([5, 2.5])

    def move(points) -> None:
        points = np.asarray(points)
        line.set_data(points[:, 0], points[:, 1])
        if inside:
            inside.set_xy(points)
            inside.set_visible(bool(np.isfinite(points).all()))

    return move


def outline(ax: Axes, color: str, *, width: float = 2.2, dashes: tuple[float, float] | None = None) -> Move:
    """A curve through `(k, 2)` with a rim in the colour of the paper, so that it is seen on any colour."""
    rim = [withStroke(linewidth=width + 1.8, foreground=ax.get_facecolor())]
    (line,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 2, path_effects=rim)
    if dashes:
        line.set_dashes(dashes)

    def move(points) -> None:
        line.set_data(points[:, 0], points[:, 1])

    return move


def behind(ax: Axes, color: str, *, width: float = 0.9, alpha: float = 1.0) -> Move:
    """Curves `(k, 2)` in the background, with NaN for gaps; they cost a new one only where they change."""
    (line,) = ax.plot([], [], color=color, linewidth=width, alpha=alpha, zorder=0.6)
    shown: list = [None]

    def move(points) -> None:
        if shown[0] is not points:
            shown[0] = points
            line.set_data(points[:, 0], points[:, 1])

    return move


def border(ax: Axes, palette: Palette) -> Move:
    """Curves `(k, 2)` as a double line, as det J = 0 is drawn on a sheet."""
    lines = [
        ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE - 2)[0]
        for color, width in ((palette.ink, 4.2), (palette.paper, 1.5))
    ]

    def move(points) -> None:
        for line in lines:
            line.set_data(points[:, 0], points[:, 1])

    return move


def beads(ax: Axes, color: str, *, size: float = 4.5, width: float = 1.5) -> Move:
    """Small dots at points `(k, 2)`, joined by a thin line, or by none of `width` 0."""
    line = Line2D([], [], color=color, linewidth=width, marker="o", markersize=size, animated=True, zorder=ABOVE + 3)
    line.set(markeredgecolor=ax.get_facecolor(), markeredgewidth=0.8)
    ax.add_line(line)

    def move(points) -> None:
        line.set_data(points[:, 0], points[:, 1])

    return move


def staircase(ax: Axes, color: str, *, width: float = 2.2, dashed: bool = False) -> Move:
    """Levels `(k,)` as steps, each one unit wide around 0, 1, 2, …"""
    (line,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 2)
    if dashed:
        line.set_dashes([5, 2.5])

    def move(levels) -> None:
        edges = np.arange(len(levels) + 1) - 0.5
        line.set_data(np.repeat(edges, 2)[1:-1], np.repeat(levels, 2))

    return move


def spokes(ax: Axes, color: str, count: int, *, width: float = 1.4) -> Move:
    """Dotted diameters through one centre `(2,)`, along the rows of `(count, 2)` and against them."""
    lines = [
        ax.plot([], [], color=color, linewidth=width, linestyle=(0, (1, 1.6)), animated=True, zorder=ABOVE + 3)[0]
        for _ in range(count)
    ]

    def move(centre, vectors) -> None:
        for line, vector in zip(lines, np.asarray(vectors), strict=True):
            line.set_data(*np.transpose([centre - vector, centre + vector]))

    return move


def legs(ax: Axes, color: str) -> Move:
    """The way from a tail `(2,)` over a corner `(2,)` to a tip `(2,)`, dotted: the entries of a vector as lengths."""
    (line,) = ax.plot([], [], color=color, linewidth=1.4, linestyle=(0, (1, 1.6)), animated=True, zorder=ABOVE + 1)

    def move(tail, corner, tip) -> None:
        line.set_data(*np.transpose([tail, corner, tip]))

    return move


def crosshair(ax: Axes, colors: tuple[str, str]) -> Move:
    """Two thin lines through a point `(2,)` from side to side, upright and level; hidden where it is not finite."""
    lines = [
        draw(0, color=color, linewidth=1.6, linestyle=style, animated=True, zorder=ABOVE)
        for draw, color, style in zip((ax.axvline, ax.axhline), colors, ("-", (0, (5, 2.5))), strict=True)
    ]

    def move(at) -> None:
        lines[0].set_xdata([at[0], at[0]])
        lines[1].set_ydata([at[1], at[1]])

    return move


def upright(ax: Axes, color: str) -> Move:
    """A thin line from bottom to top, moved to x."""
    line = ax.axvline(1, color=color, linewidth=1, alpha=0.6, animated=True, zorder=ABOVE)
    return lambda x: line.set_xdata([x, x])


def grid(ax: Axes, color: str, *, width: float = 0.8) -> Move:
    """Grid lines `(k, points, 2)` in the background; they cost a new background only when they change."""
    lines = LineCollection([], colors=color, linewidths=width, zorder=0.5)
    ax.add_collection(lines, autolim=False)
    shown: list = [None]

    def move(paths) -> None:
        paths = np.asarray(paths)
        if shown[0] is None or not np.array_equal(paths, shown[0], equal_nan=True):
            shown[0] = np.array(paths)
            lines.set_segments(list(shown[0]))

    return move


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


def segments(ax: Axes, color: str, *, width: float, alpha: float = 1.0, order: float = 0) -> Move:
    """Polylines `(k, points, 2)` in one stroke, which is drawn many times faster than a collection of them."""
    (line,) = ax.plot(
        [], [], color=color, linewidth=width, alpha=alpha, animated=True, zorder=ABOVE + order,
        solid_joinstyle="miter", solid_capstyle="projecting",
    )  # fmt: skip

    def move(paths) -> None:
        paths = np.asarray(paths, dtype=float)
        apart = np.insert(paths, paths.shape[1], np.nan, axis=1).reshape(-1, 2) if len(paths) else np.zeros((0, 2))
        line.set_data(*apart.T)

    return move


def rectangle(corner, count, side) -> np.ndarray:
    """The outline `(5, 2)` of (columns, rows) entries."""
    return np.asarray(corner) + side * np.array(count) * SQUARE
