"""The picture of explore.determinant."""

from functools import partial

from jaclib import draw
from jaclib.explore.plane.areas import LARGEST_SIDE, SMALLEST_SIDE


def paint(palette, before, after, law):
    """The marks by the names of the arrays that move them."""
    draw.key(after, [("true image", palette.ink, False), ("as J predicts", palette.linear, True)])
    means = ("∫ |det J|", palette.ink, False), ("∫ det J", palette.accent, True)
    draw.key(law, [*means, ("corners", palette.quiet, True)])
    draw.log_axes(law, (SMALLEST_SIDE, LARGEST_SIDE), (1e-3, 1e1), "side of the box", "ratio")
    draw.layer_key(after, palette)
    folded, thin = draw.sheet(after, palette, folds=True), partial(draw.curve, law, width=1.4, dashed=True)
    return axes(palette, before, after, law) | {
        ("before", "values", "printed", "lines_before", "hatch_before", "folds_before"): draw.sheet(before, palette),
        ("after", "values", "printed", "lines_after", "hatch_after", "folds_after"): folded,
        "box": draw.curve(before, palette.ink, rim=True, clear=True),
        "image": draw.curve(after, palette.ink, rim=True, clear=True),
        "promised": draw.curve(after, palette.linear, width=1.8, dashed=True, rim=True),
        "corners": draw.curve(after, palette.quiet, width=1.8, dashed=(1, 1.2), rim=True),
        "law_line": draw.curve(law, palette.ink),
        "signed_law_line": thin(palette.accent),
        "four_law_line": thin(palette.quiet),
        "limit_line": draw.curve(law, palette.linear, width=1.8, dashed=True),
        "ratio_point": draw.point(law, palette.ink),
        "seen_point": [draw.point(law, palette.quiet, size=7), draw.note_at(law, "image", palette.quiet)],
        "limit_end": draw.note_at(law, "|det J(a)|", palette.linear, offset=(30, 9)),
        "side": draw.rule(law, palette.ink),
        "no_law": draw.note(law, palette.ink, (0.06, 0.92)),
        "a": [draw.point(before, palette.ink), draw.note_at(before, "a", palette.ink)],
        "value": [draw.point(after, palette.ink), draw.note_at(after, "f(a)", palette.ink)],
        "b": draw.diamonds(after, palette.accent),
        ("around_b", "at_b"): draw.names(after, palette.accent, 1, size=11),
        "preimages": draw.diamonds(before, palette.accent),
        ("box_part_places", "box_part_names"): draw.names(after, palette.ink, 3),
        ("part_places", "part_names"): draw.names(after, palette.ink, 4),
        "over_b": draw.note_below(after, palette.accent, "b has {}"),
        "guess": draw.guess(after, palette),
        "hatched": draw.note_below(before, palette.ink),
    }


def axes(palette, before, after, law):
    """The marks of the background: what part of the planes is shown, their names, and the scales."""
    return {
        ("domain", "variables", "ticks"): draw.unchanged(partial(draw.scale, before, alike=True)),
        ("view", "outputs"): partial(draw.frame, after),
        "scale": draw.colour_bar(before, palette, "signed", "det J"),
        "top": lambda top: draw.set_axes(law, ylim=(top / 1e3, top)),
    }
