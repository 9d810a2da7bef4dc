"""Matrices of cells with numbers in them, many at once and fast; in CSS pixels of the panel."""

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath, text_to_path

from jaclib.draw.lines import SQUARE, curve
from jaclib.draw.marks import Move, put
from jaclib.draw.matrices import STROKE, shades
from jaclib.draw.palette import Palette

LEAST = 24.0, 12.0  # the width and the height of a cell that has room for a number
SIZE = 9.5  # of a number, in CSS pixels, where its cell has the least room
LARGEST_SIZE = 12.5


def cells(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """Matrices shaded by one scale; a number stands in each cell that has the room, else a stroke where it is negative.

    Moved to (matrices, largest): [(values (m, n), upper left corner, (width, height) of a cell)] and the number that
    has the last colour. An entry that is NaN is an empty cell; one that is infinite isn't there. With `log` colours go
    by powers of ten, four of them.
    """
    squares = put(ax, PolyCollection([], linewidths=0, antialiaseds=False, clip_on=False), order)
    strokes = curve(ax, palette.ink, width=0.8, alpha=0.75, sharp=True, order=order)
    written = numerals(ax, palette, order=order + 0.5)
    empty = np.array(to_rgba(palette.faint, 0.55))

    def move(matrices, largest: float, log=False) -> None:
        found = [_placed(*each) for each in matrices] or [_placed(np.zeros((0, 0)), (0, 0), (1, 1))]
        middles, sides, values = (np.concatenate(each) for each in zip(*found, strict=True))
        share = shares(values, largest, log)
        colors = shades(palette, np.nan_to_num(share))
        colors[np.isnan(values)] = empty
        squares.set_verts(middles[:, None] + (SQUARE[:4] - 0.5) * (sides[:, None] - 1))
        squares.set_facecolor(colors)
        roomy = (sides >= LEAST).all(axis=1) & np.isfinite(values)
        written(middles[roomy], values[roomy], sides[roomy], np.abs(share[roomy]) > 0.6)
        below = ~roomy & (values < 0)
        strokes(middles[below, None] + np.minimum(sides, 12)[below, None] * STROKE)

    return move


def _placed(values, corner, side):
    """The middle, the sides and the value of each entry that is there."""
    values = np.asarray(values, dtype=float)
    i, j = np.nonzero(~np.isinf(values))
    places = np.asarray(corner) + np.stack([j + 0.5, -i - 0.5], axis=1) * side
    return places, np.tile(np.asarray(side, dtype=float), (len(i), 1)), values[i, j]


def shares(values, largest: float, log: bool = False, decades: float = 4) -> np.ndarray:
    """Numbers as shares of the largest, from −1 to 1; with `log` a share less for each so many powers of ten.

    >>> shares([-2.0, 0.02, 0], 2.0).tolist(), shares([-2.0, 0.02, 0], 2.0, log=True).tolist()
    ([-1.0, 0.01, 0.0], [-1.0, 0.5, 0.0])
    """
    part = np.asarray(values, dtype=float) / largest
    if not log:
        return part
    with np.errstate(divide="ignore"):
        return np.sign(part) * np.clip(1 + np.log10(np.abs(part)) / decades, 0, 1)


def numerals(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """Short numbers in cells, all of them as two shapes: a `Text` for each would take most of a frame's time.

    Moved to (middles (k, 2), values (k,), (k, 2) widths and heights of their cells, whether each cell is dark).
    """
    inks = [put(ax, PathPatch(Path(np.zeros((1, 2))), facecolor=color, linewidth=0), order) for color in _inks(palette)]

    def move(middles, values, sides, strong) -> None:
        words = [short(value) for value in values]
        for ink, which in zip(inks, (~strong, strong), strict=True):
            outline = _outline([words[i] for i in np.nonzero(which)[0]], middles[which], sides[which])
            ink.set(path=outline, visible=bool(which.any()))

    return move


def _inks(palette: Palette) -> tuple[str, str]:
    """The colours of a number on a pale cell and on a strong one: on both themes' strongest shades the darker is read.

    On the dark theme pale cells are nearly black.
    """
    return palette.ink, palette.ink if palette.paper < "#8" else "#000000"


def short(value: float) -> str:
    """A number of two decimals as a cell has room for it, or its power of ten.

    >>> short(-0.171), short(1.234), short(0), short(4e-5), short(12.34)
    ('−.17', '1.23', '0', '4e−5', '12.3')
    """
    size = abs(value)
    if size == 0:
        return "0"
    if size < 0.005:
        text = f"{size:.0e}".replace("e-0", "e−").replace("e-", "e−")
    elif size < 0.995:
        text = f"{size:.2f}"[1:]
    else:
        text = f"{size:.2f}" if size < 9.995 else f"{size:.1f}" if size < 99.95 else f"{size:.0f}"
    return f"−{text}" if value < 0 else text


def _outline(words: list[str], middles, sides) -> Path:
    """The outlines of words around middles as one path."""
    if not words:
        return Path(np.zeros((1, 2)))
    spans = np.array([sum(_glyph(letter)[2] for letter in word) for word in words])
    size = np.minimum(LARGEST_SIZE, np.minimum(0.78 * sides[:, 1], (sides[:, 0] - 3) / spans))
    at = middles - np.stack([size * spans / 2, 0.36 * size], axis=1)
    places: dict[str, list] = {}
    for word, start, scale in zip(words, at, size, strict=True):
        x = start[0]
        for letter in word:
            places.setdefault(letter, []).append((x, start[1], scale))
            x += scale * _glyph(letter)[2]
    points, codes = [], []
    for letter, where in places.items():
        shape, kinds, _ = _glyph(letter)
        x, y, scale = np.array(where).T
        points.append((shape * scale[:, None, None] + np.stack([x, y], axis=1)[:, None]).reshape(-1, 2))
        codes.append(np.tile(kinds, len(where)))
    return Path(np.concatenate(points), np.concatenate(codes))


@cache
def _glyph(letter: str) -> tuple[np.ndarray, np.ndarray, float]:
    """A letter's outline `(k, 2)`, the codes of its points, and how far the next one is, all at size 1."""
    font = FontProperties()
    path = TextPath((0, 0), letter, size=100, prop=font)
    width, _, _ = text_to_path.get_text_width_height_descent(letter, font, ismath=False)
    return path.vertices / 100, path.codes, width / font.get_size_in_points()
