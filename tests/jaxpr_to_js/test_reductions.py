"""Sums, products, the largest, running sums and products of matrices, along any axes and of empty arrays."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jax import lax

from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree, floats, tame, truths, wholes

SHAPES = st.lists(st.integers(0, 6), min_size=1, max_size=3).map(tuple)


@given(data=st.data())
def test_along_some_axes(page, data):
    shape = data.draw(SHAPES)
    axes = data.draw(st.sets(st.integers(0, len(shape) - 1)).map(lambda each: tuple(sorted(each))))
    x, b = data.draw(tame(shape)), data.draw(truths(shape))

    def f(x, b):
        return {
            "sum": x.sum(axes),
            "of an expression": (x * 2 + 1).sum(axes),
            "truths": (b.all(axes), b.any(axes), b.sum(axes), b.mean(axes)),
            "largest": x.max(axes, initial=-jnp.inf),
            "smallest": x.min(axes, initial=jnp.inf),
            "whole": x.astype("int32").sum(axes, dtype="int32"),
            "product": jnp.sign(x).prod(axes),
        }

    for want, got in both(page, f, x, b):
        agree(want, got, within=1e-6 if want.dtype == np.float32 else 1e-14, signs=False)


@given(x=floats((4, 9)))
def test_nan_and_infinities_come_through_and_the_first_of_equal_ones_counts(page, x):
    def f(x):
        return {
            "largest": (x.max(1), x.min(0), x.max()),
            "where": (jnp.argmax(x, 1), jnp.argmin(x, 0), lax.argmax(x, 0, np.int32)),
            "so far": (lax.cummax(x, 1), lax.cummin(x, 0, reverse=True)),
        }

    for want, got in both(page, f, x):
        agree(want, got, signs=False)


@costly
@pytest.mark.parametrize("reverse", [False, True])
@given(x=tame((3, 7)), k=wholes("int32", (3, 7)))
def test_so_far(page, reverse, x, k):
    def f(x, k):
        return {
            "sum": (lax.cumsum(x, 1, reverse=reverse), lax.cumsum(2 * x, 0, reverse=reverse)),
            "whole": (lax.cumsum(k, 1, reverse=reverse), lax.cumprod(k, 0, reverse=reverse), lax.cummax(k, 0)),
            "all": (lax.reduce_xor_p.bind(k, axes=(0,)), lax.reduce_and_p.bind(k, axes=(1,)), k.max(1), k.min(0)),
        }

    for want, got in both(page, f, x, k):
        agree(want, got, signs=False)


@costly
@given(data=st.data())
def test_products_of_vectors_and_matrices(page, data):
    p, q, r, s = data.draw(st.tuples(*[st.integers(0, 6)] * 4))
    a, b = data.draw(tame((r, p, q))), data.draw(tame((q, r, s)))

    def f(a, b):
        return {
            "batch": jnp.einsum("rpq,qrs->rps", a, b),
            "two axes": jnp.einsum("rpq,qrs->ps", a, b),
            "outer": jnp.einsum("rpq,qrs->rpqs", a, b),
            "whole": jnp.einsum("rpq,qrs->rps", a.astype("int32"), b.astype("int32")),
            "with a transpose": a.T @ a.transpose(2, 1, 0).swapaxes(1, 2),
        }

    for want, got in both(page, f, a, b):
        agree(want, got, within=1e-14, signs=False)
