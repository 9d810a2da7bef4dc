"""The picture of explore.flow."""

from functools import partial

from jaclib.draw import (
    ENDS,
    HIGHEST,
    LOWEST,
    arrows,
    colour_bar,
    curve,
    frame,
    heat,
    hint,
    key,
    label,
    note_at,
    note_below,
    point,
    samples,
    set_axes,
    staircase,
)
from jaclib.explore.learn.flows import SQUARE


def paint(palette, before, after, graph):
    """Put the artists up once: the marks by the names of the arrays that move them."""
    colour_bar(before, palette, "density", "log p", ENDS)
    key(graph, [("with the determinants", palette.ink, False), ("without", palette.quiet, True)])
    hint(after, "● from the right half, ○ from the left", palette.quiet)
    frame(before, SQUARE)
    before.set(xlabel="z₁", ylabel="z₂"), after.set(xlabel="x₁", ylabel="x₂")
    graph.set(xlabel="layers passed", ylabel="log p")
    graph.grid(color=palette.faint, linewidth=0.8)
    return {
        "view": partial(frame, after),
        ("layers", "heights"): partial(scale, graph),
        ("base", "before", "plain"): heat(before, palette, "density", ends=(LOWEST, HIGHEST)),
        ("corners", "logs", "lines"): heat(after, palette, "density", ends=(LOWEST, HIGHEST)),
        ("start", "half"): samples(before, palette),
        ("dots", "half"): samples(after, palette),
        ("z", "steps"): columns(before, palette, ""),
        ("x", "columns"): columns(after, palette, "J"),
        "z": [point(before, palette.ink), note_at(before, "z", palette.ink)],
        "x": [point(after, palette.ink), note_at(after, "x", palette.ink)],
        "reached": point(graph, palette.ink),
        "levels": stairs(graph, palette.ink),
        "bare_levels": stairs(graph, palette.quiet, width=1.6, dashed=True),
        "shown_mass": note_below(after, palette.ink, "total mass {:.3f}"),
    }


def columns(ax, palette, J: str):
    """Arrows for the columns of a matrix of that name, with their names at their tips; moved to (tail, columns)."""
    drawn = arrows(ax, palette.columns)
    names = [label(ax, f"${J}e_{j + 1}$", color) for j, color in enumerate(palette.columns)]

    def move(tail, vectors) -> None:
        drawn(tail, vectors)
        for name, vector in zip(names, vectors, strict=True):
            name(tail, vector)

    return move


def stairs(ax, color: str, **look):
    """Levels `(k,)` as steps around 0, 1, 2, …"""
    drawn = curve(ax, color, **look)
    return lambda levels: drawn(staircase(levels))


def scale(ax, count, heights) -> None:
    """Show so many layers, and log-densities between two heights."""
    set_axes(ax, xlim=(-0.5, count + 0.5), ylim=heights)
    ticks = range(0, int(count) + 1, 1 if count < 7 else 2)
    if list(ax.get_xticks()) != list(ticks):
        ax.set_xticks(ticks)
