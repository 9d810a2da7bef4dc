"""The picture of explore.determinant_product."""

from functools import partial

from jaclib.draw import colour_bar, curve, layer_key, names, note_at, note_below, point, scale, sheet, unchanged

PLACES = ("a", "a"), ("middle", "g(a)"), ("value", "f(g(a))")
SCALES = "det J of g", "det J of f", "of f∘g"


def paint(palette, *axes):
    """The marks by the names of the arrays that move them."""
    marks: dict = {}
    for i, (ax, (place, words)) in enumerate(zip(axes, PLACES, strict=True)):
        if i:
            layer_key(ax, palette)
        drawn = "plain", f"lines{i}", f"hatch{i}", f"folds{i}"
        marks |= {
            (f"view{i}", f"names{i}", f"ticks{i}"): unchanged(partial(scale, ax, alike=True)),
            f"end{i}": colour_bar(ax, palette, "signed", SCALES[i]),
            (f"nodes{i}", f"values{i}", *drawn): sheet(ax, palette, folds=i > 0),
            f"box{i}": curve(ax, palette.ink, rim=True, clear=True),
            place: [point(ax, palette.ink), note_at(ax, words, palette.ink)],
            (f"part_places{i}", f"part_names{i}"): names(ax, palette.ink, 4),
            f"area{i}": note_below(ax, palette.ink),
        }
    return marks
