"""Marks for a density: the sheet that carries it, samples in two halves, and its level step by step."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import Line2D

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette
from jaclib.draw.sheet import Sheet

LOWEST, HIGHEST = -8.0, 0.0  # of the log-densities that colours tell apart


def density(ax: Axes, palette: Palette) -> Move:
    """A mesh of cells coloured by their log-density, with grid lines on it, moved to (corners, logs, lines).

    `corners` `(m+1, n+1, 2)` are the cells', `logs` `(m, n)` their log-densities, NaN where there is no cell; `lines`
    are polylines in one array, with a row of NaN between one and the next. Nothing is worked out for arrays that are
    the same objects as before.
    """
    table = _colormap(palette)(np.linspace(0, 1, 256))
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


def _colormap(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("density", palette.density)


def density_scale(ax: Axes, palette: Palette) -> None:
    """What the colours stand for, in the row above the panel."""
    bar = ax.inset_axes((0.3, 1.028, 0.5, 0.042))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_colormap(palette), aspect="auto", extent=(0, 1, 0, 1))
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set(visible=True, color=palette.faint)
    style = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-0.03, 0.5, f"log p   ≤ −{-LOWEST:g}", ha="right", **style)
    bar.text(1.03, 0.5, f"≥ {HIGHEST:g}", ha="left", **style)


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


def staircase(ax: Axes, color: str, *, width: float = 2.2, dashed: bool = False) -> Move:
    """Levels `(k,)` as steps, each one unit wide around 0, 1, 2, …"""
    (line,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 2)
    if dashed:
        line.set_dashes([5, 2.5])

    def move(levels) -> None:
        edges = np.arange(len(levels) + 1) - 0.5
        line.set_data(np.repeat(edges, 2)[1:-1], np.repeat(levels, 2))

    return move


def dust(ax: Axes, color: str) -> Move:
    """Data: small crosses at points `(k, 2)`."""
    (marks,) = ax.plot(
        [], [], "x", color=color, markersize=3.8, markeredgewidth=1, alpha=0.8, animated=True, zorder=ABOVE + 2
    )

    def move(points) -> None:
        marks.set_data(points[:, 0], points[:, 1])

    return move
