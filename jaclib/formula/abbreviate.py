"""Long formulas made shorter by a letter for what occurs in them again and again."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jaclib.formula.tree import Node
from jaclib.formula.typeset import text

LETTERS = "qpwm"  # not those that pictures have, as s and t
LONG = 32  # characters: a shorter formula needs no letter
MOST = 2  # letters
GAIN = 12  # characters that a letter must save


def abbreviated(trees: Sequence[Node], taken: Sequence[str]) -> tuple[list[Node], dict[str, Node]]:
    """The formulas with letters for what repeats, if one of them is long, and what each letter stands for.

    No letter is one of those that are `taken`; they are given in the order in which they are met.
    """
    found: dict[Node, Node] = {}
    trees = list(trees)
    while len(found) < MOST and max(len(text(tree)) for tree in trees) > LONG:
        counts = Counter(each for tree in trees for each in _below(tree))
        saved = {each: (count - 1) * len(text(each)) - 2 * count for each, count in counts.items()}
        best = max(saved, key=lambda each: saved[each])
        if saved[best] < GAIN:
            break
        name = Node("variable", (len(taken) + len(found), f"{len(found)}"))
        trees, found[name] = [_replaced(tree, best, name) for tree in trees], best
    letters: dict[str, Node] = {}
    said = " ".join(map(text, [*trees, *found.values()]))
    free = [letter for letter in LETTERS if letter not in taken]
    for name, letter in zip(sorted(found, key=lambda each: said.index(text(each))), free, strict=False):
        new = Node("variable", (name.parts[0], letter))
        trees = [_replaced(tree, name, new) for tree in trees]
        found = {each: _replaced(tree, name, new) for each, tree in found.items()}
        letters[letter] = name
    return trees, {letter: found[name] for letter, name in letters.items()}


def _below(node: Node) -> Iterator[Node]:
    """All that is in the tree, but what is too short for a letter."""
    if node.constant is None and node.op not in ("variable", "negative"):
        yield node
    for part in node.parts:
        if isinstance(part, Node):
            yield from _below(part)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node == old:
        return new
    parts = (_replaced(part, old, new) if isinstance(part, Node) else part for part in node.parts)
    return Node(node.op, tuple(parts), node.constant)
