"""The picture of explore.implicit."""

import numpy as np

from jaclib.draw import arrows, behind, caption, curve, frame, key, label, note, note_at, outline, point, relief
from jaclib.explore.implicit.words import NO_GRAPH
from jaclib.explore.plane.lines import joined

CORNERS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float)


def paint(palette, before, glass):
    """Put the artists up once; the function returned moves them."""
    parts = [("F = 0", palette.quiet, False), ("y(x) near p", palette.ink, False), ("tangent", palette.linear, True)]
    key(before, parts), key(glass, [("y(x)", palette.ink, False), ("tangent", palette.linear, True)])
    frame(glass, ((-1, 1), (-1, 1)))
    before.set(xlabel="x", ylabel="y"), glass.set(xlabel="(x − p₁) / s", ylabel="(y − p₂) / s")
    glass.grid(color=palette.faint, linewidth=0.8)
    shades, whole = relief(before, palette), behind(before, palette.quiet, width=1.6)
    piece, tangent = outline(before, palette.ink, width=3), outline(before, palette.linear, width=2, dashes=(5, 2.5))
    square = outline(before, palette.quiet, width=1)
    way = curve(before, palette.quiet, width=1, dashed=True)
    gradient, gradient_name = arrows(before, (palette.accent,)), label(before, "∇F", palette.accent)
    free, dots = point(before, palette.quiet, size=6), [point(before, palette.ink), point(glass, palette.ink)]
    name = note_at(before, "p", palette.ink)
    true, linear = curve(glass, palette.ink), curve(glass, palette.linear, dashed=True)
    none = note(glass, palette.ink, (0.5, 0.94), align="center")
    caption(before, "shaded: F is low", palette.quiet)

    def move(now):
        frame(before, now["domain"])
        shades(now["heights"], now["land"]), whole(now["whole"]), piece(now["piece"])
        p = now["p"]
        tangent(joined([np.stack([p - 6 * each, p + 6 * each]) for each in now["tangents"]]))
        square(p + now["size"] * CORNERS)
        dots[0](p), name(p), gradient(p, now["gradient"][None]), gradient_name(p, np.nan_to_num(now["gradient"]))
        free(now["a"]), way(np.stack([now["a"], p]))
        dots[1](0 * p), true(now["glass"]), linear(joined([np.outer([-3, 3], each) for each in now["tangents"]]))
        none(NO_GRAPH.get(str(now["kind"]), ""))

    return move
