"""Where slopes on both sides differ there is no partial derivative; where they agree there is, whatever JAX gives."""

from functools import cache, partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from jaclib.evidence.judge import apart
from jaclib.evidence.kink import all_round, beside, derivative, partials, partials_from

compiled = partial(jax.jit, static_argnums=0)(partials)
slope = st.floats(-5, 5)
places = st.floats(-2, 2)


@cache
def of_x(first):
    """A map of the plane that has it as its first component."""
    return lambda p: jnp.stack([first(p[0]), p[0] * p[1]])


def found(first, x):
    return compiled(of_x(first), jnp.array([x, 0.7]))


def bent(p):
    """Of slope p below c and q above it, on a parabola: all four are its variables."""
    x, c, below, above = p
    return below * jnp.minimum(x - c, 0) + above * jnp.maximum(x - c, 0) + x**2


@given(places, slope, slope)
def test_at_a_kink_there_is_no_derivative_and_the_slopes_on_both_sides_are_known(c, below, above):
    assume(abs(below - above) > 1e-2)
    at = compiled(bent, jnp.array([c, c, below, above]))
    assert np.isnan(at.jacobian[0, :2]).all()  # along x and along the kink's own place
    np.testing.assert_allclose([at.left[0, 0], at.right[0, 0]], [below + 2 * c, above + 2 * c], atol=2e-3)
    np.testing.assert_allclose(at.jacobian[0, 2:], 0, atol=1e-12)
    assert not at.jumps.any()


@given(places, slope, slope, st.floats(1e-3, 1), st.sampled_from([-1, 1]))
def test_beside_a_kink_there_is_a_derivative(c, below, above, away, side):
    x = c + side * away
    at = compiled(bent, jnp.array([x, c, below, above]))
    np.testing.assert_allclose(at.jacobian[0, 0], (below if side < 0 else above) + 2 * x, rtol=1e-9, atol=1e-9)


SMOOTH = [  # with the derivative by hand
    (jnp.sin, np.cos),
    (lambda x: jnp.exp(3 * x), lambda x: 3 * np.exp(3 * x)),
    (lambda x: 1e6 * x**5 + 1e6, lambda x: 5e6 * x**4),
    (lambda x: jnp.tanh(50 * x), lambda x: 50 / np.cosh(50 * x) ** 2),
    (lambda x: jnp.abs(x) ** 1.5, lambda x: 1.5 * np.sign(x) * abs(x) ** 0.5),
    (lambda x: x * jnp.abs(x), lambda x: 2 * abs(x)),
    (lambda x: 1e-200 * x**2, lambda x: 2e-200 * x),
    (lambda x: 0 * x + 3, lambda x: 0 * x),
    (lambda x: jnp.sin(1e6 * x), lambda x: 1e6 * np.cos(1e6 * x)),
    (lambda x: x**40, lambda x: 40 * x**39),  # its bend is heard with the step NEAR, and with no smaller one
    (lambda x: jnp.sin(1000 * x) + 1e6, lambda x: 1000 * np.cos(1000 * x)),
]


@pytest.mark.parametrize(("first", "derivative"), SMOOTH)
@given(places)
@example(0.8046875)  # where the slopes of sin(10⁶ x) differ by 0.3 % with the nearer step
@example(1.0)
def test_what_is_smooth_has_the_derivative_of_its_formula_however_much_it_is_bent(first, derivative, x):
    at = found(first, x)
    np.testing.assert_allclose(at.jacobian[0, 0], derivative(x), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(at.jacobian[1], [0.7, x], atol=1e-12)
    assert not at.jumps.any()


@pytest.mark.parametrize(
    ("first", "x", "left", "right"),
    [
        (jnp.abs, 0.0, -1, 1),
        (lambda x: 1 + jnp.abs(x), 0.0, -1, 1),
        (lambda x: jnp.abs(x) + x, 0.0, 0, 2),
        (lambda x: 1e-30 * jnp.abs(x - 0.3), 0.3, -1e-30, 1e-30),
        (jax.nn.relu, 0.0, 0, 1),
        (lambda x: jnp.maximum(x, 2 - x), 1.0, -1, 1),
        (lambda x: jnp.abs(jnp.cos(x)), np.pi / 2, -1, 1),
        (lambda x: jnp.abs(x) ** 3 + jnp.where(x > 0, x**2 + 3 * x, x), 0.0, 1, 3),
        (lambda x: jnp.sqrt(x**2), 0.0, -1, 1),  # JAX gives NaN
    ],
)
def test_kinks_of_all_kinds(first, x, left, right):
    at = found(first, x)
    assert np.isnan(at.jacobian[0, 0])
    np.testing.assert_allclose([at.left[0, 0], at.right[0, 0]], [left, right], rtol=1e-4)
    np.testing.assert_allclose(at.jacobian[1], [0.7, x])  # the other component keeps its derivatives


@pytest.mark.parametrize("large", [1e3, 1e6, 1e9])
@pytest.mark.parametrize(
    ("first", "left", "right"),
    [
        (jnp.abs, -1, 1),
        (jax.nn.relu, 0, 1),
        (lambda x: jnp.maximum(-x, 2 * x), -1, 2),
        (lambda x: jnp.sqrt(x**2), -1, 1),
    ],
)
def test_a_kink_is_found_also_where_rounding_of_a_large_constant_hides_it_at_small_steps(first, left, right, large):
    at = found(lambda x: first(x) + large, 0.0)
    assert np.isnan(at.jacobian[0, 0])
    np.testing.assert_allclose([at.left[0, 0], at.right[0, 0]], [left, right], atol=1e-2)


@given(st.floats(-100, 100).filter(lambda power: abs(power) > 1), st.sampled_from([-1, 1]))
def test_a_kink_is_found_at_a_place_of_any_size_by_steps_of_that_size(power, sign):
    c = sign * 10.0 ** abs(power)
    at = compiled(between_lines, jnp.array([c, c]))
    assert np.isnan(at.jacobian).all()
    np.testing.assert_allclose([at.left[0], at.right[0]], [[-1, -2], [2, 1]], rtol=1e-6)


def between_lines(p):
    """max(−x, 2x) of the distance x from c; both are its variables."""
    return jnp.maximum(p[1] - p[0], 2 * (p[0] - p[1]))


@pytest.mark.parametrize(
    ("first", "slope"), [(lambda x: jnp.arctan(x / 1e-9), 1e9), (lambda x: jnp.tanh(1e12 * x), 1e12)]
)
def test_what_is_as_steep_as_a_jump_has_its_derivative(first, slope):
    at = found(first, 0.0)
    assert at.jacobian[0, 0] == pytest.approx(slope)
    assert not at.jumps.any()


POWERS = [
    lambda p: jnp.abs(p[0]) ** p[1] + p[2] * p[0],
    lambda p: jnp.sqrt(p[0] ** 2) ** p[1] + p[2] * p[0],  # JAX gives NaN
    lambda p: jnp.maximum(p[0], 0) ** p[1] + p[2] * p[0],
]


@pytest.mark.parametrize("f", POWERS)
@given(st.floats(0.01, 0.8), st.sampled_from([0.0, 1.0, -3.0]))
def test_what_is_bent_like_a_power_above_1_however_little_has_a_derivative(f, over, along):
    """|x|^p / |x| goes to 0 with x, for p > 1."""
    at = compiled(f, jnp.array([0.0, 1 + over, along]))
    assert at.jacobian[0, 0] == pytest.approx(along, abs=1e-9)


def in_single_precision(first):
    return lambda x: first(x.astype(jnp.float32))


@given(places.filter(lambda x: abs(x) > 0.1))
def test_a_smooth_map_in_single_precision_has_a_derivative(x):
    at = compiled(SINGLE[0], jnp.array([x, 0.7]))
    np.testing.assert_allclose(at.jacobian[0, 0], 2 * x, rtol=1e-6)
    assert not at.jumps.any()


SINGLE = [of_x(in_single_precision(lambda x: x**2)), of_x(in_single_precision(lambda x: jnp.abs(x) + 0.1))]


def test_a_kink_is_found_in_single_precision():
    assert np.isnan(compiled(SINGLE[1], jnp.array([0.0, 0.7])).jacobian[0, 0])


@given(st.floats(0.5, 0.6))
def test_what_rounding_leaves_of_a_slope_is_no_kink(y):
    """x² − y² and 2 x y, whose values beside x = 0 are as small as the step."""
    values = lambda p: np.stack([p[..., 0] ** 2 - p[..., 1] ** 2, 2 * p[..., 0] * p[..., 1]], axis=-1)  # noqa: E731
    for a in np.array([[0.0, y], [0.0, 0.5903723031585355]]):
        J = np.array([[0.0, -2 * a[1]], [2 * a[1], 0.0]])
        np.testing.assert_array_equal(partials_from(a, values(a), J, values(np.asarray(beside(a)))).jacobian, J)


@pytest.mark.parametrize("first", [jnp.floor, jnp.sign, lambda x: jnp.where(x > 0, x + 1, x)])
def test_where_f_jumps_there_is_no_derivative(first):
    at = found(first, 0.0)
    assert at.jumps.tolist() == [[True, False], [False, False]]
    assert np.isnan(at.jacobian[0, 0])


@pytest.mark.parametrize("steps", [1e2, 1e4, 1e5])
def test_at_the_edge_of_a_stair_however_small_there_is_no_derivative(steps):
    """The values are whole numbers, which single precision has as well: they are exact all the same."""
    values = lambda p: np.stack([np.floor(steps * p[..., 0]), p[..., 1]], axis=-1)  # noqa: E731
    for a, none in (np.array([1.0, 0.7]), True), (np.array([1 + 0.5 / steps, 0.7]), False):
        at = partials_from(a, values(a), np.array([[0.0, 0.0], [0.0, 1.0]]), values(np.asarray(beside(a))))
        assert np.isnan(at.jacobian[0, 0]) == none


def test_the_angle_jumps_where_one_steps_across_the_negative_axis_and_not_along_it():
    at = compiled(lambda p: jnp.arctan2(p[1], p[0]), jnp.array([-1.0, 0.0]))
    assert at.jumps.tolist() == [[False, True]]
    assert at.jacobian[0, 0] == 0


@pytest.mark.parametrize(
    "f",
    [
        lambda p: jnp.linalg.norm(p) ** 3,
        lambda p: jnp.sqrt(jnp.abs(p[0] * p[1])),
        lambda p: jnp.sqrt(p @ p) * p[0],
        lambda p: jnp.linalg.norm(p) ** 2,
    ],
)
def test_a_derivative_that_the_formula_can_not_give_is_found_by_the_slopes(f):
    origin = jnp.zeros(2)
    assert np.isnan(jax.grad(f)(origin)).any()
    assert compiled(f, origin).jacobian.tolist() == [[0, 0]]


@pytest.mark.parametrize("first", [jnp.sqrt, jnp.cbrt, lambda x: jnp.sqrt(jnp.abs(x))])
def test_where_the_slope_grows_beyond_bounds_there_is_no_derivative(first):
    assert np.isnan(found(first, 0.0).jacobian[0, 0])


@pytest.mark.parametrize(("first", "x"), [(jnp.log, -1.0), (lambda x: 1 / x, 0.0), (lambda x: jnp.sin(x) / x, 0.0)])
def test_where_f_is_undefined_nothing_is_known(first, x):
    assert np.isnan(found(first, x).jacobian[0]).all()


def test_a_point_near_a_kink_beside_its_own_size_is_not_taken_for_it():
    assert found(jnp.abs, 1e-9).jacobian[0, 0] == 1
    assert found(jnp.abs, -1e-9).jacobian[0, 0] == -1
    assert np.isnan(found(jnp.abs, 0.1 + 0.2 - 0.3).jacobian[0, 0])  # 6e-17, and 0 but for rounding


# In the plane, whichever way a step points


def of_a_plane(f, a):
    """The derivative at a, and whether J fits, of a function of x and y in plain NumPy, with central differences."""
    a = np.array(a, dtype=float)
    values = lambda points: np.stack([f(*np.moveaxis(points, -1, 0)), points[..., 1]], axis=-1)  # noqa: E731
    steps = 1e-6 * np.eye(2)
    J = np.stack([(values(a + h) - values(a - h)) / 2e-6 for h in steps], axis=1)
    return derivative(a, values(a), J, values(np.asarray(all_round(a))))


def over(p, q):
    return np.where(q == 0, 0.0, p / np.where(q == 0, 1.0, q))


@pytest.mark.parametrize(
    "f",
    [
        lambda x, y: np.sqrt(np.abs(x * y)),
        lambda x, y: 1e-9 * np.sqrt(np.abs(x * y)) + 3e-9 * x,
        lambda x, y: 7 + np.minimum(np.abs(x), np.abs(y)),
        lambda x, y: over(x**2 * y, x**2 + y**2),
        lambda x, y: over(x * y, x**2 + y**2),  # not even continuous
    ],
)
def test_where_all_partial_derivatives_exist_there_may_be_no_derivative(f):
    found = of_a_plane(f, (0, 0))
    assert np.isfinite(found.jacobian).all()
    assert not found.fits


DIFFERENTIABLE = [lambda x, y: np.sin(3 * x) * np.exp(y), lambda x, y: 1e6 * x * y + 1e6, lambda x, y: x**3 + y**2]
DIFFERENTIABLE += [lambda x, y: x * np.abs(x) + y * np.abs(y), lambda x, y: 1e-200 * x * y, lambda x, y: 0 * x + 2]
DIFFERENTIABLE += [lambda x, y: np.hypot(x, y) ** 1.5, lambda x, y: np.hypot(x, y) ** 1.05]
DIFFERENTIABLE += [lambda x, y: np.arctan(1e6 * x)]  # steeper ones change within the steps at 0 that tell
XS, YS = [-1.7, -1.0, 0.0, 0.3, 2.0], [-0.6, 0.0, 1e-3, 1.0]


@given(st.sampled_from(DIFFERENTIABLE), st.sampled_from(XS), st.sampled_from(YS))
def test_what_has_a_derivative_is_told_to_have_one(f, x, y):
    found = of_a_plane(f, (x, y))
    assert found.fits
    assert np.isfinite(found.jacobian).all()


def test_where_a_partial_derivative_is_infinite_it_is_so_and_where_there_is_none_it_is_nan():
    infinite = derivative(np.zeros(2), np.zeros(2), np.array([[np.inf, 0], [0, 1]]), np.cbrt(all_round(np.zeros(2))))
    assert infinite.jacobian[0, 0] == np.inf
    crease = derivative(np.zeros(2), np.zeros(2), np.eye(2), np.abs(all_round(np.zeros(2))))
    assert np.isnan(np.diag(crease.jacobian)).all()
    assert not infinite.fits and not crease.fits


SUMS = {  # whose creases cancel, with the derivative by hand
    "0": (lambda p: jnp.maximum(p[0], -p[0]) - jnp.abs(p[0]), 0.0),
    "x": (lambda p: jax.nn.relu(p[0]) - jax.nn.relu(-p[0]), 1.0),
    "3x": (lambda p: jnp.where(p[0] == 0, 0.0, 3 * p[0]), 3.0),
    "2x + 1": (lambda p: jnp.abs(p[0]) + 2 * p[0] + 1 - jnp.maximum(p[0], -p[0]), 2.0),
    "3x²": (lambda p: jnp.maximum(p[0], -p[0]) - jnp.abs(p[0]) + 3 * p[0] ** 2, 0.0),  # the slopes beside it differ
    "1e-9 x": (lambda p: 1e-9 * p[0] + 1e9, 1e-9),  # lost in rounding, and no crease
    "x²": (lambda p: p[0] ** 2 + 0.5, 0.0),
}


@pytest.mark.parametrize("name", SUMS)
def test_a_crease_that_cancels_is_none_whatever_convention_jax_follows_there(name):
    f, slope = SUMS[name]
    a, places = jnp.zeros(2), beside(jnp.zeros(2))
    g = lambda p: f(p)[None]  # noqa: E731
    at = partials_from(a, g(a), jax.jacobian(g)(a), jax.vmap(g)(places), jax.vmap(jax.jacobian(g))(places))
    np.testing.assert_allclose(at.jacobian, [[slope, 0]], rtol=1e-9)


@given(st.floats(-1e3, 1e3), st.sampled_from([1.0, 0.1, 1e-3, 1e-6, 1e-9]), st.sampled_from([-1, 1]))
def test_two_slopes_that_differ_are_written_differently_with_three_figures_of_each_at_least(left, by, side):
    right = left + side * by * max(abs(left), 1)
    written = apart(left, right)
    assert written[0] != written[1]
    for slope, text in zip((left, right), written, strict=True):
        assert abs(float(text) - slope) <= 0.00501 * abs(slope)
        assert text != "-0"
