"""The picture of explore.train: the plane as the network judges it, the loss, and its neurons or its gradient."""

from itertools import pairwise

import numpy as np
from matplotlib.lines import Line2D

from jaclib import draw
from jaclib.explore.phrases.numbers import sub
from jaclib.explore.train import product as factored
from jaclib.explore.train.numbers import HALF, MOST_HIDDEN, TRAINING_STEPS

CORNER = 0.03, 0.05  # of a panel
NEURONS = "What its neurons say at x"
LOWEST, HIGHEST = 1e-5, 3.0  # of the loss


def paint(palette, plane, losses, neurons):
    """Put the marks up, by the names of the arrays that move them."""
    draw.hint(plane, "drag x", palette.quiet)
    draw.frame(plane, ((-HALF, HALF), (-HALF, HALF)), ("x₁", "x₂"))
    draw.ruled(losses, xlim=(0, TRAINING_STEPS), yscale="log", ylim=(LOWEST, HIGHEST), xlabel="training step of Adam")
    draw.key(losses, [("logistic loss, mean over all points", palette.ink, False)])
    class_key(plane, palette)
    return {
        ("nodes", "shades"): draw.heat(plane, palette, "signed", ends=(-1, 1)),
        ("points", "labels"): draw.classes(plane, palette, key=False),
        "border": draw.curve(plane, palette.ink, width=2.4),
        "x": [draw.point(plane, palette.ink), draw.note_at(plane, "x", palette.ink)],
        "descent": draw.curve(losses, palette.ink, width=1.6),
        "here": draw.point(losses, palette.ink),
        "right": draw.note(plane, palette.ink, CORNER, "{:.1%} right"),
        "picked": points_picked(plane, palette),
    } | third_panel(palette, neurons)


def points_picked(ax, palette):
    """Rings around the points that have a row in the product, with their numbers."""
    rings = draw.point(ax, "none", size=9, rim=palette.ink, thick=1.4, order=3)
    names = [draw.note_at(ax, number, palette.ink, offset=(8, 8), bold=True) for number in factored.NUMBERS]
    return [rings, draw.one_by_one(names)]


def class_key(ax, palette) -> None:
    """Which mark is which class, and what the black line is, in the row above the panel."""
    marks = [Line2D([], [], marker=draw.MARKERS[i], color=palette.rows[i], linewidth=0, markersize=5) for i in range(2)]
    marks.append(Line2D([], [], color=palette.ink, linewidth=2.4))
    place = {"loc": "lower right", "bbox_to_anchor": (1.02, 0.985), "ncols": 3}
    spaces = {"handlelength": 1, "columnspacing": 0.8, "handletextpad": 0.3, "borderpad": 0.2}
    ax.legend(marks, ["class 1", "class 2", "z = 0"], frameon=False, fontsize=9, **place, **spaces)


def third_panel(palette, ax):
    """The network with its neurons' values at x, or one layer's gradient as a product, in a panel without axes."""
    room = draw.in_pixels(ax)
    title = ax.set_title(NEURONS, pad=22, y=1.0)
    marks = network_marks(palette, ax, room) | {
        ("product", "layer", "entered", "deltas", "gradient"): factored.panel(palette, ax, room)
    }

    def entitle(product, layer) -> None:
        title.set_text(f"∂L/∂W{sub(layer)} as a product" if product else NEURONS)
        ax.get_legend().set_visible(not product)

    return marks | {("product", "layer"): entitle}


def network_marks(palette, ax, room):
    """The network with its neurons' values at x; it makes way for the product."""
    wide, high = room
    box = (14, 26, wide - 52, high - 30)
    draw.signs(ax, palette, (Line2D([], [], color=palette.quiet, linewidth=2.5), "strong"))
    drawn, names = draw.network(ax, palette), draw.texts(ax, palette.ink, MOST_HIDDEN + 2, cached=draw.Cached(ax))
    output = draw.texts(ax, palette.ink, 1)

    def show_network(sizes, weights, neurons, product) -> None:
        matrices = np.split(weights, np.cumsum([n * m for n, m in pairwise(sizes)])[:-1])
        values = np.split(neurons, np.cumsum(sizes)[:-1])
        seats = [each + (np.nan if product else 0) for each in draw.seats(sizes, box)]
        drawn(seats, matrices, values, np.zeros(len(neurons), dtype=bool), draw.radius(sizes, box))

    def name_columns(sizes, product) -> None:
        hidden = (f"a{sub(k)}" for k in range(1, len(sizes) - 1))
        places = [(each[0, 0], high - 12) for each in draw.seats(sizes, box)]
        names(places, [] if product else ["x", *hidden, "z"])

    def write_odds(odds, product) -> None:
        output([(wide - 20, (box[1] + box[3]) / 2)], [] if product else [f"{odds:+.2f}".replace("-", "−")])

    shown = {("sizes", "weights", "neurons", "product"): show_network, ("odds", "product"): write_odds}
    return shown | {("sizes", "product"): name_columns}
