"""Where all of explore.backprop's picture is: a network, below it the product, what stands in it, what it leaves.

Places are in CSS pixels of the panel. The factors stand in the order of the product, or, with the network drawn as
usual, transposed in the reverse order. What goes through them from the left is a row, and stands below each factor that
it has met, as in Falk's scheme: its next entry is where the row and a column meet. What comes from the right is a
column, and stands left of each factor.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jaclib.draw import rectangle, seats

CELL = 46.0, 25.0  # at most
INNER, OUTER = 0.55, 1.5  # between the factors of a layer, and between layers, in widths of a cell
NETWORK = 0.25  # of the height
NAME = 15.0  # the height of a line of names
LARGEST_NEURON = 11.0
EDGE = 52.0  # for the input's neurons beside the product


class Block(NamedTuple):
    """A matrix as it is drawn: its upper left corner, and its rows and columns there."""

    x: float
    y: float
    rows: int
    columns: int


class Layout(NamedTuple):
    """Where everything is. The blocks go by the names of what `compute` gives."""

    cell: tuple[float, float]
    turned: bool
    level: bool
    blocks: dict[str, Block]
    seats: list[np.ndarray]
    radius: float
    target: np.ndarray
    lines: dict[str, float]


def layout(now, wide: float, high: float) -> Layout:
    """Where all blocks and neurons are on a panel of this size."""
    sizes, examples = tuple(map(int, now["sizes"])), now["point0"].shape[0]
    how = str(now["sweep"]), str(now["order"]), bool(now["folded"])
    return laid_out(sizes, examples, *how, float(wide), float(high))


@lru_cache(maxsize=8)
def laid_out(sizes, examples: int, sweep: str, order: str, folded: bool, wide: float, high: float) -> Layout:
    turned = order == "usual"
    level = turned == (sweep == "forward")
    row = factors_in_order(sizes, examples, folded, turned)
    slot = 0.0 if level else examples + 0.5
    apart = OUTER + max(0.0, examples - 0.6) * (sweep == "reverse")
    gaps = [INNER if one[1:] == other[1:] else apart for (one, *_), (other, *_) in pairwise(row)]
    units = sum(columns + slot for *_, columns in row) + sum(gaps)
    tallest, table = max(rows for _, rows, _ in row), max(sizes[:-1] if turned else sizes[1:])
    free = high * (1 - NETWORK) - 7.1 * NAME
    cell = min(CELL[0], (wide - 2 * EDGE) / units), min(CELL[1], free / (tallest + table + examples * (1 + level)))
    top = high - 2.4 * NAME - NETWORK * high
    lane = top - tallest * cell[1] - 0.6 * NAME
    below = lane - level * (examples * cell[1] + NAME) - 0.5 * NAME
    lines = {"names": high - 0.8 * NAME, "factors": top + NAME / 2 + 1, "sum": NAME / 2}
    lines |= {"rows": lane - examples * cell[1] - NAME / 2}
    x = (wide - units * cell[0] - (-EDGE if turned else EDGE) * 0.4) / 2
    blocks: dict[str, Block] = {}
    for (name, rows, columns), gap in zip(row, [*gaps, 0.0], strict=True):
        x += slot * cell[0]
        blocks[name] = Block(x, top, rows, columns)
        beside = Block(x - (slot - 0.25) * cell[0], top, rows, examples)
        blocks[f"after_{name}"] = Block(x, lane, examples, columns) if level else beside
        if name[0] == "W":
            blocks |= collected(name[1:], Block(x, below, rows, columns), examples, sweep, turned, cell)
        x += (columns + gap) * cell[0]
    return Layout(cell, turned, level, blocks, *neurons(sizes, blocks, turned, high, slot * cell[0], cell), lines)


def factors_in_order(sizes, examples: int, folded: bool, turned: bool) -> list[tuple[str, int, int]]:
    """The factors from the left to the right, each with its rows and columns as it is drawn.

    >>> factors_in_order((2, 4, 1), 1, False, False)
    [('L', 1, 1), ('W2', 1, 4), ('D1', 4, 4), ('W1', 4, 2)]
    """
    last, shapes = len(sizes) - 1, [("L", examples, sizes[-1])]
    for k in range(last, 0, -1):
        if k < last and not folded:
            shapes.append((f"D{k}", sizes[k] if examples == 1 else examples, sizes[k]))
        shapes.append((f"W{k}", sizes[k], sizes[k - 1]))
    return [(name, n, m) for name, m, n in reversed(shapes)] if turned else shapes


def collected(k: str, under: Block, examples: int, sweep: str, turned: bool, cell) -> dict[str, Block]:
    """∂L/∂W_k below W_k, with what it is the product of to its left and above it: δ_k, and what entered the layer.

    Forwards the derivatives in b_k, found one after the other as well, take the place of δ_k.
    """
    x, y, rows, columns = under
    beside, above = ("entered", "delta") if turned else ("delta", "entered")
    low = y - (examples * cell[1] + 4)
    blocks = {f"dW{k}": Block(x, low, rows, columns)}
    column = Block(x - (examples + 0.3) * cell[0], low, rows, examples)
    row = Block(x, y, examples, columns)
    if sweep == "forward":
        return blocks | {f"db{k}": row if turned else column}
    return blocks | {f"{beside}{k}": column, f"{above}{k}": row}


def neurons(sizes, blocks, turned: bool, high: float, slot: float, cell) -> tuple[list[np.ndarray], float, np.ndarray]:
    """Seats of the neurons of each layer, above the gap between its factors; their radius; seats of the target."""
    low, top = high - 1.3 * NAME - NETWORK * high, high - 1.3 * NAME
    radius = min(LARGEST_NEURON, 0.42 * (top - low) / max(sizes))
    between = [across(blocks, k, len(sizes) - 1, turned, slot, cell[0]) for k in range(len(sizes))]
    loss = blocks["L"].x + blocks["L"].columns * cell[0] / 2
    places = [seats((n,), (x, low, x, top))[0] for n, x in zip(sizes, between, strict=True)]
    (target,) = seats((sizes[-1],), (loss, low + NAME, loss, top))  # the loss stands below it
    return places, radius, target


def across(blocks, k: int, last: int, turned: bool, slot: float, width: float) -> float:
    """Where layer k's neurons are from left to right: between the factors of the layers before and behind it."""
    behind = blocks["L" if k == last else f"W{k + 1}"]
    before = blocks[f"D{k}" if f"D{k}" in blocks else f"W{k}"] if k else None
    left, right = (before, behind) if turned else (behind, before)
    if left is None:
        return behind.x - slot - 0.55 * EDGE
    end = left.x + left.columns * width
    return end + 0.55 * EDGE if right is None else (end + right.x - slot) / 2


def cut(block: Block, cell, rows=slice(None), columns=slice(None)) -> np.ndarray:
    """The outline `(5, 2)` of a part of a block."""
    first, last = (range(n)[part] for n, part in ((block.rows, rows), (block.columns, columns)))
    corner = (block.x + last[0] * cell[0], block.y - (first[-1] + 1) * cell[1])
    return rectangle(corner, (len(last), len(first)), np.array(cell))
