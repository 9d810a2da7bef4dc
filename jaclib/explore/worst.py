"""The worst step: where within a distance ε of a point a function is smallest, found by search."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import jacobian
from jaclib.explore.penalized import norm2, pair, scores

RINGS, RAYS = 6, 72
ROUNDS, FINER = 5, 3.0  # of a search among neighbours, each so many times as fine as the one before
TURN = np.linspace(0, 2 * np.pi, 121)
CIRCLE = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
# a place of the disc: its distance from the middle, from 0 to 1, and its angle
START = np.stack(
    np.meshgrid(np.arange(RINGS + 1) / RINGS, 2 * np.pi * np.arange(RAYS) / RAYS, indexing="ij"), axis=-1
).reshape(-1, 2)
BESIDE = np.stack(np.meshgrid(*[np.linspace(-1, 1, 7)] * 2), axis=-1).reshape(-1, 2)


def worst_step(g, a, eps):
    """The step h with ‖h‖ ≤ ε for which g(a + h) is smallest, and that value.

    First the disc is searched on rings and rays; then, finer and finer, what lies beside the best place so far. So it
    finds the true one unless g has a valley that is thinner than the first search: one ray in 72, a sixth of ε.
    """

    def best(places):
        values = jax.vmap(lambda place: g(a + eps * on_disc(place)))(places)
        return places[jnp.argmin(values)], values.min()

    def closer(found, width):
        places = found[0] + width * BESIDE
        places = places.at[:, 0].set(jnp.clip(places[:, 0], 0.0, 1.0))
        return best(places), None

    widths = jnp.array([1 / RINGS, 2 * jnp.pi / RAYS]) / FINER ** jnp.arange(ROUNDS)[:, None]
    (place, value), _ = jax.lax.scan(closer, best(jnp.asarray(START)), widths)
    return eps * on_disc(place), value


def on_disc(place):
    return place[0] * jnp.stack([jnp.cos(place[1]), jnp.sin(place[1])])


@jax.jit
def at_point(networks, place, a, eps):
    """Of the pair of networks at a: the class, J, the margin and its gradient, and the worst step in truth and by J.

    The margin is by how much the score of the class that the network sees at a is above the other one.
    """

    def one(network):
        def f(x):
            return scores(network, x)

        value, J = f(a), jacobian(f)(a)
        weights = jnp.where(value[1] > value[0], 1.0, -1.0) * jnp.array([-1.0, 1.0])
        h, least = worst_step(lambda x: weights @ f(x), a, eps)
        slope = weights @ J
        steep = jnp.linalg.norm(slope)
        return {
            "class": jnp.argmax(value) + 1, "jacobian": J, "norm": norm2(J), "margin": weights @ value, "slope": slope,
            "h": h, "least": least, "h_by_J": -eps * slope / jnp.maximum(steep, 1e-300),
            "least_by_J": weights @ value - eps * steep,
            "around": jax.vmap(lambda c: weights @ f(a + eps * c))(CIRCLE),
            "around_by_J": weights @ value + eps * CIRCLE @ slope,
        }  # fmt: skip

    return jax.vmap(one)(pair(networks, place))
