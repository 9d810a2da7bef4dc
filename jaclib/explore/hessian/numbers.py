"""The numbers of explore.hessian: F, ∇F and H at a, the quadratic model there, and the way of gradient descent."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import diameters
from jaclib.evidence.rounding import cleared, nudges
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.plane.framing import LARGEST_BOX, bulk, reaching
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import CIRCLE, away_from, contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, descent, jets

MOST_STEPS = 40
RADIUS, REACH = 0.6, 0.9  # of the circle around a, and of the disc in which the model is drawn
AXIS = 0.75 * REACH  # half as long as an axis of the model is drawn
JUMPS = 0.5  # of the change of ∇F from one point of the circle to the next, at least, is not what H makes of the step
DISC = net(((-REACH, REACH),) * 2, 60)
OUTSIDE = np.hypot(*np.moveaxis(DISC, -1, 0)) > REACH


def numbers(F: maps.Map, a, rate):
    """Value, gradient and Hessian at a, the gradient around a circle, and the way of gradient descent."""
    there = {"nudged": nudges(a), "all round": places(a), "circle": a + RADIUS * CIRCLE}
    way, on_the_way, others = descent(F, a, rate, MOST_STEPS, np.concatenate(list(there.values())))
    ends = np.cumsum([len(points) for points in there.values()])[:-1]
    nudged, around, circle = (Jet(*each) for each in zip(*(np.split(part, ends) for part in others), strict=True))
    at = Jet(*(part[0] for part in on_the_way))
    found = jax.device_get(second(a, at, around))
    here, H = found.slopes.jacobian[0], found.hessian
    slopes, bends = as_mended(nudged.gradient, at.gradient, here), as_mended(nudged.hessian, at.hessian, H)
    eigenvalues, vectors = eigen(H)
    of_F = cleared((nudged.value[:, None], slopes[:, None]), value=at.value, jacobian=here[None])
    of_gradient = cleared((slopes, bends), value=here, jacobian=H, sigma=eigenvalues)
    now = {"value": of_F["value"][0], "falls": np.append(of_F["value"], on_the_way.value[1:]), "way": way}
    now |= {"gradient": of_gradient["value"], "hessian": of_gradient["jacobian"], "eigenvalues": of_gradient["sigma"]}
    now |= {"slopes": found.slopes, "second": found.second, "creased": found.creased, "vectors": vectors}
    return now | {"true": with_gaps(RADIUS * CIRCLE, circle), "linear": here + RADIUS * CIRCLE @ H.T}


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
    """A box that holds the bulk of the gradients of the domain."""
    return bulk(jets(F, net(F.domain, 20)).gradient, (20, 80), 0.25, 0.5)


@np.errstate(all="ignore")  # where F is undefined, or the way down goes out of sight, there are gaps
def compute(F: maps.Map, a, rate, step) -> dict:
    """The numbers, the level lines of F and of its quadratic model, and how all is framed."""
    a, k = np.asarray(a, dtype=float), int(step)
    now, land = numbers(F, a, float(rate)) | {"a": a, "rate": rate, "step": k, "domain": F.domain}, heights(F)
    graph = np.stack([np.arange(MOST_STEPS + 1), now["falls"]], axis=1)
    now |= {"here": now["way"][k], "fall": now["falls"][k], "reached": now["way"][k] if k else np.full(2, np.nan)}
    now |= {"descent": now["way"][: k + 1], "graph": graph, "graph_so_far": graph[: k + 1]}
    now |= {"variables": F.variables, "slopes_by": [f"∂F/∂{name}" for name in F.variables]}
    return now | around(now, land) | {"view": reaching(gradients(F), now["gradient"])}


def around(now: dict, land: dict) -> dict:
    """The land, the model around a with its axes, the circle, and the columns of H."""
    a, axes = now["a"], AXIS * now["vectors"].T
    low, high = np.clip((land["lowest"], top(land["levels"], now["value"])), -LARGEST_BOX, LARGEST_BOX)
    margin = 0.06 * (high - low) + 1e-9
    drawn = {"heights": land["heights"], "land": land["box"], "lines": land["lines"]}
    drawn |= {"circle": a + RADIUS * CIRCLE, "model": model(now, a, land["levels"]), "axes": diameters(a, axes)}
    drawn |= {"half_axes": np.array([away_from(now["way"][1:2] - a, axis) for axis in axes])}
    return drawn | {"columns": RADIUS * now["hessian"].T, "between": (low - margin, high + margin)}


def eigen(H):
    """Eigenvalues, the smaller first, and eigenvectors as columns; NaN where H isn't known."""
    return np.linalg.eigh((H + H.T) / 2) if np.isfinite(H).all() else (np.full(2, np.nan), np.full((2, 2), np.nan))


def top(levels, value) -> float:
    """Where the scale of heights ends: at the first of every fourth level that is above the value, so that it rests."""
    above = [level for level in levels[4::4] if level > value]
    return float(above[0] if above else levels[-1:].sum())


def model(now, a, levels) -> np.ndarray:
    """Level lines of F(a) + ∇F(a)·h + ½ h·H h around a, of the same levels as F's."""
    heights = now["value"] + DISC @ now["gradient"] + np.einsum("...i,ij,...j->...", DISC, now["hessian"], DISC) / 2
    x, y = (a[i] + np.linspace(-REACH, REACH, 61) for i in range(2))
    return joined(contours(np.where(OUTSIDE, np.nan, heights).T, levels, x, y))
