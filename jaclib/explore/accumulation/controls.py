"""The controls of the bracketing game: which chain, and which two neighbours are multiplied next."""

from jaclib.explore.accumulation.bracketing import MATRICES, WAYS, Order, Sizes, order_of, products
from jaclib.stage import Declared, buttons, refuse, typed

LARGEST_SIZE = 100  # rows or columns
CHAINS = {
    "a narrow waist": (40, 30, 2, 30, 40),
    "one output": (1, 40, 30, 40, 20),
    "one input": (20, 40, 30, 40, 1),
    "two waists": (30, 2, 40, 3, 30, 20),
    "a trap for the greedy": (30, 2, 50, 50, 20),
}
WORDS = dict(zip(WAYS, ("from the left (reverse)", "from the right (forward)", "as few as possible"), strict=True))


def as_sizes(given) -> Sizes:
    """Read sizes from a text such as "40, 30, 2", a sequence, or the name of a chain.

    Raises ValueError where they are no chain of two to six matrices.
    """
    if isinstance(given, str) and given in CHAINS:
        return CHAINS[given]
    parts = given.replace("×", ",").replace(",", " ").split() if isinstance(given, str) else list(given)
    try:
        sizes = tuple(int(str(part)) for part in parts)
    except ValueError:
        sizes = ()
    if not 3 <= len(sizes) <= len(MATRICES) + 1 or not all(1 <= size <= LARGEST_SIZE for size in sizes):
        example = "such as 40, 30, 2, 30, 40 for a 40 × 30 matrix times a 30 × 2 matrix, and so on"
        needed = f"three to {len(MATRICES) + 1} whole numbers from 1 to {LARGEST_SIZE}"
        raise refuse("sizes", f"{needed}, {example}", given)
    return sizes


def as_order(given, sizes: Sizes) -> Order:
    """Read an order: signs, or the name of a way. Raises ValueError for a sign that isn't there, or is named twice."""
    if isinstance(given, str) and given in WAYS:
        return order_of(sizes, given)
    signs = range(1, len(sizes) - 1)
    try:
        order = as_signs(given) if isinstance(given, str) else tuple(int(str(sign)) for sign in given)
    except (TypeError, ValueError):
        order = (0,)
    if len(set(order)) < len(order) or not set(order) <= set(signs):
        some = f"some of the multiplication signs {', '.join(map(str, signs))}"
        ways = ", ".join(map(repr, WAYS))
        raise refuse("order", f"{ways}, or {some}, each once, in the order in which they are carried out", given)
    return order


def plain(numbers) -> str:
    """Numbers as they are typed.

    >>> plain((40, 30, 2))
    '40, 30, 2'
    """
    return ", ".join(map(str, numbers))


def chain() -> Declared:
    """Declare the sizes of the chain: one of CHAINS, or typed."""
    hint = plain(CHAINS["a narrow waist"])
    return typed(
        lambda sizes: [{"label": "or type sizes", "text": plain(sizes), "hint": hint}],
        parse=lambda texts, first, given: as_sizes(texts[0]),
        take=as_sizes,
        code=lambda given, sizes, first: repr(next((name for name in CHAINS if CHAINS[name] == sizes), sizes)),
        name=plain,
        known=CHAINS,
        menu="chain",
        own="— your own sizes —",
    )


def brackets(sizes: Sizes, *, solutions: bool) -> Declared:
    """Declare the order of the products: a button for each multiplication sign of the chain.

    A button carries its multiplication out; pressed again, it takes it back, with all that came after it. With
    `solutions`, there are buttons that place all brackets at once.
    """
    return buttons(
        lambda text: rows(sizes, as_signs(text), solutions=solutions),
        take=lambda order: plain(as_order(order, sizes)),
        code=lambda text: str(as_signs(text)),
        read=as_signs,
    )


def as_signs(text: str) -> Order:
    return tuple(map(int, text.replace(",", " ").split()))


def rows(sizes: Sizes, order: Order, *, solutions: bool) -> list[tuple[str, list[dict]]]:
    """The buttons below the chain, with the order of the products that each leads to."""
    count = len(sizes) - 1
    order = order if max(order, default=0) < count else ()  # it was that of a longer chain
    undo = {"words": "Undo", "text": plain(order[:-1]), "off": not order}
    again = {"words": "Start again", "text": "", "off": not order}
    signs = [_sign(sign, order, count) for sign in range(1, len(MATRICES))]
    ways = [{"words": words, "text": plain(order_of(sizes, way))} for way, words in WORDS.items()]
    return [("multiply", [*signs, undo, again]), *([("all at once", ways)] if solutions else [])]


def _sign(sign: int, order: Order, count: int) -> dict:
    """The button of a multiplication sign, with the two neighbours that it joins, or joined."""
    if sign >= count:
        return {"words": "", "text": "", "shown": False}
    place = order.index(sign) if sign in order else len(order)
    parts = products(order[:place], count)
    left, right = parts[max(first for first in parts if first < sign)], parts[sign]
    if sign in order:
        words, tip, new = f"✓ {place + 1}: {left} {right}", "take it back, and all that came after it", order[:place]
    else:
        words, tip, new = f"{left} · {right}", "multiply these two", (*order, sign)
    return {"words": words, "tip": tip, "text": plain(new), "on": sign in order}
