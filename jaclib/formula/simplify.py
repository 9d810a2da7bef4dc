"""A formula made shorter: numbers reckoned, signs pulled out, like terms and like powers joined.

It is taken apart into a sum of products of powers, `Terms`, and put together again: as it is, multiplied out, or with
what all of its terms have in common in front, whichever is shorter. Where the formula has a value the result has the
same.
"""

import math
import unicodedata
from fractions import Fraction
from functools import lru_cache
from itertools import permutations

from jaclib.formula.filled import ONE, ZERO, NoFormula, made
from jaclib.formula.tree import CONSTANTS, Node
from jaclib.formula.typeset import text
from jaclib.formula.written import HALF, Powers, Terms, literal, written

ODD = {"sin", "tan", "csc", "cot", "sinh", "tanh", "csch", "coth", "cbrt", "sign", "erf"}
ODD |= {"arcsin", "arctan", "arcsinh", "arctanh"}
EVEN = {"cos", "sec", "cosh", "sech", "abs"}
PARTNERS = {"sin": ("cos", 1), "cosh": ("sinh", -1)}  # the other square, and its sign, where both make 1
MOST_TERMS, MOST_FACTORS = 24, 4  # that are multiplied out
CLEARLY = 0.85  # as long: else it stays as it is
NOTHING: Powers = frozenset()


@lru_cache(maxsize=1024)
def simplified(node: Node) -> Node:
    """The formula as one would write it. Raises NoFormula where it divides by 0.

    >>> from jaclib.formula.grammar import Parser
    >>> text(simplified(Parser("0*y + x*2*x - (-x)^2 + 1*sin(-y)", ("x", "y")).components()[0]))
    'x² − sin y'
    """
    terms = _flat(_terms(node))
    out = _squares_joined(_expanded(terms))
    plain, *others = (written(way) for way in (terms, out, _factored(terms), _factored(out)))
    shortest = min(others, key=lambda each: len(text(each)))
    return shortest if len(text(shortest)) < CLEARLY * len(text(plain)) else plain


# Taken apart --------------------------------------------------------------------------------------------------------


def _terms(node: Node) -> Terms:
    match node.op:
        case "number":
            return _number(_fraction(node.parts[0]))
        case "variable" | "constant":
            return _single(_exp(ONE)) if node.constant == CONSTANTS["e"] else _single(node)
        case "negative":
            return _times(_number(-1), _terms(node.parts[0]))
        case "+":
            return _flat(_plus(*map(_terms, node.parts)))
        case "-":
            return _flat(_plus(_terms(node.parts[0]), _times(_number(-1), _terms(node.parts[1]))))
        case "*":
            return _times(*(_as_one(_terms(part)) for part in node.parts))
        case "/":
            above, below = map(_terms, node.parts)
            return _times(_as_one(above), _raised(below, Fraction(-1)))
        case "sqrt":
            return _raised(_terms(node.parts[0]), HALF)
        case "^":
            return _power(*node.parts)
    return _function(node.op, node.parts)


def _fraction(digits: str) -> Fraction:
    above, _, below = unicodedata.normalize("NFKC", digits).partition("⁄")
    return Fraction(above) / Fraction(below or 1)


def _number(value) -> Terms:
    return {NOTHING: Fraction(value)} if value else {}


def _single(base: Node, exponent=1) -> Terms:
    return {frozenset([(base, Fraction(exponent))]): Fraction(1)}


def _plus(*sums: Terms) -> Terms:
    total: Terms = {}
    for each in sums:
        for powers, factor in each.items():
            total[powers] = total.get(powers, Fraction(0)) + factor
    return {powers: factor for powers, factor in total.items() if factor}


def _flat(terms: Terms) -> Terms:
    """The sum without a sum in brackets in it that has only a number before it."""
    if len(terms) < 2:
        return terms
    total: Terms = {}
    for powers, factor in terms.items():
        (base, exponent), *more = powers or [(ONE, 0)]
        inside = not more and exponent == 1 and base.op in ("+", "-")
        total = _plus(total, _times(_number(factor), _terms(base)) if inside else {powers: factor})
    return total


def _times(one: Terms, other: Terms) -> Terms:
    return _plus(*({_joined(p, q): a * b} for p, a in one.items() for q, b in other.items()))


def _joined(one: Powers, other: Powers) -> Powers:
    """The product of two products: like powers joined, those of e, too; t sign(t) as |t|, and sign(t)/|t| as 1/t."""
    found = dict(one)
    for base, exponent in other:
        found[base] = found.get(base, Fraction(0)) + exponent
    exponents = [made("*", literal(found.pop(base)), base.parts[0]) for base in [*found] if base.op == "exp"]
    if exponents:
        total = exponents[0]
        for each in exponents[1:]:
            total = made("+", total, each)
        total = simplified(total)
        found |= {} if total == ZERO else {_exp(total): Fraction(1)}
    for power in [base for base in found if base.op == "^" and found[base] == 1 and base.parts[0] in found]:
        base, exponent = power.parts
        total = simplified(made("+", exponent, literal(found.pop(base))))
        found |= {power: Fraction(0), Node("^", (base, total)): Fraction(1)}
    for sign in [base for base in found if base.op == "sign"]:
        (inside,), size = sign.parts, _applied("abs", sign.parts)
        inner, outer = (found.get(each, Fraction(0)) for each in (inside, size))
        if found[sign] == 1 and (inner >= 1 or outer <= -1):
            found |= {sign: Fraction(0), inside: inner - 1, size: outer + 1}
    return frozenset((base, exponent) for base, exponent in found.items() if exponent)


def _as_one(terms: Terms) -> Terms:
    """A sum as one factor, with the number that all of its terms have in common before it."""
    if len(terms) < 2:
        return terms
    common = _common(terms)
    rest = {powers: factor / common for powers, factor in terms.items()}
    root = _root(_expanded(rest))
    return {frozenset([(written(root or rest), Fraction(2 if root else 1))]): common}


def _root(terms: Terms) -> Terms:
    """The sum of two terms whose square these three are; without one, nothing."""
    for (one, a), (middle, b), (other, c) in permutations(terms.items()) if len(terms) == 3 else ():
        p, q = (frozenset((base, exponent / 2) for base, exponent in powers) for powers in (one, other))
        whole = all(exponent.denominator == 1 for _, exponent in (*p, *q))
        first, second = (Fraction(math.isqrt(abs(x.numerator)), math.isqrt(x.denominator)) for x in (a, c))
        if whole and (first**2, second**2) == (a, c) and _joined(p, q) == middle and abs(b) == 2 * first * second:
            return {p: first, q: second if b > 0 else -second}
    return {}


def _common(terms: Terms) -> Fraction:
    above = math.gcd(*(factor.numerator for factor in terms.values()))
    below = math.lcm(*(factor.denominator for factor in terms.values()))
    return Fraction(above, below) * (-1 if all(factor < 0 for factor in terms.values()) else 1)


def _raised(terms: Terms, exponent: Fraction) -> Terms:
    """A power of a sum, to a number. A root is taken of a whole product, whose factors may be negative."""
    if not terms and exponent <= 0:
        raise NoFormula("a division by 0")
    if not terms:
        return {}
    if exponent.denominator == 1:
        fractions = any(each < 0 for powers in terms for _, each in powers)
        ((powers, factor),) = _as_one(_factored(terms) if fractions else terms).items()
        return {frozenset((base, each * exponent) for base, each in powers): factor**exponent.numerator}
    square = _common(terms)
    root = Fraction(math.isqrt(abs(square.numerator)), math.isqrt(square.denominator))
    if exponent.denominator > 2 or root**2 != square:
        return _single(written(terms), exponent)
    rest = {powers: factor / square for powers, factor in terms.items()}
    whole = {NOTHING: root**exponent.numerator}
    return whole if rest == _number(1) else _times(whole, _single(written(rest), exponent))


def _power(base: Node, exponent: Node) -> Terms:
    if base.constant == CONSTANTS["e"]:
        return _function("exp", (exponent,))
    to = _terms(exponent)
    if to.keys() <= {NOTHING}:
        return _raised(_terms(base), to.get(NOTHING, Fraction(0))) if to else _number(1)
    return _single(Node("^", (simplified(base), written(to))))


def _function(op: str, arguments) -> Terms:
    """A function of simplified arguments, its value where it is plain, and without a sign that can be pulled out."""
    arguments = tuple(map(simplified, arguments))
    if arguments == (ZERO,) and op in ODD | EVEN | {"exp"} - {"csc", "cot", "csch", "coth"}:
        return _number(op in EVEN | {"exp"} and op != "abs")
    if op == "log" and arguments in ((ONE,), (_exp(ONE),)):
        return _number(arguments != (ONE,))
    sign = 1
    if op in ODD | EVEN and (terms := _terms(arguments[0])) and all(factor < 0 for factor in terms.values()):
        arguments, sign = (written(_times(_number(-1), terms)),), -1 if op in ODD else 1
    return _times(_number(sign), _single(_applied(op, arguments)))


def _applied(op: str, arguments: tuple[Node, ...]) -> Node:
    return Node(op, arguments, made(op, *arguments).constant)


def _exp(exponent: Node) -> Node:
    return _applied("exp", (exponent,))


# Other ways to write it ---------------------------------------------------------------------------------------------


def _expanded(terms: Terms) -> Terms:
    """All products multiplied out, if that doesn't become long."""
    total: Terms = {}
    for powers, factor in terms.items():
        term = _number(factor)
        for base, exponent in powers:
            out = base.op in ("+", "-") and exponent.denominator == 1 and 0 < exponent <= MOST_FACTORS
            for _ in range(exponent.numerator if out else 1):
                term = _times(term, _expanded(_terms(base)) if out else _single(base, exponent))
                if len(term) > MOST_TERMS:
                    return terms
        total = _plus(total, term)
    return total


def _squares_joined(terms: Terms) -> Terms:
    """The sum with sin² + cos² = 1 and cosh² − sinh² = 1 wherever one of two like terms has each of the squares."""
    for powers, factor in terms.items():
        for base, exponent in powers:
            if base.op not in PARTNERS or exponent < 2:
                continue
            op, sign = PARTNERS[base.op]
            rest = _joined(powers, frozenset([(base, Fraction(-2))]))
            partner = _joined(rest, frozenset([(_applied(op, base.parts), Fraction(2))]))
            if terms.get(partner) == sign * factor:
                others = {each: value for each, value in terms.items() if each not in (powers, partner)}
                return _squares_joined(_plus(others, {rest: factor}))
    return terms


def _factored(terms: Terms) -> Terms:
    """What all terms have in common before the sum of the rest, and a common denominator below it."""
    if len(terms) < 2:
        return terms
    bases = {base for powers in terms for base, _ in powers}
    least = {base: min(dict(powers).get(base, Fraction(0)) for powers in terms) for base in bases}
    common: Powers = frozenset((base, exponent) for base, exponent in least.items() if exponent)
    inverse: Powers = frozenset((base, -exponent) for base, exponent in common)
    rest = _expanded(_plus(*({_joined(powers, inverse): factor} for powers, factor in terms.items())))
    return _times({common: Fraction(1)}, _as_one(rest))
