"""A chain of matrices, bracketed step by step: what each product takes, and what the best and the worst order take.

A chain is given by its `sizes`, as it is written: with (40, 30, 2) it is a 40 × 30 matrix times a 30 × 2 matrix. An
`order` names multiplication signs, counted from 1 on the left, in the order in which they are carried out.
"""

from functools import lru_cache
from itertools import pairwise, permutations
from typing import NamedTuple

from jaclib.chain_rule import bracketing

Sizes = tuple[int, ...]
Order = tuple[int, ...]
MATRICES = "ABCDEF"
WAYS = "reverse", "forward", "optimal"


class Made(NamedTuple):
    """A product on the way: of the matrices from `first` to `last`, split before `cut`, all counted from 0."""

    first: int
    cut: int
    last: int
    work: int
    """multiplications that it takes"""
    held: int
    """numbers held when it is there and its two factors have not been given up yet"""


def follow(sizes: Sizes, order: Order) -> list[Made]:
    """The products of an order, which may be a beginning only.

    >>> [(each.work, each.held) for each in follow((4, 3, 2, 5), (2, 1))]
    [(30, 43), (60, 47)]
    """
    runs = [(i, i) for i in range(len(sizes) - 1)]
    held, made = sum(m * n for m, n in pairwise(sizes)), []
    for sign in order:
        place = next(i for i, (first, _) in enumerate(runs) if first == sign)
        (first, _), (cut, last) = runs[place - 1 : place + 1]
        m, k, n = sizes[first], sizes[cut], sizes[last + 1]
        held += m * n
        made.append(Made(first, cut, last, m * k * n, held))
        held -= m * k + k * n
        runs[place - 1 : place + 1] = [(first, last)]
    return made


def taken(sizes: Sizes, order: Order) -> tuple[int, int]:
    """Count the multiplications, and the numbers held at the peak."""
    made = follow(sizes, order)
    start = sum(m * n for m, n in pairwise(sizes))
    return sum(each.work for each in made), max([start, *(each.held for each in made)])


def order_of(sizes: Sizes, way: str) -> Order:
    """The order that "reverse", "forward" or "optimal" stand for.

    >>> order_of((40, 30, 2, 30, 40), "optimal")
    (1, 3, 2)
    """
    order: list[int] = []

    def ends(tree) -> tuple[int, int]:
        if isinstance(tree, int):
            return tree, tree
        (first, _), (cut, last) = map(ends, tree)
        order.append(cut)
        return first, last

    ends(bracketing(way, list(pairwise(sizes))))
    return tuple(order)


@lru_cache(maxsize=256)
def limits(sizes: Sizes) -> dict[str, tuple[int, int]]:
    """What the three ways take, and over all orders the most multiplications and the highest peak."""
    takes = [taken(sizes, order) for order in permutations(range(1, len(sizes) - 1))]  # 120 at the most
    worst = max(work for work, _ in takes), max(peak for _, peak in takes)
    return {way: taken(sizes, order_of(sizes, way)) for way in WAYS} | {"worst": worst}


def products(order: Order, count: int) -> dict[int, str]:
    """What there is of `count` matrices after an order's products, with brackets, by the first matrix of each.

    >>> products((2,), 4)
    {0: 'A', 1: '(B C)', 3: 'D'}
    """
    parts = dict(enumerate(MATRICES[:count]))
    for sign in order:
        left = max(first for first in parts if first < sign)
        parts[left] = f"({parts[left]} {parts.pop(sign)})"
    return parts


def written(order: Order, count: int) -> str:
    """Write the product of `count` matrices with the brackets of an order.

    >>> written((2, 1), 4), written((1, 3, 2), 4), written((), 2)
    ('(A (B C)) D', '(A B) (C D)', 'A B')
    """
    parts = products(order, count)
    return parts[0][1:-1] if len(parts) == 1 and count > 1 else " ".join(parts.values())
