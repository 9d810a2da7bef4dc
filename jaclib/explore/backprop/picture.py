"""What is seen of backpropagation: a network with its gradients, and the product of Jacobians, laid out to scale."""

from collections.abc import Sequence

import numpy as np
from matplotlib.lines import Line2D

from jaclib.draw import Cached, blocks, curve, in_pixels, network, radius, rectangle, seats, signs, texts
from jaclib.explore.backprop.sweeps import MOST_LAYERS
from jaclib.explore.phrases.numbers import sub
from jaclib.stage import EVERYTHING

LARGEST_ENTRY = 38  # sides of squares, in CSS pixels
LARGEST_GRADIENT = 18
ROOMY = 70  # for a gradient's name and the size of its largest entry
MARGIN = 8  # around the neurons of a layer, where a frame marks it
GAP = 1.9  # between two matrices, in entries: a column has room there


def paint(palette, upper, lower):
    """The marks: where each is depends on the shape of the network, so that one function moves all of a panel."""
    return {EVERYTHING: [network_and_gradients(palette, upper), product_of_jacobians(palette, lower)]}


def network_and_gradients(palette, ax):
    """The upper panel, moved to all arrays."""
    room, kept = in_pixels(ax), Cached(ax)
    held = Line2D([], [], marker="o", color=palette.ink, markerfacecolor=palette.paper, markeredgewidth=2, linewidth=0)
    here, roomy = Line2D([], [], color=palette.accent, linewidth=2.2), room[0] > 400
    signs(ax, palette, (held, "kept in memory" if roomy else "kept"), (here, "now here" if roomy else "now"))
    neurons, gradients = network(ax, palette, cached=kept), blocks(ax, palette)
    marked = curve(ax, palette.accent, sharp=True, order=4)
    names, numbers = texts(ax, palette.ink, 3 * MOST_LAYERS, cached=kept), texts(ax, palette.quiet, MOST_LAYERS + 1)

    def move(now) -> None:
        net, below = network_layout(now, *room), gradient_layout(now, *room)
        neurons(*net["network"]), gradients(below["blocks"]), marked(net["frames"] + below["frames"])
        names(*apart(net["names"] + below["names"])), numbers(*apart(net["numbers"] + below["numbers"]))

    return move


def product_of_jacobians(palette, ax):
    """The lower panel, moved to all arrays."""
    room, kept = in_pixels(ax), Cached(ax)
    here = Line2D([], [], color=palette.accent, linewidth=2.2)
    signs(ax, palette, (here, "on its way" if room[0] > 400 else "now"))
    matrices, travelling = blocks(ax, palette), blocks(ax, palette, order=1)
    marked = curve(ax, palette.accent, sharp=True, order=4)
    names = texts(ax, palette.ink, MOST_LAYERS + 1, size=12, cached=kept)
    shapes, moving = texts(ax, palette.quiet, MOST_LAYERS + 1, cached=kept), texts(ax, palette.accent, 1, size=10)

    def move(now) -> None:
        product = product_layout(now, *room)
        matrices(product["blocks"]), travelling(product["vectors"]), marked(product["frames"])
        names(*apart(product["names"])), shapes(*apart(product["shapes"])), moving(*apart(product["moving"]))

    return move


# The network ---------------------------------------------------------------------------------------------------------


def apart(named) -> tuple:
    """The places and the words of (place, words)."""
    return [place for place, _ in named], [words for _, words in named]


def columns_of(now, wide: float) -> tuple[float, float]:
    """Where the input is, and where the output."""
    return 0.5 * wide / (now["depth"] + 2), wide * (now["depth"] + 0.5) / (now["depth"] + 2)


def network_layout(now, wide: float, high: float) -> dict:
    """The network in the upper half, the loss at its right, with a frame around where the sweep is."""
    sizes, last = now["sizes"], now["depth"]
    left, right = columns_of(now, wide)
    box = (left, 0.5 * high, right, high - 24)
    places, r = seats(sizes, box), radius(sizes, box)
    values = [now[f"point{k}"] for k in range(last + 1)]
    held = np.repeat(now["held"], sizes)
    drawn = (places, [now[f"W{k}"] for k in range(1, last + 1)], values, held, r)
    outputs = ["x", *(f"a{sub(k)}" for k in range(1, last + 1))]
    names = [((float(each[0, 0]), high - 12), text) for each, text in zip(places, outputs, strict=True)]
    loss_at = wide - 0.5 * wide / (last + 2) - 4, (box[1] + box[3]) / 2
    names.append(((loss_at[0], high - 12), "loss"))
    numbers = [(loss_at, f"{now['loss']:.3g}")] if np.isfinite(now["loss"]) else []
    framed = [around(places[k], r) for k in visited(now)]
    return {"network": drawn, "names": names, "numbers": numbers, "frames": framed}


def visited(now) -> Sequence[int]:
    """The layers whose output the row or the column stands at."""
    if not now["swept"]:
        return []
    return [now["row_at"]] if now["sweep"] == "reverse" else range(now["layer"], now["depth"] + 1)


def around(places, r: float):
    low, high = places.min(axis=0) - r - MARGIN / 2, places.max(axis=0) + r + MARGIN / 2
    return rectangle(low, high - low, 1)


# The gradients -------------------------------------------------------------------------------------------------------


def gradient_layout(now, wide: float, high: float) -> dict:
    """Below each layer of weights its gradient, with δ to its left and, in the reverse sweep, the input above it."""
    sizes, last = now["sizes"], now["depth"]
    left, right = columns_of(now, wide)
    slot = (right - left) / last
    room = 0.5 * high - 42
    side = min(LARGEST_GRADIENT, room / (max(sizes[1:]) + 1.5), (slot - 8) / (max(sizes[:-1]) + 1.5))
    shown, names, numbers, framed = [], [], [], []
    for k in range(1, last + 1):
        m, n = sizes[k], sizes[k - 1]
        W, b = now[f"dW{k}"], now[f"db{k}"]
        x = left + (k - 0.5) * slot - n * side / 2 + 0.75 * side
        y = 32 + (room - (m + 1.5) * side) / 2
        shown += [(W, (x, y), side), (b[:, None], (x - 1.5 * side, y), side)]
        if now["sweep"] == "reverse" and np.isfinite(W).all():
            shown.append((now[f"point{k - 1}"][None], (x, y + (m + 0.5) * side), side))
        middle = left + (k - 0.5) * slot
        both = f"∂L/∂b{sub(k)}, ∂L/∂W{sub(k)}" if slot > 1.5 * ROOMY else f"∂L/∂W{sub(k)}"
        names.append(((middle, 22), both if slot > ROOMY else f"W{sub(k)}"))
        if slot > ROOMY and np.isfinite(W).any():
            numbers.append(((middle, 8), f"up to {np.nanmax(np.abs(W)):.2g}"))
        if now.get("layer") == k:
            framed.append(rectangle(cell(now["number"], m, n, x, y, side), (1, 1), side))
    return {"blocks": shown, "names": names, "numbers": numbers, "frames": framed}


def cell(number: int, m: int, n: int, x: float, y: float, side: float):
    """The lower left corner of a parameter's square: in W, or in b to its left."""
    i, j = divmod(number, n) if number < m * n else (number - m * n, -1.5)
    return x + j * side, y + (m - 1 - i) * side


# The product ---------------------------------------------------------------------------------------------------------


def product_layout(now, wide: float, high: float) -> dict:
    """The matrices as they are written, the row above the columns that it has, the columns left of the rows."""
    last, tallest = now["depth"], max(now["sizes"][1:])
    units = sum(now["sizes"]) + GAP * (last + 1.5)
    side = min(LARGEST_ENTRY, wide / units, (high - 56) / (tallest + 1.8))
    x = (wide - side * units) / 2 + GAP * side
    middle = 46 + (high - 46 - 1.6 * side) / 2
    lowest = middle - tallest * side / 2
    shown, names, shapes, corners = [], [], [], {}
    for k in range(last + 1, 0, -1):
        matrix = now["row_of_loss"][None] if k > last else now[f"J{k}"]
        m, n = matrix.shape
        corners[k] = x, middle - m * side / 2
        shown.append((matrix, corners[k], side))
        names.append(((x + n * side / 2, lowest - 16), "$J_L$" if k > last else f"$J_{{f_{k}}}$"))
        shapes.append(((x + n * side / 2, lowest - 36), f"{m}×{n}"))
        x += (n + GAP) * side
    above = middle + tallest / 2 * side + max(0.6 * side, 4)
    vectors = on_the_way(now, corners, side, above)
    framed = [rectangle(corner, matrix.shape[::-1], side) for matrix, corner, _ in vectors]
    moving = name_on_the_way(now, wide, vectors, above + max(side / 2, 7))
    product = {"blocks": shown, "names": names, "shapes": shapes}
    return product | {"vectors": vectors, "frames": framed, "moving": moving}


def on_the_way(now, corners, side: float, above: float):
    """The row where it is now; or the columns that one parameter sends to the loss."""
    if not now["swept"]:
        return []
    if now["sweep"] == "reverse":
        return [(now["row"][None], (corners[now["row_at"] + 1][0], above), side)]
    columns = [(now[f"column{k}"][:, None], corners[k]) for k in range(now["layer"], now["depth"] + 2)]
    return [(column, (x - 1.45 * side, y), side) for column, (x, y) in columns]


def name_on_the_way(now, wide: float, vectors, height: float):
    """The gradient that the row is, written beside it; or the entry that the column has become, in the middle."""
    if not now["swept"]:
        return []
    name = f"∂L/∂{now['in']}"
    if now["sweep"] == "forward":
        return [((wide / 2, height), f"{name} = {now['entry']:.3g}")]
    ((row, (x, _), side),) = vectors
    end = x + row.shape[1] * side + 26
    return [((end if end < wide - 20 else x - 26, height), name)]
