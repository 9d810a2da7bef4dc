"""The picture of explore.mean_value."""

import numpy as np

from jaclib.draw import curve, frame, grid, heat, key, note_at, outline, point, shades_key
from jaclib.explore.mean_value.numbers import DECADES, LOWEST
from jaclib.explore.plane.framing import name_axes


def paint(palette, before, after, way):
    """Put the artists up once; the function returned moves them."""
    shades_key(before, palette, "‖J‖₂", f"≤ {LOWEST:g}", f"≥ {LOWEST * 10**DECADES:g}")
    key(after, [("bound", palette.accent, False), ("with ‖J(a)‖₂ alone", palette.linear, True)])
    key(way, [("‖J‖₂", palette.ink, False), ("its largest value", palette.accent, False)])
    way.set(xlabel="t, from a at 0 to b at 1", ylabel="‖J‖₂", xlim=(0, 1), ylim=(0, 1))
    way.grid(color=palette.faint, linewidth=0.8)
    shades, lines = heat(before, palette), grid(after, palette.faint)
    segment, image, chord = outline(before, palette.ink), curve(after, palette.ink), curve(after, palette.ink, width=1)
    bound, promised = curve(after, palette.accent, width=1.6), curve(after, palette.linear, width=1.8, dashed=True)
    along, level = curve(way, palette.ink), curve(way, palette.accent, width=1.4)
    at_a, needed = curve(way, palette.linear, width=1.6, dashed=True), curve(way, palette.quiet, width=1.4, dashed=True)
    dots = [point(ax, color) for ax, color in (*[(before, palette.ink)] * 2, *[(after, palette.ink)] * 2)]
    tops = [point(before, palette.accent, size=8), point(way, palette.accent, size=8)]
    names = [
        note_at(ax, name, palette.ink)
        for ax, name in ((before, "a"), (before, "b"), (after, "f(a)"), (after, "f(b)"))
    ]  # fmt: skip
    levels = [
        note_at(way, "‖J(a)‖₂", palette.linear, offset=(-24, 8)),
        note_at(way, "images / points", palette.quiet, offset=(48, 8)),
    ]

    def move(now):
        frame(before, now["domain"]), frame(after, now["box"])
        name_axes(before, after, now)
        if way.get_ylim() != (0, now["height"]):
            way.set_ylim(0, now["height"])
        shades(now["corners"], now["shades"]), lines(now["after"])
        ends, images = np.stack([now["a"], now["b"]]), now["images"]
        segment(ends), image(images), chord(images[[0, -1]])
        bound(now["bound"]), promised(now["promised"])
        along(now["heights"]), level([(0, now["largest"]), (1, now["largest"])])
        at_a([(0, now["here"]), (1, now["here"])]), needed([(0, now["ratio"]), (1, now["ratio"])])
        for place, dot, name in zip((*ends, *images[[0, -1]]), dots, names, strict=True):
            dot(place), name(place)
        tops[0](now["top"]), tops[1]((now["at"], now["largest"]))
        levels[0]((1, now["here"])), levels[1]((0, now["ratio"]))

    return move
