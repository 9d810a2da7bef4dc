"""A small network's gradient, swept out from the loss or from each parameter: every vector on the way, and its cost.

The networks on sliders change their shape at every step, so this is NumPy, which compiles nothing; beside it stands
`jax.grad` of the same network in arrays of one size, compiled once for each activation.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.explore.phrases.numbers import sub
from jaclib.network import Layer

MOST_LAYERS, WIDEST_LAYER = 6, 8
BATCH = 4  # examples
FARTHEST = 2.0  # from 0, an input or a target
# σ in JAX, and for NumPy σ and its slope, which is written with σ(z) as backpropagation has it at hand
ACTIVATIONS: dict[str, tuple[Callable, Callable, Callable]] = {
    "tanh": (jnp.tanh, np.tanh, lambda z, a: 1 - a * a),
    "sigmoid": (jax.nn.sigmoid, lambda z: 1 / (1 + np.exp(-z)), lambda z, a: a * (1 - a)),
    "ReLU": (jax.nn.relu, lambda z: np.maximum(z, 0), lambda z, a: (z > 0) * 1.0),
    "softplus": (jax.nn.softplus, lambda z: np.logaddexp(0, z), lambda z, a: 1 / (1 + np.exp(-z))),
}


class Network(NamedTuple):
    """A network with its last layer affine, points x to be taken to y, and what a pass forwards leaves behind.

    Each row of an array is one example; mostly there is one. Lists go from the input to the output: `points` are x and
    each layer's output, `slopes` σ′(z_k). `loss` is ½ ‖output − y‖², summed over the examples.
    """

    layers: list[Layer]
    y: np.ndarray
    points: list[np.ndarray]
    slopes: list[np.ndarray]
    loss: float


def first_point(seed: int, row: int, n: int) -> list[float]:
    """The input, row 0, or the target, row 1, that a seed begins with: N(0, 1), rounded to what a slider can be at."""
    drawn = np.random.default_rng(seed).normal(size=(2, WIDEST_LAYER))[row, :n]
    return [round(float(each), 2) for each in np.rint(20 * np.clip(drawn, -FARTHEST, FARTHEST)) / 20]


def others(seed: int, sizes) -> tuple[np.ndarray, np.ndarray]:
    """The other examples of a batch, their inputs and their targets, N(0, 1)."""
    drawn = np.random.default_rng((seed, 1)).normal(size=(2, BATCH - 1, WIDEST_LAYER))
    return drawn[0, :, : sizes[0]], drawn[1, :, : sizes[-1]]


def network(sizes: tuple[int, ...], activation: str, seed: int, x=None, y=None, *, batch: bool = False) -> Network:
    """The network of these sizes, inputs first. With the seed the same, weights stay as a layer gets wider or narrower.

    W ~ N(0, 1/n) for n inputs, as in `jaclib.network.initial`; b ~ N(0, 0.1). x and y are by default those that the
    seed begins with; in a `batch` they are the first of several examples.
    """
    random = np.random.default_rng(seed)
    random.normal(size=(2, WIDEST_LAYER))  # x and y
    W = random.normal(size=(MOST_LAYERS, WIDEST_LAYER, WIDEST_LAYER))
    b = random.normal(size=(MOST_LAYERS, WIDEST_LAYER))
    layers = [Layer(W[k, :m, :n] / np.sqrt(n), np.sqrt(0.1) * b[k, :m]) for k, (n, m) in enumerate(pairwise(sizes))]
    x = np.array([first_point(seed, 0, sizes[0]) if x is None else x], dtype=float)
    y = np.array([first_point(seed, 1, sizes[-1]) if y is None else y], dtype=float)
    if batch:
        x, y = (np.concatenate(each) for each in zip((x, y), others(seed, sizes), strict=True))
    return forwards(layers, x, y, activation)


def forwards(layers: list[Layer], x, y, activation: str) -> Network:
    """One pass from the input to the loss, which leaves each layer's output and slopes behind."""
    _, sigma, slope = ACTIVATIONS[activation]
    points, slopes = [x], []
    for place, (W, b) in enumerate(layers, 1):
        z = points[-1] @ W.T + b
        last = place == len(layers)
        points.append(z if last else sigma(z))
        slopes.append(np.ones_like(z) if last else slope(z, points[-1]))
    return Network(layers, y, points, slopes, float(np.sum((points[-1] - y) ** 2)) / 2)


def reverse(net: Network) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """The row J_L = (output − y)ᵀ, times one Jacobian after the other from the left, for each example.

    Of the rows the first is ∂L/∂x, each other one ∂L/∂a_k; then come δ_k = ∂L/∂z_k, which are the rows times the
    slopes, and ∂L/∂W_k, in which the examples' outer products are summed.
    """
    rows, deltas, gradients = [net.points[-1] - net.y], [], []
    for (W, _), entered, slope in zip(net.layers[::-1], net.points[-2::-1], net.slopes[::-1], strict=True):
        deltas.append(rows[-1] * slope)
        gradients.append(deltas[-1].T @ entered)
        rows.append(deltas[-1] @ W)
    return rows[::-1], deltas[::-1], gradients[::-1]


def forward(net: Network, k: int) -> dict[str, np.ndarray]:
    """A column for each parameter of layer k, W_k row by row and then b_k: as it enters, and behind each factor since.

    They go by the names of `sizes.stages`. "L" has one row, the entries of the gradient. Of a batch the first example.
    """
    weights, last, entered = [np.asarray(W) for W, _ in net.layers], len(net.layers) - 1, net.points[k][0]
    here = np.hstack([np.kron(np.eye(len(weights[k])), entered), np.eye(len(weights[k]))])
    columns = {}
    for behind in range(k, last + 1):
        columns[f"W{behind + 1}"] = here = weights[behind] @ here if behind > k else here
        if behind < last:
            columns[f"D{behind + 1}"] = here = net.slopes[behind][0][:, None] * here
    return columns | {"L": (net.points[-1] - net.y)[:1] @ here}


def parameters(sizes) -> list[int]:
    """Count the parameters of each layer."""
    return [m * n + m for n, m in pairwise(sizes)]


def entry(sizes, k: int, number: int) -> str:
    """Name a parameter.

    >>> entry((2, 3, 1), 0, 3), entry((2, 3, 1), 0, 7)
    ('W₁[2, 2]', 'b₁[2]')
    """
    n, m = sizes[k], sizes[k + 1]
    i, j = divmod(number, n)
    return f"W{sub(k + 1)}[{i + 1}, {j + 1}]" if number < m * n else f"b{sub(k + 1)}[{number - m * n + 1}]"


# What it takes -------------------------------------------------------------------------------------------------------


def reverse_work(sizes) -> list[int]:
    """Count the multiplications at each layer, the first to the last: by slopes (the last has none), δ aᵀ and δ W."""
    return [2 * m * n + m * (k < len(sizes) - 1) for k, (n, m) in enumerate(pairwise(sizes), 1)]


def forward_work(sizes) -> np.ndarray:
    """Count them for each column: that of a weight begins as slope × input, that of a bias as slope.

    Then come the weights and slopes of the layers behind (the last has none), and J_L.
    """
    shapes, last = list(pairwise(sizes)), len(sizes) - 2
    passing = [m * n + m * (k < last) for k, (n, m) in enumerate(shapes)]
    begun = [np.repeat([int(k < last), 0], [m * n, m]) for k, (n, m) in enumerate(shapes)]
    return np.concatenate([each + sum(passing[k:]) for k, each in enumerate(begun, 1)]) + sizes[-1]


# The same by jax.grad ------------------------------------------------------------------------------------------------


@partial(jax.jit, static_argnames="activation")
def _padded_gradient(activation: str, W, b, x, y, depth):
    sigma = ACTIVATIONS[activation][0]

    def loss(W, b):
        a = x
        for k in range(MOST_LAYERS):
            z = a @ W[k].T + b[k]
            a = jnp.where(k < depth - 1, sigma(z), jnp.where(k == depth - 1, z, a))
        return jnp.sum(jnp.where(jnp.isnan(y), 0, a - y) ** 2) / 2

    return jax.grad(loss, argnums=(0, 1))(W, b)


def by_jax(net: Network, activation: str) -> list[Layer]:
    """The gradients by `jax.grad`, of the network filled up with zeros to the largest size, and with absent examples.

    An absent target is NaN, and has no part in the loss.
    """
    W, b = np.zeros((MOST_LAYERS, WIDEST_LAYER, WIDEST_LAYER)), np.zeros((MOST_LAYERS, WIDEST_LAYER))
    x, y = np.zeros((BATCH, WIDEST_LAYER)), np.full((BATCH, WIDEST_LAYER), np.nan)
    for k, (weights, biases) in enumerate(net.layers):
        W[k, : weights.shape[0], : weights.shape[1]], b[k, : len(biases)] = weights, biases
    examples, n = net.points[0].shape
    x[:examples, :n], y[:examples, : net.y.shape[1]] = net.points[0], net.y
    dW, db = jax.device_get(_padded_gradient(activation, W, b, x, y, len(net.layers)))
    return [Layer(dW[k, :m, :n], db[k, :m]) for k, (m, n) in enumerate(W.shape for W, _ in net.layers)]
