"""The chain rule and its bracketings: against the Jacobian of the whole, brute force, and counts made by hand."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, jacobian, maps
from jaclib.chain_rule import Trace, bracketing, matrix_chain
from tests.examples import costly
from tests.maths.test_jacobian import SEEDS, draw, random_map

G = lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]])  # noqa: E731
F = lambda u: u @ u  # noqa: E731


def all_bracketings(first, last):
    if first == last:
        return [first]
    return [
        (left, right)
        for cut in range(first, last)
        for left in all_bracketings(first, cut)
        for right in all_bracketings(cut + 1, last)
    ]


def dense_trace(*sizes, seed=0):
    """A trace of matrices alone: sizes (m, k, …, n), outermost first."""
    rng = np.random.default_rng(seed)
    factors = tuple(jnp.asarray(rng.normal(size=shape)) for shape in pairwise(sizes))
    return Trace(tuple(jnp.zeros(size) for size in sizes[1:]), factors, jnp.zeros(sizes[0]))


def test_the_textbooks_example_has_its_matrices_and_its_product():
    trace = compose(F, G).trace([1.0, 1.0])
    np.testing.assert_array_equal(trace.factors[0], [[4, 2]])
    np.testing.assert_array_equal(trace.factors[1], [[2, 1], [1, 1]])
    np.testing.assert_array_equal(trace.points[0], [2, 1])
    np.testing.assert_array_equal(trace.points[1], [1, 1])
    np.testing.assert_array_equal(trace.value, [5])
    np.testing.assert_array_equal(trace.product(), [[10, 6]])


def test_compose_puts_the_outermost_first():
    double, grow = (lambda x: 2 * x), (lambda x: x + 1)
    np.testing.assert_array_equal(compose(double, grow)(jnp.array([3.0])), [8])
    np.testing.assert_array_equal(compose(grow, double)(jnp.array([3.0])), [7])


@costly
@given(SEEDS, st.sampled_from([(2, 3), (1, 3, 2), (3, 1, 3, 2), (2, 3, 2, 3, 2)]))
def test_the_product_is_the_jacobian_of_the_whole_in_every_bracketing(seed, sizes):
    parts = [random_map(seed + i, n, m) for i, (m, n) in enumerate(pairwise(sizes))]
    (a,) = draw(seed, sizes[-1])
    whole, trace = compose(*parts), compose(*parts).trace(a / 4)
    exact = jax.jacfwd(whole)(a / 4)
    for order in ["reverse", "forward", "optimal", *all_bracketings(0, len(parts) - 1)]:
        np.testing.assert_allclose(trace.product(order), exact, rtol=1e-9, atol=1e-9 * np.abs(exact).max())


def test_reverse_brackets_from_the_left_of_the_product_and_forward_from_the_right():
    trace = dense_trace(1, 2, 3, 4)
    A, B, C = trace.factors
    first, last = trace.steps("reverse")
    np.testing.assert_allclose(first.result, A @ B)
    np.testing.assert_allclose(last.left, A @ B)
    np.testing.assert_array_equal(last.right, C)
    first, last = trace.steps("forward")
    np.testing.assert_allclose(first.result, B @ C)
    np.testing.assert_array_equal(last.left, A)


def test_one_factor_needs_no_step():
    trace = compose(G).trace([1.0, 2.0])
    assert trace.steps() == ()
    assert trace.cost().multiplications == 0
    np.testing.assert_allclose(trace.product("optimal"), jacobian(G)([1.0, 2.0]))


@given(st.lists(st.integers(1, 9), min_size=2, max_size=7))
def test_optimal_is_the_least_that_brute_force_finds(sizes):
    trace = dense_trace(*sizes)
    costs = [trace.cost(order).multiplications for order in all_bracketings(0, len(sizes) - 2)]
    assert trace.cost("optimal").multiplications == min(costs)


@costly
@given(st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_the_multiplications_are_those_of_the_steps(sizes):
    trace = dense_trace(*sizes)
    for order in ("reverse", "forward", "optimal"):
        work = sum(step.left.shape[0] * step.left.shape[1] * step.right.shape[1] for step in trace.steps(order))
        assert trace.cost(order).multiplications == work


def test_the_numbers_held_are_those_counted_by_hand():
    trace = dense_trace(1, 10, 10, 10)  # 10 + 100 + 100 held; the row of 10 is all that reverse adds
    assert trace.cost("reverse").stored == 210 + 10
    assert trace.cost("forward").stored == 210 + 100
    trace = dense_trace(10, 1, 10, 1)  # 10 + 10 + 10 held; bracketed from the left, a 10 × 10 matrix is added
    assert trace.cost("reverse").stored == 30 + 100
    assert trace.cost("forward").stored == 30 + 1


def test_a_scalar_loss_favours_reverse_a_curve_forward_and_a_waist_neither():
    work = lambda trace, order: trace.cost(order).multiplications  # noqa: E731
    loss, curve, waist = dense_trace(1, 50, 50, 50), dense_trace(50, 50, 50, 1), dense_trace(20, 30, 1, 30, 20)
    assert work(loss, "optimal") == work(loss, "reverse") == 2 * 50**2 < work(loss, "forward")
    assert work(curve, "optimal") == work(curve, "forward") == 2 * 50**2 < work(curve, "reverse")
    assert work(waist, "optimal") == 20 * 30 + 30 * 20 + 20 * 20
    assert work(waist, "optimal") < min(work(waist, "reverse"), work(waist, "forward"))


def test_sweeps_cost_a_product_with_each_factor_and_hold_what_their_kind_must():
    deep, shallow = dense_trace(1, *[10] * 100), dense_trace(1, *[10] * 4)
    dense = lambda trace: sum(factor.size for factor in trace.factors)  # noqa: E731
    assert deep.cost("jvp").multiplications == 10 * dense(deep)
    assert deep.cost("vjp").multiplications == deep.cost("checkpointed").multiplications == dense(deep)
    assert deep.cost("jvp").stored == shallow.cost("jvp").stored == 40
    assert deep.cost("vjp").stored == 100 * 10 + 20
    assert deep.cost("checkpointed").stored == 10 * 10 + 9 * 10 + 20
    assert [deep.cost(order).evaluations for order in ("jvp", "vjp", "checkpointed")] == [10, 1, 2]


def test_checkpoints_hold_about_two_root_l_points():
    held = [dense_trace(1, *[1] * depth).cost("checkpointed").stored for depth in (100, 400, 1600)]
    np.testing.assert_allclose(np.array(held[1:]) / held[:-1], 2, rtol=0.1)


@pytest.mark.slow
def test_goes_through_jit_and_a_further_derivative():
    f = compose(maps.complex_square, maps.swirl)
    a = jnp.array([0.3, 0.2])
    product = lambda a: f.trace(a).product("optimal")  # noqa: E731
    np.testing.assert_allclose(jax.jit(product)(a), jax.jacfwd(f)(a), rtol=1e-13)
    np.testing.assert_allclose(jax.jacfwd(product)(a), jax.jacfwd(jax.jacfwd(f))(a), rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("order", ["backward", ((0, 2), 1), (0, 1), (0, 1, 2), 0, None, ((0, 1), 2, 3), (0, (1, (2,)))])
def test_an_order_that_is_none_is_refused(order):
    with pytest.raises(ValueError, match=r'order must be "reverse", .* such as \(\(0, 1\), 2\); got '):
        bracketing(order, [(1, 1)] * 3)


def test_the_map_at_fault_is_named():
    with pytest.raises(TypeError, match="map 1 of the composition calls numpy on its argument"):
        compose(np.sin, jnp.sin).trace([1.0])
    with pytest.raises(
        ValueError, match=r"map 1 of the composition must accept its argument; it fails on shape \(3,\)"
    ):
        compose(maps.polar, lambda x: jnp.ones(3) * x[0]).trace([1.0, 2.0])
    with pytest.raises(TypeError, match="map 2 of the composition must be a function"):
        compose(jnp.sin, 3)
    with pytest.raises(TypeError, match="maps must be at least one function"):
        compose()


@given(st.lists(st.integers(1, 6), min_size=2, max_size=6), st.integers(0, 9))
def test_a_chain_of_matrices_has_these_sizes_and_is_another_one_for_another_seed(sizes, seed):
    chain = matrix_chain(*sizes, seed=seed)
    assert [each.shape for each in chain.factors] == list(pairwise(sizes))
    assert chain.product("optimal").shape == (sizes[0], sizes[-1])
    np.testing.assert_array_equal(chain.factors[0], matrix_chain(*sizes, seed=seed).factors[0])
    assert not np.array_equal(chain.factors[0], matrix_chain(*sizes, seed=seed + 1).factors[0])


@pytest.mark.parametrize("sizes", [(), (3,), (3, 0), (3, 2.0), ((3, 2),)])
def test_sizes_that_make_no_chain_are_refused(sizes):
    with pytest.raises(ValueError, match=r"sizes must be two or more positive whole numbers.*got"):
        matrix_chain(*sizes)
