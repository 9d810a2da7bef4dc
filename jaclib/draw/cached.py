"""What is drawn once and then put back, as long as nothing of it changes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.transforms import Affine2D

from jaclib.draw.axes import ABOVE


class Kept(Artist):
    """Marks that seldom change. They are drawn once, and what was drawn is put back as long as none of them changes.

    It lies below all that moves on its panel; `change()` says that it is to be drawn anew.
    """

    def __init__(self, ax: Axes):
        super().__init__()
        self.panel, self.parts = ax, list[Artist]()
        self.drawn: Any = None  # matplotlib's own copy of the canvas
        self.set(animated=True, zorder=ABOVE - 5)
        ax.add_artist(self)

    def add(self, part: Artist) -> None:
        """Attach the part to the panel without registering it there: only this artist draws it."""
        part.axes = self.panel
        part.set_figure(self.panel.figure)
        part.set_transform(self.panel.transData)
        part.stale_callback = None  # its changes are no reason to draw the background anew
        self.parts.append(part)

    def change(self) -> None:
        self.drawn = None

    def draw(self, renderer) -> None:
        if self.drawn is not None:
            renderer.restore_region(self.drawn)
            return
        for part in self.parts:
            part.draw(renderer)
        self.drawn = renderer.copy_from_bbox(self.panel.bbox.padded(1))  # a pixel more, for the renderer rounds down


class Sheet(Artist):
    """Quadrilaterals in rows with lines upon them. Where layers of either orientation overlap, both shine through.

    As long as nothing of it changes it is drawn once, and what was drawn is put back: it lies below all that moves.
    """

    def __init__(self, ax: Axes, lines: Sequence[Artist], folds: bool):
        super().__init__()
        self.panel, self.lines, self.folds = ax, [*lines], folds
        self.corners = np.zeros((2, 2, 2))
        self.colors, self.reversed = np.zeros((1, 4)), np.zeros(1, dtype=bool)
        self.drawn: Any = None
        self.drawn_in: tuple[float, ...] = ()
        self.set(animated=True, zorder=ABOVE - 5)
        ax.add_artist(self)
        for line in lines:
            line.axes = ax
            line.set(figure=ax.figure, transform=ax.transData, clip_box=ax.bbox, animated=True)

    def draw(self, renderer) -> None:
        view = (*self.panel.get_xlim(), *self.panel.get_ylim())
        if self.drawn is not None and view == self.drawn_in:
            renderer.restore_region(self.drawn)
            return
        gc = renderer.new_gc()
        gc.set_clip_rectangle(self.panel.bbox)
        gc.set_linewidth(0)
        if self.folds and self.reversed.any() and not self.reversed.all():
            x0, y0, x1, y1 = np.round(self.panel.bbox.extents).astype(int)
            layers = (self._layer(renderer, gc, side)[y0:y1, x0:x1] for side in (self.reversed, ~self.reversed))
            renderer.draw_image(gc, x0, y0, mixed(*layers))
        else:
            self._draw_cells(renderer, gc, self.colors)
        gc.restore()
        for line in self.lines:
            line.draw(renderer)
        # a pixel more, for the renderer rounds down
        self.drawn, self.drawn_in = renderer.copy_from_bbox(self.panel.bbox.padded(1)), view

    def _draw_cells(self, renderer, gc, colors):
        rows, columns = self.corners.shape[0] - 1, self.corners.shape[1] - 1
        renderer.draw_quad_mesh(
            gc, self.panel.transData.frozen(), columns, rows, self.corners, np.zeros((1, 2)), Affine2D(), colors,
            False, np.zeros((0, 4)),
        )  # fmt: skip

    def _layer(self, renderer, gc, side):
        """The pixels of one side of the sheet, from the lowest row upwards.

        Cells are drawn without smoothed edges and hide each other, or one would see a net of seams.
        """
        layer = RendererAgg(renderer.width, renderer.height, renderer.dpi)
        self._draw_cells(layer, gc, np.where(side[:, None], self.colors, 0.0))
        return np.asarray(layer.buffer_rgba())[::-1]


def mixed(below, above):
    """Two layers of pixels `(m, n, 4)` of bytes: where both are, half of each."""
    one, other = (np.ascontiguousarray(layer).view(np.uint32)[..., 0] for layer in (below, above))
    half = (one >> 1 & 0x7F7F7F7F) + (other >> 1 & 0x7F7F7F7F) + 0x01010101  # in all four bytes at once
    there, under = above[..., 3] > 0, below[..., 3] > 0
    pixels = np.where(there, np.where(under, half, other), one)
    return pixels[..., None].view(np.uint8)
