"""Whether a number is the right one: one rule for what is diagnosed, checked, predicted, or reached in a picture."""

from collections.abc import Callable
from itertools import permutations

import jax
import jax.numpy as jnp
import numpy as np

FIGURES = 3
ROUNDING = 1e-12  # of the largest term that was added up: what is left of it when all of it should cancel
NUDGE = 1e-6  # relative: only the order of magnitude of what comes of it counts
TIE = 1 + 1e-9  # 2.345 may be rounded up or down, and in binary neither is exactly half a unit away


def agree(given, right, *, scale: float = 0.0, within: float | None = None) -> np.ndarray:
    """Whether each entry of `given` is right, an array of bool; both of one shape, real numbers.

    It is, if it is off by no more than half a unit in the third figure of the right one, or no more than 1e-12 of
    `scale`, the largest of the terms whose sum the right one is. Where `within` is given, it is off by that at most,
    and nothing else counts: so wide is the goal of a guess or of a hand.

    >>> agree([0.707, 0.71, 0], [0.5**0.5, 0.5**0.5, 6e-17], scale=1).tolist()
    [True, False, True]
    >>> bool(agree(4.02, 4, within=0.04))
    True
    """
    with np.errstate(invalid="ignore"):  # ∞ − ∞: it agrees with nothing
        off = np.abs(np.subtract(given, right, dtype=float))
    return off <= tolerance(right, scale=scale, within=within)


def same(given, right, *, scale: float = 0.0) -> bool:
    """Whether `given` has the right shape, and all of its entries agree; the largest of them is a term, too.

    >>> same([[0, 1]], [[6e-17, 1]]), same([0, 1], [[6e-17, 1]])
    (True, False)
    """
    given, right = np.asarray(given, dtype=float), np.asarray(right, dtype=float)
    return given.shape == right.shape and bool(agree(given, right, scale=max(scale, largest(right))).all())


def tolerance(right, *, scale: float = 0.0, within: float | None = None, figures: int = FIGURES) -> np.ndarray:
    """The largest distance from the right number, as for `agree`; each entry of `right` has its own.

    >>> [float(f"{tolerance(right):.3g}") for right in (1, 0.99, 5.67, 224)]
    [0.005, 0.0005, 0.005, 0.5]
    """
    if within is not None:
        return np.full(np.shape(right), within * TIE)
    size = np.abs(np.asarray(right, dtype=float))
    with np.errstate(divide="ignore"):
        first = np.floor(np.log10(size * (1 + ROUNDING)))  # 0.9999999999999999 is 1, and has the figures of 1
    half = np.where((size > 0) & np.isfinite(size), 10.0 ** (first + 1 - figures) / 2, 0)
    return np.maximum(half * TIE, ROUNDING * scale if np.isfinite(scale) else 0)


def rounded(given, right, *, scale: float = 0.0) -> bool:
    """Whether `given`, of the same shape, is the right one to two figures: each entry agrees, or is rounded to two.

    >>> rounded(0.71, 0.5**0.5), rounded(0.712, 0.5**0.5)
    (True, False)
    """
    given = np.asarray(given, dtype=float)
    two = np.reshape([float(f"{entry:.1e}") for entry in given.flat], given.shape)
    written = np.abs(given - two) <= 1e-6 * np.abs(given)  # also in 32 bits
    near = np.abs(given - right) <= tolerance(right, figures=2)
    return bool((agree(given, right, scale=scale) | (written & near)).all())


def numbers(answer) -> np.ndarray | None:
    """The answer as an array of float64, or None if it is none: what `float` or `numpy.asarray` takes will do.

    Also complex numbers that are real, as jnp.linalg.eigvals gives them.

    >>> from fractions import Fraction
    >>> numbers((Fraction(1, 2), 2)), numbers("2"), numbers([[1, 2], [3]])
    (array([0.5, 2. ]), None, None)
    """
    try:
        given = np.asarray(answer)
        if given.dtype.kind == "O" and not any(isinstance(entry, str | bytes) for entry in given.flat):
            given = np.reshape([float(entry) for entry in given.flat], given.shape)  # astype makes a NaN of None
        if given.dtype.kind == "c" and not given.imag.any():
            given = given.real
        return given.astype(float) if given.dtype.kind in "biuf" and given.size else None
    except (TypeError, ValueError, OverflowError):  # rows of unequal length, or no real numbers
        return None


def laid_out(given: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """`given` in that shape, that of a number, a row or a column, if it is as many numbers in a line; else as it is.

    >>> laid_out(np.array([[1, 2]]), (2,)).tolist(), laid_out(np.eye(2), (4,)).shape
    ([1, 2], (2, 2))
    """
    line = given.size == max(given.shape, default=1) == np.prod(shape, dtype=int)
    return given.reshape(shape) if line else given


def largest(array) -> float:
    """The largest size of an entry that is finite; 0 where there is none."""
    size = np.abs(np.asarray(array, dtype=float))
    return float(np.max(size, initial=0, where=np.isfinite(size)))


def terms_of(derivative: Callable, a) -> np.ndarray:
    """Estimate the size of the terms whose sum `derivative(a)` is, in its shape: cos(π/2) is 0, and has terms of 1.6.

    Besides the entries themselves these are the changes of each with the numbers in `a`, times those numbers: what
    comes of their rounding.

    >>> terms_of(jnp.cos, np.array([np.pi / 2])).round(1).tolist()
    [1.6]
    """
    a = np.asarray(a)
    here, *nudged = np.asarray(jax.vmap(derivative)(a + np.vstack([0 * a, np.diag(NUDGE * a)])))
    return terms(here, nudged)


def apart(left: float, right: float) -> tuple[str, str]:
    """The slopes on both sides, as a sentence writes them: with three figures, or as many more as tell them apart.

    >>> apart(-0.0, 1.0), apart(0.9999, 1.0001)
    (('0', '1'), ('0.9999', '1'))
    """
    written = ([f"{slope + 0.0:.{figures}g}" for slope in (left, right)] for figures in range(3, 17))
    one, other = next((each for each in written if each[0] != each[1]), [f"{left:.3g}"] * 2)
    return one, other


def numpy_of(*arrays):
    """Whichever NumPy these are arrays of: JAX's, if one of them is JAX's, as all are that are traced."""
    return jnp if any(isinstance(each, jax.Array) for each in arrays) else np


def terms(here, nudged):
    """Estimate the same from the derivative at a, and with one coordinate after the other larger by a millionth of
    itself. Traces.

    >>> terms(0.0, [1.6e-6]).round(1).tolist()
    1.6
    """
    xp = numpy_of(here, nudged)
    here = xp.asarray(here, dtype=float)
    with np.errstate(invalid="ignore"):
        changes = xp.abs(xp.asarray(nudged) - here) / NUDGE
    changes = xp.where(xp.isfinite(changes), changes, 0)  # a step may lead out of the domain
    return xp.fmax(xp.abs(here), changes.max(axis=0, initial=0))


def largest_in_determinant(J, terms):
    """The largest term of det J, of shape (n, n), whose entries have themselves such large terms. Traces.

    In closed form a product of n entries, one of each row and column. By decomposition, beyond six rows, ‖terms‖
    beside the product of all singular values but the least: what det J changes by, if one of them changes by so much.

    >>> float(largest_in_determinant([[3, 2], [1, 1]], [[3, 2], [1, 1]]))
    3.0
    """
    xp = numpy_of(J, terms)
    J, terms = xp.asarray(J, dtype=float), xp.asarray(terms, dtype=float)
    with np.errstate(over="ignore"):
        if len(J) <= 6:
            rows = np.arange(len(J))
            return xp.prod(terms[rows, np.array([*permutations(rows)])], axis=1).max()
        return xp.linalg.norm(terms) * xp.prod(xp.linalg.svd(J, compute_uv=False)[:-1])
