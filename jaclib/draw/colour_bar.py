"""Scales of colours, and what they stand for, in the row above a panel."""

from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from jaclib.draw.marks import Move, Style
from jaclib.draw.palette import Palette
from jaclib.draw.panels import CSS

HATCH = "//////"
LOWEST, HIGHEST = -8.0, 0.0  # of the log-densities that colours tell apart
ENDS = f"≤ −{-LOWEST:g}", f"≥ {HIGHEST:g}"  # of a bar for them


# for each kind where its bar begins, how wide it is, and how far from it its ends are named, in widths of the panel
BARS = {"signed": (0.42, 0.42, 0.03), "density": (0.3, 0.5, 0.03), "shades": (0.36, 0.4, 0.04)}


@lru_cache
def table(palette: Palette, kind: str, count: int = 256) -> np.ndarray:
    """The colours `(count, 4)` of a scale, from the lowest to the highest: "signed" numbers, a "density", "shades"."""
    scales = {"signed": palette.signed, "density": palette.density, "shades": palette.signed[2:]}
    return LinearSegmentedColormap.from_list("", scales[kind])(np.linspace(0, 1, count))


def colour_bar(ax: Axes, palette: Palette, kind: str, name: str, ends=("≤ −{:g}", "≥ {:g}")) -> Move:
    """Say what the colours of a `kind` of scale stand for, in the row above the panel, with the values at its ends.

    As on the sheet, what is negative on a signed one is hatched, and 0 is a double line. Moved to the numbers that the
    `ends` have a place for; part of the background.
    """
    left, wide, gap = BARS[kind]
    tall = ax.get_window_extent().height * CSS / ax.figure.dpi  # the row is as high above a tall panel
    bar = ax.inset_axes((left, 1 + min(0.028, 8 / tall), wide, min(0.042, 12 / tall)))
    bar.imshow(table(palette, kind)[None], aspect="auto", extent=(-1, 1, 0, 1))
    bar.set(xticks=[], yticks=[])
    style: Style = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    if kind == "signed":
        bar.add_patch(Rectangle((-1, 0), 1, 1, fill=False, hatch=HATCH, edgecolor=palette.ink, linewidth=0, alpha=0.7))
        bar.axvline(0, color=palette.ink, linewidth=4.2), bar.axvline(0, color=palette.paper, linewidth=1.5)
        bar.spines[:].set_visible(False)
        bar.text(-1, 0.5, name, ha="left", **style)
    else:
        bar.spines[:].set(visible=True, color=palette.faint if kind == "density" else palette.quiet)
        ends = f"{name}   {ends[0]}", ends[1]
    low, high = bar.text(-gap, 0.5, "", ha="right", **style), bar.text(1 + gap, 0.5, "", ha="left", **style)

    def move(*limits) -> None:
        low.set_text(ends[0].format(*limits))
        high.set_text(ends[1].format(*limits))

    if "{" not in "".join(ends):
        move()
    return move
