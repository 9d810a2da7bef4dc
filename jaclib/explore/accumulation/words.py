"""What explore.accumulation says of the products made so far and writes beside the bars, and its tasks."""

from itertools import pairwise

from jaclib.stage import Challenge, near, right

BARS = "from the left", "from the right", "fewest"


def say(now) -> str:
    """Describe the figure in a sentence."""
    reverse, forward, fewest, yours = (f"{work:,}" for work in now["works"])
    sizes = " · ".join(f"{m}×{n}" for m, n in pairwise(now["sizes"]))
    done, count = len(now["terms"]), len(now["sizes"]) - 2
    start = f"{now['brackets']}, of sizes {sizes}: {done} of {count} products made"
    last = "" if not done else f" (the last one {' · '.join(map(str, now['terms'][-1]))})"
    return (
        f"{start}{last}, {yours} multiplications, and never more than {now['peaks'][3]:,} numbers held. From the left "
        f"(reverse) it takes {reverse}, from the right (forward) {forward}, and the fewest possible are {fewest}."
    )


def term(m: int, k: int, n: int) -> str:
    """Write the multiplications of an m × k times a k × n matrix."""
    return f"{m}·{k}·{n}\n= {m * k * n:,}"


def bar_words(now) -> tuple[list[str], list[str]]:
    """The texts above the bars of the three ways, and above those of the order so far."""
    so_far = "yours" if complete(now) else "yours so far"
    both = now["works"], now["peaks"]
    others = [f"{way}: {count:,}" for counts in both for way, count in zip(BARS, counts[:3], strict=True)]
    return others, [f"{so_far}: {counts[3]:,}" for counts in both]


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
    return near(f"It could be {most / yours:.3g} times worse.") if yours > most / 3 else None


def _neither(now):
    reverse, forward, fewest, _ = now["works"]
    if min(reverse, forward) >= 10 * fewest:
        return right(
            "From either end a wide matrix is carried through a waist. The cheapest order begins at the waist."
        )
    return near("Both ends lose, but by less than a factor of ten.") if min(reverse, forward) >= 2 * fewest else None


LOSING = (
    "Type the sizes of a chain for which both orders, from the left and from the right, take at least ten times the "
    "fewest."
)
CHALLENGES = {
    "fewest": Challenge("Place the brackets so that it takes as few multiplications as possible.", _fewest),
    "most": Challenge("Now the other way: waste as many multiplications as you can.", _most),
    "neither": Challenge(LOSING, _neither),
}
