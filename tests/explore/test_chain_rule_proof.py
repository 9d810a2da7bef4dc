"""The two errors that explore.chain_rule_proof shows, against what they are by definition."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.explore.chain_rule_proof.numbers import compute, lens
from jaclib.explore.chain_rule_proof.words import say, values
from jaclib.explore.choose.chain import as_chain
from jaclib.explore.plane.law import RADII
from tests.explore.answers import rows_of, words_of

E5 = as_chain(["u^2 + v^2", "x^2 + y, x*y"])
BENT = as_chain(["u^2 - v, u*v", "polar"])
coordinate = st.floats(-1.5, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)
directions = st.floats(0, 2 * np.pi).map(lambda t: np.array([np.cos(t), np.sin(t)]))
sizes = st.floats(1e-3, 1)


def creased(v):
    """Both partial derivatives exist at 0, and beside the axes f isn't what they say."""
    square = v @ v
    return jnp.array([jnp.where(square > 0, v[0] ** 2 * v[1] / jnp.where(square > 0, square, 1.0), 0.0), v[1]])


@given(points, directions, sizes)
def test_for_the_examples_maps_both_errors_are_those_of_the_closed_form(a, h, size):
    """g's gap at h is (h₁², h₁ h₂) exactly, and f's gap at ℓ is ‖ℓ‖²."""
    now = compute(E5, a, h, size)
    (x, y), (p, q) = a, size * h
    b = np.array([x**2 + y, x * y])
    ell = np.array([2 * x * p + q + p**2, y * p + x * q + p * q])
    np.testing.assert_allclose(now["ell"], ell / size, atol=1e-9)
    np.testing.assert_allclose(now["first"], [2 * b @ [p**2, p * q] / size], atol=1e-9)
    np.testing.assert_allclose(now["second"], [ell @ ell / size], atol=1e-9)


@given(st.floats(0.2, 3), st.floats(-3, 3), directions, sizes)
def test_prediction_and_both_errors_add_up_to_the_true_step(r, theta, h, size):
    """With f and g written out in NumPy."""
    f = lambda u, v: np.array([u**2 - v, u * v])  # noqa: E731
    g = lambda r, t: (r * np.cos(t), r * np.sin(t))  # noqa: E731
    now = compute(BENT, np.array([r, theta]), h, size)
    true = (f(*g(r + size * h[0], theta + size * h[1])) - f(*g(r, theta))) / size
    np.testing.assert_allclose(now["predicted"] + now["first"] + now["second"], true, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(now["ends2"][-1], true, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(now["way2"][-1], true, rtol=1e-7, atol=1e-9)


@given(points, directions)
def test_the_step_in_the_middle_is_at_most_as_long_as_the_proof_says(a, h):
    """‖ℓ‖ ≤ (‖J_g‖ + 1) ‖h‖ where ε_g is at most 1: for g = (x² + y, xy) up to ‖h‖ = 1."""
    for size in (1, 0.1, 1e-3):
        now = compute(E5, a, h, size)
        assert np.linalg.norm(now["ell"] - now["middle"]) <= 1 + 1e-9  # ε_g
        assert np.linalg.norm(now["ell"]) <= np.linalg.norm(now["inner"], 2) + 1


def test_over_the_size_of_h_both_errors_fall_with_slope_1():
    now = compute(BENT, np.array([2, 0.8]), np.array([0.3, 0.3]), 0.5)
    small = RADII < 0.01
    for name in ("law_first", "law_second"):
        slope = np.polyfit(np.log(RADII[small]), np.log(now[name][small]), 1)[0]
        assert slope == pytest.approx(1, abs=0.01)
    np.testing.assert_allclose(now["laws"], [(1, True)] * 2, atol=0.02)


@pytest.mark.slow
def test_of_a_straight_map_only_the_other_ones_error_is_left():
    inner_straight = compute(as_chain(["u^2, v", "x + y, x - y"]), np.array([1.0, 0.5]), np.array([1.0, 0]), 0.1)
    assert np.linalg.norm(inner_straight["first"]) < 1e-14
    assert "the first stays 0, apart from rounding" in say(inner_straight)
    outer_straight = compute(as_chain(["u + v, v", "x^2, y"]), np.array([1.0, 0.5]), np.array([1.0, 0]), 0.1)
    assert "the second stays 0, apart from rounding" in say(outer_straight)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "g", "lacking"), [("|u|, v", "x, y", "f"), ("u, v", "|x|, y", "g")])
def test_where_a_map_has_no_jacobian_there_is_no_error_of_it_in_words_or_numbers(f, g, lacking):
    now = compute(as_chain([f, g]), np.array([0.0, 0.5]), np.array([-1.0, 0.0]), 0.1)
    at = {"f": "g(a)", "g": "a"}[lacking]
    assert say(now) == f"{lacking} has no Jacobian at {at} = (0, 0.5), and the chain rule says nothing."
    shown = {label: rows[0][0].strip() for label, rows in rows_of(values(now)).items()}
    assert shown["‖J_f ε_g‖"] == shown["whole error / ‖h‖"] == "undefined"
    assert shown["‖ε_f(ℓ)‖ ‖ℓ‖ / ‖h‖"] == {"f": "undefined", "g": "0.000"}[lacking]  # (u, v) is linear


FALLS, SOON = "the {} falls like ‖h‖^{}", "the {} is soon 0, apart from rounding"
STAYS = "the {} stays 0, apart from rounding"
FALLING = [  # from 0 on; f(g(h)) is (h₁⁹, h₂³), J_f = 0: the error over ‖h‖ is a power of it
    (["u^3, v^3", "x^3, y"], (0.0, 1.0), 0.5, "0", "0.25", STAYS, FALLS, "2.00"),
    (["u^3, v^3", "x^3, y"], (1.0, 0.0), 0.5, "0", f"{0.5**8:.3g}", STAYS, FALLS, "8.00"),
    (["u, v", "x^3, y"], (1.0, 0.0), 0.5, "0.25", "0", FALLS, STAYS, "2.00"),
    (["1 + u^20, v", "x, y"], (1.0, 0.0), 1, "0", "1", STAYS, SOON, ""),
    (["u, v", "max(x, 0.3), y"], (1.0, 0.0), 1, "0.7", "0", SOON, STAYS, ""),
]


@pytest.mark.parametrize(("maps", "h", "size", "of_g", "of_f", "first", "second", "power"), FALLING)
def test_an_error_that_is_shown_is_not_said_to_stay_0(maps, h, size, of_g, of_f, first, second, power):
    words = say(compute(as_chain(maps), np.zeros(2), np.array(h), size))
    assert f"is {of_g}, and the error of f is {of_f}. As h shrinks, {first.format('first', power)} and " in words
    assert words.endswith(f"{second.format('second', power)}.")


@pytest.mark.parametrize("factor", ["1e-12", "1e6"])
def test_straight_and_bent_are_told_apart_whatever_factor_the_maps_have(factor):
    a, h = np.array([1.0, 0.5]), np.array([1.0, 0])
    straight = say(compute(as_chain([f"{factor}*(u + v), v", "x, y"]), a, h, 1e-3))
    assert "the first stays 0, apart from rounding and the second stays 0" in straight
    assert "is 0, and the error of f is 0" in straight
    assert "the second falls like ‖h‖^1.0" in say(compute(as_chain([f"{factor}*u^2, 0*v", "x, y"]), a, h, 1e-3))


@pytest.mark.parametrize("size", [0.5, 0.01, 1e-4])
@pytest.mark.parametrize("factor", ["1e10", "1e-10", "1"])
def test_a_factor_that_one_map_has_and_the_other_takes_back_changes_no_error(factor, size):
    """f(g(x, y)) = (x², y): h₁² over ‖h‖ is left of the first component, 0.64 ‖h‖, and f is linear."""
    chain = as_chain([f"{factor}*u, v", f"{1 / float(factor)!r}*x^2, y"])
    now = compute(chain, np.array([0.3, 1.0]), np.array([0.8, 0.6]), size)
    np.testing.assert_allclose(now["first"], [0.64 * size, 0], rtol=1e-6, atol=1e-12)
    np.testing.assert_array_equal(now["second"], [0, 0])
    assert "As h shrinks, the first falls like ‖h‖^1.00 and the second stays 0, apart from rounding." in say(now)


@pytest.mark.parametrize("k", [1, 100, 1000])
def test_the_power_is_that_of_small_steps_however_fast_the_maps_turn(k):
    """sin(k u) − its tangent is −k² sin(k u) ℓ² / 2 and smaller terms, as h → 0."""
    chain = as_chain([f"sin({k}*u), v", "x^2, y"])
    words = say(compute(chain, np.array([0.3, 1.0]), np.array([0.8, 0.6]), 0.5))
    assert "the first falls like ‖h‖^1.00 and the second falls like ‖h‖^1.00." in words


@pytest.mark.parametrize(
    ("f", "said"),
    [
        ("tanh(1e8u), v", "follows no power of ‖h‖ yet"),  # 10⁻⁸ is where it begins to fall
        ("tanh(1e12u), v", "the second does not fall, down to ‖h‖ = 1e-09"),
        (creased, "the second does not fall"),
    ],
)
def test_of_an_error_that_follows_no_power_no_power_is_said(f, said):
    now = compute(as_chain([f, "x, y"], 2), np.zeros(2), np.array([0.8, 0.6]), 0.5)
    assert "falls" not in say(now)
    assert said in say(now)


def test_the_words_and_readouts_say_what_the_numbers_are():
    now = compute(E5, np.array([1.0, 1.0]), np.array([1.0, 0.0]), 0.1)  # ℓ = (2·0.1 + 0.01, 0.1), A = (4, 2)
    of_f = (0.21**2 + 0.1**2) / 0.1
    for said in ("length 0.1 at a = (1, 1)", "carried on by J_f, is 0.4", f"the error of f is {of_f:.3g}"):
        assert said in say(now)
    shown = {label: float(rows[0][0]) for label, rows in rows_of(values(now)).items()}
    assert shown["‖J_f ε_g‖"] == 0.4
    assert shown["whole error / ‖h‖"] == pytest.approx(0.4 + of_f, abs=1e-3)


def test_the_view_through_the_lens_holds_still_while_h_shrinks_further():
    boxes = [compute(BENT, np.array([2, 0.8]), np.array([0.3, 0.3]), size)["box2"] for size in (0.1, 0.01, 0.001)]
    np.testing.assert_array_equal(boxes[0], boxes[1])
    np.testing.assert_array_equal(boxes[1], boxes[2])
    assert lens(np.array([1.0]), np.array([[np.nan], [1.2]]))[0, 1] >= 1.2


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("maps", "a", "h", "said"),
    [
        (("u, v", "sqrt(x), y"), (0.1, 0.5), (-1, 0), "leaves the place where the maps are defined"),
        (("u, v", "sqrt(x), y"), (0, 0.5), (1, 0), "g has no Jacobian at a = (0, 0.5)"),  # an infinite slope
        (("|u|, v", "x, y"), (0, 1), (1, 0), "f has no Jacobian at g(a) = (0, 1), and the chain rule says nothing."),
        (("log(u), v", "x, y"), (0, 0.5), (1, 1), "f has no finite value at g(a) = (0, 0.5): it is"),
        (("u, v + w", "1/x, y, x"), (0, 0), (1, 0), "g has no finite value at a = (0, 0): it is undefined there, or"),
        (("u, v + w", "x/y, y, x"), (0, 0), (1, 0), "g is undefined at a = (0, 0): there is no derivative"),
        (("log(u), v", "exp(x), y"), (710, 1), (1, 0), "g has no finite value at a = (710, 1): it is"),
        (("u, v", "exp(1000x), y"), (0.3, 1), (1, 0), "leads to where the maps are undefined, or too large for double"),
    ],
)
def test_where_a_map_is_undefined_there_is_no_error(maps, a, h, said):
    assert said in words_of(explore.chain_rule_proof(*maps, a=a, h=h))["say"]


@pytest.mark.parametrize(
    ("maps", "arguments", "words"),
    [
        (("u", "v", "x, y"), {}, "`maps` must be two maps, outermost first; got 3"),
        ((), {"h": (0, 0)}, "`h` must be a step that is not 0, since it gives the direction"),
    ],
)
def test_two_maps_and_a_direction_are_needed(maps, arguments, words):
    with pytest.raises(ValueError, match=words):
        explore.chain_rule_proof(*maps, **arguments)
