"""Networks as chains of maps of (parameters, x), and their gradients as products of Jacobians."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.chain_rule import Composition, compose


class Layer(NamedTuple):
    """The parameters of one layer: a matrix of weights, and a number added to each output."""

    W: Float[Array | np.ndarray, "m n"]
    b: Float[Array | np.ndarray, " m"]


def layer(parameters: Layer, x: Float[Array, " n"], activation: Callable = jax.nn.sigmoid) -> Float[Array, " m"]:
    """σ(W x + b), with σ on each entry. Its Jacobian in x is diag(σ′(W x + b)) W.

    Raises ValueError if W, b and x don't fit.

    >>> import jax.numpy as jnp
    >>> layer(Layer(jnp.array([[1.0, 2.0]]), jnp.array([0.5])), jnp.array([1.0, 1.0]), activation=lambda z: z)
    Array([3.5], dtype=float64)
    """
    return activation(_affine(parameters, x))


def _affine(parameters, x):
    W, b = parameters
    if W.ndim != 2 or W.shape != (*b.shape, *x.shape):
        came = f"{W.shape}, {b.shape} and {x.shape}"
        raise ValueError(f"W must have shape (m, n) for b of shape (m,) and x of shape (n,); got {came}.")
    return W @ x + b


def initial(key: Array, sizes: Sequence[int]) -> tuple[Layer, ...]:
    """Random parameters of a network with these sizes, inputs first: W ~ N(0, 1/n), b = 0, by JAX random key.

    Raises ValueError unless there are two sizes or more, all positive.

    >>> [layer.W.shape for layer in initial(jax.random.key(0), [2, 5, 1])]
    [(5, 2), (1, 5)]
    """
    if len(sizes) < 2 or not all(isinstance(size, int) and size > 0 for size in sizes):
        raise ValueError(f"sizes must be two or more positive whole numbers, inputs first; got {list(sizes)}.")
    keys = jax.random.split(checks.random_key(key), len(sizes) - 1)
    pairs = zip(keys, pairwise(sizes), strict=True)
    return tuple(Layer(jax.random.normal(key, (m, n)) / jnp.sqrt(n), jnp.zeros(m)) for key, (n, m) in pairs)


def mlp(parameters: Sequence[Layer], x: Float[Array, " n"], activation: Callable = jnp.tanh) -> Float[Array, " m"]:
    """The network: one layer after the other, with the activation in all but the last, which is affine."""
    return chain(parameters, activation)(x)


def chain(parameters: Sequence[Layer], activation: Callable = jnp.tanh) -> Composition:
    """The network as a composition of maps of x, to be traced; the last layer stands first, as one writes it."""
    checks.function(activation, "activation")
    if not parameters:
        raise ValueError("parameters must hold at least one layer; got none.")
    *hidden, last = parameters
    maps = [lambda x, each=each: layer(each, x, activation) for each in hidden]
    return compose(lambda x: layer(last, x, lambda z: z), *reversed(maps))


def loss(parameters: Sequence[Layer], x, y, activation: Callable = jnp.tanh) -> Float[Array, ""]:
    """½ ‖mlp(parameters, x) − y‖². Raises ValueError if y hasn't the shape of the network's output."""
    return jnp.sum(jnp.square(_miss(mlp(parameters, x, activation), y))) / 2


def _miss(output, y):
    if jnp.shape(y) != output.shape:
        raise ValueError(f"y must have the shape of the network's output, {output.shape}; got {jnp.shape(y)}.")
    return output - y


def gradients(parameters: Sequence[Layer], x, y, activation: Callable = jnp.tanh) -> tuple[Layer, ...]:
    """The gradient of `loss` in every W and b, as one product of Jacobians bracketed from the left.

    The row J_L J_K ⋯ J_{k+1} of the layers behind is carried on from layer to layer. In b_k the layer has the Jacobian
    D = diag(σ′(z_k)), in the entries of W_k it has D with the layer's input beside it, and in its input D W_k. An
    activation that mixes entries, such as softmax, has another D, of which no diagonal is made: the row is multiplied.

    Source: Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 323 (1986).

    >>> p = initial(jax.random.key(0), [2, 3, 1])
    >>> x, y = jnp.array([0.5, -1.0]), jnp.array([2.0])
    >>> bool(jnp.allclose(gradients(p, x, y)[0].W, jax.grad(loss)(p, x, y)[0].W))
    True
    """
    if not parameters:
        raise ValueError("parameters must hold at least one layer; got none.")
    inputs, pulls = [], []
    for place, each in enumerate(parameters, 1):
        inputs.append(x)
        z = _affine(each, x)
        sigma = activation if place < len(parameters) else lambda z: z
        x, pull = jax.vjp(sigma, z)
        pulls.append(pull)
    row, found = _miss(x, y), []  # J_L, the gradient of ½ ‖x − y‖² in x
    for each, entered, pull in zip(reversed(parameters), reversed(inputs), reversed(pulls), strict=True):
        (row,) = pull(row)  # the row times D
        found.append(Layer(jnp.outer(row, entered), row))
        row = row @ each.W
    return tuple(reversed(found))
