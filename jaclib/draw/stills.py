"""Whole figures that hold still, in tones that can be read on a light page and on a dark one."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from jaclib.draw.cells import short
from jaclib.draw.marks import Style
from jaclib.draw.palette import LIGHT

GREY, BLUE, ORANGE = "#7a7f8a", "#2f86c1", "#d9661f"  # as in explore/page.mplstyle
GAP = 1.0  # between two matrices, as wide as an entry
APART = 2.2  # two entries of a tape
BEND = 0.22  # of an arrow, as a share of its length


def product_to_scale(factors: Sequence, product, names: Sequence[str], most: float = 2.0) -> Figure:
    """Matrices in the order of their product, and what it is, to scale: an entry is a square, shaded by its value."""
    matrices = [np.asarray(each, dtype=float) for each in (*factors, product)]
    highest = max(len(each) for each in matrices)
    width = sum(each.shape[1] + GAP for each in matrices)
    figure = Figure(figsize=(8.4, 8.4 * (highest + 2.2) / (width + GAP)))
    ax = _empty(figure, (-GAP, width), (-highest / 2 - 1.3, highest / 2 + 0.9))
    colours, left = LinearSegmentedColormap.from_list("signed", LIGHT.signed), 0.0
    for each, name in zip(matrices, names, strict=True):
        (m, n), side = each.shape, (left, left + each.shape[1], -len(each) / 2, len(each) / 2)
        ax.imshow(each, cmap=colours, vmin=-most, vmax=most, extent=side)
        ax.text(left + n / 2, m / 2 + 0.2, name, ha="center", va="bottom", fontsize=12)
        ax.text(left + n / 2, -m / 2 - 0.2, f"{m} × {n}", ha="center", va="top", fontsize=10)
        for i, j in np.argwhere(each < 0):  # not by the colour alone
            ax.text(left + j + 0.5, m / 2 - i - 0.5, "−", ha="center", va="center", color=LIGHT.ink)
        left += n + GAP
    ax.text(
        (width - GAP) / 2, -highest / 2 - 1.2, "orange: positive; violet, with −: negative", ha="center", fontsize=9
    )
    ax.set(xlim=(-GAP, width), ylim=(-highest / 2 - 1.3, highest / 2 + 0.9))
    return figure


def tape(entries: Sequence) -> Figure:
    """The operations of a program from left to right: above them the values forwards, below what comes back.

    An entry has a `name`, a `value`, the `inputs`, which are earlier entries, the `row` that has come back to it, and
    `pull`, which takes this row to a row for each input. Numbers are written out, of arrays the shape.
    """
    width = APART * len(entries) + 0.2
    figure = Figure(figsize=(8.4, 8.4 * 3.9 / width))  # a unit is as high as it is wide
    ax = _empty(figure, (-1.2, width - 1.2), (-2.0, 1.9))
    places = {id(each): APART * k for k, each in enumerate(entries)}
    for each in entries:
        x = places[id(each)]
        box = dict(boxstyle="round,pad=0.4", facecolor="none", edgecolor=GREY)
        ax.text(x, 0, each.name, ha="center", va="center", bbox=box)
        ax.text(x, 0.5, _written(each.value), ha="center", color=BLUE)
        ax.text(x, -0.5, _written(each.row), ha="center", va="top", color=ORANGE)
        for given, part in zip(each.inputs, each.pull(each.row), strict=True):
            _arc(ax, places[id(given)], x, 0.85, BLUE, "-")
            lowest, middle = _arc(ax, x, places[id(given)], -0.85, ORANGE, "--"), (x + places[id(given)]) / 2
            ax.text(middle, lowest + 0.05, _written(part), ha="center", va="bottom", color=ORANGE, fontsize=9)
    ax.text(-1.1, 1.6, "forwards: values", color=BLUE, fontsize=9)
    ax.text(-1.1, -1.8, "backwards: what comes back (dashed)", color=ORANGE, fontsize=9)
    return figure


def _empty(figure: Figure, x: tuple, y: tuple) -> Axes:
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=x, ylim=y)
    ax.set_axis_off()
    return ax


def _arc(ax: Axes, start: float, end: float, y: float, color: str, style: str) -> float:
    """An arrow that bends away from the entries; how far away it comes."""
    arrow: Style = dict(arrowstyle="-|>", mutation_scale=10, color=color, linestyle=style, shrinkA=6, shrinkB=6)
    ax.add_patch(FancyArrowPatch((start, y), (end, y), connectionstyle=f"arc3,rad={-BEND}", linewidth=1.2, **arrow))
    return y + BEND / 2 * abs(end - start) * np.sign(y)


def _written(value) -> str:
    """A number, or the shape of an array."""
    value = np.asarray(value, dtype=float)
    return short(value.item()) if value.size == 1 else " × ".join(map(str, value.shape))
