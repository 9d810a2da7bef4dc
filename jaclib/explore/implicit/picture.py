"""The picture of explore.implicit."""

from functools import partial

from jaclib.draw import arrows, curve, frame, hint, key, labels, note, note_at, point, relief


def paint(palette, before, glass):
    """Put the marks up, by the names of the arrays that move them."""
    parts = [("F = 0", palette.quiet, False), ("y(x) near p", palette.ink, False), ("tangent", palette.linear, True)]
    key(before, parts)
    key(glass, [("y(x)", palette.ink, False), ("tangent", palette.linear, True)])
    frame(glass, ((-1, 1), (-1, 1)))
    before.set(xlabel="x", ylabel="y"), glass.set(xlabel="(x − p₁) / s", ylabel="(y − p₂) / s")
    glass.grid(color=palette.faint, linewidth=0.8), hint(before, "shaded: F is low", palette.quiet, below=True)
    return {
        "domain": partial(frame, before),
        ("heights", "land"): relief(before, palette),
        "whole": curve(before, palette.quiet, width=1.6, still=True),
        "piece": curve(before, palette.ink, width=3, rim=True),
        "tangent_lines": curve(before, palette.linear, width=2, dashed=True, rim=True),
        "square": curve(before, palette.quiet, width=1, rim=True),
        "way": curve(before, palette.quiet, width=1, dashed=True),
        ("p", "gradient"): [arrows(before, (palette.accent,)), labels(before, ["∇F"], [palette.accent])],
        "a": point(before, palette.quiet, size=6),
        "p": [point(before, palette.ink), note_at(before, "p", palette.ink)],
        "middle": point(glass, palette.ink),
        "glass": curve(glass, palette.ink),
        "tangents_in_glass": curve(glass, palette.linear, dashed=True),
        "told": note(glass, palette.ink, (0.5, 0.94), align="center"),
    }
