"""Element by element the module gives JAX's numbers, also for infinities, NaN, −0, and whole numbers that overflow."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jax import lax

from jaclib.jaxpr_to_js import compile
from tests.jaxpr_to_js.page import compared
from tests.jaxpr_to_js.values import COUNT, WHOLE, agree, floats, truths, wholes

EXACT = ["neg", "abs", "sign", "floor", "ceil", "sqrt", "square", "is_finite", "stop_gradient"]
NEAR = ["rsqrt", "cbrt", "exp", "exp2", "expm1", "log", "log2", "log1p", "logistic", "tan", "atan", "erf", "erfc"]
NEAR += ["erf_inv", "asin", "acos", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"]
OF_TWO = ["add", "sub", "mul", "div", "rem", "max", "min", "nextafter"]
COMPARED = ["eq", "ne", "lt", "le", "gt", "ge"]


def programs(names):
    return lambda *x: {name: getattr(lax, name)(*x) for name in names}


@pytest.fixture(scope="module")
def both(page):
    """A function that gives, by name, what JAX and what the module makes of arguments; each is compiled once."""
    kept = {}

    def run(key, f, *arguments):
        if key not in kept:
            kept[key] = jax.jit(f), compile(f, *arguments)
        program, text = kept[key]
        page.load(text)
        want = program(*arguments)
        return dict(zip(sorted(want), compared(want, page.run(*arguments)), strict=True))

    return run


@given(x=floats())
def test_what_is_exact_has_every_bit_and_sign(both, x):
    same = {"precise": lambda x: lax.reduce_precision(x, 11, 52), "put": jax.device_put}
    more = same | {"even": lambda x: lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN), "away": lax.round}

    def f(x):
        return programs(EXACT)(x) | {name: each(x) for name, each in more.items()}

    for name, (want, got) in both("exact", f, x).items():
        if name == "sign":  # XLA loses the sign of −0 where it likes
            agree(want, got, signs=False)
        else:
            agree(want, got)


@given(x=floats())
def test_functions_are_near(both, x):
    for want, got in both("near", programs(NEAR), x).values():
        agree(want, got, within=1e-13)


@given(x=floats())
def test_sines_are_near_where_an_argument_has_digits_behind_the_point(both, x):
    x = np.where(np.abs(x) < 1e9, x, 0.5)
    for want, got in both("turns", programs(["sin", "cos"]), x).values():
        np.testing.assert_allclose(got, want, rtol=1e-13, atol=1e-16)


@example(x=np.full(COUNT, -1.0), y=np.full(COUNT, np.inf))
@given(x=floats(), y=floats())
def test_two_numbers_make_the_same_third(both, x, y):
    for name, (want, got) in both("two", programs(OF_TWO), x, y).items():
        agree(want, got, signs=name not in ("max", "min"))
    for want, got in both("two near", programs(["pow", "atan2"]), x, y).values():
        agree(want, got, within=1e-12)


@given(x=floats(), y=floats())
def test_floats_compare_and_clamp_alike(both, x, y):
    x = np.where(np.arange(COUNT) % 3 == 0, y, x)  # some are equal
    ordered = {"total": lambda x, y: lax.lt_to_p.bind(x, y), "clamp": lambda x, y: lax.clamp(-1.0, x, jnp.abs(y))}
    ordered |= {"not after": lambda x, y: lax.le_to_p.bind(x, y), "same": lambda x, y: lax.eq_to_p.bind(x, y)}

    def f(x, y):
        return programs(COMPARED)(x, y) | {name: each(x, y) for name, each in ordered.items()}

    for want, got in both("compared", f, x, y).values():
        agree(want, got, signs=False)


@pytest.mark.few
@pytest.mark.parametrize("n", [-3, -2, -1, 0, 1, 2, 3, 4, 7])
@given(x=floats())
def test_whole_powers(both, n, x):
    agree(*both(("power", n), lambda x: {"": lax.integer_pow(x, n)}, x)[""], within=1e-14)


ARITHMETIC = ["add", "sub", "mul", "max", "min", *COMPARED, "bitwise_and", "bitwise_or", "bitwise_xor"]
SHIFTS = ["shift_left", "shift_right_logical"]
OF_WHOLE = {
    "int32": [*ARITHMETIC, "div", "rem", *SHIFTS, "shift_right_arithmetic"],
    "uint32": [*ARITHMETIC, "div", "rem", *SHIFTS],
    "int64": [*ARITHMETIC, "div", "rem", "shift_right_logical"],
    "uint64": [name for name in ARITHMETIC if name not in ("max", "min")] + ["div", "rem", *SHIFTS],
}


@pytest.mark.parametrize("dtype", WHOLE)
@given(data=st.data())
def test_whole_numbers_overflow_and_divide_as_in_jax(both, dtype, data):
    x, y = data.draw(wholes(dtype)), data.draw(wholes(dtype))
    if dtype == "int64":  # products are exact to 2^53
        x, y = x % 2**26, y // 2**26
    for want, got in both(dtype, programs(OF_WHOLE[dtype]), x, y).values():
        agree(want, got)
    of_one = {"int32": ["neg", "abs", "sign", "bitwise_not"], "int64": ["neg", "abs", "sign", "bitwise_not"]}
    of_one |= {"uint32": ["bitwise_not", "neg", "sign"], "uint64": ["bitwise_not"]}
    for want, got in both((dtype, 1), programs(of_one[dtype]), x).values():
        agree(want, got)


@pytest.mark.parametrize("dtype", ["int32", "int64"])
def test_a_whole_zero_has_no_sign(both, dtype):
    k = np.arange(-3, 4).astype(dtype)
    f = lambda k: {"0": (k * 0).astype(float), "1": (k // 8 * 0).astype(float), "2": lax.div(k, k * 0 + 9) * 1.0}  # noqa: E731
    for want, got in both(("zero", dtype), f, k).values():
        agree(want, got)


@given(x=truths(), y=truths())
def test_truth_values(both, x, y):
    names = ["bitwise_and", "bitwise_or", "bitwise_xor", "max", "min", *COMPARED]

    def f(x, y):
        return programs(names)(x, y) | {"not": ~x}

    for want, got in both("truths", f, x, y).values():
        agree(want, got)


@pytest.mark.parametrize("dtype", ["float64", *WHOLE, "bool"])
@given(data=st.data())
def test_dtypes_turn_into_each_other(both, dtype, data):
    x = data.draw(floats() if dtype == "float64" else truths() if dtype == "bool" else wholes(dtype))
    to = ["float64", "int32", "uint32", "int64", "uint64", "bool", "float32"]
    if dtype == "float64":  # below 0, and beyond 2^53, machines differ
        x = np.where(np.isfinite(x), x, 0.0) % 2.0**31
    if dtype == "uint64":
        x = x % 2**53

    def f(x):
        return {name: x.astype(name) for name in to}

    for want, got in both(("to", dtype), f, x).values():
        agree(want, got)


@given(x=floats())
def test_floats_become_whole_numbers_of_their_size_at_most(both, x):
    def f(x):
        return {"int32": x.astype("int32"), "back": x.astype("float32"), "truth": x.astype(bool)}

    for want, got in both("clamped", f, x).values():
        agree(want, got)


@given(x=wholes("uint64"), y=wholes("int32"))
def test_the_same_bits_as_another_number(both, x, y):
    def f(x, y):
        return {
            "float": lax.bitcast_convert_type(x, np.float64),
            "and back": lax.bitcast_convert_type(lax.bitcast_convert_type(x, np.float64), np.uint64) >> 1 == x >> 1,
            "without sign": lax.bitcast_convert_type(y, np.uint32),
        }

    found = both("bits", f, np.where(np.isnan(x.view(np.float64)), 0, x), y)
    for want, got in found.values():
        agree(want, got)


@given(which=wholes("int32"), x=floats(), y=floats(), z=floats())
def test_a_case_is_chosen(both, which, x, y, z):
    def f(k, *cases):
        return {
            "of three": lax.select_n(k, *cases),
            "of two": lax.select(k > 0, *cases[:2]),
            "one for all": lax.select(k[0] > 0, *cases[:2]),
        }

    for want, got in both("chosen", f, which % 3, x, y, z).values():
        agree(want, got)


@given(x=floats((3, 1)), y=floats((1, 4)))
def test_axes_of_one_entry_are_spread(both, x, y):
    def f(x, y):
        return {"outer": jnp.exp(x) * y, "and more": (x + y) * x - 2.0}

    for want, got in both("spread", f, x, y).values():
        agree(want, got, within=1e-14, signs=False)
