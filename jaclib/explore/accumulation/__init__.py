"""The bracketing game: a chain of matrices is multiplied in the order that the student chooses, and all is counted."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from jaclib.draw import bare, boxes, curves, frame, hint, texts, widen
from jaclib.explore.accumulation.bracketing import NAMES, WAYS, Made, Order, Sizes, follow, limits, taken, written
from jaclib.explore.accumulation.controls import CHAINS, as_order, as_sizes, choose_brackets
from jaclib.stage import Live, show
from jaclib.stage.challenge import Challenge, chosen, near, right

TITLES = "A chain of matrices, to scale", "What it takes"
LEDGER, GAP, LEAST, ROW = 0.27, 0.085, 0.03, 0.14  # the view is 1 wide beside the ledger; least column, least row
VIEW = ((-LEDGER, 1.0), (-0.03, 1.0))
BARS = "from the left", "from the right", "fewest"
HEADS = "multiplications", "numbers held, at the peak"


@lru_cache(maxsize=256)
def scale_of(sizes: Sizes) -> float:
    """How long one row or column is drawn: as long as all rows and columns, in any order, leave room for."""
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
        centres.append((x, y)), shapes.append((sizes[each.first], sizes[each.last + 1]))
    held = np.isin(np.arange(len(centres)), list(runs.values()))
    return {
        "centres": np.array(centres), "extents": s * np.array(shapes, dtype=float)[:, ::-1], "held": held,
        "links": np.array(links, dtype=float).reshape(-1, 2, 2), "borders": left, "top": top,
    }  # fmt: skip


def compute(sizes: Sizes, order: Order) -> dict:
    """What the order takes so far, what the three ways take, and where everything is drawn."""
    made, known = follow(sizes, order), limits(sizes)
    work, peak = taken(sizes, order)
    works = np.array([*(known[way].multiplications for way in WAYS), work])
    peaks = np.array([*(known[way].stored for way in WAYS), peak])
    lengths = np.concatenate([works / known["most"], peaks / known["fullest"]])
    return layout(sizes, made) | {
        "sizes": np.array(sizes), "order": np.array(order, dtype=int), "works": works, "peaks": peaks,
        "lengths": lengths, "most": known["most"],
        "terms": np.array([(sizes[each.first], sizes[each.cut], sizes[each.last + 1]) for each in made]).reshape(-1, 3),
        "brackets": written(order, len(sizes) - 1),
    }  # fmt: skip


def paint(palette, chain, costs):
    """Put the artists up once; the function returned moves them."""
    bare(chain), bare(costs)
    widen(chain, costs, 0.64)
    frame(chain, VIEW)
    costs.set(xlim=(0, 1), ylim=(0, 1))
    hint(chain, "filled: held now; hollow: given up", palette.quiet)
    matrices, lines = boxes(chain, palette.ink, palette.columns[0] + "66"), curves(chain, palette.quiet, width=0.9)
    names = texts(chain, palette.ink, len(NAMES), size=11, bold=True, still=True, spacing=1.15)
    borders = texts(chain, palette.quiet, len(NAMES) + 1, size=9.5, still=True, spacing=1.15)
    ledger = texts(chain, palette.ink, len(NAMES) - 1, align="left", size=9, spacing=1.15)
    moves = _bars(palette, costs)

    def move(now) -> None:
        sizes, count = now["sizes"], len(now["sizes"]) - 1
        matrices(now["centres"], now["extents"], now["held"]), lines(now["links"])
        heights = now["centres"][:, 1] + now["extents"][:, 1] / 2
        names(np.stack([now["centres"][:count, 0], heights[:count] + 0.042], axis=1), NAMES[:count])
        borders(np.stack([now["borders"], np.full(count + 1, now["top"])], axis=1), [str(n) for n in sizes])
        words = [f"{m}·{k}·{n}\n= {m * k * n:,}" for m, k, n in now["terms"]]
        ledger([(-LEDGER, y) for y in now["centres"][count:, 1]], words)
        moves(now)

    return move


def _bars(palette, ax):
    """Eight bars in two groups: the three ways, and what has been done here so far."""
    places = np.array([0.88 - 0.105 * i - 0.09 * (i > 3) for i in range(8)])
    for head, y in zip(HEADS, (0.965, 0.455), strict=True):
        ax.text(0, y, head, color=palette.ink, fontsize=10, va="center", weight="bold")
    drawn = boxes(ax, palette.ink, palette.columns[0] + "66")
    others, own = (
        texts(ax, palette.ink, count, align="left", size=9, still=count > 2, spacing=1.15) for count in (6, 2)
    )
    yours = np.array([False, False, False, True] * 2)
    words_places = np.stack([np.zeros(8), places + 0.017], axis=1)

    def move(now) -> None:
        lengths, numbers = now["lengths"], np.concatenate([now["works"], now["peaks"]])
        drawn(np.stack([lengths / 2, places - 0.03], axis=1), np.stack([lengths, np.full(8, 0.028)], axis=1), yours)
        so_far = "yours" if complete(now) else "yours so far"
        others(words_places[~yours], [f"{n}: {k:,}" for n, k in zip([*BARS] * 2, numbers[~yours], strict=True)])
        own(words_places[yours], [f"{so_far}: {number:,}" for number in numbers[yours]])

    return move


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    reverse, forward, fewest, yours = (f"{work:,}" for work in now["works"])
    sizes = " · ".join(f"{m}×{n}" for m, n in pairwise(now["sizes"]))
    done, count = len(now["terms"]), len(now["sizes"]) - 2
    start = f"{now['brackets']}, of sizes {sizes}: {done} of {count} products made"
    last = "" if not done else f" (the last one {' · '.join(map(str, now['terms'][-1]))})"
    return (
        f"{start}{last}, {yours} multiplications, and never more than {now['peaks'][3]:,} numbers held. From the left "
        f"(reverse) it takes {reverse}, from the right (forward) {forward}, and the fewest possible are {fewest}."
    )


def complete(now) -> bool:
    return len(now["terms"]) == len(now["sizes"]) - 2


def _fewest(now):
    *_, fewest, yours = now["works"]
    if not complete(now):
        return None
    if yours == fewest:
        return right(f"{now['brackets']} takes {yours:,}: no brackets take fewer.")
    return near(f"It takes {yours / fewest:.3g} times the fewest. Start again, or take back a sign.")


def _most(now):
    yours, most = now["works"][3], int(now["most"])
    if not complete(now):
        return None
    if yours == most:
        times = most / now["works"][2]
        return right(f"{yours:,}: nobody can waste more. That is {times:.3g} times as many as are needed.")
    return near(f"It could be worse, {most / yours:.3g} times.") if yours > most / 3 else None


def _neither(now):
    reverse, forward, fewest, _ = now["works"]
    if min(reverse, forward) >= 10 * fewest:
        return right("Both ends carry a wide matrix through a waist. The fewest begin at the waist, not at an end.")
    return near("Both ends lose, but by less than ten times.") if min(reverse, forward) >= 2 * fewest else None


CHALLENGES = {
    "fewest": Challenge("Place the brackets so that it takes as few multiplications as possible.", _fewest),
    "most": Challenge("Now the other way: waste as many multiplications as you can.", _most),
    "neither": Challenge(
        "Type the sizes of a chain for which from the left and from the right both take at least ten times the fewest.",
        _neither,
    ),
}


def accumulation(sizes="a narrow waist", order=(), *, challenges=()) -> Live:
    """The bracketing game: a chain of matrices, to scale, is multiplied two neighbours at a time.

    `sizes` are those of the chain as it is written: (40, 30, 2) is a 40 × 30 matrix times a 30 × 2 matrix. Three to
    seven whole numbers from 1 to 100, or the name of one of CHAINS. `order` names the multiplication signs that are
    carried out, counted from 1 on the left, such as (2, 1); or it is "reverse", "forward" or "optimal". `challenges`
    are names of CHALLENGES; with them, the buttons that place all brackets at once are gone. Raises ValueError where
    one of them is not of that kind.

    Source: Griewank & Walther, Evaluating Derivatives, 2nd ed. (2008), on the accumulation of Jacobians; Godbole, On
    efficient computation of matrix chain products, IEEE Trans. Computers C-22 (1973).
    """
    sizes = as_sizes(sizes)
    controls = choose_brackets(sizes, as_order(order, sizes), solutions=not challenges)

    def call(state) -> str:
        now = {name: controls[name].read(value) for name, value in state.items()}
        named = next((repr(name) for name, chain in CHAINS.items() if chain == now["sizes"]), str(now["sizes"]))
        return f"explore.accumulation({named}, order={now['order']})"

    return show(
        TITLES, controls, compute, paint, say, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A chain of matrices to scale, the products made of it so far, and what they take",
    )  # fmt: skip
