"""What a check says: each known mistake is told as itself, and nothing that a student writes makes it raise."""

import ast
import inspect
import math
import re
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import sympy as sp
from ipykernel.zmqshell import ZMQExitAutocall

import jaclib
from jaclib.course import leaving, plain
from jaclib.course.check import check, exercises, verdict
from jaclib.course.exercises import chain_rule
from tests.course.answers import all_answers

ANSWERS = all_answers()
COUNTS = {"fewest": 30, "cheapest": 224, "values_needed": 51}
WRONG = [(name, mistake) for name, answers in ANSWERS.items() for mistake in answers.wrong]


def run(code: str, name: str):
    """What the code defines under that name, in a notebook with the usual imports."""
    known = {"jax": jax, "jnp": jnp, "np": np, "jaclib": jaclib}
    known |= {each: getattr(jaclib, each) for each in jaclib.__all__}
    exec(code, known)
    return known[name]


def test_every_exercise_has_its_answers_right_and_at_least_three_wrong():
    assert set(ANSWERS) == set(exercises())
    assert [name for name, answers in ANSWERS.items() if len(answers.wrong) < 3] == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mistake"), WRONG)
def test_a_known_mistake_is_told_as_itself(name, mistake):
    found = verdict(name, run(ANSWERS[name].wrong[mistake], name))
    assert (found.correct, found.mistake) == (False, mistake), found.message
    told, at, _ = exercises()[name]
    sentences = [row[-1] for row in [*told(0, *at[0])][1:] if row[0] == mistake]
    assert found.message in (sentences or [found.message]) and len(found.message) > 10


def test_no_sentence_of_an_exercise_is_overwritten_before_it_is_told():
    for path in Path(inspect.getfile(chain_rule)).parent.glob("*.py"):
        blocks = [getattr(node, "body", []) for node in ast.walk(ast.parse(path.read_text("utf-8")))]
        pairs = [pair for block in blocks if isinstance(block, list) for pair in pairwise(block)]
        again = [b for a, b in pairs if isinstance(a, ast.Assign) and isinstance(b, ast.Assign) and same_name(a, b)]
        assert [f"{path.name}:{each.lineno}" for each in again] == []


def same_name(first, second):
    return ast.dump(first.targets[0]) == ast.dump(second.targets[0])


def each_number(change):
    return np.vectorize(change, otypes=[object])


def written(figures):
    return each_number(lambda number: float(f"{number:.{figures}g}"))


def nested(tuples):
    return tuple(map(nested, tuples)) if isinstance(tuples, list) else tuples


def in_sympy(value):
    return sp.Matrix(value) if value.ndim else sp.Float(float(value))


FORMS = {
    "as it is": lambda value: value,
    "of a pocket calculator": written(6),
    "to three figures": written(3),
    "with rounding noise": lambda value: value * (1 + 1e-15) - 1e-15,
    "in Fractions": each_number(lambda number: Fraction(float(number))),
    "in SymPy": in_sympy,
    "in SymPy's numbers": each_number(lambda number: sp.Rational(float(number))),
    "in NumPy": np.array,
    "in JAX": jnp.asarray,
    "in nested tuples": lambda value: nested(value.tolist()),
}


def values_of(name):
    """What the right answer gives at each place, as arrays of NumPy."""
    answer = run(ANSWERS[name].right, name)
    return [np.asarray(answer(*each) if callable(answer) else answer, float) for each in exercises()[name].at]


def answering(name, values):
    """An answer to the exercise of that name that has these values, in turn."""
    values = iter(values)
    return (lambda *given: next(values)) if callable(run(ANSWERS[name].right, name)) else next(values)


@pytest.mark.few
@pytest.mark.parametrize("name", ANSWERS)
def test_the_right_answer_is_right_in_each_form(name):
    values, forms = values_of(name), list(FORMS)
    for first in range(0, len(forms), len(values)):  # each place gets another form, and each form a place
        tried = [forms[(first + place) % len(forms)] for place in range(len(values))]
        found = verdict(name, answering(name, [FORMS[form](value) for form, value in zip(tried, values, strict=True)]))
        assert found.correct, (tried, found.message)


@pytest.mark.few
@pytest.mark.parametrize("name", ANSWERS)
def test_the_right_answer_to_two_figures_is_told_so_and_off_by_more_than_a_hundredth_it_is_wrong(name):
    values = values_of(name)
    two, off = [written(2)(value) for value in values], [*values[:-1], 1.011 * values[-1]]
    found = verdict(name, answering(name, two))
    if name in COUNTS:
        assert found.correct == (two == values), found.message
        return
    near = all(np.abs(two - value).max() <= 1e-2 * np.abs(value).max() for two, value in zip(two, values, strict=True))
    assert found.message.startswith("Right to two figures" if found.mistake else "Right."), found.message
    assert found.mistake or near
    assert not verdict(name, answering(name, off)).correct


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x, y: np.array([[x, y], [y, x]]), "Not yet"),
        (lambda x, y: 1 / 0, "stops at x = 0.7, y = -0.4 with ZeroDivisionError: division by zero."),
        (lambda x, y: "four", "The answer must be a matrix of real numbers"),
        (lambda x, y: np.array([[x, np.nan], [y, x]]), "NaN"),
        (lambda x, y: ..., "Not answered yet"),
        (lambda x, y: np.array([[x, y], ...]), "Not answered yet"),
        (lambda x, y, z: x, "missing 1 required positional argument: 'z'"),
        (lambda x, y: jax.grad(lambda t: np.sin([t])[0])(x), "calls numpy on its argument: use jax.numpy"),
        (lambda p: sp.Matrix([[p[0], p[1]]] * 2), "to a library that can't take them, such as SymPy: return jnp.array"),
        (lambda x, y: x ^ 2, "in Python it is **, so write z**2 for z^2. (It stops at x = 0.7, y = -0.4.)"),
        (..., "Not answered yet"),
        (lambda x, y: sys.exit(), "calls exit, which ends Python: write return in its place."),
        (None, "Give the function itself"),
        ([[1.0, 2.0], [3.0, -1.0]], "Give the function itself, so that it can be tried: write check(jacobian_of_g)."),
    ],
)
def test_whatever_comes_is_answered_in_words(answer, said):
    assert said in verdict("jacobian_of_g", answer).message


def test_one_vector_or_its_entries_are_taken_and_a_list_too():
    assert verdict("jacobian_of_g", lambda p: [[jnp.exp(p[1]), p[0] * jnp.exp(p[1])], [2 * p[0], -1]]).correct
    columns = lambda x, y: ((np.exp(y), x * np.exp(y)), (2 * x, -1))  # noqa: E731
    assert verdict("jacobian_of_g", columns).correct


def test_a_mistake_at_some_places_only_is_located():
    def half_right(x, y):
        return jnp.array([[jnp.exp(y), x * jnp.exp(y)], [2 * x, -1]]) if x > 0 else jnp.eye(2) * 7

    said = verdict("jacobian_of_g", half_right).message
    assert said.endswith("fails at 1 of the 4 places tried, first at x = -1.2, y = 0.9.")


@pytest.mark.parametrize(
    ("name", "change", "mistake"),
    [
        ("warming", lambda right: -right, "sign"),  # right values of either sign
        ("warming", abs, "absolute_value"),
        ("log_det_of_coupling", lambda right: -right, "sign"),
        ("fold_line", lambda right: 4 * right, "factor"),  # at one place one over the right value, too
        ("det_of_composition", lambda right: right / 4, "factor"),
    ],
)
def test_a_mistake_counts_that_fits_at_every_place_though_at_some_a_likelier_one_fits(name, change, mistake):
    found = verdict(name, answering(name, [change(value) for value in values_of(name)]))
    assert (found.correct, found.mistake) == (False, mistake)


def test_a_factor_or_an_entry_that_differs_from_place_to_place_is_none():
    assert "fails at 2 of the 3" in verdict("ring_ratio", lambda r, theta, size: r / size).message  # 2, 1 and 4
    off = [value + np.eye(4)[place].reshape(2, 2) for place, value in enumerate(values_of("jacobian_of_g"))]
    assert "fails at 4 of the 4" in verdict("jacobian_of_g", answering("jacobian_of_g", off)).message


def axes(name):
    """How many axes the right answer has."""
    answer = run(ANSWERS[name].right, name)
    return np.ndim(answer(*exercises()[name].at[0]) if callable(answer) else answer)


ONE_VALUE = [name for name, exercise in exercises().items() if exercise.at == ((),)]
AXES = {name: axes(name) for name in ANSWERS}
ARRAYS = [name for name in ANSWERS if AXES[name] > 0]


@pytest.mark.few
@pytest.mark.parametrize("name", ARRAYS)
def test_where_an_array_is_wanted_dots_in_it_are_no_answer_yet_and_of_what_is_no_array_its_type_is_said(name):
    values = [value.astype(object) for value in values_of(name)]
    texts = [np.where(np.arange(value.size).reshape(value.shape) == 1, "1", value).tolist() for value in values]
    said = lambda each: verdict(name, answering(name, each)).message  # noqa: E731
    dots = [[value[:-1].tolist(), ...] for value in values]
    for unfinished in (dots, [[...] * len(value) for value in values]):
        assert said(unfinished) == f"Not answered yet: replace the ... in {name}."
    assert said([str(value.tolist()) for value in values]).endswith("; yours is of type str.")
    nothing = said([None] * len(values))
    assert nothing.endswith("yours is of type NoneType." if name in ONE_VALUE else "begin with return?")
    assert said(texts).endswith("; an entry of yours is of type str.")


VECTORS = [name for name in ARRAYS if AXES[name] == 1]


@pytest.mark.few
@pytest.mark.parametrize("name", VECTORS)
def test_a_vector_may_be_given_as_a_row_or_as_a_column_right_or_wrong(name):
    mistake, code = next(iter(ANSWERS[name].wrong.items()))
    wrong = [run(code, name)(*each) for each in exercises()[name].at]
    for shape in ((1, -1), (-1, 1)):
        assert verdict(name, answering(name, [value.reshape(shape) for value in values_of(name)])).correct
        assert verdict(name, answering(name, [value.reshape(shape) for value in wrong])).mistake == mistake
    twice = [np.stack([value, value]) for value in values_of(name)]
    assert verdict(name, answering(name, twice)).mistake == "shape"


def differences(h, of=jnp):
    def numeric_jacobian(x, y):
        g = lambda p: of.stack([p[0] * p[0] * p[1], of.sin(p[1]) + p[0]])  # noqa: E731
        a = of.array([x, y])
        return of.stack([(g(a + h * e) - g(a - h * e)) / (2 * h) for e in of.eye(2)], axis=1)

    return numeric_jacobian


@pytest.mark.parametrize("of", [np, jnp])
@pytest.mark.parametrize(
    ("steps", "mistake"),
    [
        ((1, 0.2, 0.08), "too large a step"),
        ((1e-3, 6e-6), None),
        ((1e-13, 3e-14, 2e-16), "too small a step"),
        ((1e-17,), "no step"),
    ],
)
def test_a_step_of_differences_that_is_too_large_or_too_small_is_named_whatever_it_is(of, steps, mistake):
    for h in steps:
        found = verdict("numeric_jacobian", differences(h, of))
        assert (found.correct, found.mistake) == (mistake is None, mistake), h


def test_what_only_looks_like_a_step_of_differences_is_not_called_one():
    right = values_of("numeric_jacobian")
    changes = [lambda J: J * [[1, 1], [1, 0.5]], lambda J: np.round(J, 1) + 0.03, lambda J: J * [[1, 1], [0.9, 0.9]]]
    for change in changes:
        found = verdict("numeric_jacobian", answering("numeric_jacobian", [change(value) for value in right]))
        assert not found.correct and "step" not in (found.mistake or "")


@pytest.mark.parametrize("share", [0.0045, -0.0045])
def test_an_answer_that_is_rounded_on_the_way_is_told_so_and_one_that_is_further_off_is_not(share):
    for name in ("safe_size", "squared_norm", "worst_of_straight", "largest_rate"):
        off = verdict(name, answering(name, [value * (1 + share) for value in values_of(name)]))
        assert (off.correct, off.mistake) == (False, "nearly") and "ound later" in off.message
        further = verdict(name, answering(name, [value * (1 + 2.3 * share) for value in values_of(name)]))
        assert further.mistake != "nearly"
    assert verdict("safe_size", lambda margin, largest: margin / (1.41 * largest)).mistake == "nearly"
    assert verdict("cheapest", 223).message == "Not yet: 223 isn't it."


def test_of_a_count_only_the_whole_number_itself_is_right():
    # what the answers write as whole numbers, and no others
    assert set(COUNTS) == {name for name, answers in ANSWERS.items() if isinstance(run(answers.right, name), int)}
    for name, count in COUNTS.items():
        for right in (count, float(count), Fraction(count), sp.Integer(count), np.array(count), 1.0 * count + 1e-15):
            assert verdict(name, right).correct
        for near in (count + 0.01, count - 0.01, count + 0.04):
            assert not verdict(name, near).correct
            assert verdict(name, near).message.startswith("Near, but this is counted")
    assert not verdict("cheapest", 220).correct and not verdict("cheapest", 225).correct
    assert "Right" not in verdict("cheapest", 220).message


@pytest.mark.parametrize("name", ONE_VALUE)
def test_of_one_value_that_is_wrong_it_is_said_in_a_sentence_and_nothing_of_places(name):
    right = np.asarray(run(ANSWERS[name].right, name), float)
    for wrong in (right * 1.234567, right + 0.777, right * 0 + 36.5, 1 / (right + 1e-3), np.zeros_like(right)):
        found = verdict(name, wrong.tolist())
        assert not found.correct
        assert not re.search("place|fails at|first at| of the 1", found.message), found.message
        assert not re.search("row|column|output|input", found.message) or right.ndim == 2, found.message


def test_of_one_value_that_has_no_name_the_value_or_the_wrong_entries_are_told():
    assert verdict("fewest", 37).message == "Not yet: 37 isn't it."
    assert verdict("largest_rate", 0.163).message == "Not yet: 0.163 isn't it."
    assert verdict("largest_rate", 6).message.startswith("Upside down")
    off = verdict("jacobian_of_affine", [[3, -1], [2, 1]]).message  # [[0, −1], [2, 0]] is right
    assert off == "Not yet: entries (1, 1) and (2, 2) are wrong, the others right."
    assert "entry at a time" in verdict("jacobian_of_affine", [[7, 8], [9, 5]]).message


def other_name(x):
    return x


def jacobian_of_G(x):
    return x


FOR_INSTANCE = ": write check(fewest=fewest) for a value, and check(jacobian_of_g) for a function."
ASKED_BACK = [(other_name, "; other_name is none of them."), (jacobian_of_G, ": did you mean jacobian_of_g?")]
ASKED_BACK += [(each, FOR_INSTANCE) for each in (lambda x: x, 3, ..., None)]
ASKED_BACK += [(30, ": write check(fewest=fewest)."), (42, ": write check(fewest=fewest).")]
ASKED_BACK += [(224, ": write check(cheapest=cheapest).")]
ASKED_BACK += [(math.pi**1.5, ": write check(gaussian_in_space=gaussian_in_space).")]
ASKED_BACK += [([[7, 8], [9, 5]], ": write check(jacobian_of_affine=jacobian_of_affine).")]


@pytest.mark.parametrize(("answer", "said"), ASKED_BACK)
def test_another_name_is_asked_back_and_of_a_value_the_one_that_can_be_meant_is_shown(answer, said, capsys):
    check(answer)
    assert capsys.readouterr().out.strip() == f"Keep the name that the exercise has, so that the check knows it{said}"


@pytest.mark.parametrize("name", exercises())
def test_a_slip_in_an_exercises_name_is_asked_back(name):
    for slip in (name[:-1], name + "x", name[1:]):
        assert verdict(slip, 3).message.endswith(f": did you mean {name}?")


def test_exit_in_an_answer_ends_neither_the_check_nor_the_kernel(monkeypatch, capsys):
    left = []
    shell = SimpleNamespace(ask_exit=lambda: left.append("the kernel"))
    shell.exiter = ZMQExitAutocall(shell)  # what `exit` and `quit` are in a notebook
    monkeypatch.setattr(leaving, "get_ipython", lambda: shell)

    def jacobian_of_g(x, y):
        shell.exiter()

    check(jacobian_of_g)
    assert capsys.readouterr().out == "jacobian_of_g calls exit, which ends Python: write return in its place.\n"
    assert left == []
    shell.exiter()  # and outside it leaves as ever
    assert left == ["the kernel"]


def test_a_function_that_was_called_is_no_step_up_the_ladder(capsys):
    for value in (1.0, 2.0, 3.0):
        check(folium_slope=value)
    said = "Give the function itself, so that it can be tried: write check(folium_slope).\n"
    assert capsys.readouterr().out == 3 * said


WHOLE = ".T", "[::-1]", "[:, ::-1]", "[0]", "[:, 0]", ".ravel()", " * -1", ".sum(axis=0)", ".sum(axis=1)", "**-1"
PARTS = ".at[0].set(7.0)", ".at[:, 0].set(7.0)", ".at[0, 0].set(7.0)", ".at[0, 0].set(0.0)", ".at[0, 0].multiply(-1)"
MADE = "abs({})", "jnp.linalg.inv({})", "jnp.diag(jnp.diag({}))", "{} @ {}.T"
SPOILT = [*("{}" + after for after in (*WHOLE, *PARTS)), *MADE]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_of_a_matrix_that_is_no_jacobian_nothing_is_said_of_inputs_and_outputs(spoilt):
    code = "change_of_square = lambda X, dX: " + spoilt.replace("{}", "jnp.asarray(X @ dX + dX @ X)")
    found = verdict("change_of_square", run(code, "change_of_square"))
    assert found.mistake not in (None, "stops", "unrecognized") and not found.correct
    assert not re.search(r"input|output|derivative|∂|Jacobian|\bJ\b", found.message)
    assert found.look is None


def test_of_a_matrix_that_no_mistake_explains_nothing_is_said_of_inputs_and_outputs_either():
    found = plain.matrix([[5.1, 0.3, 8.0], [7.7, 2.9, 0.4]], [[1.0, 2.0, 4.0], [3.0, 5.0, 9.0]])
    assert (found.mistake, found.message) == ("unrecognized", "Not yet. Try one entry at a time.")


def test_a_lazy_answer_is_told_to_be_wrapped_in_list():
    lazy = lambda x, y: zip([2 * x, y, 1], [0, x, 3], strict=True)  # noqa: E731
    assert verdict("jacobian_from_book", lazy).message.endswith("yours is of type zip: wrap it in list().")
