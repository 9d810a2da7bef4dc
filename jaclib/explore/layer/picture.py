"""The picture of explore.layer."""

import numpy as np

from jaclib.draw import arrows, boundary, curve, frame, grid, hint, key, label, legs, note_at, point, tangent, wires
from jaclib.explore.layer.numbers import DOMAIN, GRID, NAMES, Z


def paint(palette, before, graph, after):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(graph, [("slope at z₁", palette.rows[0], False), ("at z₂", palette.rows[1], True)])
    hint(after, "dotted: the entries of J", palette.quiet)
    frame(before, DOMAIN)
    before.set(xlabel="x₁", ylabel="x₂"), graph.set(xlabel="z", ylabel="σ(z)"), after.set(xlabel="f₁", ylabel="f₂")
    graph.grid(color=palette.faint, linewidth=0.8)
    grid(before, palette.faint)(GRID)
    sheet = wires(after, palette.quiet, width=0.7, alpha=0.35, order=-1)
    balance = [boundary(before, palette.rows[i], f"z{NAMES[i]} = 0", dashed=i == 1) for i in range(2)]
    shape = curve(graph, palette.ink)
    slopes = [tangent(graph, palette.rows[i], f"z{NAMES[i]}", reach=1.5, below=i == 1, dashed=i == 1) for i in range(2)]
    steps, images = arrows(before, palette.columns), arrows(after, palette.columns)
    sides = [legs(after, color) for color in palette.columns]
    step_names = [label(before, f"$e_{j + 1}$", palette.columns[j]) for j in range(2)]
    image_names = [label(after, f"$J e_{j + 1}$", palette.columns[j]) for j in range(2)]
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    a, image = point(before, palette.ink), point(after, palette.ink)

    def move(now):
        frame(after, now["box"])
        upright(graph, now["heights"])
        sheet(now["after"]), shape(now["graph"])
        for i in range(2):
            balance[i](now["W"][i], now["b"][i])
            slopes[i](now["z"][i], now["value"][i], now["slopes"][i])
        a(now["a"]), image(now["value"]), names[0](now["a"]), names[1](now["value"])
        columns = now["jacobian"].T
        steps(now["a"], np.eye(2)), images(now["value"], columns)
        for j, column in enumerate(columns):
            step_names[j](now["a"], np.eye(2)[j]), image_names[j](now["value"], column)
            sides[j](now["value"], now["value"] + column * np.eye(2)[j], now["value"] + column)

    return move


def upright(ax, heights):
    """Limits of the graph's panel, which are part of the background: set only where they change."""
    if ax.get_ylim() != tuple(heights):
        ax.set(xlim=(Z[0], Z[-1]), ylim=tuple(heights))
