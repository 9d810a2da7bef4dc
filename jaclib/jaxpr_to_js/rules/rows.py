"""Element by element: a row a primitive, with what it writes for each kind of number.

The kinds are `f` for float64, and for float32, which is rounded afterwards; `l` for int64, which is kept as float64,
exact to 2^53; `i` for int32, `u` for uint32, `U` for uint64; `b` for truth values, 0 or 1. The first operand's counts.
"""

from typing import NamedTuple

KINDS = {"float64": "f", "float32": "s", "int64": "l", "int32": "i", "uint32": "u", "uint64": "U", "bool": "b"}


class Row(NamedTuple):
    """What a primitive is, and its JavaScript by kinds, as {"f l": "{0}+{1}"}."""

    says: str
    by_kinds: dict[str, str]

    def of(self, kind: str) -> str | None:
        kind = "f" if kind == "s" else kind  # which is rounded afterwards
        return next((text for kinds, text in self.by_kinds.items() if kind in kinds.split()), None)


def real(says: str, text: str) -> Row:
    return Row(says, {"f": text})


def compared(says: str, sign: str) -> Row:
    return Row(says, {"f l i u U b": f"+({{0}}{sign}{{1}})"})


ROWS = {
    # arithmetic
    "add": Row("the sum", {"f l": "{0}+{1}", "i": "{0}+{1}|0", "u": "{0}+{1}>>>0", "U": "BigInt.asUintN(64,{0}+{1})"}),
    "sub": Row(
        "the difference", {"f l": "{0}-{1}", "i": "{0}-{1}|0", "u": "{0}-{1}>>>0", "U": "BigInt.asUintN(64,{0}-{1})"}
    ),
    "mul": Row(
        "the product",
        {
            "f": "{0}*{1}",
            "l": "{0}*{1}+0",
            "i": "Math.imul({0},{1})",
            "u": "Math.imul({0},{1})>>>0",
            "U": "BigInt.asUintN(64,{0}*{1})",
            "b": "{0}&{1}",
        },
    ),
    "div": Row(
        "the quotient; of whole numbers towards zero, and −1 (without a sign the largest) over 0",
        {
            "f": "{0}/{1}",
            "l": "quotient({0},{1})",
            "i": "quotient({0},{1})|0",
            "u": "quotient({0},{1})>>>0",
            "U": "quotient64({0},{1})",
        },
    ),
    "rem": Row(
        "the rest, with the sign of the dividend; of whole numbers the dividend over 0",
        {"f": "{0}%{1}", "l i u": "rest({0},{1})", "U": "rest64({0},{1})"},
    ),
    "neg": Row("the opposite", {"f": "-{0}", "l": "0-{0}", "i": "-{0}|0", "u": "-{0}>>>0"}),
    "abs": Row("the absolute value", {"f l": "Math.abs({0})", "i": "Math.abs({0})|0", "u U": "{0}"}),
    "sign": Row("−1, 0 or 1", {"f l i": "Math.sign({0})", "u": "+({0}!==0)"}),
    "max": Row("the larger one; NaN wins", {"f l i u": "Math.max({0},{1})", "b": "{0}|{1}"}),
    "min": Row("the smaller one; NaN wins", {"f l i u": "Math.min({0},{1})", "b": "{0}&{1}"}),
    "square": Row("x²", {"f": "square({0})", "l": "square({0})", "i": "Math.imul({0},{0})"}),
    "one_minus_square": real("1 − x²", "1-square({0})"),
    "pow": real("xʸ", "power({0},{1})"),
    # roots, exponentials and logarithms
    "sqrt": real("√x", "Math.sqrt({0})"),
    "rsqrt": real("1/√x", "1/Math.sqrt({0})"),
    "cbrt": real("∛x", "Math.cbrt({0})"),
    "exp": real("eˣ", "Math.exp({0})"),
    "exp2": real("2ˣ", "Math.pow(2,{0})"),
    "expm1": real("eˣ − 1", "Math.expm1({0})"),
    "log": real("log x", "Math.log({0})"),
    "log2": real("log₂ x", "Math.log2({0})"),
    "log1p": real("log(1 + x)", "Math.log1p({0})"),
    "logistic": real("1/(1 + e⁻ˣ)", "1/(1+Math.exp(-{0}))"),
    # of angles
    **{name: real(f"{name} x", f"Math.{name}({{0}})") for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
    **{name: real(f"{name} x", f"Math.{name}({{0}})") for name in ("sinh", "cosh", "tanh")},
    **{name: real(f"{name} x", f"Math.{name}({{0}})") for name in ("asinh", "acosh", "atanh")},
    "atan2": real("the angle of (x, y)", "Math.atan2({0},{1})"),
    # of the normal distribution
    "erf": real("the error function", "erf({0})"),
    "erfc": real("1 − erf x", "erfc({0})"),
    "erf_inv": real("the inverse of erf", "erfInverse({0})"),
    # to whole numbers, and neighbours
    "floor": real("the largest whole number below", "Math.floor({0})"),
    "ceil": real("the smallest whole number above", "Math.ceil({0})"),
    "is_finite": real("whether neither infinite nor NaN", "+Number.isFinite({0})"),
    "nextafter": real("the next float64 after x towards y", "nextAfter({0},{1})"),
    "clamp": Row("x, not below {0} and not above {2}", {"f l i u": "Math.min(Math.max({1},{0}),{2})"}),
    # comparisons
    "eq": compared("whether equal", "==="),
    "ne": compared("whether different", "!=="),
    "lt": compared("whether smaller", "<"),
    "le": compared("whether smaller or equal", "<="),
    "gt": compared("whether larger", ">"),
    "ge": compared("whether larger or equal", ">="),
    "eq_to": real("whether equal in the order in which −0 comes before 0 and NaN last", "+(inOrder({0},{1})===0)"),
    "lt_to": real("whether before in that order", "+(inOrder({0},{1})<0)"),
    "le_to": real("whether not after in that order", "+(inOrder({0},{1})<=0)"),
    # bits
    "and": Row("both", {"b i U": "{0}&{1}", "u": "({0}&{1})>>>0", "l": "byBits({0},{1},(a,b)=>a&b)"}),
    "or": Row("one or both", {"b i U": "{0}|{1}", "u": "({0}|{1})>>>0", "l": "byBits({0},{1},(a,b)=>a|b)"}),
    "xor": Row("one of the two", {"b i U": "{0}^{1}", "u": "({0}^{1})>>>0", "l": "byBits({0},{1},(a,b)=>a^b)"}),
    "not": Row(
        "the opposite", {"b": "{0}^1", "i": "~{0}", "u": "~{0}>>>0", "l": "-1-{0}", "U": "BigInt.asUintN(64,~{0})"}
    ),
    "shift_left": Row(
        "bits shifted up",
        {
            "i": "shiftLeft({0},{1})",
            "u": "shiftLeft({0},{1})>>>0",
            "U": "shiftLeft64({0},{1})",
            "l": "byBits({0},{1},shiftLeft64)",
        },
    ),
    "shift_right_logical": Row(
        "bits shifted down, with zeros from above",
        {
            "i": "shiftRight({0},{1})|0",
            "u": "shiftRight({0},{1})",
            "U": "shiftRight64({0},{1})",
            "l": "byBits({0},{1},shiftRight64)",
        },
    ),
    "shift_right_arithmetic": Row(
        "bits shifted down, with the sign from above",
        {"i": "{0}>>Math.min({1}>>>0,31)", "u": "({0}>>Math.min({1},31))>>>0"},
    ),
    # the same number
    **dict.fromkeys(("stop_gradient", "copy"), Row("the same", {"f l i u U b": "{0}"})),
}
