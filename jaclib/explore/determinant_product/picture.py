"""The picture of explore.determinant_product."""

import numpy as np

from jaclib.draw import frame, note_at, note_below, outline, point, scale, sheet
from jaclib.explore.phrases.numbers import estimate


def paint(palette, *axes):
    """Put the artists up once; the function returned moves them."""
    ends = [scale(ax, palette, name) for ax, name in zip(axes, ("det J of g", "det J of f", "of f∘g"), strict=True)]
    sheets = [sheet(ax, palette, folds=i > 0) for i, ax in enumerate(axes)]
    boxes, dots = [outline(ax, palette.ink) for ax in axes], [point(ax, palette.ink) for ax in axes]
    names = [note_at(ax, words, palette.ink) for ax, words in zip(axes, ("a", "g(a)", "f(g(a))"), strict=True)]
    areas = [note_below(ax, palette.ink) for ax in axes]

    def move(now):
        for i, (ax, place) in enumerate(zip(axes, ("a", "middle", "value"), strict=True)):
            frame(ax, now[f"view{i}"]), ends[i](float(now[f"end{i}"]))
            if (ax.get_xlabel(), ax.get_ylabel()) != tuple(now["names"][i]):
                ax.set(xlabel=now["names"][i][0], ylabel=now["names"][i][1])
            marks = (now[f"{kind}{i}"] for kind in ("lines", "hatch", "folds"))
            sheets[i](now[f"nodes{i}"], now[f"values{i}"], now["plain"], *marks)
            boxes[i](now[f"box{i}"]), dots[i](now[place]), names[i](now[place])
            areas[i](area_in_words(*(now[name][i] for name in ("areas", "layered", "seen", "torn", "rough"))))

    return move


def area_in_words(area, layered, seen, torn, rough) -> str:
    if np.isnan(area):
        return "torn or undefined" if torn else "bent too finely to tell"
    size = estimate(area, rough, 4)
    if not layered:
        return f"area {size}"
    return f"{'' if np.isnan(seen) else f'area {seen:.3g}, '}∫ |det J| {size}"
