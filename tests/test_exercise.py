"""What a check says: each known mistake is told as itself, and nothing that a student writes makes it raise."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import jaclib
from jaclib.explore.exercise import check, exercises, verdict
from tests.answers import all_answers

ANSWERS = all_answers()
WRONG = [(name, mistake) for name, answers in ANSWERS.items() for mistake in answers.wrong]


def run(code: str, name: str):
    """What the code defines under that name, in a notebook with the usual imports."""
    known = {
        "jax": jax,
        "jnp": jnp,
        "np": np,
        "jaclib": jaclib,
        **{each: getattr(jaclib, each) for each in jaclib.__all__},
    }
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
    assert len(found.message) > 10


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x, y: np.array([[x, y], [y, x]]), "Not yet"),
        (lambda x, y: 1 / 0, "stops with ZeroDivisionError"),
        (lambda x, y: "four", "The answer must be a matrix of real numbers"),
        (lambda x, y: np.array([[x, np.nan], [y, x]]), "NaN"),
        (lambda x, y: ..., "Not answered yet"),
        (lambda x, y: np.array([[x, y], ...]), "Not answered yet"),
        (lambda x: x, "stops with TypeError"),
        (..., "Not answered yet"),
        (None, "The answer must be a matrix"),
    ],
)
def test_whatever_comes_is_answered_in_words(answer, said):
    assert said in verdict("jacobian_of_g", answer).message


def test_a_mistake_at_some_places_only_is_located():
    def half_right(x, y):
        return jnp.array([[jnp.exp(y), x * jnp.exp(y)], [2 * x, -1]]) if x > 0 else jnp.eye(2) * 7

    assert verdict("jacobian_of_g", half_right).message.endswith(
        "fails at 1 of the 4 places tried, first at -1.2, 0.9."
    )


@pytest.mark.parametrize("answer", [lambda x: x, 3])
def test_another_name_is_asked_back(answer, capsys):
    check(answer)
    assert capsys.readouterr().out.startswith("Keep the name")
