"""Trees that are made of other trees: by an operation, or by a formula in which they stand for its letters."""

from functools import lru_cache

import numpy as np

from jaclib.formula.grammar import Parser
from jaclib.formula.tree import Node, number


class NoFormula(Exception):
    """Raised where no formula can be given. The message says what of."""


ZERO, ONE = (Node("number", (text,), float(text)) for text in "01")


def made(op: str, *parts: Node) -> Node:
    """Apply an operation to trees; what is 0 or 1 goes where that changes nothing. Raises NoFormula without a value.

    >>> made("*", ONE, made("+", ZERO, ONE)).parts
    ('1',)
    """
    if neutral := _neutral(op, parts):
        return neutral
    below = [part.constant for part in parts if part.constant is not None]
    constant = number(op, below) if len(below) == len(parts) else None
    if constant is not None and not np.isfinite(constant):
        raise NoFormula(f"{op} has no finite value")
    return Node(op, parts, constant)


def _neutral(op: str, parts) -> Node | None:
    match op, parts:
        case ("+", (first, second)) if ZERO in parts:
            return second if first == ZERO else first
        case ("-", (first, second)) if second == ZERO:
            return first
        case ("*", (first, second)) if ZERO in parts or ONE in parts:
            return ZERO if ZERO in parts else second if first == ONE else first
        case ("/", (first, second)) if first == ZERO or second == ONE:
            return first
        case ("^", (first, second)) if second == ONE:
            return first
        case ("negative", (first,)) if first == ZERO:
            return first
    return None


def filled(text: str, *parts: Node) -> Node:
    """The formula with trees in place of its letters s and t.

    >>> filled("s t", ONE, ZERO) == ZERO
    True
    """
    return _put(_pattern(text), parts)


@lru_cache(maxsize=256)
def _pattern(text: str) -> Node:
    return Parser(text, ("s", "t")).components()[0]


def _put(node: Node, parts) -> Node:
    if node.op == "variable":
        return parts[node.parts[0]]
    if not any(isinstance(part, Node) for part in node.parts):
        return ONE if node.parts == ("1",) else ZERO if node.parts == ("0",) else node
    return made(node.op, *(_put(part, parts) for part in node.parts))
