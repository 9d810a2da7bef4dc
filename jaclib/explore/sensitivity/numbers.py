"""The numbers of explore.sensitivity: both networks at a, and the worst step from there, found by search."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import jacobian
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.learn.moons import LAMBDAS, SIZES_OF_STEP, landscape, pair, scores, training
from jaclib.explore.plane.lines import circle
from jaclib.linearization import norm2

RINGS, RAYS = 12, 128  # of the first search
REGIONS = 3, 16  # of the disc, by rings and by rays: in each of them the search goes on
ROUNDS = 4, 40  # among neighbours: from all regions, and then from the best of them
KEPT = 4
TURN, CIRCLE = circle(121)
DEGREES = np.degrees(TURN)
# a place of the disc is its distance from the middle, up to 1, and its angle; those of a region stand in a row
POLAR = np.meshgrid(np.arange(1, RINGS + 1) / RINGS, 2 * np.pi * np.arange(RAYS) / RAYS, indexing="ij")
BLOCKS = np.stack(POLAR, axis=-1).reshape(REGIONS[0], RINGS // REGIONS[0], REGIONS[1], RAYS // REGIONS[1], 2)
START = BLOCKS.swapaxes(1, 2).reshape(REGIONS[0] * REGIONS[1], -1, 2)
BESIDE = np.stack(np.meshgrid(*[np.linspace(-1, 1, 5)] * 2), axis=-1).reshape(-1, 2)


def worst_step(g, a, eps):
    """The step h with ‖h‖ ≤ ε for which g(a + h) is smallest, and that value.

    First the disc is searched on rings and rays; then from the best place in each of its 48 regions, and at last from
    the best four of them, it goes to the best neighbour, or, where none is better, looks at nearer ones. So it finds
    the true one unless g has a valley that is thinner than the first search: one ray in 128, a twelfth of ε.
    """

    def at(place):
        return g(a + eps * on_disc(place))

    def closer(found, _):
        place, value, width = found
        places = place + width * BESIDE
        places = places.at[:, 0].set(jnp.clip(places[:, 0], 0.0, 1.0))
        values = jax.vmap(at)(places)
        least = jnp.argmin(values)
        better = values[least] < value
        place = jnp.where(better, places[least], place)
        return (place, jnp.minimum(values[least], value), jnp.where(better, width, width / 2)), None

    def search(found, rounds):
        return jax.vmap(lambda one: jax.lax.scan(closer, one, length=rounds)[0])(found)

    values = jax.vmap(jax.vmap(at))(jnp.asarray(START))
    first = jnp.argmin(values, axis=1)
    starts = jnp.asarray(START)[jnp.arange(len(START)), first]
    widths = jnp.broadcast_to(jnp.array([1 / RINGS, 2 * jnp.pi / RAYS]), starts.shape)
    found = best(search((starts, values.min(axis=1), widths), ROUNDS[0]), KEPT)
    places, values, _ = best(search(found, ROUNDS[1]), 1)
    return eps * on_disc(places[0]), values[0]


def best(found, count: int):
    """The places with the least values, of places, values and widths."""
    order = jnp.argsort(found[1])[:count]
    return jax.tree.map(lambda each: each[order], found)


def on_disc(place):
    """The point of the unit disc that is a place, its distance from the middle and its angle."""
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
        h_by_J = -eps * slope / jnp.maximum(steep, 1e-300)
        around = jax.vmap(lambda c: weights @ f(a + eps * c))(CIRCLE)
        by_J = weights @ value + eps * CIRCLE @ slope
        # on the boundary the scores cancel: what is left is what rounding a makes of them
        margin = without_rounding(weights @ value, norm2(J) * jnp.linalg.norm(a))
        found = {"class": jnp.argmax(value) + 1, "jacobian": J, "norm": norm2(J), "margin": margin}
        found |= {"h": h, "steps": h[None], "end": a + h, "promised": jnp.stack([a, a + h_by_J])}
        found |= {"least": least, "least_by_J": weights @ value - eps * steep}
        return found | {"around": over_degrees(around), "around_by_J": over_degrees(by_J)}

    return jax.vmap(one)(pair(networks, place))


@jax.jit
def numbers(networks, place, a, eps, robust):
    """What `at_point` finds; the circle around a; and for each λ the share of points that stay right, at this ε."""
    held = jax.vmap(lambda each: jnp.interp(eps, SIZES_OF_STEP, each))(robust)
    here = jnp.stack([jnp.full_like(held, eps), held], axis=1)[jnp.stack([0, place])]
    around = {"circle": a + eps * CIRCLE, "held": held, "here": here}
    return at_point(networks, place, a, eps), around


def over_degrees(margins):
    """Margins along the circle as a curve `(k, 2)` over the direction, in degrees."""
    return jnp.stack([DEGREES, margins], axis=1)


def compute(lam, step, seed, around, a, eps) -> dict:
    """Compute the numbers of both networks at a after `step` steps, and the maps that do not depend on a."""
    a, eps, place = np.asarray(a, dtype=float), float(eps), LAMBDAS.index(lam)
    networks, over = training(seed, around).at(step).networks, landscape(seed, around, step, place)
    here, alike = jax.tree.map(np.asarray, numbers(networks, place, a, eps, over["robust"]))
    now = {f"{name}{i}": each[i] for name, each in (here | {"here": alike.pop("here")}).items() for i in range(2)}
    height = np.abs([here["around"][..., 1], here["around_by_J"][..., 1]]).max()
    height = 2.0 ** np.ceil(np.log2(max(height, 1e-6)))
    now |= over | alike
    now |= {"a": a, "eps": eps, "lam": lam, "place": place, "step": step, "around": bool(around), "seed": seed}
    return now | {"heights": (-height, height)}
