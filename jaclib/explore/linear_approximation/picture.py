"""The picture of explore.linear_approximation."""

import numpy as np

from jaclib.draw import (
    arrows,
    curve,
    diameters,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    name_axes,
    note,
    note_at,
    point,
    rule,
)
from jaclib.explore.plane.law import LARGEST_RADIUS, RADII, SMALLEST_RADIUS
from jaclib.explore.plane.lines import away_from

CERTAIN = 1e-9  # of an error: more is not rounding


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(after, [("true f(a + h)", palette.ink, False), ("linear f(a) + J h", palette.linear, True)])
    key(law, [("largest", palette.linear, False), ("mean", palette.quiet, True)])
    log_axes(law, (SMALLEST_RADIUS, LARGEST_RADIUS), (1e-17, 1e2), "radius ε", "error", palette.faint)
    sheet_before, sheet_after = grid(before, palette.faint), grid(after, palette.faint)
    circle = curve(before, palette.ink, fill=palette.fill, clear=True)
    true = curve(after, palette.ink, fill=palette.fill, clear=True)
    linear = curve(after, palette.linear, dashed=True, clear=True)
    axes = curve(after, palette.linear, width=1.4, dashed=(1, 1.6), order=3, clear=True)
    steps, images = arrows(before, palette.columns, clear=True), arrows(after, palette.columns, clear=True)
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    step_names = [label(before, f"$ε e_{j}$", color) for j, color in enumerate(palette.columns, start=1)]
    image_names, axis_names = [], []
    for j, color in enumerate(palette.columns, start=1):  # in the order in which they take their places
        image_names.append(label(after, f"${{}}J e_{j}$", color))
        axis_names.append(label(after, f"${{}}σ_{j}$", palette.linear))
    a, image, current = point(before, palette.ink), point(after, palette.ink), point(law, palette.accent)
    largest, mean = curve(law, palette.linear), curve(law, palette.quiet, width=1.2, dashed=True)
    radius, fitted = rule(law, palette.accent), note(law, palette.ink, (0.06, 0.92))

    def move(now):
        frame(before, now["domain"])
        frame(after, now["box"])
        name_axes(before, now["variables"])
        name_axes(after, now["outputs"])
        sheet_before(now["before"]), sheet_after(now["after"] * (np.nan if now["follow"] else 1))
        circle(now["circle"]), true(now["true"]), linear(now["linear"])
        a(now["a"]), image(now["image"])
        steps(now["a"], now["eps"] * np.eye(2)), images(now["image"], now["columns"])
        axes(diameters(now["image"], now["semi_axes"]))
        unit = "" if now["follow"] else "ε "  # through the lens all lengths are in units of ε
        names[0](now["a"]), names[1](now["image"])
        for j in range(2):
            step_names[j](now["a"], now["eps"] * np.eye(2)[j])
            image_names[j](now["image"], now["columns"][j], unit)
            axis_names[j](now["image"], away_from(now["columns"], now["semi_axes"][j]), unit)
        largest(np.stack([RADII, now["law_largest"]], axis=1)), mean(np.stack([RADII, now["law_mean"]], axis=1))
        current((now["eps"], now["largest"])), radius(now["eps"])
        fitted(law_in_words(now))

    return move


def law_in_words(now) -> str:
    """How the error goes with ε, in few words: of a map that is linear near a alone, for which ε."""
    if not now["settled"]:
        return "slope not settled"
    if not np.isnan(now["slope"]):
        return f"slope {now['slope']:.2f}"
    if np.isnan(now["law_largest"]).all():
        return ""  # there is no J to be off
    return f"only rounding{' for small ε' * bool(np.nanmax(now['law_largest'], initial=0) > CERTAIN)}"
