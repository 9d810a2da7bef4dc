"""What lies below a picture of the plane: basins in colours and patterns, heights in shades, curves that hold still."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette

PALEST, STRONGEST = 0.16, 0.5  # of a basin's colour: where many steps are needed, and where few are
PATTERN = 0.22  # of the ink, in a pattern's strokes


def hues(palette: Palette) -> tuple[str, ...]:
    """The colours of the basins of roots 1 to 6, and of whatever else is reached."""
    return (
        palette.signed[0], palette.signed[-1], palette.rows[1], palette.third, palette.columns[0], palette.linear,
        palette.quiet,
    )  # fmt: skip


def basins(ax: Axes, palette: Palette) -> Move:
    """Cells coloured by the root reached from there, moved to (numbers, strength, box); 0, for none, is left blank.

    `numbers` `(m, n)` go from 0 to 7, first along x; a strength from 0 to 1 says how much of its colour a cell gets.
    No two basins differ by colour alone: each has strokes in another direction. Nothing is done for the same arrays.
    """
    image = _image(ax)
    image.set_animated(True)
    table = np.array([to_rgb(color) for color in (palette.paper, *hues(palette))])
    paper, ink = np.array(to_rgb(palette.paper)), np.array(to_rgb(palette.ink))
    shown: list = []

    def move(numbers, strength, box) -> None:
        image.set_extent(np.ravel(box))
        if len(shown) == 2 and shown[0] is numbers and shown[1] is strength:
            return
        shown[:] = numbers, strength
        share = (PALEST + (STRONGEST - PALEST) * strength)[..., None]
        colors = (1 - share) * paper + share * table[numbers]
        strokes = PATTERN * np.take_along_axis(_patterns(*numbers.shape), numbers[None], axis=0)[0][..., None]
        image.set_data(_bytes((1 - strokes) * colors + strokes * ink))

    return move


def _patterns(m: int, n: int) -> np.ndarray:
    """For each of the numbers 0 to 7, which cells are part of its strokes."""
    i, j = np.indices((m, n))
    return np.stack([
        i < 0, i < 0, (i + j) % 6 == 0, (i - j) % 6 == 0, (i % 5 == 0) & (j % 5 == 0), j % 6 == 0, i % 6 == 0,
        (i % 4 == 0) & (j % 4 == 2),
    ])  # fmt: skip


def relief(ax: Axes, palette: Palette) -> Move:
    """Heights `(m, n)`, from 0 to 1 and first along x, as shades: the lowest are darkest. Part of the background."""
    image, low, high = _image(ax), np.array(to_rgb(palette.faint)), np.array(to_rgb(palette.paper))
    shown: list = [None]

    def move(heights, box) -> None:
        if shown[0] is not heights:
            shown[0] = heights
            image.set_extent(np.ravel(box))
            image.set_data(_bytes(low + np.nan_to_num(heights, nan=1.0)[..., None] * (high - low)))

    return move


def _image(ax: Axes):
    limits = ax.get_xlim(), ax.get_ylim()
    image = ax.imshow(
        np.zeros((2, 2, 3), np.uint8), origin="lower", aspect="auto", interpolation="nearest", zorder=0.2
    )  # fmt: skip
    ax.set(xlim=limits[0], ylim=limits[1])
    return image


def _bytes(colors) -> np.ndarray:
    return (255 * colors + 0.5).astype(np.uint8).swapaxes(0, 1)


def behind(ax: Axes, color: str, *, width: float = 0.9, alpha: float = 1.0) -> Move:
    """Curves `(k, 2)` in the background, with NaN for gaps; they cost a new one only where they change."""
    (line,) = ax.plot([], [], color=color, linewidth=width, alpha=alpha, zorder=0.6)
    shown: list = [None]

    def move(points) -> None:
        if shown[0] is not points:
            shown[0] = points
            line.set_data(points[:, 0], points[:, 1])

    return move


def caption(ax: Axes, words: str, color: str) -> None:
    """Quiet words in the lower left corner, beside the name of the axis."""
    place = {"xycoords": "axes fraction", "textcoords": "offset points"}
    ax.annotate(words, (0, 0), (-42, -29), color=color, fontsize=9, **place)


def border(ax: Axes, palette: Palette) -> Move:
    """Curves `(k, 2)` as a double line, as det J = 0 is drawn on a sheet."""
    lines = [
        ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE - 2)[0]
        for color, width in ((palette.ink, 4.2), (palette.paper, 1.5))
    ]

    def move(points) -> None:
        for line in lines:
            line.set_data(points[:, 0], points[:, 1])

    return move


def numbered(ax: Axes, palette: Palette, count: int) -> Move:
    """Diamonds at the points `(k, 2)`, k ≤ count, each with its number beside it, 1, 2, 3, …"""
    (dots,) = ax.plot(
        [], [], "D", color=palette.ink, markersize=7, markeredgewidth=1.3, markeredgecolor=palette.paper, animated=True,
        zorder=ABOVE + 5,
    )  # fmt: skip
    names = [
        ax.annotate(
            str(k + 1), (0, 0), (9, 9), textcoords="offset points", color=palette.ink, fontsize=12, weight="bold",
            ha="center", va="center", animated=True, zorder=ABOVE + 7,
            path_effects=[withStroke(linewidth=3, foreground=palette.paper)],
        )
        for k in range(count)
    ]  # fmt: skip

    def move(points) -> None:
        points = np.reshape(points, (-1, 2))
        dots.set_data(points[:, 0], points[:, 1])
        for k, name in enumerate(names):
            name.set_visible(k < len(points))
            if k < len(points):
                name.xy = tuple(points[k])

    return move


def beads(ax: Axes, color: str, *, size: float = 4.5, width: float = 1.5) -> Move:
    """Small dots at points `(k, 2)`, joined by a thin line, or by none of `width` 0."""
    line = Line2D([], [], color=color, linewidth=width, marker="o", markersize=size, animated=True, zorder=ABOVE + 3)
    line.set(markeredgecolor=ax.get_facecolor(), markeredgewidth=0.8)
    ax.add_line(line)

    def move(points) -> None:
        line.set_data(points[:, 0], points[:, 1])

    return move
