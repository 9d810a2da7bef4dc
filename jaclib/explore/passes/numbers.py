"""The numbers of explore.passes: the Jacobian as far as it is known, and what all passes take on each way."""

from functools import lru_cache

import numpy as np

from jaclib.explore.passes.colouring import WAYS, colours, multiplications, pattern, read_off, returned, seeds
from jaclib.explore.passes.stopwatch import times

LIMIT = {"dense": 0.3, "banded": 1.0}  # of the entries' colours


def compute(kind, way, m, n, done, measure) -> dict:
    """What the passes so far have brought, and what all of them take on each way."""
    m, n = int(m), int(n)
    work = plan(kind, m, n)
    done = min(int(done), work["needed"][WAYS.index(way)])
    last = max(done - 1, 0)
    taken = times(kind, m, n) if measure else dict.fromkeys(WAYS, np.nan)
    coloured = way == "coloured"
    return work | {
        "kind": kind, "way": way, "m": m, "n": n, "done": done, "known": read_off(way, kind, m, n, done),
        "sent": seeds(way, kind, m, n)[last], "back": returned(way, kind, m, n)[last] if done else None,
        "colours": colours(pattern(kind, m, n)) if coloured else np.full(n, -1), "limit": LIMIT[kind],
        "taken": np.array([taken[each] for each in WAYS]),
    }  # fmt: skip


@lru_cache(maxsize=256)
def plan(kind: str, m: int, n: int) -> dict:
    """The passes that each way needs, the multiplications in each of them, and the entries that may not be 0."""
    return {
        "needed": np.array([len(seeds(way, kind, m, n)) for way in WAYS]),
        "each": multiplications(kind, m, n),
        "entries": np.count_nonzero(pattern(kind, m, n)),
    }


def passes_needed(kind: str, way: str, m: int, n: int) -> int:
    """How many passes fill the matrix."""
    return int(plan(kind, int(m), int(n))["needed"][WAYS.index(way)])
