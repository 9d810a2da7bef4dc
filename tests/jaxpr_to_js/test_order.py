"""In order: sorts are stable, NaN comes last, and several arrays move together."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from jax import lax

from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree, floats, wholes


@costly
@given(x=floats((2, 40)), k=wholes("int32", (2, 40)))
def test_several_arrays_in_the_order_of_some(page, x, k):
    few = k % 5

    def f(x, k):
        return {
            "alone": (jnp.sort(x), lax.sort(x, dimension=0), jnp.sort(k)),
            "places": (jnp.argsort(x), jnp.argsort(-x, axis=0)),
            "by two": lax.sort((k, x, jnp.cumsum(k, 1)), num_keys=2, dimension=1),
            "equal": lax.sort((k, x), num_keys=1, is_stable=True),
            "middle": jnp.nanmedian(x, axis=1),
        }

    for want, got in both(page, f, x, few):
        agree(want, got, within=1e-14, signs=False)


@pytest.mark.few
@costly
@pytest.mark.parametrize("n", [0, 1, 8, 9, 33])
@given(x=floats((33,)))
def test_of_any_length(page, n, x):
    def f(x):
        return (jnp.sort(x), jnp.argsort(x, descending=True))

    for want, got in both(page, f, x[:n]):
        agree(want, got, signs=False)


@given(x=wholes("int32", (3, 12)))
def test_the_largest_few_are_told_with_their_places(page, x):
    def f(x):
        return (lax.top_k(x % 7, 5), lax.top_k((x % 7).astype(float), 12))

    for want, got in both(page, f, x):
        agree(want, got)


@given(x=floats((20,)), y=floats((5,)))
def test_places_among_sorted_numbers(page, x, y):
    x = np.sort(np.nan_to_num(x))

    def f(x, y):
        return (jnp.searchsorted(x, y), jnp.searchsorted(x, y, side="right"))

    for want, got in both(page, f, x, np.nan_to_num(y)):
        np.testing.assert_array_equal(got, want)
