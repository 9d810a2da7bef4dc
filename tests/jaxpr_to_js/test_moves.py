"""Where numbers go: any chain of moves ends with each number at the place that JAX gives it, also of empty arrays."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jax import lax

from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree

SHAPES = st.lists(st.integers(0, 4), max_size=3).map(tuple)


def numbers(shape):
    return np.arange(np.prod(shape, dtype=int), dtype=float).reshape(shape) + 1


def fitting(config, shape):
    """How much is put around and between so many entries: not less than takes all of them away."""
    pairs = zip(config, shape, strict=True)
    return [(low, max(high, -(low + n + max(n - 1, 0) * between)), between) for (low, high, between), n in pairs]


@st.composite
def a_move(draw, shape):
    """A function that moves the numbers of an array of this shape, and the shape that comes out."""
    kinds = ["reshape", "broadcast", "pad", "stack", "expression"]
    kinds += ["transpose", "rev", "slice", "concatenate", "split"] if shape else []
    rank, kind = len(shape), draw(st.sampled_from(kinds))
    axis = draw(st.integers(0, rank - 1)) if rank else 0
    if kind == "reshape":
        new = draw(st.permutations([*shape, 1]))
        return lambda x: x.reshape(new) if x.size else x
    if kind == "broadcast":
        return lambda x: jnp.broadcast_to(x[..., None], (2, *x.shape, 3))
    if kind == "pad":
        config = [draw(st.tuples(st.integers(-2, 2), st.integers(-2, 2), st.integers(0, 2))) for _ in shape]
        return lambda x: lax.pad(x, -1.0, fitting(config, x.shape))
    if kind == "stack":
        return lambda x: jnp.stack([x, 2 * x], axis=axis)
    if kind == "expression":
        return lambda x: 2 * x + 1
    if kind == "transpose":
        order = draw(st.permutations(range(rank)))
        return lambda x: x.transpose(order)
    if kind == "rev":
        return lambda x: lax.rev(x, (axis,))
    if kind == "concatenate":
        return lambda x: jnp.concatenate([x, x * 10, x[:0] if not axis else x], axis=axis)
    if kind == "split":
        return lambda x: jnp.split(x, [x.shape[axis] // 2], axis=axis)[1]
    start, step = draw(st.integers(0, 2)), draw(st.integers(1, 2))
    return lambda x: lax.slice_in_dim(x, min(start, x.shape[axis]), x.shape[axis], step, axis)


@given(data=st.data())
def test_a_chain_of_moves(page, data):
    x = numbers(data.draw(SHAPES))
    moves, y = [], x
    for _ in range(data.draw(st.integers(1, 4))):
        if y.ndim > 4:
            break
        moves.append(data.draw(a_move(y.shape)))
        y = np.asarray(moves[-1](jnp.asarray(y)))

    def f(x):
        for move in moves:
            x = move(x)
        return x

    ((want, got),) = both(page, f, x)
    agree(want, got)


AROUND = st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 2))


@example(shape=[2, 2], config=[(0, 0, 0), (-1, 1, 1)])
@given(shape=st.lists(st.integers(0, 3), min_size=2, max_size=2), config=st.lists(AROUND, min_size=2, max_size=2))
def test_numbers_are_put_around_and_between_or_taken_away(page, shape, config):
    ((want, got),) = both(page, lambda x: lax.pad(x, -1.0, fitting(config, shape)), numbers(shape))
    agree(want, got)


@pytest.mark.parametrize("dtype", ["float64", "int32", "int64", "uint32", "bool"])
def test_what_is_known_beforehand_comes_out_too(page, dtype):
    known = np.arange(30).reshape(5, 6).astype(dtype)

    def f(x):
        return {
            "whole": jnp.asarray(known) + jnp.zeros((), dtype),
            "counted": lax.broadcasted_iota(np.dtype("int32"), (3, 4), 1),
            "even": jnp.full((3,), known[1, 1]),
            "cut": jnp.asarray(known)[1:3, ::-2],
            "empty": jnp.zeros((0, 3), dtype),
            "x": x,
        }

    for want, got in both(page, f, 1.0):
        agree(want, got)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_entries_of_an_axis_apart_and_together(page, n):
    def f(x):
        return (jnp.unstack(x, axis=1), jnp.stack([*jnp.unstack(x)], axis=-1) if len(x) else x)

    for want, got in both(page, f, numbers((n, 3))):
        agree(want, got)


def test_long_rows_are_copied_in_their_own_steps(page):
    f = lambda x: (x[::2], x[::-3], jnp.concatenate([x[5:], x[:60:2]]), jnp.broadcast_to(x[3], (70,)))  # noqa: E731
    for want, got in both(page, f, numbers((90,))):
        agree(want, got)
