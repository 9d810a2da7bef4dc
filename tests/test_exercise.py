"""What a check says: each known mistake is told as itself, and nothing that a student writes makes it raise."""

from types import FunctionType

import numpy as np
import pytest

from jaclib.explore.exercise import EXERCISES, agree, check, verdict

KNOWN = [(name, sentence) for name, exercise in EXERCISES.items() for sentence in exercise.mistakes]


def named(name, function):
    """The function, as a student would have named it."""
    return FunctionType(function.__code__, function.__globals__, name, closure=function.__closure__)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_is_right(name, capsys):
    assert check(named(name, EXERCISES[name].right)) is None
    assert capsys.readouterr().out.startswith("Right")


@pytest.mark.parametrize(("name", "sentence"), KNOWN)
def test_a_known_mistake_is_told_as_itself_and_as_no_other(name, sentence):
    exercise = EXERCISES[name]
    values = {text: [np.asarray(f(*at)) for at in exercise.at] for text, f in exercise.mistakes.items()}
    assert [text for text in values if agree(values[text], values[sentence])] == [sentence]
    assert verdict(named(name, exercise.mistakes[sentence])) == sentence


def g(x, y):
    return np.array([[np.exp(y), x * np.exp(y)], [2 * x, -1]])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda x, y: g(x, y).T, "Transposed"),
        (lambda x, y: g(x, y)[:, ::-1], "wrong order"),
        (lambda x, y: g(x, y) * [[1, 1], [1, -1]], "only row 2, column 2 is wrong, and only its sign"),
        (lambda x, y: g(x, y) + np.array([[0, 1], [0, 0]]), "only row 1, column 2 is wrong."),
        (lambda x, y: -g(x, y), "every sign"),
        (lambda x, y: g(x, y)[0], "shape (2,); (2, 2) is needed"),
        (lambda x, y: g(x, y) + 1, "Not yet. At "),
        (lambda x, y: 1 / 0, "stops with ZeroDivisionError"),
        (lambda x, y: "four", "stops with ValueError"),
        (lambda x, y: ..., "Not answered yet"),
        (lambda x, y: np.array([[x, y], ...]), "Not answered yet"),
        (lambda x: x, "stops with TypeError"),
    ],
)
def test_each_kind_of_wrong_is_told_apart(answer, said):
    assert said in verdict(named("jacobian_of_g", answer))


def test_another_name_is_asked_back():
    assert verdict(lambda x: x).startswith("Keep the function's name")
    assert verdict(3).startswith("Keep the function's name")


def test_a_step_that_is_off_in_one_component_is_named():
    right = EXERCISES["prediction"].right
    assert "only component 2 is wrong" in verdict(named("prediction", lambda h: right(h) + np.array([0, 1])))
