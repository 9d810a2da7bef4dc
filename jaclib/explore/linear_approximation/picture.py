"""The picture of explore.linear_approximation."""

from functools import partial

from jaclib import draw
from jaclib.explore.linear_approximation.errors import USUAL
from jaclib.explore.plane.law import LARGEST_RADIUS, SMALLEST_RADIUS
from jaclib.stage.live import Marks


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    draw.hint(before, "drag a, or use the arrow keys", palette.quiet)
    draw.key(after, [("true f(a + h)", palette.ink, False), ("linear f(a) + J h", palette.linear, True)])
    frames: Marks = {("domain", "variables", "ticks"): draw.unchanged(partial(draw.scale, before, alike=True))}
    frames |= {("box", "outputs"): partial(draw.frame, after)}
    scales = {"zoom": draw.scale_bar(before, palette.quiet), "image_zoom": draw.scale_bar(after, palette.quiet)}
    marks = grids(palette, before, after) | circles(palette, before, after) | names(palette, before, after)
    return frames | scales | marks | law_of(palette, law)


def grids(palette, before, after) -> Marks:
    """Put up the plane's grid and its image: the still one, and the one that moves under the lens."""
    return {
        "before": draw.grid(before, palette.faint),
        "after": draw.grid(after, palette.faint),
        ("lines", "finer", "finer_seen"): draw.moving_grid(before, palette.faint),
        ("lines_after", "finer_after", "finer_seen"): draw.moving_grid(after, palette.faint),
    }


def circles(palette, before, after) -> dict:
    """Put up the circle, its image, and what J predicts."""
    fill = f"{palette.quiet}1c"  # the grid is seen through it
    return {
        "circle_seen": draw.curve(before, palette.ink, fill=fill, clear=True),
        "true_seen": draw.curve(after, palette.ink, fill=fill, clear=True),
        "linear_seen": draw.curve(after, palette.linear, dashed=True, clear=True),
        "axes_seen": draw.curve(after, palette.linear, dashed=(1, 1.6), width=1.4, order=3, clear=True),
        ("a", "steps_seen"): draw.arrows(before, palette.columns, clear=True),
        ("value", "columns_seen"): draw.arrows(after, palette.columns, clear=True),
        "a": draw.point(before, palette.ink),
        "value": draw.point(after, palette.ink),
        "guess": draw.guess(after, palette),
    }


def names(palette, before, after) -> Marks:
    """Name what is drawn, in the order in which names take their places: J e₁ before σ₁, for it is looked for first."""
    ink, columns = palette.ink, [*enumerate(palette.columns, start=1)]
    marks: Marks = {("a",): draw.note_at(before, "a", ink), ("value",): draw.note_at(after, "f(a)", ink)}
    marks |= {("a", f"step_{j}"): draw.label(before, f"$ε e_{j}$", color) for j, color in columns}
    for j, color in columns:
        marks["value", f"column_{j}"] = draw.label(after, f"$ε J e_{j}$", color)
        marks["value", f"axis_{j}"] = draw.label(after, f"$ε σ_{j}$", palette.linear)
    return marks


def law_of(palette, law) -> Marks:
    """Put up the error for each radius."""
    draw.key(law, [("largest", palette.linear, False), ("mean", palette.quiet, True)])
    draw.log_axes(law, (SMALLEST_RADIUS, LARGEST_RADIUS), USUAL, "radius ε", "error")
    return {
        "error_ends": partial(draw.heights, law),
        "triangle": draw.curve(law, palette.quiet, width=1.2, sharp=True),
        ("slope_place", "slope_in_words"): draw.texts(law, palette.quiet, 1, align="left", va="center", size=10),
        "largest_by_radius": draw.curve(law, palette.linear),
        "mean_by_radius": draw.curve(law, palette.quiet, width=1.2, dashed=True),
        "here": draw.point(law, palette.accent),
        "eps": draw.rule(law, palette.accent),
        "law_in_words": draw.note(law, palette.ink, (0.06, 0.92)),
        "rounding_in_words": draw.note(law, palette.quiet, (0.06, 0.05)),
    }
