"""Quantities over a part of the plane, in colours: signed numbers on a sheet, densities, shades, tiles."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from jaclib.draw.axes import ABOVE, Move
from jaclib.draw.cached import Sheet
from jaclib.draw.colour_bar import HIGHEST, LOWEST, _density_map, _shades_map, _signed_map
from jaclib.draw.dots import KEY, MARKERS, _quiet
from jaclib.draw.palette import Palette

STRENGTH = 0.62  # of what is printed over the colours


def sheet(ax: Axes, palette: Palette, *, folds: bool = False) -> Move:
    """A mesh with what is printed on it, moved to (corners, values, printed, lines, hatch, folds).

    The values `(m, n)`, from −1 to 1, colour the cells between the corners `(m+1, n+1, 2)`; where one is NaN there is
    no cell. `printed` `(m, n, 4)` lies over that: red, green, blue and how much of it; NaN for a colour stands for ink.
    Lines, hatch and folds are polylines, each in one array `(k, 2)` with a row of NaN between one and the next. The
    folds are double lines, like roads on a map: not to be taken for an edge, in any colours. Nothing is worked out, and
    nothing drawn, for arrays that are the same objects as before.
    """
    table = _signed_map(palette)(np.linspace(0, 1, 256))[:, :3]
    ruled, hatched, outer, inner = (
        Line2D([], [], color=color, linewidth=width, alpha=alpha)
        for color, width, alpha in (
            (palette.ink, 0.6, 0.45), (palette.ink, 0.9, 0.75), (palette.ink, 4.2, 1), (palette.paper, 1.5, 1)
        )
    )  # fmt: skip
    drawn = Sheet(ax, [ruled, hatched, outer, inner], folds)
    shown: list = []

    def move(*arrays) -> None:
        if len(shown) == len(arrays) and all(one is other for one, other in zip(shown, arrays, strict=True)):
            return
        shown[:] = arrays
        drawn.corners, values, printed, lines, hatch, folds = arrays
        drawn.colors, drawn.reversed = _painted(table, palette, values, printed), (values < 0).ravel()
        for line, points in ((ruled, lines), (hatched, hatch), (outer, folds), (inner, folds)):
            line.set_data(points[:, 0], points[:, 1])
        drawn.drawn = None

    return move


def _painted(table, palette, values, printed):
    steps = (np.nan_to_num(values).clip(-1, 1) * 127.5 + 127.5).astype(int)
    ink = np.where(np.isnan(printed[..., :3]), to_rgb(palette.ink), printed[..., :3])
    over = STRENGTH * printed[..., 3:]
    colors = np.empty((*values.shape, 4))
    colors[..., :3] = (1 - over) * table[steps] + over * ink
    colors[..., 3] = ~np.isnan(values)
    return colors.reshape(-1, 4)


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
    table = _shades_map(palette)(np.linspace(0, 1, 256))

    def lay(corners, shades) -> None:
        drawn.corners, drawn.reversed = corners, np.zeros(shades.size, dtype=bool)
        drawn.colors = table[(np.nan_to_num(shades).clip(0, 1) * 255).astype(int)].reshape(-1, 4)
        drawn.colors[np.isnan(shades).ravel(), 3] = 0

    return lay


def density(ax: Axes, palette: Palette) -> Move:
    """A mesh of cells coloured by their log-density, with grid lines on it, moved to (corners, logs, lines).

    `corners` `(m+1, n+1, 2)` are the cells', `logs` `(m, n)` their log-densities, NaN where there is no cell; `lines`
    are polylines in one array, with a row of NaN between one and the next. Nothing is worked out for arrays that are
    the same objects as before.
    """
    table = _density_map(palette)(np.linspace(0, 1, 256))
    ruled = Line2D([], [], color=palette.ink, linewidth=0.6, alpha=0.35)
    drawn = Sheet(ax, [ruled], folds=False)
    shown: list = []

    def move(*arrays) -> None:
        if len(shown) == len(arrays) and all(one is other for one, other in zip(shown, arrays, strict=True)):
            return
        shown[:] = arrays
        drawn.corners, logs, lines = arrays
        share = (np.nan_to_num(logs, nan=LOWEST, neginf=LOWEST) - LOWEST) / (HIGHEST - LOWEST)
        drawn.colors = table[(share.clip(0, 1) * 255).astype(int)].reshape(-1, 4)
        drawn.colors[:, 3] = ~np.isnan(logs).ravel()
        ruled.set_data(lines[:, 0], lines[:, 1])
        drawn.drawn = None

    return move


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
