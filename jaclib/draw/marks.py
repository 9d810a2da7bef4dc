"""The marks of the course. Each is put up once and gives back the function that moves it.

Marks that move are `animated`, which keeps them out of the saved background; `still=True` makes one that is part
of the background, which then is drawn anew only when the mark really changes.
"""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

Move = Callable[..., None]

ABOVE = 10  # what moves lies above all that stands still, so that a saved background can lie below it


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


def point(ax: Axes, color: str, *, size: float = 9) -> Move:
    """A dot with a rim in the colour of the paper, moved to `(2,)`."""
    (dot,) = ax.plot(
        [], [], "o", color=color, markersize=size, markeredgewidth=1.5, markeredgecolor=ax.get_facecolor(),
        animated=True, zorder=ABOVE + 6,
    )  # fmt: skip

    def move(at) -> None:
        dot.set_data([at[0]], [at[1]])

    return move


def arrows(ax: Axes, colors: tuple[str, ...]) -> Move:
    """Arrows from one tail `(2,)` along the rows of `(k, 2)`, one a colour."""
    start = np.zeros(len(colors))
    quiver = ax.quiver(
        start, start, start, start, color=colors, angles="xy", scale_units="xy", scale=1, units="dots",
        width=2.6 * ax.figure.dpi / 96, headwidth=4.2, headlength=5, headaxislength=4.6, animated=True,
        zorder=ABOVE + 4,
    )  # fmt: skip

    def move(tail, vectors) -> None:
        vectors = np.asarray(vectors)
        quiver.set_offsets(np.broadcast_to(np.asarray(tail), vectors.shape))
        quiver.set_UVC(vectors[:, 0], vectors[:, 1])

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


def note(ax: Axes, color: str, at: tuple[float, float], *, offset=(0, 0), size: float = 10, align="left") -> Move:
    """Words at a place of the panel, (0, 0) its lower left corner and (1, 1) its upper right one.

    `offset` is their distance from there, in points.
    """
    words = ax.annotate(
        "", at, offset, xycoords="axes fraction", textcoords="offset points", color=color, fontsize=size, ha=align,
        va="center", animated=True, zorder=ABOVE + 8,
        path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())],
    )  # fmt: skip
    return words.set_text


def note_below(ax: Axes, color: str, *, size: float = 10) -> Move:
    """Words below the panel, on the line of its axis' name and to the left of it."""
    return note(ax, color, (0, 0), offset=(-37, -25), size=size)


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


def key(ax: Axes, entries: list[tuple[str, str, bool]]) -> None:
    """What the curves mean, in the row between the title and the panel: (words, colour, dashed)."""
    handles = [Line2D([], [], color=color, dashes=(3, 1.5) if dashed else (None, None)) for _, color, dashed in entries]
    out = min(0.02, 8 * ax.figure.dpi / 96 / ax.get_window_extent().width)
    ax.legend(
        handles, [words for words, *_ in entries], loc="lower left", bbox_to_anchor=(-out, 0.985), ncols=len(entries),
        frameon=False, fontsize=9, handlelength=1.7, columnspacing=1, handletextpad=0.5, borderpad=0.2,
    )  # fmt: skip


def hint(ax: Axes, words: str, color: str) -> Text:
    """Quiet words in the row between the title and the panel."""
    return ax.annotate(
        words, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", color=color, fontsize=9.5
    )


def upright(ax: Axes, color: str) -> Move:
    """A thin line from bottom to top, moved to x."""
    line = ax.axvline(1, color=color, linewidth=1, alpha=0.6, animated=True, zorder=ABOVE)
    return lambda x: line.set_xdata([x, x])


def log_axes(ax: Axes, xlim, ylim, xlabel: str, ylabel: str, color: str) -> None:
    """Logarithmic axes with a faint grid, which hold still."""
    ax.set(xscale="log", yscale="log", xlim=xlim, ylim=ylim, xlabel=xlabel, ylabel=ylabel)
    ax.grid(color=color, linewidth=0.8)
    ax.minorticks_off()


def pixels_per_unit(ax: Axes) -> np.ndarray:
    """How many pixels one unit is long, along x and along y."""
    extent = ax.get_window_extent()
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    return np.array([extent.width / (x1 - x0), extent.height / (y1 - y0)])
