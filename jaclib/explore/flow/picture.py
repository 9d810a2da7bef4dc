"""The picture of explore.flow."""

import numpy as np

from jaclib.draw import (
    arrows,
    density,
    density_scale,
    frame,
    hint,
    key,
    label,
    note_at,
    note_below,
    point,
    samples,
    staircase,
)
from jaclib.explore.learn.flows import SQUARE


def paint(palette, before, after, graph):
    """Put the artists up once; the function returned moves them."""
    density_scale(before, palette)
    key(graph, [("with the determinants", palette.ink, False), ("without", palette.quiet, True)])
    hint(after, "● from the right half, ○ from the left", palette.quiet)
    frame(before, SQUARE)
    before.set(xlabel="z₁", ylabel="z₂"), after.set(xlabel="x₁", ylabel="x₂")
    graph.set(xlabel="layers passed", ylabel="log p")
    graph.grid(color=palette.faint, linewidth=0.8)
    sheets = density(before, palette), density(after, palette)
    dots = samples(before, palette), samples(after, palette)
    steps, images = arrows(before, palette.columns), arrows(after, palette.columns)
    tips = [
        [label(ax, f"${J}e_{j + 1}$", color) for j, color in enumerate(palette.columns)]
        for ax, J in ((before, ""), (after, "J"))
    ]
    marks = point(before, palette.ink), point(after, palette.ink), point(graph, palette.ink)
    names = note_at(before, "z", palette.ink), note_at(after, "x", palette.ink)
    level, bare = staircase(graph, palette.ink), staircase(graph, palette.quiet, width=1.6, dashed=True)
    mass = note_below(after, palette.ink)

    def move(now):
        frame(after, now["view"])
        _scale(graph, now["layers"], now["heights"])
        sheets[0](now["base"], now["before"], now["plain"]), sheets[1](now["corners"], now["logs"], now["lines"])
        dots[0](now["start"], now["half"]), dots[1](now["dots"], now["half"])
        columns = now["jacobian"].T
        for place, lay, vectors, named in (("z", steps, np.eye(2), tips[0]), ("x", images, columns, tips[1])):
            lay(now[place], vectors)
            for j, vector in enumerate(vectors):
                named[j](now[place], vector)
        for mark, at in zip(marks, (now["z"], now["x"], (now["passed"], now["levels"][now["passed"]])), strict=True):
            mark(at)
        names[0](now["z"]), names[1](now["x"])
        level(now["levels"]), bare(np.full(len(now["levels"]), now["levels"][0]))
        total = now["mass"] if now["determinants"] else now["bare_mass"]
        mass(f"total mass {total:.3f}" if np.isfinite(total) else "")

    return move


def _scale(graph, count, heights):
    """Limits that are part of the background: set only where they change."""
    limits = (-0.5, count + 0.5), tuple(float(end) for end in heights)
    if (graph.get_xlim(), graph.get_ylim()) != limits:
        graph.set(xlim=limits[0], ylim=limits[1], xticks=range(0, count + 1, 1 if count < 7 else 2))
