"""A function carried out one operation after the other: against JAX, which compiles it, and against plain NumPy."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import maps, parse_map
from jaclib.programs.unrolled import unrolled
from tests import many_maps

KINDS = np.float32, np.float64, np.complex64, np.complex128
PLACES = np.random.default_rng(0).uniform(-1.5, 1.5, (40, 2))


def by_operations(f, points):
    return unrolled(jax.vmap(f), jax.ShapeDtypeStruct(points.shape, points.dtype)).run(points)[0]


def turned(x):
    """A matrix of x, solved."""
    return jnp.linalg.solve(jnp.eye(2) + jnp.outer(x, x), x) + jnp.sort(x)[::-1] ** 3


def until_small(x):
    return jax.lax.while_loop(lambda y: jnp.abs(y).max() > 0.1, lambda y: y / 2, x)


def in_a_scan(x):
    return jax.lax.scan(lambda y, k: (jnp.sin(y) + k, y.sum()), x, jnp.arange(3.0))[0]


def noisy(x):
    return x + jax.random.normal(jax.random.key(0), (2,), x.dtype) * jax.nn.relu(x)


def by_cases(x):
    return jnp.where(x > 0, x**2, jnp.maximum(x, -0.5)) * jax.lax.cond(x[0] < x[1], jnp.cos, jnp.sin, x)


@pytest.mark.few
@pytest.mark.parametrize("text", many_maps.MAPS)
def test_a_typed_map_has_the_values_that_numpy_gives_it_also_where_it_has_none(text):
    with np.errstate(all="ignore"):
        expected = many_maps.image(text, PLACES)
    np.testing.assert_allclose(by_operations(parse_map(text), PLACES), expected, rtol=1e-12, atol=1e-14)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=maps.CATALOGUE)
def test_the_catalogue_has_in_each_precision_the_values_of_compiled_code(f, kind):
    points = PLACES.astype(kind) + (0.3j if np.issubdtype(kind, np.complexfloating) else 0)
    points, expected = points.astype(kind), jax.vmap(f)(points.astype(kind))
    found = by_operations(f, points)
    assert found.dtype == expected.dtype
    tiny = 8 * np.finfo(kind).eps
    np.testing.assert_allclose(found, expected, rtol=tiny, atol=tiny)


@pytest.mark.slow
@pytest.mark.parametrize("f", [turned, until_small, in_a_scan, noisy, by_cases])
def test_what_numpy_has_not_is_done_by_jax(f):
    np.testing.assert_allclose(by_operations(f, PLACES), jax.vmap(f)(PLACES), rtol=1e-12, atol=1e-14)


@given(st.floats(0.3, 1.5), st.integers(-5, 7))
def test_single_precision_is_rounded_after_each_operation_and_powers_are_products(x, n):
    points = np.array([x, 1 / 3], dtype=np.float32)
    (found,) = unrolled(lambda p: 0.1 * p**n - p, points).run(points)
    power = np.ones(2, dtype=np.float32)
    for digit in bin(abs(n))[2:]:  # from the left: the same products in another order, each rounded
        power = power * power * (points if digit == "1" else np.float32(1))
    power = power if n >= 0 else 1 / power
    expected = np.float32(0.1) * power - points
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=0, atol=16 * np.finfo(np.float32).eps * np.abs(power).max())


@pytest.mark.parametrize("axis", [0, 1])
def test_an_array_is_repeated_along_the_axis_that_is_new(axis):
    x = np.array([3.0, 5.0])
    (found,) = unrolled(lambda x: jax.lax.broadcast_in_dim(x, (2, 2), (1 - axis,)), x).run(x)
    np.testing.assert_array_equal(found, np.stack([x, x], axis))


def test_each_operation_is_listed_also_those_of_functions_that_are_called():
    found = unrolled(lambda x: jax.nn.relu(x) + jnp.where(x > 1, x, 2.0) * in_a_scan(x), np.ones(3))
    assert {"max", "gt", "select_n", "add", "sin", "reduce_sum"} <= {each.primitive.name for each in found.equations}


def test_a_function_of_several_arrays_gives_all_that_it_returns_and_a_constant_too():
    at = np.array([1.0, 2.0])
    found = unrolled(lambda x, y: (x @ y, jnp.ones(2), x), at, at).run(at, 3 * at)
    assert [each.tolist() for each in found] == [15.0, [1.0, 1.0], [1.0, 2.0]]
