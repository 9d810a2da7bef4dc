"""A network as neurons and weights, in CSS pixels of the panel; a neuron's line of balance, and its activation."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from jaclib.draw.dots import point
from jaclib.draw.lines import curve, dashes
from jaclib.draw.marks import ABOVE, Cached, Move, Style, put, unchanged
from jaclib.draw.matrices import STROKE, shades
from jaclib.draw.palette import Palette
from jaclib.draw.panels import CSS
from jaclib.draw.text import note_at

WIDEST_GAP = 34  # between two neurons of a layer


def seats(sizes, box) -> list[np.ndarray]:
    """Where the neurons of each layer are, `(n, 2)`: the layers from the left to the right of a box, (x₀, y₀, x₁, y₁).

    >>> [layer.tolist() for layer in seats((1, 2), (0, 0, 10, 40))]
    [[[0.0, 20.0]], [[10.0, 30.0], [10.0, 10.0]]]
    """
    x0, y0, x1, y1 = box
    gap = min(WIDEST_GAP, (y1 - y0) / max(sizes))
    places = []
    for x, n in zip(np.linspace(x0, x1, len(sizes)), sizes, strict=True):
        heights = (y0 + y1) / 2 + gap * ((n - 1) / 2 - np.arange(n))
        places.append(np.stack([np.full(n, x), heights], axis=1))
    return places


def radius(sizes, box) -> float:
    """The radius of a neuron, so that none touches the next."""
    return min(9.0, 0.36 * (box[3] - box[1]) / max(sizes))


def network(ax: Axes, palette: Palette, *, shared=False, cached: Cached | None = None) -> Move:
    """Neurons shaded by their values, a layer by its own largest; weights by sign and size, dashed where negative.

    Of a `shared` scale the values come as shares, from −1 to 1, and have numbers of their own: negative ones no stroke.

    Moved to (seats, weights, values, held, radius): for each layer its seats, the weights `(m, n)` that lead to the
    next one, its values, NaN where there is none yet, and whether they are held in memory: these have a thick rim.
    Weights that seldom change belong to what is `cached`.
    """
    ends = (palette.signed[-1], "solid"), (palette.signed[0], (0, (3, 2)))
    wires = [put(ax, LineCollection([], colors=color, linestyles=style), 0, cached) for color, style in ends]
    neurons = ax.scatter([], [], animated=True, zorder=ABOVE + 2)
    strokes = curve(ax, palette.ink, width=1.1, sharp=True, order=3)

    def weigh(paths, flat) -> None:
        strength = np.abs(flat) / (np.abs(flat).max() or 1.0)
        for lines, there in zip(wires, (flat >= 0, flat < 0), strict=True):
            lines.set(segments=paths[there], linewidth=0.3 + 2.2 * strength[there])

    weigh = unchanged(weigh, cached)

    def move(seats, weights, values, held, radius) -> None:
        paths = np.concatenate([_paths(a, b) for a, b in pairwise(seats)])
        weigh(paths, np.concatenate([np.ravel(each) for each in weights]))
        shaded = map(np.nan_to_num, values) if shared else map(_share, values)
        places, value = np.concatenate(seats), np.concatenate([*shaded])
        neurons.set_offsets(places)
        neurons.set_sizes(np.full(len(places), (2 * radius * 72 / CSS) ** 2))
        edge, width = np.where(held, palette.ink, palette.quiet), np.where(held, 2.0, 0.8)
        neurons.set(facecolor=shades(palette, value), edgecolor=edge, linewidth=width)
        strokes(places[(value < 0) & (not shared), None] + 2 * radius * STROKE)

    return move


def _share(values) -> np.ndarray:
    """Values as shares of the largest of them; 0 where there is none."""
    values = np.nan_to_num(values)
    return values / (np.abs(values).max() or 1.0)


def _paths(start, end) -> np.ndarray:
    """The wires from each neuron of a layer to each of the next, `(m n, 2, 2)`, in the order of the entries of W."""
    m, n = len(end), len(start)
    return np.stack([np.tile(start, (m, 1)), np.repeat(end, n, axis=0)], axis=1)


def boundary(ax: Axes, color: str, name: str, *, dashed: bool = False) -> Move:
    """The line on which w · x + b = 0, from side to side of the panel, with its name; moved to (w, b).

    The name stands at the upper end of a line, or at the lower one of a dashed: two may lie on one another.
    """
    look: Style = {"linewidth": 1.6, "dashes": dashes(dashed), "animated": True, "zorder": ABOVE}
    line, named = ax.axline((0, 0), (1, 1), color=color, **look), note_at(ax, name, color, offset=(0, 0))

    def move(w, b) -> None:
        w = np.asarray(w, dtype=float)
        size = w @ w
        with np.errstate(invalid="ignore"):  # neither is there where w = 0
            foot, along = -b * w / size, np.array([-w[1], w[0]]) / np.sqrt(size)
        line.set(visible=bool(size > 0), xy1=tuple(foot), xy2=tuple(foot + along))
        named(_edge(ax, foot, along, upper=not dashed))

    return move


def _edge(ax: Axes, foot, along, *, upper: bool):
    """The place on a line, a little inside of the panel, where one end leaves it; NaN where it is out of view."""
    low, high = np.transpose([ax.get_xlim(), ax.get_ylim()])
    margin = np.array([0.13, 0.06]) * (high - low)
    low, high = low + margin, high - margin
    with np.errstate(divide="ignore"):
        ends = np.sort([(low - foot) / along, (high - foot) / along], axis=0)
    first, last = ends[0].max(), ends[1].min()
    grows = along[1] > 0 or (along[1] == 0 and along[0] > 0)
    return foot + (last if grows == upper else first) * along if first < last else np.full(2, np.nan)


def tangent(ax: Axes, color: str, name: str, *, reach: float, below: bool = False, dashed: bool = False) -> Move:
    """A dot on a graph and the line that touches it there, `reach` wide to each side; moved to (x, y, slope)."""
    line = curve(ax, color, dashed=dashed)
    dot, named = point(ax, color, size=8), note_at(ax, name, color, offset=(11, -12) if below else (-11, 12))

    def move(x, y, slope) -> None:
        line([(x - reach, y - reach * slope), (x + reach, y + reach * slope)])
        dot((x, y)), named((x, y))

    return move
