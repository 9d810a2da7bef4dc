"""J by differences, with many steps at once and in the precision of the point; what theory says of the errors."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import jax
import numpy as np
from jaxtyping import Float
from numpy.lib.stride_tricks import sliding_window_view

from jaclib import maps
from jaclib.evidence.judge import terms
from jaclib.evidence.kink import beside, partials_from
from jaclib.evidence.rounding import nudges, without_rounding
from jaclib.programs.unrolled import Unrolled, unrolled

METHODS = "forward", "central", "complex"
SMALLEST_STEP, LARGEST_STEP = 1e-16, 1.0  # of the steps
STEPS = np.geomspace(SMALLEST_STEP, LARGEST_STEP, 129)
ROWS = 4 * (len(STEPS) + 1)  # of points that f is asked at together
TORN = {"conj", "sign", "max", "min", "clamp", "sort", "floor", "ceil", "round"}  # of complex numbers, not analytic


class CountedMap:
    """Evaluates f at a batch of points, in their dtype, and counts them."""

    def __init__(self, f: maps.Map):
        self.f, self.points = f, 0

    def __call__(self, points) -> np.ndarray:
        """The values `(…, m)` at points `(…, n)`."""
        flat = points.reshape(-1, points.shape[-1])
        self.points += len(flat)
        # always as many, so that nothing is unrolled anew
        padded = np.concatenate([flat, np.broadcast_to(flat[:1], (ROWS - len(flat), flat.shape[1]))])
        found = operations(self.f, padded.dtype.name).run(padded)[0][: len(flat)]
        return found.reshape(*points.shape[:-1], -1)


@lru_cache(maxsize=128)  # once a map and precision, never while dragging
def operations(f: maps.Map, precision: str) -> Unrolled:
    """The operations of f at ROWS points of this precision, in order, to be run by NumPy."""
    return unrolled(jax.vmap(f), jax.ShapeDtypeStruct((ROWS, len(f.variables)), precision))


@np.errstate(invalid="ignore", divide="ignore", over="ignore")  # a step may be lost in rounding, or leave the domain
def quotients(f: Callable, a, steps, method: str) -> np.ndarray:
    """J at a by differences `(k, m, n)`, with each of the steps `(k,)`; f takes points `(…, n)` to values `(…, m)`.

    All is done in the precision of a. The rise is divided by the step as rounded; where that is 0, there is NaN.
    f is asked at as many points a step as in `jaclib.numerical_jacobian`, which has the methods and their source.
    """
    nudges = steps[:, None, None] * np.eye(len(a), dtype=a.dtype)  # (k, n, n): a row for each column of J
    if method == "complex":
        return np.swapaxes(f(a + 1j * nudges).imag / steps[:, None, None], 1, 2)
    here = np.broadcast_to(a, (len(steps), 1, len(a)))
    ahead, behind = a + nudges, a - nudges if method == "central" else here
    value = f(np.concatenate([ahead, behind], axis=1))
    rise = value[:, : len(a)] - value[:, len(a) :]
    run = np.diagonal(ahead - behind, axis1=1, axis2=2)
    return np.swapaxes(rise / run[:, :, None], 1, 2)


class Derivatives(NamedTuple):
    """f(a) `(m,)`, J_f(a) `(m, n)`, and the second and third derivatives along each axis, `(m, n)` too.

    What is only rounding is 0; `size` is how large the terms of J's entries are. J is NaN where there is no partial
    derivative; `left` and `right` are the slopes on both sides.
    """

    value: np.ndarray
    J: np.ndarray
    second: np.ndarray
    third: np.ndarray
    size: np.ndarray
    left: np.ndarray
    right: np.ndarray


def derivatives(f: maps.Map, places: Float[np.ndarray, "k n"]) -> list[Derivatives]:
    """The derivatives of f at each of the places.

    By formulas; where the slopes on both sides say otherwise, J is by these, and there are no higher ones.
    """
    k, n = places.shape
    # each place, and the points that tell what is 0
    around = np.stack([beside(a) for a in places])
    x = np.concatenate([places[:, None], nudges(places, count=1), around], axis=1)
    count = x.shape[1]
    along = np.broadcast_to(np.eye(n), (k, count, n, n))
    found = _by_formulas(f, k * count * n)(np.repeat(x, n, axis=1).reshape(-1, n), along.reshape(-1, n))
    value, J, *others = (each.reshape(k, count, n, -1).swapaxes(2, 3) for each in found)
    formulas, there = [value[..., 0], J, *others], slice(n + 1, None)
    sizes = [terms(each[:, 0], each[:, 1 : n + 1].swapaxes(0, 1)) for each in formulas]
    exact = [without_rounding(each[:, 0], size) for each, size in zip(formulas, sizes, strict=True)]
    sides = places, value[:, 0, :, 0], J[:, 0], value[:, there, :, 0], J[:, there]
    known = jax.device_get(list(map(partials_from, *sides)))
    slopes, left, right, _ = map(np.stack, zip(*known, strict=True))
    # at a single point JAX may follow a convention: of where(x = 0, 0, x) it gives the slope 0 there
    agrees = slopes == J[:, 0]
    J, *higher = np.where(agrees, exact[1], slopes), *(np.where(agrees, each, np.nan) for each in exact[2:])
    return [Derivatives(*each) for each in zip(exact[0], J, *higher, sizes[1], left, right, strict=True)]


@lru_cache(maxsize=64)
def _by_formulas(f: maps.Map, rows: int):
    """Compile f and its first three derivatives along one axis, at so many points with an axis each."""

    def along(x, axis):
        def first(x):
            return jax.jvp(f, (x,), (axis,))

        def second(x):
            (value, slope), (_, bend) = jax.jvp(first, (x,), (axis,))
            return value, slope, bend

        found, (*_, third) = jax.jvp(second, (x,), (axis,))
        return *found, third

    return unrolled(jax.vmap(along), *[jax.ShapeDtypeStruct((rows, len(f.variables)), float)] * 2).run


def branches(known: Derivatives, a, unit: np.floating) -> dict[str, tuple[float, int, float]]:
    """For each method (c, p, r): theory says that the error is about c hᵖ + r / h.

    Each value of f is rounded, by the `unit` u of its precision times its size; so is what f makes of a on its way.
    Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.14 and problem 1.8.
    """
    size = length((np.abs(known.value) + np.abs(known.J) @ np.abs(a))[None]) / 2
    rounding = float(unit * np.sqrt(len(a)) * size)
    bent, twisted = float(length(known.second)) / 2, float(length(known.third)) / 6
    forward = (twisted, 2) if bent == 0 < twisted else (bent, 1)  # where f doesn't bend the next term rules
    return {"forward": (*forward, rounding), "central": (twisted, 2, rounding / 2), "complex": (twisted, 2, 0.0)}


def length(matrices: Float[np.ndarray, "*many m n"]) -> np.ndarray:
    """The Frobenius norm of each, also where the square of an entry would overflow or underflow.

    >>> f"{length(np.array([[3e200, 4e200]])):.3g}"
    '5e+200'
    """
    return np.hypot.reduce(np.reshape(matrices, (*np.shape(matrices)[:-2], -1)), axis=-1)


def best_step(c: float, p: int, r: float) -> float:
    """The h at which c hᵖ + r / h is least; NaN where one of the two branches is missing.

    >>> best_step(1.0, 1, 1e-16)
    1e-08
    """
    return (r / (p * c)) ** (1 / (p + 1)) if c > 0 and r > 0 else float("nan")


def rounding_envelope(errors, c: float, p: int, r: float) -> np.ndarray:
    """The errors for STEPS; where rounding rules, the largest of seven neighbours: single ones are 0 by chance."""
    around = sliding_window_view(np.pad(errors, 3, mode="edge"), 7)
    largest = np.where(np.isnan(errors), np.nan, np.fmax.reduce(around, axis=1))
    return np.where(r / STEPS > c * STEPS**p, largest, errors)


@lru_cache(maxsize=64)
def not_for_complex(f: maps.Map) -> str:
    """Why there is no complex step: f takes no complex numbers, or does to them what has no derivative, as |z| hasn't.

    Nothing where there is one. The cube root is analytic where it isn't 0, and yet JAX has it of real numbers only.
    """
    try:
        found = operations(f, "complex128")
    except (TypeError, ValueError):  # an operation that complex numbers don't have
        return "f takes no complex numbers"
    return "" if all(map(_differentiable, found.equations)) else "f is not analytic"


def _differentiable(equation) -> bool:
    sides = equation.invars, equation.outvars
    inputs, outputs = ([np.issubdtype(each.aval.dtype, np.complexfloating) for each in side] for side in sides)
    return not any(inputs) or (all(outputs) and equation.primitive.name not in TORN)


@lru_cache(maxsize=64)
def keeps_single(f: maps.Map) -> bool:
    """Whether f stays in single precision all the way, where its argument is."""
    return all(each.aval.dtype != np.float64 for one in operations(f, "float32").equations for each in one.outvars)
