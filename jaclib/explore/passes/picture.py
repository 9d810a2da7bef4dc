"""The picture of explore.passes."""

from functools import partial

import numpy as np

from jaclib.draw import bare, boxes, colour_bar, curve, footnote, frame, hint, matrix, pixels_per_unit, texts
from jaclib.explore.passes.colouring import MOST_PASSES, WAYS
from jaclib.explore.passes.numbers import NUMBERED

DIGIT = 7.0  # how wide one is, in CSS pixels
BARS = np.array([3.0, 2.0, 1.0])  # how high they are


def paint(palette, filling, work):
    """Put the marks up, by the names of the arrays that move them."""
    bare(filling)
    footnote(filling, palette.quiet)("grey: not known yet")
    hint(work, "filled: done; ▸ the way on the left", palette.quiet)
    work.set(xlim=(0, MOST_PASSES + 1), xticks=range(0, MOST_PASSES + 1, 16), xlabel="passes")
    work.set(ylim=(0.5, 3.6), yticks=[])
    work.spines["left"].set_visible(False)
    words = partial(texts, work, palette.ink, 3, size=9.5, align="left", still=True, spacing=1.15)
    above, below = (np.stack([np.zeros(3), BARS + up], axis=1) for up in (0.3, -0.3))
    return {
        "view": partial(frame, filling),
        "limit": colour_bar(filling, palette, "signed", "entry of J"),
        ("corner", "shades"): matrix(filling, palette),
        ("back_at", "back", "entry"): matrix(filling, palette),
        ("sent_at", "seeds", "sent"): boxes(filling, palette.quiet, palette.ink),
        "newest": curve(filling, palette.accent, width=1.6),
        ("names_at", "names"): texts(filling, palette.ink, 2, size=11, spacing=1.15),
        ("colours_at", "colours"): where_roomy(filling, texts(filling, palette.ink, NUMBERED, size=9, spacing=1.15)),
        ("needed", "way", "done"): bars(work, palette),
        "heads": partial(words(), above),
        "works": partial(words(), below),
    }


def where_roomy(ax, digits):
    """Show digits side by side where they don't lie on one another; else none."""

    def move(places, texts) -> None:
        apart = places[1][0] - places[0][0] if len(texts) > 1 else np.inf
        roomy = apart * pixels_per_unit(ax)[0] >= DIGIT * ax.figure.dpi / 96
        digits(places, texts if roomy else [])

    return move


def bars(ax, palette):
    """A bar for the passes that each way needs, and in one of them those that are done."""
    drawn = boxes(ax, palette.ink, palette.ink)

    def move(needed, way: str, done: int) -> None:
        lengths, heights = np.append(needed, done), np.append(BARS, BARS[WAYS.index(way)])
        places, sizes = np.stack([lengths / 2, heights], axis=1), np.stack([lengths, np.full(4, 0.2)], axis=1)
        count = 4 if done else 3
        drawn(places[:count], sizes[:count], [0, 0, 0, 1][:count])

    return move
