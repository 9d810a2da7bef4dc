"""The picture of explore.linear_approximation."""

from collections.abc import Callable
from functools import partial

from jaclib.draw import arrows, curve, frame, grid, hint, key, label, log_axes, name_axes, note, note_at, point, rule
from jaclib.explore.plane.law import LARGEST_RADIUS, SMALLEST_RADIUS


def paint(palette, before, after, law):
    """Put the marks up, by the names of the arrays that move them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(after, [("true f(a + h)", palette.ink, False), ("linear f(a) + J h", palette.linear, True)])
    around = framing(before, after) | circles(palette, before, after) | labels(palette, before, after)
    return around | law_of(palette, law)


def framing(before, after) -> dict:
    return {
        "domain": partial(frame, before),
        "box": partial(frame, after),
        "variables": partial(name_axes, before),
        "outputs": partial(name_axes, after),
    }


def circles(palette, before, after) -> dict:
    """The circle, its image, and what J predicts."""
    return {
        "before": grid(before, palette.faint),
        "after": grid(after, palette.faint),
        "circle": curve(before, palette.ink, fill=palette.fill, clear=True),
        "true": curve(after, palette.ink, fill=palette.fill, clear=True),
        "linear": curve(after, palette.linear, dashed=True, clear=True),
        "ellipse_axes": curve(after, palette.linear, dashed=(1, 1.6), width=1.4, order=3, clear=True),
        ("a", "steps"): arrows(before, palette.columns, clear=True),
        ("image", "columns"): arrows(after, palette.columns, clear=True),
        "a": point(before, palette.ink),
        "image": point(after, palette.ink),
    }


def labels(palette, before, after) -> dict:
    """The names, in the order in which they take their places: J e₁ before σ₁, since it is looked for first."""
    marks: dict[tuple[str, ...], Callable] = {("a",): note_at(before, "a", palette.ink)}
    marks[("image",)] = note_at(after, "f(a)", palette.ink)
    for j, color in enumerate(palette.columns, start=1):
        marks["a", f"step_{j}"] = label(before, f"$ε e_{j}$", color)
    for j, color in enumerate(palette.columns, start=1):
        marks["image", f"column_{j}", "unit_of_length"] = label(after, f"${{}}J e_{j}$", color)
        marks["image", f"axis_{j}", "unit_of_length"] = label(after, f"${{}}σ_{j}$", palette.linear)
    return marks


def law_of(palette, law) -> dict:
    """The error for each radius."""
    key(law, [("largest", palette.linear, False), ("mean", palette.quiet, True)])
    log_axes(law, (SMALLEST_RADIUS, LARGEST_RADIUS), (1e-17, 1e2), "radius ε", "error", palette.faint)
    return {
        "largest_by_radius": curve(law, palette.linear),
        "mean_by_radius": curve(law, palette.quiet, width=1.2, dashed=True),
        "here": point(law, palette.accent),
        "eps": rule(law, palette.accent),
        "law_in_words": note(law, palette.ink, (0.06, 0.92)),
    }
