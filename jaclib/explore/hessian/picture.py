"""The picture of explore.hessian."""

import numpy as np

from jaclib.draw import (
    arrows,
    beads,
    behind,
    caption,
    curve,
    frame,
    hint,
    key,
    label,
    note_at,
    outline,
    point,
    relief,
    spokes,
)
from jaclib.explore.hessian.numbers import MOST_STEPS, RADIUS, REACH
from jaclib.explore.plane.lines import away_from


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(before, [("F", palette.quiet, False), ("its model", palette.linear, True), ("descent", palette.ink, False)])
    key(after, [("∇F on the circle", palette.ink, False), ("as H says", palette.linear, True)])
    hint(law, "faint: the steps to come", palette.quiet)
    before.set(xlabel="x", ylabel="y"), after.set(xlabel="∂F/∂x", ylabel="∂F/∂y"), law.set(xlabel="k", ylabel="F")
    law.grid(color=palette.faint, linewidth=0.8), after.grid(color=palette.faint, linewidth=0.8)
    shades, levels = relief(before, palette), behind(before, palette.quiet, width=0.9, alpha=0.8)
    circle, way = outline(before, palette.ink, width=1.2), beads(before, palette.ink)
    axes = spokes(before, palette.accent, 2)
    modelled = outline(before, palette.linear, width=1.7, dashes=(4, 2))
    axis_names = [label(before, f"$\\lambda_{i + 1}$", palette.accent) for i in range(2)]
    caption(before, "shaded: F is low", palette.quiet)
    true, linear = curve(after, palette.ink, fill=palette.fill), curve(after, palette.linear, dashed=True)
    columns = arrows(after, palette.columns)
    column_names = [label(after, f"$\\varepsilon H e_{j + 1}$", palette.columns[j], away=18) for j in range(2)]
    dots = [point(before, palette.ink), point(after, palette.ink), point(before, palette.accent, size=7)]
    names = [note_at(before, "a", palette.ink), note_at(after, "∇F(a)", palette.ink, offset=(-14, -14))]
    to_come, done = beads(law, palette.faint), beads(law, palette.ink, size=6)

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"]), upright(law, now["lowest"], now["top"])
        shades(now["heights"], now["land"]), levels(now["lines"]), modelled(now["model"])
        circle(now["circle"]), way(now["way"][: now["step"] + 1])
        axes(now["a"], 0.75 * REACH * now["vectors"])
        for i, axis in enumerate(now["vectors"]):
            axis_names[i](now["a"], 0.75 * REACH * away_from(now["way"][1:2] - now["a"], axis))
        true(now["true"]), linear(now["linear"]), columns(now["gradient"], RADIUS * now["hessian"].T)
        for j, column in enumerate(now["hessian"].T):
            column_names[j](now["gradient"], RADIUS * column)
        dots[0](now["a"]), dots[1](now["gradient"]), dots[2](now["here"] if now["step"] else (np.nan, np.nan))
        names[0](now["a"]), names[1](now["gradient"])
        graph = np.stack([np.arange(MOST_STEPS + 1), now["falls"]], axis=1)
        to_come(graph), done(graph[: now["step"] + 1])

    return move


def upright(ax, low, high):
    """Limits of the graph's panel, which are part of the background: set only where they change."""
    margin = 0.06 * (high - low) + 1e-9
    limits = float(low - margin), float(high + margin)
    if ax.get_ylim() != limits:
        ax.set(xlim=(-1, MOST_STEPS + 1), ylim=limits)
