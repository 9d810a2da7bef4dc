"""The numbers of explore.accumulation: what an order of the products takes, and where the matrices are drawn."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from jaclib.explore.accumulation.bracketing import MATRICES, WAYS, Made, Order, Sizes, follow, limits, taken, written
from jaclib.explore.accumulation.words import bar_words, term

GAP, LEAST, ROW = 0.085, 0.03, 0.14  # the view is 1 wide beside the ledger; least column, least row
LEDGER = 0.27  # how wide it is


@lru_cache(maxsize=256)
def scale_of(sizes: Sizes) -> float:
    """The length of a drawn row or column: the largest for which all products fit, in any order."""
    low, high = 0.0, 1.0
    tallest, tallest_product = max(sizes[:-1]), max(sizes[:-2])
    for _ in range(40):
        s = (low + high) / 2
        wide = sum(max(s * n, LEAST) + GAP for n in sizes[1:]) + GAP
        high_enough = 0.1 + s * tallest + (len(sizes) - 2) * max(s * tallest_product + 0.04, ROW)
        low, high = (s, high) if wide <= 1 and high_enough <= 1 else (low, s)
    return low


def layout(sizes: Sizes, made: list[Made]) -> dict:
    """Where the matrices are: the chain on top, below it a row for each product; and the lines that lead there."""
    s = scale_of(sizes)
    widths = np.array([max(s * n, LEAST) + GAP for n in sizes[1:]])
    left = (1 - widths.sum()) / 2 + np.concatenate([[0], np.cumsum(widths)])
    pitch = max(s * max(sizes[:-2]) + 0.04, ROW)
    top = 0.9 - s * max(sizes[:-1]) / 2
    centres = [(x, top) for x in (left[:-1] + left[1:]) / 2]
    shapes = list(pairwise(sizes))
    runs, links = {(i, i): i for i in range(len(shapes))}, []
    for row, each in enumerate(made):
        y = 0.9 - s * max(sizes[:-1]) - (row + 0.5) * pitch
        x = (left[each.first] + left[each.last + 1]) / 2
        for part in ((each.first, each.cut - 1), (each.cut, each.last)):
            (px, py), height = centres[runs[part]], s * shapes[runs[part]][0]
            links.append([(px, py - height / 2), (x, y + s * sizes[each.first] / 2)])
            del runs[part]
        runs[each.first, each.last] = len(centres)
        centres.append((x, y))
        shapes.append((sizes[each.first], sizes[each.last + 1]))
    held = np.isin(np.arange(len(centres)), list(runs.values()))
    drawn = {"centres": np.array(centres), "extents": s * np.array(shapes, dtype=float)[:, ::-1], "held": held}
    return drawn | {"links": np.array(links, dtype=float).reshape(-1, 2, 2), "borders": left, "top": top}


def lettering(sizes: Sizes, now: dict) -> dict:
    """The names above the matrices, the sizes between them, and beside each product what it takes."""
    count, (x, y), height = len(sizes) - 1, now["centres"].T, now["extents"][:, 1]
    above = np.stack([x, y + height / 2 + 0.042], axis=1)[:count]
    between = np.stack([now["borders"], np.full(count + 1, now["top"])], axis=1)
    ledger = np.stack([np.full(len(x) - count, -LEDGER), y[count:]], axis=1)
    words = {"names": list(MATRICES[:count]), "ledger": [term(*each) for each in now["terms"]]}
    return words | {"names_at": above, "sizes_at": between, "ledger_at": ledger}


def compute(sizes: Sizes, order: Order) -> dict:
    """The cost of the order so far and of the three ways, and where everything is drawn."""
    made, known = follow(sizes, order), limits(sizes)
    takes = np.array([*(known[way] for way in WAYS), taken(sizes, order)])
    terms = np.array([(sizes[each.first], sizes[each.cut], sizes[each.last + 1]) for each in made]).reshape(-1, 3)
    now = layout(sizes, made) | {"sizes": np.array(sizes), "order": np.array(order, dtype=int), "terms": terms}
    now |= {"works": takes[:, 0], "peaks": takes[:, 1], "most": known["worst"][0]}
    now |= {"lengths": (takes / known["worst"]).T.ravel(), "brackets": written(order, len(sizes) - 1)}
    return now | lettering(sizes, now) | dict(zip(("others", "yours"), bar_words(now), strict=True))
