"""A sum of products of powers as a tree, in the order in which a book has them."""

from fractions import Fraction

from jaclib.formula.filled import ONE, ZERO, made
from jaclib.formula.tree import Node
from jaclib.formula.typeset import text

Powers = frozenset[tuple[Node, Fraction]]  # a product of powers of what is no product itself
Terms = dict[Powers, Fraction]  # a sum of multiples of such products
HALF = Fraction(1, 2)


def written(terms: Terms) -> Node:
    """The sum as a tree: higher powers come first, and something positive before all if there is any."""
    if not terms:
        return ZERO
    order = sorted(terms, key=_place)
    first = next((powers for powers in order if terms[powers] > 0), order[0])
    order.remove(first)
    total = _product(first, abs(terms[first]))
    total = total if terms[first] > 0 else made("negative", total)
    for powers in order:
        total = made("+" if terms[powers] > 0 else "-", total, _product(powers, abs(terms[powers])))
    return total


def _place(powers: Powers):
    degree = sum(exponent for base, exponent in powers if base.op == "variable")
    return not powers, -degree, sorted(map(str, (_rank(base) for base, _ in powers)))


def _rank(base: Node):
    """Where a factor stands in a product: constants, variables, sums, powers, functions, sums of functions."""
    if base.op in ("+", "-"):
        return 6 if _has_function(base) else 3, 0, text(base)
    kinds = {"number": 0, "constant": 1, "variable": 2, "exp": 4, "^": 4, "sqrt": 4}
    return kinds.get(base.op, 5), min(_variables(base), default=0), base.op != "sin", text(base)


def _has_function(node: Node) -> bool:
    plain = node.op in ("+", "-", "*", "/", "^", "negative", "variable", "number", "constant")
    return not plain or any(_has_function(part) for part in node.parts if isinstance(part, Node))


def _variables(node: Node) -> set[int]:
    """The numbers of the variables that occur."""
    if node.op == "variable":
        return {node.parts[0]}
    return {each for part in node.parts if isinstance(part, Node) for each in _variables(part)}


def _product(powers: Powers, factor: Fraction) -> Node:
    above, below = literal(factor), ONE
    if above.op == "/":
        above, below = above.parts
    for base, exponent in sorted(powers, key=lambda each: _rank(each[0])):
        if exponent > 0:
            above = made("*", above, _to(base, exponent))
        else:
            below = made("*", below, _to(base, -exponent))
    return made("/", above, below)


def _to(base: Node, exponent: Fraction) -> Node:
    return made("sqrt", base) if exponent == HALF else made("^", base, literal(exponent))


def literal(value: Fraction) -> Node:
    """A number as a tree: 3, 0.3 or 1/3."""
    if value < 0:
        return made("negative", literal(-value))
    whole, fives = value.denominator, 0
    while whole % 5 == 0:
        whole, fives = whole // 5, fives + 1
    short = str(value.numerator) if value.denominator == 1 and value < 10**6 else repr(float(value))
    if (value.denominator == 1 or (fives and whole & (whole - 1) == 0)) and Fraction(short) == value:
        return Node("number", (short,), float(value))
    above, below = (Node("number", (str(each),), float(each)) for each in value.as_integer_ratio())
    return made("/", above, below)
