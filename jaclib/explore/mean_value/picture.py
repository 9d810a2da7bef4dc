"""The picture of explore.mean_value."""

from functools import partial

from jaclib.draw import colour_bar, curve, frame, grid, heat, key, name_axes, note_at, one_by_one, point, set_axes
from jaclib.explore.mean_value.numbers import DECADES, LOWEST


def paint(palette, before, after, way):
    """Put the marks up, by the names of the arrays that move them."""
    colour_bar(before, palette, "shades", "‖J‖₂", (f"≤ {LOWEST:g}", f"≥ {LOWEST * 10**DECADES:g}"))
    key(after, [("bound", palette.accent, False), ("with ‖J(a)‖₂ alone", palette.linear, True)])
    return norms(palette, way) | {
        "domain": partial(frame, before),
        "box": partial(frame, after),
        "variables": partial(name_axes, before),
        "outputs": partial(name_axes, after),
        ("corners", "shades"): heat(before, palette),
        "after": grid(after, palette.faint),
        "ends": [curve(before, palette.ink, rim=True), *both(before, palette, ("a", "b"))],
        "images": curve(after, palette.ink),
        "chord": [curve(after, palette.ink, width=1), *both(after, palette, ("f(a)", "f(b)"))],
        "bound": curve(after, palette.accent, width=1.6),
        "promised": curve(after, palette.linear, width=1.8, dashed=True),
        "top": point(before, palette.accent, size=8),
    }


def norms(palette, ax):
    """‖J‖₂ on the way from a to b, its largest value, and what the images need."""
    key(ax, [("‖J‖₂", palette.ink, False), ("its largest value", palette.accent, False)])
    ax.set(xlabel="t, from a at 0 to b at 1", ylabel="‖J‖₂", xlim=(0, 1), ylim=(0, 1))
    ax.grid(color=palette.faint, linewidth=0.8)
    return {
        "height": lambda height: set_axes(ax, ylim=(0, height)),
        "heights": curve(ax, palette.ink),
        "level": curve(ax, palette.accent, width=1.4),
        "level_at_a": curve(ax, palette.linear, width=1.6, dashed=True),
        "needed": curve(ax, palette.quiet, width=1.4, dashed=True),
        "peak": point(ax, palette.accent, size=8),
        "level_at_a_ends": note_at(ax, "‖J(a)‖₂", palette.linear, offset=(-24, 8)),
        "needed_starts": note_at(ax, "images / points", palette.quiet, offset=(48, 8)),
    }


def both(ax, palette, names):
    """Two points and their names."""
    dots, words = (point(ax, palette.ink) for _ in names), (note_at(ax, name, palette.ink) for name in names)
    return [one_by_one(dots), one_by_one(words)]
