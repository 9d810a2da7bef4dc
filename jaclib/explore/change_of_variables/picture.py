"""The picture of explore.change_of_variables."""

import numpy as np

from jaclib.draw import curve, frame, grid, hint, key, log_axes, note, note_at, point, tiles, upright, wires
from jaclib.explore.change_of_variables.numbers import CUTS, FINEST
from jaclib.explore.change_of_variables.words import falling
from jaclib.explore.plane.framing import name_axes


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or the corner opposite", palette.quiet), hint(after, "deeper colour: larger h", palette.quiet)
    key(law, [("with |det J|", palette.linear, False), ("without", palette.accent, True)])
    log_axes(law, (0.9, 1.1 * FINEST), (1e-11, 1e3), "n", "error of the sum", palette.faint)
    law.set_xticks([1, 2, 4, 8, 16, 32], ["1", "2", "4", "8", "16", "32"])
    sheet_before, sheet_after = grid(before, palette.faint), grid(after, palette.faint)
    shown, cells = curve(before, palette.ink, fill=palette.fill), wires(before, palette.ink, width=0.7)
    mosaic, edge = tiles(after, palette.fill, palette.linear, edge=palette.ink, alpha=0.5), curve(after, palette.ink)
    a, opposite, image = point(before, palette.ink), point(before, palette.quiet, size=7), point(after, palette.ink)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))
    weighed, plain = curve(law, palette.linear), curve(law, palette.accent, dashed=True)
    here, cut, told = point(law, palette.ink), upright(law, palette.accent), note(law, palette.ink, (0.06, 0.06))

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"])
        name_axes(before, after, now)
        sheet_before(now["before"]), sheet_after(now["after"])
        shown(now["box"]), cells(now["cells"]), mosaic(now["tiles"], now["shades"]), edge(now["outline"])
        a(now["a"]), opposite(now["a"] + now["size"]), image(now["value"])
        names[0](now["a"]), names[1](now["value"])
        first, second = np.maximum(now["errors"], 1e-300)
        weighed(np.stack([CUTS, first], axis=1)), plain(np.stack([CUTS, second], axis=1))
        here((now["n"], (first if now["weigh"] else second)[now["n"] - 1])), cut(now["n"])
        told(falling(now))

    return move
