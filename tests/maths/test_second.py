"""What is known of the second derivatives of a function of the plane: against Hessians by hand."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.evidence.second import as_mended, places, second
from jaclib.programs.jets import Jet, jets


def known(F, a):
    """What is known of F at a, and F's own jet there."""
    a = np.array(a, dtype=float)
    found = jets(F, np.concatenate([a[None], places(a)]))
    here, there = (Jet(*(each[part] for each in found)) for part in (0, slice(1, None)))
    return second(a, here, there), here


def wave(p):
    return jnp.sin(3 * p[0]) * jnp.exp(p[1])


def large(p):
    return 1e6 * p[0] * p[1] + 1e9 + p[0] ** 3


def steep(p):
    return jnp.tanh(50 * p[0]) + p[1] ** 4


def tiny(p):
    return 1e-12 * (p[0] ** 2 - 3 * p[1] ** 2)


def cancels(p):
    return (p[0] + 1000) ** 2 - p[0] ** 2 - 2000 * p[0] + (p[1] - 1) ** 4


coordinate = st.floats(-2, 2) | st.sampled_from([0.0, 1.0, 1e-3, -1.0])


@given(st.sampled_from([wave, large, steep, tiny, cancels]), coordinate, coordinate)
def test_where_f_is_smooth_its_derivatives_are_those_of_its_formula(F, x, y):
    found, here = known(F, (x, y))
    np.testing.assert_array_equal(found.slopes.jacobian[0], here.gradient)
    np.testing.assert_array_equal(found.hessian, here.hessian)
    assert not found.creased


def cancelled(p):
    return (1 - jnp.cos(p[0] * p[1])) / (p[0] ** 2 + 1)


def test_what_rounding_leaves_of_the_gradient_is_not_held_against_the_hessian():
    """F is x² y² / (2 (x² + 1)) but for y⁴, and the cosine leaves six figures of it."""
    np.testing.assert_allclose(known(cancelled, (1, 1e-5))[0].hessian, [[0, 0], [0, 0.5]], atol=2e-5)


def bent(p):
    """∂F/∂x = y + 3 |x − 0.25|."""
    return p[0] * p[1] + 1.5 * jnp.abs(p[0] - 0.25) * (p[0] - 0.25) + p[1] ** 2


@given(st.sampled_from([0.25, 0.3, -1.0, 0.2499]), coordinate)
def test_where_the_gradient_has_a_kink_its_slopes_on_both_sides_are_known(x, y):
    found, _ = known(bent, (x, y))
    if x == 0.25:
        assert np.isnan(found.hessian[0, 0]) and not found.creased
        np.testing.assert_allclose([found.second.left[0, 0], found.second.right[0, 0]], [-3, 3], rtol=1e-3)
    else:
        np.testing.assert_allclose(found.hessian, [[3 * np.sign(x - 0.25), 1], [1, 2]], rtol=1e-12)


def together(p):
    return 2 * jnp.abs(p[0] * p[1]) - 3 * p[0] * p[1]


def apart(p):
    return 2 * jnp.abs(p[0]) * jnp.abs(p[1]) - 3 * p[0] * p[1]


def wrong_on_an_axis(p):
    """x² + 2 x y, whose gradient JAX gives as (2x + 2y, 0) where y = 0."""
    return p[0] ** 2 + 2 * p[0] * (jax.nn.relu(p[1]) - jax.nn.relu(-p[1]))


@pytest.mark.parametrize("a", [(0, 0), (0, 0.7), (1.3, 0.7), (-0.6, -1), (0.5, 0), (-3, 0), (1e-3, 0), (0.37, 0)])
def test_a_convention_that_jax_follows_all_along_an_axis_is_not_followed(a):
    np.testing.assert_allclose(known(wrong_on_an_axis, a)[0].hessian, [[2, 2], [2, 0]], atol=1e-6)


def barely_smooth(p):
    return p[0] * jnp.abs(p[1]) ** 1.05 + p[0]


def test_where_the_gradient_rises_steeply_on_both_sides_of_an_axis_it_is_taken_on_the_axis():
    """∇F = (|y|^1.05 + 1, ±1.05 x |y|^0.05), and (1, 0) but for what is less than any multiple of the distance."""
    assert known(barely_smooth, (0, 0))[0].hessian.tolist() == [[0, 0], [0, 0]]


seen = st.floats(-1, 1).filter(lambda x: x == 0 or abs(x) > 1e-9)  # smaller ones are 0, up to rounding


@given(seen, seen)
def test_two_ways_to_write_a_function_have_one_hessian_or_none(x, y):
    for a in [(x, y), (0.0, 0.0), (x, 0.0), (0.0, y)]:
        (one, _), (other, _) = known(together, a), known(apart, a)
        np.testing.assert_allclose(one.hessian, other.hessian, atol=1e-9)
        inside = min(np.abs(a)) > 0
        assert np.isfinite(one.hessian).all() == inside
        if inside:
            mixed = 2 * np.sign(a[0] * a[1]) - 3
            np.testing.assert_allclose(one.hessian, [[0, mixed], [mixed, 0]])


@pytest.mark.parametrize("k", [1, 1e-6, 1e6])
def test_the_hessian_of_a_square_of_a_length_has_f_s_own_factor(k):
    found, here = known(LENGTHS[k], (0, 0))
    assert (here.hessian == 0).all()  # JAX's convention
    np.testing.assert_allclose(found.hessian, 2 * k * np.eye(2), rtol=1e-9)


LENGTHS = {k: lambda p, k=k: k * jnp.abs(p[0] + 1j * p[1]) ** 2 for k in (1, 1e-6, 1e6)}


def test_derivatives_at_nudged_points_are_mended_where_they_follow_the_same_convention_and_nowhere_else():
    nudged = np.array([[-1.0, 5.0], [0.0, 5.0], [-1.25, 6.0]])
    mended = as_mended(nudged, np.array([-1.0, 5.0]), np.array([0.0, 5.0]))
    assert mended.tolist() == [[0, 5], [0, 5], [-0.25, 6]]
    assert as_mended(nudged, np.full(2, np.nan), np.zeros(2)).tolist() == nudged.tolist()
