"""The picture of explore.implicit."""

from functools import partial

from jaclib import draw


def paint(palette, before, glass):
    """Put the marks up, by the names of the arrays that move them."""
    parts = [("F = 0", palette.quiet, False), ("y(x) near p", palette.ink, False), ("tangent", palette.linear, True)]
    draw.key(before, parts)
    draw.key(glass, [("y(x)", palette.ink, False), ("tangent", palette.linear, True)])
    draw.frame(glass, ((-1, 1), (-1, 1)))
    before.set(xlabel="x", ylabel="y")
    draw.ruled(glass, xlabel="(x − p₁) / s", ylabel="(y − p₂) / s")
    draw.hint(before, "shaded: F is low", palette.quiet, below=True)
    return {
        "domain": partial(draw.frame, before),
        ("heights", "land"): draw.relief(before, palette),
        "whole": draw.curve(before, palette.quiet, width=1.6, still=True),
        "piece": draw.curve(before, palette.ink, width=3, rim=True),
        "tangent_lines": draw.curve(before, palette.linear, width=2, dashed=True, rim=True),
        "square": draw.curve(before, palette.quiet, width=1, rim=True),
        "way": draw.curve(before, palette.quiet, width=1, dashed=True),
        ("p", "gradient"): [draw.arrows(before, (palette.accent,)), draw.labels(before, ["∇F"], [palette.accent])],
        "a": draw.point(before, palette.quiet, size=6),
        "p": [draw.point(before, palette.ink), draw.note_at(before, "p", palette.ink)],
        "middle": draw.point(glass, palette.ink),
        "glass": draw.curve(glass, palette.ink),
        "tangents_in_glass": draw.curve(glass, palette.linear, dashed=True),
        "no_graph": draw.note_below(glass, palette.ink),
    }
