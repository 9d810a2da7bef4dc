"""Where f has no value it has no derivative, though the formula of its derivative may have one: nan, and no number."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import compose, linearize, maps, parse_map
from jaclib.determinant import determinant, determinant_field, slogdet, volume_ratio
from jaclib.frobenius import frobenius_estimate, frobenius_norm
from jaclib.jacobian import jacobian, jvp, vjp
from jaclib.solve import newton

V = jnp.array([1.0, 2.0])
A = jnp.array([-1.0, 2.0])
MAPS = {
    "ln x, y": lambda x: jnp.stack([jnp.log(x[0]), x[1]]),
    "typed": parse_map("ln(x), y"),
    "x ln y": lambda x: x * jnp.log(x[::-1]),
    "1/x² at a zero": lambda x: jnp.stack([x[1], 1 / (x[0] + 1) ** 2]),
    "asin": lambda x: jnp.stack([x[0], jnp.arcsin(x[1])]),
}
BY_COMPONENT = {
    "jacobian": lambda f: jacobian(f),
    "forward": lambda f: jacobian(f, "forward"),
    "reverse": lambda f: jacobian(f, "reverse"),
    "jvp": lambda f: lambda a: jvp(f)(a, V),
    "jvps": lambda f: lambda a: jvp(f)(a, jnp.eye(2)).T,
    "factors": lambda f: lambda a: compose(f).trace(a).factors[0],
    "second derivative": lambda f: jacobian(lambda x: jacobian(f)(x).ravel()),
}
NUMBERS = {
    "vjp": lambda f: lambda a: vjp(f)(a, V),
    "vjps": lambda f: lambda a: vjp(f)(a, jnp.eye(2)),
    "determinant": determinant,
    "triangular": lambda f: determinant(f, "triangular"),
    "logarithm": lambda f: lambda a: slogdet(f)(a)[1],
    "field": lambda f: lambda a: determinant_field(f, [a[:1], a[1:]]),
    "ratio": lambda f: lambda a: volume_ratio(f, a, 0.5).ratio,
    "signed ratio": lambda f: lambda a: volume_ratio(f, a, 0.5).signed_ratio,
    "limit": lambda f: lambda a: volume_ratio(f, a, 0.5).limit,
    "norm": frobenius_norm,
    "estimate": lambda f: lambda a: frobenius_estimate(f, jax.random.key(0), 2)(a).squared,
    "JAX's of ours": lambda f: jax.jacfwd(jacobian(f)),
    "JAX's reverse of ours": lambda f: jax.jacrev(jacobian(f)),
}


@pytest.mark.parametrize("number", BY_COMPONENT)
@pytest.mark.parametrize("f", MAPS)
def test_the_derivative_of_a_component_is_nan_where_it_is_undefined_and_of_the_other_it_is_not(f, number):
    found = np.reshape(BY_COMPONENT[number](MAPS[f])(A), (2, -1))
    undefined = ~np.isfinite(MAPS[f](A))
    assert undefined.tolist() in ([True, False], [False, True])
    assert np.isnan(found)[undefined].all()
    if number != "reverse":  # where JAX multiplies by 0 what it knows of the other components, and 0 × nan is nan
        assert np.isfinite(found)[~undefined].all()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("f", MAPS)
def test_every_number_made_of_the_whole_derivative_is_nan_where_a_component_is_undefined(f, number):
    if f == "1/x² at a zero" and number.endswith("ratio"):
        return  # the box isn't outside the domain
    whole = np.any if number.startswith("JAX's") else np.all  # JAX leaves out what doesn't depend on x
    assert whole(np.isnan(NUMBERS[number](MAPS[f])(A)))


@pytest.mark.parametrize("number", ["jacobian", "reverse", "jvp", "vjp", "determinant", "logarithm", "norm"])
def test_under_jit_and_vmap_those_points_are_nan_and_the_others_right(number):
    points = jnp.array([[-1.0, 2.0], [0.5, 2.0], [-3.0, 1.0]])
    of = (NUMBERS | BY_COMPONENT)[number](MAPS["ln x, y"])
    found = jax.jit(jax.vmap(of))(points)
    np.testing.assert_array_equal(np.isnan(found).reshape(3, -1).any(axis=1), [True, False, True])
    np.testing.assert_allclose(found[1], of(points[1]))


def test_linearize_refuses_such_a_point_and_under_jit_its_jacobian_is_nan():
    with pytest.raises(ValueError, match=r"f must be differentiable at a; got f\(a\) = \[nan"):
        linearize(MAPS["ln x, y"], A)
    np.testing.assert_array_equal(
        jax.jit(lambda a: linearize(MAPS["ln x, y"], a).jacobian)(A), [[np.nan, np.nan], [0, 1]]
    )
    assert not newton(MAPS["ln x, y"], V, A).converged


@pytest.mark.parametrize("derivative", [jax.jacfwd, jax.jacrev, jacobian])
def test_at_points_where_f_is_defined_the_second_and_third_derivatives_are_right(derivative):
    a = jnp.array([0.5])
    second = derivative(lambda x: jacobian(jnp.log)(x)[0])
    np.testing.assert_allclose(np.ravel(second(a)), [-4])
    np.testing.assert_allclose(np.ravel(jax.jit(derivative(lambda x: second(x).ravel()))(a)), [16])


def test_an_infinite_slope_of_a_finite_value_stays_infinite():
    assert jacobian(jnp.sqrt)([0.0])[0, 0] == np.inf
    np.testing.assert_allclose(jacobian(maps.polar)([0.0, 0.0]), [[1, 0], [0, 0]])


def test_a_field_is_nan_only_where_the_map_is_undefined():
    field = determinant_field(MAPS["ln x, y"], [jnp.array([-1.0, -0.5, 0.5, 1.0]), jnp.array([0.0, 1.0])])
    np.testing.assert_allclose(field, np.array([np.nan, np.nan, 2, 1])[:, None] * np.ones(2))
