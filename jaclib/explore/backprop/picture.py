"""What is seen of backpropagation: a network, the product below it, the row that is pushed through, what it leaves."""

from functools import partial

import numpy as np
from matplotlib.lines import Line2D

from jaclib.draw import Cached, cells, curve, fill_figure, in_pixels, network, numerals, shares, signs, texts, words_at
from jaclib.draw.cells import steps
from jaclib.explore.backprop.names import named, named_since
from jaclib.explore.backprop.places import Layout, cut, layout
from jaclib.explore.backprop.sweeps import MOST_LAYERS
from jaclib.explore.backprop.terms import pointed_at, written_out
from jaclib.stage import EVERYTHING

MOST_NAMES = 8 * MOST_LAYERS + 8
MARGIN = 4.0  # around the neurons of a layer, where a frame marks it
LEGEND = 7  # cells
TARGET = 32.0, 20.0  # the cell of a number of the target, at most


def paint(palette, ax):
    """The marks: where each is depends on the shape of the network, so that one function moves all of the picture."""
    fill_figure(ax)
    room, kept = in_pixels(ax), Cached(ax)
    held = Line2D([], [], marker="o", color=palette.ink, markerfacecolor=palette.paper, markeredgewidth=2, linewidth=0)
    here, lit = Line2D([], [], color=palette.accent, linewidth=2.2), Line2D([], [], color=palette.ink, linewidth=2.2)
    roomy = room[0] > 600
    words = ("kept in memory", "at work now", "the weight") if roomy else ("kept", "now")
    signs(ax, palette, *zip((held, here, lit), words, strict=False), hatch="--")
    neurons = network(ax, palette, shared=True, cached=kept)
    values, shaded = numerals(ax, palette, order=3), cells(ax, palette)
    aims, legend = cells(ax, palette), cells(ax, palette)
    working, chosen = curve(ax, palette.accent, sharp=True, order=4), curve(ax, palette.ink, sharp=True, order=5)
    names, found = texts(ax, palette.ink, MOST_NAMES, size=10, cached=kept), words_at(ax, palette.ink)
    total = words_at(ax, palette.accent, size=14.5)
    ends = words_at(ax, palette.quiet, size=12)

    def move(now) -> None:
        at = layout(now, *room)
        neurons(*drawn_network(now, at)), values(*drawn_values(now, at))
        colors, (shown, cell, limits) = (float(now["largest"]), bool(now["log"])), scale(now, room)
        shaded(drawn_blocks(now, at), at.cell, *colors), legend(shown, cell, *colors), aims(*target(now, at), *colors)
        working(np.reshape(at_work(now, at), (-1, 5, 2))), chosen(touched(now, at))
        names(*named(now, at)), found(*named_since(now, at)), ends(*limits)
        total(*written_out(now, (room[0] / 2, at.lines["sum"])), room[0])

    return {EVERYTHING: move}


def share(now):
    return partial(shares, largest=float(now["largest"]), log=bool(now["log"]))


def drawn_network(now, at: Layout) -> tuple:
    """The network: the first example is in its neurons."""
    last, of = int(now["depth"]), share(now)
    weights = [now[f"weights{k}"] for k in range(1, last + 1)]
    values = [of(now[f"point{k}"][0]) for k in range(last + 1)]
    return at.seats, weights, values, np.repeat(now["held"], now["sizes"]), at.radius


def drawn_values(now, at: Layout) -> tuple:
    """The numbers in the neurons, where those have room for them."""
    values = np.concatenate([now[f"point{k}"][0] for k in range(int(now["depth"]) + 1)])
    known = np.isfinite(values) & (at.radius > 8)
    size = 2 * at.radius + 4, 1.3 * at.radius  # a neuron has no neighbours to keep clear of
    return np.concatenate(at.seats)[known], values[known], size, np.abs(share(now)(values[known])) > 0.6


def drawn_blocks(now, at: Layout) -> list[tuple]:
    """All matrices with their places: the factors, what stands behind them, and what was collected."""
    batch = bool(now["batch"])
    return [(oriented(now[name], name, at, batch), block[:2]) for name, block in at.blocks.items() if name in now]


def target(now, at: Layout) -> tuple[list, tuple]:
    """The target's numbers, each beside its neuron of the output."""
    free = 2 * (abs(at.target[0, 0] - at.seats[-1][0, 0]) - at.radius) - 4
    size = min(TARGET[0], free), min(TARGET[1], 2 * at.radius)
    corner = np.array([-size[0], size[1]]) / 2
    return [(np.array([[y]]), seat + corner) for y, seat in zip(now["y"][0], at.target, strict=True)], size


def oriented(values, name: str, at: Layout, batch: bool):
    """A matrix as it is drawn; of a diagonal one the zeros beside the diagonal are left out."""
    values = np.atleast_2d(values)
    if name[0] == "D" and not batch:
        values = np.where(np.eye(len(values), dtype=bool), values, np.inf)
    if name.startswith(("db", "delta")):  # beside what it is multiplied to
        values = values.T
    return values.T if at.turned else values


# What is lit ---------------------------------------------------------------------------------------------------------


def at_work(now, at: Layout) -> list[np.ndarray]:
    """The row and the column that meet, and the entry that they fill; around the neurons, where the sweep is."""
    name, before, entry = str(now["at"]), str(now["before"]), int(now["entry"])
    framed = parameter(now, at)
    if name and before and entry >= 0:
        part = slice(entry, entry + 1)
        rows, columns = (slice(None), part) if at.level else (part, slice(None))
        framed += [cut(at.blocks[f"after_{before}"], at.cell), cut(at.blocks[name], at.cell, rows, columns)]
        framed.append(cut(at.blocks[f"after_{name}"], at.cell, rows, columns))
    elif name:
        framed += [cut(at.blocks[each], at.cell) for each in (f"after_{name}", name) if each in at.blocks]
    return [*framed, around(at.seats[layer_at(now, name)], at.radius)] if name else framed


def parameter(now, at: Layout) -> list[np.ndarray]:
    """Where the column that is on its way leaves its number: the entry of ∂L/∂W_k or of ∂L/∂b_k."""
    if "parameter" not in now:
        return []
    k, number = int(now["layer"]), int(now["number"])
    m, n = now[f"weights{k}"].shape
    name, (i, j) = (f"dW{k}", divmod(number, n)) if number < m * n else (f"db{k}", (number - m * n, 0))
    return [cut(at.blocks[name], at.cell, *part_of(name, i, j, now, at))]


def layer_at(now, name: str) -> int:
    """The layer whose neurons what stands behind a factor belongs to."""
    if name == "L":
        return int(now["depth"])
    return int(name[1:]) - (name[0] == "W" and now["sweep"] == "reverse")


def around(places, r: float) -> np.ndarray:
    (x0, y0), (x1, y1) = places.min(axis=0) - r - MARGIN, places.max(axis=0) + r + MARGIN
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])


def touched(now, at: Layout) -> np.ndarray:
    """The weight that is pointed at: in the network and wherever it is, with what its derivative is the product of."""
    if not (found := pointed_at(now)):
        return np.full((1, 5, 2), np.nan)
    k, i, j = found
    ends = np.array([at.seats[k - 1][j], at.seats[k][i]])
    start, end = ends + at.radius * (ends[::-1] - ends) / np.hypot(*(ends[1] - ends[0]))  # the numbers stay legible
    lines = [np.array([start, end, start, end, start])]
    entries = {f"W{k}": (i, j), f"dW{k}": (i, j), f"D{k}": (i, i), f"delta{k}": (i, None), f"entered{k}": (None, j)}
    for name, (row, column) in entries.items():
        if name in at.blocks:
            lines.append(cut(at.blocks[name], at.cell, *part_of(name, row, column, now, at)))
    return np.array(lines)


def part_of(name: str, row, column, now, at: Layout):
    """The rows and the columns of a block, as it is drawn, that belong to an entry: δ is drawn as a column."""
    if name[0] == "D" and now["batch"]:
        row = None
    rows, columns = (slice(each, each + 1) if each is not None else slice(None) for each in (row, column))
    return (columns, rows) if at.turned else (rows, columns)


# What the colours stand for -----------------------------------------------------------------------------------------


def scale(now, room) -> tuple[list, tuple, tuple]:
    """What the colours stand for: a row of cells in the row above the panel, with the numbers at its ends."""
    most, log, cell = float(now["largest"]), bool(now["log"]), (15.0, 10.0)
    x, y = room[0] - LEGEND * cell[0] - 40, room[1] + 12
    if x < 520:
        return [], cell, ([], [])
    ends = [(x - 16, y - 5), (x + LEGEND * cell[0] / 2, y + 7), (x + LEGEND * cell[0] + 16, y - 5)]
    shown = [(steps(most, LEGEND, log)[None], (x, y))]
    return shown, cell, (ends, (f"−{most:g}", "powers of ten" if log else "", f"{most:g}"))


# What is taken hold of ------------------------------------------------------------------------------------------------


def grips(now, ax) -> dict:
    """Where the numbers of x and y are dragged, and where weights are pointed at: in the network and in matrices."""
    at = layout(now, ax.get_xlim()[1], ax.get_ylim()[1])
    grids, wires, first = [], [], 1
    for k in range(1, int(now["depth"]) + 1):
        grids += [[first, *at.blocks[name], *at.cell] for name in (f"W{k}", f"dW{k}")]
        wires.append([first, *(layer.round(1).tolist() for layer in at.seats[k - 1 : k + 1])])
        first += now[f"weights{k}"].size
    knobs = {
        name: {"panel": 0, "at": seats.round(1).tolist()} for name, seats in (("x", at.seats[0]), ("y", at.target))
    }
    return knobs | {"weight": {"panel": 0, "grids": grids, "wires": wires, "turned": at.turned}}
