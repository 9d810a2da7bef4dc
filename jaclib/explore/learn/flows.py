"""What a flow is made of: up to twelve layers of one kind, as arrays, so that another number of them compiles nothing.

A layer is switched off by its entry of `on`, a number from 0 to 1: at 0 it is the identity, at 1 all of itself.
"""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import jacobian, maps
from jaclib.flow import Flow, affine_coupling, planar
from jaclib.programs.field import field
from jaclib.stage import Following, following, whole

MOST_LAYERS = 12
STEEPEST = 2.0  # of a coupling's scale: no layer stretches or squeezes by more than e²
AT_REST = float(np.log(np.e - 1))  # u·w for which a planar layer is the identity
SQUARE = ((-4.0, 4.0), (-4.0, 4.0))


def passed(label: str) -> Following:
    """Declare how many of the `layers` have been passed: by default all, and all of another number where it was all."""
    carried = partial(whole, label, "k", 0, play="Carry it through", pace=900)
    return following(
        "layers",
        lambda layers: carried(layers, longest=MOST_LAYERS, sticks=True, cuts=True),
        start=lambda layers: layers,
        resets=False,
    )


class Couplings(NamedTuple):
    """The weights of twelve affine couplings: a network each, of one hidden layer, gives scale and shift."""

    W: Float[Array | np.ndarray, "12 hidden"]
    b: Float[Array | np.ndarray, "12 hidden"]
    V: Float[Array | np.ndarray, "12 2 hidden"]
    c: Float[Array | np.ndarray, "12 2"]


class Planars(NamedTuple):
    """The weights of twelve planar layers."""

    u: Float[Array | np.ndarray, "12 2"]
    w: Float[Array | np.ndarray, "12 2"]
    b: Float[Array | np.ndarray, " 12"]


def couplings(seed: int, hidden: int = 8, out: float = 0.22) -> Couplings:
    """Random couplings, which bend the plane the more the larger `out` is; with out = 0 each is the identity."""
    random = np.random.default_rng(seed)
    W, b, V = (random.normal(size=(MOST_LAYERS, *size)) for size in ((hidden,), (hidden,), (2, hidden)))
    return Couplings(W, b, out * V, np.zeros((MOST_LAYERS, 2)))


def planars(seed: int) -> Planars:
    """Random planar layers, each of which pushes along a direction u, and not everywhere by as much."""
    random = np.random.default_rng(seed)
    u, w, b = (random.normal(size=(MOST_LAYERS, *size)) for size in ((2,), (2,), ()))
    return Planars(0.6 * u, w / np.linalg.norm(w, axis=1, keepdims=True), b)


def coupling(weights: Couplings, on, flip: bool) -> Flow:
    """One affine coupling of the plane: x₂ is scaled and shifted as x₁ says, or x₁ as x₂ says with `flip`."""

    def network(kept):
        return on * (weights.V @ jnp.tanh(weights.W * kept + weights.b) + weights.c)

    def scale(kept):
        return STEEPEST * jnp.tanh(network(kept)[:1] / STEEPEST)

    return affine_coupling(scale, lambda kept: network(kept)[1:], split=1, flip=flip)


def couple(weights: Couplings, on) -> tuple[Flow, Flow]:
    """Two couplings in a row, the second one flipped: between them both coordinates move."""
    first, second = Couplings(*(leaf[0] for leaf in weights)), Couplings(*(leaf[1] for leaf in weights))
    return coupling(first, on[0], flip=False), coupling(second, on[1], flip=True)


def push(weights: Planars, on) -> tuple[Flow, Flow]:
    """Two planar layers in a row."""
    rest = AT_REST * weights.w / jnp.sum(weights.w**2, axis=1, keepdims=True)
    first, second = (planar(on[i] * weights.u[i] + rest[i], weights.w[i], weights.b[i]) for i in (0, 1))
    return first, second


def _known(name: str, function, latex: str) -> maps.Map:
    """A map of the square with its name and its formula."""
    return maps.Map(name, function, latex, ("x", "y"), ("u", "v"), domain=SQUARE, point=(1.0, 0.5), image=SQUARE)


def _twist(x):
    angle = 3 * jnp.exp(-(x @ x) / 2)
    c, s = jnp.cos(angle), jnp.sin(angle)
    return jnp.stack([c * x[0] - s * x[1], s * x[0] + c * x[1]])


AFFINE = _known("affine coupling", lambda x: couple(couplings(0), (1, 0))[0].forward(x), r"(x,\; y\,e^{s(x)} + t(x))")
PLANAR = _known("planar", lambda x: push(planars(0), (1, 0))[0].forward(x), r"(x, y) + \hat u\tanh(w\cdot(x, y) + b)")
WAVE = _known("wave", lambda x: jnp.stack([x[0] + jnp.sin(2 * x[1]) / 2, x[1]]), r"(x + \tfrac12\sin 2y,\; y)")
STRETCH = _known("stretch", lambda x: jnp.stack([x[0] + x[0] ** 3 / 6, x[1]]), r"(x + \tfrac16 x^3,\; y)")
TWIST = _known("twist", _twist, r"(x, y)\text{ turned by }3e^{-(x^2 + y^2)/2}")
FOLD = replace(maps.fold, domain=SQUARE)
LAYER_KINDS = {each.name: each for each in (AFFINE, PLANAR, WAVE, STRETCH, TWIST, FOLD)}


def made_of(f: maps.Map, seed: int):
    """What makes the layers of a kind that has weights, and these; None for a map that is itself a layer."""
    if f is AFFINE:
        return couple, couplings(seed)
    return (push, planars(seed)) if f is PLANAR else None


def switched_on(count: int, t: float = 1.0) -> Float[np.ndarray, "12"]:
    """`on` for the first `count` layers, as far as t."""
    return t * (np.arange(MOST_LAYERS) < count)


def _in_pairs(tree):
    return jax.tree.map(lambda leaf: leaf.reshape(MOST_LAYERS // 2, 2, *leaf.shape[1:]), tree)


def carried(pair, weights, on, x):
    """Where x `(2,)` is after 0, 1, … 12 layers, `(13, 2)`, and each layer's log |det J| where it acts, `(12,)`.

    `pair(weights, on)` makes two flows of two layers' weights.
    """

    def step(x, given):
        found = []
        for layer in pair(*given):
            logabsdet, x = layer.logabsdet(x), layer.forward(x)
            found.append((x, logabsdet))
        return x, jax.tree.map(lambda *both: jnp.stack(both), *found)

    _, (points, logabsdets) = jax.lax.scan(step, x, _in_pairs((weights, on)))
    return jnp.concatenate([x[None], points.reshape(MOST_LAYERS, 2)]), logabsdets.reshape(MOST_LAYERS)


def jacobians(pair, weights, on, x) -> Float[Array, "12 2 2"]:
    """Each layer's Jacobian matrix where it acts on its way from x."""

    def step(x, given):
        found = []
        for layer in pair(*given):
            found.append(jacobian(layer.forward)(x))
            x = layer.forward(x)
        return x, jnp.stack(found)

    return jax.lax.scan(step, x, _in_pairs((weights, on)))[1].reshape(MOST_LAYERS, 2, 2)


def repeated(f: maps.Map, count: int, t: float, x: Float[np.ndarray, "k 2"]):
    """Where x is after 0, 1, … `count` layers x ↦ (1 − t) x + t f(x), and each layer's Jacobian where it acts.

    The inverse of such a layer is not known. f is asked at points: another number of layers compiles nothing, either.
    """
    points, found = [x], []
    for _ in range(count):
        x, J = field(f, x, t)
        points.append(x)
        found.append(J)
    return np.stack(points), np.stack(found)


def log_density(pair, weights, on, x) -> Float[Array, ""]:
    """log p(x) of a Gaussian's image, by the layers' inverses: log p_z(z) − Σ log |det J|."""

    def step(carry, given):
        x, total = carry
        for layer in reversed(pair(*given)):
            x = layer.inverse(x)
            total = total - layer.logabsdet(x)
        return (x, total), None

    (z, total), _ = jax.lax.scan(step, (x, jnp.zeros_like(x[0])), _in_pairs((weights, on)), reverse=True)
    return gaussian(z) + total


def gaussian(z) -> Float[Array, ""]:
    """The logarithm of the standard Gaussian's density in the plane."""
    return -jnp.sum(z**2, axis=-1) / 2 - jnp.log(2 * jnp.pi)
