"""The numbers of explore.digits: networks, each with a penalty λ ‖J‖_F² of its own, and an attack on what they read."""

from functools import lru_cache
from importlib import import_module

import jax
import jax.numpy as jnp
import numpy as np
import optax

from jaclib.explore.learn.moons import Run, onwards, scores, start
from jaclib.explore.learn.training import Training

LAMBDAS = (0.0, 0.00003, 0.0001, 0.0003, 0.001)
SIZES = (64, 32, 10)
RATE, TRAINING_STEPS, EVERY, BATCH = 0.01, 600, 20, 128
TRAINED = 1200  # of the 1,797 digits; the others are fresh
PICTURES = 597  # the fresh ones
TRIED = 200  # of the fresh ones, for the curves
LARGEST_STEP = 1.2  # h
SIZES_OF_STEP = np.linspace(0, LARGEST_STEP, 25)
FINELY = np.linspace(0, LARGEST_STEP, 241)
ATTACK, ATTACK_OF_MANY = 30, 10  # steps of an attack


@lru_cache(maxsize=1)
def digits():
    """All pictures as points of ℝ⁶⁴ with entries from 0 (paper) to 1 (ink), and their labels, in a mixed order."""
    data = import_module("sklearn.datasets").load_digits()  # which takes long to import, and only this needs it
    order = np.random.default_rng(0).permutation(len(data.target))
    return data.data[order] / 16, data.target[order]


def fresh():
    points, labels = digits()
    return points[TRAINED:], labels[TRAINED:]


def loss(network, strength, points, labels, signs):
    """The mean cross-entropy plus λ times an estimate of the mean of ‖J‖_F²: one random product wᵀ J a picture."""

    def f(x):
        return scores(network, x)

    def one(x, w):
        value, pull = jax.vjp(f, x)
        return value, jnp.sum(jnp.square(pull(w)[0]))

    values, squares = jax.vmap(one)(points, signs)
    surprise = optax.softmax_cross_entropy_with_integer_labels(values, labels)
    return surprise.mean() + strength * squares.mean()


@jax.jit
def advance(run: Run) -> Run:
    """`EVERY` steps of Adam, each with other pictures and other random signs."""

    def given(keys):
        chosen = jax.random.choice(keys[0], TRAINED, (BATCH,), replace=False)
        return run.points[chosen], run.labels[chosen], jax.random.rademacher(keys[1], (BATCH, SIZES[-1]), float)

    return onwards(run, loss, LAMBDAS, given, draws=2, steps=EVERY, rate=RATE)


@lru_cache(maxsize=4)
def training(seed: int) -> Training:
    """The training of networks that all begin alike, one for each of LAMBDAS."""
    points, labels = (each[:TRAINED] for each in digits())
    first = start(jax.random.key(seed), points, labels, 0.0, sizes=SIZES, count=len(LAMBDAS), rate=RATE)
    return Training(first, advance, EVERY)


def margin(network, x, label):
    """The label's score minus the highest of the others."""
    values = scores(network, x)
    return values[label] - jnp.max(jnp.where(jnp.arange(len(values)) == label, -jnp.inf, values))


def attack(network, x, label, eps, steps: int):
    """Projected gradient descent on the margin: the h found with ‖h‖ ≤ ε for which it is smallest, and that margin.

    x + h stays a picture, with entries from 0 to 1. A worse h may exist that is not found.

    Source: Madry et al., Towards deep learning models resistant to adversarial attacks, ICLR 2018.
    """

    def step(state, _):
        h, best, least = state
        slope = jax.grad(margin, argnums=1)(network, x + h, label)
        h = h - 2.5 * eps / steps * slope / jnp.maximum(jnp.linalg.norm(slope), 1e-300)
        # from outside of a ball and of a cube one comes in by the nearest point of the one, then of the other
        h = h * jnp.minimum(1.0, eps / jnp.maximum(jnp.linalg.norm(h), 1e-300))
        h = jnp.clip(x + h, 0.0, 1.0) - x
        now = margin(network, x + h, label)
        return (h, jnp.where(now < least, h, best), jnp.minimum(now, least)), None

    start = jnp.zeros_like(x), jnp.zeros_like(x), margin(network, x, label)
    (_, best, least), _ = jax.lax.scan(step, start, length=steps)
    return best, least


@jax.jit
def of_one(networks, places, x, label, eps):
    """Of the networks at the places: the scores of a picture, its margin, and the attack on it, with its picture."""

    def one(network):
        h, least = attack(network, x, label, eps, ATTACK)
        found = {"scores": scores(network, x), "margin": margin(network, x, label)}
        return found | {"h": h, "least": least, "after": scores(network, x + h), "picture": (x + h).reshape(8, 8)}

    return jax.vmap(one)(jax.tree.map(lambda w: w[places], networks))


@jax.jit
def _of_many(networks, points, labels):
    """For each network and size of step the margins after the attack on each picture; and those without."""

    def one(network, eps, x, label):
        return attack(network, x, label, eps, ATTACK_OF_MANY)[1]

    along = jax.vmap(jax.vmap(jax.vmap(one, (None, None, 0, 0)), (None, 0, None, None)), (0, None, None, None))
    least = along(networks, jnp.asarray(SIZES_OF_STEP), points, labels)
    plain = jax.vmap(jax.vmap(margin, (None, 0, 0)), (0, None, None))(networks, points, labels)
    lipschitz = jnp.prod(jnp.stack([jnp.linalg.norm(layer.W, 2, axis=(1, 2)) for layer in networks]), axis=0)
    return least, plain, lipschitz


@lru_cache(maxsize=64)
def curves(seed: int, step: int) -> dict:
    """Against the size of step: the share of pictures that the attack leaves right, and that surely stay right.

    The margin of two scores changes by at most √2 ‖J‖₂ for each unit of the way, and ‖J‖₂ is nowhere more than the
    product of the layers' ‖W‖₂, since tanh is nowhere steeper than 1.
    """
    points, labels = (each[:TRIED] for each in fresh())
    least, plain, lipschitz = jax.device_get(_of_many(training(seed).at(step).networks, points, labels))
    radius = plain / (np.sqrt(2) * lipschitz[:, None])
    attacked, sure = (least > 0).mean(axis=-1), (radius[:, None] > FINELY[:, None]).mean(axis=-1)
    found = {"attacked": attacked, "sure": sure, "radius": radius, "lipschitz": lipschitz}
    found["shares"] = np.stack([np.broadcast_to(SIZES_OF_STEP, attacked.shape), attacked], axis=-1)
    return found | {"sure_shares": np.stack([np.broadcast_to(FINELY, sure.shape), sure], axis=-1)}


def compute(lam, step, seed, image, eps) -> dict:
    """The picture, the attack on it for both networks, and the curves of all."""
    (points, labels), place = fresh(), LAMBDAS.index(lam)
    x, label, eps = points[image], int(labels[image]), float(eps)
    networks = training(seed).at(step).networks
    here = jax.tree.map(np.asarray, of_one(networks, np.array([0, place]), x, label, eps))
    over = curves(seed, step)
    read, reads = here["scores"].argmax(axis=1), here["after"].argmax(axis=1)
    held = np.array([np.interp(eps, SIZES_OF_STEP, each) for each in over["attacked"]])
    now = {"picture": x.reshape(8, 8)}
    for i, network in enumerate((0, place)):
        now |= {f"picture{i}": here["picture"][i], f"reads{i}": reads[i]}
        now |= {f"shares{i}": over["shares"][network], f"sure{i}": over["sure_shares"][network]}
        now[f"here{i}"] = eps, held[network]
    now |= {"x": x, "label": label, "image": image, "eps": eps, "lam": lam, "place": place, "step": step}
    now |= {"h": here["h"], "least": here["least"], "margin": here["margin"]}
    return over | now | {"read": read, "reads": reads, "held": held, "surely": (over["radius"] > eps).mean(axis=1)}
