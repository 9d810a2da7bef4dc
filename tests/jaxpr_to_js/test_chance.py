"""Seeds agree: the random numbers in the page are those of JAX, bit by bit where they are made of bits alone."""

import jax
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree


@costly
@given(seed=st.integers(0, 2**31), k=st.integers(0, 2**31 - 1))
def test_a_seed_gives_the_same_bits_and_numbers(page, seed, k):
    def f(seed, k):
        key = jax.random.key(seed)
        one, other = jax.random.split(key)
        many = jax.random.split(jax.random.fold_in(other, k), (2, 3))
        return {
            "bits": (jax.random.bits(key, (5,)), jax.random.bits(one, (3,), "uint64")),
            "key": (jax.random.key_data(other), jax.random.key_data(many), jax.random.PRNGKey(k)),
            "of words": jax.random.bits(jax.random.wrap_key_data(jax.random.key_data(one)), (3,)),
            "uniform": jax.random.uniform(one, (2, 3)),
            "of many": jax.vmap(jax.random.uniform)(many[0]),
            "whole": jax.random.randint(other, (6,), 0, 10),
            "order": jax.random.permutation(one, 9),
        }

    for want, got in both(page, f, seed, k):
        agree(want, got)


@given(seed=st.integers(0, 2**31))
def test_normal_numbers_are_near(page, seed):
    def f(seed):
        return jax.random.normal(jax.random.key(seed), (200,))

    ((want, got),) = both(page, f, seed)
    np.testing.assert_allclose(got, want, rtol=1e-12)
