"""The Jacobian matrix by differences, with the steps that were taken and an estimate of the error."""

from collections.abc import Callable
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector
from jaclib.trials import ORDER, balanced, growing, longest_is_best, most_credible, trial, unchanged, value_of


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


def _central(f, a, h):
    ends = ((a.at[j].add(h), a.at[j].add(-h)) for j in range(a.size))
    # Divided by the step as rounded, x_j − y_j, which is exact where h itself is not.
    return [(value_of(f, x) - value_of(f, y)) / (x[j] - y[j]) for j, (x, y) in enumerate(ends)]


def _forward(f, a, h):
    here, ends = value_of(f, a), (a.at[j].add(h) for j in range(a.size))
    return [(value_of(f, x) - here) / (x[j] - a[j]) for j, x in enumerate(ends)]


def _complex(f, a, step):
    columns = []
    for j, h in enumerate(np.broadcast_to(step, a.shape)):  # no difference is taken, so h may be tiny
        value = jnp.atleast_1d(jnp.asarray(f(a.astype(jnp.result_type(a, 1j)).at[j].add(1j * h))))
        if not jnp.iscomplexobj(value):
            must = 'f must keep complex numbers for method="complex"'
            raise TypeError(f"{must}; it returned {value.dtype}: no abs, no real.")
        columns.append(checks.checked_value(value.imag) / h)
    return columns


def _checked_complex(f, a, step):
    """Take the complex step's Jacobian, unless central differences show that f is no analytic function."""
    beside, tiny, unit = _searched(f, a, None, "central"), float(jnp.finfo(a.dtype).tiny), jnp.finfo(a.dtype).eps
    h = step or tiny**0.5  # so small that h² is nothing beside 1
    J, steps = jnp.stack(_complex(f, a, h), axis=1), jnp.full_like(beside.step, h)
    shorter = jnp.clip(1e-10 * jnp.abs(a), tiny, h)
    if step is None and (shorter < h).any():  # h may be long beside a coordinate that is nearly 0
        short = jnp.stack(_complex(f, a, shorter), axis=1)
        above_rounding = jnp.abs(short) * shorter > tiny / unit  # what f changes by has all its figures
        J, steps = jnp.where(above_rounding, short, J), jnp.where(above_rounding, shorter, steps)
    gap = jnp.abs(J - beside.jacobian)
    wrong = np.argwhere(np.asarray(gap > 100 * beside.error + 1e-6 * jnp.abs(beside.jacobian)))
    if len(wrong) and step is None:
        i, j = wrong[0]
        ours, theirs = (f"{float(each[i, j]):.6g}" for each in (J, beside.jacobian))
        came = f"in entry ({i + 1}, {j + 1}) the complex step gives {ours}, and central differences {theirs}"
        mend = 'Take method="central": |x|, real parts and comparisons of complex numbers are not analytic.'
        raise ValueError(f'f must be analytic for method="complex"; {came}. {mend}')
    return Differences(J, gap + beside.error, steps)


def _searched(f, a, step, method):
    """Find each column with the steps that are best for its entries, or with the one that is given."""
    here = np.asarray(value_of(f, a))
    with np.errstate(all="ignore"):
        columns = np.stack([_column(f, a, here, j, step, method) for j in range(a.size)], axis=-1)
    return Differences(*jnp.asarray(columns, here.dtype))


def _column(f, a, here, j, step, method):
    """Find the quotients, their errors and their steps: for each entry those of its most credible trial."""
    if step is not None:
        return most_credible([trial(f, a, here, j, step, method)])
    unit, size, order = float(jnp.finfo(a.dtype).eps), abs(float(a[j])), ORDER[method]
    near = 1.1 * unit ** (1 / (1 + order))  # the best step; no power of 2, at which f's values are exact by chance
    first, shortest = near * max(1, size), 16 * unit * size
    trials = [trial(f, a, here, j, first, method)]

    def open_():
        quotient, error, _ = most_credible(trials)
        return np.isfinite(here) & ~(error <= 60 * near**order * np.abs(quotient)) & ~unchanged(trials[0])

    def go(steps, on):
        """Try the steps in turn, while an entry is open for which it makes sense to go on."""
        for h in steps:
            if not h > 0 or h < shortest or not (open_() & on()).any():
                break
            trials.append(trial(f, a, here, j, h, method))

    go([near * size] if size < 1 else [], on=lambda: size > 0)
    go(first * 32.0 ** -np.arange(1, 9), on=lambda: ~growing(trials))
    go([shortest] if shortest else [], on=lambda: ~np.isfinite(most_credible(trials)[1]))
    go(first * 32.0 ** np.arange(1, 5), on=lambda: longest_is_best(trials))
    for _ in range(2):
        h = balanced(trials, order, open_())
        go([h] if h else [], on=lambda: True)
    return most_credible(trials)
