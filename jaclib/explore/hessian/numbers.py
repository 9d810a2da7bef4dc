"""The numbers of explore.hessian: F, ∇F and H at a, the quadratic model there, and the way of gradient descent."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence.rounding import cleared, nudges
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.plane.framing import bulk, reaching
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import CIRCLE, contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, descent, jets

MOST_STEPS = 40
RADIUS, REACH = 0.6, 0.9  # of the circle around a, and of the disc in which the model is drawn
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
    return {
        "value": at.value, "slopes": found.slopes, "gradient": here, "second": found.second,
        "creased": found.creased, "hessian": H, "way": way, "way_values": on_the_way.value,
        "true": with_gaps(RADIUS * CIRCLE, circle), "linear": here + RADIUS * CIRCLE @ H.T,
        "nudged": (nudged.value[:, None], slopes[:, None]), "nudged gradient": (slopes, bends),
    }  # fmt: skip


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
    a = np.asarray(a, dtype=float)
    now, land = numbers(F, a, float(rate)), heights(F)
    eigenvalues, vectors = eigen(now["hessian"])
    value, of_F, of_gradient = now["value"], now.pop("nudged"), now.pop("nudged gradient")
    now["value"] = cleared(of_F, value=value, jacobian=now["gradient"][None])["value"][0]
    now["gradient"], now["hessian"], eigenvalues = cleared(
        of_gradient, value=now["gradient"], jacobian=now["hessian"], sigma=eigenvalues
    ).values()
    way, falls = now["way"], np.append(now["value"], now.pop("way_values")[1:])
    return now | {
        "a": a, "rate": rate, "step": int(step), "model": model(now, a, land["levels"]), "eigenvalues": eigenvalues,
        "vectors": vectors.T, "way": way, "falls": falls, "here": way[int(step)], "fall": falls[int(step)],
        "heights": land["heights"], "land": land["box"], "lines": land["lines"], "domain": F.domain,
        "circle": a + RADIUS * CIRCLE,
        "view": reaching(gradients(F), now["gradient"]), "lowest": land["lowest"],
        "top": top(land["levels"], now["value"]),
    }  # fmt: skip


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
