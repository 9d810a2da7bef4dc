"""One matplotlib figure, drawn fast: what stands still is drawn once and saved, what moves is drawn over it.

Drawing ticks, labels and spines takes five times as long as drawing all that moves in a picture of this course.
"""

import io
from collections.abc import Callable

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
        self.background = None
        self.palette = None

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
            self.palette = image.quantize(QUICK_COLORS, method=Image.Quantize.MAXCOVERAGE)
        return _png(image.quantize(palette=self.palette, dither=Image.Dither.NONE))

    def sharp(self, pixels: np.ndarray) -> bytes:
        """A PNG of the true colours; the next quick frames take their palette from this picture."""
        image = Image.fromarray(pixels).convert("RGB")
        self.palette = None
        return _png(image)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "png", compress_level=1)
    return out.getvalue()
