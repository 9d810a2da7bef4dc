"""What is said of an answer whose code raises, prints, or returns nothing: in one sentence, and with its mend."""

import re
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from jaclib import checks

_LIST = "reckons with a list as with an array: write jnp.array([…]) around it."
SAID = (  # a pattern in what Python says, and what the answer does; {} is what the pattern holds in brackets
    (r"^name 'math' is not defined", "uses math, which has no value here: import math, or write jnp in its place."),
    (r"^name '(\w+)' is not defined", "uses {0}, which has no value here: is it spelt right?"),
    (r"referenced before assignment|not associated with a value", "uses a name before it has a value."),
    (r"'(?:int|float|[\w.]*ArrayImpl|ndarray|float64)' object is not callable",
     "calls a number as if it were a function: write 2 * (x + 1) for 2(x + 1)."),
    (r"'list' object has no attribute '(\w+)'", "asks a list for its .{0}: write jnp.array([…]).{0}."),
    (r"module '([\w.]+)' has no attribute '(\w+)'", "asks {0} for {1}, which isn't there: is it spelt right?"),
    (r"multiply sequence|for [@*+/-]+: '(?:list|tuple)'|and 'list'|unary -: 'list'|got <class 'list'>", _LIST),
    (r"(?:takes|missing) .*argument", "calls a function with other arguments than it takes: {words}."),
    (r"dot_general requires|core dimension|incompatible shapes|could not be broadcast|not aligned",
     "multiplies or adds arrays whose shapes don't fit: print their .shape, and see which is transposed or missing."),
    (r"different primal and tangent shapes",
     "pushes a vector that isn't as long as the point: jax.jvp wants a number for each input."),
    (r"annot (?:stack|concatenate) arrays|inhomogeneous", "makes an array of parts that differ in length."),
    (r"math domain error", "takes a root or a logarithm of what isn't positive: look at the sign of what is inside."),
    (r"'NoneType'", "reckons with None, which is what a function without return gives."),
    (r"Singular matrix", "inverts a matrix that has no inverse."),
    (r"'(?:function|PjitFunction)' object is not subscriptable", "takes an entry of a function: call it first."),
    (r"'(?:int|float|float64)' object is not subscriptable", "takes an entry of a single number, which has none."),
    (r"Too many indices|invalid index to scalar",
     "takes an entry by more numbers than the array has axes: print its .shape. A column is [[1], [2]], not [1, 2]."),
    (r"^axis .* out of", "uses an axis that the array doesn't have: the first one is number 0."),
    (r"out of (?:range|bounds)", "asks for an entry that isn't there: the first one is number 0."),
    (r"Gradient only defined for scalar", "takes jax.grad of a function with several outputs: use jacobian."),
)  # fmt: skip


def stopped(name: str, error: Exception | SystemExit, where: str) -> str:
    """Say what an answer does that made it raise this error, and where.

    >>> stopped("slope", TypeError("unsupported operand type(s) for ^: 'float' and 'int'"), "x = 2.0")
    'slope writes a power with ^: in Python it is **, so write z**2 for z^2. (It stops at x = 2.0.)'
    """
    words = " ".join(str(error).split())[:200]
    if where and isinstance(error, TypeError) and not _within(error):
        return f"{name} is called with {where}: {words.rstrip('.')}."
    if isinstance(error, SystemExit):
        return f"{name} calls exit, which ends Python: write return in its place."
    found = checks.what_it_does(error) or _does(words)
    if isinstance(error, NameError) and hasattr(jnp, str(error.name)):
        found = f"uses {error.name}, which has no value here: write jnp.{error.name}."
    if found:
        return f"{name} {found}" + f" (It stops at {where}.)" * bool(where)
    at = f" at {where}" * bool(where)
    return f"{name} stops{at} with {type(error).__name__}{': ' * bool(words)}{words.rstrip('.')}."


def _within(error: BaseException) -> bool:
    """Whether it was raised in what the answer does, and not by calling the answer itself."""
    first = error.__traceback__
    return first is None or first.tb_next is not None


def _does(words: str) -> str | None:
    for pattern, does in SAID:
        if match := re.search(pattern, words):
            return does.format(*match.groups(), words=words.rstrip("."))
    return None


def nothing_returned(name: str, answer: Callable) -> str:
    """Say of a function that gave None whether it prints its answer, or only forgets to return it.

    >>> nothing_returned("slope", lambda x: print(x))
    'slope prints its answer, and returns nothing: write return in place of print.'
    """
    if "print" in getattr(getattr(answer, "__code__", None), "co_names", ()):
        return f"{name} prints its answer, and returns nothing: write return in place of print."
    return f"{name} returns nothing: does its last line begin with return?"


def where(names: list[str], given: tuple) -> str:
    """The values that an answer was called with, by the names that the exercise gives them.

    >>> where(["x", "y"], (0.7, -0.4))
    'x = 0.7, y = -0.4'
    """
    if len(names) == 1 and len(given) > 1:  # of *x
        names = [f"{names[0]}{place}" for place in range(1, len(given) + 1)]
    return ", ".join(f"{name} = {np.asarray(each).tolist()}" for name, each in zip(names, given, strict=True))
