"""The picture of explore.train_flow."""

from functools import partial

from jaclib.draw import (
    ENDS,
    HIGHEST,
    LOWEST,
    colour_bar,
    crosses,
    curve,
    frame,
    heat,
    heights,
    hint,
    key,
    note,
    rule,
    samples,
)
from jaclib.explore.train_flow.numbers import SHOWN
from jaclib.explore.train_flow.training import STEPS


def paint(palette, plane, level, losses):
    """Put the artists up once: the marks by the names of the arrays that move them."""
    likelihoods = ("batches", palette.quiet, False), ("held out", palette.ink, False), ("best", palette.linear, True)
    key(losses, likelihoods)
    hint(plane, "× data: draw your own here   ● ○ samples", palette.quiet)
    colour_bar(level, palette, "density", "log p", ENDS)
    for ax in (plane, level):
        frame(ax, ((-SHOWN, SHOWN), (-SHOWN, SHOWN)))
        ax.set(xlabel="x₁", ylabel="x₂")
    losses.set(xlabel="training step", xlim=(0, STEPS), xticks=range(0, STEPS, 500))
    losses.grid(color=palette.faint, linewidth=0.8)
    return {
        "data": crosses(plane, palette.columns[1]),
        "some": crosses(level, palette.columns[1]),
        "lines": curve(plane, palette.quiet, width=0.6),
        ("dots", "half"): samples(plane, palette),
        ("corners", "logs"): heat(level, palette, "density", ends=(LOWEST, HIGHEST)),
        "of_batches": curve(losses, palette.quiet, width=1.2),
        "of_held_out": curve(losses, palette.ink),
        "heights": partial(heights, losses),
        "of_the_best": curve(losses, palette.linear, width=1.6, dashed=True),
        "step": rule(losses, palette.ink),
        "mass": note(level, palette.ink, (-0.2, -0.137), "total mass {:.3f}"),
    }
