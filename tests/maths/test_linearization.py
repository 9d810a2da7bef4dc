"""Where a linearization looks for its error: along the axes both ways, and between them. See test_jacobian.py, too."""

import math

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import linearize
from jaclib.linearization import length, loglog_slope, norm2


def bent_in_a_wedge(degrees, steepness):
    """The identity but for a wedge from 0 in this direction, in which the map has another slope: no derivative at 0."""
    turn = jnp.radians(degrees)
    along, across = jnp.array([jnp.cos(turn), jnp.sin(turn)]), jnp.array([-jnp.sin(turn), jnp.cos(turn)])
    return lambda x: x + jax.nn.relu(x @ along - steepness * jnp.abs(x @ across))  # of which JAX makes J = I at 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_wedge_of_a_tenth_of_a_degree_along_an_axis_is_seen(degrees):
    assert linearize(bent_in_a_wedge(degrees, 1000), [0.0, 0.0]).order() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("f", "a"),
    [
        (jnp.log, 1.0),
        (jnp.log, 1e-9),
        (jnp.log, 1e-200),
        (jnp.sqrt, 0.9),
        (jnp.arcsin, 0.95),
        (lambda x: 1 / x, 1.0),
        (lambda x: 1 / x, 0.1),  # not finite at 0 alone, where a step leads
        (lambda x: 1 / x, 1e-3),
        (jnp.exp, 500.0),  # whose square is too large for double
        (lambda x: jnp.exp(-x), 500.0),
    ],
)
def test_where_f_ends_or_its_squares_do_the_order_of_a_smooth_map_is_2_all_the_same(f, a):
    assert linearize(f, [a]).order() == pytest.approx(2, abs=0.01)
    both = linearize(lambda x: jnp.stack([f(x[0]), x[1] * f(x[0])]), [a, 1.0])
    assert both.order() == pytest.approx(2, abs=0.01)


def test_where_f_is_undefined_however_near_to_a_it_has_no_order():
    assert math.isnan(linearize(lambda x: x**1.5, [0.0]).order())


@pytest.mark.parametrize("scale", [1.0, 1e200, 1e-200, 1e308, 0.0])
def test_a_length_is_that_of_exact_arithmetic_where_squares_are_no_numbers(scale):
    v = scale * np.array([0.3, -0.5, 1.2])
    exact = float(mpmath.sqrt(mpmath.fsum(mpmath.mpf(entry) ** 2 for entry in v)))
    assert float(length(v)) == pytest.approx(exact, rel=1e-15)
    rows = np.stack([v, 1e-3 * v])
    np.testing.assert_allclose(length(rows, axis=1), [exact, 1e-3 * exact], rtol=1e-15)


@given(st.lists(st.floats(-1e3, 1e3), min_size=6, max_size=6), st.sampled_from([1.0, 1e-200, 1e200]))
def test_the_norm_is_the_largest_singular_value_also_where_squares_are_no_numbers(entries, size):
    J = np.reshape(entries, (2, 3))
    exact = pytest.approx(np.linalg.norm(J, 2), rel=1e-7, abs=1e-7)
    assert norm2(size * J) / size == exact
    assert float(jax.jit(norm2)(size * J)) / size == exact
    assert norm2(np.stack([J, 0 * J])).tolist() == [norm2(J), 0]


def test_a_slope_on_logarithmic_axes_is_the_power_of_a_law():
    x = np.geomspace(1e-5, 1e5, 9)
    assert loglog_slope(x, 7 * x**-1.5) == pytest.approx(-1.5, rel=1e-12)


@given(st.lists(st.floats(1e-9, 1e9), min_size=7, max_size=7), st.sets(st.integers(0, 6), min_size=2))
def test_the_slope_over_some_of_the_points_is_numpys_of_these_alone_also_traced(y, chosen):
    x, y, where = np.geomspace(1e-3, 1e3, 7), np.array(y), np.isin(np.arange(7), [*chosen])
    exact = pytest.approx(np.polyfit(np.log(x[where]), np.log(y[where]), 1)[0], abs=1e-9)
    assert loglog_slope(x, y, where) == exact
    assert float(jax.jit(lambda y: loglog_slope(x, y, where))(y)) == exact


@pytest.mark.parametrize("degrees", [45, 135, 225, 315])
def test_a_wedge_between_the_axes_is_seen(degrees):
    assert linearize(bent_in_a_wedge(degrees, 2), [0.0, 0.0]).order() == pytest.approx(1, abs=0.01)
