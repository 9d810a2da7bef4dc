"""∂L/∂W_k as Δ_kᵀ A_{k−1} / 200, in the panel of the neurons, by Falk's scheme.

A_{k−1} stands above ∂L/∂W_k, and Δ_kᵀ to its left. Of both the parts of a few points are drawn; places are in CSS
pixels.
"""

from typing import NamedTuple

import numpy as np

from jaclib import draw
from jaclib.explore.phrases.numbers import sub
from jaclib.explore.train.gradient import PICKED
from jaclib.explore.train.numbers import POINTS

NUMBERS = [str(1 + place % POINTS) for place in PICKED]  # of the points that are drawn
FIRST = len(PICKED) - 1  # points that stand together; behind them some are left out
CELL = 46.0, 25.0  # at most
LABELLED = 22.0, 13.0  # the width and the height of a cell that has room for its point's number beside it
LEGIBLE = 28.0, 10.4  # and of one that has room for its own: gradients are small, and have exponents
DOTS, GAP = 0.7, 0.5  # cells: where points are left out, and between the matrices
OUT = 56.0, 8.0  # to the left of the panel, where others have numbers at their axes, and to its right
NAME = 15.0  # the height of a line
LEGEND, SWATCH = 7, (15.0, 10.0)  # the cells that say what shades mean, and their size


class Places(NamedTuple):
    """Where the matrices are: the size of a cell, the left end of Δ_kᵀ and of the rest, the upper end of each."""

    cell: tuple[float, float]
    left: float
    right: float
    top: float
    middle: float


def places(m: int, n: int, wide: float, high: float) -> Places:
    """Where the product of an m × n matrix has room on a panel of this size."""
    aside = FIRST + 1 + DOTS + GAP
    cell = min(CELL[0], (wide + sum(OUT)) / (aside + n)), min(CELL[1], (high - NAME) / (aside + m))
    left, top = (wide + OUT[1] - OUT[0] - (aside + n) * cell[0]) / 2, high - NAME
    return Places(cell, left, left + aside * cell[0], top, top - aside * cell[1])


def panel(palette, ax, room):
    """The mark of the product, moved to (product, layer, entered, deltas, gradient)."""
    shaded, legend = draw.cells(ax, palette, least=LEGIBLE), draw.cells(ax, palette)
    names = draw.texts(ax, palette.ink, 3, size=10.5, still=True)
    beside = draw.texts(ax, palette.quiet, FIRST + 2, size=8.5, align="right", still=True)
    upon = draw.texts(ax, palette.quiet, FIRST + 2, size=8.5, still=True)
    ends = draw.texts(ax, palette.quiet, 2, size=8.5, still=True)
    words = draw.texts(ax, palette.ink, 2, size=9, align="left", still=True)

    def show(product, layer, entered, deltas, gradient) -> None:
        if not product:
            shaded([], CELL, 1.0), legend([], SWATCH, 1.0)
            for each in (names, beside, upon, ends, words):
                each([], [])
            return
        at, most = places(*gradient.shape, *room), draw.scale_end([entered, deltas, gradient, 1])
        shaded(blocks(at, entered, deltas, gradient), at.cell, most, True)
        first, last = 4, 4 + LEGEND * SWATCH[0]
        legend([(draw.steps(most, LEGEND, log=True)[None], (first, room[1] + 17))], SWATCH, most, True)
        ends([(first - 12, room[1] + 12), (last + 12, room[1] + 12)], [f"−{most:g}", f"{most:g}"])
        names(*named(at, layer, *gradient.shape)), beside(*rows_numbered(at)), upon(*columns_numbered(at))
        words([(last + 24, room[1] + 12), (-OUT[0], -28)], ["powers of ten", formula(layer)])

    return draw.unchanged(show)


def formula(k: int) -> str:
    """What the product is, in a line."""
    return f"∂L/∂W{sub(k)} = Δ{sub(k)}ᵀ A{sub(k - 1)} / {POINTS}, the mean over all points"


def blocks(at: Places, entered, deltas, gradient) -> list[tuple]:
    """The matrices with their upper left corners; the last point's row, or column, stands apart."""
    wide, high = (side * (FIRST + DOTS) for side in at.cell)
    above = [(entered[:FIRST], (at.right, at.top)), (entered[FIRST:], (at.right, at.top - high))]
    left = [(deltas[:FIRST].T, (at.left, at.middle)), (deltas[FIRST:].T, (at.left + wide, at.middle))]
    return [*above, *left, (gradient, (at.right, at.middle))]


def named(at: Places, k: int, m: int, n: int) -> tuple[list, list]:
    """The names of the three matrices, above and below them."""
    middle, low = at.right + n * at.cell[0] / 2, at.middle - m * at.cell[1] - 9
    left = at.left + (FIRST + 1 + DOTS) * at.cell[0] / 2
    names = [f"A{sub(k - 1)}", f"Δ{sub(k)}ᵀ", f"∂L/∂W{sub(k)}"]
    return [(middle, at.top + 7), (left, low), (middle, low)], names


def spots() -> np.ndarray:
    """In cells, the middles of the points' rows or columns, and of the gap before the last of them."""
    return np.array([*np.arange(FIRST) + 0.5, FIRST + DOTS / 2, FIRST + DOTS + 0.5])


def rows_numbered(at: Places) -> tuple[list, list]:
    """The points' numbers, left of their rows in A_{k−1}, where there is room."""
    if at.cell[1] < LABELLED[1]:
        return [], []
    rows = [(at.right - 5, at.top - spot * at.cell[1]) for spot in spots()]
    return rows, [f"point {NUMBERS[0]}", *NUMBERS[1:FIRST], "⋮", NUMBERS[FIRST]]


def columns_numbered(at: Places) -> tuple[list, list]:
    """The points' numbers, above their columns in Δ_kᵀ, where there is room."""
    if at.cell[0] < LABELLED[0]:
        return [], []
    return [(at.left + spot * at.cell[0], at.middle + 6) for spot in spots()], [*NUMBERS[:FIRST], "⋯", NUMBERS[FIRST]]
