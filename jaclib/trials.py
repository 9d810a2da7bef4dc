"""Difference quotients with steps of several lengths: the error of each, and which of them is to be believed."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from jaclib import checks

# Where a trial asks f, in steps: ahead, midway and behind, for a step and for half of it. The error of its quotient
# grows with this power of h.
POINTS = {"central": ((1, 0, -1), (0.5, 0, -0.5)), "forward": ((1, 0.5, 0), (0.5, 0.25, 0))}
ORDER = {"central": 2, "forward": 1}


class Trial(NamedTuple):
    """The quotients with one step, and two parts of their errors: the formula's, and that of f's noise.

    `digits` is the part of the noise that is seen in the last digits of f's values, `size` the largest value, and
    `half` what an error of half of the digits is beside it.
    """

    step: float
    quotient: np.ndarray
    truncation: np.ndarray
    rounding: np.ndarray
    digits: np.ndarray
    size: np.ndarray
    half: float


def trial(f: Callable, a: Float[Array, " n"], here: Float[np.ndarray, " m"], j: int, h: float, method: str) -> Trial:
    """Try the step h along e_j, from f(a) = `here` and the values at the `POINTS` of the method."""
    points = {at: a.at[j].add(at * h) for at in {*chain(*POINTS[method])} - {0}}
    found = {at: (float(point[j]), np.asarray(value_of(f, point), float)) for at, point in points.items()}
    values = [value for _, value in found.values()]
    found[0] = float(a[j]), here.astype(float)
    triples = [[found[at] for at in places] for places in POINTS[method]]
    coarse, fine = ((up - down) / (x - y) for (x, up), _, (y, down) in triples)
    # The second difference is a quarter of it with half the step, as far as f's values are smooth and exact.
    bends = [up - 2 * mid + down - fine * (x - 2 * m + y) for (x, up), (m, mid), (y, down) in triples]
    digits = _rounded(values, here.dtype)
    noise = np.maximum(digits, np.abs(bends[0] - 4 * bends[1]) / 2)
    growth, times = 2 ** ORDER[method], (3 - ORDER[method]) / h
    truncation = np.abs(coarse - fine) * growth / (growth - 1)
    size = np.abs([here.astype(float), *values]).max(axis=0)
    half = 10 * float(np.finfo(here.dtype).eps) ** 0.5
    return Trial(float(h), coarse, truncation, noise * times, digits * times, size, half)


def _rounded(values, dtype):
    """Estimate the rounding in f's values: a last digit of theirs, or the last that any has, for others cancelled."""
    values = np.array(values)
    fraction, exponent = np.frexp(values)
    digits = np.nan_to_num(fraction * 2**53, posinf=0, neginf=0).astype(np.int64)
    last = np.where(digits == 0, np.inf, np.ldexp((digits & -digits).astype(float), exponent - 53)).min(axis=0)
    same, largest = (values == values[0]).all(axis=0), np.abs(values).max(axis=0)
    # Where all are the same nothing tells how large the terms were that have cancelled: 1, say.
    return np.finfo(dtype).eps * np.where(same, np.maximum(largest, 1), largest) + np.where(same, 0, last)


def value_of(f: Callable, x) -> Float[Array, " m"]:
    """f at x, as a vector."""
    return jnp.atleast_1d(checks.checked_value(f(x)))


def unchanged(trial: Trial) -> Bool[np.ndarray, " m"]:
    """Whether all of f's values were the same, so that the quotient is 0 or all digits are lost."""
    return (trial.quotient == 0) & (trial.truncation == 0)


def growing(trials: list[Trial]):
    """Whether the two last steps, which were shorter, only brought out the last digits of f's values."""
    if len(trials) < 3:
        return np.False_
    one, two, three = (each.truncation + each.rounding for each in trials[-3:])
    return (three > 2 * two) & (two > 2 * one) & (three < 1e3 * trials[-1].digits)


def longest_is_best(trials: list[Trial]):
    """Whether the longest step so far has the smallest error, for each entry."""
    errors = _errors(sorted(trials, key=lambda each: each.step))
    return np.isfinite(errors[-1]) & (errors[-1] <= errors.min(axis=0))


def balanced(trials: list[Trial], order: int, wanted: Bool[np.ndarray, " m"]) -> float | None:
    """Find a step at which both parts of the error are of a size, for an entry that needs one."""
    _, _, steps = most_credible(trials)
    for i in np.flatnonzero(wanted & np.isfinite(steps)):
        best = next(each for each in trials if each.step == steps[i])
        factor = (best.rounding[i] / (order * best.truncation[i])) ** (1 / (order + 1))
        if best.truncation[i] and not 0.5 < factor < 2:
            return best.step * float(np.clip(factor, 1 / 32, 32))
    return None


def most_credible(trials: list[Trial]) -> list[np.ndarray]:
    """Choose for each entry, of the trials that `_errors` leaves to be believed, the one with the smallest error."""
    trials = sorted(trials, key=lambda each: each.step)
    quotients, steps = np.array([each.quotient for each in trials]), np.array([each.step for each in trials])
    errors = _errors(trials)
    best = errors.argmin(axis=0)
    pick = lambda of: np.take_along_axis(of, best[None], axis=0)[0]  # noqa: E731
    found = np.isfinite(pick(errors))
    return [np.where(found, each, np.nan) for each in (pick(quotients), pick(errors), steps[best])]


def _errors(trials):
    """Judge the errors of trials, from the shortest step to the longest, in the light of the others; inf for what is
    out.

    Where a quotient is apart from one with a shorter step, either the longer step misses what f does between its
    points, or terms of f have cancelled: what is left is noise, but stands still over the shortest steps, so that
    their quotients only look exact. How large it is beside f's values tells. If large, the longer step is out; if
    more than half of the digits are right, it is noise, and each quotient may be off by it over the step. In
    between nothing tells, and the errors hold both quotients.
    Source: Lepskii, On a problem of adaptive estimation in Gaussian white noise, Theory Probab. Appl. 35 (1991).
    """
    quotients, steps = np.array([each.quotient for each in trials]), np.array([[each.step] for each in trials])
    errors = _errors_alone(trials, quotients, steps)
    noise, doubt = np.zeros_like(errors[0]), np.zeros_like(errors)
    for k in range(1, len(trials)):
        gaps = np.abs(quotients[k] - quotients[:k])
        gaps = np.where(gaps > 2 * (errors[k] + errors[:k]), gaps, 0)
        seen = (gaps * steps[:k]).max(axis=0)
        odd = np.maximum(seen, errors[k] * steps[k]) / trials[k].size
        is_noise, unclear = odd < trials[k].half, (odd >= trials[k].half) & (odd < 0.05)
        noise = np.where(is_noise, np.maximum(noise, seen), noise)
        between = np.where(unclear & (gaps > 0), gaps + errors[k], 0)
        doubt[: k + 1] = np.maximum(doubt[: k + 1], [*between, between.max(axis=0)])
        apart = (gaps > 0) & ~is_noise & ~unclear
        errors[k] = np.where(apart.any(axis=0), np.inf, errors[k])
    return errors + 3 * noise / steps + doubt  # a few values seldom show the largest noise: three times what they show


def _errors_alone(trials, quotients, steps):
    """The errors that each trial finds by itself; what was noise at a shorter step is noise at a longer one too."""
    truncation, rounding = (np.array([getattr(each, part) for each in trials]) for part in ("truncation", "rounding"))
    lost = np.array([unchanged(each) for each in trials]) & (quotients != 0).any(axis=0)
    least = np.maximum.accumulate(np.where(np.isfinite(rounding) & ~lost, rounding * steps, 0)) / steps
    errors = truncation + np.maximum(rounding, least)
    return np.where(np.isfinite(errors) & np.isfinite(quotients) & ~lost, errors, np.inf)
