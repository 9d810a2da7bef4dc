"""Loops, branches and functions that are called, one in the other, do what they do in JAX."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jax import lax

from jaclib.jaxpr_to_js import compile
from tests.examples import costly
from tests.jaxpr_to_js.page import both
from tests.jaxpr_to_js.values import agree, tame


def same(page, f, *arguments):
    for want, got in both(page, f, *arguments):
        agree(want, got, within=1e-12, signs=False)


@pytest.mark.few
@costly
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("length", [0, 1, 5])
@given(x=tame((3,)))
def test_a_scan_carries_on_and_keeps(page, reverse, length, x):
    def step(carry, each):
        total, pair, (a, b) = carry
        return (total + each[0], (pair[1], pair[0] + each), (b, jnp.sin(a))), (total, pair[0][::-1], each * x)

    def f(x, xs):
        return lax.scan(step, (0.0, (x, x + 1), (x[:1], x[1:2])), xs, reverse=reverse)

    same(page, f, x, jnp.arange(3.0 * length).reshape(length, 3))


@costly
@given(n=st.integers(0, 6), x=tame((4,)))
def test_a_loop_that_lasts_as_long_as_is_told(page, n, x):
    def f(n, x):
        row = jnp.zeros((7, 4)).at[0].set(x)
        filled = lax.fori_loop(0, n, lambda k, row: row.at[k + 1].set(row[k] * 2 + k), row)
        put = lax.fori_loop(0, n, lambda k, row: row.at[k].set(x * k), row)  # in place
        slid = lax.fori_loop(0, n, lambda k, row: lax.dynamic_update_slice(row, x[None] + k, (k, 0)), row)
        turned = lax.fori_loop(0, n, lambda k, two: (two[1], two[0] + two[1]), (x, x[::-1]))
        halved = lax.while_loop(lambda y: jnp.abs(y).max() > 0.1, lambda y: y / 2, x)
        return filled, put, slid, turned, halved

    same(page, f, n, x)


@given(x=tame((6,)))
def test_each_of_several_loops_ends_when_its_own_condition_does(page, x):
    def root(x):
        return lax.while_loop(lambda s: s[0] > 1, lambda s: (s[0] / 2, s[1] + 1), (jnp.abs(x), 0))

    same(page, jax.vmap(root), x)


@given(k=st.integers(-2, 4), x=tame((3,)))
def test_the_branch_that_is_told_and_loops_in_branches_in_loops(page, k, x):
    branches = [
        lambda x: (x + 1, x.sum()),
        lambda x: (lax.fori_loop(0, 3, lambda i, y: y * 2, x), x[0]),
        lambda x: (x[::-1], lax.cond(x[0] > 0, lambda: 1.0, lambda: -1.0)),
    ]

    def f(k, x):
        def step(c, i):
            return (lax.switch((i + k) % 3, branches, c)[0], c)

        return lax.switch(k, branches, x), lax.scan(step, x, jnp.arange(4)), lax.cond(k > 0, jnp.sin, jnp.cos, x)

    same(page, f, k, x)


@costly
@given(x=tame((3,)))
def test_functions_in_functions(page, x):
    @jax.custom_jvp
    def f(x):
        return jnp.tanh(x)

    f.defjvp(lambda x, t: (f(*x), 3 * t[0]))

    @jax.custom_vjp
    def g(x):
        return x**2

    g.defvjp(lambda x: (x**2, x), lambda x, t: (5 * t * x,))
    inner = jax.checkpoint(lambda x: jnp.sin(g(x)))

    def whole(x):
        return (jax.jit(f)(x), jax.jvp(f, (x,), (x,)), jax.grad(lambda x: g(x).sum())(x), g(x))

    second = jax.hessian(lambda x: jnp.exp(x @ x / 99))
    here = lambda x: lax.platform_dependent(x, tpu=jnp.cos, default=jnp.sin)  # noqa: E731
    same(page, lambda x: (here(x), jax.grad(lambda x: jnp.tanh(x / 8).sum())(x)), x)
    same(page, lambda x: (whole(x), jax.grad(lambda x: inner(x).sum())(x), second(x)), x)


def test_what_a_loop_can_change_in_place_is_not_copied_each_time():
    def f(x):
        return lax.fori_loop(0, 100, lambda k, row: row.at[k].set(k * 1.0), x)

    text = compile(f, np.zeros(100))
    assert "copied(" not in text[text.index("for(") :]


def test_what_is_asked_twice_is_worked_out_once():
    layer = jax.jit(lambda x: jnp.tanh(x))
    text = compile(lambda x: layer(x).sum() + jnp.prod(layer(x)) + layer(x)[0], np.ones(9))
    assert text.count("Math.tanh") == 1


def test_what_a_branch_works_out_is_not_known_after_it(page):
    def f(k, x):
        return lax.cond(k > 0, lambda: jnp.prod(jnp.exp(x)), lambda: 0.0) + jnp.prod(jnp.exp(x))

    same(page, f, 0, np.arange(6.0))


def test_nothing_is_changed_in_place_that_is_read_or_whose_loop_has_ended(page):
    def f(n, x):
        step = lambda k, now: (now[0].at[k].set(9.0), now[1] + now[0].sum())  # noqa: E731
        filled = lambda n: lax.fori_loop(0, n, lambda k, row: row.at[k].set(1.0), jnp.zeros(5))  # noqa: E731
        return lax.fori_loop(0, 3, step, (x, 0.0)), jax.vmap(filled)(n)

    same(page, f, np.array([1, 3]), np.arange(5.0))


def test_what_differs_by_a_sign_of_zero_is_not_the_same(page):
    x = np.array([2.0, -0.0])
    page.load(compile(lambda x: (x * 0.0, x * -0.0, x + 0.0, x + -0.0), x))
    for want, got in zip((x * 0.0, x * -0.0, x + 0.0, x + -0.0), page.run(x), strict=True):
        agree(want, got)


def test_loops_over_the_same_numbers_are_one():
    text = compile(lambda x: jnp.exp(-(x**2) / 2 + 1).sum(), np.ones((3, 50)))
    assert text[text.index("run(") :].count("for(") == 1
