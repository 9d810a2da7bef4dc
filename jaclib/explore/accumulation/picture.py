"""The picture of explore.accumulation."""

from functools import partial

import numpy as np

from jaclib.draw import bare, boxes, curves, divide, frame, height, hint, texts
from jaclib.explore.accumulation.bracketing import MATRICES
from jaclib.explore.accumulation.numbers import LEDGER

VIEW = ((-LEDGER, 1.0), (-0.03, 1.0))
HEADS = "multiplications", "numbers held, at the peak"
BARS = np.array([0.88 - 0.105 * i - 0.09 * (i > 3) for i in range(8)])  # how high the words above each are
ROOMY, SMALLER = 300, 0.8  # on a lower panel words are smaller, down to this
YOURS = np.array([False, False, False, True] * 2)


def paint(palette, chain, costs):
    """The marks by the names of the arrays that move them."""
    bare(chain)
    bare(costs)
    divide(chain, costs, 0.64, 0.53)
    frame(chain, VIEW)
    costs.set(xlim=(0, 1), ylim=(0, 1))
    hint(chain, "filled: held now; hollow: given up", palette.quiet)
    share = min(1.0, max(SMALLER, height(chain) / ROOMY))
    for head, y in zip(HEADS, (0.965, 0.455), strict=True):
        costs.text(0, y, head, color=palette.ink, fontsize=share * 10, va="center", weight="bold")
    fill, words, above = palette.columns[0] + "66", partial(texts, spacing=1.15), np.stack([0 * BARS, BARS + 0.017], 1)
    return {
        ("centres", "extents", "held"): boxes(chain, palette.ink, fill),
        "links": curves(chain, palette.quiet, width=0.9),
        ("names_at", "names"): words(chain, palette.ink, len(MATRICES), size=share * 11, weight="bold", still=True),
        ("sizes_at", "sizes"): words(chain, palette.quiet, len(MATRICES) + 1, size=share * 9.5, still=True),
        ("ledger_at", "ledger"): words(chain, palette.ink, len(MATRICES) - 1, align="left", size=share * 9),
        "lengths": bars(costs, palette.ink, fill),
        "others": partial(words(costs, palette.ink, 6, align="left", size=share * 9, still=True), above[~YOURS]),
        "yours": partial(words(costs, palette.ink, 2, align="left", size=share * 9), above[YOURS]),
    }


def bars(ax, color: str, fill: str):
    """Eight bars in two groups, moved to their lengths: the three ways, and what has been done here so far."""
    drawn, across = boxes(ax, color, fill), partial(np.stack, axis=1)
    return lambda lengths: drawn(across([lengths / 2, BARS - 0.03]), across([lengths, np.full(8, 0.028)]), YOURS)
