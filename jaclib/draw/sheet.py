"""A sheet that a map bends and folds: cells coloured by a signed number, lines upon them, and the scale of colours."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D

from jaclib.draw.marks import ABOVE, Move
from jaclib.draw.palette import Palette

STRENGTH = 0.62  # of what is printed over the colours
HATCH = "//////"


class Sheet(Artist):
    """Quadrilaterals in rows with lines upon them. Where layers of either orientation overlap, both shine through.

    As long as nothing of it changes it is drawn once, and what was drawn is put back: it lies below all that moves.
    """

    def __init__(self, ax: Axes, lines: list[Line2D], folds: bool):
        super().__init__()
        self.lines, self.folds = lines, folds
        self.corners = np.zeros((2, 2, 2))
        self.colors, self.reversed = np.zeros((1, 4)), np.zeros(1, dtype=bool)
        self.drawn = self.drawn_in = None
        self.set(animated=True, zorder=ABOVE - 5)
        ax.add_artist(self)
        for line in lines:
            line.axes, line.figure = ax, ax.figure
            line.set(transform=ax.transData, clip_box=ax.bbox, animated=True)

    def draw(self, renderer: RendererAgg) -> None:
        view = (*self.axes.get_xlim(), *self.axes.get_ylim())
        if self.drawn is not None and view == self.drawn_in:
            renderer.restore_region(self.drawn)
            return
        gc = renderer.new_gc()
        gc.set_clip_rectangle(self.axes.bbox)
        gc.set_linewidth(0)
        if self.folds and self.reversed.any() and not self.reversed.all():
            x0, y0, x1, y1 = self.axes.bbox.extents.round().astype(int)
            layers = (self._layer(renderer, gc, side)[y0:y1, x0:x1] for side in (self.reversed, ~self.reversed))
            renderer.draw_image(gc, x0, y0, mixed(*layers))
        else:
            self._draw_cells(renderer, gc, self.colors)
        gc.restore()
        for line in self.lines:
            line.draw(renderer)
        # a pixel more, for the renderer rounds down
        self.drawn, self.drawn_in = renderer.copy_from_bbox(self.axes.bbox.padded(1)), view

    def _draw_cells(self, renderer, gc, colors):
        rows, columns = self.corners.shape[0] - 1, self.corners.shape[1] - 1
        renderer.draw_quad_mesh(
            gc, self.axes.transData.frozen(), columns, rows, self.corners, np.zeros((1, 2)), Affine2D(), colors,
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


def sheet(ax: Axes, palette: Palette, *, folds: bool = False) -> Move:
    """A mesh with what is printed on it, moved to (corners, values, printed, lines, hatch, folds).

    The values `(m, n)`, from −1 to 1, colour the cells between the corners `(m+1, n+1, 2)`; where one is NaN there is
    no cell. `printed` `(m, n, 4)` lies over that: red, green, blue and how much of it; NaN for a colour stands for ink.
    Lines, hatch and folds are polylines, each in one array `(k, 2)` with a row of NaN between one and the next. The
    folds are double lines, like roads on a map: not to be taken for an edge, in any colours. Nothing is worked out, and
    nothing drawn, for arrays that are the same objects as before.
    """
    table = _colormap(palette)(np.linspace(0, 1, 256))[:, :3]
    ruled, hatched, outer, inner = (
        Line2D([], [], color=color, linewidth=width, alpha=alpha)
        for color, width, alpha in (
            (palette.ink, 0.6, 0.45), (palette.ink, 0.9, 0.75), (palette.ink, 4.2, 1), (palette.paper, 1.5, 1)
        )
    )  # fmt: skip
    drawn = Sheet(ax, [ruled, hatched, outer, inner], folds)
    shown: list = []

    def move(*arrays) -> None:
        if len(shown) == len(arrays) and all(one is other for one, other in zip(shown, arrays, strict=True)):
            return
        shown[:] = arrays
        drawn.corners, values, printed, lines, hatch, folds = arrays
        drawn.colors, drawn.reversed = _painted(table, palette, values, printed), (values < 0).ravel()
        for line, points in ((ruled, lines), (hatched, hatch), (outer, folds), (inner, folds)):
            line.set_data(points[:, 0], points[:, 1])
        drawn.drawn = None

    return move


def _painted(table, palette, values, printed):
    steps = (np.nan_to_num(values).clip(-1, 1) * 127.5 + 127.5).astype(int)
    ink = np.where(np.isnan(printed[..., :3]), to_rgb(palette.ink), printed[..., :3])
    over = STRENGTH * printed[..., 3:]
    colors = np.empty((*values.shape, 4))
    colors[..., :3] = (1 - over) * table[steps] + over * ink
    colors[..., 3] = ~np.isnan(values)
    return colors.reshape(-1, 4)


def _colormap(palette: Palette) -> LinearSegmentedColormap:
    return LinearSegmentedColormap.from_list("signed", palette.signed)


def outline(ax: Axes, color: str, *, width: float = 2.2, dashes: tuple[float, float] | None = None) -> Move:
    """A curve through `(k, 2)` with a rim in the colour of the paper, so that it is seen on any colour."""
    rim = [withStroke(linewidth=width + 1.8, foreground=ax.get_facecolor())]
    (line,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 2, path_effects=rim)
    if dashes:
        line.set_dashes(dashes)

    def move(points) -> None:
        line.set_data(points[:, 0], points[:, 1])

    return move


def diamonds(ax: Axes, color: str, *, size: float = 10) -> Move:
    """A diamond at each of the points `(k, 2)`: a picked point, and where it comes from."""
    (dots,) = ax.plot(
        [], [], "D", color=color, markersize=size * 0.8, markeredgewidth=1.5, markeredgecolor=ax.get_facecolor(),
        animated=True, zorder=ABOVE + 5,
    )  # fmt: skip

    def move(points) -> None:
        points = np.reshape(points, (-1, 2))
        dots.set_data(points[:, 0], points[:, 1])

    return move


def scale(ax: Axes, palette: Palette, name: str) -> Move:
    """What colours stand for, in the row above the panel, from −limit to limit.

    As on the sheet, what is negative is hatched, and 0 is a double line. Moved to the limit; part of the background.
    """
    tall = ax.get_window_extent().height * 96 / ax.figure.dpi  # in CSS pixels: the row is as high above a tall panel
    bar = ax.inset_axes((0.42, 1 + min(0.028, 8 / tall), 0.42, min(0.042, 12 / tall)))
    bar.imshow(np.linspace(0, 1, 256)[None], cmap=_colormap(palette), aspect="auto", extent=(-1, 1, 0, 1))
    half = Rectangle((-1, 0), 1, 1, fill=False, hatch=HATCH, edgecolor=palette.ink, linewidth=0, alpha=0.7)
    bar.add_patch(half)
    bar.axvline(0, color=palette.ink, linewidth=4.2), bar.axvline(0, color=palette.paper, linewidth=1.5)
    bar.set(xticks=[], yticks=[])
    bar.spines[:].set_visible(False)
    style = {"transform": bar.transAxes, "va": "center", "fontsize": 9, "color": palette.ink}
    bar.text(-1, 0.5, name, ha="left", **style)
    low, high = bar.text(-0.03, 0.5, "", ha="right", **style), bar.text(1.03, 0.5, "", ha="left", **style)

    def move(limit) -> None:
        if high.get_text() != f"≥ {limit:g}":
            low.set_text(f"≤ −{limit:g}"), high.set_text(f"≥ {limit:g}")

    return move
