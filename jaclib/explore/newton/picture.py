"""The picture of explore.newton."""

from functools import partial

from jaclib import draw
from jaclib.explore.newton.basins import NUMBERED
from jaclib.explore.newton.numbers import SMALLEST_GAP
from jaclib.explore.newton.way import MOST_STEPS

LARGEST_GAP = 1e3  # of the distances shown
beads = partial(draw.curve, width=1.5, dots=4.5, order=3)


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    return starts(palette, before) | images(palette, after) | gaps(palette, law)


def starts(palette, ax):
    """The basins, and the way through them."""
    return {
        ("square", "variables"): partial(draw.frame, ax),
        "double": draw.note_below(ax, palette.ink, size=9),
        "unnumbered_key": draw.hint(ax, "", palette.quiet).set_text,  # changes seldom: part of the background
        ("reached", "strength", "square"): draw.basins(ax, palette),
        "folds": draw.border(ax, palette),
        "numbered": draw.numbered(ax, palette, NUMBERED),
        "way": beads(ax, palette.ink),
        "next_step": draw.curve(ax, palette.linear, dashed=True),
        "here": draw.point(ax, palette.ink),
        "x_name": draw.note_at(ax, "x", palette.ink),
        "a": draw.note_at(ax, "a", palette.ink, offset=(11, -12)),
    }


def images(palette, ax):
    """The grid's image, and where f goes along the way, towards y."""
    draw.key(ax, [("f along a step", palette.ink, False), ("as J predicts", palette.linear, True)])
    return {
        ("view", "outputs"): partial(draw.frame, ax),
        "image_lines": draw.grid(ax, palette.faint),
        "fold_images": draw.border(ax, palette),
        "y": [draw.diamonds(ax, palette.accent), draw.note_at(ax, "y", palette.accent, offset=(12, 8))],
        "way_image": draw.curve(ax, palette.ink),
        "promised": draw.curve(ax, palette.linear, dashed=True),
        "values_before": beads(ax, palette.ink, width=0),
        "value": [draw.point(ax, palette.ink), draw.note_at(ax, "f(x)", palette.ink)],
    }


def gaps(palette, ax):
    """The distances from y, step by step."""
    draw.hint(ax, "faint: the steps to come", palette.quiet)
    draw.ruled(ax, yscale="log", xlim=(-0.4, MOST_STEPS + 0.4), ylim=(SMALLEST_GAP / 3, LARGEST_GAP))
    ax.set(xlabel="step k", ylabel="‖f(x) − y‖", xticks=range(0, MOST_STEPS + 1, 2))
    ax.yaxis.labelpad = 1
    return {"gaps_to_come": beads(ax, palette.faint), "gaps_so_far": beads(ax, palette.ink, dots=7)}
