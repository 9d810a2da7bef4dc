"""The picture of explore.newton."""

from functools import partial

from jaclib.draw import basins as basins_on
from jaclib.draw import border, curve, diamonds, frame, grid, hint, key, name_axes, note_at, note_below, numbered, point
from jaclib.explore.newton.basins import NUMBERED
from jaclib.explore.newton.numbers import SMALLEST_GAP
from jaclib.explore.newton.way import MOST_STEPS

LARGEST_GAP = 1e3  # of the distances shown


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    key(after, [("f along a step", palette.ink, False), ("as J promises", palette.linear, True)])
    hint(law, "faint: the steps to come", palette.quiet)
    law.set(yscale="log", xlim=(-0.4, MOST_STEPS + 0.4), ylim=(SMALLEST_GAP / 3, LARGEST_GAP))
    law.set(xlabel="step k", ylabel="‖f(x) − y‖")
    law.yaxis.labelpad = 1
    law.set_xticks(range(0, MOST_STEPS + 1, 2))
    law.grid(color=palette.faint, linewidth=0.8), law.minorticks_off()
    beads = partial(curve, width=1.5, dots=4.5, order=3)
    return {
        "square": partial(frame, before),
        "view": partial(frame, after),
        "variables": partial(name_axes, before),
        "outputs": partial(name_axes, after),
        "double": note_below(before, palette.ink, size=9),
        "unnumbered_key": hint(before, "", palette.quiet).set_text,  # changes seldom: part of the background
        ("reached", "strength", "square"): basins_on(before, palette),
        "image_lines": grid(after, palette.faint),
        "folds": border(before, palette),
        "fold_images": border(after, palette),
        "numbered": numbered(before, palette, NUMBERED),
        "y": [diamonds(after, palette.accent), note_at(after, "y", palette.accent, offset=(12, 8))],
        "way": beads(before, palette.ink),
        "next_step": curve(before, palette.linear, dashed=True),
        "way_image": curve(after, palette.ink),
        "promised": curve(after, palette.linear, dashed=True),
        "values_before": beads(after, palette.ink, width=0),
        "here": point(before, palette.ink),
        "value": [point(after, palette.ink), note_at(after, "f(x)", palette.ink)],
        "x_name": note_at(before, "x", palette.ink),
        "a": note_at(before, "a", palette.ink, offset=(11, -12)),
        "gaps_to_come": beads(law, palette.faint),
        "gaps_so_far": beads(law, palette.ink, dots=7),
    }
