"""Entries at places that are told when the module runs: all ways of NumPy's indexing, and places that aren't there."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jax import lax

from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree, tame

PLACES = st.lists(st.integers(-9, 9), min_size=4, max_size=4).map(lambda k: np.array(k, "int32"))
MODES = ["clip", "fill"]


@given(x=tame((5, 4, 3)), k=PLACES)
def test_slices_that_move_stay_inside(page, x, k):
    def f(x, k):
        return {
            "slice": lax.dynamic_slice(x, k[:3], (2, 3, 1)),
            "of an expression": lax.dynamic_slice(2 * x, k[:3], (2, 4, 3)),
            "put": lax.dynamic_update_slice(x, x[:2, 1:] + 1, k[:3]),
            "one": (x[k[0]], x[k[0], k[1]], x[:, k[1], k[2]]),
        }

    for want, got in both(page, f, x, k):
        agree(want, got)


@costly
@pytest.mark.parametrize("mode", MODES)
@given(x=tame((5, 4, 3)), k=PLACES)
def test_many_places_at_once(page, mode, x, k):
    def f(x, k):
        return {
            "rows": x.at[k].get(mode=mode),
            "inside": x.at[:, k].get(mode=mode),
            "pairs": x.at[k, :, k[::-1]].get(mode=mode),
            "table": x.at[k[:, None], k[None, :]].get(mode=mode),
            "along": jnp.take_along_axis(x[..., 0], k.reshape(1, 4) % 4 + 0 * x[..., 0].astype("int32"), 1, mode=mode),
            "whole": jnp.arange(5).at[k].get(mode=mode),
            "truth": (x[:, 0, 0] > 0).at[k].get(mode=mode),
        }

    for want, got in both(page, f, x, k):
        agree(want, got)


@costly
@pytest.mark.parametrize("mode", ["clip", "drop"])
@given(x=tame((5, 4)), k=PLACES)
def test_numbers_put_and_added_at_places(page, mode, x, k):
    def f(x, k):
        return {
            "added": x.at[k].add(x[:4] + 1, mode=mode),
            "pairs": x.at[k, k[::-1] % 4].add(1.0, mode=mode),
            "columns": x.at[:, k % 4].multiply(2.0, mode=mode),
            "extremes": (x.at[k].max(x[1:], mode=mode), x.at[k].min(0.0, mode=mode)),
            "one": x.at[k[0]].set(7.0, mode=mode),
            "one entry": x.at[k[0], k[1]].set(7.0, mode=mode),
            "counted": jnp.zeros(6, "int32").at[k].add(1, mode=mode),
            "of single precision": x.astype("float32").at[k].add(jnp.float32(0.1), mode=mode),
        }

    for want, got in both(page, f, x, k):
        agree(want, got)
