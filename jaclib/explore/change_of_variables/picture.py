"""The picture of explore.change_of_variables."""

from functools import partial

from jaclib import draw
from jaclib.draw import curve, curves, frame, grid, hint, key, log_axes, note, note_at, point, rule
from jaclib.explore.change_of_variables.numbers import FINEST


def paint(palette, before, after, law):
    """The marks by the names of the arrays that move them."""
    hint(before, "drag a, or the corner opposite", palette.quiet), hint(after, "deeper colour: larger h", palette.quiet)
    draw.layer_key(after, palette)
    key(law, [("with |det J|", palette.linear, False), ("without", palette.accent, True)])
    log_axes(law, (0.9, 1.1 * FINEST), (1e-11, 1e3), "n", "error of the sum")
    law.set_xticks([1, 2, 4, 8, 16, 32], ["1", "2", "4", "8", "16", "32"])
    ends = (draw.blended(color, palette.paper, 0.5) for color in (palette.fill, palette.linear))
    return {
        ("domain", "variables", "ticks", "alike"): draw.unchanged(partial(draw.scale, before)),
        ("view", "outputs"): partial(frame, after),
        "before": grid(before, palette.faint),
        "after": grid(after, palette.faint),
        "box": curve(before, palette.ink, fill=palette.fill),
        "cells": curves(before, palette.ink, width=0.7),
        ("tiles", "shades"): draw.tiles(after, *ends, edge=draw.blended(palette.ink, palette.paper, 0.5)),
        "net": draw.layers(after, palette),
        "outline": curve(after, palette.ink, clear=True),
        "a": [point(before, palette.ink), note_at(before, "a", palette.ink)],
        "opposite": point(before, palette.quiet, size=7),
        "value": [point(after, palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))],
        ("part_places", "part_names"): draw.names(after, palette.ink, 4),
        "weighed_line": curve(law, palette.linear),
        "plain_line": curve(law, palette.accent, dashed=True),
        "error_point": point(law, palette.ink),
        "n": rule(law, palette.accent),
        "falling": note(law, palette.ink, (0.06, 0.06)),
    }
