"""Jacobians by differences against closed forms, mpmath and numdifftools; their steps, errors, and what is refused."""

import math

import jax
import jax.numpy as jnp
import mpmath
import numdifftools
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import jacobian, maps, numerical_jacobian
from tests.examples import costly

METHODS = ("central", "forward")


def found(f, a, method="central"):
    """The derivative of a function of one number, the error that is told, and the step."""
    return (float(part[0, 0]) for part in numerical_jacobian(f, method=method, with_error=True)([a]))


@pytest.mark.parametrize(
    ("f", "a", "exact"),
    [
        (jnp.log, 1e-5, 1e5),
        (jnp.log, 1e-7, 1e7),
        (lambda x: 1 / x, 1e-6, -1e12),
        (jnp.sqrt, 1e-8, 5000),
        (jnp.sin, 1e8, float(mpmath.cos(10**8))),
        (lambda x: jnp.sin(1e10 * x), 0.0, 1e10),
        (lambda x: jnp.log(x - 1), 1 + 2**-30, 2.0**30),
        (lambda x: jnp.sqrt(1 - x), 1 - 2**-32, -(2.0**15)),
        (jnp.tan, 1.57079632, float(mpmath.sec(1.57079632) ** 2)),
        (lambda x: x**2, 1e150, 2e150),
        (lambda x: 3 * x + 1, 1.0, 3),
    ],
)
def test_the_step_suits_the_point_and_the_error_that_is_told_is_not_less_than_the_true_one(f, a, exact):
    for method, digits in (("central", 1e-8), ("forward", 1e-4)):
        J, error, step = found(f, a, method)
        assert abs(J - exact) <= error <= 10 * digits * abs(exact)
        assert pytest.approx(exact, rel=digits) == J
        assert 0 < step < max(1, a) / 100


@pytest.mark.parametrize(
    ("f", "a", "exact"),
    [
        (lambda x: 1 - jnp.cos(x), 1e-9, 1e-9),  # f(a) = 5e-19, of two terms of size 1
        (lambda x: jnp.sqrt(1 + x**2) - 1, 1.4e-9, 1.4e-9),
        (lambda x: jnp.sin(x) - x, 1e-6, -5e-13),
        (lambda x: 1 + 1e-10 * x, 0.3, 1e-10),
        (lambda x: (1 + x) - 1, 1e-18, 1),
        (lambda x: (1 + 1e-18 * x) - 1, 1.0, 1e-18),
        (lambda x: (1e8 + x) - 1e8, 0.3, 1),  # over short steps all values are the same, and yet it is no constant
        (lambda x: x**6 - 6 * x**5 + 15 * x**4 - 20 * x**3 + 15 * x**2 - 6 * x + 1, 1.001, 6e-15),  # (x − 1)⁶
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_where_terms_cancel_the_number_is_right_or_its_error_says_that_it_is_not(f, a, exact, method):
    J, error, _ = found(f, a, method)
    assert abs(J - exact) <= error
    assert pytest.approx(exact, rel=0.01) == J or error > exact / 3


def test_by_central_differences_of_a_cancelling_map_sign_and_size_are_right():
    for f, a, exact in ((lambda x: 1 - jnp.cos(x), 1e-9, 1e-9), (lambda x: jnp.sin(x) - x, 1e-6, -5e-13)):
        assert next(found(f, a)) == pytest.approx(exact, rel=0.01)


CANCELLING = {
    "(1 - cos x) / x^2": lambda x, of: (1 - of.cos(x)) / x**2,
    "(exp x - 1) / x": lambda x, of: (of.exp(x) - 1) / x,
    "(sqrt(1 + x) - 1) / x": lambda x, of: (of.sqrt(1 + x) - 1) / x,
    "log(1 + x) / x": lambda x, of: of.log(1 + x) / x,
    "(x - sin x) / x^3": lambda x, of: (x - of.sin(x)) / x**3,
}


def exact_derivative(f, a):
    with mpmath.workdps(80):
        return float(mpmath.diff(lambda x: f(x, mpmath), mpmath.mpf(a), h=mpmath.mpf(10) ** -30))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("a", [0.01, 0.003, 1e-3, 1e-4, 1e-5, 1e-6])
@pytest.mark.parametrize("name", CANCELLING)
def test_a_numerator_that_cancels_and_stands_still_over_tiny_steps_is_no_slope(name, a, method):
    J, error, _ = found(lambda x: CANCELLING[name](x, jnp), a, method)
    assert abs(J - exact_derivative(CANCELLING[name], a)) <= error


@pytest.mark.parametrize(
    ("name", "a"),
    [
        *(("(1 - cos x) / x^2", a) for a in (0.01, 0.003, 1e-3)),
        *(("(exp x - 1) / x", a) for a in (1e-4, 1e-6)),
        ("(sqrt(1 + x) - 1) / x", 1e-7),
    ],
)
def test_beside_cancelling_terms_the_step_is_long_enough_for_the_told_error_to_be_small(name, a):
    exact = exact_derivative(CANCELLING[name], a)
    for method, part in (("central", 0.01), ("forward", 0.2)):
        J, error, _ = found(lambda x: CANCELLING[name](x, jnp), a, method)
        assert abs(J - exact) <= error <= part * abs(exact)


@pytest.mark.parametrize("method", METHODS)
def test_a_small_fast_wave_on_a_large_number_is_told_or_left_in_doubt(method):
    for a in (0.3, 0.7, 1.9):
        J, error, _ = found(lambda x: 1 + 1e-3 * jnp.sin(1e6 * x), a, method)
        assert abs(J - 1e3 * float(mpmath.cos(mpmath.mpf(1e6 * a)))) <= 2 * error + 1e-5


@pytest.mark.parametrize("a", [1e-6, 1e-7])
def test_a_long_step_that_misses_all_that_f_does_between_is_not_believed(a):
    exact = float(-mpmath.cos(1 / mpmath.mpf(a)) / mpmath.mpf(a) ** 2)
    for method in METHODS:
        J, error, _ = found(lambda x: jnp.sin(1 / x), a, method)
        assert abs(J - exact) <= 2 * error
        assert pytest.approx(exact, rel=0.01) == J


@pytest.mark.parametrize(("f", "jump"), [(jnp.sign, 2), (lambda x: 3 * jnp.heaviside(x, 0.5), 3)])
def test_at_a_jump_it_is_half_the_jump_over_the_step_and_at_a_kink_the_mean_of_the_slopes(f, jump):
    jumped = numerical_jacobian(f, with_error=True)([0.0])
    np.testing.assert_allclose(jumped.jacobian * jumped.step, jump / 2, rtol=1e-9)
    kinked = lambda x: x**2 + jump * jnp.maximum(x, -2 * x)  # noqa: E731
    np.testing.assert_allclose(numerical_jacobian(kinked)([0.0]), -jump / 2, rtol=1e-6)  # of 1 and −2


def test_at_a_kink_the_error_says_that_there_is_none():
    _, error, _ = found(jnp.abs, 0.0)
    assert error >= 1


@pytest.mark.parametrize("method", METHODS)
def test_where_f_is_undefined_or_at_the_end_of_its_domain_there_is_nan(method):
    assert np.isnan(numerical_jacobian(jnp.log, method=method)([-1.0])).all()
    J, error, _ = numerical_jacobian(lambda x: jnp.stack([jnp.log(x[0]), x[1]]), method=method, with_error=True)(
        [-1.0, 2.0]
    )
    np.testing.assert_array_equal(np.isnan(J), [[True, True], [False, False]])
    np.testing.assert_array_equal(np.isnan(error), np.isnan(J))
    assert np.isnan(numerical_jacobian(jnp.sqrt)([0.0])).all()


@costly
@given(st.floats(-8, 8).map(lambda power: 10**power), st.sampled_from(["sin", "log", "sqrt", "exp", "atan"]))
def test_the_error_bounds_the_gap_to_mpmaths_derivative_at_any_scale(a, name):
    if name == "exp":
        a = math.log(a)
    f, exact = getattr(jnp, {"atan": "arctan"}.get(name, name)), float(mpmath.diff(getattr(mpmath, name), a))
    for method in METHODS:
        J, error, _ = found(f, a, method)
        assert abs(J - exact) <= 2 * error + 1e-14 * abs(exact)
        assert error <= 1e-5 * abs(exact) + 1e-9


@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=str)
def test_the_catalogue_has_numdifftools_jacobian_within_the_error_that_is_told(f):
    a = np.array(f.point)
    theirs = numdifftools.Jacobian(lambda x: np.asarray(f(x)))(a)
    ours = numerical_jacobian(f, with_error=True)(a)
    assert (np.abs(ours.jacobian - theirs) <= ours.error + 1e-12).all()
    assert ours.error.max() < 1e-8


def test_each_entry_has_the_step_that_suits_it():
    f = lambda x: jnp.stack([jnp.log(x[0]), x[0] + x[1], jnp.sin(x[1])])  # noqa: E731
    J, _, steps = numerical_jacobian(f, with_error=True)([1e-7, 1e8])
    np.testing.assert_allclose(J, [[1e7, 0], [1, 1], [0, float(mpmath.cos(10**8))]], rtol=1e-7, atol=1e-8)
    assert steps[0, 0] < 1e-10 < 1e-7 < steps[2, 1] < 1e-3


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_is_that_of_f_and_a_step_that_is_given_has_its_error_told_too(dtype):
    found = numerical_jacobian(jnp.exp, step=0.1, with_error=True)(jnp.ones(1, dtype))
    assert {part.dtype for part in found} == {jnp.dtype(dtype)}
    assert float(found.step[0, 0]) == pytest.approx(0.1)
    gap = abs(float(found.jacobian[0, 0]) - math.e)
    assert gap <= float(found.error[0, 0]) <= 1.1 * gap


@pytest.mark.parametrize(("method", "most"), [("central", 4 * 5 + 1), ("forward", 3 * 5 + 1), ("complex", 5 * 5 + 1)])
def test_without_a_step_f_is_called_as_often_as_the_docstring_says(method, most):
    calls = []
    f = lambda x: (calls.append(x), jnp.stack([jnp.sin(x) @ jnp.exp(x), jnp.sum(x**3)]))[1]  # noqa: E731
    numerical_jacobian(f, method=method)(jnp.linspace(0.3, 1.2, 5))
    assert len(calls) == most


@pytest.mark.parametrize("f", [jnp.log, jnp.sqrt, lambda x: 1 / x])
def test_beside_0_the_step_that_suits_the_points_size_comes_second(f):
    calls = []
    numerical_jacobian(lambda x: (calls.append(x), f(x))[1])([1e-7])
    assert len(calls) == 1 + 2 * 4  # f(a), and four values with each step


# The complex step


@pytest.mark.parametrize("f", [jax.nn.softplus, lambda x: jnp.logaddexp(x, 0), lambda x: x.real**2 + 1j * x.imag**2])
def test_what_is_not_analytic_is_refused_by_the_complex_step(f):
    of = lambda x: f(x).real if jnp.isrealobj(x) else f(x)  # noqa: E731
    with pytest.raises(ValueError, match=r'f must be analytic for method="complex".* Take method="central"'):
        numerical_jacobian(of, method="complex")([0.3])
    assert numerical_jacobian(jax.nn.softplus)([0.3])[0, 0] == pytest.approx(1 / (1 + math.exp(-0.3)), rel=1e-9)


@pytest.mark.parametrize(
    "f",
    [
        jax.nn.gelu,
        lambda x: jnp.maximum(x, 0),
        lambda x: jnp.where(x.real > 0, x**2, x),
        lambda x: jnp.log(x) * 1e-9,
        lambda x: 1 / x,
    ],
)
@pytest.mark.parametrize("a", [0.3, 1e-6])
def test_what_is_analytic_at_the_point_is_taken_by_the_complex_step(f, a):
    J = numerical_jacobian(f, method="complex")([a])
    np.testing.assert_allclose(J, jacobian(f)([a]), rtol=1e-13)


@pytest.mark.parametrize(("f", "slope"), [(jnp.log, lambda x: 1 / x), (jnp.sqrt, lambda x: 0.5 / x**0.5)])
@pytest.mark.parametrize("a", [1e-300, 1e-200, 1e-150, 1e-20, 1.0])
def test_the_complex_step_is_short_beside_the_point_however_near_to_0_that_is(f, slope, a):
    found = numerical_jacobian(f, method="complex", with_error=True)([a, 2.0])
    np.testing.assert_allclose(found.jacobian, np.diag([slope(a), slope(2.0)]), rtol=1e-12)
    assert (np.diag(found.step) <= 1e-7 * np.array([a, 2.0])).all()


@pytest.mark.parametrize("a", [1e-150, 1e-20, 0.0])
def test_the_complex_step_is_not_so_short_that_what_it_changes_is_no_number(a):
    np.testing.assert_allclose(numerical_jacobian(lambda x: x**2, method="complex")([a]), [[2 * a]], rtol=1e-12)


@pytest.mark.parametrize("method", [*METHODS, "complex"])
def test_a_map_that_returns_a_matrix_is_refused_by_each_method(method):
    with pytest.raises(TypeError, match=r"f must return one real array .* it returned shape \(2, 2\)"):
        numerical_jacobian(lambda x: jnp.outer(x, x), method=method)([1.0, 2.0])


def test_in_jit_a_step_is_given():
    with pytest.raises(ValueError, match=r"inside jit give step=…"):
        jax.jit(numerical_jacobian(jnp.sin))(jnp.ones(1))
    np.testing.assert_allclose(jax.jit(numerical_jacobian(jnp.sin, step=1e-5))(jnp.ones(1)), math.cos(1), rtol=1e-9)
