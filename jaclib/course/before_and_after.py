"""The picture that a notebook begins with: what a map does to a grid, or to a curve."""

from collections.abc import Sequence

import jax
import matplotlib.style
import numpy as np
from jaxtyping import Array, Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator

from jaclib.draw.axes import in_turns
from jaclib.maps import Box, Map

CELLS, POINTS = 12, 121  # between the lines of each direction, and on each line
MARGIN, EDGE = 0.3, 0.02  # on each side of a curve, and of a grid: of its width and of its height
ONE_ALONE = "C1", "C2"  # the colours of columns 1 and 2: lines along which the first input alone moves, or the second


def before_and_after(
    f: Map,
    a: Float[Array, "2"] | None = None,
    curve: Float[Array, "k 2"] | None = None,
    *,
    box: Box | None = None,
    cells: int = CELLS,
) -> Figure:
    """Draw the grid of f's domain and its image side by side, or a curve and its image; with a, if given, and f(a).

    The grid cuts the domain, or another `box`, into cells × cells boxes.

    >>> from jaclib import maps
    >>> [(panel.get_xlabel(), panel.get_ylabel()) for panel in before_and_after(maps.polar).axes]
    [('r', 'θ'), ('x', 'y')]
    """
    families = [np.asarray(curve)[None]] if curve is not None else grid(box or f.domain, cells)
    images = [np.asarray(jax.vmap(jax.vmap(f))(lines)) for lines in families]
    if curve is None:
        whole = None if box is None else _around(np.concatenate(images).reshape(-1, 2), EDGE)
        boxes = _around(np.transpose(box or f.domain), EDGE), whole or f.image
    else:
        boxes = _around(curve), _around(images[0][0])
    drawn = "A grid" if curve is None else "A curve"
    titles = [f"{drawn} …", "… and its image"] if a is None else [f"{drawn} and a point a …", "… and their images"]
    planes = zip((families, images), boxes, (f.variables, f.outputs), titles, strict=True)
    with matplotlib.style.context("jaclib.explore.page"):
        figure = Figure()
        panels = figure.subplots(1, 2, subplot_kw={"aspect": "equal"})
        for panel, plane in zip(panels, planes, strict=True):
            _paint(panel, *plane)
        if a is not None:
            panels[0].plot(*a, "C0o")
            panels[1].plot(*f(a), "C0o")
    return figure


def grid(box: Box, cells: int) -> tuple[np.ndarray, np.ndarray]:
    """The lines `(cells + 1, points, 2)` of a box along which the first input alone moves, and those of the second.

    >>> along_first, along_second = grid(((0, 3), (-1, 1)), 4)
    >>> along_first[0, [0, -1]].tolist()
    [[0.0, -1.0], [3.0, -1.0]]
    """
    fine, coarse = ([np.linspace(*ends, count) for ends in box] for count in (POINTS, cells + 1))
    first = np.stack(np.meshgrid(fine[0], coarse[1]), axis=-1)
    second = np.stack(np.meshgrid(coarse[0], fine[1], indexing="ij"), axis=-1)
    return first, second


def _around(points, share: float = MARGIN) -> Box:
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    margin = share * (high - low)
    return tuple(zip((low - margin).tolist(), (high + margin).tolist(), strict=True))


def _paint(panel: Axes, families: Sequence[np.ndarray], box: Box | None, names: Sequence[str], title) -> None:
    """Draw two families of lines, each in its colour, or a single curve in ink; angles have ticks in parts of π."""
    colors, width = (ONE_ALONE, 0.8) if len(families) > 1 else (("C0",), 2.2)
    for lines, color in zip(families, colors, strict=True):
        for line in lines:
            panel.plot(*line.T, color, linewidth=width)
    panel.set(xlabel=names[0], ylabel=names[1], title=title)
    if box is not None:
        panel.set(xlim=box[0], ylim=box[1])
    for axis, name in zip((panel.xaxis, panel.yaxis), names, strict=True):
        if name == "θ":
            axis.set(major_locator=MultipleLocator(np.pi / 2), major_formatter=FuncFormatter(in_turns))
