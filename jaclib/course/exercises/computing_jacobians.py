"""The exercises of notebook 06."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import Exercise, counted
from jaclib.diagnose.verdict import Verdict, likeliest
from jaclib.evidence import judge

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
TINY = np.outer(10.0 ** -np.arange(12, 18), np.arange(1, 10)).ravel()  # steps: 1e-12 to 9e-17
STILL_BENT = "The formula is right, but with so large a step it is still bent away. Take h nearer to u^(1/3)."
ROUNDED_AWAY = "With so small a step the difference is mostly rounding. Take h nearer to u^(1/3)."
MOVES = [(0.7, -0.4, 1.0, 0.5), (-1.2, 0.9, 0.3, -2.0), (2.0, 0.3, -0.7, 1.1)]


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


def _carried(x, y, dx, dy):
    moved = (dx * y + x * dy) * np.exp(x * y)
    return np.array([dx * np.sin(y) + x * np.cos(y) * dy, moved])


slope_of_cube = Exercise(
    judge=lambda value, x, h: diagnose.number(value, 3 * x**2 + h**2),
    at=[(1.0, 0.5), (-0.6, 0.2), (2.0, 1.0)],
    slips={"forward": lambda x, h: 3 * x**2 + 3 * x * h + h**2, "exact": lambda x, h: 3 * x**2},
    hints={
        "factor": "Right but for a constant factor: the two points are 2h apart.",
        "sign": "The sign: the value ahead comes first, the one behind is subtracted.",
        "forward": "That is the forward difference. The other value must be taken at x − h.",
        "exact": "That is the limit. The question is for the quotient with this h.",
    },
)
numeric_jacobian = Exercise(
    judge=_of_a_step,
    at=POINTS,
    slips={"no step": lambda x, y: np.zeros((2, 2))},
    hints={
        "transposed": "Rows and columns are exchanged: each quotient is a column, so put them side by side.",
        "factor": "Right but for a constant factor: the two points are 2h apart.",
        "no step": "All is 0. Is h so small that a + h is a? Take it nearer to u^(1/3).",
    },
)
values_needed = Exercise(
    judge=counted(51),
    slips={"central": lambda: 100, "no start": lambda: 50, "outputs": lambda: 4, "entries": lambda: 150},
    hints={
        "central": "That is for central differences. Forward ones share f(a).",
        "no start": "One value for each column, yes; and what are they compared with?",
        "outputs": "Each value of f brings all outputs at once. It is the inputs that are nudged.",
        "entries": "One value of f serves a whole column of the matrix, not one entry.",
    },
)
carried = Exercise(
    judge=lambda value, x, y, dx, dy: diagnose.vector(value, _carried(x, y, dx, dy)),
    at=MOVES,
    slips={
        "one input": lambda x, y, dx, dy: np.array([dx * np.sin(y), y * dx * np.exp(x * y)]),
        "values": lambda x, y, dx, dy: np.array([x * np.sin(y), np.exp(x * y)]),
        "inner": lambda x, y, dx, dy: np.array([dx * np.sin(y) + x * np.cos(y) * dy, np.exp(x * y)]),
        "cosine alone": lambda x, y, dx, dy: np.array([dx * np.cos(y) * dy, (dx * y + x * dy) * np.exp(x * y)]),
    },
    hints={
        "one input": "Only x moves in that. A product moves with both of its factors.",
        "values": "That is f itself. Beside each value carry how fast it moves.",
        "inner": "The exponential's slope is right, but what is in it moves too: multiply by the speed of x y.",
        "cosine alone": "In the first entry: a product moves by dx times the second factor, plus x times its speed.",
    },
)
