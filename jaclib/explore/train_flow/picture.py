"""The picture of explore.train_flow."""

from functools import partial

from jaclib import draw
from jaclib.explore.train_flow.numbers import SHOWN
from jaclib.explore.train_flow.training import TRAINING_STEPS


def paint(palette, plane, level, losses):
    """Put the marks up, by the names of the arrays that move them."""
    likelihoods = ("batches", palette.quiet, False), ("held out", palette.ink, False), ("best", palette.linear, True)
    draw.key(losses, likelihoods)
    draw.hint(plane, "× data: draw your own here   ● ○ samples", palette.quiet)
    draw.colour_bar(level, palette, "density", "log p", draw.ENDS)
    for ax in (plane, level):
        draw.frame(ax, ((-SHOWN, SHOWN), (-SHOWN, SHOWN)), ("x₁", "x₂"))
    draw.ruled(losses, xlabel="training step", xlim=(0, TRAINING_STEPS), xticks=range(0, TRAINING_STEPS, 500))
    return {
        "data": draw.crosses(plane, palette.columns[1]),
        "some": draw.crosses(level, palette.columns[1]),
        "lines": draw.curve(plane, palette.quiet, width=0.6),
        ("dots", "half"): draw.samples(plane, palette),
        ("corners", "logs"): draw.heat(level, palette, "density", ends=(draw.LOWEST, draw.HIGHEST)),
        "of_batches": draw.curve(losses, palette.quiet, width=1.2),
        "of_held_out": draw.curve(losses, palette.ink),
        "heights": partial(draw.heights, losses),
        "of_the_best": draw.curve(losses, palette.linear, width=1.6, dashed=True),
        "step": draw.rule(losses, palette.ink),
        "mass": draw.note_below(level, palette.ink, "total mass {:.3f}"),
    }
