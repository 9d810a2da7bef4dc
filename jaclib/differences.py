"""The Jacobian matrix by differences, with the steps that were taken and an estimate of the error."""

from collections.abc import Callable
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector

# Where a trial asks f, in steps: at a step, and at half of it. The error of its quotient grows with this power of h.
POINTS = {"central": (1, -1, 0.5, -0.5), "forward": (1, 0.5, 0.25)}
ORDER = {"central": 2, "forward": 1}


class Differences(NamedTuple):
    """A Jacobian by differences, how far each entry may be wrong, and the step that it was taken with."""

    jacobian: Float[Array, "m n"]
    error: Float[Array, "m n"]
    step: Float[Array, "m n"]


def numerical_jacobian(
    f: Callable, *, step: float | None = None, method: str = "central", with_error: bool = False
) -> Callable[[Float[Array, " n"]], Float[Array, "m n"] | Differences]:
    """The function a ↦ J_f(a) by differences: column j from the values of f at steps along e_j.

    | method    | column j                            | calls of f | error         | best h   |
    | --------- | ----------------------------------- | ---------- | ------------- | -------- |
    | "central" | (f(a + h e_j) − f(a − h e_j)) / 2 h | 2 n        | h² + u / h    | u^(1/3)  |
    | "forward" | (f(a + h e_j) − f(a)) / h           | n + 1      | h + u / h     | u^(1/2)  |
    | "complex" | Im f(a + i h e_j) / h               | n          | h²            | any tiny |

    u is the rounding unit. With a `step` that is all; at a step that is too long or too short the quotient is wrong.
    `step=None` begins with the best h, times max(1, |a_j|), compares each quotient with that of half the step, and
    takes shorter or longer steps until f is defined there and the error is small beside the entry, or as small as it
    gets: mostly 4 n + 1 calls (3 n + 1 forward). The complex step is then compared with central differences.
    `with_error=True` gives a tuple (jacobian, error, step) of (m, n) arrays: an estimate of each entry's error, by the
    change of the quotient with half the step and by the noise in f's values, and the step that the entry was taken
    with. Where terms of f cancel, as in (1 − cos x) / x² near 0, steps are as long as the noise asks (some 40 calls
    for a column), and what cannot be told from noise is in the error. The error knows nothing of noise that is some
    per cent of f(a), or that does not show at the first step. An entry is nan where no step stays where f is defined,
    or f(a) is not.
    `f` may use numpy: it is called with numbers. "complex" needs an f that is analytic and accepts complex numbers.
    Raises ValueError for an unknown method, a step that is not positive, an f that the complex step finds not to be
    analytic, or without `step` in `jit`, where there are no numbers; and as `jacobian` does for the point.

    Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., problem 1.8 and section 25.1;
    Moré & Wild, Estimating derivatives of noisy simulations, ACM Trans. Math. Software 38 (2012);
    Squire & Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40 (1998).

    >>> import jax.numpy as jnp
    >>> numerical_jacobian(lambda x: jnp.array([x[0] * x[1]]), method="complex")([2.0, 3.0])
    Array([[3., 2.]], dtype=float64)
    >>> found = numerical_jacobian(jnp.log, with_error=True)([1e-7])
    >>> bool(abs(found.jacobian[0, 0] - 1e7) < found.error[0, 0] < 0.1)
    True
    """
    checks.function(f)
    columns = {"central": _central, "forward": _forward, "complex": _complex}
    if method not in columns:
        raise ValueError(f'method must be "central", "forward" or "complex"; got {method!r}.')
    if step is not None and not (isinstance(step, int | float | np.floating) and 0 < step < np.inf):
        raise ValueError(f"step must be a positive number, or None for the best one; got {step!r}.")

    def at(a: Vector) -> Float[Array, "m n"] | Differences:
        a = checks.vector(a, "a")
        if step is not None and not with_error:
            return jnp.stack(columns[method](f, a, step), axis=1)
        if not checks.is_concrete(a):
            raise ValueError("a must be known to choose a step and to estimate an error: inside jit give step=….")
        found = _checked_complex(f, a, step) if method == "complex" else _searched(f, a, step, method)
        return found if with_error else found.jacobian

    return at


def _value(f, x):
    return jnp.atleast_1d(checks.checked_value(f(x)))


def _central(f, a, h):
    ends = ((a.at[j].add(h), a.at[j].add(-h)) for j in range(a.size))
    # Divided by the step as rounded, x_j − y_j, which is exact where h itself is not.
    return [(_value(f, x) - _value(f, y)) / (x[j] - y[j]) for j, (x, y) in enumerate(ends)]


def _forward(f, a, h):
    here, ends = _value(f, a), (a.at[j].add(h) for j in range(a.size))
    return [(_value(f, x) - here) / (x[j] - a[j]) for j, x in enumerate(ends)]


def _complex(f, a, step):
    columns = []
    for j, h in enumerate(np.broadcast_to(step, a.shape)):  # no difference is taken, so h may be tiny
        value = jnp.atleast_1d(jnp.asarray(f(a.astype(jnp.result_type(a, 1j)).at[j].add(1j * h))))
        if not jnp.iscomplexobj(value):
            raise TypeError(
                f'f must keep complex numbers for method="complex"; it returned {value.dtype}: no abs, no real.'
            )
        columns.append(checks.checked_value(value.imag) / h)
    return columns


def _checked_complex(f, a, step):
    """The complex step's Jacobian, unless central differences show that f is no analytic function."""
    beside, tiny, unit = _searched(f, a, None, "central"), float(jnp.finfo(a.dtype).tiny), jnp.finfo(a.dtype).eps
    h = step or tiny**0.5  # so small that h² is nothing beside 1
    J, steps = jnp.stack(_complex(f, a, h), axis=1), jnp.full_like(beside.step, h)
    shorter = jnp.clip(1e-10 * jnp.abs(a), tiny, h)
    if step is None and (shorter < h).any():  # h may be long beside a coordinate that is nearly 0
        short = jnp.stack(_complex(f, a, shorter), axis=1)
        heard = jnp.abs(short) * shorter > tiny / unit  # what f changes by has all its figures
        J, steps = jnp.where(heard, short, J), jnp.where(heard, shorter, steps)
    gap = jnp.abs(J - beside.jacobian)
    wrong = np.argwhere(np.asarray(gap > 100 * beside.error + 1e-6 * jnp.abs(beside.jacobian)))
    if len(wrong) and step is None:
        i, j = wrong[0]
        raise ValueError(
            f'f must be analytic for method="complex"; in entry ({i + 1}, {j + 1}) the complex step gives '
            f"{float(J[i, j]):.6g}, and central differences {float(beside.jacobian[i, j]):.6g}. "
            'Take method="central": |x|, real parts and comparisons of complex numbers are not analytic.'
        )
    return Differences(J, gap + beside.error, steps)


def _searched(f, a, step, method):
    """Each column with the steps that are best for its entries, or with the one that is given."""
    here = np.asarray(_value(f, a))
    with np.errstate(all="ignore"):
        columns = np.stack([_column(f, a, here, j, step, method) for j in range(a.size)], axis=-1)
    return Differences(*jnp.asarray(columns, here.dtype))


def _column(f, a, here, j, step, method):
    """The quotients, their errors and their steps: for each entry those of its most credible trial."""
    if step is not None:
        return _most_credible([_trial(f, a, here, j, step, method)])
    unit, size, order = float(jnp.finfo(a.dtype).eps), abs(float(a[j])), ORDER[method]
    near = 1.1 * unit ** (1 / (1 + order))  # the best step; no power of 2, at which f's values are exact by chance
    first, shortest = near * max(1, size), 16 * unit * size
    trials = [_trial(f, a, here, j, first, method)]

    def open_():
        quotient, error, _ = _most_credible(trials)
        return np.isfinite(here) & ~(error <= 60 * near**order * np.abs(quotient)) & ~_unchanged(trials[0])

    def go(steps, on):
        """Through the steps, while an entry is open for which it makes sense to go on."""
        for h in steps:
            if not h > 0 or h < shortest or not (open_() & on()).any():
                break
            trials.append(_trial(f, a, here, j, h, method))

    go([near * size] if size < 1 else [], on=lambda: size > 0)
    go(first * 32.0 ** -np.arange(1, 9), on=lambda: ~_growing(trials))
    go([shortest] if shortest else [], on=lambda: ~np.isfinite(_most_credible(trials)[1]))
    go(first * 32.0 ** np.arange(1, 5), on=lambda: _longest_is_best(trials))
    for _ in range(2):
        h = _balanced(trials, order, open_())
        go([h] if h else [], on=lambda: True)
    return _most_credible(trials)


def _unchanged(trial):
    """Where all of f's values were the same, so that the quotient is 0 or all digits are lost."""
    return (trial.quotient == 0) & (trial.truncation == 0)


def _growing(trials):
    """Whether the two last steps, which were shorter, only brought out the last digits of f's values."""
    if len(trials) < 3:
        return np.False_
    one, two, three = (each.truncation + each.rounding for each in trials[-3:])
    return (three > 2 * two) & (two > 2 * one) & (three < 1e3 * trials[-1].digits)


def _longest_is_best(trials):
    errors = _errors(sorted(trials, key=lambda each: each.step))
    return np.isfinite(errors[-1]) & (errors[-1] <= errors.min(axis=0))


def _balanced(trials, order, wanted):
    """A step at which both parts of the error are of a size, for an entry that is in need of it."""
    _, _, steps = _most_credible(trials)
    for i in np.flatnonzero(wanted & np.isfinite(steps)):
        best = next(each for each in trials if each.step == steps[i])
        factor = (best.rounding[i] / (order * best.truncation[i])) ** (1 / (order + 1))
        if best.truncation[i] and not 0.5 < factor < 2:
            return best.step * float(np.clip(factor, 1 / 32, 32))
    return None


def _most_credible(trials):
    """For each entry, of the trials that `_errors` leaves to be believed, the one with the smallest error."""
    trials = sorted(trials, key=lambda each: each.step)
    quotients, steps = np.array([each.quotient for each in trials]), np.array([each.step for each in trials])
    errors = _errors(trials)
    best = errors.argmin(axis=0)
    pick = lambda of: np.take_along_axis(of, best[None], axis=0)[0]  # noqa: E731
    found = np.isfinite(pick(errors))
    return [np.where(found, each, np.nan) for each in (pick(quotients), pick(errors), steps[best])]


def _errors(trials):
    """The errors of trials, from the shortest step to the longest, in the light of the others; inf for what is out.

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
    """The errors that each trial tells itself; what was noise at a shorter step is noise at a longer one too."""
    truncation, rounding = (np.array([getattr(each, part) for each in trials]) for part in ("truncation", "rounding"))
    lost = np.array([_unchanged(each) for each in trials]) & (quotients != 0).any(axis=0)
    least = np.maximum.accumulate(np.where(np.isfinite(rounding) & ~lost, rounding * steps, 0)) / steps
    errors = truncation + np.maximum(rounding, least)
    return np.where(np.isfinite(errors) & np.isfinite(quotients) & ~lost, errors, np.inf)


class _Trial(NamedTuple):
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


def _trial(f, a, here, j, h, method):
    points = [a.at[j].add(at * h) for at in POINTS[method]]
    values = [(float(point[j]), np.asarray(_value(f, point), float)) for point in points]
    middle = float(a[j]), here.astype(float)
    if method == "central":
        (ahead, behind, half_ahead, half_behind) = values
        triples = (ahead, middle, behind), (half_ahead, middle, half_behind)
    else:
        ahead, half, quarter = values
        triples = (ahead, half, middle), (half, quarter, middle)
    coarse, fine = ((up - down) / (x - y) for (x, up), _, (y, down) in triples)
    # The second difference is a quarter of it with half the step, as far as f's values are smooth and exact.
    bends = [up - 2 * mid + down - fine * (x - 2 * m + y) for (x, up), (m, mid), (y, down) in triples]
    digits = _rounded([value for _, value in values], here.dtype)
    noise = np.maximum(digits, np.abs(bends[0] - 4 * bends[1]) / 2)
    growth, times = 2 ** ORDER[method], (3 - ORDER[method]) / h
    truncation = np.abs(coarse - fine) * growth / (growth - 1)
    size = np.abs([middle[1], *(value for _, value in values)]).max(axis=0)
    half = 10 * float(np.finfo(here.dtype).eps) ** 0.5
    return _Trial(float(h), coarse, truncation, noise * times, digits * times, size, half)


def _rounded(values, dtype):
    """How much of f's values is rounding: a last digit of theirs, or the last that any has, for others cancelled."""
    values = np.array(values)
    fraction, exponent = np.frexp(values)
    digits = np.nan_to_num(fraction * 2**53, posinf=0, neginf=0).astype(np.int64)
    last = np.where(digits == 0, np.inf, np.ldexp((digits & -digits).astype(float), exponent - 53)).min(axis=0)
    same, largest = (values == values[0]).all(axis=0), np.abs(values).max(axis=0)
    # Where all are the same nothing tells how large the terms were that have cancelled: 1, say.
    return np.finfo(dtype).eps * np.where(same, np.maximum(largest, 1), largest) + np.where(same, 0, last)
