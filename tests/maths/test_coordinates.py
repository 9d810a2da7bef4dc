"""Coordinate systems: Jacobians against those derived by hand and by SymPy, determinants in closed form."""

import jax.numpy as jnp
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from jaclib import coordinates, determinant, jacobian

SYSTEMS = {name: f for name, f in (coordinates.PLANE | coordinates.SPACE).items() if f.jacobian}
u, v, w = sympy.symbols("u v w")
AS_FORMULAS = {
    "elliptic": (sympy.cosh(u) * sympy.cos(v), sympy.sinh(u) * sympy.sin(v)),
    "spherical": (u * sympy.sin(v) * sympy.cos(w), u * sympy.sin(v) * sympy.sin(w), u * sympy.cos(v)),
    "cylindrical": (u * sympy.cos(v), u * sympy.sin(v), w),
}
DETERMINANTS = {
    "polar": lambda x: x[0],
    "elliptic": lambda x: np.sinh(x[0]) ** 2 + np.sin(x[1]) ** 2,
    "spherical": lambda x: x[0] ** 2 * np.sin(x[1]),
    "cylindrical": lambda x: x[0],
}


def points(f, count=20):
    low, high = np.array(f.domain).T
    return np.random.default_rng(5).uniform(low, high, (count, len(low)))


@pytest.mark.few
@pytest.mark.parametrize("name", SYSTEMS)
def test_the_jacobian_is_the_one_worked_out_by_hand(name):
    f = SYSTEMS[name]
    for x in points(f):
        np.testing.assert_allclose(jacobian(f)(x), f.jacobian(x), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("name", AS_FORMULAS)
def test_values_and_jacobians_are_those_of_sympy_with_50_digits(name):
    f, formula = SYSTEMS[name], sympy.Matrix(AS_FORMULAS[name])
    variables = (u, v, w)[: len(f.variables)]
    for x in points(f, 5):
        at = {symbol: sympy.Float(float(value), 50) for symbol, value in zip(variables, x, strict=True)}
        exact = np.array(formula.jacobian(variables).subs(at).evalf(50)).astype(float)
        np.testing.assert_allclose(f(x), np.array(formula.subs(at).evalf(50)).astype(float)[:, 0], atol=1e-14)
        np.testing.assert_allclose(jacobian(f)(x), exact, atol=1e-13)


@pytest.mark.parametrize("name", DETERMINANTS)
def test_the_determinant_is_the_closed_form_of_the_textbooks(name):
    f = SYSTEMS[name]
    for x in points(f):
        assert float(determinant(f)(x)) == pytest.approx(DETERMINANTS[name](x), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("name", SYSTEMS)
def test_what_is_shown_of_a_system_holds_its_start_and_frames_its_image(name):
    f = SYSTEMS[name]
    assert all(lo <= x <= hi for x, (lo, hi) in zip(f.point, f.domain, strict=True))
    assert all(lo <= y <= hi for y, (lo, hi) in zip(np.asarray(f(f.point)), f.image, strict=True))
    assert len(f.variables) == len(f.domain) == len(f.point)


@pytest.mark.parametrize("name", coordinates.PERIODS)
def test_after_a_period_a_system_says_the_same_again_and_not_before(name):
    f = (coordinates.PLANE | coordinates.SPACE)[name]
    for x in points(f, 5):
        for j, period in enumerate(coordinates.PERIODS[name]):
            if np.isfinite(period):
                step = period * np.eye(len(x))[j]
                np.testing.assert_allclose(f(x + step), f(x), atol=1e-12)
                assert np.abs(np.asarray(f(x + step / 2)) - f(x)).max() > 1e-3


@given(st.floats(-3, 3), st.floats(-2, 2), st.floats(0.2, 3), st.booleans(), st.sampled_from([2, 3]))
def test_only_dilation_and_mirror_change_the_determinant_of_an_affine_map(rotation, shear, dilation, mirrored, n):
    A = coordinates.affine_matrix(rotation, shear, dilation, mirrored, n)
    assert A.shape == (n, n)
    assert np.linalg.det(A) == pytest.approx((-1 if mirrored else 1) * dilation**n)


def test_an_affine_map_mirrors_first_then_shears_then_dilates_then_rotates():
    quarter = coordinates.affine_matrix(rotation=np.pi / 2)
    np.testing.assert_allclose(quarter @ [1, 0], [0, 1], atol=1e-15)
    A = coordinates.affine_matrix(np.pi / 2, shear=1.0, dilation=2.0, mirrored=True)
    by_hand = 2 * np.array([[0, -1], [1, 0]]) @ [[1, 1], [0, 1]] @ [[1, 0], [0, -1]]
    np.testing.assert_allclose(A, by_hand, atol=1e-15)
    with pytest.raises(ValueError, match="2, for the plane, or 3, for space; got 4"):
        coordinates.affine_matrix(n=4)


def test_float64_comes_out_of_every_system():
    assert all(f(jnp.asarray(f.point)).dtype == jnp.float64 for f in SYSTEMS.values())


@given(st.floats(0.1, 2), st.floats(0.1, 3), st.floats(-3, 3))
def test_physicists_have_the_angle_from_the_axis_first_and_mathematicians_call_it_phi(r, polar, azimuth):
    x, y, z = coordinates.spherical_iso([r, polar, azimuth])
    assert (np.arccos(z / r), np.arctan2(y, x)) == pytest.approx((polar, azimuth))
    assert coordinates.spherical_iso.variables == ("r", "θ", "φ")
    assert coordinates.spherical.variables == ("ρ", "φ", "θ")
    np.testing.assert_array_equal(coordinates.spherical([r, polar, azimuth]), [x, y, z])


@pytest.mark.parametrize(
    ("f", "factors"),
    [
        ("polar", lambda r, theta: (1, r)),
        ("elliptic", lambda mu, nu: 2 * (np.hypot(np.sinh(mu), np.sin(nu)),)),
        ("spherical", lambda rho, phi, theta: (1, rho, rho * np.sin(phi))),
        ("cylindrical", lambda r, theta, z: (1, r, 1)),
    ],
)
def test_m2_the_columns_are_orthogonal_and_as_long_as_the_scale_factors(f, factors):
    f = SYSTEMS[f]
    for x in points(f):
        J = np.asarray(jacobian(f)(x))
        np.testing.assert_allclose(J.T @ J, np.diag(np.square(factors(*x))), atol=1e-12)
        assert np.prod(factors(*x)) == pytest.approx(abs(float(determinant(f)(x))))
