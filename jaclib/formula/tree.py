"""The tree of a formula: its value, by numpy or by JAX, and its LaTeX."""

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from jaclib.formula.functions import LATEX, REAL_VALUED, compute

HIGHEST = 100  # the largest exponent that a power of a variable may have
CONSTANTS = dict.fromkeys(("pi", "π", "Pi", "PI"), float(np.pi)) | dict.fromkeys(("tau", "τ"), 2 * float(np.pi))
CONSTANTS |= dict.fromkeys(("e", "E"), float(np.e))
GREEK = {unicodedata.name(each).rsplit(" ")[-1].lower(): each for each in "αβγδεζηθικμνξοπρστυφχψω"}
GREEK |= {"lambda": "λ"}  # which Unicode spells lamda
ARITHMETIC: dict[str, Callable] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
ARITHMETIC |= {"/": operator.truediv, "negative": operator.neg}


@dataclass(frozen=True)
class Node:
    """An operation. `constant` is its value, where no variable is below it; `complex` whether it may be imaginary."""

    op: str
    parts: tuple
    constant: float | complex | None = None
    depth: int = 0
    complex: bool = False


def evaluate(node: Node, x, xp):
    """The node's value at x, whose entries are numbers or arrays; `xp` is numpy or jax.numpy."""
    if node.constant is not None:
        return node.constant
    if node.op == "variable":
        return x[node.parts[0]]
    if node.op == "z":
        return x[0] + 1j * x[1]
    if _power_of_a_root(node):
        return _root_to_a_power(node, x, xp)
    return apply(node.op, [evaluate(part, x, xp) for part in node.parts], xp)


def _power_of_a_root(node):
    """Whether it is √t or a length to a whole power from 2 on, which has a derivative also where t is 0."""
    if node.op != "^" or node.parts[0].op not in ("sqrt", "hypot") or node.complex:
        return False
    exponent = node.parts[1].constant
    return exponent is not None and float(exponent).is_integer() and 2 <= exponent <= HIGHEST


def _root_to_a_power(node, x, xp):
    root, half = node.parts[0], node.parts[1].constant / 2
    values = [evaluate(part, x, xp) for part in root.parts]
    square = values[0] if root.op == "sqrt" else sum(value**2 for value in values)
    power = square ** int(half) if half.is_integer() else xp.power(square, half)
    return power if root.op == "hypot" else xp.where(xp.real(square) >= 0, power, np.nan)


def holds(node: Node, op: str) -> bool:
    """Whether the operation occurs in the tree."""
    return node.op == op or any(holds(part, op) for part in node.parts if isinstance(part, Node))


def apply(op: str, values, xp):
    """Apply an operation to values."""
    if op in ARITHMETIC:
        return ARITHMETIC[op](*values)
    if op != "^":
        return compute(op, xp, values)
    base, exponent = values
    if isinstance(base, float) and base == CONSTANTS["e"]:
        return xp.exp(exponent)
    if isinstance(exponent, float) and exponent.is_integer() and abs(exponent) <= HIGHEST:
        return base ** int(exponent)  # exact also where the base is negative, and so is its derivative
    return xp.power(base, exponent)


def number(op: str, values) -> float | complex:
    """Apply an operation to numbers; NaN or infinity where it has no value."""
    with np.errstate(all="ignore"):
        value = apply(op, [np.complex128(x) if isinstance(x, complex) else np.float64(x) for x in values], np)
    imaginary = any(isinstance(x, complex) for x in values)
    return complex(value) if imaginary and op not in REAL_VALUED else float(value)


LETTERS = {letter: rf"\{word}" for word, letter in GREEK.items()}
LOOSE, TIGHT = {"+": 1, "-": 1, "negative": 2, "*": 2, "^": 4}, 5  # how firmly an operation holds its parts together
ENDS = {"abs": (r"\left|", r"\right|"), "exp": ("e^{", "}"), "conj": (r"\overline{", "}")}
ENDS |= {"sqrt": (r"\sqrt{", "}"), "cbrt": (r"\sqrt[3]{", "}")}


def latex(node: Node) -> str:
    """The tree as it is set in a book."""
    if node.op in ("number", "constant", "variable", "z"):
        return _leaf(node)
    if node.op in ENDS:
        return latex(node.parts[0]).join(ENDS[node.op])
    if node.op == "/":
        return rf"\frac{{{latex(node.parts[0])}}}{{{latex(node.parts[1])}}}"
    if node.op == "^":
        return f"{_held(node.parts[0], TIGHT)}^{{{latex(node.parts[1])}}}"
    if node.op == "negative":
        return f"-{_behind(node.parts[0], 2)}"
    if node.op == "*":
        return _product(*node.parts)
    if node.op in ("+", "-"):
        left, right = node.parts
        return f"{latex(left)} {node.op} {_behind(right, 1 if node.op == '+' else 2)}"
    if node.op == "logarithm":
        return rf"\log_{{{latex(node.parts[1])}}}\left({latex(node.parts[0])}\right)"
    name = LATEX.get(node.op, rf"\operatorname{{{node.op}}}")
    return name + _bracketed(", ".join(latex(part) for part in node.parts))


def _leaf(node):
    if node.op == "variable":
        return letter(node.parts[1])
    if node.op == "z":
        return "z"
    text = {"π": r"\pi", "τ": r"\tau"}.get(node.parts[0], node.parts[0])
    if text[0].isalpha() or text[0].isascii():
        return _scientific(text) if _has_exponent(node) else text
    above, below = unicodedata.normalize("NFKC", text).split("⁄")
    return rf"\frac{{{above}}}{{{below}}}"


def _has_exponent(node):
    """Whether it is a number like 2e-7."""
    return node.op == "number" and "e" in node.parts[0].lower()


def _scientific(text):
    """A number in exponent notation as a book prints it: 0.001, or with a power of ten where that gets long."""
    number = Decimal(text).normalize() if float(text) else Decimal(0)
    power = number.adjusted()
    if -5 < power < 6:
        return f"{number:f}"
    digits, ten = number.scaleb(-power), f"10^{{{power}}}"
    return ten if digits == 1 else rf"{digits:f} \cdot {ten}"


def _held(node, firmly):
    """The node's LaTeX, in brackets where it would fall apart."""
    loose = LOOSE.get(node.op, TIGHT)
    fraction = node.op in ("/", "exp") or (node.op == "number" and not node.parts[0][0].isascii())
    if firmly == TIGHT and (fraction or _has_exponent(node)):
        loose = 0
    return latex(node) if loose >= firmly else _bracketed(latex(node))


def _behind(node, firmly):
    """The LaTeX of what stands behind a sign or a factor: in brackets also where it begins with a minus of its own."""
    held = _held(node, firmly)
    return _bracketed(held) if held[0] == "-" else held


def _bracketed(text):
    return rf"\left({text}\right)"


def _product(left, right):
    factors = _held(left, 2), _behind(right, 2)
    mixed = factors[0][-1].isdigit() and re.match(r"\\frac{\d+}{\d+}", factors[1])  # side by side they are a sum: 2½
    dotted = factors[1][0].isdigit() or (right.op == "^" and right.parts[0].constant is not None) or mixed
    return (r" \cdot " if dotted else " ").join(factors)


def letter(name: str) -> str:
    """A variable's name in LaTeX.

    >>> letter("θ"), letter("x12"), letter("x₂")
    ('\\\\theta', 'x_{12}', 'x_{2}')
    """
    name = unicodedata.normalize("NFKC", name)
    letters = name.rstrip("0123456789")
    plain = LETTERS.get(letters) or (rf"\{letters}" if letters in GREEK else letters)
    return plain if letters == name else f"{plain}_{{{name[len(letters) :]}}}"
