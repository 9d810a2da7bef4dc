"""The work in a program: what a matrix product takes, what a JVP and a VJP take, and that nothing is carried out."""

import jax
import jax.numpy as jnp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import jvp, vjp
from jaclib.programs.work import work
from tests.examples import costly

SIZES = st.integers(2, 40)


@costly
@given(SIZES, SIZES)
def test_a_matrix_times_a_vector_takes_a_multiplication_and_an_addition_for_each_entry(m, n):
    assert work(jnp.matmul, jnp.ones((m, n)), jnp.ones(n)).operations == pytest.approx(2 * m * n, abs=m)


@pytest.mark.parametrize("f", [jnp.sin, jnp.exp, jnp.square])
def test_a_function_of_each_entry_takes_an_operation_for_each(f):
    assert work(f, jnp.ones(1000)).operations == 1000


def test_what_only_moves_numbers_takes_no_operation():
    assert work(jnp.transpose, jnp.ones((3, 4))).operations == 0


def layers(depth):
    W = jnp.eye(32)
    return lambda x: jax.lax.fori_loop(0, depth, lambda _, x: jnp.tanh(W @ x), x)


def test_of_a_loop_one_round_is_counted():
    x = jnp.ones(32)
    assert work(layers(20), x).operations == work(layers(80), x).operations == pytest.approx(2 * 32**2, rel=0.05)


def test_a_jvp_holds_as_much_at_each_depth_and_a_vjp_a_vector_more_for_each_layer():
    x = jnp.ones(32)
    held = lambda product, depth: work(lambda x: product(layers(depth))(x, x), x).memory  # noqa: E731
    pushed, pulled = ([held(product, depth) for depth in (20, 80)] for product in (jvp, vjp))
    assert pushed[0] == pushed[1]
    assert pulled[1] - pulled[0] >= 60 * x.nbytes


def test_nothing_is_computed():
    ran = []

    def f(x):
        jax.debug.callback(lambda: ran.append(1))
        return 2 * x

    work(f, jnp.ones(3))
    assert ran == []
