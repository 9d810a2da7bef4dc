"""The picture of explore.layer."""

from functools import partial

from jaclib import draw
from jaclib.explore.layer.numbers import DOMAIN, GRID, SUBSCRIPTS, Z


def paint(palette, before, graph, after):
    """Put the marks up, by the names of the arrays that move them."""
    draw.hint(before, "drag a, or use the arrow keys", palette.quiet)
    draw.key(graph, [("slope at z₁", palette.rows[0], False), ("at z₂", palette.rows[1], True)])
    draw.hint(after, "dotted: the entries of J", palette.quiet)
    draw.frame(before, DOMAIN)
    before.set(xlabel="x₁", ylabel="x₂"), after.set(xlabel="f₁", ylabel="f₂")
    draw.ruled(graph, xlabel="z", ylabel="σ(z)", xlim=(Z[0], Z[-1]))
    draw.grid(before, palette.faint)(GRID)
    columns = palette.columns
    rows = [(f"z{name}", color, name == SUBSCRIPTS[1]) for name, color in zip(SUBSCRIPTS, palette.rows, strict=True)]
    return {
        "box": partial(draw.frame, after),
        "heights": lambda heights: draw.set_axes(graph, ylim=heights),
        "after": draw.curves(after, palette.quiet, width=0.7, alpha=0.35, order=-1),
        ("W", "b"): draw.one_by_one(draw.boundary(before, tint, f"{z} = 0", dashed=second) for z, tint, second in rows),
        "graph": draw.curve(graph, palette.ink),
        ("z", "value", "slopes"): draw.one_by_one(
            draw.tangent(graph, tint, z, reach=1.5, below=second, dashed=second) for z, tint, second in rows
        ),
        ("a", "steps"): [draw.arrows(before, columns), draw.labels(before, ("$e_1$", "$e_2$"), columns)],
        ("value", "tips"): [draw.arrows(after, columns), draw.labels(after, ("$J e_1$", "$J e_2$"), columns)],
        "legs": draw.one_by_one(draw.curve(after, color, width=1.4, dashed=(1, 1.6), order=1) for color in columns),
        "a": [draw.note_at(before, "a", palette.ink), draw.point(before, palette.ink)],
        "value": [draw.note_at(after, "f(a)", palette.ink), draw.point(after, palette.ink)],
    }
