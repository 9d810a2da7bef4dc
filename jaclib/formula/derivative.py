"""The derivative of a formula with respect to one of its variables, as a tree, by the chain rule."""

from functools import reduce

from jaclib.formula.filled import ONE, ZERO, NoFormula, filled, made
from jaclib.formula.tree import Node

# of each operation the partial derivatives with respect to its arguments s and t
PARTIALS: dict[str, tuple[str, ...]] = {
    **{"+": ("1", "1"), "-": ("1", "-1"), "negative": ("-1",), "*": ("t", "s"), "/": ("1/t", "-s/t^2")},
    **{"^": ("t s^(t-1)", "s^t ln s"), "exp": ("exp(s)",), "sqrt": ("1/(2√(s))",), "cbrt": ("1/(3(∛(s))^2)",)},
    **{"log": ("1/s",), "log2": ("1/(s ln(2))",), "log10": ("1/(s ln(10))",)},
    "logarithm": ("1/(s ln(t))", "-ln(s)/(t ln(t)^2)"),
    **{"sin": ("cos s",), "cos": ("-sin s",), "tan": ("1/cos(s)^2",)},
    **{"sec": ("sec(s) tan(s)",), "csc": ("-csc(s) cot(s)",), "cot": ("-1/sin(s)^2",)},
    **{"sinh": ("cosh s",), "cosh": ("sinh s",), "tanh": ("1 - tanh(s)^2",)},
    **{"sech": ("-sech(s) tanh(s)",), "csch": ("-csch(s) coth(s)",), "coth": ("-1/sinh(s)^2",)},
    **{"arcsin": ("1/√(1 - s^2)",), "arccos": ("-1/√(1 - s^2)",), "arctan": ("1/(s^2 + 1)",)},
    **{"arcsinh": ("1/√(s^2 + 1)",), "arccosh": ("1/√(s^2 - 1)",), "arctanh": ("1/(1 - s^2)",)},
    "arctan2": ("t/(s^2 + t^2)", "-s/(s^2 + t^2)"),
    **{"sigmoid": ("sigmoid(s)(1 - sigmoid(s))",), "softplus": ("sigmoid(s)",)},
    "silu": ("sigmoid(s)(1 + s(1 - sigmoid(s)))",),
    "gelu": ("(1 + erf(s/√(2)))/2 + s e^(-s^2/2)/√(2π)",),
    "erf": ("2e^(-s^2)/√(π)",),
    # but for where they have a kink or a jump: see `smooth`
    **{"abs": ("sign(s)",), "sign": ("0",), "relu": ("(1 + sign(s))/2",)},
    **{"max": ("(1 + sign(s-t))/2", "(1 - sign(s-t))/2"), "min": ("(1 - sign(s-t))/2", "(1 + sign(s-t))/2")},
}
KINKS = {"abs": "s", "sign": "s", "relu": "s", "max": "s - t", "min": "s - t"}  # there is one where this is 0


def derivative(node: Node, k: int) -> Node:
    """The derivative of a real formula by variable number k, where it has one: see `smooth`.

    Raises NoFormula for an operation whose derivative isn't known here.
    """
    if node.op == "variable":
        return ONE if node.parts[0] == k else ZERO
    if node.constant is not None:
        return ZERO
    node = _of_two(node)
    inner = [derivative(part, k) for part in node.parts]
    if inner == [ZERO] * len(inner):
        return ZERO
    if node.op not in PARTIALS:
        raise NoFormula(f"the derivative of {node.op}")
    terms = [
        made("*", filled(outer, *node.parts), each)
        for outer, each in zip(PARTIALS[node.op], inner, strict=True)
        if each != ZERO
    ]
    return reduce(lambda one, other: made("+", one, other), terms)


def _of_two(node: Node) -> Node:
    """The same with operations of no more than two arguments, and a length as a root."""
    if node.op == "hypot":
        squares = [filled("s^2", part) for part in node.parts]
        return made("sqrt", reduce(lambda one, other: made("+", one, other), squares))
    if node.op in ("max", "min") and len(node.parts) > 2:
        return reduce(lambda one, other: made(node.op, one, other), node.parts)
    return node


def smooth(node: Node) -> list[tuple[Node, ...]]:
    """Where a real formula may have no derivative though `derivative` has a value there.

    There is a kink or a jump where one of the trees `(t,)` is 0, and of the pairs `(y, x)`, the arguments of an atan2,
    where y is 0 and x is not positive.
    """
    if node.constant is not None or node.op == "variable":
        return []
    node = _of_two(node)
    found = [(filled(KINKS[node.op], *node.parts),)] if node.op in KINKS else []
    found += [node.parts] if node.op == "arctan2" else []
    return list(dict.fromkeys([*found, *(each for part in node.parts for each in smooth(part))]))
