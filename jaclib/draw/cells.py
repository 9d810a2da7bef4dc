"""Matrices of cells with numbers in them, many at once and fast; in CSS pixels of the panel."""

from functools import cache, lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from jaclib.draw.lines import SQUARE
from jaclib.draw.marks import Move, Pair, Style, put
from jaclib.draw.matrices import shades
from jaclib.draw.palette import Palette
from jaclib.draw.panels import CSS

LEAST = 24.0, 10.4  # the width and the height of a cell that has room for a number
DASH = np.array((0.55, 1.0))  # the minus of a cell without a number: a share of its side, and CSS pixels
LONGEST_DASH = 14.0
LARGEST_SIZE = 12.5
SHARE = 0.78  # of a cell's height


def cells(ax: Axes, palette: Palette, *, order: float = 0, least: Pair = LEAST) -> Move:
    """Matrices of cells of one size, shaded by one scale; where there is room each has its number, else its minus.

    Moved to (matrices, size, largest, log): [(values (m, n), upper left corner)], the width and the height of a cell,
    the number that has the last colour, and whether colours go by powers of ten, four of them. An entry that is NaN is
    an empty cell; one that is infinite isn't there. There is room in cells of the `least` width and height.
    """
    tiles, dashes = _rectangles(ax, order), _rectangles(ax, order, color=palette.quiet)
    written = numerals(ax, palette, order=order + 0.5)
    empty = np.array(to_rgba(palette.faint, 0.55))

    def move(matrices, size, largest: float, log=False) -> None:
        middles, values = _placed(matrices, np.asarray(size, dtype=float))
        share = shares(values, largest, log)
        colors = shades(palette, np.nan_to_num(share))
        colors[np.isnan(values)] = empty
        tiles.set(offsets=middles, facecolor=colors, paths=[Path((SQUARE - 0.5) * (np.array(size) - 1))])
        roomy = np.isfinite(values) & bool(np.all(np.array(size) >= least))
        written(middles[roomy], values[roomy], size, np.abs(share[roomy]) > 0.6)
        dash, negative = DASH * (min(*size, LONGEST_DASH), 1), ~roomy & (values < 0)
        dashes.set(offsets=middles[negative], paths=[Path((SQUARE - 0.5) * dash)], visible=negative.any())

    return move


def _rectangles(ax: Axes, order: float, **look) -> PathCollection:
    """Equal rectangles in CSS pixels at places of the panel, without soft edges, which would take time to encode."""
    plain: Style = {"linewidths": 0, "antialiaseds": False, "clip_on": False, "offset_transform": ax.transData} | look
    found = put(ax, PathCollection([], **plain), order)
    found.set_transform(Affine2D().scale(ax.figure.dpi / CSS))
    return found


def _placed(matrices, size) -> tuple[np.ndarray, np.ndarray]:
    """The middles `(k, 2)` and the values `(k,)` of all entries that are there."""
    places, found = [np.zeros((0, 2))], [np.zeros(0)]
    for values, corner in matrices:
        i, j = np.nonzero(~np.isinf(values))
        places.append(np.asarray(corner) + np.stack([j + 0.5, -i - 0.5], axis=1) * size)
        found.append(values[i, j])
    return np.concatenate(places), np.concatenate(found)


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


def steps(largest: float, count: int, log: bool = False, decades: float = 4) -> np.ndarray:
    """As many numbers whose shares of the largest are evenly spaced from −1 to 1: what a scale of colours shows.

    >>> steps(2.0, 5).tolist(), steps(2.0, 5, log=True).tolist()
    ([-2.0, -1.0, 0.0, 1.0, 2.0], [-2.0, -0.02, 0.0, 0.02, 2.0])
    """
    part = np.linspace(-1, 1, count)
    return largest * (np.sign(part) * 10.0 ** (decades * (np.abs(part) - 1)) if log else part)


def scale_end(arrays) -> float:
    """The end of a scale of colours: 1, 2 or 5 times a power of ten, none of the numbers beyond it.

    >>> scale_end([np.array([-3.0, 1.0]), 0.5]), scale_end([np.zeros(2)])
    (5.0, 1.0)
    """
    most = max(float(np.abs(each).max()) for each in arrays) or 1.0
    power = 10.0 ** np.floor(np.log10(most))
    return float(next(each * power for each in (1, 2, 5, 10) if each * power >= most))


def numerals(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """Short numbers in cells, all of them as two shapes: a `Text` for each would take most of a frame's time.

    Moved to (middles (k, 2), values (k,), the width and the height of a cell, whether each one is strongly shaded).
    """
    inks = [_shape(ax, color, order) for color in _inks(palette)]

    def move(middles, values, size, strong) -> None:
        words = [short(value) for value in values]
        for ink, which in zip(inks, (~strong, strong), strict=True):
            outline = _outline(tuple(words[i] for i in np.nonzero(which)[0]), middles[which], size)
            ink.set(path=outline, visible=bool(which.any()))

    return move


def words_at(ax: Axes, color: str, *, size: float = 13, order: float = 8) -> Move:
    """Words around places, as fast as `numerals` are; moved to (places (k, 2), words, the most width of each)."""
    ink = _shape(ax, color, order)

    def move(places, words, width=np.inf) -> None:
        outline = _outline(tuple(words), np.reshape(places, (-1, 2)), (width, size / SHARE), size)
        ink.set(path=outline, visible=len(words) > 0)

    return move


def _shape(ax: Axes, color: str, order: float) -> PathPatch:
    """Words as one shape; there may be some beside the panel, too."""
    return put(ax, PathPatch(Path(np.zeros((1, 2))), facecolor=color, linewidth=0, clip_on=False), order)


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


def _outline(words: tuple[str, ...], middles, cell, most=LARGEST_SIZE) -> Path:
    """The outlines of words around middles as one path."""
    places = np.asarray(middles, dtype=float)
    return _outlined(words, places.tobytes(), tuple(map(float, cell)), most)


@lru_cache(maxsize=64)  # from one step to the next most words stay
def _outlined(words: tuple[str, ...], places: bytes, cell: Pair, most: float) -> Path:
    if not words:
        return Path(np.zeros((1, 2)))
    middles = np.frombuffer(places).reshape(-1, 2)
    spans = np.array([sum(_glyph(letter)[2] for letter in word) for word in words])
    size = np.minimum(min(most, SHARE * cell[1]), (cell[0] - 8) / spans)
    at = middles - np.stack([size * spans / 2, 0.36 * size], axis=1)
    starts: dict[str, list] = {}
    for word, start, scale in zip(words, at, size, strict=True):
        x = start[0]
        for letter in word:
            starts.setdefault(letter, []).append((x, start[1], scale))
            x += scale * _glyph(letter)[2]
    points, codes = [], []
    for letter, where in starts.items():
        shape, kinds, _ = _glyph(letter)
        x, y, scale = np.array(where).T
        points.append((shape * scale[:, None, None] + np.stack([x, y], axis=1)[:, None]).reshape(-1, 2))
        codes.append(np.tile(kinds, len(where)))
    return Path(np.concatenate(points), np.concatenate(codes))


@cache
def _glyph(letter: str) -> tuple[np.ndarray, np.ndarray, float]:
    """A letter's outline `(k, 2)`, the codes of its points, and how far the next one is, all at size 1."""
    font = FontProperties()
    points, codes = text_to_path.get_text_path(font, letter)
    width, _, _ = text_to_path.get_text_width_height_descent(letter, font, ismath=False)
    shape = np.reshape(points, (-1, 2)) / text_to_path.FONT_SCALE  # a space has no points
    return shape, np.asarray(codes, dtype=Path.code_type), width / font.get_size_in_points()
