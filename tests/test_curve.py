"""Places of a curve F = 0, and what it is like there: against curves of which all is known."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import parse_map
from jaclib.curve import graph, jets, kind, settle, tangents

circle = parse_map("x^2 + y^2 - 1", components=1)


@given(st.floats(0, 6.3), st.floats(0.5, 1.8))
def test_one_comes_to_the_nearest_place_of_the_circle(angle, radius):
    p = np.array([np.cos(angle), np.sin(angle)])
    place = settle(circle, [radius * p])
    assert place.found[0] and not place.flat[0]
    np.testing.assert_allclose(place.p[0], p, atol=1e-9)


@pytest.mark.parametrize("factor", [1e-10, 1.0, 1e10])
@pytest.mark.parametrize(
    ("text", "a", "expected", "p"),
    [
        ("x^2 + y^2 - 4", (1, 1), "regular", (2**0.5, 2**0.5)),
        ("x - 1e5 y^2", (0.1, 0), "regular", (0, 0)),
        ("x^2 + y^2 + 1", (1, 1), "nowhere", None),
        ("x^2 + y^2 + 1e-12", (1, 1), "nowhere", None),
        ("x^2 - y^2", (0, 0), "crossing", (0, 0)),
        ("x^2 - y^2", (0.1, 0), "crossing", (0, 0)),  # along the axis, as far from the one line as from the other
        ("x^2 - y^2", (0.1, 0.05), "regular", None),
        ("(x - 1/3)^2 - (y - 0.3)^2", (1 / 3, 0.3), "crossing", (1 / 3, 0.3)),
        ("x^3 + y^3 - 3x*y", (0.05, 0.05), "crossing", (0, 0)),  # along the diagonal, where no branch is met
        ("(x^2 + y^2)^2 - 2(x^2 - y^2)", (0, 0), "crossing", (0, 0)),
        ("x^2 - 1e-4 y^2", (0, 0), "crossing", (0, 0)),
        ("x^2 + y^2", (0.1, 0.2), "isolated", (0, 0)),
        ("(x - y)^2", (0.3, 0.1), "double", (0.2, 0.2)),
        ("x^2 - 2x*y + y^2", (0.3, 0.1), "double", (0.2, 0.2)),
        ("(x^2 + y^2 - 1)^2", (0.3, 0.4), "double", (0.6, 0.8)),
        ("(x - y)^3", (0.3, 0.1), "multiple", (0.2, 0.2)),
        ("y^2 - x^3", (0, 0), "singular", (0, 0)),  # a cusp
        ("y^2 - x^4", (0, 0), "singular", (0, 0)),  # two parabolas that touch
        ("x^3 - 3x*y^2", (0, 0), "singular", (0, 0)),  # three lines
        ("0*x", (0, 0), "everywhere", (0, 0)),
    ],
)
def test_what_the_curve_is_like_is_known_whatever_factor_f_has(text, a, expected, p, factor):
    F = parse_map(text, ("x", "y"), components=1)
    place = settle(F, [a], 1 / factor)
    assert kind(F, place, 1 / factor) == expected
    if p:
        np.testing.assert_allclose(place.p[0], p, atol=2e-8)  # written out, (x − y)² has rounding of 1e-16


@given(st.floats(-3, 3), st.floats(0.05, 3))
def test_the_tangents_of_a_crossing_have_the_slopes_of_its_lines(m, apart):
    """(y − m x)(y − n x) = y² − (m + n) x y + m n x²."""
    n = m + apart
    found = tangents(np.array([[2 * m * n, -(m + n)], [-(m + n), 2]]))
    np.testing.assert_allclose(sorted(found[:, 1] / found[:, 0]), [m, n], atol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1)


@given(st.floats(0.2, 2.9), st.lists(st.floats(-0.3, 0.3), min_size=1, max_size=200))
def test_the_graph_of_the_circle_is_the_root_and_is_missing_beyond_it(angle, away):
    p, away = np.array([np.cos(angle), np.sin(angle)]), np.array(away)
    found, square = graph(circle, p, away, slope=-p[0] / p[1]), 1 - (p[0] + away) ** 2
    inside = square > 1e-3
    np.testing.assert_allclose(np.abs(p[1] + found[inside]), np.sqrt(square[inside]), atol=1e-7)
    assert np.isnan(found[square < -1e-3]).all()


def count(p):
    return p[0] ** 2 * p[1]


@given(st.integers(1, 300))
def test_any_number_of_points_is_taken_by_the_code_of_one_size(k):
    points = np.stack([np.arange(k), np.ones(k)], axis=1).astype(float)
    found = jets(count, points)
    np.testing.assert_allclose(found.value, points[:, 0] ** 2)
    np.testing.assert_allclose(found.gradient, np.stack([2 * points[:, 0], points[:, 0] ** 2], axis=1))
    np.testing.assert_allclose(found.hessian[:, 0, 1], 2 * points[:, 0])
    assert jets(jnp.sum, np.ones((1, 2))).gradient.tolist() == [[1, 1]]
