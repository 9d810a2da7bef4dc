"""Squared paper and what a map of the plane makes of it, beside each other: a picture for `still`."""

from collections.abc import Sequence

import jax
import matplotlib.style
import numpy as np
from jaxtyping import Float
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from jaclib.draw.axes import in_turns
from jaclib.maps import Map

FINE = 121  # points of a line, whose image may be bent


def paper(f: Map, box, *, cells: int, titles: tuple[str, str]) -> Figure:
    """Draw a box of a map's domain, cut into cells × cells, and its image. Sides that are multiples of π are angles.

    The colour of column 1 of J is that of the lines along which the first variable changes, column 2's of the others.
    """
    box = np.array(box, dtype=float)
    with matplotlib.style.context("jaclib.explore.page"):
        figure = Figure()
        panels = figure.subplots(1, 2, width_ratios=(1, 2), subplot_kw={"aspect": "equal"})
        for color, lines in zip(("C1", "C2"), cuts(box, cells), strict=True):
            for line in lines:
                for ax, points in zip(panels, (line, jax.vmap(f)(line)), strict=True):
                    ax.plot(*np.asarray(points).T, color, linewidth=1)
        for ax, title, names in zip(panels, titles, (f.variables, f.outputs), strict=True):
            ax.set(title=title, xlabel=names[0], ylabel=names[1])
        _ticked(panels[0], box), panels[1].locator_params(nbins=4)
    return figure


def cuts(box: Float[np.ndarray, "2 2"], cells: int) -> Sequence[Float[np.ndarray, "lines points 2"]]:
    """The lines that cut a box into cells × cells: those along the first variable, and those along the second."""
    along, across = np.linspace(0, 1, FINE), np.linspace(0, 1, cells + 1)
    unit = np.stack(np.broadcast_arrays(along, across[:, None]), axis=-1)
    return [box[:, 0] + lines * np.ptp(box, axis=1) for lines in (unit, unit[..., ::-1])]


def _ticked(ax, box) -> None:
    for axis, (low, high) in zip((ax.xaxis, ax.yaxis), box, strict=True):
        quarters = (high - low) / (np.pi / 2)
        if abs(quarters - round(quarters)) < 1e-9:
            axis.set_major_locator(MultipleLocator(np.pi / 2)), axis.set_major_formatter(FuncFormatter(in_turns))
        else:
            axis.set_major_locator(MultipleLocator(high - low))
