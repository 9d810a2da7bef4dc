"""Marks for what a step is made of: its run and its rise, and where a level line crosses a panel."""

import numpy as np
from matplotlib.axes import Axes

from jaclib.draw.marks import ABOVE, Move


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
        lines[0].set_xdata([at[0], at[0]]), lines[1].set_ydata([at[1], at[1]])

    return move
