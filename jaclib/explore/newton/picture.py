"""The picture of explore.newton."""

import numpy as np

from jaclib.draw import basins as basins_on
from jaclib.draw import border, curve, diamonds, frame, grid, hint, key, name_axes, note_at, note_below, numbered, point
from jaclib.explore.newton.basins import NUMBERED
from jaclib.explore.newton.way import MOST
from jaclib.explore.newton.words import pale
from jaclib.explore.plane.lines import joined

SMALLEST, LARGEST = 1e-16, 1e3  # of the distances shown


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(after, [("f along a step", palette.ink, False), ("as J promises", palette.linear, True)])
    hint(law, "faint: the steps to come", palette.quiet)
    law.set(yscale="log", xlim=(-0.4, MOST + 0.4), ylim=(SMALLEST / 3, LARGEST), xlabel="step k", ylabel="‖f(x) − y‖")
    law.yaxis.labelpad = 1
    law.set_xticks(range(0, MOST + 1, 2))
    law.grid(color=palette.faint, linewidth=0.8), law.minorticks_off()
    lands, lines = basins_on(before, palette), grid(after, palette.faint)
    folds, values_of_folds = border(before, palette), border(after, palette)
    named = note_below(before, palette.ink, size=9)
    legend = hint(before, "", palette.quiet).set_text  # changes seldom: part of the background
    roots, target = numbered(before, palette, NUMBERED), diamonds(after, palette.accent)
    target_name = note_at(after, "y", palette.accent, offset=(12, 8))
    way, aim = curve(before, palette.ink, width=1.5, dots=4.5, order=3), curve(before, palette.linear, dashed=True)
    images, promise = curve(after, palette.ink), curve(after, palette.linear, dashed=True)
    marks = curve(after, palette.ink, width=0, dots=4.5, order=3)
    dots = [point(before, palette.ink), point(after, palette.ink)]
    names = [note_at(before, "x", palette.ink), note_at(after, "f(x)", palette.ink)]
    start = note_at(before, "a", palette.ink, offset=(11, -12))
    to_come, done = (
        curve(law, palette.faint, width=1.5, dots=4.5, order=3),
        curve(law, palette.ink, width=1.5, dots=7, order=3),
    )

    def move(now):
        (
            frame(before, now["square"]),
            frame(after, now["view"]),
            name_axes(before, now["variables"]),
            name_axes(after, now["outputs"]),
        )
        k = now["taken"]
        named("double: det J = 0" if len(now["folds"]) > 9 else "")
        lands(now["reached"], now["strength"], now["square"]), folds(now["folds"])
        lines(now["image_lines"]), values_of_folds(now["fold_images"])
        roots(now["roots"][:NUMBERED]), target(now["y"]), target_name(now["y"])
        way(now["x"][: k + 1]), aim(np.stack([now["here"], now["aim"]]))
        (
            images(joined(now["curves"][:k])),
            marks(now["values"][:k]),
            legend(pale(now["reached"], now["roots"], now["rank"])),
        )
        promise(np.stack([now["value"], np.where(np.isfinite(now["aim"]), now["y"], np.nan)]))
        dots[0](now["here"]), dots[1](now["value"]), names[1](now["value"])
        names[0](now["here"] if k else (np.nan, np.nan)), start(now["a"])
        graph = np.stack([np.arange(MOST + 1), np.maximum(now["gaps"], SMALLEST)], axis=1)
        to_come(graph[: now["last"] + 1]), done(graph[: k + 1])

    return move
