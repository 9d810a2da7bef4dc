"""Marks for a layer of a network: where a neuron is in balance, and how steep its activation is there."""

import numpy as np
from matplotlib.axes import Axes

from jaclib.draw.labels import note_at
from jaclib.draw.marks import ABOVE, Move, point


def boundary(ax: Axes, color: str, name: str, *, dashed: bool = False) -> Move:
    """The line on which w · x + b = 0, from side to side of the panel, with its name; moved to (w, b)."""
    line = ax.axline((0, 0), (1, 1), color=color, linewidth=1.6, animated=True, zorder=ABOVE)
    if dashed:
        line.set_dashes([5, 2.5])
    named = note_at(ax, name, color, offset=(0, 0))

    def move(w, b) -> None:
        w = np.asarray(w, dtype=float)
        size = w @ w
        foot = -b * w / size if size > 0 else np.full(2, np.nan)
        along = np.array([-w[1], w[0]]) / np.sqrt(size) if size > 0 else np.zeros(2)
        line.set_visible(bool(size > 0))
        if size > 0:
            line.set(xy1=tuple(foot), xy2=tuple(foot + along))
        named(_edge(ax, foot, along))

    return move


def _edge(ax: Axes, foot, along):
    """The place on a line, a little inside of the panel, where its upper end leaves it; NaN where it is out of view."""
    if not np.isfinite(foot).all():
        return foot
    low, high = np.transpose([ax.get_xlim(), ax.get_ylim()])
    margin = np.array([0.13, 0.06]) * (high - low)
    low, high = low + margin, high - margin
    with np.errstate(divide="ignore"):
        ends = np.sort([(low - foot) / along, (high - foot) / along], axis=0)
    first, last = ends[0].max(), ends[1].min()
    upward = last if along[1] > 0 or (along[1] == 0 and along[0] > 0) else first
    return foot + upward * along if first < last else np.full(2, np.nan)


def tangent(ax: Axes, color: str, name: str, *, reach: float, below: bool = False, dashed: bool = False) -> Move:
    """A dot on a graph and the line that touches it there, `reach` wide to each side; moved to (x, y, slope)."""
    (line,) = ax.plot([], [], color=color, linewidth=2.2, animated=True, zorder=ABOVE + 2)
    if dashed:
        line.set_dashes([5, 2.5])
    dot, named = point(ax, color, size=8), note_at(ax, name, color, offset=(11, -12) if below else (-11, 12))

    def move(x, y, slope) -> None:
        line.set_data([x - reach, x + reach], [y - reach * slope, y + reach * slope])
        dot((x, y)), named((x, y))

    return move
