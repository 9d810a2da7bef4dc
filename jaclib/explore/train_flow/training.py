"""Training a flow of affine couplings by maximum likelihood, as a run whose states may be asked for."""

from functools import lru_cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Float

from jaclib import datasets
from jaclib.explore.learn.flows import Couplings, couple, couplings, log_density, switched_on
from jaclib.explore.learn.training import Training, descend

TRAINING_STEPS, EVERY = 2000, 20
BATCH = 256  # points a step
HIDDEN = 16  # neurons of each coupling
RATE = 0.01  # of Adam, falling to 0 along half a cosine
POINTS, HELD_OUT = 8000, 2000
SPREAD = 0.08  # of each drawn point: one at a single place would have a density without bound
FEWEST_POINTS = 3
CENTRES = 1000
DATA = {"two moons": (datasets.two_moons, 0.1), "rings": (datasets.rings, 0.08)}  # with the spread of the noise
DRAWN = "drawn points"

optimizer = optax.adam(optax.cosine_decay_schedule(RATE, TRAINING_STEPS))


class Moment(NamedTuple):
    """How far training is: the weights, Adam's memory, and −log-likelihoods a point, each at 0, 20, … steps."""

    step: Array
    weights: Couplings
    memory: optax.OptState
    loss: Float[Array, " k"]
    held_out: Float[Array, " k"]


def loss(weights: Couplings, on, points: Float[Array, "n 2"]) -> Float[Array, ""]:
    """The mean of −log p over the points, in nats."""
    return -jnp.mean(jax.vmap(lambda x: log_density(couple, weights, on, x))(points))


@jax.jit
def begun(weights: Couplings, on, points, others) -> Moment:
    """Before the first step."""
    unknown = jnp.full(TRAINING_STEPS // EVERY + 1, jnp.nan)
    losses = (unknown.at[0].set(loss(weights, on, which)) for which in (points[:BATCH], others))
    return Moment(jnp.zeros((), int), weights, optimizer.init(weights), *losses)


@jax.jit
def advanced(now: Moment, on, points, others, key) -> Moment:
    """Twenty steps on, each with 256 of the points, drawn by the key and the step's number."""

    def slope(weights, step):
        chosen = jax.random.randint(jax.random.fold_in(key, step), (BATCH,), 0, len(points))
        return jax.value_and_grad(loss)(weights, on, points[chosen])

    weights, memory, losses = descend(optimizer, slope, now.weights, now.memory, now.step + jnp.arange(EVERY))
    step = now.step + EVERY
    of_batches = now.loss.at[step // EVERY].set(losses.mean())
    return Moment(step, weights, memory, of_batches, now.held_out.at[step // EVERY].set(loss(weights, on, others)))


@lru_cache(maxsize=16)
def known(data: str, drawn: tuple = ()) -> tuple[np.ndarray, np.ndarray]:
    """Points to train on, and as many others that training never sees."""
    if data != DRAWN:
        make, noise = DATA[data]
        return np.asarray(make(0, POINTS, noise)[0]), np.asarray(make(1, HELD_OUT, noise)[0])
    random = np.random.default_rng(0)
    if len(drawn) < FEWEST_POINTS:  # nothing to learn yet: the Gaussian itself
        return random.normal(size=(POINTS, 2)), random.normal(size=(HELD_OUT, 2))
    again = np.resize(np.array(drawn, dtype=float), (POINTS + HELD_OUT, 2))
    again += SPREAD * random.normal(size=again.shape)
    return again[:POINTS], again[POINTS:]


@lru_cache(maxsize=16)
def best(data: str, drawn: tuple = ()) -> float:
    """The mean of −log p over the other points for the density p that they were drawn from: less is chance.

    That density is an even mixture of Gaussians, with centres all along the curves or at the drawn points.
    """
    if data == DRAWN and len(drawn) < FEWEST_POINTS:
        return float(np.log(2 * np.pi * np.e))
    make, noise = DATA.get(data, (None, SPREAD))
    centres = datasets.evenly(make, CENTRES) if make else np.array(drawn, dtype=float)
    squares = ((known(data, drawn)[1][:, None] - centres) ** 2).sum(axis=-1) / noise**2
    return float(np.mean(np.log(2 * np.pi * noise**2) - np.log(np.exp(-squares / 2).mean(axis=1))))


@lru_cache(maxsize=6)  # for coming back to one
def run(data: str, drawn: tuple, layers: int, seed: int) -> Training:
    """The training of that many layers, with weights and batches by seed."""
    given = switched_on(layers), *known(data, drawn)
    start, key = begun(couplings(seed, HIDDEN, out=0.0), *given), jax.random.key(seed)
    return Training(start, lambda now: advanced(now, *given, key), EVERY)
