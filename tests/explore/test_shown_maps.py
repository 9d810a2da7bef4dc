"""As test_shown_numbers.py, for explorers of maps: made-up numbers, all different, stand under their own names."""

from importlib import import_module

import numpy as np
import pytest

from jaclib.explore.chain_rule import words as chain_words
from jaclib.explore.change_of_variables import words as change_words
from jaclib.explore.coordinates import words as coordinates_words
from jaclib.explore.finite_differences import words as differences_words
from jaclib.explore.flow import words as flow_words
from jaclib.explore.hessian import words as hessian_words
from jaclib.explore.implicit import words as implicit_words
from jaclib.explore.jacobian_matrix import words as matrix_words
from jaclib.explore.newton import words as newton_words
from tests.explore.test_shown_numbers import entries, shown

mean_value, chain_rule_proof = (import_module(f"jaclib.explore.{name}") for name in ("mean_value", "chain_rule_proof"))
J = np.array([[1.0, 2.0], [3.0, 4.0]])
HILL = {"value": 1.5, "gradient": np.array([6.0, 7.0]), "hessian": J, "eigenvalues": (-3.0, 5.0)}
HILL |= {"here": np.array([8.0, 9.0]), "fall": 0.25}
PIECE = {"jacobian": J, "det": -2.0, "variables": ("r", "s"), "order": np.array([0, 1]), "outputs": ("u", "v")}
PIECE |= {"a": np.array([0.1, 0.2]), "size": np.array([0.5, 3.0]), "predicted": 3.1, "volume": 4.5, "seen": 3.75}
PIECE |= {"partials": np.array(None), "layered": True, "value": np.array([7.0, 8.0])} | dict.fromkeys(
    ("folded", "flat", "rough", "too_fine"), False
)


def test_of_a_hill_the_determinant_is_the_product_of_the_eigenvalues_and_the_rates_bound_is_of_the_larger():
    found = shown(hessian_words.values(HILL))
    assert found == pytest.approx({"F(a)": 1.5, "λ₁": -3, "λ₂": 5, "det H": -15, "2 / λ₂": 0.4, "F there": 0.25})
    assert entries(hessian_words.values(HILL), "x after k steps") == [[8], [9]]


def test_of_a_curve_the_gap_is_told_over_the_square_of_the_step():
    curve = {"p": np.array([1.0, 2.0]), "F_x": 3.0, "F_y": -4.0, "slope": 0.75, "gap": 0.02, "size": 0.5}
    expected = {"F_x": 3, "F_y": -4, "dy/dx": 0.75, "off at p + s": 0.02, "off / s²": 0.08}
    assert shown(implicit_words.values(curve)) == pytest.approx(expected)


def test_the_error_of_a_sum_is_its_gap_from_the_integral():
    found = shown(change_words.values({"sum": 5.5, "limit": 5.2, "integral": 5.1, "unsure": 0.0, "times": 2.0}))
    expected = {"n × n sum": 5.5, "the sum tends to": 5.2, "integral over the image": 5.1}
    assert found == pytest.approx(expected | {"error": 0.4, "layers, at most": 2})


def test_the_bound_is_the_largest_stretch_times_the_distance():
    way = {"distance": 2.0, "moved": 3.0, "ratio": 1.5, "here": 4.0, "there": 5.0, "largest": 6.0}
    way |= {"along": np.array([4.0, 6.0, 5.0])}
    way |= dict.fromkeys(("undefined", "torn", "vertical", "unbounded"), False)
    expected = {"‖b − a‖": 2, "‖f(b) − f(a)‖": 3, "images / points": 1.5, "‖J(a)‖₂": 4, "‖J(b)‖₂": 5}
    assert shown(mean_value.words.values(way)) == pytest.approx(expected | {"largest ‖J‖₂": 6, "bound": 12})


def test_of_the_two_errors_the_whole_is_that_of_their_sum_and_the_norm_of_j_its_largest_stretch():
    errors = {"first": np.array([3.0, 4.0]), "second": np.array([0.0, -2.0])}
    now = errors | {"ell": np.array([0.0, 7.0]), "inner": np.diag([3.0, 4.0])}
    expected = {"‖J_f ε_g‖": 5, "‖ε_f(ℓ)‖ ‖ℓ‖ / ‖h‖": 2, "whole error / ‖h‖": 13**0.5, "‖ℓ‖ / ‖h‖": 7, "‖J_g‖ + 1": 5}
    assert shown(chain_rule_proof.words.values(now)) == pytest.approx(expected, abs=5e-4)


def test_the_gap_of_a_step_is_told_over_its_own_length():
    now = {"step": np.array([3.0, 0.0]), "prediction": np.array([0.0, 4.0]), "h": np.array([2.0, 0.0])}
    now |= {"a": np.ones(2), "misled": np.array([np.nan]), "mistake": "", "order": "reverse", "done": 0}
    now |= {"links": [{}, {}]}
    found = chain_words.values(now)
    assert shown(found) == {"error": 5, "error / ‖h‖": 2.5}
    assert [entries(found, name) for name in ("true step", "J h", "h")] == [[[3], [0]], [[0], [4]], [[2], [0]]]


def test_below_newtons_steps_each_number_has_its_name_and_j_its_rows():
    now = {"here": np.array([0.1, 0.2]), "value": np.array([0.3, 0.4]), "y": np.array([0.5, 0.6]), "jacobian": J}
    now |= {"det": -2.0, "gap": 0.7, "taken": 3, "roots": np.zeros((5, 2)), "on_a_curve": False, "dimension": 0}
    found = newton_words.values(now)
    assert shown(found) == {"det J": -2, "‖f(x) − y‖": 0.7, "steps taken": 3, "roots in view": 5}
    assert entries(found, "J(x)") == J.tolist()
    assert [entries(found, name) for name in ("x", "f(x)", "y")] == [[[k / 10], [k / 10 + 0.1]] for k in (1, 3, 5)]


def test_of_a_flow_the_mass_is_with_the_determinants_and_the_other_without():
    now = {"passed": 2, "factors": np.array([J, 2 * J]), "logabsdets": np.array([0.5, 0.25, 9.0]), "jacobian": 3 * J}
    now |= {"levels": np.array([-1.5, -2.0, -2.25]), "no_way_back": "", "singular": 0, "mass": 0.99, "bare_mass": 1.7}
    expected = {"its log |det|": 0.25, "sum of log |det|": 0.75, "log p at z": -1.5, "log p at x": -2.25}
    assert shown(flow_words.values(now)) == pytest.approx(expected | {"total mass": 0.99, "without determinants": 1.7})
    assert entries(flow_words.values(now), "J of all passed") == (3 * J).tolist()


def test_by_differences_each_method_has_its_error_and_j_is_not_what_the_central_ones_give():
    now = {"precision": "float64", "jacobian_float64": J, "central_float64": J + 0.5}
    for k, method in enumerate(("forward", "central", "complex"), 1):
        parts = {"error": 0.1 * k, "calls": 10 * k, "best": 0.01 * k}
        now |= {f"{method}_{part}_float64": value for part, value in parts.items()}
    found = differences_words.values(now)
    expected = {"error, forward": 0.1, "error, central": 0.2, "error, complex": 0.3, "best h, forward": 0.01}
    expected |= {"values of f, forward": 10, "values of f, central": 20, "values of f, complex": 30}
    assert shown(found) == pytest.approx(expected | {"best h, central": 0.02})
    assert (entries(found, "J"), entries(found, "central")) == (J.tolist(), (J + 0.5).tolist())


@pytest.mark.parametrize("angle", [-135, -90, -20, 0, 30, 90, 150])
def test_a_column_points_where_it_is_said_to(angle):
    words = matrix_words.heading(2.5 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]))
    assert words == f"in direction {angle}°"


def test_of_a_box_and_its_image_each_number_has_its_name():
    expected = {"det J": -2, "ΔrΔs": 1.5, "|det J| ΔrΔs": 3.1, "∫ |det J|": 4.5, "true area": 3.75}
    assert shown(coordinates_words.values(PIECE)) == pytest.approx(expected)
    words = coordinates_words.say(PIECE)
    assert "with corner (0.1, 0.2) and sides 0.5, 3 has area 1.5. Its image has area about 3.75, 2.5 times" in words
    assert "and ∫ |det J| = 4.5 counts each. |det J| Δr Δs = 3.1 with det J = -2 at the corner: orienta" in words
