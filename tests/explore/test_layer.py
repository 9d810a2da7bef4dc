"""The numbers, the words and the arguments of explore.layer, without a browser."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.explore.layer.numbers import ACTIVATIONS, compute
from jaclib.explore.layer.words import CHALLENGES, DIAGONAL, say, spots, values
from tests.explore.answers import verdicts, words_of

weight = st.floats(-4, 4)
layers = st.fixed_dictionaries(dict.fromkeys(("w11", "w12", "w21", "w22", "b1", "b2"), weight))
inputs = st.tuples(weight, weight).map(np.array)
SLOPES = {  # worked out by hand
    "identity": lambda z: np.ones(2),
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 / np.cosh(z) ** 2,
    "ReLU": lambda z: (z > 0).astype(float),
    "softplus": lambda z: 1 / (1 + np.exp(-z)),
}


def seen(activation="sigmoid", a=(0.5, 0.5), **parameters):
    start = {"w11": 2.0, "w12": -1.0, "w21": 1.0, "w22": 1.5, "b1": 0.0, "b2": -0.5}
    return compute(activation, np.array(a, dtype=float), **(start | parameters))


@pytest.mark.few
@pytest.mark.parametrize("activation", ACTIVATIONS)
@given(layers, inputs)
def test_the_jacobian_is_the_product_of_the_slopes_in_closed_form_and_the_weights(activation, parameters, a):
    now = seen(activation, a, **parameters)
    W = np.array([[parameters[f"w{i}{j}"] for j in (1, 2)] for i in (1, 2)])
    z = W @ a + np.array([parameters["b1"], parameters["b2"]])
    np.testing.assert_allclose(now["z"], z, atol=1e-12)
    if np.abs(z).min() > 1e-9:  # a kink has no slope
        np.testing.assert_allclose(now["jacobian"], np.diag(SLOPES[activation](z)) @ W, atol=1e-12)
        np.testing.assert_allclose(now["jacobian"], np.diag(now["slopes"]) @ now["W"], atol=1e-12)


def test_with_the_identity_the_jacobian_is_the_weights():
    now = seen("identity", a=(3, -2), b1=1.5)
    np.testing.assert_array_equal(now["jacobian"], now["W"])


def test_an_entry_of_the_jacobian_is_shown_together_with_the_weight_and_the_slope_that_make_it():
    now = seen()
    entries = [each for each in spots(now) if each["words"].startswith("entry")]
    assert [each["cells"] for each in entries] == [
        {"J": [[i, j]], "W": [[i, j]], DIAGONAL: [[i, i]]} for j in range(2) for i in range(2)
    ]
    for each in entries:
        ((i, j),) = each["cells"]["J"]
        start, end = np.array(each["path"])
        assert abs(end - start)[i] == pytest.approx(abs(now["slopes"][i] * now["W"][i, j]), abs=1e-5)


def test_the_two_factors_stand_side_by_side_and_their_names_are_those_that_are_touched():
    shown = values(seen())[-1]["product"]
    assert [each["label"] for each in shown] == [DIAGONAL, "W", "J"]
    touched = {name for each in spots(seen()) for name in each["cells"]}
    assert touched == {DIAGONAL, "W", "J"}


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_is_drawn_also_for_neurons_without_weights_and_far_from_balance(activation):
    for W, b in [(((2, -1), (1, 1.5)), (0, -0.5)), (((0, 0), (0, 1)), (0, 0)), (((4, 4), (-4, -4)), (4, -4))]:
        json.dumps(words_of(explore.layer(W, b, activation, a=(4, 4)))["spots"], allow_nan=False)


def test_the_words_say_what_the_numbers_are():
    words = say(seen("tanh", a=(0.5, 0.5)))
    for part in ("σ the tanh", "neuron 1 has z = 0.5", "slope is 0.786", "(1.57, -0.786), row 1 of J", "z = 0.75"):
        assert part in words


def test_at_the_kink_of_relu_a_row_of_j_does_not_exist():
    now = seen("ReLU", a=(0.1, 0.3), w11=3, w12=-1)  # 0.1 · 3 − 0.3 is 6e-17 in the machine
    words = say(now)
    assert "neuron 1 has z = 0, where σ has a kink, with slope 0 below and 1 above: row 1 of J does not exist" in words
    assert np.isnan(now["jacobian"][0]).all() and np.isfinite(now["jacobian"][1]).all()
    told = [words, *(each["words"] for each in spots(now)), str(values(now))]
    assert not [each for each in told if "nan" in each]
    still = seen("ReLU", a=(0.1, 0.3), w11=0, w12=0)
    assert "row 1 of J is 0, as that of W is" in say(still)
    np.testing.assert_array_equal(still["jacobian"][0], 0)


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("awake", {"a": (0.125, 0.25)}, {"a": (0.5, 0.5)}, {"a": (2, 2)}),
        ("asleep", {"a": (3, 3)}, {"a": (2, 1)}, {"a": (0, 0)}),
        ("asleep", {"a": (3, 3)}, {"a": (2, 1)}, {"w21": 0, "w22": 0}),  # a row of weights that is nothing itself
    ],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    assert verdicts(CHALLENGES[name], seen(**there), seen(**nearly), seen(**elsewhere)) == [True, False, None]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"W": ((1, 2, 3), (4, 5, 6))}, "`W` must be two rows of two weights from -4 to 4"),
        ({"W": ((1, 2), (3, 5))}, "`W` must be two rows of two weights from -4 to 4"),
        ({"W": ((1, 2), (3,))}, "`W` must be two rows"),
        ({"W": ((1, 2), (3, np.nan))}, "`W` must be two rows"),
        ({"b": (1, 9)}, "`b` must be two biases from -4 to 4"),
        ({"b": "strong"}, "`b` must be two biases"),
    ],
)
def test_weights_and_biases_are_answered_by_their_shape_and_bounds_where_they_have_others(arguments, words):
    with pytest.raises(ValueError, match=words):
        explore.layer(**arguments)
