"""The tree of a formula: its value, by numpy or by JAX, and its LaTeX."""

import operator
import unicodedata
from dataclasses import dataclass

import numpy as np

FUNCTIONS = {
    **{name: name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "sqrt", "abs", "log10", "log")},
    **{name: name for name in ("arcsin", "arccos", "arctan")},
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "ln": "log",
}
HIGHEST = 100  # the largest exponent that a power of a variable may have
CONSTANTS = {"pi": float(np.pi), "π": float(np.pi), "e": float(np.e)}
GREEK = {
    unicodedata.name(chr(code)).rsplit(" ")[-1].lower().replace("lamda", "lambda"): chr(code)
    for code in range(ord("α"), ord("ω") + 1)
    if code != ord("ς")
}
ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "negative": operator.neg}


@dataclass(frozen=True)
class Node:
    """One operation of the tree. `constant` is its value, where no variable is below it."""

    op: str
    parts: tuple
    constant: float | None = None
    depth: int = 0


def evaluate(node: Node, x, xp):
    """The node's value at x, whose entries are numbers or arrays; `xp` is numpy or jax.numpy."""
    if node.constant is not None:
        return node.constant
    if node.op == "variable":
        return x[node.parts[0]]
    return apply(node.op, [evaluate(part, x, xp) for part in node.parts], xp)


def apply(op: str, values, xp):
    """One operation on values."""
    if op in ARITHMETIC:
        return ARITHMETIC[op](*values)
    if op != "^":
        return getattr(xp, op)(*values)
    base, exponent = values
    if isinstance(base, float) and base == CONSTANTS["e"]:
        return xp.exp(exponent)
    if isinstance(exponent, float) and exponent.is_integer() and abs(exponent) <= HIGHEST:
        return base ** int(exponent)  # exact also where the base is negative, and so is its derivative
    return xp.power(base, exponent)


def number(op: str, values) -> float:
    """One operation on numbers; NaN or infinity where it has no value."""
    with np.errstate(all="ignore"):
        return float(apply(op, [np.float64(value) for value in values], np))


LETTERS = {letter: rf"\{word}" for word, letter in GREEK.items()}
LOOSE, TIGHT = {"+": 1, "-": 1, "negative": 2, "*": 2, "^": 4}, 5  # how firmly an operation holds its parts together
ENDS = {"abs": (r"\left|", r"\right|"), "sqrt": (r"\sqrt{", "}"), "exp": ("e^{", "}")}
NAMED = {"log": r"\ln", "log10": r"\log_{10}"}


def latex(node: Node) -> str:
    """The tree as it is set in a book."""
    if node.op == "number":
        return node.parts[0]
    if node.op == "constant":
        return r"\pi" if node.parts[0] in ("pi", "π") else node.parts[0]
    if node.op == "variable":
        return _letter(node.parts[1])
    if node.op in ENDS:
        return latex(node.parts[0]).join(ENDS[node.op])
    if node.op == "/":
        return rf"\frac{{{latex(node.parts[0])}}}{{{latex(node.parts[1])}}}"
    if node.op == "^":
        return f"{_held(node.parts[0], TIGHT)}^{{{latex(node.parts[1])}}}"
    if node.op == "negative":
        return f"-{_held(node.parts[0], 2)}"
    if node.op == "*":
        return _product(*node.parts)
    if node.op in ("+", "-"):
        left, right = node.parts
        return f"{latex(left)} {node.op} {_held(right, 1 if node.op == '+' and right.op != 'negative' else 2)}"
    name = NAMED.get(node.op, "\\" + node.op)
    return rf"{name}\left({latex(node.parts[0])}\right)"


def _held(node, firmly):
    """The node's LaTeX, in brackets where it would fall apart."""
    loose = LOOSE.get(node.op, TIGHT)
    if node.op == "negative" and firmly >= 2:
        loose = 0
    return latex(node) if loose >= firmly else rf"\left({latex(node)}\right)"


def _product(left, right):
    factors = _held(left, 2 if left.op != "negative" else 0), _held(right, 2)
    dotted = factors[1][0].isdigit() or (right.op == "^" and right.parts[0].constant is not None)
    return (r" \cdot " if dotted else " ").join(factors)


def _letter(name):
    letters, digits = name.rstrip("0123456789"), name[len(name.rstrip("0123456789")) :]
    letter = LETTERS.get(letters) or (rf"\{letters}" if letters in GREEK else letters)
    return f"{letter}_{{{digits}}}" if digits else letter
