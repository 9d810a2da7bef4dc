"""The picture of explore.linear_approximation."""

from functools import partial

from jaclib import draw
from jaclib.explore.plane.law import LARGEST_RADIUS, SMALLEST_RADIUS
from jaclib.stage.live import Marks


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    draw.hint(before, "drag a, or use the arrow keys", palette.quiet)
    draw.key(after, [("true f(a + h)", palette.ink, False), ("linear f(a) + J h", palette.linear, True)])
    frames = {("domain", "variables"): partial(draw.frame, before), ("box", "outputs"): partial(draw.frame, after)}
    return frames | circles(palette, before, after) | names(palette, before, after) | law_of(palette, law)


def circles(palette, before, after) -> dict:
    """Put up the circle, its image, and what J predicts."""
    return {
        "before": draw.grid(before, palette.faint),
        "after": draw.grid(after, palette.faint),
        "circle": draw.curve(before, palette.ink, fill=palette.fill, clear=True),
        "true": draw.curve(after, palette.ink, fill=palette.fill, clear=True),
        "linear": draw.curve(after, palette.linear, dashed=True, clear=True),
        "ellipse_axes": draw.curve(after, palette.linear, dashed=(1, 1.6), width=1.4, order=3, clear=True),
        ("a", "steps"): draw.arrows(before, palette.columns, clear=True),
        ("image", "columns"): draw.arrows(after, palette.columns, clear=True),
        "a": draw.point(before, palette.ink),
        "image": draw.point(after, palette.ink),
        "guess": draw.guess(after, palette),
    }


def names(palette, before, after) -> Marks:
    """Name what is drawn, in the order in which names take their places: J e₁ before σ₁, for it is looked for first."""
    ink, columns = palette.ink, [*enumerate(palette.columns, start=1)]
    marks: Marks = {("a",): draw.note_at(before, "a", ink), ("image",): draw.note_at(after, "f(a)", ink)}
    marks |= {("a", f"step_{j}"): draw.label(before, f"$ε e_{j}$", color) for j, color in columns}
    for j, color in columns:
        marks["image", f"column_{j}", "unit_of_length"] = draw.label(after, f"${{}}J e_{j}$", color)
        marks["image", f"axis_{j}", "unit_of_length"] = draw.label(after, f"${{}}σ_{j}$", palette.linear)
    return marks


def law_of(palette, law) -> dict:
    """Put up the error for each radius."""
    draw.key(law, [("largest", palette.linear, False), ("mean", palette.quiet, True)])
    draw.log_axes(law, (SMALLEST_RADIUS, LARGEST_RADIUS), (1e-17, 1e2), "radius ε", "error")
    return {
        "largest_by_radius": draw.curve(law, palette.linear),
        "mean_by_radius": draw.curve(law, palette.quiet, width=1.2, dashed=True),
        "here": draw.point(law, palette.accent),
        "eps": draw.rule(law, palette.accent),
        "law_in_words": draw.note(law, palette.ink, (0.06, 0.92)),
    }
