"""How many wrong answers get a name: those of students in `wrong/`, and those that are made from the table itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import diagnose, explore, parse_map
from jaclib.course.check import exercises, verdict
from jaclib.diagnose import mistakes
from jaclib.diagnose.mistakes import entries, matrices, numbers
from jaclib.diagnose.mistakes.row import Asked
from tests.course.written import told
from tests.course.wrong import WRONG

ELSEWHERE = "one_entry", "one_row", "one_column"  # where it is wrong is told, not why
MEANT = {  # the names that say what students call so
    "transposed": "transposed", "rows-swapped": "rows_swapped", "columns-swapped": "columns_swapped", "sign": "sign",
    "inverse": "inverse", "degrees": "degrees", "inner-left-out": "inner_forgotten", "star-for-at": "elementwise",
    "outer-left-out": "outer_forgotten missing_factor", "middle-left-out": "middle_forgotten",
    "order": "reversed_product", "sum-for-product": "added", "outer-transposed": "factor_transposed",
    "inner-transposed": "factor_transposed", "one-path": "one_path", "wrong-point": "wrong_point elsewhere",
    "composition-turned": "other_composition", "entrywise-inverse": "reciprocals", "two-figures": "two_figures nearly",
    "coordinates-swapped": "elsewhere angles_exchanged", "value-for-derivative": "values", "flattened": "flattened",
    "sign-of-an-entry": "sign signs", "diagonal-alone": "diagonal_alone diagonal_product one_number",
    "determinant-for-matrix": "one_number", "matrix-for-determinant": "matrix_itself parts", "trace": "trace",
    "absolute": "absolute_value", "absolute-forgotten": "sign", "factor-two": "factor entry_factor",
    "normalized": "unit", "input-forgotten": "held_fixed", "missing-factor": "missing_r missing_sine elsewhere factor",
    "not-added": "not_added parts", "row-left-out": "left_out", "norm-for-matrix": "one_number",
}  # fmt: skip
SELDOM = {"not_added", "angles_exchanged", "cofactor_sign", "parts", "two_figures"}  # reached in maths/test_mistakes.py
OF_THE_ANSWER = *entries.FIRST, *matrices.ROWS, *numbers.ROWS, *entries.LAST  # whose wrong answers may depend on it
TYPED = "x^2*y, x + 3y", "x*y, x - y^2", "exp(x)*cos(y), exp(x)*sin(y)"
IN_SPACE = ("x*y, y*z^2, x + z",)
POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.3, 0.35)]
SPATIAL = [(0.7, -0.4, 1.3)]


def questions() -> Iterator[tuple]:
    """Questions to `diagnose`, each with what is asked of an answer to it."""
    plane = [(parse_map(text), point) for text, point in zip(TYPED, POINTS, strict=True)]
    space = [(parse_map(text, ("x", "y", "z")), point) for text, point in zip(IN_SPACE, SPATIAL, strict=True)]
    for f, a in (*plane, *space):
        yield lambda answer, f=f, a=a: diagnose.matrix(answer, f, a)
        yield lambda answer, f=f, a=a: diagnose.determinant(answer, f, a)
    for (f, _), (g, a), (h, _) in (plane,):
        yield lambda answer, f=f, g=g, a=a: diagnose.chain(answer, f, g, a)
        yield lambda answer, f=f, g=g, h=h, a=a: diagnose.chain(answer, f, g, h, a)
    for right in (7.123, -0.41, 0.0831, 5.568):
        yield lambda answer, right=right: diagnose.number(answer, right)
    for vector in ([1.234, -2.345, -7.891], [0.4, 1.7]):
        yield lambda answer, vector=vector: diagnose.vector(answer, vector)


def asked(question) -> Asked:
    """The right ingredients of a question."""
    seen: list[Asked] = []
    with mock.patch.object(mistakes, "explaining", lambda it: seen.append(it) or iter(())):
        question([[0.123456]])
    return seen[0]


def spoilt(right) -> Iterator[np.ndarray]:
    """Answers that are off here and there: some mistakes are seen only beside the right entries of an answer."""
    corner = np.add.outer(range(right.shape[0]), range(right.shape[1]))
    yield 0.71 * right
    yield np.where(corner == 0, 1.37 * right + 0.11, right)
    yield np.where(np.arange(len(right))[:, None] == 0, 1.37 * right + 0.11, right)
    yield np.where(np.arange(right.shape[1]) == 0, 1.37 * right + 0.11, right)
    yield np.where(corner % 2, -right, right)
    yield np.where(right > 0, right, 0.9 * right).ravel()


def made() -> Iterator[tuple]:
    """Wrong answers made by the rows of the table: (question, the row's name, the answer)."""
    for question in questions():
        it = asked(question)
        reached: set[str] = set()
        rows = mistakes.TABLE
        for given in spoilt(it.expected):
            for row in (row for row in rows if it.kind in row.of and row.name not in reached):
                wrong = next((wrong for wrong, _ in row.made(replace(it, given=given))), None)
                if wrong is not None and np.isfinite(wrong).all() and mistakes.differs(wrong, it):
                    reached.add(row.name)
                    yield question, row.name, wrong
            rows = OF_THE_ANSWER


def count(found: list[tuple]) -> dict[str, int]:
    """Count the verdicts, and print the table: `found` has what was done, and what is said, of each answer."""
    kinds: Counter = Counter(right=0, wrongly_named=0, unnamed=0, located=0, named=0)
    for done, each in found:
        meant = MEANT.get(done, done).split()
        general = each.mistake in mistakes.NAMES and set(meant) & set(mistakes.NAMES)
        likely = {each.mistake, *(other.mistake for other in each.also)}
        if each.correct:
            kinds["right"] += 1
        elif each.mistake == "unrecognized":
            kinds["unnamed"] += 1
        elif each.mistake in ELSEWHERE and each.mistake not in meant:
            kinds["located"] += 1
        else:
            kinds["wrongly_named" if general and not likely & set(meant) else "named"] += 1
    print(f"\n{len(found)} wrong answers: " + ", ".join(f"{number} {kind}" for kind, number in kinds.items()))
    return dict(kinds)


@pytest.mark.slow
def test_of_students_wrong_answers_one_in_ten_at_most_gets_no_name_and_none_is_right():
    found = [(slug, told(about, text)) for about, rows in WRONG.items() for text, _, slug in rows]
    counted = count(found)
    assert counted["right"] == 0
    assert counted["unnamed"] <= 0.1 * len(found)
    assert counted["wrongly_named"] <= 0.01 * len(found)


@pytest.mark.slow
def test_what_is_made_from_the_table_gets_the_name_of_its_row_or_of_a_likelier_one():
    answers = list(made())
    assert len(answers) >= 250
    assert set(mistakes.NAMES) - {name for _, name, _ in answers} <= SELDOM
    counted = count([(name, question(wrong)) for question, name, wrong in answers])
    assert (counted["right"], counted["unnamed"]) == (0, 0)
    assert counted["wrongly_named"] <= 0.01 * len(answers)


def test_what_an_exercise_is_to_be_looked_at_in_can_be_shown():
    for explorer, arguments in {repr(each.look): each.look for each in exercises().values() if each.look}.values():
        getattr(explore, explorer)(**arguments).close()


def test_a_mistake_of_the_table_is_seen_in_the_exercises_own_map():
    swapped = verdict("jacobian_by_columns", lambda x, y: [[2 * x * y, 1], [x**2, 3]])
    explorer, arguments = swapped.look
    assert (explorer, arguments["f"], arguments["built"]) == ("jacobian_matrix", "x^2*y, x + 3y", 1.0)
    assert verdict("jacobian_by_columns", lambda x, y: jnp.array([[2 * x * y, x**2], [1, 3]])).look is None


STOPS = [
    (lambda x, y: x ^ 2, "write z**2 for z^2. (It stops at x = 0.7, y = -0.4.)"),
    (lambda x, y: jnp.array([x, y]) ^ 2, "write z**2 for z^2"),
    (lambda x, y: x(y + 1), "write 2 * (x + 1) for 2(x + 1)"),
    (lambda x, y: sin(x), "uses sin, which has no value here: write jnp.sin."),
    (lambda x, y: sine(x), "uses sine, which has no value here: is it spelt right?"),
    (lambda x, y: math.sin(x), "uses math, which has no value here: import math, or write jnp in its place."),
    (lambda x, y: (lambda p: p)(x, y), "calls a function with other arguments than it takes: "),
    (lambda x, y, z: x, "jacobian_of_g is called with x = 0.7, y = -0.4: "),
    (lambda x, y: jnp.array([x, y])[0, 1], "takes an entry by more numbers than the array has axes"),
    (lambda x, y: (lambda p: p)[0], "takes an entry of a function: call it first."),
    (lambda x, y: jnp.sum(jnp.array([x, y]), axis=2), "uses an axis that the array doesn't have"),
    (lambda x, y: [x, y] * 0.5, "reckons with a list as with an array"),
    (lambda x, y: [[x, y]].T, "write jnp.array([…]).T"),
    (lambda x, y: jnp.ones((2, 3)) @ jnp.ones((2, 3)), "arrays whose shapes don't fit"),
    (lambda x, y: jax.jvp(jnp.sin, (jnp.ones(2),), (jnp.ones(3),)), "jax.jvp wants a number for each input. (It stops"),
    (lambda x, y: print(x), "prints its answer, and returns nothing: write return in place of print."),
    (lambda x, y: None, "returns nothing: does its last line begin with return?"),
    (lambda x, y: lambda: x, "yours is a function. Call it"),
]


@pytest.mark.parametrize(("answer", "said"), STOPS)
def test_an_answer_that_stops_prints_or_returns_nothing_is_told_what_and_how_to_mend_it(answer, said):
    assert said in verdict("jacobian_of_g", answer).message


def test_a_number_of_math_from_an_array_is_told_of_jnp():
    import math

    layer = lambda W, b, x: math.tanh(W @ x + b)  # noqa: E731
    assert "jnp.sin for math.sin" in verdict("jacobian_of_layer", layer).message
