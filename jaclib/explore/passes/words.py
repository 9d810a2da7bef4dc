"""What explore.passes says, the numbers below it, and what is to be reached there."""

import numpy as np

from jaclib.explore.passes.colouring import WAYS
from jaclib.stage import Challenge, count, near, readout, right

LONG = "forward: a column a pass", "reverse: a row a pass", "by colours: columns together"
SHORT = "forward", "reverse", "by colours"


def millions(count) -> str:
    """Write a count in full, or from a million on in millions.

    >>> millions(311296), millions(188)
    ('311,296', '188')
    >>> millions(19922944)
    '19.9 million'
    """
    return f"{count / 1e6:.1f} million" if count >= 1e6 else f"{count:,}"


def bar_words(now) -> tuple[list[str], list[str]]:
    """Above and below the bar of each way: its passes, and the multiplications in them."""
    first, second = [], []
    for way, name, needed in zip(WAYS, SHORT, now["needed"].tolist(), strict=True):
        fewest = ", the fewest" if needed == now["needed"].min() < now["needed"].max() else ""
        mark = "▸ " if way == now["way"] else ""
        first.append(f"{mark}{name}: {needed} pass{'es' * (needed != 1)}{fewest}")
        second.append(f"× {int(now['each']):,} = {millions(int(needed * now['each']))} multiplications")
    return first, second


def say(now) -> str:
    """Describe the figure in a sentence."""
    m, n, done, way = int(now["m"]), int(now["n"]), int(now["done"]), WAYS.index(now["way"])
    needed, there = now["needed"], int(np.isfinite(now["known"]).sum())
    start = f"The {m} × {n} Jacobian of a {now['kind']} map. After {done} of {needed[way]} passes {SHORT[way]}, "
    so_far = f"{there} of {m * n} entries are known, for {millions(done * int(now['each']))} multiplications."
    counts = ", ".join(f"{name} {count}" for name, count in zip(SHORT, needed, strict=True))
    timed = " and ".join(f"{name} {taken:.2g} ms" for name, taken in zip(SHORT, now["taken"], strict=True))
    measured = "" if np.isnan(now["taken"]).any() else f" Measured on this machine: {timed}."
    return f"{start}{so_far} Passes in all: {counts}. {_cheapest(needed)}{measured}"


def _cheapest(needed) -> str:
    best = [name for name, count in zip(SHORT, needed, strict=True) if count == needed.min()]
    return "All ways take equally many." if len(best) == len(SHORT) else f"The fewest: {' and '.join(best)}."


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    way = WAYS.index(now["way"])
    counts = {"passes needed": now["needed"][way], "entries known": np.isfinite(now["known"]).sum()}
    counts |= {"multiplications a pass": now["each"], "so far": now["done"] * now["each"]}
    counts |= {"in all": now["needed"][way] * now["each"], "m": now["m"], "n": now["n"], "passes done": now["done"]}
    shown = [count(name, number) for name, number in counts.items()]
    timed = zip(SHORT, now["taken"], strict=True)
    return shown + [readout(f"ms {name}", taken) for name, taken in timed if np.isfinite(taken)]


def _full(now) -> bool:
    return now["done"] == now["needed"][WAYS.index(now["way"])]


def _even(now):
    m, n = int(now["m"]), int(now["n"])
    if now["kind"] == "dense" and m == n > 1:
        return right(f"{n} columns, {m} rows: as many passes either way. For a square without zeros neither is better.")
    return near("Nearly a square.") if 1 < m != n > 1 and abs(m - n) < 4 else None


def _two(now):
    m, n = int(now["m"]), int(now["n"])
    if now["kind"] != "dense" or m * n < 60:
        return None
    if _full(now) and now["done"] == 2:
        return right(f"Two passes for {m * n} entries, {millions(2 * int(now['each']))} multiplications.")
    return near("The shape will do. Which way needs two passes only?") if min(m, n) == 2 else None


def _three(now):
    if now["kind"] != "banded" or now["n"] < 20 or now["m"] < 20:
        return None
    if now["way"] == "coloured" and _full(now):
        return right("Every third column goes in one pass. No row has entries in two of them, so nothing is mixed up.")
    return near("Columns that have no row in common can be sent together.")


CHALLENGES = {
    "even": Challenge("Find a shape for which a dense Jacobian takes as many passes forward as in reverse.", _even),
    "two": Challenge("Fill a dense Jacobian with 60 entries or more in two passes.", _two),
    "three": Challenge("Fill the Jacobian of a banded map with 20 rows and columns or more in three passes.", _three),
}
