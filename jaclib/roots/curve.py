"""A place on a curve F(x, y) = 0 of the plane, and what the curve is like there. A factor of F makes no difference."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from jaclib.programs.jets import Jet, jets

ROUNDS, MORE = 12, 8  # steps of Newton's method, and then with a guess of how often F is 0 there
OFTEN = 8  # times, at most
RING = 1e-3  # radius of the circle, beside 1 + ‖p‖, on which F is looked at
TURN = np.arange(32) * 2 * np.pi / 32
DIRECTIONS = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
FLAT = 3e-5  # of what F does on the ring, at most, the gradient makes where it is 0 but for rounding
ON_CURVE = 1e-9  # beside 1 + ‖p‖: so far off the curve p may be
TOUCHES = 1e-8  # of F on the ring, at most, is left of it where it has no gradient
QUADRATIC = 1e-2  # of F on the ring, at least, is of the second order where that counts
NOTHING = 1e-6  # of the larger eigenvalue of the Hessian, at most, is 0 but for where p is
CLEARLY = 0.2  # of F on the ring, at least, it is in every direction where it is 0 at p alone; of |x|, 0.1 may be seen
ALLOWED = 0.1  # of what F changes by on the ring its slopes make, at most, where it is only rounding
JUMP = 0.2  # of it, at least, is a jump from one place of the ring to the next
PROBE = 0.02  # beside 1 + ‖p‖: so far away along the curve it is looked at again


class Place(NamedTuple):
    """The ends of a search from starts, and F there, in units of the given scale."""

    start: Float[np.ndarray, " k"]  # F where one started
    p: Float[np.ndarray, "k 2"]
    hessian: Float[np.ndarray, "k 2 2"]
    ring: Float[np.ndarray, " k"]  # the largest |F| on a small circle around p
    along: Float[np.ndarray, "k 2"]  # the direction in which |F| is least on it
    flat: Bool[np.ndarray, " k"]  # whether the gradient is 0
    found: Bool[np.ndarray, " k"]  # whether p is on the curve
    noise: Bool[np.ndarray, " k"]  # whether F is 0 all around p, but for rounding


@np.errstate(all="ignore")  # where F is undefined, nothing is found
def settle(F: Callable, starts: Float[np.ndarray, "k 2"], scale: float = 1.0) -> Place:
    """Find the places of the curve F = 0 to which the gradient leads from the starts. Needs numbers.

    `scale` is the usual size of F. By Newton's method; where F is 0 several times over, the steps are as many times
    as long. A place where the gradient is 0 is sharpened to where it is 0 exactly, as at a crossing.

    >>> place = settle(lambda p: p[0] ** 2 + p[1] ** 2 - 4, [[3.0, 0.0]])
    >>> place.p.tolist(), place.found.tolist(), place.flat.tolist()
    ([[2.0, 0.0]], [True], [False])
    """
    p = starts = np.array(starts, dtype=float)
    best, least = p, np.full(len(p), np.inf)
    for taken in range(ROUNDS + MORE):
        jet = jets(F, p, scale)
        if taken == 0:
            start = jet.value
        better = np.abs(jet.value) <= least  # on a double curve, where all is rounding, a step may lead far away
        best, least = np.where(better[:, None], p, best), np.where(better, np.abs(jet.value), least)
        step = _newton(jet, taken >= ROUNDS)
        if not (np.abs(step).max(axis=1) > 1e-16 * _reach(p)).any():
            break
        p = p - step
    p = _sharpened(F, best, scale)
    here, ring, noise = _around(F, p, scale)
    p = np.where(noise[:, None], starts, p)
    flat, steep = _flat(here, ring, p), np.hypot(*here.gradient.T)
    found = np.abs(here.value) <= np.where(flat, TOUCHES * ring.max(axis=1), ON_CURVE * _reach(p) * steep)
    along = DIRECTIONS[ring.argmin(axis=1)]
    return Place(start, p, here.hessian, ring.max(axis=1), along, flat, found, noise)


def _newton(jet, several: bool):
    """The step towards the curve, along the gradient; `several` times as long, where F is 0 more than once there."""
    steep, bend = np.sum(jet.gradient**2, axis=1), np.einsum("ki,kij,kj->k", jet.gradient, jet.hessian, jet.gradient)
    guess = steep**2 / (steep**2 - jet.value * bend)
    times = np.where(several & (guess > 0.5) & (guess < OFTEN), guess, 1.0)
    return np.where(steep > 0, times * jet.value / steep, 0.0)[:, None] * jet.gradient


def _reach(p):
    return 1 + np.abs(p).max(axis=-1)


def _around(F, p, scale) -> tuple[Jet, np.ndarray, np.ndarray]:
    """The jets at the points, |F| on a small circle around each of them, and whether that is nothing but rounding.

    Where the formula has no gradient it is that of the plane which fits F on the circle best: at 0, of √(x⁴ + y⁴), 0.
    """
    radius, offsets = RING * _reach(p)[:, None], np.concatenate([np.zeros((1, 2)), DIRECTIONS])
    jet = jets(F, p[:, None] + radius[..., None] * offsets, scale)
    here, ring = Jet(*(each[:, 0] for each in jet)), jet.value[:, 1:]
    fitted = 2 * ring @ DIRECTIONS / len(DIRECTIONS) / radius
    missing = np.isnan(here.gradient).any(axis=1) & np.isfinite(fitted).all(axis=1)
    here = here._replace(gradient=np.where(missing[:, None], fitted, here.gradient))
    return here, np.abs(ring), _noise(jet, radius[:, 0])


def _noise(jet, radius):
    """Whether F changes by more than its slopes allow, to and fro on the circle.

    Where F jumps its slopes don't allow it, either; but then it does so twice around, or four times at a crossing.
    """
    slopes = np.hypot(*np.moveaxis(jet.gradient, -1, 0)).max(axis=1)
    change = np.abs(jet.value - jet.value[:, :1]).max(axis=1)
    jumps = (np.abs(np.diff(jet.value[:, 1:], append=jet.value[:, 1:2])) > JUMP * change[:, None]).sum(axis=1)
    return (jumps >= OFTEN) & (slopes * radius < ALLOWED * change)


def _flat(jet, ring, p):
    return np.hypot(*jet.gradient.T) * RING * _reach(p) <= FLAT * ring.max(axis=1)


def _sharpened(F, p, scale):
    """Move each p to the place beside it where the gradient is 0, if here it is nearly."""
    jet, ring, _ = _around(F, p, scale)
    curved, axes = np.linalg.eigh(np.nan_to_num(jet.hessian))
    parts = np.einsum("kij,ki->kj", axes, jet.gradient) / curved
    counts = np.abs(curved) > NOTHING * np.abs(curved).max(axis=1, keepdims=True)
    step = np.einsum("kij,kj->ki", axes, np.where(counts, parts, 0.0))
    near = _flat(jet, ring, p) & (np.hypot(*step.T) < RING * _reach(p))
    return np.where(near[:, None], p - step, p)


def kind(F: Callable, place: Place, scale: float = 1.0) -> str:
    """Classify the curve at the only place of `place`: "regular", or else a word for it.

    "nowhere": it is not on the curve. Where the gradient is 0: "crossing" for two tangents, "isolated" for a point by
    itself, "double" and "multiple" for a curve along all of which it is 0, "everywhere" where F is 0 all around, and
    "singular" for what is none of these, as a cusp.

    >>> cross = lambda p: p[0] ** 2 - p[1] ** 2
    >>> kind(cross, settle(cross, [[0.0, 0.0]]))
    'crossing'
    """
    _, [p], [hessian], [ring], [along], [flat], [found], [noise] = place
    if noise or (found and flat and ring == 0):
        return "everywhere"
    if not (found and flat):
        return "regular" if found else "nowhere"
    small, large = sorted(np.linalg.eigvalsh(np.nan_to_num(hessian)), key=abs)
    quadratic = abs(large) * (RING * _reach(p)) ** 2 / 2 > QUADRATIC * ring
    if quadratic and abs(small) > NOTHING * abs(large):
        return "crossing" if small * large < 0 else "isolated"
    around = jets(F, p + RING * _reach(p) * DIRECTIONS).value
    touches = quadratic or (not np.isfinite(hessian).all() and ((around >= 0).all() or (around <= 0).all()))
    if (around > CLEARLY * around.max()).all() or (around < CLEARLY * around.min()).all():
        return "isolated"  # where the Hessian doesn't say so, as of x⁴ + y⁴
    beside = settle(F, p + PROBE * _reach(p) * np.outer([-1, 1], along), scale)
    away = np.hypot(*(beside.p - p).T) / (PROBE * _reach(p))
    if (beside.found & beside.flat & (away > 0.5) & (away < 2)).all():
        return "double" if touches else "multiple"
    return "singular"


def tangents(hessian: Float[np.ndarray, "2 2"]) -> Float[np.ndarray, "2 2"]:
    """The directions of the two tangents at a crossing, in rows: those d with d·H d = 0.

    >>> tangents(np.array([[2.0, 0.0], [0.0, -2.0]])).round(3).tolist()
    [[0.707, 0.707], [-0.707, 0.707]]
    """
    (low, high), axes = np.linalg.eigh(hessian)
    found = np.sqrt(high) * axes[:, 0] + np.outer([-1, 1], np.sqrt(-low) * axes[:, 1])
    found *= np.where(found[:, 1:] < 0, -1, 1)
    return found[np.argsort(-found[:, 0])] / np.linalg.norm(found, axis=1, keepdims=True)
