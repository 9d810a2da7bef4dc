"""A matplotlib figure, drawn fast: what stands still is drawn once and saved, what moves is drawn over it.

Drawing ticks, labels and spines takes five times as long as drawing all that moves in a picture of this course.
"""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

QUICK_COLORS = 64  # enough for smooth edges; a third of the bytes of a true-colour frame, a quarter of the time


class Picture:
    """A figure with its moving artists, the background that lies below them, and its fixed palette."""

    def __init__(self, figure: Figure, move: Callable[[dict], None]):
        self.figure, self.move = figure, move
        self.canvas = FigureCanvasAgg(figure)
        self.moving = sorted(figure.findobj(lambda artist: artist.get_animated()), key=lambda artist: artist.zorder)
        self.background: Any = None  # matplotlib's own copy of the canvas
        self.palette: Image.Image | None = None

    def draw(self, arrays: dict) -> np.ndarray:
        """Move the artists to `arrays` and draw them: `(height, width, 4)` of bytes, valid until the next draw."""
        try:
            self.move(arrays)
            # matplotlib marks a figure stale when a limit or an artist that stands still has changed,
            # and not when an animated one has: just what tells a background that is out of date
            if self.background is None or self.figure.stale:
                self.canvas.draw()
                self.background = self.canvas.copy_from_bbox(self.figure.bbox)
                self.palette = None
            self.canvas.restore_region(self.background)
            for artist in self.moving:
                self.figure.draw_artist(artist)
        except BaseException:
            self.background = None  # half-moved artists: the next draw starts from scratch
            raise
        return np.asarray(self.canvas.buffer_rgba())

    def quick(self, pixels: np.ndarray) -> bytes:
        """A PNG of 64 fixed colours: small, and encoded in the time that a hand does not notice."""
        image = Image.fromarray(pixels).convert("RGB")
        if self.palette is None:
            self.palette = fixed_palette(image)
        # one millisecond more than at level 1, for a quarter of the bytes: a slow line carries as many more frames;
        # at level 6 it would be another millisecond or more, for 2 to 8%
        return _png(image.quantize(palette=self.palette, dither=Image.Dither.NONE), level=5)

    def sharp(self, pixels: np.ndarray) -> bytes:
        """A PNG of the true colours; the next quick frames take their palette from this picture."""
        image = Image.fromarray(pixels).convert("RGB")
        self.palette = fixed_palette(image)
        return _png(image)


def fixed_palette(image: Image.Image) -> Image.Image:
    """64 colours for pictures like this one: half of them its most frequent ones as they are, half a choice of all.

    Were the paper only nearly the paper's colour, the picture would flash each time the hand comes to rest.
    """
    counts: Any = image.getcolors(image.width * image.height)  # (how often, RGB) for each colour
    colors = [color for _, color in sorted(counts, reverse=True)[:256]]
    chosen = image.quantize(QUICK_COLORS // 2, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    colors[QUICK_COLORS // 2 : QUICK_COLORS // 2] = zip(chosen[::3], chosen[1::3], chosen[2::3], strict=True)
    apart: list[tuple[int, int, int]] = []
    for color in colors:  # Pillow looks colours up in steps of four: near ones would be taken for one another
        if all(max(abs(x - y) for x, y in zip(color, other, strict=True)) > 7 for other in apart):
            apart.append(color)
    apart = (apart + apart[:1] * QUICK_COLORS)[:QUICK_COLORS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for color in apart for channel in color])
    return palette


def _png(image: Image.Image, level: int = 1) -> bytes:
    out = io.BytesIO()
    image.save(out, "png", compress_level=level)
    return out.getvalue()
