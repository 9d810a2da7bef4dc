"""The numbers, the words and the arguments of explore.hessian, implicit and fisher, without a browser."""

import inspect

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, parse_map
from jaclib.explore.choose.function import as_function
from jaclib.explore.hessian.numbers import eigen
from jaclib.explore.hessian.words import shape
from jaclib.explore.implicit.branches import branches
from jaclib.explore.implicit.numbers import ACROSS
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import CIRCLE
from jaclib.programs import jets
from tests.examples import costly
from tests.explore.answers import verdicts, words_of
from tests.hand import enter

hessian, implicit, fisher = (inspect.getmodule(each) for each in (explore.hessian, explore.implicit, explore.fisher))
coordinate = st.floats(-1.8, 1.8)
points = st.tuples(coordinate, coordinate).map(np.array)
HILLS = "x^3/3 - x + y^2"
hills, valley = parse_map(HILLS), parse_map("(1 - x)^2 + 4(y - x^2)^2")
circle, cubic, folium = parse_map("x^2 + y^2 - 1"), parse_map("y^2 - x^3 + x"), parse_map("x^3 + y^3 - 3x*y")


def hilly(F, a, rate=0.1, step=0):
    return hessian.numbers.compute(F, np.array(a, dtype=float), rate, step)


def on_curve(F, a, size=0.5):
    return implicit.numbers.compute(F, np.array(a, dtype=float), size)


def gaussian(mu, sigma, n=5000):
    return fisher.compute(np.array([mu, sigma], dtype=float), n)


# explore.hessian


@given(points)
def test_gradient_and_hessian_of_the_valley_are_those_worked_out_by_hand(a):
    (x, y), now = a, hilly(valley, a)
    gradient = [-2 * (1 - x) - 16 * x * (y - x**2), 8 * (y - x**2)]
    H = [[2 - 16 * (y - x**2) + 32 * x**2, -16 * x], [-16 * x, 8]]
    np.testing.assert_allclose(now["gradient"], gradient, atol=1e-10)
    np.testing.assert_allclose(now["hessian"], H, atol=1e-10)
    np.testing.assert_allclose(now["eigenvalues"].sum(), np.trace(H), atol=1e-9)
    np.testing.assert_allclose(now["eigenvalues"].prod(), np.linalg.det(H), atol=1e-7)


@given(points, st.floats(0.01, 0.4), st.integers(0, 40))
def test_descent_on_a_bowl_multiplies_each_coordinate_by_1_minus_rate_times_its_curvature(a, rate, step):
    now = hilly(parse_map("x^2 + 3y^2"), a, rate, step)
    np.testing.assert_allclose(now["here"], a * (1 - rate * np.array([2, 6])) ** step, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(now["fall"], now["here"] ** 2 @ [1, 3], rtol=1e-9, atol=1e-12)


def test_the_level_lines_of_the_model_lie_where_the_model_has_these_levels():
    """For a quadratic F the model is F itself, wherever a is."""
    F = parse_map("x^2 + x*y + 3y^2")
    now, levels = hilly(F, (0.4, -0.3)), heights(F)["levels"]
    lines = now["model"][np.isfinite(now["model"]).all(axis=1)]
    found = np.array([float(F(p)[0]) for p in lines[::7]])
    assert len(found) > 20
    assert np.abs(found[:, None] - levels).min(axis=1).max() < 2e-3


def test_around_a_the_gradient_takes_the_circle_to_nearly_the_ellipse_of_h():
    now = hilly(hills, (0.5, 0.2))
    away = now["circle"] - now["a"]
    np.testing.assert_allclose(now["linear"], now["gradient"] + away @ now["hessian"], atol=1e-12)
    x, y = now["circle"].T
    np.testing.assert_allclose(now["true"], np.stack([x**2 - 1, 2 * y], axis=1), atol=1e-12)


@pytest.mark.parametrize(
    ("F", "a", "shape"),
    [
        (HILLS, (1, 0), "a bowl"),
        ("-x^2 - y^2", (0.3, 0), "a dome"),
        *[(F, a, "a saddle") for F, a in ((HILLS, (-1, 0)), ("x^2 - 1e-4 y^2", (0.2, 0.1)))],
        ("1e-12 (x^2 - y^2)", (0.1, 0.2), "a saddle"),
        # sin π is 1e-16 in the machine
        *[(F, a, "a gutter") for F, a in ((HILLS, (0, 1)), ("1e-12 y^2 + 1", (0, 1)), ("sin x + y^2", (np.pi, 0)))],
        *[(F, (0, 0), "a plane") for F in ("2x + y", "(x^2 + y^2)^1.5")],
        *[(F, a, "a ridge") for F, a in (("-x^2", (1, 1)), ("(x^2 + y^2)^1.5 - y^2", (0, 0)))],
    ],
)
def test_the_shape_of_the_model_is_said_in_a_word(F, a, shape):
    assert f"quadratic model is {shape}." in hessian.words.say(hilly(parse_map(F), a))


@given(st.floats(0.1, 10), st.floats(-6, 6), st.sampled_from([-1, 1]), st.floats(0, 3.2))
def test_the_kind_of_a_turned_quadratic_is_that_of_its_coefficients_however_unlike_they_are(p, power, sign, turn):
    q, c, s = sign * p * 10**power, np.cos(turn), np.sin(turn)
    H = np.array([[p * c * c + q * s * s, (p - q) * c * s], [(p - q) * c * s, p * s * s + q * c * c]])
    found, _ = eigen(H)
    assert shape(found) == ("a bowl" if sign > 0 else "a saddle")


def length_cubed(p):
    return jnp.linalg.norm(p) ** 3


@pytest.mark.few
@pytest.mark.parametrize(
    ("F", "a", "said"),
    [
        ("ln x", (-1, 0), "F is undefined at a = (-1, 0): it has no value there, and so no gradient and no Hessian."),
        (lambda p: jnp.log(p[0]), (-1, 0), "F is undefined at a = (-1, 0): it has no value there, and so no gradient"),
        ("1/(x + y)", (0, 0), "F is undefined at a = (0, 0)"),
        (
            "|x| + y^2",
            (0, 1),
            "F = 1. ∂F/∂x does not exist, since the slope of F is -1 for smaller x and 1 for larger:",
        ),
        ("sqrt(x) + y", (0, 1), "F = 1. ∂F/∂x does not exist: there is no gradient, and no Hessian."),
        ("x |x| + y^2", (0, 1), "the slope of ∂F/∂x is -2 for smaller x and 2 for larger: there is no Hessian."),
        ("(x^2 + y^2)^1.5", (0, 0), "F = 0 and the gradient has length 0. The Hessian has the eigenvalues 0 and 0"),
        (length_cubed, (0, 0), "F = 0 and the gradient has length 0. The Hessian has the eigenvalues 0 and 0"),
        ("cos x + y^2", (np.pi, 0), "F = -1 and the gradient has length 0."),
    ],
)
def test_where_there_is_no_value_no_gradient_or_no_hessian_that_is_said_and_nothing_else(F, a, said):
    words = hessian.words.say(hilly(as_function(F), a))
    assert said in words
    assert "nan" not in words
    assert ("quadratic model" in words) == ("eigenvalues" in said or "length 0." in said)


NONE = "∇F has no derivative there: there is no Hessian."


@pytest.mark.few
@pytest.mark.parametrize(
    ("F", "a", "H"),  # by hand
    [
        ("|z|^2", (0, 0), 2 * np.eye(2)),  # x² + y², of which JAX says 0 at 0
        ("|x+i*y|^2", (0, 0), 2 * np.eye(2)),
        ("|z^2|", (0, 0), 2 * np.eye(2)),
        ("|z-1|^2", (1, 0), 2 * np.eye(2)),
        (lambda x, y: jnp.abs(x + 1j * y) ** 2, (0, 0), 2 * np.eye(2)),
        ("|x+i*y|^2 - 3x^2", (0, 0), np.diag([-4, 2])),
        ("max(x, -x) - |x| + y^2", (0, 0), np.diag([0, 2])),
        ("y max(x, -x) - y |x| + x^2", (0, 0.5), np.diag([2, 0])),  # wrong all along the axis
        ("cos(hypot(x, y))", (0, 0), -np.eye(2)),  # the formula has no value
        ("sqrt(x^2 + y^2)^2", (0, 0), 2 * np.eye(2)),
        ("(x^2 + y^2)^2 + |x|^3", (0, 0), np.zeros((2, 2))),
        ("x^3 |x| + x*y", (0, 0), [[0, 1], [1, 0]]),
        ("x^2 + |y - x|^3", (0.3, 0.3), np.diag([2, 0])),
    ],
)
def test_the_hessian_is_that_of_f_also_where_its_formula_follows_a_convention_or_has_no_value(F, a, H):
    now = hilly(as_function(F, twice=True), a)
    np.testing.assert_allclose(now["hessian"], H, atol=1e-6)
    np.testing.assert_allclose(now["eigenvalues"], np.linalg.eigvalsh(np.array(H, dtype=float)), atol=1e-6)


@pytest.mark.few
@pytest.mark.parametrize(
    "F",
    [
        "|x^2 - y^2|",  # at least 0, and no saddle: ∇F is ±(2x, −2y)
        *("|x y|", "|x||y|", "|x y| + x^2 + y^2", "|x||y| + x^2 + y^2"),
        *("max(x*y, 0)", "max(x^2, y^2)", "sqrt(x^4 + y^4)"),
        *(lambda x, y: jax.nn.relu(x * y), lambda x, y: jax.nn.relu(y) * jnp.abs(x)),
        lambda x, y: x * y * (x**2 - y**2) / jnp.where(x**2 + y**2 > 0, x**2 + y**2, 1.0),  # ∂²F/∂x∂y is 1 or −1
    ],
)
def test_where_the_gradient_has_no_derivative_there_is_no_hessian_however_f_is_written(F):
    now = hilly(as_function(F, twice=True), (0, 0))
    assert hessian.words.say(now) == f"At a = (0, 0), F = 0 and the gradient has length 0. {NONE}"
    assert np.isnan(now["hessian"]).all() and np.isnan(now["eigenvalues"]).all()


def test_two_missing_derivatives_of_the_gradient_are_told_in_one_sentence():
    said = hessian.words.say(hilly(parse_map("|x|^1.5 + |y|^1.5"), (0, 0)))
    missing = "The derivative of ∇F by x does not exist, and the derivative of ∇F by y does not exist"
    assert said == f"At a = (0, 0), F = 0 and the gradient has length 0. {missing}: there is no Hessian."


@pytest.mark.parametrize(
    ("F", "a", "gaps"),
    [
        *[(F, (0.5, 0.4), 2) for F in ("|x| + y^2", "|x| + 0 ln y")],
        ("|x^2 - y^2|", (0.93, 0.57), 2),
        *[(F, a, 0) for F, a in ((HILLS, (0.5, 0.5)), ("3x + 2y", (0.5, 0.5)), ("sin(20x) y", (0.3, 0.4)))],
    ],
)
def test_the_gradients_on_the_circle_have_a_gap_where_it_crosses_a_crease(F, a, gaps):
    """Of radius 0.6: around (0.5, 0.4) it crosses x = 0 twice, and around (0.93, 0.57) the diagonal."""
    shown = hilly(parse_map(F), a)["true"]
    assert len(shown) - len(CIRCLE) == gaps
    assert np.isnan(shown).all(axis=1).sum() >= gaps


def test_a_descent_that_leaves_the_domain_is_told_so():
    said = hessian.words.say(hilly(parse_map("ln x + y^2"), (0.05, 1), 1.0, 5))
    assert "step 1 has led to where F is undefined" in said
    assert hessian.words.CHALLENGES["too fast"].judge(hilly(parse_map("ln x + y^2"), (0.05, 1), 1.0)) is None


def test_a_descent_that_comes_to_where_there_is_no_gradient_ends_there():
    """Down the cone each step is 0.1 long: the fifth from (0.3, 0.4) leads to its tip."""
    now = hilly(parse_map("√(x^2 + y^2)"), (0.3, 0.4), 0.1, 8)
    assert "After 8 steps of gradient descent with rate 0.1, the way has ended: step 5 led to" in hessian.words.say(now)
    assert "After 5 steps of gradient descent with rate 0.1, F is" in hessian.words.say(now | {"step": 5})
    assert hessian.words.CHALLENGES["too fast"].judge(now) is None


def test_a_descent_that_runs_away_is_told_so_without_a_warning(recwarn):
    now = hilly(parse_map("x^4 + y^4"), (1.9, 1.9), 1.0, 40)
    assert "beyond all bounds" in hessian.words.say(now)
    assert not [str(each.message) for each in recwarn if issubclass(each.category, RuntimeWarning)]


@pytest.mark.parametrize(
    ("name", "right", "near", "far"),
    [("saddle", (-1, 0.02), (-0.8, 0.1), (1, 0)), ("gutter", (0.01, 0.5), (0.1, 0.5), (1, 0.5))],
)
def test_a_challenge_of_hessian_knows_its_state(name, right, near, far):
    found = verdicts(hessian.words.CHALLENGES[name], *(hilly(hills, a) for a in (right, near, far)))
    assert found == [True, False, None]


def test_too_fast_is_a_rate_beyond_two_over_the_largest_eigenvalue():
    beyond, below = (hilly(parse_map("x^2 + 3y^2"), (0.5, 1), rate) for rate in (0.34, 0.3))
    assert verdicts(hessian.words.CHALLENGES["too fast"], beyond, below) == [True, None]


# explore.implicit


@given(st.floats(0.1, 3.0), st.floats(0.7, 1.4))
def test_a_point_off_the_circle_comes_to_the_nearest_one_of_it_and_the_slope_is_minus_x_over_y(angle, radius):
    p = np.array([np.cos(angle), np.sin(angle)])
    now = on_curve(circle, radius * p)
    np.testing.assert_allclose(now["p"], p, atol=1e-9)
    np.testing.assert_allclose(now["slope"], -p[0] / p[1], rtol=1e-7)
    np.testing.assert_allclose(now["gradient"] @ now["tangents"][0], 0, atol=1e-12)


@given(st.floats(-0.9, -0.1), st.floats(1e-3, 0.3))
def test_the_magnified_curve_is_the_root_of_the_cubic_and_its_gap_from_the_tangent_is_measured(x, size):
    now = on_curve(cubic, (x, np.sqrt(x**3 - x)), size)
    p, there = now["p"], now["p"][0] + size * ACROSS
    inside = (there > -0.97) & (there < -0.03)
    expected = (np.sqrt(np.abs(there**3 - there)) - p[1]) / size
    np.testing.assert_allclose(now["glass"][inside, 1], expected[inside], atol=1e-7 / size)
    if inside[80]:
        assert ACROSS[80] == pytest.approx(1)
        np.testing.assert_allclose(now["gap"], abs(expected[80] - now["slope"]) * size, atol=1e-8)


def test_the_piece_around_p_is_the_graph_between_the_upright_tangents():
    piece = on_curve(circle, (0.6, 0.9))["piece"]
    assert (piece[:, 1] > -0.03).all()
    assert np.ptp(piece[:, 0]) == pytest.approx(2, abs=0.01)
    assert (np.diff(piece[:, 0]) >= 0).all() or (np.diff(piece[:, 0]) <= 0).all()


@pytest.mark.slow
def test_where_the_tangent_is_upright_there_is_no_function_and_at_a_crossing_no_slope():
    assert "the tangent is vertical" in implicit.words.say(on_curve(circle, (1.3, 0)))
    assert np.isnan(on_curve(circle, (1.3, 0))["slope"])
    assert np.isnan(on_curve(folium, (0, 0))["slope"])


@pytest.mark.few
@pytest.mark.parametrize(
    ("text", "a", "said"),
    [
        ("x^2 + y^2 - 1", (1.3, 0), "the tangent is vertical; it turns back there, and near p the curve is no graph"),
        ("y^3 - x", (0, 0), "F_x = -1 and F_y = 0: the tangent is vertical; near p the curve is the graph of a funct"),
        ("y^3 - x", (0.3, 0), "the curve is the graph of a function y(x) all the same, but without a slope at p"),
        ("(y - 1)^5 - (x - 0.5)", (0.5, 1), "the curve is the graph of a function y(x) all the same"),
        ("x - 1/3", (1, 0), "near p the curve is a vertical line"),
        ("y - |x|", (0, 0), "∂F/∂x does not exist, since the slope of F is 1 for smaller x and -1 for larger"),
        ("y - |x|", (0, 0), "The curve has a corner: slope -1 on the left, 1 on the right, none at p."),
        ("x - |y|", (0, 0), "∂F/∂y does not exist"),
        ("1e-10 (x^2 + y^2 - 4)", (1, 1), "F_x = 2.83e-10 and F_y = 2.83e-10, so y(x) has the slope −F_y⁻¹ F_x = -1."),
        ("1e-200 (x^2 + y^2 - 4)", (1, 1), "so y(x) has the slope −F_y⁻¹ F_x = -1."),
        ("(x - y)^2", (0.3, 0.1), "At p = (0.2, 0.2) on the curve, F_x = F_y = 0. It is a double curve"),
        ("(x - y)^3", (0.3, 0.1), "F is 0 several times over"),
        ("x^2 - y^2", (0, 0), "The curve crosses itself: it has two tangents, of slope -1 and of slope 1, and so no"),
        ("x^3 + y^3 - 3x*y", (0, 0), "it has two tangents, of slope 0 and vertical, and so no slope"),
        ("x^3 + y^3 - 3x*y", (0.05, 0.05), "At p = (0, 0) on the curve, F_x = F_y = 0. The curve crosses itself"),
        ("x^2 + y^2", (0.1, 0.2), "The point is all there is of the curve near it"),
        ("y^2 - x^3", (0, 0), "The curve has a singular point, as a cusp is one"),
        ("|x + i*y|^2", (0, 0), "The point is all there is of the curve near it"),
        ("|x + i*y|^2 - 2y^2", (0, 0), "two tangents, of slope -1 and of slope 1"),  # x² − y²
        ("x^4 + y^4", (0, 0), "The point is all there is of the curve near it"),
        ("sqrt(x^4 + y^4)", (0, 0), "The point is all there is of the curve near it"),
        ("cos(hypot(x, y)) - 1", (0, 0), "The point is all there is of the curve near it"),
        ("max(x*y, 0)", (0, 0), "F gives no slope"),  # 0 on two quadrants, which are no two lines
        ("y + max(x, -x) - |x|", (0, 0), "so y(x) has the slope −F_y⁻¹ F_x = 0."),  # y = 0
        ("y - x hypot(x, y)", (0, 0), "so y(x) has the slope −F_y⁻¹ F_x = 0."),
        ("y - sqrt(x^2)", (0, 0), "The curve has a corner: slope -1 on the left, 1 on the right, none at p."),
        ("sqrt(x) - y", (0, 0), "∂F/∂x does not exist"),
        ("|x - y|^1.5", (0.3, 0.1), "F_x = F_y = 0. It is a double curve"),
        ("x^2 + y^2 + 1", (1, 1), "No point of the curve F = 0 is found near this one."),
        ("ln x + y", (-1, 0), "F is undefined at a = (-1, 0): no way leads from there to the curve."),
        ("sin x + 0*y", (3.0, 1), "At p = (3.14, 1) on the curve"),
        ("y - sin x", (0, 0), "so y(x) has the slope −F_y⁻¹ F_x = 1."),
        ("y - x", (0.5, 0), "the tangent is on the curve, up to rounding"),
        ("x - 1e-7 y", (0, 0), "so y(x) has the slope −F_y⁻¹ F_x = 1e+07."),  # steep, and no vertical tangent
    ],
)
def test_what_implicit_says_of_the_curve_is_so(text, a, said):
    now = on_curve(parse_map(text, ("x", "y")), a)
    words = implicit.words.say(now)
    assert said in words
    assert "nan" not in words and "inf" not in words
    assert np.isfinite(now["slope"]) == ("has the slope" in words)


RIGHT = "There is no y(x) as far as {} to the right of p."


@pytest.mark.few
@pytest.mark.parametrize(
    ("text", "a", "size", "said"),
    [
        ("x*y - 1", (-0.5, -2), 1.0, RIGHT.format(1)),
        ("1/x - y", (-0.1, -10), 0.5, RIGHT.format(0.5)),
        ("tan(x) - y", (1, 1.557), 1.0, RIGHT.format(1)),
        ("x^2 - y^2 - 0.04", (-0.5, 0.458), 1.0, RIGHT.format(1)),  # beyond -0.2 there is none, and again from 0.2
        ("x^2 + y^2 - 1", (0.6, 0.8), 0.5, RIGHT.format(0.5)),
        ("y^5 - x", (0.001, 0.25), 0.5, f"off the curve by {abs(0.25 + 0.5 / (5 * 0.25**4) - 0.501**0.2):.2g}."),
        ("x - y^3", (1e-3, 0.1), 1.0, f"off the curve by {abs(0.1 + 1 / 0.03 - np.cbrt(1.001)):.2g}."),
        ("x - y^3", (1e-9, 1e-3), 1e-3, f"off the curve by {abs(1e-3 + 1e-3 / 3e-6 - np.cbrt(1e-3)):.2g}."),
        ("cos(x)^2 + sin(x)^2 - 1", (0.1, 0), 0.5, "F is 0 all around p: there is no curve."),
        ("tanh(x) - sinh(x)/cosh(x)", (0.3, 0.2), 0.5, "F is 0 all around p: there is no curve."),
    ],
)
def test_the_tangent_is_compared_with_the_branch_that_p_is_on_as_far_as_that_goes(text, a, size, said):
    """By closed form: from (q⁵, q) the tangent of y = x^(1/5) has slope 1 / (5 q⁴), and that of ∛x has 1 / (3 q²)."""
    assert said in implicit.words.say(on_curve(parse_map(text, ("x", "y")), a, size))


def patched(p):
    """x − y, which JAX takes for −y where x is 0."""
    return jnp.where(p[0] == 0, 0.0, p[0]) - p[1]


def test_of_a_function_that_is_patched_at_a_point_the_slope_is_that_on_both_sides():
    now = on_curve(as_function(patched, twice=True), (0, 0))
    np.testing.assert_allclose(now["slope"], 1, rtol=1e-7)
    assert now["gap"] < 1e-7


def test_an_equation_is_taken_and_means_the_difference_of_its_sides():
    live = explore.implicit("x^2 + y^2 = 1")
    meant = {"y = x^2": -5, "x*y = 0": 12, "hypot(x, y) = 5": 0, "F(u, v) = u - 2v": -5, "x = x = y": -5}
    for typed, value in ({live.F: 24} | meant).items():
        enter(live, "F", [typed])
        assert as_function(live.F)(jnp.array([3.0, 4.0])).tolist() == [value]
    live.close()


def test_near_a_crossing_the_slope_is_that_of_the_branch_that_p_is_on():
    """Of the folium's branch near the first axis: y = x²/3 + x⁵/81 + …"""
    now = on_curve(folium, (0.02, 0.0))
    np.testing.assert_allclose(now["slope"], 2 * now["p"][0] / 3, rtol=1e-4)


@pytest.mark.parametrize(
    ("text", "error"),
    [("(x - y + 0.0123)^2", lambda x, y: x - y + 0.0123), ("(x^2 + y^2 - 1)^2", lambda x, y: np.hypot(x, y) - 1)],
)
def test_a_double_curve_is_drawn_where_it_is(text, error):
    now = on_curve(parse_map(text, ("x", "y")), (0.3, 0.1))
    line = now["whole"][np.isfinite(now["whole"][:, 0])]
    np.testing.assert_allclose(error(*line.T), 0, atol=1e-6)
    assert np.ptp(line, axis=0).min() > 1.9  # all of the circle, and the line through all of the square
    np.testing.assert_allclose(error(*(now["p"] + 1e-4 * now["tangents"]).T), 0, atol=1e-7)


def test_a_curve_of_many_pieces_compiles_no_more_than_another():
    """Where F only touches 0 at nodes of the net, each of 161 of them was a piece of its own."""
    branches(circle)
    before = jets.compiled._cache_size()
    assert len(heights(parse_map("(x - y)^2"))["zero"]) > 100
    branches(parse_map("(x - y)^2"))
    assert jets.compiled._cache_size() <= before + 1  # what is compiled for an older one may go


@pytest.mark.parametrize(("text", "a"), [("x^2 - y^2", (0, 0)), ("y^3 - x", (0, 0)), ("y - |x|", (0, 0))])
def test_where_there_is_no_slope_the_glass_still_shows_the_curve(text, a):
    F = parse_map(text, ("x", "y"))
    seen = on_curve(F, a, 0.2)["glass"]
    seen = seen[np.isfinite(seen[:, 0])]
    assert len(seen) > 40
    values = np.array([float(F(p)[0]) for p in 0.2 * seen[::5]])
    assert np.abs(values).max() < 2e-3


@pytest.mark.parametrize(
    ("name", "right", "near", "far"),
    [("slope one", (-0.7, 0.7), (-0.65, 0.75), (0.6, 0.8)), ("upright", (1, 0), (1, 0.1), (0.6, 0.8))],
)
def test_a_challenge_of_implicit_knows_its_state(name, right, near, far):
    found = verdicts(implicit.words.CHALLENGES[name], *(on_curve(circle, a) for a in (right, near, far)))
    assert found == [True, False, None]


@pytest.mark.slow
def test_the_straightest_piece_of_a_curve_is_found_by_its_gap():
    wave = parse_map("y - sin(2x)/3")
    states = [on_curve(wave, (0, 0), 0.1), on_curve(wave, (0.02, 0), 0.24)]
    states += [on_curve(parse_map(f"y - x^3/{c}"), (0, 0), size) for c, size in ((8, 0.19), (16, 0.2))]
    assert verdicts(implicit.words.CHALLENGES["straight"], *states) == [None, False, None, True]


# explore.fisher


@costly
@given(st.floats(-2, 2), st.floats(0.3, 3))
def test_the_information_carried_by_j_is_the_known_one_and_the_samples_agree(mu, sigma):
    now = gaussian(mu, sigma)
    np.testing.assert_allclose(now["carried"], [[1 / sigma**2, 0], [0, 2]], atol=1e-9)
    np.testing.assert_allclose(now["swapped"], [[1 / sigma**2, 0], [0, 2 / sigma**4]], rtol=1e-9, atol=1e-9)
    assert (np.abs(now["estimated"] - now["carried"]) < 4 * now["error"] + 1e-12).all()


@costly
@given(st.floats(-2, 2), st.floats(0.3, 3), st.integers(1, 50))
def test_the_estimate_is_the_mean_of_the_squared_scores_by_hand(mu, sigma, hundreds):
    """The slopes of the log-density in μ and λ = log σ are z / σ and z² − 1, for x = μ + σ z."""
    n, now = 100 * hundreds, gaussian(mu, sigma, 100 * hundreds)
    z = fisher.NOISE[:n]
    scores = np.stack([z / sigma, z**2 - 1], axis=1)
    np.testing.assert_allclose(now["estimated"], scores.T @ scores / n, rtol=1e-9)


@costly
@given(st.floats(0.1, 2), st.floats(-0.5, 0.5), st.floats(0.1, 2))
def test_along_the_ellipse_the_measured_length_is_the_same(p, q, r):
    information = np.array([[p, 0], [q, r]]) @ np.array([[p, q], [0, r]])
    steps = fisher.ellipse(np.array([1.0, 2.0]), information) - np.array([1, 2])
    np.testing.assert_allclose(np.einsum("ki,ij,kj->k", steps, information, steps), fisher.RIM**2, rtol=1e-9)


def test_the_graph_is_the_normal_density_of_scipy():
    graph = fisher.density((0.3, 1.4))
    np.testing.assert_allclose(graph[:, 1], scipy.stats.norm.pdf(graph[:, 0], 0.3, 1.4), rtol=1e-12)


def test_a_deviation_that_is_not_positive_is_refused_in_words():
    assert "must be positive" in fisher.say(gaussian(0, -0.5))
    assert "too small" in fisher.say(gaussian(0, 1e-160))
    assert np.isnan(gaussian(0, 0)["density"][:, 1]).all()


def test_the_challenges_of_fisher_know_their_states():
    for name, sigmas in (("both agree", (1.0, 1.1, 2.5)), ("four", (0.5, 0.52, 2.0))):
        found = verdicts(fisher.CHALLENGES[name], *(gaussian(0, sigma) for sigma in sigmas))
        assert found == [True, False, None]


# all of them


ELSEWHERE = "ln(x - 1) + y", "sqrt(-x - 1) - y", "ln(x - 5) + y", "1/(x - 0.2) + 1/(x - 0.6) + y"
IN_PYTHON = lambda p: jnp.log(p[1] - 1.5) - p[0]  # noqa: E731


@pytest.mark.parametrize("F", [*ELSEWHERE, IN_PYTHON])
@pytest.mark.parametrize("explorer", [explore.hessian, explore.implicit])
def test_a_is_first_set_where_f_has_a_value(explorer, F):
    live = explorer(F)
    now, domain = live.now(), np.array(live.now()["F"].domain)
    assert np.isfinite(now["F"](now["a"])).all()
    assert ((domain[:, 0] <= now["a"]) & (now["a"] <= domain[:, 1])).all()
    assert "undefined" not in words_of(live)["say"]


@pytest.mark.parametrize(("explorer", "usual"), [(explore.hessian, [0.2, 0.9]), (explore.implicit, [0.6, 0.8])])
def test_a_stays_where_another_f_has_a_value_too_and_else_goes_to_where_it_has_one(explorer, usual):
    live = explorer()
    assert live.a == usual
    live.a = (-0.5, 0.25)
    assert enter(live, "F", ["x^2 - y^2 - 0.1"]) == ""
    assert live.a == [-0.5, 0.25]
    assert enter(live, "F", ["ln(x) + y"]) == ""
    assert live.a == usual
    assert enter(live, "F", ["ln(x - 1) + y"]) == ""
    assert live.a[0] > 1
    live.close()


def swing(p):
    """Where a pendulum of angle and speed p is after five small steps: a function that is written as a loop."""
    for _ in range(5):
        p = p + 0.1 * jnp.stack([p[1], -jnp.sin(p[0])])
    return p[0]


@pytest.mark.parametrize("explorer", [explore.hessian, explore.implicit])
def test_a_function_is_compiled_once_for_all_that_is_shown_of_it(explorer):
    """What is written as a loop takes seconds, each time that it is in compiled code."""
    calls = []
    live = explorer(lambda p: (calls.append(type(p)), swing(p))[1], a=(0.3, 0.4))
    live.stage.draw(live.state)
    assert len(calls) <= 4  # what it returns, whether it can be differentiated, how long it is; and to compile it
    for x in (0.31, 0.32):
        live.stage.draw(live.state | {"a": [x, 0.4]})
    assert len(calls) <= 4
    live.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("text", ["sqrt(x) + y", "ln(x y)", "1/x + y", "x/y - 1"])
@pytest.mark.parametrize("name", ["hessian", "implicit"])
def test_where_a_function_is_undefined_there_are_gaps_and_no_error_and_no_warning(name, text):
    assert words_of(getattr(explore, name)(text, a=(-0.5, 0.0)))["say"]


@pytest.mark.parametrize(
    ("F", "words"),
    [
        ("x, y", "1 component is needed, and 2 were given"),
        (lambda p: p, "F must be a map from 2 numbers to one number"),
        (3, "F must be a formula or a function"),
    ],
)
@pytest.mark.parametrize("explorer", [explore.hessian, explore.implicit])
def test_an_argument_that_will_not_do_is_told_what_is_needed(explorer, F, words):
    with pytest.raises((ValueError, TypeError), match=words):
        explorer(F)


def test_a_function_that_gives_one_number_in_an_array_will_do():
    assert as_function(lambda p: jnp.stack([p[0] * p[1]]))([2.0, 3.0]).tolist() == [6.0]
