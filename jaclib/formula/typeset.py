"""A formula as a book sets it, in MathML: nested lists of a tag and what is in it; and in one line of text."""

import unicodedata
from decimal import Decimal

from jaclib.formula.functions import LATEX
from jaclib.formula.tree import GREEK, Node

Box = list  # [tag, text], or [tag, box, box, …]
TIMES, SPACE = ["mo", "\u2062"], ["mspace", ""]  # an invisible sign, and a thin space
SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
NAMES = {op: tex.rsplit("{", 1)[-1].strip("\\}") for op, tex in LATEX.items()} | {"log2": "log₂", "log10": "log₁₀"}
NAMES |= {"exp": "e", "arctan2": "atan2"}
LOOSE, TIGHT = {"+": 1, "-": 1, "negative": 1, "*": 2, "/": 3}, 4  # how firmly an operation holds its parts together


def text(node: Node) -> str:
    """The formula in one line.

    >>> from jaclib.formula.grammar import Parser
    >>> text(Parser("r sin theta + (r + 1)^2/√(r)", ("r", "θ")).components()[0])
    'r sin θ + (r + 1)²/√r'
    """
    return line(mathml(node))


def mathml(node: Node) -> Box:
    """The formula in MathML, as it is set in a book."""
    match node.op:
        case "number":
            return _number(node.parts[0])
        case "constant":
            return ["mi", node.parts[0]]
        case "variable":
            return ["mi", letters(node.parts[1])]
        case "sqrt":
            return ["msqrt", mathml(node.parts[0])]
        case "cbrt":
            return ["mroot", mathml(node.parts[0]), ["mn", "3"]]
        case "abs":
            return ["mrow", ["mo", "|"], mathml(node.parts[0]), ["mo", "|"]]
        case "/":
            return ["mfrac", *map(mathml, node.parts)]
        case "exp":
            e = ["mi", "e"]
            return e if node.parts[0].parts == ("1",) else ["msup", e, mathml(node.parts[0])]
        case "negative":
            return ["mrow", ["mo", "−"], _held(node.parts[0], 2)]
        case "+" | "-":
            sign = {"+": "+", "-": "−"}[node.op]
            return ["mrow", *_unwrapped(node.parts[0]), ["mo", sign], _held(node.parts[1], 2)]
        case "*":
            return _product(node)
        case "^":
            return _power(*node.parts)
    return _applied(["mi", NAMES.get(node.op, node.op)], node.parts)


def letters(name: str) -> str:
    """A variable's name, its number as an index.

    >>> letters("x12"), letters("theta")
    ('x₁₂', 'θ')
    """
    name = unicodedata.normalize("NFKC", name)
    word = name.rstrip("0123456789")
    return GREEK.get(word, word) + name[len(word) :].translate(SUBSCRIPTS)


def _number(digits: str) -> Box:
    digits = unicodedata.normalize("NFKC", digits)
    if "⁄" in digits:
        return ["mfrac", *(["mn", each] for each in digits.split("⁄"))]
    value = Decimal(digits).normalize() if float(digits) else Decimal(0)
    power = value.adjusted()
    if -5 < power < 6:
        return ["mn", f"{value:f}"]
    ten = ["msup", ["mn", "10"], ["mn", str(power).replace("-", "−")]]
    factor = value.scaleb(-power)
    return ten if factor == 1 else ["mrow", ["mn", f"{factor:f}"], ["mo", "·"], ten]


def _unwrapped(node: Node) -> list[Box]:
    box = mathml(node)
    return box[1:] if node.op in ("+", "-", "negative") else [box]


def _held(node: Node, firmly: int) -> Box:
    """The node, in brackets where it would fall apart."""
    return mathml(node) if LOOSE.get(node.op, TIGHT) >= firmly else _bracketed([mathml(node)])


def _bracketed(boxes) -> Box:
    return ["mrow", ["mo", "("], *boxes, ["mo", ")"]]


def _product(node: Node) -> Box:
    left, right = node.parts
    boxes = mathml(left)[1:] if left.op == "*" else [_held(left, 2)]
    last, box = boxes[-1], _held(right, 3 if right.op == "*" else 2)
    if line(box)[0].isdigit():
        return ["mrow", *boxes, ["mo", "·"], box]
    apart = _is_applied(box) or (_is_applied(last) and box[1] != ["mo", "("])
    return ["mrow", *boxes, SPACE if apart else TIMES, box]


def _power(base: Node, exponent: Node) -> Box:
    box = mathml(base)
    if _is_applied(box) and box[0] == "mrow":
        return ["mrow", ["msup", box[1], mathml(exponent)], *box[2:]]
    return ["msup", _held(base, TIGHT) if base.op not in ("exp", "^") else _bracketed([box]), mathml(exponent)]


def _applied(name: Box, arguments) -> Box:
    boxes = [mathml(each) for each in arguments]
    if len(boxes) == 1 and arguments[0].op in ("variable", "constant"):
        return ["mrow", name, SPACE, boxes[0]]
    commas = [each for box in boxes for each in (["mo", ","], box)][1:]
    return ["mrow", name, _bracketed(commas)]


def _is_applied(box: Box) -> bool:
    """Whether it begins with a function's name."""
    while box[0] in ("mrow", "msup"):
        box = box[1]
    return box[0] == "mi" and (len(box[1].rstrip("₀₁₂₃₄₅₆₇₈₉")) > 1)


# In one line --------------------------------------------------------------------------------------------------------


def line(box: Box) -> str:
    """MathML in one line of text."""
    tag, *inside = box
    match tag:
        case "mrow":
            return "".join(_in_row(inside, place) for place in range(len(inside)))
        case "mfrac":
            return f"{_closed(inside[0], SPACE in inside[0])}/{_closed(inside[1])}"
        case "msqrt":
            return f"√{_closed(inside[0])}"
        case "mroot":
            return f"∛{_closed(inside[0])}"
        case "msup":
            raised = line(inside[1])
            plain = not raised.strip("−0123456789")
            return line(inside[0]) + (raised.translate(SUPERSCRIPTS) if plain else f"^{_closed(inside[1])}")
        case "mspace":
            return " "
    return inside[0]


def _in_row(boxes, place: int) -> str:
    box = boxes[place]
    if box == TIMES:
        return "" if boxes[place - 1][0] == "mn" else " "
    if box[0] == "mo" and box[1] in "+−·" and place:
        return f" {box[1]} "
    return ", " if box == ["mo", ","] else line(box)


def _closed(box: Box, loose: bool = True) -> str:
    """In brackets, if it is a sum, or anything of several parts where that is too `loose`."""
    words, bracketed = line(box), box[0] == "mrow" and box[1] in (["mo", "("], ["mo", "|"])
    signs = box[0] == "mrow" and any(each in (["mo", "+"], ["mo", "−"]) for each in box[1:])
    several = box[0] in ("mrow", "mfrac") and not bracketed
    return f"({words})" if signs or (loose and several) or box[0] == "mfrac" else words
