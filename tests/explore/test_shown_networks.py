"""As test_shown_numbers.py, for explorers of networks: made-up numbers, all different, stand under their own names."""

from importlib import import_module

import numpy as np
import pytest

from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop import words as backprop_words
from jaclib.explore.digits.numbers import margin
from jaclib.explore.layer.words import DIAGONAL
from jaclib.explore.learn import moons as penalized
from jaclib.explore.passes import words as passes_words
from jaclib.explore.sensitivity import words as sensitivity_words
from jaclib.explore.train import words as train_words
from jaclib.explore.train_flow import words as train_flow_words
from jaclib.network import Layer
from tests.explore.test_shown_numbers import entries, shown

layer, digits, checkpointing, vanishing = (
    import_module(f"jaclib.explore.{name}") for name in ("layer", "digits", "checkpointing", "vanishing_products")
)
J = np.array([[1.0, 2.0], [3.0, 4.0]])


def test_of_a_layer_z_is_before_the_activation_and_f_of_a_behind_it():
    now = {"z": np.array([1.5, -2.5]), "value": np.array([0.1, 0.2]), "slopes": np.array([0.3, 0.4]), "W": J}
    found = layer.words.values(now | {"jacobian": 2 * J})
    assert (entries(found[:2], "z"), entries(found[:2], "f(a)")) == ([[1.5], [-2.5]], [[0.1], [0.2]])
    assert [each["label"] for each in found[2]["product"]] == [DIAGONAL, "W", "J"]
    assert entries(found[2]["product"], DIAGONAL) == [[0.3, 0], [0, 0.4]]
    assert entries(found[2]["product"], "J") == (2 * J).tolist()


@pytest.mark.parametrize(
    ("activation", "steepest"),
    [("sigmoid", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2), ("tanh", lambda z: 1 / np.cosh(z) ** 2)],
)
def test_neurons_are_awake_where_their_activation_is_steepest(activation, steepest):
    judged = [
        layer.words.CHALLENGES["awake"].judge({"activation": activation, "slopes": steepest(np.array([0.0, z]))})
        for z in (0.1, 0.5, 4.0)
    ]
    assert (judged[0].right, judged[1] and judged[1].right, judged[2]) == (True, False, None)


def test_the_margin_is_what_the_label_has_above_the_highest_of_the_others():
    for scores, above in (([1.0, 5.0, 3.0], 2), ([2.0, 0.0, 9.0], -9)):
        network = (Layer(np.zeros((3, 1)), np.array(scores)),)
        assert margin(network, np.zeros(1), 1) == above


def test_of_the_attack_each_number_has_its_name():
    now = {"margin": [0.4, 0.3], "least": [-0.1, 0.2], "h": [np.array([0.3, 0.4]), np.array([0.0, 0.7])]}
    now |= {"held": np.arange(1, 6) / 10, "surely": np.arange(6, 11) / 10}
    expected = {"margin, without": 0.4, "margin, with": 0.3, "margin at x + h, without": -0.1}
    expected |= {"margin at x + h, with": 0.2, "‖h‖, without": 0.5, "‖h‖, with": 0.7}
    assert shown(digits.words.values(now)) == pytest.approx(expected)


STEADY = {"a": np.array([0.5, 0.75]), "step": 40, "eps": 0.25, "lam": 0.03, "place": 3}
STEADY |= {"held": np.array([0.91, 0.72, 0.73, 0.84, 0.75])}
for i, parts in enumerate(((1, J, 2.1, 0.6, -0.2, 0.05), (2, 2 * J, 2.2, 0.7, 0.3, 0.4))):
    names = "class", "jacobian", "norm", "margin", "least", "least_by_J"
    STEADY |= {f"{name}{i}": part for name, part in zip(names, parts, strict=True)}


def test_of_two_classifiers_each_number_has_its_name():
    expected = {"‖J(a)‖₂, without": 2.1, "‖J(a)‖₂, with": 2.2, "margin at a, without": 0.6, "margin at a, with": 0.7}
    expected |= {"worst margin, without": -0.2, "worst margin, with": 0.3}
    expected |= {"worst by J, without": 0.05, "worst by J, with": 0.4}
    assert shown(sensitivity_words.values(STEADY)) == pytest.approx(expected)
    assert entries(sensitivity_words.values(STEADY), "J(a), with") == (2 * J).tolist()
    words = sensitivity_words.say(STEADY)
    assert "Of the fresh points 91% without and 84% with penalty are right and stay right" in words
    assert "without penalty it is class 1 with a margin of 0.60 and ‖J‖₂ = 2.10, and the worst step of size" in words
    assert "makes the margin -0.20, which changes the class; with λ = 0.03 it is class 2" in words


def test_beside_a_segment_the_distance_is_to_its_nearer_end():
    lines = np.array([[-1.0, 0.0], [0.0, 0.0], [np.nan, np.nan]])
    found = penalized.distances(np.array([[3.0, 4.0], [-0.5, 2.0], [-4.0, 4.0]]), lines)
    np.testing.assert_allclose(found, [5, 2, 5])


@pytest.mark.parametrize(("sweep", "counts"), [("reverse", 1), ("forward", 3)])
def test_of_a_sweep_each_number_has_its_name(sweep, counts):
    now = {
        "loss": 0.5,
        "sweep": sweep,
        "passed": 11,
        "done": 22,
        "swept": 9,
        "found": 3,
        "depth": 1,
        "batch": False,
        "stored": 33,
        "most": 44,
    }
    now |= {"reverse_total": 55, "forward_total": 66, "gap": 0.25, "biases1": np.array([0.125])}
    expected = {"loss": 0.5, "multiplications, forward pass": 11, f"in the {sweep} sweep": 22, "passes": counts}
    expected |= {"numbers held": 33, "at most": 44, "reverse sweep in all": 55, "forward sweep in all": 66}
    assert shown(backprop_words.values(now)) == expected | {"difference from jax.grad": 0.25, "b₁": 0.125}
    total, other = (55, "the forward sweep takes 66") if sweep == "reverse" else (66, "the reverse sweep takes 55")
    words = backprop_words.cost(now)
    assert f"has done 22 of its {total} multiplications and holds 33 numbers (44 at its peak); {other}." in words


def test_parameters_are_named_row_by_row_as_numpy_lays_a_matrix_out():
    weights, biases = np.arange(12).reshape(4, 3), np.arange(12, 16)
    for number in range(16):
        place = (np.argwhere(weights == number) if number < 12 else np.argwhere(biases == number))[0] + 1
        name = f"W₂[{place[0]}, {place[1]}]" if number < 12 else f"b₂[{place[0]}]"
        assert sweeps.entry((5, 3, 4, 1), 1, number) == name


def test_of_a_network_in_training_each_number_has_its_name_and_odds_of_3_to_1_are_three_quarters():
    now = {"step": 20, "loss": 0.5, "slope": 0.125, "right": 0.9, "right_of_new": 0.8, "odds": np.log(3.0)}
    now["product"] = False
    found = shown(train_words.values(now | {"parameters": 17}))
    expected = {"step": 20, "loss": 0.5, "‖∇ loss‖": 0.125, "right": 90, "of new points": 80, "z": np.log(3)}
    assert found == pytest.approx(expected | {"probability of class 2": 0.75, "parameters": 17}, abs=5e-4)
    words = train_words.say(now | {"parameters": 17, "x": (1.0, 2.0), "rate": 0.01})
    assert "90.0% of the points, 80.0% of new ones, lie on their side" in words
    assert words.endswith("z = 1.1: class 2 with probability 0.75.")


def test_of_a_gradient_that_is_a_product_its_norm_is_shown_and_its_largest_entry_is_told():
    now = {"step": 20, "loss": 0.5, "slope": 5.5, "right": 0.9, "right_of_new": 0.8, "odds": 0.0, "parameters": 17}
    now |= {"rate": 0.01, "product": True, "layer": 2, "gradient": np.array([[1.0, 2.0, 0.0], [0.0, -4.0, 2.0]])}
    assert shown(train_words.values(now))["‖∂L/∂W₂‖"] == pytest.approx(5)
    words = train_words.say(now)
    assert "∂L/∂W₂ = Δ₂ᵀ A₁ / 200, the mean over all points" in words
    assert words.endswith("Its largest entry is -4, in row 2 and column 2.")


def test_of_a_flow_in_training_the_newest_likelihood_counts_and_each_number_has_its_name():
    now = {"held_out": np.array([3.0, 2.0, np.nan]), "best": 1.25, "mass": 0.98, "forward": -1.5, "backward": -1.75}
    expected = {"held out, −log p": 2, "with the source's density": 1.25, "total mass": 0.98}
    expected |= {"mean of log p, forwards": -1.5, "backwards": -1.75}
    assert shown(train_flow_words.values(now)) == pytest.approx(expected)
    words = train_flow_words.say(now | {"enough": True, "layers": 8, "passed": 8, "step": 40, "which": "rings"})
    assert "points held out have −log p = 2.00 nats on average" in words
    assert "it would be 1.25, and anything less is chance. The total mass is 0.980." in words


PASSES = {"m": 3, "n": 5, "way": "reverse", "kind": "dense", "done": 2, "needed": np.array([5, 3, 4]), "each": 100}
PASSES |= {"known": np.where(np.arange(15).reshape(3, 5) < 10, 1.0, np.nan), "taken": np.full(3, np.nan)}


def test_of_passes_each_number_has_its_name():
    expected = {"m": 3, "n": 5, "passes done": 2, "passes needed": 3, "entries known": 10}
    expected |= {"multiplications a pass": 100, "so far": 200, "in all": 300}
    assert shown(passes_words.values(PASSES)) == expected
    head, below = passes_words.bar_words(PASSES)
    assert head == ["forward: 5 passes", "▸ reverse: 3 passes, the fewest", "by colours: 4 passes"]
    assert below == [f"× 100 = {total} multiplications" for total in (500, 300, 400)]


def test_of_checkpoints_each_number_has_its_name_and_49_layers_need_no_more_than_14():
    now = {"depth": 49, "stride": 2, "peaks": np.array([49, 26, 19]), "sweeps": np.array([1.0, 1.5, 1.6])}
    expected = {"held at the peak": 26, "evaluations / K": 1.5, "held now": 5, "evaluated by now": 31, "2 √K": 14}
    assert shown(checkpointing.values(now | {"holding": 5, "evaluated": 31})) == expected


@pytest.mark.parametrize(
    ("arrives", "said"),
    [
        (8e-4, "vanished"),
        (2e-3, "shrunk, by a factor of 500"),
        (0.09, "shrunk, by a factor of 11.1"),
        (0.11, "kept its size, more or less"),
        (9, "kept its size, more or less"),
        (11, "grown, by a factor of 11"),
        (900, "grown, by a factor of 900"),
        (1.1e3, "exploded"),
    ],
)
def test_a_gradient_has_kept_its_size_within_a_factor_of_ten_and_vanished_or_exploded_beyond_a_thousand(arrives, said):
    values = np.linspace(2, 1, 4 * vanishing.WIDTH).reshape(4, vanishing.WIDTH)
    now = {"values": values, "gradient": np.array([arrives, 1.0]), "depth": 3, "through": 7, "activation": "tanh"}
    assert vanishing.say(now | {"residual": False, "scale": 0.8}).endswith(f": the gradient has {said}.")
    found = shown(vanishing.values(now))
    assert found["a layer multiplies it by"] == pytest.approx(arrives ** (1 / 3), rel=0.005)
    assert found["largest σ"] == pytest.approx(values[-1, 0], abs=5e-4)
    assert found["median σ"] == pytest.approx(values[-1, 16], abs=5e-4)
