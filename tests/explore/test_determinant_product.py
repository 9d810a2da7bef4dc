"""The numbers and the words of explore.determinant_product, without a browser."""

import re

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, explore, maps
from jaclib.explore.choose.chain import as_chain
from jaclib.explore.determinant_product.numbers import compute, sheets
from jaclib.explore.determinant_product.words import say, values
from jaclib.programs.field import field
from tests.explore.answers import rows_of

coordinate = st.floats(-1.5, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)


def to_the_circle(x):
    return x / jnp.sqrt(x @ x)


def patched(x):
    """The identity, with a value of its own for the point at which its formula has none."""
    return jnp.array([jnp.where(x[0] == 0, 0.0, x[0]), x[1]])


def both(f, g, a, side=0.5):
    return compute(as_chain([f, g], 2), np.array(a, dtype=float), side)


@given(points, st.floats(1e-3, 2))
def test_for_polar_coordinates_after_the_scaling_the_determinants_are_2x_and_6_by_hand(a, side):
    chain = as_chain(["polar", "scaling"], 2)
    now = compute(chain, a, side)
    assert now["det_g"] == pytest.approx(6)
    assert now["det_f"] == pytest.approx(2 * a[0], abs=1e-12)
    assert now["det_both"] == pytest.approx(12 * a[0], abs=1e-12)


@pytest.mark.slow
@given(points)
def test_the_determinants_of_two_maps_multiply_though_each_is_worked_out_by_itself(a):
    now = compute(as_chain(["swirl", "x y, x + y^2"], 2), a, 0.1)
    assert now["det_both"] == pytest.approx(now["det_f"] * now["det_g"], rel=1e-9, abs=1e-9)


def test_the_areas_of_a_small_box_grow_as_the_determinants_say():
    before, between, after = compute(as_chain(["complex square", "cusp"], 2), (1.0, 0.5), 1e-3)["areas"]
    g = 3 * 0.5**2 + 1.0
    f = 4 * (1.0 + (0.5**3 + 0.5) ** 2)
    assert before == pytest.approx(1e-6)
    assert between / before == pytest.approx(g, rel=1e-5)
    assert after / between == pytest.approx(f, rel=1e-5)


@pytest.mark.slow
def test_of_two_maps_the_areas_that_are_seen_are_named_where_layers_overlap():
    words = say(both("scaling", "fold", (0.3, 0), 1.5))
    assert "each layer counted (∫ |det J|), g makes its area 0.75 times as large" in words
    assert "about the area 0.844 under g and 5.06 under f∘g as a set" in words  # times 6
    words = say(both("complex square", "scaling", (0, 0), 1))
    assert "about the area 13 under f∘g as a set" in words  # half of ∫ 6 · 4 (4 x² + 9 y²) = 26
    assert "under g " not in words
    assert "layer" not in say(both("complex square", "scaling", (0.5, 0.25)))


SAID = [
    ("scaling", "ln x, y", (-1, 0.2), "g is undefined at a = (-1, 0.2): it has no value there, and so no derivative."),
    ("sqrt x, y", "scaling", (-1, 0.2), "f is undefined at g(a) = (-2, 0.6): it has no value there"),
    ("scaling", "ln x, y", (0.1, 0.2), "torn or undefined: there are no ratios of areas."),
    ("fold", "x + y, 2x + 2y", (0.3, 0.5), "3.2 for f at g(a); for f∘g at a it is their product, 0."),
    (to_the_circle, "scaling", (1, 0.5), "and f makes that 0 times as large, both together 0 times"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "g", "a", "words"), SAID)
def test_of_two_maps_what_is_undefined_or_0_is_said_to_be_so(f, g, a, words):
    now = both(f, g, a)
    assert words in say(now)
    assert "nan" not in say(now) + str(values(now))


@pytest.mark.slow
def test_of_two_maps_a_steep_one_is_told_by_the_ends_and_one_that_swings_too_finely_is_not_told():
    now = both("x, y", "sqrt(x), y", (0.5, 0.3), 1.0)
    np.testing.assert_allclose(now["areas"], 1, rtol=1e-9)  # from √0 to √1
    assert "g makes its area 1 times as large, and f makes that 1 times as large, both together 1 times" in say(now)
    np.testing.assert_allclose(both("sqrt(x), y", "x^2, y", (0.5, 0.3), 1.0)["areas"], 1, rtol=1e-9)
    now = both("sin(1000*x), y", "scaling", (0.5, 0.3), 1.0)
    assert "g or f∘g bends too finely in it for the areas of its images to be found." in say(now)
    assert "nan" not in say(now) + str(values(now))


KINKS = [
    ("scaling", "|x|, y", (0, 0.5), "g has no derivative at a = (0, 0.5)", (False, True, False)),
    ("|x|, y", "x + y, y", (-0.5, 0.5), "f has no derivative at g(a) = (0, 0.5)", (True, False, False)),
    ("x^2, y", "|x|, y", (0, 0.5), "g has no derivative at a = (0, 0.5)", (False, True, True)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "g", "a", "none", "known"), KINKS)
def test_at_a_kink_of_one_of_two_maps_there_is_no_product_of_determinants_and_the_areas_are_said(f, g, a, none, known):
    """|x|² is x² again: f∘g may be smooth where g has a kink."""
    now = both(f, g, a)
    words = say(now)
    assert words.startswith(f"{none}: not all of its partial derivatives exist there. A box of side 0.5 around a")
    assert "as large" in words
    assert not re.search("det J of", words)
    assert [not np.isnan(now[name]) for name in ("det_g", "det_f", "det_both")] == list(known)
    assert rows_of(values(now))["their product"] == [[" undefined"]]


@pytest.mark.parametrize("t", [1.0, 0.3])
def test_the_field_of_a_composition_is_that_of_the_whole(t):
    f, g, points = maps.swirl, maps.cusp, np.random.default_rng(0).normal(size=(3, 2, 2))
    values, J = field(compose(f, g), points, t)
    for x, value, matrix in zip(points.reshape(-1, 2), values.reshape(-1, 2), J.reshape(-1, 2, 2), strict=True):
        np.testing.assert_allclose(value, (1 - t) * x + t * f(g(x)), rtol=1e-12)
        by_hand = f.jacobian(g(x)) @ g.jacobian(x)
        np.testing.assert_allclose(matrix, (1 - t) * np.eye(2) + t * by_hand, rtol=1e-9, atol=1e-12)


def test_the_last_sheet_is_coloured_by_the_product():
    f, g = as_chain(["scaling", "fold"], 2)
    made = sheets(f, g)
    np.testing.assert_allclose(made["values2"] * made["end2"], 6 * made["values0"] * made["end0"], atol=1e-9)


def test_the_words_of_two_maps_say_what_the_numbers_are():
    words = say(compute(as_chain(["scaling", "scaling"], 2), (1.0, 1.0), 0.5))
    for said in ("6 times as large", "36 times", "it is their product, 36."):
        assert said in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"f": "u^2 + v^2"}, "2 components are needed, and 1 was given"),
        ({"g": "x + y"}, "2 components are needed, and 1 was given"),
        ({"g": lambda x, y: x + y}, "g must be a map from 2 numbers to 2 numbers"),
        ({"f": 3}, "catalogue name"),
    ],
)
def test_what_does_not_fit_into_two_maps_is_answered_by_what_is_needed(arguments, words):
    with pytest.raises((TypeError, ValueError), match=words):
        explore.determinant_product(**arguments)


@pytest.mark.parametrize(("f", "g"), [(patched, "scaling"), ("scaling", patched)])
def test_a_map_patched_at_the_very_point_has_the_determinant_that_it_has_beside_it(f, g):
    now = both(f, g, (0, 0))
    assert now["det_both"] == pytest.approx(6)  # scaling is 2x, 3y
    assert now["det_f"] * now["det_g"] == pytest.approx(6)
    assert "no derivative" not in say(now)
