"""A quantity over a part of the plane, in shades; points in two classes; a picture of few pixels."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette
from jaclib.draw.panels import frame
from jaclib.draw.sheet import Sheet

MARKERS = "os"  # a class each: not by colour alone
KEY = dict(
    loc="lower right", ncols=2, fontsize=9, handlelength=0.8, columnspacing=1, handletextpad=0.4, borderpad=0.3,
    borderaxespad=0.3, framealpha=0.85, edgecolor="none",
)  # fmt: skip


def heat(ax: Axes, palette: Palette) -> Move:
    """Cells in shades from 0, the colour of the paper, to 1; moved to (corners `(m+1, n+1, 2)`, shades `(m, n)`).

    Nothing is drawn anew for arrays that are the same objects as before.
    """
    lay = _shaded(palette, drawn := Sheet(ax, [], folds=False))
    shown: list = [None, None]

    def move(corners, shades) -> None:
        if shown[0] is not corners or shown[1] is not shades:
            shown[:] = corners, shades
            lay(corners, shades)
            drawn.drawn = None

    return move


def classified(ax: Axes, palette: Palette) -> Move:
    """`heat` with points in two classes and the line between them upon it: all of it is drawn once, and put back.

    Moved to (corners, shades, points `(k, 2)`, labels, boundary `(l, 2)` with NaN for gaps).
    """
    dots = [
        Line2D(
            [], [], marker=MARKERS[i], color=palette.rows[i], linestyle="none", markersize=5, markeredgewidth=0.8,
            markeredgecolor=palette.paper,
        )
        for i in range(2)
    ]  # fmt: skip
    edges = [Line2D([], [], color=color, linewidth=width) for color, width in ((palette.paper, 4), (palette.ink, 2.2))]
    drawn = Sheet(ax, [*dots, *edges], folds=False)
    drawn.lines.append(_quiet(Legend(ax, dots, ["class 1", "class 2"], **KEY)))
    lay, shown = _shaded(palette, drawn), [None]

    def move(corners, shades, points, labels, boundary) -> None:
        if shown[0] is shades:
            return
        shown[0] = shades
        lay(corners, shades)
        for i, each in enumerate(dots):
            each.set_data(*points[labels == i].T)
        for each in edges:
            each.set_data(*boundary.T)
        drawn.drawn = None

    return move


def _shaded(palette: Palette, drawn: Sheet) -> Move:
    table = _shades(palette)(np.linspace(0, 1, 256))

    def lay(corners, shades) -> None:
        drawn.corners, drawn.reversed = corners, np.zeros(shades.size, dtype=bool)
        drawn.colors = table[(np.nan_to_num(shades).clip(0, 1) * 255).astype(int)].reshape(-1, 4)
        drawn.colors[np.isnan(shades).ravel(), 3] = 0

    return lay


def shades_key(ax: Axes, palette: Palette, name: str, low: str, high: str) -> None:
    """What the shades stand for, in the row above the panel: the name, and the values at 0 and at 1."""
    bar = ax.inset_axes((0.36, 1.028, 0.4, 0.042))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_shades(palette), aspect="auto", extent=(0, 1, 0, 1))
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set(visible=True, color=palette.quiet)
    style = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-0.04, 0.5, f"{name}   {low}", ha="right", **style)
    bar.text(1.04, 0.5, high, ha="left", **style)


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


def _shades(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("shades", palette.signed[2:])


def small_picture(ax: Axes, palette: Palette) -> Move:
    """A picture of few pixels, from 0, the paper, to 1, ink, with room for words below it; moved to (m, n)."""
    ink = LinearSegmentedColormap.from_list("ink", [palette.paper, palette.ink])
    image = ax.imshow(
        np.zeros((8, 8)), cmap=ink, vmin=0, vmax=1, extent=(0, 8, 0, 8), aspect="auto", interpolation="nearest",
        animated=True, zorder=ABOVE,
    )  # fmt: skip
    frame(ax, ((-0.1, 8.1), (-1.3, 8.1)))
    ax.plot([0, 8, 8, 0, 0], [0, 0, 8, 8, 0], color=palette.quiet, linewidth=1)
    ax.set_axis_off()
    return image.set_data
