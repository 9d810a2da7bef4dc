"""The picture of explore.jacobian_matrix."""

from functools import partial

from jaclib import draw


def paint(palette, before, after):
    """Put the marks up, by the names of the arrays that move them."""
    draw.key(after, [("true image of the square", palette.ink, False), ("f(a) + J h", palette.linear, True)])
    # a grid line along x wears the colour of column 1, faintly: its image leaves f(a) along that column
    tints = [(color, 0.32) for color in palette.columns]
    first, second = palette.rows
    level = partial(draw.rule, after, width=1.6, alpha=1, clear=True)
    side = partial(draw.curve, after, width=1.4, dashed=(1, 1.6), order=1)
    outline = partial(draw.curve, color=palette.ink, fill=palette.fill, clear=True)
    names = (r"$s\,\nabla f_1$", r"${}\,e_1$", r"$s\,\nabla f_2$", r"${}\,e_2$")
    return {
        ("domain", "variables", "ticks"): draw.unchanged(partial(draw.scale, before, alike=True)),
        ("box", "outputs"): partial(draw.frame, after),
        "rows": hint_or_key(before, palette),
        "before": draw.one_by_one(draw.grid(before, tint) for tint in tints),
        "after": draw.one_by_one(draw.grid(after, tint) for tint in tints),
        "level_1": draw.curve(before, first, width=1.6, clear=True),
        "level_2": draw.curve(before, second, width=1.6, dashed=True, clear=True),
        "across": draw.one_by_one([level(first), level(second, level=True, dashed=True)]),
        "square": outline(before),
        "true": outline(after),
        "linear": draw.curve(after, palette.linear, dashed=True, clear=True),
        "path": draw.curve(after, palette.ink, clear=True),
        "legs": draw.one_by_one(side(color) for color in palette.columns),
        ("a", "gradients"): draw.arrows(before, palette.rows, clear=True),
        ("a", "steps"): draw.arrows(before, palette.columns, clear=True),
        ("value", "tips"): draw.arrows(after, palette.columns, clear=True),
        "a": [draw.note_at(before, "a", palette.ink), draw.point(before, palette.ink)],
        "value": [draw.note_at(after, "f(a)", palette.ink), draw.point(after, palette.ink)],
        ("a", "named", "letters"): draw.labels(before, names, [first, palette.columns[0], second, palette.columns[1]]),
        ("value", "tips", "tip_names"): draw.labels(after, ("{}", "{}"), palette.columns, away=18),
        "nudged": draw.point(before, palette.quiet, size=7),
        "nudged_image": draw.point(after, palette.quiet, size=7),
    }


def hint_or_key(ax, palette):
    """Put up a hint, and the key that replaces it while level lines are shown; moved to whether they are."""
    draw.key(ax, [("level line of f₁", palette.rows[0], False), ("of f₂", palette.rows[1], True)])
    legend, clue = ax.get_legend(), draw.hint(ax, "drag a, or use the arrow keys", palette.quiet)

    def move(rows) -> None:
        legend.set_visible(bool(rows))
        clue.set_visible(not rows)

    return move
