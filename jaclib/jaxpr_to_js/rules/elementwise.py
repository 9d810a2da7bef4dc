"""Element by element: expressions that become part of the loop that needs them."""

from functools import partial
from math import prod

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import refused, shape_and_dtype
from jaclib.jaxpr_to_js.rules.rows import KINDS, ROWS, Row
from jaclib.jaxpr_to_js.views import Fused, Value
from jaclib.jaxpr_to_js.writer import Writer

CONVERTED = {  # from a kind to another
    ("f", "b"): "+({0}!==0)",
    ("f", "i"): "toWhole({0},-2147483648,2147483647)",
    ("f", "u"): "toWhole({0},0,4294967295)",
    ("f", "l"): "toWhole({0},-9223372036854775808,9223372036854775807)",
    ("f", "U"): "BigInt(toWhole({0},0,18446744073709549568))",
    ("U", "b"): "+({0}!==0n)",
    ("U", "i"): "Number(BigInt.asIntN(32,{0}))",
    ("U", "u"): "Number(BigInt.asUintN(32,{0}))",
    ("U", "l"): "Number(BigInt.asIntN(64,{0}))",
    ("U", "f"): "Number({0})",
    ("l", "i"): "{0}|0",
    ("l", "u"): "{0}>>>0",
    ("u", "i"): "{0}|0",
    ("i", "u"): "{0}>>>0",
    **{(kind, "b"): "+({0}!==0)" for kind in "liu"},
    **{(kind, "U"): "BigInt.asUintN(64,BigInt({0}))" for kind in "liub"},
}
SAME_BITS = {("U", "f"): "toFloat({0})", ("f", "U"): "toBits({0})", ("i", "u"): "{0}>>>0", ("u", "i"): "{0}|0"}
ROUNDED = ("roundAway({0})", "roundEven({0})")


def kind(value) -> str:
    return KINDS[np.dtype(value.dtype).name]


def fused(text: str, writer: Writer, equation, *values: Value) -> Fused:
    """The expression as a value of the shape that the equation has, to which its operands are spread."""
    shape, dtype = shape_and_dtype(equation.outvars[0])
    text = f"Math.fround({text})" if dtype == np.float32 else text
    return Fused(text, tuple(widened(writer, each, shape) for each in values), shape, dtype)


def text_of(equation, name: str, dtype) -> str:
    """The expression of an operation for a dtype, for a rule that has it in a loop of its own."""
    text = ROWS[name].of(KINDS[np.dtype(dtype).name])
    if text is None:
        raise refused(equation, f"of {dtype}")
    return f"Math.fround({text})" if dtype == np.float32 else text


def widened(writer: Writer, value: Value, shape) -> Value:
    """A value of no axes, or with axes of 1 entry, in a shape; its entry is worked out once, and then repeated."""
    if value.shape == shape:
        return value
    if views.size(value) < prod(shape):
        value = writer.held(value)
    return views.spread(value, shape, range(len(value.shape)))


def by_row(row: Row, writer, equation, *values):
    text = row.of(kind(values[0]))
    if text is None:
        raise refused(equation, f"for {values[0].dtype}")
    return values[0] if text == "{0}" else fused(text, writer, equation, *values)


def select_n(writer, equation, which, *cases):
    """The case that a truth value or a whole number tells."""
    if len(cases) == 1:
        return cases[0]
    if len(cases) == 2:
        return fused("{0}?{2}:{1}", writer, equation, which, *cases)
    choices = "".join(f"{{0}}==={k}?{{{k + 1}}}:" for k in range(len(cases) - 1))
    return fused(f"{choices}{{{len(cases)}}}", writer, equation, writer.held(which), *cases)


def convert_element_type(writer, equation, value):
    """The number in another dtype: towards zero, and where it is too large the largest one."""
    to = KINDS[shape_and_dtype(equation.outvars[0])[1].name]
    text = CONVERTED.get((kind(value).replace("s", "f"), to.replace("s", "f")), "{0}")
    if text == "{0}" and kind(value) == to:
        return value
    return fused(text, writer, equation, value)


def bitcast_convert_type(writer, equation, value):
    """The number that the same bits are in another dtype of as many bits."""
    to = KINDS[shape_and_dtype(equation.outvars[0])[1].name]
    if kind(value) == to:
        return value
    if (kind(value), to) not in SAME_BITS:
        raise refused(equation, f"not from {value.dtype} to {equation.outvars[0].aval.dtype}")
    return fused(SAME_BITS[kind(value), to], writer, equation, value)


def round_(writer, equation, value):
    """The nearest whole number; a half away from zero, or to the even one."""
    return fused(ROUNDED[int(equation.params["rounding_method"])], writer, equation, value)


def reduce_precision(writer, equation, value):
    """The same, if no precision is taken away."""
    params, whole = equation.params, np.finfo(value.dtype)
    if params["exponent_bits"] < whole.nexp or params["mantissa_bits"] < whole.nmant:
        raise refused(equation, "with fewer bits")
    return value


def integer_pow(writer, equation, value):
    """xⁿ for a whole number n that is known."""
    y = equation.params["y"]
    texts = {"f": f"wholePower({{0}},{y})", "l": f"wholePower({{0}},{y})+0"}
    letter = kind(value).replace("s", "f")
    if letter not in texts:
        raise refused(equation, f"for {value.dtype}")
    return fused("square({0})" if y == 2 else texts[letter], writer, equation, value)


RULES = {name: partial(by_row, row) for name, row in ROWS.items()} | {
    "add_any": partial(by_row, ROWS["add"]),
    "select_n": select_n,
    "convert_element_type": convert_element_type,
    "bitcast_convert_type": bitcast_convert_type,
    "reduce_precision": reduce_precision,
    "round": round_,
    "integer_pow": integer_pow,
}
