"""Verdicts: each mistake, made on purpose, is named; a chance answer is not; no message gives the answer away."""

import math
import re
from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from jaclib import diagnose, jacobian, maps
from jaclib.diagnose.mistakes.row import DETERMINANT, MATRIX, NUMBER
from jaclib.diagnose.no_derivative import no_derivative
from jaclib.diagnose.verdict import common, misshapen
from tests.examples import costly
from tests.maths.test_jacobian import SEEDS, random_map

A = jnp.array([2.0, 0.7])
POLAR = np.asarray(maps.polar.jacobian(A))
LOWER_LEFT = np.array([[0, 0], [0.3, 0]])
F, G = random_map(0, 2, 2), random_map(1, 2, 2)
JF, JG = np.asarray(jacobian(F)(G(A))), np.asarray(jacobian(G)(A))


def judged(answer, J):
    """The verdict where the right matrix is known, and not of which map it is the Jacobian."""
    return diagnose._verdict(answer, MATRIX, np.asarray(J, dtype=float), 1.0)


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (POLAR, None),
        (POLAR.T, "transposed"),
        (POLAR[::-1], "rows_swapped"),
        (POLAR[:, ::-1], "columns_swapped"),
        (-POLAR, "sign"),
        (POLAR * [[1, -1], [1, 1]], "sign"),
        (2 * POLAR, "factor"),
        (-1.7 * POLAR, "factor"),
        (np.linalg.inv(POLAR), "inverse"),
        (POLAR / [1, 2], "missing_r"),
        (maps.polar.jacobian(A * np.array([1, math.pi / 180])), "degrees"),
        (maps.polar.jacobian(A * np.array([1, 180 / math.pi])), "degrees"),
        (POLAR + LOWER_LEFT, "one_entry"),
        (POLAR + 1, "unrecognized"),
        ([[0.76, -1.3], [0.64, 1.5]], "two_figures"),
        ([[0.765, -1.29], [0.64, 1.53]], "two_figures"),
        (POLAR.ravel(), "flattened"),
        (POLAR[:1], "left_out"),
        (POLAR[:1, :1], "shape"),
        (2.5, "shape"),
        ([[1, 2], [3]], "shape"),
        ("cos", "shape"),
        (None, "shape"),
        ([], "shape"),
        (POLAR + 1j, "shape"),
        (POLAR * [[1, 1], [1, np.nan]], "not_finite"),
        (POLAR * np.inf, "not_finite"),
    ],
)
def test_of_a_matrix_names_the_mistake(answer, mistake):
    verdict = diagnose.matrix(answer, maps.polar, A)
    assert (verdict.correct, verdict.mistake) == (mistake is None, mistake)


@pytest.mark.parametrize("factor", [2, 1 / 2, 3, 1 / 3, 4, 1 / 4, 10, 1 / 10])
def test_of_one_number_only_plain_factors_are_named(factor):
    assert diagnose.number(7.7 * factor, 7.7).mistake == "factor"
    assert diagnose.number(7.7 * (factor + 1 / 13), 7.7).mistake == "unrecognized"


def test_any_factor_is_named_if_three_entries_share_it_and_nothing_is_no_factor():
    whole, two = np.array([[1.0, 2.0], [0.0, 4.0]]), np.diag([2.0, 3.0])
    assert diagnose.matrix(1.7 * whole, lambda x: jnp.asarray(whole) @ x, A).mistake == "factor"
    assert diagnose.matrix(1.7 * two, maps.scaling, A).mistake == "unrecognized"
    assert diagnose.matrix(0 * whole, lambda x: jnp.asarray(whole) @ x, A).mistake == "nothing"


OF_ONE_ENTRY = "one_entry", "sign", "two_figures", "held_fixed", "wrong_variable", "entry_factor"
WHOLE = np.array([[2.0, 1.0, 3.0], [2.0, 1.0, 4.0]])


@costly
@given(st.integers(0, 5), st.floats(0.0026, 3), st.sampled_from([(2, 2), (2, 3)]), st.sampled_from([-1, 1]))
def test_a_single_entry_that_is_off_is_named_by_however_little_and_never_a_factor(entry, share, shape, side):
    J, (i, j) = WHOLE[:, : shape[1]], divmod(entry % (2 * shape[1]), shape[1])
    answer = J.copy()
    answer[i, j] *= 1 + side * share
    verdict = judged(answer, J)
    half_a_unit = 0.005 * (1 + 1e-9)
    assert verdict.correct == (abs(answer[i, j] - J[i, j]) <= half_a_unit)
    if not verdict.correct:
        assert verdict.mistake in OF_ONE_ENTRY
        assert verdict.mistake == "two_figures" or f"({i + 1}, {j + 1})" in verdict.message


@pytest.mark.parametrize("entry", [2.0051, 2.006, 2.015, 1.99])
def test_an_entry_that_is_off_by_little_is_named_too(entry):
    f = lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]])  # noqa: E731
    verdict = diagnose.matrix([[entry, 1], [2, 1]], f, [1.0, 2.0])
    assert (verdict.mistake, "(1, 1)" in verdict.message) == ("one_entry", True)


@given(st.floats(1.0101, 9) | st.floats(0.1, 0.989), st.sampled_from([-1, 1]))
def test_a_factor_that_leaves_no_entry_right_is_named(factor, side):
    assert judged(side * factor * WHOLE, WHOLE).mistake in ("factor", "two_figures")


def test_of_several_wrong_entries_it_is_told_which_while_they_are_few_and_others_are_right():
    message = lambda answer: judged(np.array(answer, float), WHOLE).message  # noqa: E731
    assert message([[7, 1, 3], [2, 9, 4]]) == "Not yet: entries (1, 1) and (2, 2) are wrong, the others right."
    assert message([[7, 5, 3], [2, 9, 4]]).startswith("Not yet: entries (1, 1), (1, 2) and (2, 2) are")
    assert "entry at a time" in message([[7, 5, 8], [9, 9, 6]])
    assert "entry at a time" in message([[7, 5, 8], [9, 9, 4]])
    assert diagnose.vector([1, 7, 8], [1, 2, 3]).message == "Not yet: entries 2 and 3 are wrong, the others right."


def test_the_absolute_value_of_a_matrix_with_two_negative_entries_is_named():
    verdict = diagnose.matrix([[1, 2], [3, 4]], lambda x: jnp.array([[-1.0, 2.0], [3.0, -4.0]]) @ x, A)
    assert verdict.mistake == "absolute_value"


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (JF @ JG, None),
        (JG @ JF, "reversed_product"),
        (np.asarray(jacobian(F)(A)) @ JG, "wrong_point"),
        (JF @ np.asarray(jacobian(G)(G(A))), "wrong_point"),
        (JF, "inner_forgotten"),
        (JG, "outer_forgotten"),
        ((JF @ JG).T, "transposed"),
        ((JF @ JG)[::-1], "rows_swapped"),
        (3 * JF @ JG, "factor"),
        (JF + JG, "added"),
        (JF + JG + 1, "unrecognized"),
    ],
)
def test_of_a_chain_names_the_mistake(answer, mistake):
    verdict = diagnose.chain(answer, F, G, A)
    assert (verdict.correct, verdict.mistake) == (mistake is None, mistake)


@pytest.mark.slow
def test_of_a_chain_of_other_shapes_a_lone_factor_is_named_before_its_shape():
    f, g, a = random_map(2, 3, 1), random_map(3, 2, 3), jnp.array([0.3, 0.4])
    assert diagnose.chain(jacobian(f)(g(a)) @ jacobian(g)(a), f, g, a).correct
    assert diagnose.chain(jacobian(g)(a), f, g, a).mistake == "outer_forgotten"
    assert diagnose.chain(jacobian(f)(g(a)), f, g, a).mistake == "inner_forgotten"
    assert diagnose.chain(np.ones((2, 2)), f, g, a).mistake == "shape"


@pytest.mark.parametrize(
    ("f", "answer", "mistake"),
    [
        (maps.polar, 2, None),
        (maps.polar, [[2.0]], None),
        (maps.polar, -2, "sign"),
        (maps.polar, 1, "missing_r"),
        (maps.polar, 0.5, "inverse"),
        (maps.polar, 4, "factor"),
        (maps.polar, math.inf, "not_finite"),
        (maps.polar, POLAR, "matrix_itself"),
        (maps.polar, POLAR[:1], "shape"),
        (maps.polar, "two", "shape"),
        (maps.polar, 1.234, "unrecognized"),
        (maps.reflection, 1, "absolute_value"),
        (lambda x: jnp.array([x[0], jnp.sin(x[1])]), math.cos(math.radians(0.7)), "degrees"),
    ],
)
def test_of_a_determinant_names_the_mistake(f, answer, mistake):
    verdict = diagnose.determinant(answer, f, A)
    assert (verdict.correct, verdict.mistake) == (mistake is None, mistake)


OF_17_THIRDS = [(5.67, None), (5.66667, None), (5.0, "wrong_point"), (-17 / 3, "sign"), (3 / 17, "inverse")]
OF_17_THIRDS += [(34 / 3, "factor"), (17 / 3 * 180 / math.pi, "degrees"), (5.6, "unrecognized"), ([1, 2], "shape")]
OF_17_THIRDS += [(math.nan, "not_finite"), (5.7, "two_figures"), (5.69, "unrecognized")]


@pytest.mark.parametrize(("answer", "mistake"), OF_17_THIRDS)
def test_of_a_number_names_the_mistake(answer, mistake):
    verdict = diagnose.number(answer, 17 / 3, {"wrong_point": 5.0})
    assert (verdict.correct, verdict.mistake) == (mistake is None, mistake)


def test_of_a_number_refuses_a_near_miss_without_a_name():
    with pytest.raises(
        ValueError, match=r"near_misses must be named by two_figures, .*transposed, .*; got four_corners"
    ):
        diagnose.number(1, 2, {"four_corners": 5.0})


@pytest.mark.parametrize("dots", [..., [[1, ...], [2, 3]], [[1, 2], ...], (1, (..., 2)), np.array([[0, ...]]), [...]])
def test_three_dots_are_no_answer_yet_alone_or_in_one(dots):
    said = [diagnose.matrix(dots, maps.polar, A), diagnose.chain(dots, F, G, A), diagnose.vector(dots, [1, 2])]
    said += [diagnose.number(dots, 2.0), diagnose.determinant(dots, maps.polar, A)]
    assert {(each.correct, each.mistake, each.message) for each in said} == {(False, None, said[0].message)}
    assert said[0].message.startswith("Not answered yet")


ILLEGIBLE = {
    "yours is of type str": ["[[1, 2], [3, 4]]"],
    "an entry of yours is too large for double precision": [[[1, 10**400], [3, 4]]],
    "yours is of type NoneType": [None],
    "yours is of type set": [{1, 2}],
    "yours is empty": [[], np.zeros((0, 2))],
    "the rows of yours differ in length": [[[1, 2], [3]]],
    "an entry of yours is of type str": [[[1, "2"], [3, 4]]],
    "an entry of yours is of type NoneType": [[[1, None], [3, 4]]],
    "an entry of yours is of type complex": [jnp.eye(2) * 1j, [[1, 2j], [3, 4]]],
    "an entry of yours is of type Symbol": [sp.Matrix([[sp.Symbol("x"), 1]])],
}


@pytest.mark.parametrize(("answer", "said"), [(each, said) for said, answers in ILLEGIBLE.items() for each in answers])
def test_of_what_is_no_array_of_numbers_it_is_said_what_is_none_of_it(answer, said):
    said_of = diagnose.matrix(answer, maps.polar, A), diagnose.vector(answer, [1, 2]), diagnose.number(answer, 3)
    for verdict in said_of:
        assert verdict.mistake == "shape"
        assert verdict.message.endswith(f"; {said}.")


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1)])
def test_a_vector_may_stand_as_a_row_or_as_a_column(shape):
    assert diagnose.vector(np.reshape([2, 5, 7], shape), [2, 5, 7]).correct
    assert diagnose.vector(np.reshape([2, -5, 7], shape), [2, 5, 7]).message.startswith("Entry 2 has")
    assert diagnose.vector(np.reshape([7, 5, 2], shape), [2, 5, 7]).mistake == "rows_swapped"


def test_neither_a_matrix_nor_other_numbers_of_entries_are_a_vector_and_of_a_matrix_the_shape_counts():
    for wrong in (np.ones((2, 2)), np.ones((1, 5)), np.ones((3, 1)), 1.0):
        assert diagnose.vector(wrong, [1, 1, 1, 1]).mistake == "shape"
    row = lambda p: jnp.array([2 * p[0] + 5 * p[1]])  # noqa: E731
    assert diagnose.matrix([[2, 5]], row, A).correct
    assert diagnose.matrix([2, 5], row, A).mistake == "flattened"
    assert not diagnose.matrix([[2], [5]], row, A).correct


def all_of(verdict):
    return [each.mistake for each in (verdict, *verdict.also)]


def test_every_mistake_that_explains_an_answer_is_known_the_likeliest_first():
    assert all_of(diagnose.number(3, -3))[:2] == ["absolute_value", "sign"]
    assert "absolute_value" not in all_of(diagnose.number(-3, 3))
    assert all_of(diagnose.number(2, 0.5))[:2] == ["inverse", "factor"]
    assert all_of(diagnose.number(1.0, 0.9975))[0] == "two_figures"
    assert all_of(diagnose.number(5.69, 17 / 3)) == ["unrecognized", "nearly"]
    assert all_of(diagnose.number(5.7, 5.6)) == ["unrecognized"]


RIGHT_ONES = st.lists(st.floats(0.1, 9).filter(lambda x: abs(x - 1) > 0.02), min_size=1, max_size=4)


@given(RIGHT_ONES, st.data())
def test_a_mistake_that_is_made_at_all_places_is_found_whatever_the_numbers_are(sizes, data):
    right = [data.draw(st.sampled_from([-1, 1])) * size for size in sizes]
    wrong = lambda change: common([diagnose.number(change(each), each) for each in right]).mistake  # noqa: E731
    assert wrong(lambda x: -x) == ("sign" if max(right) > 0 else "absolute_value")
    halves = all(abs(4 * x * x - 1) < 0.05 for x in right)
    assert wrong(lambda x: 4 * x) in (("inverse", "factor") if halves else ("factor",))
    assert wrong(lambda x: 1 / x) in ("inverse", "two_figures")


@given(RIGHT_ONES, st.permutations([2, 3, 10]))
def test_a_factor_that_differs_from_place_to_place_is_no_constant_one(right, factors):
    right = (right * 3)[:3]
    found = common([diagnose.number(factor * each, each) for factor, each in zip(factors, right, strict=True)])
    assert found is None or found.mistake != "factor"


def test_an_entry_that_differs_from_place_to_place_is_not_the_same_one():
    off = [POLAR + np.eye(4)[k].reshape(2, 2) for k in (0, 2)]
    first, other = (diagnose.matrix(answer, maps.polar, A) for answer in off)
    assert common([first, first]).mistake == "one_entry" and common([first, other]) is None


def to_figures(figures, values):
    return np.vectorize(lambda entry: float(f"{entry:.{figures}g}"))(values)


FORMS = {
    "nested tuples": lambda J: tuple(map(tuple, J.tolist())),
    "fractions": lambda J: [[Fraction(entry) for entry in row] for row in J.tolist()],
    "SymPy's numbers": lambda J: [[sp.Float(entry) for entry in row] for row in J.tolist()],
    **{"SymPy's matrix": sp.Matrix, "NumPy": np.asarray, "JAX": jnp.asarray},
}


@costly
@given(SEEDS, st.sampled_from([(1, 2), (2, 2), (3, 2), (2, 3)]))
def test_three_figures_are_enough_and_two_are_told_apart(seed, shape):
    f, a = random_map(seed, *shape), jnp.full(shape[0], 0.3)
    J = np.asarray(jacobian(f)(a))
    assert all(diagnose.matrix(to_figures(figures, J), f, a).correct for figures in (3, 4, 5, 6))
    two = diagnose.matrix(to_figures(2, J), f, a)
    assert two.correct or two.mistake == "two_figures"
    assert two.correct == (np.abs(to_figures(2, J) - J) <= 10 ** (np.floor(np.log10(np.abs(J))) - 2) / 2).all()


@costly
@given(SEEDS, st.sampled_from([(2, 2), (2, 3), (3, 2)]), st.sampled_from(sorted(FORMS)), st.floats(0.011, 3))
def test_right_is_right_in_any_form_with_rounding_noise_and_a_hundredth_off_is_wrong(seed, shape, form, share):
    f, a, rng = random_map(seed, *shape), jnp.full(shape[0], 0.3), np.random.default_rng(seed)
    J = np.asarray(jacobian(f)(a))
    noisy = J * (1 + rng.uniform(-1e-15, 1e-15, J.shape)) + rng.uniform(-1e-15, 1e-15, J.shape)
    off = np.where(np.arange(J.size).reshape(J.shape) == rng.integers(J.size), 1 + rng.choice([-1, 1]) * share, 1)
    assert diagnose.matrix(FORMS[form](noisy), f, a).correct
    assert not diagnose.matrix(FORMS[form](J * off), f, a).correct


def spherical(p):
    return p[0] * jnp.array([jnp.sin(p[1]) * jnp.cos(p[2]), jnp.sin(p[1]) * jnp.sin(p[2]), jnp.cos(p[1])])


TURN = jacobian(maps.rotation)([0.0, 0.0])


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "a"),
    [
        (lambda p: jnp.array([jnp.sin(p[0]), p[1]]), [math.pi / 2, 1.0]),
        (lambda p: jnp.array([jnp.sin(p[0]), p[1]]), [math.pi * 1e5 + math.pi / 2, 1.0]),
        (lambda p: 1e6 * jnp.array([jnp.sin(p[0]), p[1]]), [math.pi / 2, 1.0]),
        (lambda p: p / jnp.linalg.norm(p), [0.3, -1.7]),
        (lambda p: p / jnp.linalg.norm(p), [0.3, -1.7, 0.9]),
        (lambda p: p / jnp.linalg.norm(p), [0.3, -1.7, 0.9, 0.2]),
        (lambda p: p / jnp.linalg.norm(p), np.linspace(0.1, 0.9, 9)),
        (spherical, [1.3, math.pi, 0.4]),
        (lambda p: TURN @ jnp.diag(jnp.array([1.0, 0.0])) @ TURN.T @ p, [0.3, 0.4]),
        (lambda p: jnp.outer(jnp.arange(1.0, 4), jnp.array([0.1, 0.7, 0.3])) @ p, [0.3, 0.4, 0.5]),
    ],
)
def test_a_determinant_that_is_0_but_for_rounding_is_0(f, a):
    a = jnp.asarray(a)
    assert diagnose.determinant(0, f, a).correct
    assert not diagnose.determinant(1e-4 * float(jnp.abs(jacobian(f)(a)).max()), f, a).correct


@pytest.mark.few
@pytest.mark.parametrize(
    ("J", "wrong"),
    [
        ([[1000.0, 999], [1001, 1000]], 0),  # 1, of terms of size 10⁶
        ([[1e-8, 0], [0, 1e-8]], 0),
        ([[1, 1e6, 1e6], [0, 1, 1e6], [0, 0, 1]], 0),
        (np.eye(60) * 2 - np.eye(60, k=1) - np.eye(60, k=-1), 62.5),  # 61, and 2⁶⁰ among the products
    ],
)
def test_a_determinant_that_is_small_beside_its_terms_is_not_0(J, wrong):
    J = jnp.array(J)
    f = lambda p: J @ p  # noqa: E731
    a = jnp.ones(len(J))
    assert diagnose.determinant(np.linalg.det(J), f, a).correct
    assert not diagnose.determinant(wrong, f, a).correct


@pytest.mark.parametrize("answer", [[[0, 0]], [[1e-17, 0]], [[6e-17, 0]]])
def test_an_entry_that_is_0_but_for_rounding_is_0(answer):
    assert diagnose.matrix(answer, lambda p: jnp.array([jnp.sin(p[0])]), [math.pi / 2, 1.0]).correct
    assert diagnose.chain(answer, lambda u: u, lambda p: jnp.array([jnp.sin(p[0])]), [math.pi / 2, 1.0]).correct
    assert not diagnose.matrix(answer, lambda p: jnp.array([1e-9 * p[0]]), [math.pi / 2, 1.0]).correct


def test_a_product_whose_terms_cancel_is_0():
    row, column = jnp.array([[0.1, 0.2, -0.3]]), jnp.array([[0.3, 0.3, 0.3]]).T
    for factor in (1, 3, 7, 10, 100):  # by rounding, 0 of some and 1e-17 of others
        answer = diagnose.chain([[0]], lambda u, k=factor: k * row @ u, lambda p: column @ p, [1.0])
        assert answer.correct


def test_a_number_that_is_0_is_so_beside_terms_of_size_1_or_of_the_size_that_is_told():
    assert diagnose.number(1e-17, 0).correct and diagnose.number(0, -6e-17).correct
    assert diagnose.vector([0, 1e-17], [6e-17, 0]).correct
    assert diagnose.number(0, 1e-9, scale=1e4).correct and not diagnose.number(0, 1e-9).correct
    assert not diagnose.number(0, 0.25**30, scale=0.25**30).correct
    assert diagnose.matrix([[0]], lambda x: 6e-17 * x, [1.0], scale=1).correct


def test_two_figures_of_a_number_beside_1_are_not_its_inverse():
    assert diagnose.number(1.0, 0.9975).mistake == "two_figures"
    assert diagnose.number(1 / 0.9, 0.9).mistake == "inverse"


@pytest.mark.parametrize("scale", [0, -1, math.nan, math.inf, "large", None, [1.0]])
def test_a_scale_that_is_none_is_refused_in_a_sentence(scale):
    with pytest.raises(ValueError, match=r"scale must be .* a positive number; got .*\."):
        diagnose.number(1, 1, scale=scale)


@pytest.mark.parametrize(
    "third", [Fraction(1, 3), sp.Rational(1, 3), sp.sqrt(sp.Rational(1, 9)), [1 / 3], sp.Matrix([1]) / 3]
)
def test_a_number_may_be_whatever_float_takes(third):
    assert diagnose.number(third, 1 / 3).correct
    assert diagnose.vector([third, 1] if np.ndim(third) == 0 else [*third, 1], [1 / 3, 1]).correct


def test_the_place_of_a_wrong_entry_is_said_as_one_counts():
    assert "(2, 1)" in diagnose.matrix(POLAR + LOWER_LEFT, maps.polar, A).message
    assert "(1, 2)" in diagnose.matrix(POLAR * [[1, -1], [1, 1]], maps.polar, A).message


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(2, 2), (2, 3), (3, 2), (3, 3)])
def test_of_random_wrong_matrices_fewer_than_two_in_a_hundred_get_a_name(shape):
    rng, named = np.random.default_rng(0), 0
    f = random_map(7, shape[1], shape[0])
    a = jnp.full(shape[1], 0.8)
    J = np.asarray(jacobian(f)(a))
    for _ in range(150):
        # Integers and right entries among the wrong ones make a chance hit likelier.
        answer = np.where(rng.random(shape) < 0.3, J, rng.integers(-3, 4, shape) * rng.choice([1.0, 0.5]))
        verdict = diagnose.matrix(answer, f, a, scale=1.0)
        named += verdict.mistake not in (None, "unrecognized", "one_row", "one_column", *OF_ONE_ENTRY)
    assert named < 3


def test_messages_do_not_give_the_answer_away():
    answers = [POLAR.T, -POLAR, 2 * POLAR, POLAR + 1, POLAR + LOWER_LEFT, POLAR[:1], POLAR / [1, 2]]
    for answer in answers:
        message = diagnose.matrix(answer, maps.polar, A).message
        assert not re.search(r"\d\.\d", message)
        assert message.count(".") + message.count("?") <= 3


KINKED = {  # with the slopes, by hand
    "absolute value": (lambda x: jnp.abs(x[0]), 0.0, "-1 on one side and 1 on the other"),
    "relu": (lambda x: jax.nn.relu(x[0] - 1), 1.0, "0 on one side and 1 on the other"),
    "a maximum": (lambda x: jnp.maximum(x[0], 3 * x[0]) + 1e3, 0.0, "1 on one side and 3 on the other"),
    "a rounded place": (lambda x: jnp.abs(x[0] - 0.3), 0.1 + 0.2, "-1 on one side and 1 on the other"),
    "a root": (lambda x: jnp.sqrt(jnp.abs(x[0])), 0.0, "no slope"),
    "undefined": (lambda x: jnp.log(x[0]), -1.0, "no slope"),
}


@pytest.mark.parametrize("kind", KINKED)
def test_where_f_has_no_derivative_that_is_said_of_any_answer(kind):
    first, x, words = KINKED[kind]
    f, a = lambda p: jnp.stack([first(p), p[1]]), jnp.array([x, 1.0])
    for answer in (np.asarray(jacobian(f)(a)), np.eye(2), -np.eye(2), [[0, 0], [0, 1]], "none"):
        verdict = diagnose.matrix(answer, f, a)
        assert (verdict.correct, verdict.mistake) == (False, "no_derivative")
        assert words in verdict.message and verdict.message.endswith("along input 1.")
    assert diagnose.determinant(1, f, a).mistake == "no_derivative"
    if kind != "undefined":  # there is no point then at which the outer map could be taken
        assert diagnose.chain(np.eye(2), lambda u: 2 * u, f, a).mistake == "no_derivative"
    assert diagnose.chain(np.eye(2), f, lambda v: 1.0 * v, a).mistake == "no_derivative"
    assert diagnose.matrix(..., f, a).mistake is None


PEAK = math.pi * 318310.5 / 1e6
SLOPES = [(jnp.abs, 1e-6, 1), (lambda x: x * jnp.abs(x), 0.0, 0), (lambda x: jnp.abs(x) ** 1.5, 0.0, 0)]
SLOPES += [(lambda x: jnp.sin(1e5 * x), 1.0, 1e5 * math.cos(1e5)), (lambda x: 1e8 + x**2, 1e-3, 2e-3)]
SLOPES += [(lambda x: jnp.sin(1e6 * x), PEAK, 1e6 * math.cos(1e6 * PEAK)), (lambda x: (x - 1e8) ** 2, 1e8 + 1, 2)]
SLOPES += [(lambda x: jnp.sin(1e5 * x), math.pi / 2e5, 0), (lambda x: 1 / x, 1e-7, -1e14), (jnp.arcsin, 0.0, 1)]
SLOPES += [(lambda x: jnp.tanh(1e4 * x), 1e-5, 1e4 / math.cosh(0.1) ** 2), (lambda x: 1e-300 * x, 1.0, 1e-300)]
SLOPES += [(lambda x: jnp.exp(100 * x), 3.0, 100 * math.exp(300)), (lambda x: (x + 1e6) - 1e6, 0.1, 1)]
SLOPES += [(lambda x: (0.1 * 0.3 + 0.2 * 0.3) * x - 0.3 * 0.3 * x, 1.0, 0)]


@pytest.mark.parametrize(("first", "x", "slope"), SLOPES)
def test_where_f_is_smooth_however_steep_or_curved_no_kink_is_told(first, x, slope):
    f = lambda p: jnp.stack([first(p[0]), p[1]])  # noqa: E731
    assert diagnose.matrix([[slope, 0], [0, 1]], f, [x, 1.0]).correct


@costly
@given(SEEDS, st.sampled_from([(1, 2), (2, 2), (3, 2)]))
def test_of_a_random_smooth_map_no_kink_is_told_and_of_one_with_a_kink_there_it_is(seed, shape):
    f, a = random_map(seed, *shape), jnp.full(shape[0], 0.3)
    assert diagnose.matrix(np.zeros(shape[::-1]), f, a).mistake != "no_derivative"
    kinked = lambda x: f(x) + jnp.abs(x[0] - 0.3)  # noqa: E731
    assert diagnose.matrix(np.zeros(shape[::-1]), kinked, a).mistake == "no_derivative"


def test_a_number_has_no_rows_and_a_vector_has_entries():
    for verdict in (diagnose.number(3.0, 7.0), diagnose.determinant(5.3, maps.polar, [2.0, 0.5])):
        assert verdict.message == "Not yet. Go through it once more, step by step."
    assert diagnose.vector([1, 2], [2, 1]).message == "The entries stand in the wrong order."
    assert diagnose.vector([5, 7], [2, 1]).message == "Not yet. Try one entry at a time."


def test_a_number_or_a_vector_that_is_no_jacobian_is_told_nothing_of_rows_columns_and_ways_back():
    sentences = [diagnose.number(answer, 1 / 6).message for answer in (6, 1 / 3, -1 / 6, math.degrees(1 / 6), 2.5)]
    sentences += [diagnose.vector(answer, [2, 5]).message for answer in ([2, 5, 1], [5, 2], [-2, -5], [4, 10], [3, 7])]
    sentences += [diagnose.vector([0.25], [4]).message]
    for sentence in sentences:
        assert not re.search("row|column|output|input|derivative|way back|x_j", sentence), sentence
    assert sentences[0].startswith("Upside down")
    assert diagnose.vector([2, 5, 1], [2, 5]).mistake == "shape"
    assert "way back" in diagnose.determinant(0.5, maps.polar, A).message


def test_a_matrix_of_another_shape_is_told_how_many_rows_and_columns_are_wanted():
    said = misshapen(np.zeros((3, 2)), np.zeros((2, 3)), MATRIX).message
    assert "a row for each output and a column for each input, shape (2, 3); yours has shape (3, 2)." in said
    for kind in (NUMBER, DETERMINANT):
        said = misshapen(np.zeros(2), np.zeros((1, 1)), kind).message
        assert said == "The answer must be one number; yours has shape (2,)."


def test_a_kink_is_told_of_the_output_and_the_input_that_have_it():
    f = lambda x: jnp.stack([x[1], jnp.abs(x[0]) + x[1]])  # noqa: E731
    said = no_derivative(f, [0.0, 1.0], [[0, 1], [1, 1]]).message
    assert "output 2 has the slope -1 on one side and 1 on the other, along input 1." in said
    slight = no_derivative(lambda x: x + 1e-4 * jnp.abs(x), [0.0], [[1.0]]).message
    assert "the slope 0.9999 on one side and 1 on the other" in slight


@pytest.mark.parametrize("entry", [(0, 0), (0, 2), (1, 0)])
def test_of_a_single_sign_that_is_wrong_it_is_told_in_which_entry(entry):
    answer = WHOLE.copy()
    answer[entry] *= -1
    place = f"({entry[0] + 1}, {entry[1] + 1})"
    assert judged(answer, WHOLE).message == f"Entry {place} has the right size and the wrong sign."
