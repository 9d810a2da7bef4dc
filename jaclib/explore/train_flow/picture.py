"""The picture of explore.train_flow."""

import numpy as np

from jaclib.draw import curve, density, density_scale, dust, frame, hint, key, note, samples, upright
from jaclib.explore.train_flow.numbers import SHOWN
from jaclib.explore.train_flow.training import EVERY, STEPS

SOME = 100  # of the data are drawn on the density


def paint(palette, plane, level, losses):
    """Put the artists up once; the function returned moves them."""
    key(
        losses,
        [("batches", palette.quiet, False), ("held out", palette.ink, False), ("best", palette.linear, True)],
    )
    hint(plane, "× data: draw your own here   ● ○ samples", palette.quiet)
    density_scale(level, palette)
    for ax in (plane, level):
        frame(ax, ((-SHOWN, SHOWN), (-SHOWN, SHOWN)))
        ax.set(xlabel="x₁", ylabel="x₂")
    losses.set(xlabel="training step", xlim=(0, STEPS), xticks=range(0, STEPS, 500))
    losses.grid(color=palette.faint, linewidth=0.8)
    crosses, others = dust(plane, palette.columns[1]), dust(level, palette.columns[1])
    grid, dots, sheet = curve(plane, palette.quiet, width=0.6), samples(plane, palette), density(level, palette)
    batches, held, lowest = (
        curve(losses, palette.quiet, width=1.2), curve(losses, palette.ink),
        curve(losses, palette.linear, width=1.6, dashed=True),
    )  # fmt: skip
    here = upright(losses, palette.ink)
    mass = note(level, palette.ink, (-0.2, -0.137))
    steps = np.arange(0, STEPS + 1, EVERY)

    def move(now):
        crosses(now["data"]), others(now["data"][:SOME])
        grid(now["lines"]), dots(now["dots"], now["half"])
        sheet(now["corners"], now["logs"], now["none"])
        batches(np.stack([steps, now["loss"]], axis=1)), held(np.stack([steps, now["held_out"]], axis=1))
        if losses.get_ylim() != tuple(now["heights"]):
            losses.set_ylim(*now["heights"])
        lowest([(0, now["best"]), (STEPS, now["best"])]), here(now["step"])
        mass(f"total mass {now['mass']:.3f}")

    return move
