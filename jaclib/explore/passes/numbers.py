"""The numbers of explore.passes: the Jacobian as far as it is known, what all passes take, and where all is drawn."""

from functools import lru_cache

import numpy as np

from jaclib.explore.passes.colouring import WAYS, colours, multiplications, pattern, read_off, returned, seeds
from jaclib.explore.passes.stopwatch import times
from jaclib.explore.passes.words import bar_words
from jaclib.explore.plane.lines import joined

LIMIT = {"dense": 0.3, "banded": 1.0}  # of the entries' colours
ROOMS = 8, 12, 16, 24, 32, 48, 64  # rows and columns that there is room for
NUMBERED = 24  # columns: of more, the colours' numbers can't be read
OUTLINE = np.array([(0, 0), (1, 0), (1, -1), (0, -1), (0, 0)])


def compute(kind, way, m, n, done, measure) -> dict:
    """Compute what the passes so far have brought, and what all of them take on each way."""
    work = plan(kind, m, n)
    done = min(done, work["needed"][WAYS.index(way)])
    taken = times(kind, m, n) if measure else dict.fromkeys(WAYS, np.nan)
    now = work | {"kind": kind, "way": way, "m": m, "n": n, "done": done, "limit": LIMIT[kind]}
    now |= {"known": read_off(way, kind, m, n, done), "taken": np.array([taken[each] for each in WAYS])}
    now |= dict(zip(("heads", "works"), bar_words(now), strict=True))
    room = next(each for each in ROOMS if each >= max(m, n))  # it holds still while the shape changes a little
    now |= {"view": ((-1.9 * room / 12, room + 1.9 * room / 12),) * 2, "shades": now["known"] / now["limit"]}
    last = max(done - 1, 0)
    sent, back = seeds(way, kind, m, n)[last], returned(way, kind, m, n)[last] if done else np.empty(0)
    corner = np.array([(room - n) / 2, (room + m) / 2])
    now |= {"corner": corner, "newest": joined(brought(now, sent, corner)), "sent": sent > 0}
    return now | beside(now, corner, room, back) | numbers_of_colours(now, corner, room)


@lru_cache(maxsize=256)
def plan(kind: str, m: int, n: int) -> dict:
    """The passes that each way needs, and the multiplications in each of them."""
    return dict(needed=np.array([len(seeds(way, kind, m, n)) for way in WAYS]), each=multiplications(kind, m, n))


def passes_needed(kind: str, way: str, m: int, n: int) -> int:
    """How many passes fill the matrix."""
    return int(plan(kind, m, n)["needed"][WAYS.index(way)])


def brought(now: dict, sent, corner) -> list[np.ndarray]:
    """Outlines of the columns, or of the row, that the last pass has brought; `corner` is the upper left one."""
    rows, new = now["way"] == "reverse", np.flatnonzero(sent) if now["done"] else ()
    size = (now["n"], 1) if rows else (1, now["m"])
    return [corner + ((0, -k) if rows else (k, 0)) + OUTLINE * size for k in new]


def beside(now: dict, corner, room: int, back) -> dict:
    """What is sent and what comes back, beside the matrix where it belongs: on its left and below, or above it."""
    m, n, rows, thick, gap = now["m"], now["n"], now["way"] == "reverse", room / 12, room / 40
    middle = gap + thick / 2
    if rows:
        sent_at, back_at = [(-middle, -i - 0.5) for i in range(m)], (0, -m - gap)
        names_at = [(-middle, 0.6 * thick), (-thick, -m - middle)]
    else:
        sent_at, back_at = [(j + 0.5, middle) for j in range(n)], (n + gap, 0)
        names_at = [(-0.6 * thick, middle), (n + middle, middle)]
    seed, entry = ((thick, 1), (1, thick)) if rows else ((1, thick), (thick, 1))
    back, names = back / now["limit"], (("$w^T$", "$w^T J$") if rows else ("$v$", "$J v$"))
    count = 2 if now["done"] else 1
    marks = {"sent_at": corner + sent_at, "seeds": [seed] * len(sent_at), "back_at": corner + back_at, "entry": entry}
    marks |= {"back": back[None] if rows else back[:, None]}
    return marks | {"names_at": (corner + names_at)[:count], "names": names[:count]}


def numbers_of_colours(now: dict, corner, room: int) -> dict:
    """The number of each column's colour, above it, where that can be read."""
    n = now["n"] if now["way"] == "coloured" and now["n"] <= NUMBERED else 0
    above = corner + np.stack([np.arange(n) + 0.5, np.full(n, room / 40 + room / 8)], axis=1)
    return {"colours_at": above, "colours": colours(pattern(now["kind"], now["m"], now["n"]))[:n] + 1}
