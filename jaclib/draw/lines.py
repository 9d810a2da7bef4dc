"""Lines: curves, many polylines at once, and what goes from side to side of a panel."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from jaclib.draw.marks import ABOVE, UNCOVERED, Cached, Dashes, Move, Style, obstacle, put, unchanged
from jaclib.draw.palette import Palette

SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])


def dashes(dashed: Dashes) -> tuple[float | None, float | None]:
    """The lengths of a dash and of a gap, in widths of the line, as matplotlib takes them."""
    if isinstance(dashed, bool):
        return (5, 2.5) if dashed else (None, None)
    return dashed


def curve(
    ax: Axes, color: str, *, width=2.2, dashed: Dashes = False, alpha=1.0, fill="", rim=False, dots=0.0,
    sharp=False, order=2.0, still=False, clear=False, cached: Cached | None = None
) -> Move:  # fmt: skip
    """A curve through points `(k, 2)`, or polylines `(lines, k, 2)` in one stroke, with gaps where they are not finite.

    `dashed` may give the lengths of a dash and of a gap; `fill` is the colour of the inside of a closed curve; a `rim`
    in the colour of the paper makes it seen on any colour; `dots` of this size lie at the points; a `sharp` one has
    pointed corners. `order` says what lies above what; a `still` curve is part of the background. Labels that are put
    up later keep clear of a `clear` one.
    """
    inside = put(ax, Polygon([(0, 0)], color=fill, linewidth=0), 0) if fill else None
    look: Style = {"solid_joinstyle": "miter" if sharp else "round", "dashes": dashes(dashed), "zorder": 0.6}
    line, outline = Line2D([], [], color=color, linewidth=width, alpha=alpha, **look), obstacle(ax, clear)
    if rim:
        line.set_path_effects([withStroke(linewidth=width + 1.8, foreground=ax.get_facecolor())])
    if dots:
        line.set(marker="o", markersize=dots, markeredgecolor=ax.get_facecolor(), markeredgewidth=0.8)
    put(ax, line, order, cached, still=still)

    def move(points) -> None:
        points = np.asarray(points, dtype=float)
        outline(points)
        line.set_data(*joined(points).T)
        if inside:
            inside.set(xy=points, visible=bool(np.isfinite(points).all()))

    return unchanged(move, cached) if still or cached else move


def joined(lines: np.ndarray) -> np.ndarray:
    """Join polylines `(lines, k, 2)` to one, `(n, 2)`, with a row of NaN between two; a single one is left as it is.

    >>> joined(np.zeros((2, 3, 2))).shape, joined(np.zeros((3, 2))).shape
    ((8, 2), (3, 2))
    """
    if lines.ndim < 3:
        return lines.reshape(-1, 2)
    return np.insert(lines, lines.shape[1], np.nan, axis=1).reshape(-1, 2)


def guess(ax: Axes, palette: Palette) -> Move:
    """A region as it was guessed, moved to its outline `(k, 2)`: dotted, named, seen before the truth."""
    look: Style = {"color": palette.third, "gid": UNCOVERED}
    rim = [withStroke(linewidth=width, foreground=ax.get_facecolor()) for width in (5.4, 3)]
    round_dots: Style = {"linewidth": 3.2, "linestyle": (0, (0.01, 1.7)), "dash_capstyle": "round"}
    line = put(ax, Line2D([], [], path_effects=rim[:1], **round_dots, **look), 4)
    name = put(ax, Text(text="your guess", style="italic", ha="center", path_effects=rim[1:], **look), 8)
    name.set_transform(ax.transData + ScaledTranslation(0, 6 / 72, ax.figure.dpi_scale_trans))

    def move(outline) -> None:
        outline = np.asarray(outline, dtype=float).reshape(-1, 2)
        line.set_data(*outline.T)
        name.set_visible(len(outline) > 0)
        if len(outline):
            low, high = np.transpose([ax.get_xlim(), ax.get_ylim()])
            margin = (high - low) * [0.2, 0.1]  # so that the name is inside of the panel
            name.set_position(np.clip(outline[outline[:, 1].argmax()], low + margin, high - margin))

    return move


def border(ax: Axes, palette: Palette) -> Move:
    """A double line through points `(k, 2)`, as det J = 0 is drawn on a sheet; labels keep clear of it."""
    outer = curve(ax, palette.ink, width=4.2, order=-2, clear=True)
    inner = curve(ax, palette.paper, width=1.5, order=-2)

    def move(points) -> None:
        outer(points), inner(points)

    return move


def curves(ax: Axes, color, *, width=1.0, dashed=False, alpha: float | None = None, order=0.0, clear=False) -> Move:
    """Many lines `(k, points, 2)`, each stroked alone, so that it shows where they cross; options as of `curve`."""
    look: Style = {"linewidths": width, "linestyles": [(0, (4, 2))] if dashed else "solid", "capstyle": "round"}
    lines = put(ax, LineCollection([], colors=color, alpha=alpha, **look), order)
    outline = obstacle(ax, clear)

    def move(paths) -> None:
        outline(paths)
        lines.set_segments(list(np.asarray(paths)))

    return move


def grid(ax: Axes, color) -> Move:
    """Grid lines `(k, points, 2)` in the background; they cost a new background only when they change."""
    lines = put(ax, LineCollection([], colors=color, linewidths=0.8, zorder=0.5), 0, still=True)
    return unchanged(lambda paths: lines.set_segments(list(np.asarray(paths))))


def moving_grid(ax: Axes, color) -> Move:
    """Grid lines `(k, points, 2)` that move, below all else that does, and finer ones: (lines, finer ones, opacity)."""
    coarse, fine = (put(ax, LineCollection([], colors=color, linewidths=0.8), -1) for _ in range(2))

    def move(lines, finer, opacity) -> None:
        coarse.set_segments(list(lines))
        fine.set_segments(list(finer) if opacity > 0 else [])
        fine.set_alpha(float(opacity))

    return move


def rule(ax: Axes, color: str, *, level=False, width=1.0, alpha=0.6, dashed=False, clear=False) -> Move:
    """A thin line from side to side of a panel: upright, moved to x, or level, moved to y; none where that is NaN."""
    look: Style = {"color": color, "linewidth": width, "alpha": alpha, "animated": True, "zorder": ABOVE}
    line, outline = (ax.axhline if level else ax.axvline)(1, dashes=dashes(dashed), **look), obstacle(ax, clear)

    def move(at) -> None:
        (line.set_ydata if level else line.set_xdata)([at, at])
        ends = np.array(ax.get_xlim() if level else ax.get_ylim())
        outline(np.stack(np.broadcast_arrays(*((ends, at) if level else (at, ends))), axis=1))

    return move


def staircase(levels) -> np.ndarray:
    """Levels `(k,)` as a curve of steps `(2k, 2)`, each one unit wide around 0, 1, 2, …

    >>> staircase([3, 5]).tolist()
    [[-0.5, 3.0], [0.5, 3.0], [0.5, 5.0], [1.5, 5.0]]
    """
    edges = np.arange(len(levels) + 1) - 0.5
    return np.stack([np.repeat(edges, 2)[1:-1], np.repeat(levels, 2)], axis=1)


def rectangle(corner, count, side) -> np.ndarray:
    """The outline `(5, 2)` of (columns, rows) entries."""
    return np.asarray(corner) + side * np.array(count) * SQUARE
