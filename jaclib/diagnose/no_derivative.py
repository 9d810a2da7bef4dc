"""Recognizes a question without an answer: f has no derivative at the point, though JAX gives one."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float

from jaclib import checks
from jaclib.diagnose.verdict import Verdict
from jaclib.evidence.judge import apart
from jaclib.evidence.kink import AT_ZERO, NEAR, POWERS, SHRINKS, Partials, beside, partials_from

SHORTER = 30  # times: by so much the gap between the slopes shrinks with the step where f is smooth


def no_derivative(f: Callable, a, J) -> Verdict | None:
    """The verdict on any answer where f has no derivative at a; None where it has one, as far as can be seen.

    J is what JAX gives. Nothing is compiled where f is smooth: f is evaluated at four places on each axis. What is
    told of a kink is what `kink.partials_from` tells, if it is seen with shorter steps too.

    >>> no_derivative(lambda x: jnp.abs(x), [0.0], [[1.0]]).message
    'f has no derivative at this point: output 1 has the slope -1 on one side and 1 on the other, along input 1.'
    """
    a, J = np.asarray(checks.vector(a, "a")), np.asarray(J)
    here = _values(f, [a])[0]
    doubtful = ~np.isfinite(J) | _bends(f, a, here)
    if not doubtful.any():
        return None
    found = jax.device_get(partials_from(a, here, J, _values(f, beside(a))))
    places = np.argwhere(doubtful & np.isnan(found.jacobian))
    return Verdict(False, "no_derivative", _sentence(found, *places[0])) if len(places) else None


def _values(f, points) -> Float[np.ndarray, "k m"]:
    return np.stack([np.atleast_1d(f(jnp.asarray(point))) for point in points])


@np.errstate(invalid="ignore")  # where f is undefined there is no gap to be compared
def _bends(f, a, here) -> Bool[np.ndarray, "m n"]:
    """Whether the gap between the slopes on both sides stays as it is with a step that is shorter.

    With noise it grows as the step shrinks. So it does where f jumps, which is therefore left alone.
    """
    steps = np.where(np.abs(a) > AT_ZERO, np.abs(a), 1.0) * np.finfo(a.dtype).eps ** POWERS[NEAR]
    gaps = []
    for step in (steps, steps / SHORTER):
        ahead, behind = (_values(f, a + side * np.diag(step)) for side in (1, -1))
        gaps.append(np.abs(ahead + behind - 2 * here).T / step)
    return (gaps[1] > SHRINKS * gaps[0]) & (gaps[1] < gaps[0] / SHRINKS)


def _sentence(found: Partials, i: int, j: int) -> str:
    left, right = float(found.left[i, j]), float(found.right[i, j])
    if np.isfinite([left, right]).all() and left != right:
        sides = "{} on one side and {} on the other".format(*apart(left, right))
        what = f"output {i + 1} has the slope {sides}, along input {j + 1}"
    else:
        what = f"output {i + 1} has no slope there, along input {j + 1}"
    return f"f has no derivative at this point: {what}."
