"""Networks that learn two moons, each with a penalty λ ‖J‖_F² of its own: where they are steep, and how safe."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from jaclib import jacobian
from jaclib.datasets import two_moons
from jaclib.explore.learn.training import Training, descend, split_off
from jaclib.explore.plane.lines import contours, joined
from jaclib.linearization import norm2
from jaclib.network import initial, mlp

LAMBDAS = (0.0, 0.003, 0.01, 0.03, 0.1)
SIZES = (2, 24, 24, 2)
POINTS, FRESH, NOISE = 100, 500, 0.25
SPREAD = 0.15  # of the places around a point where the penalty is taken
RATE, TRAINING_STEPS, EVERY = 0.02, 1000, 20
OTHER_SEEDS = 1_000_000  # away: the points that no network has been trained on
CELL_CORNERS = np.stack(np.meshgrid(np.linspace(-2.7, 2.7, 91), np.linspace(-2.2, 2.2, 75)), axis=-1)
CELL_MIDDLES = (CELL_CORNERS[1:, 1:] + CELL_CORNERS[:-1, :-1]) / 2
LOWEST, DECADES = 0.1, 3  # of ‖J‖₂, in the colours
LARGEST_STEP = 0.6  # h
SIZES_OF_STEP = np.linspace(0, LARGEST_STEP, 61)


class Run(NamedTuple):
    """All that a step of the training depends on; the networks are stacked, one a λ."""

    networks: Any
    moments: Any
    key: jax.Array
    points: jax.Array
    labels: jax.Array
    spread: jax.Array


def scores(network, x):
    """f(x): a score for each class; the class is that of the larger one."""
    return mlp(network, x, jnp.tanh)


def loss(network, strength, points, labels, places):
    """The mean cross-entropy at the points, plus λ, the strength, times the mean of ‖J‖_F² at the places."""
    f = partial(scores, network)
    surprise = optax.softmax_cross_entropy_with_integer_labels(jax.vmap(f)(points), labels)
    penalty = jnp.sum(jnp.square(jax.vmap(jacobian(f))(places)), axis=(1, 2))
    return surprise.mean() + strength * penalty.mean()


def onwards(run: Run, loss, strengths, given, *, draws: int, steps: int, rate: float) -> Run:
    """Take so many steps of Adam with each of the networks; `given(keys)` is what its loss needs, by `draws` keys."""

    def slope(networks, keys):
        each = jax.vmap(jax.value_and_grad(loss), (0, 0, None, None, None))
        return each(networks, jnp.array(strengths), *given(keys))

    key, keys = split_off(run.key, steps, draws)
    networks, moments, _ = descend(optax.adam(rate), slope, run.networks, run.moments, keys)
    return run._replace(networks=networks, moments=moments, key=key)


@jax.jit
def advance(run: Run) -> Run:
    """`EVERY` steps of Adam with all points; each step takes the penalty at places drawn anew."""

    def given(keys):
        return run.points, run.labels, run.points + run.spread * jax.random.normal(keys[0], run.points.shape)

    return onwards(run, loss, LAMBDAS, given, draws=1, steps=EVERY, rate=RATE)


@partial(jax.jit, static_argnames=("sizes", "count"))
def start(key, points, labels, spread, *, sizes, count: int, rate: float) -> Run:
    """Before the first step: as many networks, all alike."""
    key, draw = jax.random.split(key)
    networks = jax.tree.map(lambda w: jnp.broadcast_to(w, (count, *w.shape)), initial(draw, sizes))
    return Run(networks, optax.adam(rate).init(networks), key, points, labels, spread)


@lru_cache(maxsize=4)
def training(seed: int, around: bool) -> Training:
    """Of networks that all begin alike, with the penalty at the points, or around them."""
    points, labels = two_moons(seed, POINTS, NOISE)
    spread = SPREAD if around else 0.0
    first = start(jax.random.key(seed), points, labels, spread, sizes=SIZES, count=len(LAMBDAS), rate=RATE)
    return Training(first, advance, EVERY)


def trained(seed: int = 0, around: bool = True, steps: int = TRAINING_STEPS) -> dict[float, Callable]:
    """The networks after so many steps, by their λ; each of them takes x to its scores."""
    stacked = training(seed, around).reached(steps).networks
    networks = [jax.tree.map(lambda w, i=i: w[i], stacked) for i in range(len(LAMBDAS))]
    return {strength: partial(scores, each) for strength, each in zip(LAMBDAS, networks, strict=True)}


def steady(seed: int, eps: float) -> dict[float, float]:
    """By λ, the share of fresh points that are right, and stay right whatever step of size `eps` is taken."""
    training(seed, True).reached(TRAINING_STEPS)
    shares = landscape(seed, True, TRAINING_STEPS, 0)["robust"]
    return dict(zip(LAMBDAS, shares[:, np.abs(SIZES_OF_STEP - eps).argmin()].tolist(), strict=True))


def disc(eps: float) -> np.ndarray:
    """Steps of a size of at most `eps`, `(k, 2)`: on ten rings, six degrees apart."""
    size, turn = np.meshgrid(np.linspace(0, eps, 11), np.linspace(0, 2 * np.pi, 61))
    return np.stack([size * np.cos(turn), size * np.sin(turn)], axis=-1).reshape(-1, 2)


def pair(networks, place):
    """Of the stacked networks the one without penalty, and that at a place."""
    return jax.tree.map(lambda w: w[jnp.array([0, place])], networks)


@jax.jit
def _fields(networks, place, fresh):
    """Over the cells f₂ − f₁ of all networks and ‖J‖₂ of a pair; and f₂ − f₁ at fresh points."""

    def lead(network, x):
        return scores(network, x) @ jnp.array([-1.0, 1.0])

    def stretch(network, x):
        return norm2(jacobian(partial(scores, network))(x))

    cells = jnp.asarray(CELL_MIDDLES.reshape(-1, 2))
    along = jax.vmap(jax.vmap(lead, (None, 0)), (0, None))
    leads = along(networks, jnp.concatenate([cells, fresh]))
    norms = jax.vmap(jax.vmap(stretch, (None, 0)), (0, None))(pair(networks, place), cells)
    return leads[:, : len(cells)], norms, leads[:, len(cells) :]


@lru_cache(maxsize=64)
def fresh_points(seed: int):
    """Points that are not trained on, and their labels."""
    points, labels = two_moons(seed + OTHER_SEEDS, FRESH, NOISE)
    return np.asarray(points), np.asarray(labels)


@lru_cache(maxsize=64)
def landscape(seed: int, around: bool, step: int, place: int) -> dict:
    """Compute what does not depend on the point a: both maps of ‖J‖₂, both boundaries, and all accuracies."""
    run = training(seed, around).at(step)
    points, labels = fresh_points(seed)
    leads, norms, at_fresh = jax.device_get(_fields(run.networks, place, points))
    shape = CELL_MIDDLES.shape[:2]
    boundaries = [boundary(each.reshape(shape)) for each in leads]
    right = (at_fresh > 0) == (labels == 1)
    robust = np.stack([held(*each, points) for each in zip(right, boundaries, strict=True)])
    shares = np.stack([np.broadcast_to(SIZES_OF_STEP, robust.shape), robust], axis=-1)
    shades = shaded(norms.reshape(2, *shape))
    over = {"points": np.asarray(run.points), "labels": np.asarray(run.labels), "corners": CELL_CORNERS}
    over |= {"shades0": shades[0], "shades1": shades[1], "boundary0": boundaries[0], "boundary1": boundaries[place]}
    return over | {"robust": robust, "shares": shares, "shares0": shares[0], "shares1": shares[place]}


def shaded(norms):
    """From 0 to 1 along the logarithm of ‖J‖₂."""
    return np.log10(np.maximum(norms, 1e-12) / LOWEST) / DECADES


def boundary(lead) -> np.ndarray:
    """The polylines on which both scores are equal, in one array `(k, 2)` with a row of NaN after each."""
    x, y = CELL_MIDDLES[0, :, 0], CELL_MIDDLES[:, 0, 1]
    return joined(contours(lead, [0.0], x, y))


def held(right, lines, points) -> np.ndarray:
    """For each size of step the share of points that are right, and stay right whatever step of that size is taken."""
    away = np.where(right, distances(points, lines), -1.0)
    return (away[:, None] > SIZES_OF_STEP).mean(axis=0)


def distances(points, lines) -> np.ndarray:
    """From each point to the nearest of the segments that join the rows of `lines`; infinite where there is none."""
    start, along = lines[:-1], np.diff(lines, axis=0)
    there = np.isfinite(along).all(axis=1)
    start, along = start[there], along[there]
    if not len(start):
        return np.full(len(points), np.inf)
    towards = points[:, None] - start
    share = np.einsum("psi,si->ps", towards, along) / np.maximum(np.einsum("si,si->s", along, along), 1e-300)
    gap = towards - share.clip(0, 1)[..., None] * along
    return np.sqrt(np.einsum("psi,psi->ps", gap, gap).min(axis=1))
