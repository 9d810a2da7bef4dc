"""The numbers of explore.train: a network in training, and what it makes of a point.

Narrow networks are wide ones whose other weights are zero. Zeros they stay, as a neuron without a way out has gradient
zero; so one compiled step serves every width.
"""

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from jaclib import datasets
from jaclib.explore.learn.training import Training, descend
from jaclib.explore.plane.lines import contours, joined
from jaclib.explore.train.gradient import NOTHING, as_product
from jaclib.network import Layer, chain, mlp

DATA = {"two moons": datasets.two_moons, "spirals": datasets.spirals, "rings": datasets.rings}
WIDEST_LAYER, MOST_HIDDEN = 16, 3
SLOWEST, FASTEST = 1e-3, 0.3
TRAINING_STEPS, EVERY = 2000, 10
POINTS, NEW = 200, 500
NEW_SEEDS = 1000  # away: of the points that nothing is learned from
HALF = 2.0  # of the part of the plane that is shown
NODES = np.linspace(-HALF, HALF, 49)
SOFT = 0.5  # so that points stand out from what the network makes of the plane
PLANE = np.stack(np.meshgrid(NODES, NODES, indexing="ij"), axis=-1)


class Learner(NamedTuple):
    """A network in training: its parameters, what the optimizer remembers, and the losses on the way here."""

    parameters: tuple[Layer, ...]
    memory: optax.OptState
    losses: jax.Array | np.ndarray


def initial(width: int, hidden: int, seed: int) -> tuple[Layer, ...]:
    """W ~ N(0, 1/n), b = 0, for 2 inputs, hidden layers of the width, and 1 output; filled up with zeros."""
    random = np.random.default_rng(seed)
    sizes, most = [2, *[width] * hidden, 1], [2, *[WIDEST_LAYER] * hidden, 1]
    layers = []
    for (n, m), (columns, rows) in zip(pairwise(sizes), pairwise(most), strict=True):
        W = np.zeros((rows, columns))
        W[:m, :n] = random.normal(size=(rows, columns))[:m, :n] / np.sqrt(n)
        layers.append(Layer(W, np.zeros(rows)))
    return tuple(layers)


def loss(parameters, points, labels):
    """The mean of log(1 + e^(−s z)) over all points, z being the log-odds of class 2 and s = ±1 the label's sign."""
    odds = jax.vmap(lambda x: mlp(parameters, x)[0])(points)
    return jnp.mean(jax.nn.softplus(jnp.where(labels == 1, -odds, odds)))


@jax.jit
def advance(parameters, memory, rate, points, labels) -> Learner:
    """EVERY steps of Adam on all points."""

    def slope(parameters, _):
        return jax.value_and_grad(loss)(parameters, points, labels)

    return Learner(*descend(optax.adam(rate), slope, parameters, memory, jnp.arange(EVERY)))


@lru_cache(maxsize=32)
def points_of(data: str, seed: int, n: int = POINTS):
    """The points `(n, 2)` of a data set, and their labels."""
    return jax.device_get(DATA[data](seed, n))


@lru_cache(maxsize=16)
def run(data: str, width: int, hidden: int, rate: float, seed: int) -> Training:
    """The training with these hyperparameters, as far as it has come."""
    points, labels = points_of(data, seed)
    parameters = jax.tree.map(jnp.asarray, initial(width, hidden, seed))  # as they come back: compiled once
    start = Learner(parameters, optax.adam(rate).init(parameters), np.zeros(0))
    return Training(start, lambda now: advance(now.parameters, now.memory, rate, points, labels), EVERY)


@jax.jit
def measured(parameters, x, points, labels, new_points, new_labels):
    """A network's probabilities over the plane, the shares of points that are right, its neurons at x, its loss."""

    def odds(points):
        return jax.vmap(lambda x: mlp(parameters, x)[0])(points)

    def share_right(points, labels):
        return jnp.mean((odds(points) > 0) == (labels == 1))

    values = list(accumulate(reversed(chain(parameters).maps), lambda value, layer: layer(value), initial=x))
    value, gradient = jax.value_and_grad(loss)(parameters, points, labels)
    slope = jnp.sqrt(sum(jnp.sum(each**2) for each in jax.tree.leaves(gradient)))
    right, right_of_new = share_right(points, labels), share_right(new_points, new_labels)
    plane = jax.nn.sigmoid(odds(PLANE.reshape(-1, 2))).reshape(PLANE.shape[:2])
    signed = 2 * plane - 1
    shades = SOFT * (signed[:-1, :-1] + signed[1:, :-1] + signed[:-1, 1:] + signed[1:, 1:]) / 4
    found = dict(plane=plane, signed=signed, shades=shades)
    found |= dict(right=right, right_of_new=right_of_new, loss=value, slope=slope)
    return found | dict(odds=values[-1][0], values=values)


def compute(data, x, width, hidden, rate, seed, step, product, layer) -> dict:
    """Compute what the picture shows after so many steps; raises `stage.NotReady` while they are being trained."""
    training = run(data, width, hidden, float(rate), seed)
    learner = training.at(step)
    points, labels = points_of(data, seed)
    new = points_of(data, seed + NEW_SEEDS, NEW)
    now = jax.tree.map(np.asarray, measured(learner.parameters, np.asarray(x, dtype=float), points, labels, *new))
    sizes = [2, *[width] * hidden, 1]
    losses = np.append(losses_before(training, step), now["loss"])
    descent = np.stack([np.arange(len(losses)), losses], axis=1)
    layers = there(learner.parameters, sizes)
    now |= as_product(layers, points, labels, min(layer, hidden + 1)) if product else NOTHING
    now |= in_rows(layers, now.pop("values"), sizes)
    now |= {"data": data, "x": np.asarray(x, dtype=float), "rate": rate, "step": step}
    now |= {"points": points, "labels": labels, "parameters": sum((n + 1) * m for n, m in pairwise(sizes))}
    now |= {"nodes": PLANE, "border": border(now.pop("signed"))}
    return now | {"losses": losses, "descent": descent, "here": descent[-1]}


def there(parameters, sizes) -> list[Layer]:
    """The layers without the neurons that aren't there."""
    layers = zip(parameters, sizes[1:], sizes[:-1], strict=True)
    return [Layer(np.asarray(layer.W)[:m, :n], np.asarray(layer.b)[:m]) for layer, m, n in layers]


def in_rows(layers, values, sizes) -> dict:
    """The neurons that are there, all their values in a row, and all entries of the weights between them."""
    neurons = [each[:n] for each, n in zip(values, sizes, strict=True)]
    weights = [layer.W.ravel() for layer in layers]
    return {"sizes": sizes, "neurons": np.concatenate(neurons), "weights": np.concatenate(weights)}


def losses_before(training: Training, step: int) -> np.ndarray:
    """The losses at steps 0, 1, … `step` − 1."""
    return np.concatenate([[], *(training.at(each).losses for each in range(EVERY, step + 1, EVERY))])


def border(values) -> np.ndarray:
    """Where values at the plane's nodes are 0, as one curve of its points with gaps."""
    step = NODES[1] - NODES[0]
    return joined([NODES[0] + line[:, ::-1] * step for line in contours(values, [0.0])])
