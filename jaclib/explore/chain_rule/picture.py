"""The picture of explore.chain_rule: the spaces that a chain of maps goes through, one panel each."""

from functools import partial

from jaclib import draw
from jaclib.explore.choose.chain import MAP_NAMES
from jaclib.stage.live import Marks

space_grid = partial(draw.curves, width=0.7, alpha=0.45, order=-1)


def paint(dimensions, palette, *axes):
    """The marks of each panel by the names of the arrays that move them."""
    names = MAP_NAMES[len(dimensions) - 1][::-1]
    points, vectors = ["a"], ["h"]
    for name in names:
        points.append(f"{name}({points[-1]})")
        vectors.append(f"J_{name} {vectors[-1]}")
    draw.hint(axes[0], f"drag a, or the tip of h{', or turn' if dimensions[0] == 3 else ''}", palette.quiet)
    for place, ax in enumerate(axes[1:], start=1):
        true = points[place].replace("a", "a + th")
        draw.key(ax, [(true, palette.ink, False), (draw.roman(vectors[place]), palette.linear, True)])
    marks: Marks = {}
    for place, ax in enumerate(axes):
        marks |= _panel(palette, ax, place, dimensions, points[place], f"${vectors[place]}$")
    wrong = [draw.dashed_arrow(ax, palette.accent, dots=True), _name(ax, dimensions[-1], "wrong", palette.accent)]
    return marks | {("wrong_tail", "wrong"): wrong}


def _panel(palette, ax, place: int, dimensions, name: str, vector: str):
    """The marks of one space: its first panel has the step itself, the others what J makes of it."""
    d, colors = dimensions[place], (*palette.columns, palette.third)[: dimensions[0]]
    marks: Marks = {
        f"frame{place}": partial(draw.frame, ax),
        (f"names{place}", f"box{place}", "view"): draw.surroundings(ax, d, palette.faint, palette.quiet),
        f"sheet{place}": space_grid(ax, palette.quiet) if d == 3 else draw.grid(ax, palette.faint),
        (f"tails{place}", f"columns{place}"): draw.arrows(ax, colors),
    }
    if place == 0 and d == 2:
        marks["frame0", "names0", "ticks0"] = draw.unchanged(partial(draw.scale, ax, alike=True))
    image = vector[1:-2].strip()  # "J_g", or nothing at the input
    for j, color in enumerate(colors if place == 0 or d == 1 else (), start=1):  # else they would cover one another
        marks[f"tail_{j}_{place}", f"column_{j}_{place}"] = _name(ax, d, f"$h_{j} {image} e_{j}$", color)
    marks |= {f"true{place}": draw.curve(ax, palette.ink), f"end{place}": draw.point(ax, palette.ink, size=5)}
    color = palette.linear if place else palette.ink
    arrow = draw.dashed_arrow(ax, color) if place else draw.arrows(ax, (color,))
    marks[f"{'tail' if place else 'at'}{place}", f"linear{place}"] = [arrow, _name(ax, d, vector, color)]
    return marks | {f"at{place}": [draw.point(ax, palette.ink), draw.note_at(ax, name, palette.ink)]}


def _name(ax, dimension: int, text: str, color: str):
    """A label of an arrow: beside its tip, and on the line, where arrows lie level, above its middle."""
    if dimension == 1:
        return draw.above(ax, text, color)
    wide = 2.8 if text.isalpha() else 1.1  # of a letter, in points: half of a word's, while subscripts are small
    return draw.label(ax, text, color, away=9 + wide * len(text.strip("$")))
