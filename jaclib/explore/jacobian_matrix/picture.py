"""The picture of explore.jacobian_matrix."""

import numpy as np

from jaclib.draw import arrows, crosshair, curve, frame, grid, hint, key, label, legs, note_at, point, rays
from jaclib.explore.plane.framing import name_axes

ACROSS = 1e3 * np.vstack([np.eye(2), -np.eye(2)])  # from a point beyond every side of its panel


def paint(palette, before, after):
    """Put the artists up once; the function returned moves them."""
    key(before, [("level line of f₁", palette.rows[0], False), ("of f₂", palette.rows[1], True)])
    key(after, [("true image of the square", palette.ink, False), ("f(a) + J h", palette.linear, True)])
    clue, legend = hint(before, "drag a, or use the arrow keys", palette.quiet), before.get_legend()
    # a grid line along x wears the colour of column 1, faintly: its image leaves f(a) along that column
    tints = [(color, 0.32) for color in palette.columns]
    sheets = [[grid(ax, tint) for tint in tints] for ax in (before, after)]
    levels = [curve(before, palette.rows[0], width=1.6), curve(before, palette.rows[1], width=1.6, dashed=True)]
    across = crosshair(after, palette.rows)
    square, true = curve(before, palette.ink, fill=palette.fill), curve(after, palette.ink, fill=palette.fill)
    linear, path = curve(after, palette.linear, dashed=True), curve(after, palette.ink)
    sides = [legs(after, color) for color in palette.columns]
    gradients, steps, images = (
        arrows(before, palette.rows),
        arrows(before, palette.columns),
        arrows(after, palette.columns),
    )
    gradient_names = [label(before, f"$s\\,\\nabla f_{i + 1}$", palette.rows[i]) for i in range(2)]
    step_names = [label(before, "", color) for color in palette.columns]
    image_names = [label(after, "", color, away=18) for color in palette.columns]
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    a, image = point(before, palette.ink), point(after, palette.ink)
    nudged = [point(before, palette.quiet, size=7), point(after, palette.quiet, size=7)]

    def move(now):
        frame(before, now["domain"]), frame(after, now["box"])
        name_axes(before, after, now)
        clue.set_visible(not now["rows"]), legend.set_visible(bool(now["rows"]))
        for moved, lines in zip(sheets, (now["before"], now["after"]), strict=True):
            for j in range(2):
                moved[j](lines[j])
        building = now["built"] < 2
        seen, hidden = (np.nan, 1) if building else (1, np.nan)
        square(now["square"] * seen), true(now["true"] * seen), linear(now["linear"] * seen)
        path(now["path"] * hidden)
        for place, mark in zip((now["a"] + now["step"], now["value"] + now["moved"]), nudged, strict=True):
            mark(place * hidden)
        a(now["a"]), image(now["value"])
        rows = now["size"] * now["jacobian"] * (1 if now["rows"] else np.nan)
        levels[0](now["level_1"]), levels[1](now["level_2"])
        across(now["value"] if now["rows"] else (np.nan, np.nan))
        gradients(now["a"], rows)
        steps(now["a"], now["steps"]), images(now["value"], now["tips"])
        leaving, arriving = np.vstack([rows, now["steps"]]), np.vstack([now["tips"], now["rows"] * ACROSS])
        here = [now["square"] * seen, now["level_1"], now["level_2"], rays(now["a"], leaving)]
        there = [now["true"] * seen, now["linear"] * seen, now["path"] * hidden, rays(now["value"], arriving)]
        names[0](now["a"], here), names[1](now["value"], there)
        for j in range(2):
            gradient_names[j](now["a"], rows[j], clear_of=here)
            step_names[j](now["a"], now["steps"][j], f"${'h' if on_the_way(now, j) else 's'}\\,e_{j + 1}$", here)
            image_names[j](now["value"], now["tips"][j], tip_name(now, j), there)
            corner = now["tips"][j] * np.eye(2)[j]
            sides[j](now["value"], now["value"] + corner, now["value"] + now["tips"][j])

    return move


def on_the_way(now, j) -> bool:
    """Whether input j is being nudged, and moves away from a."""
    return bool(now["out"] and now["second"] == j and now["built"] < 2)


def tip_name(now, j) -> str:
    if on_the_way(now, j):
        return r"$\Delta f$"
    return f"$s\\,J e_{j + 1}$" if now["second"] > j or now["built"] >= 2 else r"$s\,\Delta f/h$"
