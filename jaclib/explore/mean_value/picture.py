"""The picture of explore.mean_value."""

from functools import partial

from jaclib import draw
from jaclib.explore.mean_value.numbers import DECADES, LOWEST


def paint(palette, before, after, way):
    """Put the marks up, by the names of the arrays that move them."""
    draw.colour_bar(before, palette, "shades", "‖J‖₂", (f"≤ {LOWEST:g}", f"≥ {LOWEST * 10**DECADES:g}"))
    draw.key(after, [("bound", palette.accent, False), ("with ‖J(a)‖₂ alone", palette.linear, True)])
    return norms(palette, way) | {
        ("domain", "variables"): partial(draw.frame, before),
        ("box", "outputs"): partial(draw.frame, after),
        ("corners", "shades"): draw.heat(before, palette),
        "after": draw.grid(after, palette.faint),
        "ends": [draw.curve(before, palette.ink, rim=True), *both(before, palette, ("a", "b"))],
        "images": draw.curve(after, palette.ink),
        "chord": [draw.curve(after, palette.ink, width=1), *both(after, palette, ("f(a)", "f(b)"))],
        "bound": draw.curve(after, palette.accent, width=1.6),
        "promised": draw.curve(after, palette.linear, width=1.8, dashed=True),
        "top": draw.point(before, palette.accent, size=8),
    }


def norms(palette, ax):
    """‖J‖₂ on the way from a to b, its largest value, and what the images need."""
    draw.key(ax, [("‖J‖₂", palette.ink, False), ("its largest value", palette.accent, False)])
    draw.ruled(ax, xlabel="t, from a at 0 to b at 1", ylabel="‖J‖₂", xlim=(0, 1), ylim=(0, 1))
    return {
        "height": lambda height: draw.set_axes(ax, ylim=(0, height)),
        "heights": draw.curve(ax, palette.ink),
        "level": draw.curve(ax, palette.accent, width=1.4),
        "level_at_a": draw.curve(ax, palette.linear, width=1.6, dashed=True),
        "needed": draw.curve(ax, palette.quiet, width=1.4, dashed=True),
        "peak": draw.point(ax, palette.accent, size=8),
        "level_at_a_ends": draw.note_at(ax, "‖J(a)‖₂", palette.linear, offset=(-24, 8)),
        "needed_starts": draw.note_at(ax, "images / points", palette.quiet, offset=(48, 8)),
    }


def both(ax, palette, names):
    """Two points and their names."""
    dots, words = (draw.point(ax, palette.ink) for _ in names), (draw.note_at(ax, name, palette.ink) for name in names)
    return [draw.one_by_one(dots), draw.one_by_one(words)]
