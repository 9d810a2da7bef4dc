"""The picture of explore.determinant."""

from functools import partial

from jaclib.draw import (
    colour_bar,
    curve,
    diamonds,
    frame,
    key,
    log_axes,
    name_axes,
    note_at,
    note_below,
    point,
    rule,
    set_axes,
    sheet,
    tiles,
)
from jaclib.explore.plane.areas import LARGEST_SIDE, SMALLEST_SIDE


def paint(palette, before, after, law):
    """The marks by the names of the arrays that move them."""
    key(after, [("true image", palette.ink, False), ("as J promises", palette.linear, True)])
    key(law, [("∫ |det J|", palette.ink, False), ("∫ det J", palette.accent, True), ("corners", palette.quiet, True)])
    log_axes(law, (SMALLEST_SIDE, LARGEST_SIDE), (1e-3, 1e1), "side of the box", "ratio", palette.faint)
    return axes(palette, before, after, law) | {
        ("before", "values", "printed", "lines_before", "hatch_before", "folds_before"): sheet(before, palette),
        ("after", "values", "printed", "lines_after", "hatch_after", "folds_after"): sheet(after, palette, folds=True),
        "box": curve(before, palette.ink, rim=True),
        "image": curve(after, palette.ink, rim=True),
        "layers": tiles(after, palette.ink, palette.ink, alpha=0.15),
        "promised": curve(after, palette.linear, width=1.8, dashed=True, rim=True),
        "corners": curve(after, palette.quiet, width=1.8, dashed=(1, 1.2), rim=True),
        "law_line": curve(law, palette.ink),
        "signed_law_line": curve(law, palette.accent, width=1.4, dashed=True),
        "four_law_line": curve(law, palette.quiet, width=1.4, dashed=True),
        "limit_line": curve(law, palette.linear, width=1.8, dashed=True),
        "ratio_point": point(law, palette.ink),
        "seen_point": [point(law, palette.quiet, size=7), note_at(law, "image", palette.quiet)],
        "limit_end": note_at(law, "|det J(a)|", palette.linear, offset=(30, 9)),
        "side": rule(law, palette.ink),
        "a": [point(before, palette.ink), note_at(before, "a", palette.ink)],
        "value": [point(after, palette.ink), note_at(after, "f(a)", palette.ink)],
        "b": [note_at(after, "b", palette.accent, offset=(12, 8)), diamonds(after, palette.accent)],
        "preimages": diamonds(before, palette.accent),
        "layers_over_b": note_below(after, palette.accent, "b has {}"),
        "hatched": note_below(before, palette.ink),
    }


def axes(palette, before, after, law):
    """The marks of the background: what part of the planes is shown, their names, and the scales."""
    return {
        "domain": partial(frame, before),
        "view": partial(frame, after),
        "scale": colour_bar(before, palette, "signed", "det J"),
        "variables": partial(name_axes, before),
        "outputs": partial(name_axes, after),
        "top": lambda top: set_axes(law, ylim=(top / 1e3, top)),
    }
