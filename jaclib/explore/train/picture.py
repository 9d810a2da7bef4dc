"""What is seen of training: the plane as the network judges it, the loss, and the neurons at a point."""

import numpy as np
from matplotlib.lines import Line2D

from jaclib.draw import (
    MARKERS,
    Cached,
    classes,
    curve,
    frame,
    hint,
    in_pixels,
    key,
    network,
    note,
    note_at,
    point,
    radius,
    seats,
    sheet,
    signs,
    texts,
)
from jaclib.explore.phrases.numbers import sub
from jaclib.explore.train.numbers import HALF, NODES, PLANE, STEPS

CORNER = 0.03, 0.05  # of a panel
LOWEST, HIGHEST = 1e-5, 3.0  # of the loss
SOFT = 0.5  # so that points stand out from what the network makes of the plane
NOTHING = np.zeros((0, 2))
PLAIN = np.zeros((*(len(NODES) - 1,) * 2, 4))


def paint(palette, plane, losses, neurons):
    """Put the artists up once; the function returned moves them."""
    hint(plane, "drag x", palette.quiet)
    frame(plane, ((-HALF, HALF), (-HALF, HALF)))
    plane.set(xlabel="x₁", ylabel="x₂")
    losses.set(xlim=(0, STEPS), yscale="log", ylim=(LOWEST, HIGHEST), xlabel="training step")
    losses.grid(color=palette.faint, linewidth=0.8)
    losses.minorticks_off()
    key(losses, [("mean loss of the points", palette.ink, False)])
    shaded, dots = sheet(plane, palette), classes(plane, palette, key=False)
    class_key(plane, palette)
    border = curve(plane, palette.ink, width=2.4)
    at, at_name = point(plane, palette.ink), note_at(plane, "x", palette.ink)
    falling, here = curve(losses, palette.ink, width=1.6), point(losses, palette.ink)
    count = note(plane, palette.ink, CORNER, "{:.1%} right")
    drawn = network_panel(palette, neurons)

    def move(now) -> None:
        shaded(PLANE, SOFT * now["shades"], PLAIN, NOTHING, NOTHING, NOTHING)
        dots(now["points"], now["labels"]), border(now["border"]), at(now["x"]), at_name(now["x"])
        steps = np.arange(len(now["losses"]))
        falling(np.stack([steps, now["losses"]], axis=1)), here((steps[-1], now["losses"][-1]))
        count(now["right"])
        drawn(now)

    return move


def class_key(ax, palette) -> None:
    """Which mark is which class, and what the black line is, in the row above the panel."""
    marks = [Line2D([], [], marker=MARKERS[i], color=palette.rows[i], linewidth=0, markersize=5) for i in range(2)]
    marks.append(Line2D([], [], color=palette.ink, linewidth=2.4))
    ax.legend(
        marks, ["class 1", "class 2", "z = 0"], loc="lower right", bbox_to_anchor=(1.02, 0.985), ncols=3, frameon=False,
        fontsize=9, handlelength=1, columnspacing=0.8, handletextpad=0.3, borderpad=0.2,
    )  # fmt: skip


def network_panel(palette, ax):
    """The network with its neurons' values at x, in a panel without axes."""
    wide, high = in_pixels(ax)
    signs(ax, palette, (Line2D([], [], color=palette.quiet, linewidth=2.5), "strong"))
    drawn, names, odds = network(ax, palette), texts(ax, palette.ink, 6, cached=Cached(ax)), texts(ax, palette.ink, 1)
    box = (14, 26, wide - 52, high - 30)

    def move(now) -> None:
        sizes = [int(n) for n in now["sizes"]]
        places, last = seats(sizes, box), len(sizes) - 1
        values = [now[f"value{k}"] for k in range(last + 1)]
        weights = [now[f"W{k}"] for k in range(1, last + 1)]
        drawn(places, weights, values, np.zeros(sum(sizes), dtype=bool), radius(sizes, box))
        texts = ["x", *(f"a{sub(k)}" for k in range(1, last)), "z"]
        names([(each[0, 0], high - 12) for each in places], texts)
        odds([(wide - 20, places[-1][0, 1])], [f"{now['odds']:+.2f}".replace("-", "−")])

    return move
