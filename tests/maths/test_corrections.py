"""X1 to X12: what the usual textbook page says loosely or wrongly, each with the measurement that settles it."""

import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import dblquad

from jaclib import compose, critical_curve, determinant, jacobian, maps, numerical_jacobian, volume_ratio
from jaclib.network import gradients, initial, loss, mlp


def spherical(x):
    """(r, θ, φ), in the order of the source."""
    r, theta, phi = x
    return r * jnp.stack([jnp.sin(phi) * jnp.cos(theta), jnp.sin(phi) * jnp.sin(theta), jnp.cos(phi)])


def compiled(f, *arguments):
    return jax.jit(f).lower(*arguments).compile()


def flops(f, *arguments):
    return compiled(f, *arguments).cost_analysis()["flops"]


def test_x1_the_determinant_of_spherical_coordinates_is_negative_in_the_order_r_theta_phi():
    for r, theta, phi in np.random.default_rng(0).uniform([0.1, -3, 0.1], [3, 3, 3], (20, 3)):
        exact = -(r**2) * math.sin(phi)
        assert float(determinant(spherical)([r, theta, phi])) == pytest.approx(exact, rel=1e-12)
        swapped = determinant(lambda x: spherical(x[jnp.array([0, 2, 1])]))([r, phi, theta])
        assert float(swapped) == pytest.approx(-exact, rel=1e-12)


def test_x2_jax_jacobian_is_reverse_mode():
    def forward_only(x):
        return jax.lax.while_loop(lambda x: x[0] < 10, lambda x: 2 * x, x)

    a = jnp.array([3.0])
    np.testing.assert_array_equal(jax.jacfwd(forward_only)(a), [[4]])
    for reverse in (jax.jacrev, jax.jacobian):
        with pytest.raises(ValueError, match="Reverse-mode"):
            reverse(forward_only)(a)
    tall = lambda x: jnp.outer(jnp.arange(1.0, 41), jnp.sin(x)).ravel()  # noqa: E731
    cost = [flops(derivative(tall), jnp.ones(2)) for derivative in (jax.jacobian, jax.jacrev, jax.jacfwd)]
    assert cost[0] == cost[1] > cost[2]


@pytest.mark.parametrize("n", [1, 2, 7])
def test_x3_a_gradient_by_central_differences_takes_2n_evaluations_too(n):
    calls = []
    numerical_jacobian(lambda x: (calls.append(x), jnp.sum(x**2))[1], step=1e-5)(jnp.ones(n))
    assert len(calls) == 2 * n


def test_x4_backpropagation_brackets_the_product_from_the_left_and_sweeps_the_network_from_its_end():
    J3, J2, J1 = compose(jnp.sum, jnp.tanh, maps.swirl).trace([0.3, 0.4]).factors  # J1 belongs to the first layer
    first, last = compose(jnp.sum, jnp.tanh, maps.swirl).trace([0.3, 0.4]).steps("reverse")
    np.testing.assert_array_equal(first.left, J3)  # leftmost in the product, last in the network
    np.testing.assert_array_equal(first.right, J2)
    np.testing.assert_array_equal(last.right, J1)  # rightmost in the product, first in the network
    assert first.result.shape == (1, 2)  # a row all the way


@pytest.mark.slow
def test_x5_the_number_of_passes_does_not_grow_with_the_parameters_but_their_work_does():
    x, y = jnp.ones(8), jnp.ones(1)
    forward, backward = [], []
    for width in (32, 64, 128):
        p = initial(jax.random.key(0), [8, width, width, 1])
        forward.append(flops(lambda p: loss(p, x, y), p))
        backward.append(flops(lambda p: gradients(p, x, y), p))
    ratios = np.array(backward) / forward
    assert (ratios < 5).all()
    assert np.ptp(ratios) < 0.5 * ratios.mean()
    assert backward[2] > 3 * backward[1] > 9 * backward[0] * 0.9


def test_x6_a_bound_by_the_jacobian_needs_its_supremum_over_the_segment():
    f, a, b = (lambda x: x**2), jnp.array([0.0]), jnp.array([2.0])
    moved, distance = float(jnp.linalg.norm(f(b) - f(a))), float(jnp.linalg.norm(b - a))
    at_the_point = float(jnp.linalg.norm(jacobian(f)(a), 2))
    assert moved > at_the_point * distance  # the source's inequality, violated
    segment = a + jnp.linspace(0, 1, 101)[:, None] * (b - a)
    supremum = float(jnp.linalg.norm(jax.vmap(jacobian(f))(segment), 2, axis=(1, 2)).max())
    assert moved <= supremum * distance


def test_x7_a_zero_determinant_collapses_the_linear_approximation_and_need_not_collapse_the_map():
    cube = lambda x: jnp.stack([x[0] ** 3, x[1]])  # noqa: E731
    assert float(determinant(cube)([0.0, 0.5])) == 0
    points = np.random.default_rng(1).uniform(-1, 1, (500, 2))
    images = np.asarray(jax.vmap(cube)(points))
    back = np.stack([np.cbrt(images[:, 0]), images[:, 1]], axis=1)
    np.testing.assert_allclose(back, points, rtol=1e-9)  # injective: it can be undone everywhere


def test_x8_the_point_is_critical_and_its_image_is_the_critical_value():
    found = critical_curve(maps.fold, ((-1, 1), (-1, 1)))
    for point in found.curves[0]:
        assert float(determinant(maps.fold)(point)) == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(found.images[0], jax.vmap(maps.fold)(jnp.asarray(found.curves[0])))
    assert not np.allclose(maps.cusp([-3.0, 1.0]), [-3.0, 1.0])  # a critical point and its value, two different things
    assert float(determinant(maps.cusp)([-3.0, 1.0])) == 0


def test_x9_without_injectivity_the_change_of_variables_counts_twice():
    disc = lambda turn: dblquad(lambda theta, r: float(r), 0, 1, 0, turn)[0]  # noqa: E731
    assert disc(2 * math.pi) == pytest.approx(math.pi)
    assert disc(4 * math.pi) == pytest.approx(2 * math.pi)
    box = 4 * math.pi  # the square of this side, r from 0: ∫ |det J| is twice the disc's area
    found = volume_ratio(maps.polar, [box / 2, box / 2], box)
    assert float(found.ratio) * box**2 == pytest.approx(2 * math.pi * box**2, rel=1e-9)


@pytest.mark.slow
def test_x10_the_fisher_information_is_pulled_back_from_the_new_parameters_to_the_old():
    sigma = 0.7

    def information(log_density, parameters):
        """E[(∂ log p)²] by a fine sum over x."""
        x = jnp.linspace(-12 * sigma, 12 * sigma, 40001)
        scores = jax.vmap(lambda x: jax.grad(log_density)(parameters, x))(x)
        weight = jnp.exp(jax.vmap(lambda x: log_density(parameters, x))(x)) * (x[1] - x[0])
        return (scores * weight[:, None]).T @ scores

    def in_sigma(theta, x):
        return -((x - theta[0]) ** 2) / (2 * theta[1] ** 2) - jnp.log(theta[1]) - jnp.log(2 * jnp.pi) / 2

    phi = lambda eta: jnp.stack([eta[0], jnp.exp(eta[1])])  # noqa: E731  (μ, log σ) ↦ (μ, σ)
    eta = jnp.array([0.0, math.log(sigma)])
    J = jacobian(phi)(eta)
    I_theta = information(in_sigma, phi(eta))
    I_eta = information(lambda eta, x: in_sigma(phi(eta), x), eta)
    np.testing.assert_allclose(I_theta, np.diag([1 / sigma**2, 2 / sigma**2]), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(I_eta, J.T @ I_theta @ J, rtol=1e-8, atol=1e-10)  # the true rule
    assert not np.allclose(I_theta, J.T @ I_eta @ J, rtol=0.1)  # the source's, with the arguments swapped


def four_corners(f, a, side):
    """The area of the polygon through the images of a box's corners, over that of the box."""
    corners = jnp.array(a) + side / 2 * jnp.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    u, v = np.asarray(jax.vmap(f)(corners)).T
    return (u @ np.roll(v, -1) - v @ np.roll(u, -1)) / 2 / side**2


def test_x11_four_corners_do_not_give_the_area_of_a_curved_image():
    found = volume_ratio(maps.complex_square, [1.0, 0.5], 1.0)
    for side in (1.0, 0.5, 0.1):
        assert four_corners(maps.complex_square, [1.0, 0.5], side) == pytest.approx(5.0, rel=1e-12)
    assert float(found.ratio) == pytest.approx(17 / 3, rel=1e-9)
    assert float(found.signed_ratio) == pytest.approx(17 / 3, rel=1e-9)


@pytest.mark.parametrize("f", [maps.polar, maps.complex_exponential, maps.swirl, maps.cusp, maps.fold], ids=str)
def test_x11_as_the_box_shrinks_four_corners_give_the_determinant_all_the_same(f):
    found = four_corners(f, [1.0, 0.5], 1e-3)
    assert found == pytest.approx(float(determinant(f)([1.0, 0.5])), rel=1e-5)


@pytest.mark.slow
def test_x12_a_jvp_costs_a_small_constant_times_f_and_no_more_memory_at_depth_a_vjp_does():
    def deep(layers):
        W = jnp.asarray(np.random.default_rng(0).normal(size=(64, 64)) / 8)
        return lambda x: jax.lax.scan(lambda x, _: (jnp.tanh(W @ x), None), x, length=layers)[0]

    x, held = jnp.ones(64), {}
    for layers in (50, 200):
        f = deep(layers)
        jvp = lambda x, f=f: jax.jvp(f, (x,), (x,))  # noqa: E731
        vjp = lambda x, f=f: jax.vjp(f, x)[1](x)  # noqa: E731
        held[layers] = [compiled(g, x).memory_analysis().temp_size_in_bytes for g in (jvp, vjp)]
    assert held[200][0] < held[50][0] * 1.2 + 1024  # independent of depth
    assert held[200][1] > held[50][1] + 100 * 64 * 8  # every activation is kept
    p = initial(jax.random.key(0), [64] * 6)
    f = lambda x: mlp(p, x)  # noqa: E731
    for derivative in (lambda x: jax.jvp(f, (x,), (x,)), lambda x: jax.vjp(f, x)[1](x)):
        assert 1.5 < flops(derivative, x) / flops(f, x) < 4
