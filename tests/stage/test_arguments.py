"""An argument that a control can't have is refused in one voice: what it must be, and what came."""

import math
from decimal import Decimal
from fractions import Fraction

import jax.numpy as jnp
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from jaclib.stage import box, choice, log_slider, point, slider, switch, turn, whole
from jaclib.stage.arguments import checked

NO_NUMBERS = ["x", None, True, 1j, math.nan, math.inf, (0.5,), [0.5], {}, np.True_, jnp.array(True)]
NO_VECTORS = [1, (1,), (1, 2, 3), "ab", None, ((1, 2), (3, 4)), (1, math.nan), (1, (2, 3)), (True, False), ("1", "2")]


@pytest.mark.parametrize("wrong", [*NO_NUMBERS, -0.1, 2.1])
@pytest.mark.parametrize("declared", [slider("t", "t", 0, 2), log_slider("t", "t", 0, 2)])
def test_what_is_no_number_within_the_bounds_is_refused(declared, wrong):
    with pytest.raises(ValueError, match=r"^`t` must be a number from 0 to 2; got "):
        checked("t", declared, wrong)


@pytest.mark.parametrize("wrong", [*NO_NUMBERS, -10, 35, 2.5, 12])
def test_what_is_no_whole_number_of_those_allowed_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^`k` must be a multiple of 10 from 0 to 30; got "):
        checked("k", whole("steps", "k", 0, 30, every=10), wrong)


@pytest.mark.parametrize("wrong", ["a", "", None, 3, ["dense"], np.zeros(2)])
def test_what_is_none_of_the_options_is_refused_with_the_options(wrong):
    with pytest.raises(ValueError, match=r"^`kind` must be one of 'dense', 'banded'; got "):
        checked("kind", choice("map", ["dense", "banded"]), wrong)


@pytest.mark.parametrize("wrong", [2, "yes", None, [True]])
def test_a_switch_is_on_or_off(wrong):
    with pytest.raises(ValueError, match=r"^`on` must be True or False; got "):
        checked("on", switch("on"), wrong)


@pytest.mark.parametrize("wrong", NO_VECTORS)
@pytest.mark.parametrize("declared", [point("a"), turn("a"), box([("u", "u", 0, 1), ("v", "v", 0, 1)])])
def test_what_is_no_vector_of_two_finite_numbers_is_refused(declared, wrong):
    with pytest.raises(ValueError, match=r"^`a` must be 2 finite numbers; got "):
        checked("a", declared, wrong)


@pytest.mark.parametrize(
    ("declared", "wrong", "ranges"),
    [
        (point("a"), (0, -2e6), r"2 numbers from -1e\+06 to 1e\+06"),
        (turn("a"), (0, 91), "2 numbers from -180 to 180, from -90 to 90"),
        (box([("u", "u", 0, 1), ("v", "v", 0, 2)]), (1, 3), "2 numbers from 0 to 1, from 0 to 2"),
    ],
)
def test_a_vector_out_of_bounds_is_refused_with_the_bounds(declared, wrong, ranges):
    with pytest.raises(ValueError, match=rf"^`a` must be {ranges}; got "):
        checked("a", declared, wrong)


@given(st.floats(0, 2))
def test_numbers_of_every_kind_are_taken(x):
    declared = slider("t", "t", 0, 2)
    for same in (x, np.float64(x), np.asarray(x), jnp.asarray(x), Fraction(x), Decimal(x)):
        assert checked("t", declared, same) == x
    assert checked("t", declared, sympy.Rational(1, 2)) == checked("t", declared, jnp.bfloat16(0.5)) == 0.5
    assert checked("k", whole("k", "k", 0, 2), np.int64(2)) == checked("k", whole("k", "k", 0, 2), 2.0) == 2


@given(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)))
def test_vectors_of_every_kind_are_taken(at):
    for same in (at, list(at), np.array(at), jnp.array(at), np.array(at, dtype=object), [*map(Fraction, at)]):
        assert checked("a", point("a"), same) == list(at)


@given(st.floats(0.1, 1e3))
def test_a_bound_may_be_typed_with_twelve_figures(most):
    for declared in (slider("t", "t", 0, most), box([("t", "t", 0, most)])):
        given = float(f"{most:.12g}") if declared.kind == "slider" else (float(f"{most:.12g}"),)
        taken = np.max(checked("t", declared, given))
        assert taken <= most and taken == pytest.approx(most, rel=1e-11)
    with pytest.raises(ValueError, match="`t` must be a number from 0 to"):
        checked("t", slider("t", "t", 0, most), most * (1 + 1e-9))
    with pytest.raises(ValueError, match="`h` must be a number from 1e-16 to"):
        checked("h", log_slider("h", "h", 1e-16, most), 0)


@pytest.mark.parametrize("same", [0.03, np.float32(0.03), np.array(0.03), jnp.array(0.03), Fraction(3, 100)])
def test_an_option_is_found_by_a_number_of_any_kind(same):
    assert checked("lam", choice("λ", {"0.003": 0.003, "0.03": 0.03}), same) == "0.03"


@pytest.mark.parametrize("true", [True, np.True_, np.array(True), jnp.array(True)])
def test_a_switch_takes_the_truth_of_any_library(true):
    assert checked("on", switch("on"), true) is True


def test_one_number_is_taken_for_a_vector_of_one():
    assert checked("a", point("a", names=("t",)), 2) == [2.0]
