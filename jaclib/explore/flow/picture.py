"""The picture of explore.flow."""

from functools import partial

from jaclib import draw
from jaclib.explore.learn.flows import SQUARE


def paint(palette, before, after, graph):
    """Put the marks up, by the names of the arrays that move them."""
    draw.colour_bar(before, palette, "density", "log p", draw.ENDS)
    draw.key(graph, [("with the determinants", palette.ink, False), ("without", palette.quiet, True)])
    draw.hint(after, "● from the right half, ○ from the left", palette.quiet)
    draw.frame(before, SQUARE)
    heat = partial(draw.heat, kind="density", ends=(draw.LOWEST, draw.HIGHEST))
    before.set(xlabel="z₁", ylabel="z₂"), after.set(xlabel="x₁", ylabel="x₂")
    draw.ruled(graph, xlabel="layers passed", ylabel="log p")
    graph.yaxis.labelpad = 4  # beside −3, or it is read as "log p − 3"
    return {
        "view": partial(draw.frame, after),
        ("layers", "heights"): partial(scale, graph),
        ("base", "before", "plain"): heat(before, palette),
        ("corners", "logs", "lines"): heat(after, palette),
        ("start", "half"): draw.samples(before, palette),
        ("dots", "half"): draw.samples(after, palette),
        "circle": draw.curve(before, palette.ink, dashed=(1, 1.5), rim=True),
        "most": draw.curve(after, palette.ink, rim=True),
        "guess": draw.guess(after, palette),
        ("z", "steps"): columns(before, palette, ""),
        ("x", "columns"): columns(after, palette, "J"),
        "z": [draw.point(before, palette.ink), draw.note_at(before, "z", palette.ink)],
        "x": [draw.point(after, palette.ink), draw.note_at(after, "x", palette.ink)],
        "reached": draw.point(graph, palette.ink),
        "levels": stairs(graph, palette.ink),
        "bare_levels": stairs(graph, palette.quiet, width=1.6, dashed=True),
        "shown_mass": draw.note_below(after, palette.ink, "total mass {:.3f}"),
    }


def columns(ax, palette, J: str):
    """Put up the columns of a matrix of that name as arrows with labels, moved to (tail, columns)."""
    return [draw.arrows(ax, palette.columns), draw.labels(ax, [f"${J}e_1$", f"${J}e_2$"], palette.columns)]


def stairs(ax, color: str, **look):
    """Put up levels `(k,)` as steps around 0, 1, 2, …"""
    line = draw.curve(ax, color, **look)
    return lambda levels: line(draw.staircase(levels))


def scale(ax, count, heights) -> None:
    """Show so many layers, and log-densities between two heights."""
    draw.set_axes(ax, xlim=(-0.5, count + 0.5), ylim=heights)
    ticks = range(0, int(count) + 1, 1 if count < 7 else 2)
    if list(ax.get_xticks()) != list(ticks):
        ax.set_xticks(ticks)
