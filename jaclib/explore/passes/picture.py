"""The picture of explore.passes."""

import numpy as np

from jaclib.draw import bare, boxes, curve, footnote, frame, hint, matrix, scale, words_at
from jaclib.explore.passes.colouring import MOST, WAYS
from jaclib.explore.passes.words import bar_words
from jaclib.explore.plane.lines import joined

ROOMS = 8, 12, 16, 24, 32, 48, 64  # rows and columns that there is room for
NUMBERED = 24  # columns: of more, the colours' numbers can't be read
BARS = np.array([3.0, 2.0, 1.0])  # how high they are


def paint(palette, filling, work):
    """Put the artists up once; the function returned moves them."""
    moves = _filling(palette, filling), _work(palette, work)

    def move(now):
        for each in moves:
            each(now)

    return move


def _filling(palette, ax):
    bare(ax), footnote(ax, palette.quiet)("grey: not known yet")
    limits, known, back = scale(ax, palette, "entry of J"), matrix(ax, palette), matrix(ax, palette)
    sent, newest = boxes(ax, palette.quiet, palette.ink), curve(ax, palette.accent, width=1.6)
    names, numbers = words_at(ax, palette.ink, 2, size=11), words_at(ax, palette.ink, NUMBERED, size=9)

    def move(now):
        m, n, limit = int(now["m"]), int(now["n"]), float(now["limit"])
        room = next(each for each in ROOMS if each >= max(m, n))  # it holds still while the shape changes a little
        thick, gap, rows = room / 12, room / 40, now["way"] == "reverse"
        x, y = (room - n) / 2, (room + m) / 2  # of the upper left corner
        half = room / 2 + 1.9 * thick
        frame(ax, ((room / 2 - half, room / 2 + half),) * 2), limits(limit)
        known((x, y), now["known"] / limit), newest(_around(now, x, y))
        if rows:
            seeds_at = [(x - gap - thick / 2, y - i - 0.5) for i in range(m)]
            back_at, told = (x, y - m - gap), ("$w^T$", "$w^T J$")
            places = [(x - gap - thick / 2, y + 0.6 * thick), (x - thick, y - m - gap - thick / 2)]
        else:
            seeds_at = [(x + j + 0.5, y + gap + thick / 2) for j in range(n)]
            back_at, told = (x + n + gap, y), ("$v$", "$J v$")
            places = [(x - 0.6 * thick, y + gap + thick / 2), (x + n + gap + thick / 2, y + gap + thick / 2)]
        sent(seeds_at, [(thick, 1) if rows else (1, thick)] * len(seeds_at), now["sent"] > 0)
        shown = now["back"] / limit if now["done"] else np.empty(0)
        back(back_at, shown[None] if rows else shown[:, None], (1, thick) if rows else (thick, 1))
        count = 2 if now["done"] else 1
        names(places[:count], told[:count])
        count = n if now["way"] == "coloured" and n <= NUMBERED else 0
        above = [(x + j + 0.5, y + gap + 1.5 * thick) for j in range(count)]
        numbers(above, [str(colour + 1) for colour in now["colours"][:count]])

    return move


def _around(now, x, y) -> np.ndarray:
    """Outlines of the columns, or of the row, that the last pass has brought."""
    m, n = int(now["m"]), int(now["n"])
    corners, parts = np.array([(0, 0), (1, 0), (1, -1), (0, -1), (0, 0)]), []
    for k in np.flatnonzero(now["sent"]) if now["done"] else ():
        start, size = ((x, y - k), (n, 1)) if now["way"] == "reverse" else ((x + k, y), (1, m))
        parts.append(start + corners * size)
    return joined(parts)


def _work(palette, ax):
    hint(ax, "filled: done; ▸ the way on the left", palette.quiet)
    ax.set(xlim=(0, MOST + 1), ylim=(0.5, 3.6), xticks=range(0, MOST + 1, 16), xlabel="passes", yticks=[])
    ax.spines["left"].set_visible(False)
    bars, head, below = (
        boxes(ax, palette.ink, palette.ink),
        *(words_at(ax, palette.ink, 3, align="left", still=True) for _ in "12"),
    )

    def move(now):
        way, done = WAYS.index(now["way"]), int(now["done"])
        lengths, heights = np.append(now["needed"], done), np.append(BARS, BARS[way])
        count = 4 if done else 3
        places, sizes = np.stack([lengths / 2, heights], axis=1), np.stack([lengths, np.full(4, 0.2)], axis=1)
        bars(places[:count], sizes[:count], [0, 0, 0, 1][:count])
        first, second = bar_words(now)
        head([(0, each + 0.3) for each in BARS], first), below([(0, each - 0.26) for each in BARS], second)

    return move
