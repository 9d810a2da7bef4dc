"""The exercises of notebook 06."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import counted, exercise
from jaclib.diagnose.verdict import Verdict, likeliest
from jaclib.evidence import judge

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
TINY = np.outer(10.0 ** -np.arange(12, 18), np.arange(1, 10)).ravel()  # steps: 1e-12 to 9e-17
STILL_BENT = "The formula is right, but with so large a step it is still bent away. Take h nearer to u^(1/3)."
ROUNDED_AWAY = "With so small a step the difference is mostly rounding. Take h nearer to u^(1/3)."


def _g(p):
    return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])


def _of_a_step(value, x, y):
    """The verdict on J_g(x, y) by central differences, whatever the step is that they were taken with."""
    found, given = diagnose.matrix(value, _g, [x, y]), judge.numbers(value)
    if found.correct or given is None or given.shape != (2, 2):
        return found
    large = [Verdict(False, "too large a step", STILL_BENT, which=(ratio,)) for ratio in _bent(given, x, y)]
    small = [Verdict(False, "too small a step", ROUNDED_AWAY, which=(h,)) for h in _rounded_away(given, x, y)]
    return likeliest([*large, *small, found, *found.also])


def _bent(given, x, y):
    """sin h / h, the ratio by which entry (2, 2) is too small with a step of h: in all others g is quadratic."""
    right = np.array([[2 * x * y, x**2], [1, np.cos(y)]])
    ratio = given[1, 1] / right[1, 1]
    return [ratio] if judge.agree(given, right).ravel()[:3].all() and np.sin(1) - 1e-3 < ratio < 1 else []


def _rounded_away(given, x, y):
    """The steps h with which each entry is what it must be: a whole number of rounding units of g, over 2h."""
    units = np.spacing(np.abs(np.asarray(_g(jnp.array([x, y])))))[:, None] / 2
    counts = given * 2 * TINY[:, None, None] / units
    return TINY[(np.abs(counts - np.round(counts)) < 1e-6).all(axis=(1, 2)) & given.any()]


@exercise([(1.0, 0.5), (-0.6, 0.2), (2.0, 1.0)])
def slope_of_cube(value, x, h):
    yield diagnose.number(value, 3 * x**2 + h**2)
    yield "factor", "Right but for a constant factor: the two points are 2h apart."
    yield "sign", "The sign: the value ahead comes first, the one behind is subtracted."
    words = "That is the forward difference. The other value must be taken at x − h."
    yield "forward", 3 * x**2 + 3 * x * h + h**2, words
    yield "exact", 3 * x**2, "That is the limit. The question is for the quotient with this h."


@exercise(POINTS)
def numeric_jacobian(value, x, y):
    yield _of_a_step(value, x, y)
    yield "transposed", "Rows and columns are exchanged: each quotient is a column, so put them side by side."
    yield "factor", "Right but for a constant factor: the two points are 2h apart."
    yield "no step", np.zeros((2, 2)), "All is 0. Is h so small that a + h is a? Take it nearer to u^(1/3)."


@exercise()
def values_needed(value):
    yield counted(value, 51)
    yield "central", 100, "That is for central differences. Forward ones share f(a)."
    yield "no start", 50, "One value for each column, yes; and what are they compared with?"
    yield "outputs", 4, "Each value of f brings all outputs at once. It is the inputs that are nudged."
    yield "entries", 150, "One value of f serves a whole column of the matrix, not one entry."


@exercise([(0.7, -0.4, 1.0, 0.5), (-1.2, 0.9, 0.3, -2.0), (2.0, 0.3, -0.7, 1.1)])
def carried(value, x, y, dx, dy):
    sine, exp = x * np.sin(y), np.exp(x * y)
    dsine, dexp = dx * np.sin(y) + x * np.cos(y) * dy, (dx * y + x * dy) * exp
    yield diagnose.vector(value, np.array([dsine, dexp]))
    words = "Only x moves in that. A product moves with both of its factors."
    yield "one input", np.array([dx * np.sin(y), dx * y * exp]), words
    yield "values", np.array([sine, exp]), "That is f itself. Beside each value carry how fast it moves."
    words = "The exponential's slope is right, but what is in it moves too: multiply by the speed of x y."
    yield "inner", np.array([dsine, exp]), words
    words = "In the first entry: a product moves by dx times the second factor, plus x times its speed."
    yield "cosine alone", np.array([dx * np.cos(y) * dy, dexp]), words
