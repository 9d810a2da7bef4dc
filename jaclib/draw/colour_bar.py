"""What colours stand for, in the row above a panel."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from jaclib.draw.axes import Move
from jaclib.draw.palette import Palette

HATCH = "//////"

LOWEST, HIGHEST = -8.0, 0.0  # of the log-densities that colours tell apart


def density_scale(ax: Axes, palette: Palette) -> None:
    """What the colours stand for, in the row above the panel."""
    bar = ax.inset_axes((0.3, 1.028, 0.5, 0.042))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_density_map(palette), aspect="auto", extent=(0, 1, 0, 1))
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set(visible=True, color=palette.faint)
    style: dict[str, Any] = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-0.03, 0.5, f"log p   ≤ −{-LOWEST:g}", ha="right", **style)
    bar.text(1.03, 0.5, f"≥ {HIGHEST:g}", ha="left", **style)


def shades_key(ax: Axes, palette: Palette, name: str, low: str, high: str) -> None:
    """What the shades stand for, in the row above the panel: the name, and the values at 0 and at 1."""
    bar = ax.inset_axes((0.36, 1.028, 0.4, 0.042))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_shades_map(palette), aspect="auto", extent=(0, 1, 0, 1))
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set(visible=True, color=palette.quiet)
    style: dict[str, Any] = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-0.04, 0.5, f"{name}   {low}", ha="right", **style)
    bar.text(1.04, 0.5, high, ha="left", **style)


def scale(ax: Axes, palette: Palette, name: str) -> Move:
    """What colours stand for, in the row above the panel, from −limit to limit.

    As on the sheet, what is negative is hatched, and 0 is a double line. Moved to the limit; part of the background.
    """
    tall = ax.get_window_extent().height * 96 / ax.figure.dpi  # in CSS pixels: the row is as high above a tall panel
    bar = ax.inset_axes((0.42, 1 + min(0.028, 8 / tall), 0.42, min(0.042, 12 / tall)))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_signed_map(palette), aspect="auto", extent=(-1, 1, 0, 1))
    half = Rectangle((-1, 0), 1, 1, fill=False, hatch=HATCH, edgecolor=palette.ink, linewidth=0, alpha=0.7)
    bar.add_patch(half)
    bar.axvline(0, color=palette.ink, linewidth=4.2), bar.axvline(0, color=palette.paper, linewidth=1.5)
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set_visible(False)
    style: dict[str, Any] = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-1, 0.5, name, ha="left", **style)
    low, high = bar.text(-0.03, 0.5, "", ha="right", **style), bar.text(1.03, 0.5, "", ha="left", **style)

    def move(limit) -> None:
        if high.get_text() != f"≥ {limit:g}":
            low.set_text(f"≤ −{limit:g}")
            high.set_text(f"≥ {limit:g}")

    return move


def _signed_map(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("signed", palette.signed)


def _density_map(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("density", palette.density)


def _shades_map(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("shades", palette.signed[2:])
