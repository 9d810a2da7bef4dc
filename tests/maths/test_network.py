"""Networks: the gradients by products of Jacobians against jax.grad, differences and the chain's own factors."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.flatten_util import ravel_pytree

from jaclib import jacobian, network, numerical_jacobian
from jaclib.network import Layer

X, Y = jnp.array([0.5, -1.0, 0.3]), jnp.array([2.0, -1.0])


def parameters(seed=0, sizes=(3, 4, 5, 2)):
    p = network.initial(jax.random.key(seed), list(sizes))
    return tuple(Layer(each.W, each.W[:, 0] / 3) for each in p)  # biases that aren't 0


@pytest.mark.few
@pytest.mark.parametrize(
    "activation", [jnp.tanh, jax.nn.sigmoid, jnp.sin, jax.nn.softplus, lambda z: z, jax.nn.softmax, jnp.cumsum]
)
@pytest.mark.parametrize("sizes", [(3, 4, 5, 2), (3, 2), (3, 1, 1, 1, 2)])
def test_the_gradients_are_jax_grads(activation, sizes):
    p = parameters(1, sizes)
    found, exact = network.gradients(p, X, Y, activation), jax.grad(network.loss)(p, X, Y, activation)
    assert jax.tree.structure(found) == jax.tree.structure(exact)
    jax.tree.map(lambda ours, theirs: np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14), found, exact)


def test_the_gradients_are_central_differences():
    p = parameters()
    flat, back = ravel_pytree(p)
    differences = numerical_jacobian(lambda q: network.loss(back(q), X, Y))(flat)[0]
    np.testing.assert_allclose(ravel_pytree(network.gradients(p, X, Y))[0], differences, rtol=1e-7, atol=1e-9)


def test_the_jacobian_of_a_layer_is_the_slopes_times_w():
    p = parameters()[0]
    s = jax.nn.sigmoid(p.W @ X + p.b)
    found = jacobian(lambda x: network.layer(p, x))(X)
    np.testing.assert_allclose(found, np.diag(s * (1 - s)) @ p.W, rtol=1e-14)
    np.testing.assert_allclose(jacobian(lambda x: network.layer(p, x, lambda z: z))(X), p.W, rtol=1e-15)


def test_the_chain_of_layers_has_the_networks_jacobian_as_its_product():
    p = parameters()
    trace = network.chain(p).trace(X)
    assert [factor.shape for factor in trace.factors] == [(2, 5), (5, 4), (4, 3)]
    np.testing.assert_allclose(trace.value, network.mlp(p, X), rtol=1e-15)
    np.testing.assert_allclose(trace.product(), jax.jacrev(lambda x: network.mlp(p, x))(X), rtol=1e-12)


def test_the_network_is_what_numpy_computes_and_the_last_layer_is_affine():
    (W1, b1), (W2, b2) = p = parameters(2, (3, 4, 2))
    out = W2 @ np.tanh(W1 @ X + b1) + b2
    np.testing.assert_allclose(network.mlp(p, X), out, rtol=1e-13)
    np.testing.assert_allclose(network.loss(p, X, Y), np.sum((out - Y) ** 2) / 2, rtol=1e-13)


def test_initial_weights_have_variance_one_over_n():
    (W, b), _ = network.initial(jax.random.key(0), [400, 300, 1])
    assert float(jnp.var(W) * 400) == pytest.approx(1, abs=0.02)
    assert not b.any()


def test_descends_under_jit():
    p = parameters()
    step = jax.jit(lambda p: jax.tree.map(lambda q, g: q - 0.05 * g, p, network.gradients(p, X, Y)))
    losses = [float(network.loss(p, X, Y)) for _ in range(20) if (p := step(p))]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0] / 3
