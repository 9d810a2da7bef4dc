"""A quantity over a part of the plane, in shades; points in two classes; a picture of few pixels."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette
from jaclib.draw.panels import frame
from jaclib.draw.sheet import Sheet

MARKERS = "os"  # a class each: not by colour alone


def heat(ax: Axes, palette: Palette) -> Move:
    """Cells in shades from 0, the colour of the paper, to 1; moved to (corners `(m+1, n+1, 2)`, shades `(m, n)`).

    Nothing is drawn anew for arrays that are the same objects as before.
    """
    table = _shades(palette)(np.linspace(0, 1, 256))
    drawn, shown = Sheet(ax, [], folds=False), [None, None]

    def move(corners, shades) -> None:
        if shown[0] is corners and shown[1] is shades:
            return
        shown[:] = corners, shades
        drawn.corners, drawn.reversed = corners, np.zeros(shades.size, dtype=bool)
        drawn.colors = table[(np.nan_to_num(shades).clip(0, 1) * 255).astype(int)].reshape(-1, 4)
        drawn.colors[np.isnan(shades).ravel(), 3] = 0
        drawn.drawn = None

    return move


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
        names = ax.legend(
            dots, ["class 1", "class 2"], loc="lower right", ncols=2, fontsize=9, handlelength=0.8, columnspacing=1,
            handletextpad=0.4, borderpad=0.3, borderaxespad=0.3, framealpha=0.85, edgecolor="none",
        )  # fmt: skip
        names.set(animated=True, zorder=ABOVE + 1)
        for part in names.findobj():  # which would make the background stale each time it is drawn
            part.stale_callback = None

    def move(points, labels) -> None:
        for i, each in enumerate(dots):
            each.set_data(*points[labels == i].T)

    return move


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
