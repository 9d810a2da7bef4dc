"""Places of a curve F = 0, and what it is like there: against curves of which all is known."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import parse_map
from jaclib.programs.jets import descent, jets
from jaclib.roots.branch import followed, graph
from jaclib.roots.curve import kind, settle, tangents

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


def as_far_as_it_goes(text, p, slope, size=1.0):
    away = size * np.linspace(-1.5, 1.5, 97)
    return p[0] + away, p[1] + followed(parse_map(text, ("x", "y"), components=1), np.array(p), away, slope)


@pytest.mark.few
@pytest.mark.parametrize(
    ("text", "y", "slope", "x", "pole"),
    [
        ("x*y - 1", lambda x: 1 / x, lambda x: -1 / x**2, -0.5, 0),
        ("1/x - y", lambda x: 1 / x, lambda x: -1 / x**2, -0.1, 0),
        ("1/x^2 - y", lambda x: 1 / x**2, lambda x: -2 / x**3, -0.51, 0),  # to the same side on both sides
        ("tan(x) - y", np.tan, lambda x: 1 + np.tan(x) ** 2, 1.0, np.pi / 2),
        ("(x^2 - 0.04)*y - 1", lambda x: 1 / (x**2 - 0.04), lambda x: -2 * x / (x**2 - 0.04) ** 2, -0.5, -0.2),
    ],
)
def test_y_of_x_ends_at_a_pole_and_what_is_beyond_belongs_to_another_branch(text, y, slope, x, pole):
    there, found = as_far_as_it_goes(text, (x, y(x)), slope(x))
    before = (there < pole - 0.04) & (there > pole - 2)
    np.testing.assert_allclose(found[before], y(there[before]), rtol=1e-8)
    assert np.isnan(found[there > pole]).all()


@pytest.mark.few
@pytest.mark.parametrize(
    ("text", "y", "x", "size"),
    [
        ("y^5 - x", lambda x: np.sign(x) * np.abs(x) ** 0.2, 0.25**5, 0.5),
        ("y^5 - x", lambda x: np.sign(x) * np.abs(x) ** 0.2, 0.001, 0.5),
        ("y^5 - x", lambda x: np.sign(x) * np.abs(x) ** 0.2, -0.26, 0.5),
        ("y^5 - x", lambda x: np.sign(x) * np.abs(x) ** 0.2, -0.03235, 0.0895),
        ("x - y^3", np.cbrt, 1e-3, 1.0),
        ("x - y^3", np.cbrt, 1e-9, 1e-3),
        ("y^9 - x", lambda x: np.sign(x) * np.abs(x) ** (1 / 9), -0.2, 1.0),
        ("(x^2 + 1e-4)*y - 1", lambda x: 1 / (x**2 + 1e-4), -0.5, 1.0),  # steep, high, and no pole
        ("y - tanh(1000x)", lambda x: np.tanh(1000 * x), -0.3, 1.0),
        ("y - |x|", np.abs, -0.3, 1.0),
        ("(y - x)(y + x)", lambda x: x, -0.5, 1.0),  # through the crossing, straight on
        ("y - sin(20x)", lambda x: np.sin(20 * x), -0.3, 1.0),
    ],
)
def test_y_of_x_goes_on_where_it_is_steep_or_has_a_vertical_tangent_or_a_kink(text, y, x, size):
    h = 1e-6 * abs(x)
    there, found = as_far_as_it_goes(text, (x, y(x)), (y(x + h) - y(x - h)) / (2 * h), size)
    np.testing.assert_allclose(found, y(there), atol=1e-7 * (1 + np.abs(y(there)).max()))


@pytest.mark.parametrize(
    "text", ["sin(x)^2 + cos(x)^2 - 1", "tanh(x) - sinh(x)/cosh(x)", "(x + y)^2 - x^2 - 2x*y - y^2"]
)
@pytest.mark.parametrize("a", [(0.1, 0), (0.3, 0.2), (-1.3, 0.7)])
def test_a_function_that_is_0_everywhere_but_for_rounding_has_no_curve(text, a):
    F = parse_map(text, ("x", "y"), components=1)
    place = settle(F, [a], 1e-16)
    assert kind(F, place, 1e-16) == "everywhere"
    np.testing.assert_array_equal(place.p[0], a)


@pytest.mark.parametrize(
    "text", ["sin(300000x) - y", "|x - 0.1| - y", "x/|x| - y", "y - 1e-12*sin(x)", "1e-14*(x + y)"]
)
def test_what_changes_fast_or_has_a_kink_or_a_jump_or_is_small_is_not_taken_for_rounding(text):
    F = parse_map(text, ("x", "y"), components=1)
    for a in [(0.1, 0), (0.3, 0.2), (1e-5, 0.7)]:
        assert not settle(F, [a]).noise[0]


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


def uphill(p):
    """A function with both derivatives by hand: `slope` and `bend`."""
    x, y = p
    return jnp.sin(x) * y**2 + jnp.exp(x * y)


def slope(x, y):
    e = np.exp(x * y)
    return np.stack([np.cos(x) * y**2 + y * e, 2 * np.sin(x) * y + x * e], axis=-1)


def bend(x, y):
    e = np.exp(x * y)
    mixed = 2 * np.cos(x) * y + (1 + x * y) * e
    return np.array([[-np.sin(x) * y**2 + y**2 * e, mixed], [mixed, 2 * np.sin(x) + x**2 * e]])


@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.floats(-3, 3).map(lambda power: 10**power))
def test_the_derivatives_in_a_jet_are_those_worked_out_by_hand(x, y, scale):
    found = jets(uphill, np.array([[[x, y]], [[y, x]]]), scale)
    assert found.hessian.shape == (2, 1, 2, 2)
    for k, (u, v) in enumerate([(x, y), (y, x)]):
        np.testing.assert_allclose(found.gradient[k, 0] * scale, slope(u, v), atol=1e-12)
        np.testing.assert_allclose(found.hessian[k, 0] * scale, bend(u, v), atol=1e-12)


def logarithm(p):
    return jnp.log(p[0]) + p[1] ** 2


def test_where_a_function_has_no_value_its_jet_has_no_derivatives():
    found = jets(logarithm, np.array([[-1.0, 2.0], [1.0, 2.0]]))
    assert np.isnan(found.gradient[0]).all() and np.isnan(found.hessian[0]).all()
    np.testing.assert_allclose(found.gradient[1], [1, 4], rtol=1e-15)
    np.testing.assert_allclose(found.hessian[1], [[-1, 0], [0, 2]], rtol=1e-15)


def step_by_step(a, rate, steps):
    for _ in range(steps):
        yield a
        a = a - rate * slope(*a)
    yield a


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(1e-3, 0.1), st.integers(0, 40), st.integers(0, 200))
def test_the_way_down_takes_the_steps_of_the_gradient_by_hand_and_others_are_asked_beside_it(x, y, rate, steps, k):
    beside = np.stack([np.linspace(-1, 1, 200)[:k], np.linspace(1, 0, 200)[:k]], axis=1)[: 15 * (steps + 1)]
    way, jet, others = descent(uphill, np.array([x, y]), rate, steps, beside)
    np.testing.assert_allclose(way, list(step_by_step(np.array([x, y]), rate, steps)), atol=1e-9)
    np.testing.assert_allclose(jet.gradient, slope(*way.T), atol=1e-12)
    np.testing.assert_allclose(others.gradient, slope(*beside.T), atol=1e-12)
