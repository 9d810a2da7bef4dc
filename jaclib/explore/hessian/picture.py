"""The picture of explore.hessian."""

from functools import partial

from jaclib import draw
from jaclib.explore.hessian.numbers import MOST_STEPS


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    first = [("F", palette.quiet, False), ("its model", palette.linear, True), ("descent", palette.ink, False)]
    draw.key(before, first)
    draw.key(after, [("∇F on the circle", palette.ink, False), ("as H says", palette.linear, True)])
    draw.hint(law, "faint: the steps to come", palette.quiet)
    draw.hint(before, "shaded: F is low", palette.quiet, below=True)
    draw.ruled(law, xlabel="k", ylabel="F", xlim=(-1, MOST_STEPS + 1))
    beads = partial(draw.curve, width=1.5, order=3)
    named_axes = draw.labels(before, ["$\\lambda_1$", "$\\lambda_2$"], [palette.accent] * 2)
    named_columns = draw.labels(after, ["$\\varepsilon H e_1$", "$\\varepsilon H e_2$"], palette.columns, away=18)
    return {
        ("domain", "variables"): partial(draw.frame, before),
        ("view", "slopes_by"): partial(draw.frame, after),
        "between": lambda limits: draw.set_axes(law, ylim=limits),
        ("heights", "land"): draw.relief(before, palette),
        "lines": draw.curve(before, palette.quiet, width=0.9, alpha=0.8, still=True),
        "circle": draw.curve(before, palette.ink, width=1.2, rim=True),
        "descent": beads(before, palette.ink, dots=4.5),
        "axes": draw.curve(before, palette.accent, width=1.4, dashed=(1, 1.6), order=3),
        "model": draw.curve(before, palette.linear, width=1.7, dashed=(4, 2), rim=True),
        ("a", "half_axes"): named_axes,
        "image_lines": draw.curve(after, palette.faint, width=0.8, still=True),
        "true": draw.curve(after, palette.ink, fill=palette.fill, clear=True),
        "linear": draw.curve(after, palette.linear, dashed=True),
        ("gradient", "columns"): [draw.arrows(after, palette.columns), named_columns],
        "a": [draw.point(before, palette.ink), draw.note_at(before, "a", palette.ink)],
        "gradient": [draw.point(after, palette.ink), draw.note_at(after, "∇F(a)", palette.ink, offset=(-14, -14))],
        "reached": draw.point(before, palette.accent, size=7),
        "graph": beads(law, palette.faint, dots=4.5),
        "graph_so_far": beads(law, palette.ink, dots=6),
    }
