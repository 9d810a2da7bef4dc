"""The numbers of explore.hessian: F, ∇F and H at a, the quadratic model there, and the way of gradient descent."""

from functools import lru_cache

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import maps
from jaclib.draw import diameters
from jaclib.evidence.rounding import cleared, nudges
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.plane.framing import LARGEST_BOX, bulk, reaching
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import CIRCLE, away_from, contours, grid_lines, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, descent, jets

MOST_STEPS = 40
RADIUS, REACH = 0.6, 0.9  # of the circle around a, and of the disc in which the model is drawn
AXIS = 0.75 * REACH  # half as long as an axis of the model is drawn
JUMPS = 0.5  # of the change of ∇F from one point of the circle to the next, at least, is not what H makes of the step
NOWHERE = np.full(2, np.nan)
DISC = net(((-REACH, REACH),) * 2, 60)
OUTSIDE = np.hypot(*np.moveaxis(DISC, -1, 0)) > REACH


def numbers(F: maps.Map, a, rate):
    """Value, gradient and Hessian at a, the gradient around a circle, and the way of gradient descent."""
    there = {"nudged": nudges(a), "all round": places(a), "circle": a + RADIUS * CIRCLE}
    way, on_the_way, others = descent(F, a, rate, MOST_STEPS, np.concatenate(list(there.values())))
    ends = np.cumsum([len(points) for points in there.values()])[:-1]
    nudged, around, circle = (Jet(*each) for each in zip(*(np.split(part, ends) for part in others), strict=True))
    now = jax.tree.map(np.asarray, pictured(a, way, on_the_way, nudged, around))
    return now | {"way": way, "true": with_gaps(RADIUS * CIRCLE, circle)}


@jax.jit  # compiled once for all functions
def pictured(a, way, on_the_way: Jet, nudged: Jet, around: Jet) -> dict:
    """What is known at a, with 0 for what is only rounding, the circle, the model and its axes, and the descent."""
    at = Jet(*(part[0] for part in on_the_way))
    found = second(a, at, around)
    here, H = found.slopes.jacobian[0], found.hessian
    slopes, bends = as_mended(nudged.gradient, at.gradient, here), as_mended(nudged.hessian, at.hessian, H)
    eigenvalues, vectors = eigen(H)
    of_F = cleared((nudged.value[:, None], slopes[:, None]), value=at.value, jacobian=here[None])
    of_gradient = cleared((slopes, bends), value=here, jacobian=H, sigma=eigenvalues)
    gradient, H_at, axes = of_gradient["value"], of_gradient["jacobian"], AXIS * vectors.T
    falls = jnp.append(of_F["value"], on_the_way.value[1:])
    now = {"value": of_F["value"][0], "gradient": gradient, "hessian": H_at, "eigenvalues": of_gradient["sigma"]}
    now |= {"slopes": found.slopes, "second": found.second, "creased": found.creased, "vectors": vectors}
    now |= {"falls": falls, "graph": jnp.stack([np.arange(MOST_STEPS + 1), falls], axis=1), "columns": RADIUS * H_at.T}
    now |= {"circle": a + RADIUS * CIRCLE, "linear": here + RADIUS * CIRCLE @ H.T}
    bent = jnp.einsum("...i,ij,...j->...", DISC, H_at, DISC) / 2
    now |= {"model": jnp.where(OUTSIDE, jnp.nan, now["value"] + DISC @ gradient + bent)}
    half_axes = jnp.stack([away_from(way[1:2] - a, axis) for axis in axes])
    return now | {"axes": diameters(a, axes), "half_axes": half_axes}


def with_gaps(points, jets: Jet) -> np.ndarray:
    """The gradients along a line of points, with NaN behind each from which ∇F jumps to the next, as across a crease.

    >>> x = np.stack([np.linspace(-1, 1, 4), np.zeros(4)], axis=1)
    >>> with_gaps(x, Jet(np.abs(x[:, 0]), np.sign(x), np.zeros((4, 2, 2))))[:, 0].tolist()
    [-1.0, -1.0, nan, 1.0, 1.0]
    """
    step, change = np.diff(points, axis=0), np.diff(jets.gradient, axis=0)
    promised = np.einsum("kij,kj->ki", (jets.hessian[:-1] + jets.hessian[1:]) / 2, step)
    size, known = np.linalg.norm(change, axis=1), np.nan_to_num(jets.gradient, posinf=0, neginf=0)
    usual = np.median(np.nan_to_num(size, posinf=0))
    least = JUMPS * np.maximum(size, usual) + 1e-9 * np.abs(known).max()
    jumps = np.linalg.norm(change - promised, axis=1) > least
    return np.insert(jets.gradient, np.flatnonzero(jumps) + 1, np.nan, axis=0)


@lru_cache(maxsize=32)  # once a function
def gradients(F: maps.Map):
    """A box that holds the bulk of the gradients of the domain, and where ∇F takes the domain's grid lines."""
    lines = grid_lines(F.domain, 13, 31)
    images = (with_gaps(line, Jet(*part)) for line, *part in zip(lines, *jets(F, lines), strict=True))
    return bulk(jets(F, net(F.domain, 20)).gradient, (20, 80), 0.25, 0.5), joined(images)


@np.errstate(all="ignore")  # where F is undefined, or the way down goes out of sight, there are gaps
def compute(F: maps.Map, a, rate, step) -> dict:
    """The numbers, the level lines of F and of its quadratic model, and how all is framed."""
    a, k = np.asarray(a, dtype=float), int(step)
    now, land = numbers(F, a, float(rate)) | {"a": a, "rate": rate, "step": k, "domain": F.domain}, heights(F)
    now |= {"here": now["way"][k], "fall": now["falls"][k], "reached": now["way"][k] if k else NOWHERE}
    now |= {"descent": now["way"][: k + 1], "graph_so_far": now["graph"][: k + 1]}
    now |= {"variables": F.variables, "slopes_by": [f"∂F/∂{name}" for name in F.variables]}
    now |= {"heights": land["heights"], "land": land["box"], "lines": land["lines"]}
    now |= {"model": level_lines(now["model"], a, land["levels"]), "between": between(land, now["value"])}
    box, now["image_lines"] = gradients(F)
    return now | {"view": reaching(box, now["gradient"])}


def eigen(H):
    """Eigenvalues, the smaller first, and eigenvectors as columns; NaN where H isn't known. Traces."""
    return jnp.linalg.eigh((H + H.T) / 2)


def between(land: dict, value) -> tuple[float, float]:
    """The ends of the scale of heights."""
    low, high = np.clip((land["lowest"], top(land["levels"], value)), -LARGEST_BOX, LARGEST_BOX)
    margin = 0.06 * (high - low) + 1e-9
    return low - margin, high + margin


def top(levels, value) -> float:
    """Where the scale of heights ends: at the first of every fourth level that is above the value, so that it rests."""
    above = [level for level in levels[4::4] if level > value]
    return float(above[0] if above else levels[-1:].sum())


def level_lines(model, a, levels) -> np.ndarray:
    """Level lines of F(a) + ∇F(a)·h + ½ h·H h on the disc around a, of the same levels as F's."""
    x, y = (a[i] + np.linspace(-REACH, REACH, 61) for i in range(2))
    return joined(contours(model.T, levels, x, y))
