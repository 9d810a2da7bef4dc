"""A complex formula of z = x + iy as two real ones: its real and its imaginary part."""

from functools import reduce

from jaclib.formula.filled import ONE, ZERO, NoFormula, filled, made
from jaclib.formula.tree import CONSTANTS, Node

HIGHEST = 4  # power that is multiplied out
# of each function of s + i t
PARTS = {
    "exp": ("e^s cos t", "e^s sin t"),
    "log": ("ln(s^2 + t^2)/2", "atan2(t, s)"),
    "sin": ("sin s cosh t", "cos s sinh t"),
    "cos": ("cos s cosh t", "-sin s sinh t"),
    "sinh": ("sinh s cos t", "cosh s sin t"),
    "cosh": ("cosh s cos t", "sinh s sin t"),
    "conj": ("s", "-t"),
    "negative": ("-s", "-t"),
}
OF_PARTS = {"Re": "s", "Im": "t", "abs": "√(s^2 + t^2)", "arg": "atan2(t, s)"}
Pair = tuple[Node, Node]


def real(node: Node, variables: tuple[str, ...]) -> Node:
    """A real formula without the complex numbers that are in it. Raises NoFormula for a function that isn't known here.

    `variables` are the names of x and y, which z is made of.
    """
    if node.op in ("variable", "number", "constant"):
        return node
    if node.op in OF_PARTS and (node.parts[0].complex or node.op != "abs"):
        return filled(OF_PARTS[node.op], *pair(node.parts[0], variables))
    return made(node.op, *(real(part, variables) for part in node.parts))


def pair(node: Node, variables: tuple[str, ...]) -> Pair:
    """The real and the imaginary part of a formula."""
    if node.op == "z":
        return Node("variable", (0, variables[0])), Node("variable", (1, variables[1]))
    if node.op == "constant" and node.complex:
        return ZERO, ONE
    if not node.complex:
        return (pair(node.parts[0], variables)[0] if node.op == "conj" else real(node, variables)), ZERO
    if node.op == "^":
        return _power(node, variables)
    parts = [pair(part, variables) for part in node.parts]
    match node.op:
        case "+" | "-":
            first, second = (made(node.op, *each) for each in zip(*parts, strict=True))
            return first, second
        case "*":
            return _product(*parts)
        case "/":
            return _quotient(*parts)
    if node.op not in PARTS:
        raise NoFormula(f"{node.op} of a complex number")
    first, second = (filled(each, *parts[0]) for each in PARTS[node.op])
    return first, second


def _power(node: Node, variables) -> Pair:
    base, exponent = node.parts
    if base.constant == CONSTANTS["e"] and not base.complex:
        s, t = pair(exponent, variables)
        return filled(PARTS["exp"][0], s, t), filled(PARTS["exp"][1], s, t)
    n = exponent.constant
    if not (isinstance(n, float) and n.is_integer() and 0 < abs(n) <= HIGHEST):
        raise NoFormula("such a power of a complex number")
    whole = reduce(_product, [pair(base, variables)] * int(abs(n)))
    return whole if n > 0 else _quotient((ONE, ZERO), whole)


def _product(one: Pair, other: Pair) -> Pair:
    (a, b), (c, d) = one, other
    return made("-", made("*", a, c), made("*", b, d)), made("+", made("*", a, d), made("*", b, c))


def _quotient(one: Pair, other: Pair) -> Pair:
    if other[1] == ZERO:
        return made("/", one[0], other[0]), made("/", one[1], other[0])
    above, size = _product(one, (other[0], made("negative", other[1]))), filled("s^2 + t^2", *other)
    return made("/", above[0], size), made("/", above[1], size)
