"""Whether a number is right: the rule, against the same rule in exact fractions; and what is taken for a number."""

import decimal
import math
from fractions import Fraction

import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from jaclib.evidence import judge

FIGURES = st.integers(-9999, 9999).filter(lambda digits: abs(digits) >= 1000)
SIZES = st.floats(1e-9, 1e9)
SIGNED = SIZES | SIZES.map(lambda size: -size)


def half_a_unit(right: float, figures: int = 3) -> Fraction:
    """Half a unit in that figure, exactly: the first figure stands where decimal writes it."""
    return Fraction(10) ** (decimal.Decimal(f"{right:.11e}").adjusted() + 1 - figures) / 2


def as_the_rule_says(answer: float, right: float, scale: float) -> bool | None:
    """In exact arithmetic; None where it is undecided to nine figures."""
    off, most = abs(Fraction(answer) - Fraction(right)), Fraction(10) ** -12 * Fraction(scale)
    most = max(half_a_unit(right), most) if right else most
    return None if abs(off - most) < Fraction(2, 10**9) * most else off < most


@given(SIGNED, st.floats(-2, 2), st.sampled_from([0, 1, 1e6, 1e12]))
def test_a_number_is_right_exactly_where_the_rule_in_fractions_says_so(right, units, scale):
    answer = right + 2 * units * float(half_a_unit(right))
    wanted = as_the_rule_says(answer, right, scale)
    assume(wanted is not None)
    assert bool(judge.agree(answer, right, scale=scale)) == wanted


@given(SIZES, st.floats(-3, 3))
def test_beside_0_what_counts_is_the_size_of_what_was_added_up(scale, share):
    wanted = as_the_rule_says(share * 1e-12 * scale, 0.0, scale)
    assume(wanted is not None)
    assert bool(judge.agree(share * 1e-12 * scale, 0, scale=scale)) == wanted


@given(SIGNED, st.integers(3, 6))
def test_rounded_to_three_figures_or_more_it_is_right(right, figures):
    assert judge.agree(float(f"{right:.{figures - 1}e}"), right)


@given(FIGURES, st.integers(-12, 12))
def test_a_tie_may_be_rounded_up_or_down(digits, exponent):
    digits = digits // 10 * 10 + 5
    right, down, up = (float(f"{each}e{exponent}") for each in (digits, digits - 5, digits + 5))
    assert judge.agree([down, up], [right, right]).all()


@given(SIGNED, st.floats(0.0101, 10))
def test_more_than_a_hundredth_off_it_is_wrong(right, share):
    assert not judge.agree([right * (1 + share), right * (1 - share)], [right, right]).any()


@given(SIGNED, st.floats(-4e-16, 4e-16))
def test_rounding_of_the_right_one_changes_nothing(right, noise):
    noisy = right * (1 + noise)
    assert float(judge.tolerance(noisy)) == float(judge.tolerance(right))
    assert judge.agree(right, noisy)


ROOT, NAN, INF = math.sqrt(0.5), math.nan, math.inf
AGREEING = [(0.707, ROOT, 1), (0, 6e-17, 1), (0, -5e-16, 1), (1e-17, 0, 1), (1.004, 1 - 1e-16, 1)]
DIFFERING = [(0.71, ROOT, 1), (0.7, ROOT, 1), (0, 1, 1e6), (0, 1e-5, 1e6), (0, 6e-17, 0), (0, 1e-16, 1e-16)]
DIFFERING += [(1.006, 1, 1), (NAN, 1, 1), (INF, INF, 1), (1, INF, 1), (1, NAN, 1), (0, 1, INF)]
CASES = [*((*case, True) for case in AGREEING), *((*case, False) for case in DIFFERING)]


@pytest.mark.parametrize(("answer", "right", "scale", "is_right"), CASES)
def test_the_rules_own_examples(answer, right, scale, is_right):
    assert bool(judge.agree(answer, right, scale=scale)) == is_right


@given(st.floats(-10, 10), st.floats(0, 1))
def test_a_guess_has_the_tolerance_that_it_was_given_and_no_other(right, within):
    assert judge.agree([right + 0.99 * within, right - 0.99 * within], [right] * 2, within=within).all()
    assert not judge.agree(right + 1.01 * within + 1e-9, right, within=within)
    assert judge.agree(4.04, 4, within=0.04)


def test_a_whole_array_is_right_where_its_shape_is_and_each_entry_on_its_own():
    right = [[6e-17, 1000.0], [0.1234, -3.0]]
    assert judge.same([[0, 1000], [0.123, -3]], right)
    assert not judge.same([[0, 1000], [0.12, -3]], right)
    assert not judge.same(np.ravel(right), right)


@given(SIGNED.filter(lambda right: not judge.agree(float(f"{right:.1e}"), right)))
def test_to_two_figures_it_is_told_from_right_and_from_wrong(right):
    two = float(f"{right:.1e}")
    assert judge.rounded(two, right) and not judge.agree(two, right)
    assert judge.rounded(np.float32(two), right)
    assert not judge.rounded(two + np.sign(right) * 2 * float(half_a_unit(right, 2)), right)


ROWS = [[[0.5, 2]], ((0.5, 2.0),), np.array([[0.5, 2]]), jnp.array([[0.5, 2]]), np.array([[0.5, 2]], np.float32)]
ROWS += [[[Fraction(1, 2), 2]], [[decimal.Decimal("0.5"), 2]], sp.Matrix([[sp.Rational(1, 2), 2]])]
ROWS += [sp.Matrix([[sp.sin(sp.pi / 6), sp.sqrt(4)]]), [[sp.Rational(1, 2), Fraction(2)]], [jnp.array([0.5, 2])]]
ROWS += [[(jnp.float64(0.5), np.int64(2))], sp.ImmutableMatrix([[sp.Float(0.5), 2]])]


@pytest.mark.parametrize("answer", ROWS)
def test_what_float_and_asarray_take_is_a_matrix(answer):
    found = judge.numbers(answer)
    assert found.dtype == float and found.tolist() == [[0.5, 2.0]]


@pytest.mark.parametrize(
    "answer", [Fraction(1, 3), sp.Rational(1, 3), sp.sqrt(sp.Rational(1, 9)), 1 / 3, np.float64(1 / 3)]
)
def test_what_float_takes_is_a_number(answer):
    assert judge.numbers(answer) == pytest.approx(1 / 3, rel=1e-15)


NO_NUMBERS = ["2", b"2", ["1", Fraction(2)], None, [], {}, {"a": 1}, 1j, sp.I, sp.Symbol("x"), [[1, 2], [3]]]


@pytest.mark.parametrize("answer", [*NO_NUMBERS, [[1, None]], ..., 10**400, Fraction(10**400), print])
def test_what_is_no_number_is_none(answer):
    assert judge.numbers(answer) is None


@pytest.mark.parametrize("beyond", [np.inf, np.nan, 1.0])
def test_terms_are_told_from_inside_of_the_domain_alone(beyond):
    assert judge.terms_of(lambda a: jnp.where(a > 1, beyond, 1.0), np.ones(1)).tolist() == [1.0]


@pytest.mark.parametrize("n", [2, 3, 4])
def test_the_largest_term_of_a_determinant_is_that_of_sympys_expansion(n):
    terms, letters = np.random.default_rng(n).uniform(0.1, 3, (n, n)), sp.symbols(f"x:{n * n}")
    products = sp.Matrix(n, n, letters).det().expand().args
    values = dict(zip(letters, terms.ravel(), strict=True))
    expected = max(abs(float(each.subs(values))) for each in products)
    assert judge.largest_in_determinant(np.zeros((n, n)), terms) == pytest.approx(expected)


def test_of_seven_rows_it_is_what_the_determinant_changes_by_with_an_entry():
    J, change = np.diag([3.0, 2, 2, 2, 2, 2, 0]), np.zeros((7, 7))
    change[6, 6] = 0.5  # 0.5 · 3 · 2⁵, by hand
    assert judge.largest_in_determinant(J, change) == pytest.approx(48)
