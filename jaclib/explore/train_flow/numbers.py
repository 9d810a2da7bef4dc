"""The numbers of explore.train_flow: a flow after some steps of its training, over the plane and at its samples."""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.explore.learn.flow_sheet import RULED, drawn_from_gaussian
from jaclib.explore.learn.flows import carried, couple, gaussian, log_density, switched_on
from jaclib.explore.plane.lines import joined
from jaclib.explore.train_flow.training import DRAWN, EVERY, FEWEST_POINTS, TRAINING_STEPS, best, known, run

SHOWN = 2.5  # of the plane, to each side
STEP = 0.05  # from one place where the density is worked out to the next
AXIS = STEP * np.arange(-85, 86)  # so wide that all of a Gaussian lies there
PLACES = np.stack(np.meshgrid(AXIS, AXIS, indexing="ij"), axis=-1)
IN_VIEW = np.abs(AXIS) <= SHOWN + STEP / 2
CELL_EDGES = np.append(AXIS[IN_VIEW] - STEP / 2, AXIS[IN_VIEW][-1] + STEP / 2)
CELL_CORNERS = np.stack(np.meshgrid(CELL_EDGES, CELL_EDGES, indexing="ij"), axis=-1)
COARSE = np.stack(np.meshgrid(AXIS[1::2], AXIS[1::2], indexing="ij"), axis=-1).reshape(-1, 2)
FEW, SOME = 400, 100  # of the data are drawn, beside the samples and on the density
EVERY_STEP = np.arange(0, TRAINING_STEPS + 1, EVERY)


@jax.jit  # once, for any number of layers
def numbers(weights, on, dots):
    """Dots and grid lines after each layer; log p over the plane, and its mass; the mean of log p by the way there."""
    points = jnp.concatenate([RULED.reshape(-1, 2), dots])
    places, _ = jax.vmap(partial(carried, couple, weights, on), out_axes=1)(points)
    logs = jax.vmap(partial(log_density, couple, weights, on))(PLACES.reshape(-1, 2)).reshape(PLACES.shape[:2])
    _, gathered = jax.vmap(partial(carried, couple, weights, on))(COARSE)
    start = gaussian(COARSE)
    forward = jnp.sum(jnp.exp(start) * (start - gathered.sum(axis=1))) * (2 * STEP) ** 2
    lines, dots = jnp.split(places, [RULED[..., 0].size], axis=1)
    p, seen = jnp.exp(logs) * STEP**2, logs[np.ix_(IN_VIEW, IN_VIEW)]
    means = {"forward": forward, "backward": (p * logs).sum(), "mass": p.sum()}
    return means | {"lines": lines.reshape(-1, *RULED.shape), "dots": dots, "logs": seen}


@lru_cache(maxsize=32)  # for going back
def pictured(data: str, points: tuple, layers: int, seed: int, step: int) -> dict:
    """The density, its means and mass, samples and grid lines after each layer, and the losses up to that step."""
    now = run(data, points, layers, seed).at(step)
    found = jax.tree.map(np.asarray, numbers(now.weights, switched_on(layers), drawn_from_gaussian(seed)))
    losses = dict(held_out=np.asarray(now.held_out), of_batches=np.stack([EVERY_STEP, now.loss], axis=1))
    return found | losses | dict(of_held_out=np.stack([EVERY_STEP, now.held_out], axis=1))


def compute(data, points, layers, passed, step, seed) -> dict:
    """Compute what the picture shows."""
    points = points if data == DRAWN else ()
    passed, now = min(passed, layers), pictured(data, points, layers, seed, step)
    lowest, shown = best(data, points), np.reshape(points, (-1, 2)) if data == DRAWN else known(data)[0][:FEW]
    enough, half = data != DRAWN or len(points) >= FEWEST_POINTS, drawn_from_gaussian(seed)[:, 0] > 0
    now = now | dict(which=data, layers=layers, passed=passed, step=step, enough=enough)
    now |= dict(data=shown, some=shown[:SOME], half=half, dots=now["dots"][passed])
    now |= dict(lines=joined(now["lines"][passed]), corners=CELL_CORNERS, best=lowest)
    now |= dict(of_the_best=[(0, lowest), (TRAINING_STEPS, lowest)])
    return now | dict(heights=(min(0.8, np.floor(2 * lowest) / 2 - 0.2), 3.0))
