"""Factors of matrices: those that are unique are JAX's; of the others the product is the matrix."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import tame

SIZES = [0, 1, 2, 3, 6]


@pytest.mark.few
@costly
@pytest.mark.parametrize("n", SIZES)
@given(data=st.data())
def test_linear_equations_and_what_they_are_solved_by(page, n, data):
    a, b = data.draw(tame((2, n, n))) + 40 * np.eye(n), data.draw(tame((2, n, 3)))

    def f(a, b):
        return {
            "solved": jnp.linalg.solve(a, b),
            "factors": jax.lax.linalg.lu(a),
            "order": jax.lax.linalg.lu_pivots_to_permutation(jax.lax.linalg.lu(a)[1], n),
            "det": jnp.linalg.det(a),
            "inverse": jnp.linalg.inv(a),
            "positive": jnp.linalg.cholesky(a @ a.swapaxes(1, 2) + jnp.eye(n)),
        }

    for want, got in both(page, f, a, b):
        np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-11)


@given(a=tame((3, 3)))
def test_rows_are_exchanged_as_in_jax_also_where_there_is_no_inverse(page, a):
    a[2] = a[0]
    for want, got in both(page, jax.lax.linalg.lu, a):
        np.testing.assert_allclose(got, want, atol=1e-12)


@pytest.mark.few
@costly
@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("transpose", [False, True])
@given(a=tame((3, 3)), b=tame((3, 3)))
def test_triangular_equations(page, left, lower, transpose, a, b):
    def f(a, b):
        return [
            jax.lax.linalg.triangular_solve(
                a, b, left_side=left, lower=lower, transpose_a=transpose, unit_diagonal=unit
            )
            for unit in (False, True)
        ]

    for want, got in both(page, f, a + 30 * np.eye(3), b):
        np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-9)


@costly
@given(a=tame((2, 2, 2)))
def test_of_two_by_two_the_signs_are_lapacks(page, a):
    symmetric = a + a.swapaxes(1, 2)
    gap = np.abs(np.diff(np.linalg.svd(a)[1]))
    a = np.where(gap[..., None] < 1e-6, [[3.0, 1.0], [0.0, 2.0]], a)  # directions of equal ones are anyone's

    def f(a, s):
        return (jnp.linalg.svd(a), jnp.linalg.eigh(s))

    for want, got in both(page, f, a, symmetric):
        np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-14)


@pytest.mark.few
@costly
@pytest.mark.parametrize(("m", "n"), [(1, 1), (3, 3), (5, 3), (2, 6), (6, 6)])
@given(data=st.data())
def test_singular_values_and_eigenvalues_of_larger_ones(page, m, n, data):
    a = data.draw(tame((m, n)))
    symmetric = a.T @ a

    def f(a, s):
        return {
            "values": jnp.linalg.svd(a, compute_uv=False),
            "svd": jnp.linalg.svd(a, full_matrices=False),
            "eigen": jnp.linalg.eigh(s),
        }

    numbers, vectors, values, U, W, alone = (got for _, got in both(page, f, a, symmetric))
    np.testing.assert_allclose(vectors @ np.diag(numbers) @ vectors.T, symmetric, atol=1e-10)
    np.testing.assert_allclose(numbers, np.linalg.eigvalsh(symmetric), atol=1e-10)
    np.testing.assert_allclose(U @ np.diag(values) @ W, a, atol=1e-11)
    np.testing.assert_allclose(U.T @ U, np.eye(min(m, n)), atol=1e-11)
    np.testing.assert_allclose([values, alone], [np.linalg.svd(a)[1]] * 2, atol=1e-11)


def test_what_has_no_value_is_nan(page):
    for f, a in [
        (jnp.linalg.eigvalsh, [[1.0, np.nan], [np.nan, 1.0]]),
        (jnp.linalg.svdvals, [[1.0, np.nan, 3.0], [np.nan, 1.0, np.inf]]),
        (jnp.linalg.cholesky, [[1.0, 2.0], [2.0, 1.0]]),
    ]:
        ((want, got),) = both(page, f, np.array(a))
        np.testing.assert_array_equal(np.isnan(got), np.isnan(want))
        assert np.isnan(got).any()
