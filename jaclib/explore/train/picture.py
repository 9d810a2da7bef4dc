"""The picture of explore.train: the plane as the network judges it, the loss, and the neurons at a point."""

from itertools import pairwise

import numpy as np
from matplotlib.lines import Line2D

from jaclib.draw import (
    MARKERS,
    Cached,
    classes,
    curve,
    frame,
    heat,
    hint,
    in_pixels,
    key,
    network,
    note,
    note_at,
    point,
    radius,
    seats,
    signs,
    texts,
)
from jaclib.explore.phrases.numbers import sub
from jaclib.explore.train.numbers import DEEPEST, HALF, STEPS

CORNER = 0.03, 0.05  # of a panel
LOWEST, HIGHEST = 1e-5, 3.0  # of the loss


def paint(palette, plane, losses, neurons):
    """Put the artists up once: the marks by the names of the arrays that move them."""
    hint(plane, "drag x", palette.quiet)
    frame(plane, ((-HALF, HALF), (-HALF, HALF)))
    plane.set(xlabel="x₁", ylabel="x₂")
    losses.set(xlim=(0, STEPS), yscale="log", ylim=(LOWEST, HIGHEST), xlabel="training step")
    losses.grid(color=palette.faint, linewidth=0.8)
    losses.minorticks_off()
    key(losses, [("mean loss of the points", palette.ink, False)])
    class_key(plane, palette)
    return {
        ("nodes", "shades"): heat(plane, palette, "signed", ends=(-1, 1)),
        ("points", "labels"): classes(plane, palette, key=False),
        "border": curve(plane, palette.ink, width=2.4),
        "x": [point(plane, palette.ink), note_at(plane, "x", palette.ink)],
        "descent": curve(losses, palette.ink, width=1.6),
        "here": point(losses, palette.ink),
        "right": note(plane, palette.ink, CORNER, "{:.1%} right"),
    } | network_panel(palette, neurons)


def class_key(ax, palette) -> None:
    """Which mark is which class, and what the black line is, in the row above the panel."""
    marks = [Line2D([], [], marker=MARKERS[i], color=palette.rows[i], linewidth=0, markersize=5) for i in range(2)]
    marks.append(Line2D([], [], color=palette.ink, linewidth=2.4))
    place = {"loc": "lower right", "bbox_to_anchor": (1.02, 0.985), "ncols": 3}
    spaces = {"handlelength": 1, "columnspacing": 0.8, "handletextpad": 0.3, "borderpad": 0.2}
    ax.legend(marks, ["class 1", "class 2", "z = 0"], frameon=False, fontsize=9, **place, **spaces)


def network_panel(palette, ax):
    """The network with its neurons' values at x, in a panel without axes."""
    wide, high = in_pixels(ax)
    box = (14, 26, wide - 52, high - 30)
    signs(ax, palette, (Line2D([], [], color=palette.quiet, linewidth=2.5), "strong"))
    drawn, names = network(ax, palette), texts(ax, palette.ink, DEEPEST + 2, cached=Cached(ax))
    output = texts(ax, palette.ink, 1)

    def lay(sizes, weights, neurons) -> None:
        matrices = np.split(weights, np.cumsum([n * m for n, m in pairwise(sizes)])[:-1])
        values = np.split(neurons, np.cumsum(sizes)[:-1])
        drawn(seats(sizes, box), matrices, values, np.zeros(len(neurons), dtype=bool), radius(sizes, box))

    def name(sizes) -> None:
        hidden = (f"a{sub(k)}" for k in range(1, len(sizes) - 1))
        names([(each[0, 0], high - 12) for each in seats(sizes, box)], ["x", *hidden, "z"])

    def read(odds) -> None:
        output([(wide - 20, (box[1] + box[3]) / 2)], [f"{odds:+.2f}".replace("-", "−")])

    return {("sizes", "weights", "neurons"): lay, "sizes": name, "odds": read}
