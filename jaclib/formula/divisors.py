"""What a formula divides by: where that is 0 it has no value, and its derivative may not show it any more."""

from jaclib.formula.filled import ONE, made
from jaclib.formula.simplify import simplified
from jaclib.formula.tree import Node

POSITIVE = {"exp", "cosh", "sech", "sigmoid", "softplus"}
OF_ONE = {"^", "sqrt", "cbrt", "abs", "negative", "/"}  # 0 where their first part is


def divisors(*nodes: Node) -> list[Node]:
    """The factors of all that real formulas divide by, simplified and without their powers, each once.

    >>> from jaclib.formula.grammar import Parser
    >>> from jaclib.formula.typeset import text
    >>> [text(each) for each in divisors(*Parser("x^2/(2x y), e^x/(x - 1)^2", ("x", "y")).components())]
    ['x', 'y', 'x − 1']
    """
    return list(dict.fromkeys(factor for node in nodes for below in _below(node) for factor in _factors(below)))


def _below(node: Node) -> list[Node]:
    parts = [part for part in node.parts if isinstance(part, Node)]
    raised = node.op == "^" and isinstance(parts[1].constant, float) and parts[1].constant < 0
    mine = parts[1:] if node.op == "/" else parts[:1] if raised else []
    whole = [simplified(made("/", ONE, each)) for each in mine]
    return [*(each.parts[1] for each in whole if each.op == "/"), *(each for part in parts for each in _below(part))]


def _factors(node: Node) -> list[Node]:
    if node.constant is not None or node.op in POSITIVE:
        return []
    if node.op in OF_ONE:
        return _factors(node.parts[0])
    return [*_factors(node.parts[0]), *_factors(node.parts[1])] if node.op == "*" else [node]
