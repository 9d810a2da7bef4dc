"""The picture of explore.accumulation."""

import numpy as np

from jaclib.draw import bare, boxes, frame, hint, widen, wires, words_at
from jaclib.explore.accumulation.bracketing import NAMES
from jaclib.explore.accumulation.words import complete

LEDGER = 0.27  # how wide it is, where the chain is 1
VIEW = ((-LEDGER, 1.0), (-0.03, 1.0))
BARS = "from the left", "from the right", "fewest"
HEADS = "multiplications", "numbers held, at the peak"


def paint(palette, chain, costs):
    """Put the artists up once; the function returned moves them."""
    bare(chain), bare(costs)
    widen(chain, costs, 0.64)
    frame(chain, VIEW)
    costs.set(xlim=(0, 1), ylim=(0, 1))
    hint(chain, "filled: held now; hollow: given up", palette.quiet)
    matrices, lines = boxes(chain, palette.ink, palette.columns[0] + "66"), wires(chain, palette.quiet, width=0.9)
    names = words_at(chain, palette.ink, len(NAMES), size=11, bold=True, still=True)
    borders = words_at(chain, palette.quiet, len(NAMES) + 1, still=True)
    ledger = words_at(chain, palette.ink, len(NAMES) - 1, align="left", size=9)
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
    others, own = (words_at(ax, palette.ink, count, align="left", size=9, still=count > 2) for count in (6, 2))
    yours = np.array([False, False, False, True] * 2)
    words_places = np.stack([np.zeros(8), places + 0.017], axis=1)

    def move(now) -> None:
        lengths, numbers = now["lengths"], np.concatenate([now["works"], now["peaks"]])
        drawn(np.stack([lengths / 2, places - 0.03], axis=1), np.stack([lengths, np.full(8, 0.028)], axis=1), yours)
        so_far = "yours" if complete(now) else "yours so far"
        others(words_places[~yours], [f"{n}: {k:,}" for n, k in zip([*BARS] * 2, numbers[~yours], strict=True)])
        own(words_places[yours], [f"{so_far}: {number:,}" for number in numbers[yours]])

    return move
