"""What lies below a picture of the plane: basins in colours and patterns, heights in shades."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from jaclib.draw.marks import Move, Style, unchanged
from jaclib.draw.palette import Palette

PALEST_BASIN, STRONGEST_BASIN = 0.16, 0.5  # of a basin's colour: where many steps are needed, and where few are
PATTERN_INK = 0.22  # of the ink, in a pattern's strokes


def hues(palette: Palette) -> tuple[str, ...]:
    """The colours of the basins of roots 1 to 6, and of whatever else is reached."""
    first = palette.signed[0], palette.signed[-1], palette.rows[1]
    return *first, palette.third, palette.columns[0], palette.linear, palette.quiet


def basins(ax: Axes, palette: Palette) -> Move:
    """Cells coloured by the root reached from there, moved to (numbers, strength, box); 0, for none, is left blank.

    `numbers` `(m, n)` go from 0 to 7, first along x; a strength from 0 to 1 says how much of its colour a cell gets.
    No two basins differ by colour alone: each has strokes in another direction. Nothing is done for the same arrays.
    """
    image = _image(ax)
    image.set_animated(True)
    table = np.array([to_rgb(color) for color in (palette.paper, *hues(palette))])
    paper, ink = np.array(to_rgb(palette.paper)), np.array(to_rgb(palette.ink))

    def move(numbers, strength, box) -> None:
        image.set_extent(np.ravel(box))
        share = (PALEST_BASIN + (STRONGEST_BASIN - PALEST_BASIN) * strength)[..., None]
        colors = (1 - share) * paper + share * table[numbers]
        strokes = PATTERN_INK * np.take_along_axis(_patterns(*numbers.shape), numbers[None], axis=0)[0][..., None]
        image.set_data(_bytes((1 - strokes) * colors + strokes * ink))

    return unchanged(move)


def _patterns(m: int, n: int) -> np.ndarray:
    """For each of the numbers 0 to 7, which cells are part of its strokes."""
    i, j = np.indices((m, n))
    slanted, dotted = ((i + j) % 6 == 0, (i - j) % 6 == 0), (i % 5 == 0) & (j % 5 == 0)
    return np.stack([i < 0, i < 0, *slanted, dotted, j % 6 == 0, i % 6 == 0, (i % 4 == 0) & (j % 4 == 2)])


def relief(ax: Axes, palette: Palette) -> Move:
    """Heights `(m, n)`, from 0 to 1 and first along x, as shades: the lowest are darkest. Part of the background."""
    image, low, high = _image(ax), np.array(to_rgb(palette.faint)), np.array(to_rgb(palette.paper))

    def move(heights, box) -> None:
        image.set_extent(np.ravel(box))
        image.set_data(_bytes(low + np.nan_to_num(heights, nan=1.0)[..., None] * (high - low)))

    return unchanged(move)


def _image(ax: Axes):
    place: Style = {"origin": "lower", "aspect": "auto", "interpolation": "nearest", "zorder": 0.2}
    return ax.imshow(np.zeros((2, 2, 3), np.uint8), **place)


def _bytes(colors) -> np.ndarray:
    return (255 * colors + 0.5).astype(np.uint8).swapaxes(0, 1)
