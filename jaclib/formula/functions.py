"""The functions of a calculator: how each may be spelled, how numpy or JAX computes it, and how a book prints it."""

import functools
import math
from collections.abc import Callable

import jax
import numpy as np


def _sigmoid(xp, x):
    return np.exp(-np.logaddexp(0, -x)) if xp is np else jax.nn.sigmoid(x)


def _gelu(xp, x):
    """x Φ(x) itself, and not the approximation of it by tanh."""
    if xp is np:
        return x * np.vectorize(math.erfc, otypes=[float])(-x / math.sqrt(2)) / 2
    return jax.nn.gelu(x, approximate=False)


def _logarithm(xp, x, base):
    return xp.log(x) / math.log(base) if xp.iscomplexobj(x) else getattr(xp, f"log{base}")(x)


# the operations that are not numpy's and jax.numpy's function of that name
COMPUTED: dict[str, Callable] = {
    "sec": lambda xp, x: 1 / xp.cos(x),
    "csc": lambda xp, x: 1 / xp.sin(x),
    "cot": lambda xp, x: xp.cos(x) / xp.sin(x),
    "sech": lambda xp, x: 1 / xp.cosh(x),
    "csch": lambda xp, x: 1 / xp.sinh(x),
    "coth": lambda xp, x: 1 / xp.tanh(x),
    "log2": lambda xp, x: _logarithm(xp, x, 2),
    "log10": lambda xp, x: _logarithm(xp, x, 10),
    "logarithm": lambda xp, x, base: xp.log(x) / xp.log(base),
    "max": lambda xp, *values: functools.reduce(xp.maximum, values),
    "min": lambda xp, *values: functools.reduce(xp.minimum, values),
    "hypot": lambda xp, *values: xp.sqrt(sum(value**2 for value in values)),
    "sigmoid": _sigmoid,
    "relu": lambda xp, x: np.maximum(x, 0) if xp is np else jax.nn.relu(x),
    "softplus": lambda xp, x: xp.logaddexp(x, 0.0),
    "gelu": _gelu,
    "silu": lambda xp, x: x * _sigmoid(xp, x),
    "erf": lambda xp, x: np.vectorize(math.erf, otypes=[float])(x) if xp is np else jax.scipy.special.erf(x),
    "Re": lambda xp, x: xp.real(x),
    "Im": lambda xp, x: xp.imag(x),
    "arg": lambda xp, x: xp.angle(x),
}
REAL_ONLY = {"sign", "max", "min", "hypot", "arctan2", "cbrt", "sigmoid", "relu", "softplus", "erf", "logarithm"}
REAL_ONLY |= {"gelu", "silu"}
REAL_VALUED = {"abs", "Re", "Im", "arg"}  # of a complex number
ROOTS = {"sqrt", "cbrt"}
MOST = 6  # arguments
ARGUMENTS = {"log": (1, 2), "max": (2, MOST), "min": (2, MOST), "hypot": (2, MOST), "arctan2": (2, 2), "^": (2, 2)}

SAME = ["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "exp", "log", "log2"]
SAME += ["log10", "sqrt", "cbrt", "abs", "sign", "max", "min", "hypot", "arg", "conj", "sigmoid", "relu", "softplus"]
FUNCTIONS = {
    **{name: name for name in (*SAME, "erf", "gelu", "silu", "Re", "Im")},
    **{"tg": "tan", "ctg": "cot", "cotg": "cot", "arctg": "arctan"},  # as much of Europe writes them
    **{f"{begin}{name}": f"arc{name}" for name in ("sin", "cos", "tan") for begin in ("arc", "a")},
    **{f"{begin}{name}h": f"arc{name}h" for name in ("sin", "cos", "tan") for begin in ("arc", "ar", "a")},
    **{"ln": "log", "lg": "log10", "cosec": "csc", "sgn": "sign", "atan2": "arctan2", "arctan2": "arctan2"},
    **{"maximum": "max", "minimum": "min", "real": "Re", "imag": "Im"},
    **{"pow": "^", "power": "^", "swish": "silu"},
}

LATEX = {  # of those that are not set as their name in roman letters
    **{op: rf"\{op}" for op in ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth")},
    **{op: rf"\{op}" for op in ("arcsin", "arccos", "arctan", "max", "min", "arg")},
    **{f"arc{name}h": rf"\operatorname{{ar{name}h}}" for name in ("sin", "cos", "tan")},
    **{"log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}", "relu": r"\operatorname{ReLU}"},
    **{"arctan2": r"\operatorname{atan2}", "gelu": r"\operatorname{GELU}", "silu": r"\operatorname{SiLU}"},
}


def function(name: str) -> str | None:
    """The operation that a name stands for; capitals make no difference, but in Re and Im they do.

    >>> function("Sin"), function("arsinh"), function("re")
    ('sin', 'arcsinh', None)
    """
    return FUNCTIONS.get(name) or FUNCTIONS.get(name.lower())


def compute(op: str, xp, values):
    """Compute one function's value; `xp` is numpy or jax.numpy."""
    return COMPUTED[op](xp, *values) if op in COMPUTED else getattr(xp, op)(*values)
