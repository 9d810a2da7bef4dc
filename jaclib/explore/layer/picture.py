"""The picture of explore.layer."""

from functools import partial

from jaclib.draw import (
    arrows,
    boundary,
    curve,
    curves,
    frame,
    grid,
    hint,
    key,
    labels,
    note_at,
    one_by_one,
    point,
    set_axes,
    tangent,
)
from jaclib.explore.layer.numbers import DOMAIN, GRID, NAMES, Z


def paint(palette, before, graph, after):
    """Put the marks up, by the names of the arrays that move them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(graph, [("slope at z₁", palette.rows[0], False), ("at z₂", palette.rows[1], True)])
    hint(after, "dotted: the entries of J", palette.quiet)
    frame(before, DOMAIN)
    before.set(xlabel="x₁", ylabel="x₂"), after.set(xlabel="f₁", ylabel="f₂")
    graph.set(xlabel="z", ylabel="σ(z)", xlim=(Z[0], Z[-1]))
    graph.grid(color=palette.faint, linewidth=0.8)
    grid(before, palette.faint)(GRID)
    rows = [(f"z{name}", color, name == NAMES[1]) for name, color in zip(NAMES, palette.rows, strict=True)]
    return {
        "box": partial(frame, after),
        "heights": lambda heights: set_axes(graph, ylim=heights),
        "after": curves(after, palette.quiet, width=0.7, alpha=0.35, order=-1),
        ("W", "b"): one_by_one(boundary(before, color, f"{z} = 0", dashed=second) for z, color, second in rows),
        "graph": curve(graph, palette.ink),
        ("z", "value", "slopes"): one_by_one(
            tangent(graph, color, z, reach=1.5, below=second, dashed=second) for z, color, second in rows
        ),
        ("a", "steps"): [arrows(before, palette.columns), labels(before, ("$e_1$", "$e_2$"), palette.columns)],
        ("value", "tips"): [arrows(after, palette.columns), labels(after, ("$J e_1$", "$J e_2$"), palette.columns)],
        "legs": one_by_one(curve(after, color, width=1.4, dashed=(1, 1.6), order=1) for color in palette.columns),
        "a": [note_at(before, "a", palette.ink), point(before, palette.ink)],
        "value": [note_at(after, "f(a)", palette.ink), point(after, palette.ink)],
    }
