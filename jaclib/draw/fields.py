"""Quantities over a part of the plane, in colours: signed numbers on a sheet, densities, shades, tiles."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.transforms import Affine2D

from jaclib.draw.colour_bar import table
from jaclib.draw.lines import curve
from jaclib.draw.marks import Cached, Move, Pair, Style, put, unchanged
from jaclib.draw.palette import Palette, blended
from jaclib.image.layers import borders, counts

PRINT_STRENGTH = 0.62  # of what is printed over the colours
NO_LINES = np.zeros((0, 2))
SHADES = 0.0, 0.0, 0.2, 0.36, 0.48  # of ink, over no layer, one, two, three, and more


class Layers(Artist):
    """A shade that deepens with the number of layers of a net that lie over one another."""

    def __init__(self, ax: Axes, ink: str):
        super().__init__()
        self.panel, self.net, self.there = ax, np.zeros((2, 2, 2)), np.zeros((1, 1), dtype=bool)
        self.shades = np.array([(*to_rgb(ink), shade) for shade in SHADES]) * 255

    def draw(self, renderer) -> None:
        edges, times = borders(self.net, self.there)
        if not len(edges):
            return
        pixels = self.panel.transData.transform(edges.reshape(-1, 2)).reshape(edges.shape)
        ends = self.panel.bbox.min, self.panel.bbox.max
        reached = (np.clip(end(pixels, axis=(0, 1)), *ends) for end in (np.nanmin, np.nanmax))
        (x0, y0), (x1, y1) = (np.round(end).astype(int) for end in reached)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        counted = counts(pixels, times, np.arange(x0, x1) + 0.5, np.arange(y0, y1) + 0.5)
        if counted.max(initial=0) > 1:
            gc = renderer.new_gc()
            renderer.draw_image(gc, x0, y0, self.shades.astype(np.uint8)[counted.clip(0, len(SHADES) - 1)])
            gc.restore()


class Mesh(Artist):
    """Quadrilaterals in rows. If it `folds`, what is turned over shines faintly through what lies on it."""

    def __init__(self, ax: Axes, folds: bool = False):
        super().__init__()
        self.panel, self.folds, self.corners = ax, folds, np.zeros((2, 2, 2))
        self.colors, self.reversed = np.zeros((1, 4)), np.zeros(1, dtype=bool)

    def draw(self, renderer) -> None:
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

    def _draw_cells(self, renderer, gc, colors):
        rows, columns = self.corners.shape[0] - 1, self.corners.shape[1] - 1
        place, nowhere = self.panel.transData.frozen(), (np.zeros((1, 2)), Affine2D())
        corners = np.require(self.corners, requirements="W")  # matplotlib takes nothing that is read-only
        renderer.draw_quad_mesh(gc, place, columns, rows, corners, *nowhere, colors, False, np.zeros((0, 4)))

    def _layer(self, renderer, gc, side):
        """The pixels of one side of the sheet, from the lowest row upwards.

        Cells are drawn without smoothed edges and hide each other, or a net of seams would show.
        """
        layer = RendererAgg(renderer.width, renderer.height, renderer.dpi)
        self._draw_cells(layer, gc, np.where(side[:, None], self.colors, 0.0))
        return np.asarray(layer.buffer_rgba())[::-1]


def mixed(below, above):
    """Mix two layers of pixels `(m, n, 4)` of bytes: where both are, a quarter of the one below shines through."""
    lower, upper = (np.ascontiguousarray(layer).view(np.uint32)[..., 0] for layer in (below, above))
    there, under = above[..., 3] > 0, below[..., 3] > 0
    pixels = np.where(there, np.where(under, _half(_half(lower, upper), upper), upper), lower)
    return pixels[..., None].view(np.uint8)


def _half(one, other):
    """Half of each, in all four bytes at once."""
    return (one >> 1 & 0x7F7F7F7F) + (other >> 1 & 0x7F7F7F7F) + (one & other & 0x01010101)


def sheet(ax: Axes, palette: Palette, *, folds: bool = False) -> Move:
    """A mesh with what is printed on it, moved to (corners, values, printed, lines, hatch, folds).

    The values `(m, n)`, from −1 to 1, colour the cells between the corners `(m+1, n+1, 2)`; where one is NaN there is
    no cell. `printed` `(m, n, 4)` lies over that: red, green, blue and how much of it; NaN for a colour stands for ink.
    Lines, hatch and folds are polylines, each in one array `(k, 2)` with a row of NaN between one and the next. The
    folds are double lines, like roads on a map: not to be taken for an edge, in any colours. Nothing is worked out, and
    nothing drawn, for the same arrays as before. One that `folds` has an edge, and is shaded where layers overlap.
    """
    cached, mesh, shade = Cached(ax), Mesh(ax, folds), Layers(ax, palette.ink)
    cached.add(mesh)
    if folds:
        cached.add(shade)
    looks = (palette.ink, 0.6, 0.45), (palette.ink, 0.9, 0.75), (palette.ink, 4.2, 1), (palette.paper, 1.5, 1)
    edge = curve(ax, palette.ink, width=1.4 * folds, cached=cached)
    ruled, hatched, outer, inner = (curve(ax, ink, width=w, alpha=alpha, cached=cached) for ink, w, alpha in looks)

    def move(corners, values, printed, lines, hatch, folds) -> None:
        mesh.corners, mesh.reversed = corners, (values < 0).ravel()
        mesh.colors = _painted(palette, values, printed)
        shade.net, shade.there = corners, ~np.isnan(values)
        edge(outline(corners, shade.there) if mesh.folds else NO_LINES)
        ruled(lines), hatched(hatch), outer(folds), inner(folds)

    return unchanged(move, cached)


def outline(corners, there) -> np.ndarray:
    """The four sides of a sheet as one line `(k, 2)`, with gaps between them and where it is not `there`."""
    sides = []
    for axis in (0, 1):
        for nodes, cells in zip(
            np.swapaxes(corners, 0, axis)[[0, -1]], np.swapaxes(there, 0, axis)[[0, -1]], strict=True
        ):
            kept = np.append(cells, False) | np.append(False, cells)
            sides += [np.where(kept[:, None], nodes, np.nan), np.full((1, 2), np.nan)]
    return np.concatenate(sides[:-1])


def layers(ax: Axes, palette: Palette, *, order: float = 0) -> Move:
    """A shade that deepens with the layers of a net `(m, n, 2)` over one another; cells that have no place are none."""
    shade = put(ax, Layers(ax, palette.ink), order)

    def move(net) -> None:
        shade.net, corners = net, np.isfinite(net).all(axis=-1)
        shade.there = corners[:-1, :-1] & corners[1:, :-1] & corners[:-1, 1:] & corners[1:, 1:]

    return move


def layer_key(ax: Axes, palette: Palette) -> None:
    """Say below the panel which shade stands for how many layers."""
    look: Style = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "center", "ha": "center"}
    ax.annotate("layers", (1, 0), (-71, -25), color=palette.quiet, fontsize=9, **look)
    for n in (1, 2, 3):
        shade = blended(palette.ink, palette.fill, SHADES[n])
        box: Style = {"boxstyle": "square,pad=0.25", "facecolor": shade, "edgecolor": palette.quiet, "linewidth": 0.6}
        words = f"{n}{'+' * (n == 3)}"
        ax.annotate(words, (1, 0), (-48 + 19 * (n - 1), -25), color=palette.ink, fontsize=8, bbox=box, **look)


def _painted(palette, values, printed):
    steps = (np.nan_to_num(values).clip(-1, 1) * 127.5 + 127.5).astype(int)
    ink = np.where(np.isnan(printed[..., :3]), to_rgb(palette.ink), printed[..., :3])
    over = PRINT_STRENGTH * printed[..., 3:]
    colors = (1 - over) * table(palette, "signed")[steps, :3] + over * ink
    return np.dstack([colors, ~np.isnan(values)]).reshape(-1, 4)


def heat(ax: Axes, palette: Palette, kind="shades", *, ends: Pair = (0, 1), cached: Cached | None = None) -> Move:
    """Cells in the colours of a scale whose `ends` are given, moved to (corners `(m+1, n+1, 2)`, values `(m, n)`).

    Where a value is NaN there is no cell. A third array may give grid lines `(k, 2)` upon them, with gaps of NaN.
    Nothing is drawn anew for the same arrays as before.
    """
    cached, mesh = cached or Cached(ax), Mesh(ax)
    cached.add(mesh)
    ruled, (low, high) = curve(ax, palette.ink, width=0.6, alpha=0.35, cached=cached), ends

    def move(corners, values, lines=NO_LINES) -> None:
        share = np.nan_to_num((values - low) / (high - low)).clip(0, 1)
        mesh.corners, mesh.colors = corners, table(palette, kind)[(share * 255).astype(int)].reshape(-1, 4)
        mesh.colors[np.isnan(values).ravel(), 3] = 0
        ruled(lines)

    return unchanged(move, cached)


def tiles(ax: Axes, dull: str, bright: str, *, edge: str = "none", alpha: float = 1.0, order: float = -1) -> Move:
    """Tiles `(k, points, 2)`, painted one over the other in the order given; those that are not finite are left out.

    Moved to (tiles, shades): a shade `(k,)` goes from 0, the dull colour, to 1, the bright one, as all of them are
    by default.
    """
    drawn = put(ax, PolyCollection([], edgecolors=edge, linewidths=0.7, alpha=alpha), order)
    ends = np.array([to_rgb(dull), to_rgb(bright)])

    def move(polygons, shades=1.0) -> None:
        polygons = np.asarray(polygons)
        shades = np.broadcast_to(np.clip(np.asarray(shades, dtype=float), 0, 1), len(polygons))
        there = np.isfinite(polygons).all(axis=(1, 2)) & np.isfinite(shades)
        drawn.set_verts(polygons[there])
        drawn.set_facecolor((1 - shades[there, None]) * ends[0] + shades[there, None] * ends[1])

    return move
