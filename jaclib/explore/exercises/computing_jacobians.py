"""The exercises of notebook 06."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.explore.exercise import Exercise, counted

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
MOVES = [(0.7, -0.4, 1.0, 0.5), (-1.2, 0.9, 0.3, -2.0), (2.0, 0.3, -0.7, 1.1)]


def _g(p):
    return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])


def _one_sided(x, y):
    h = 0.1
    return np.stack([(_g(jnp.array([x, y]) + h * e) - _g(jnp.array([x, y]) - h * e)) / (2 * h) for e in np.eye(2)], 1)


def _carried(x, y, dx, dy):
    moved = (dx * y + x * dy) * np.exp(x * y)
    return np.array([dx * np.sin(y) + x * np.cos(y) * dy, moved])


EXERCISES = {
    "slope_of_cube": Exercise(
        judge=lambda value, x, h: diagnose.number(value, 3 * x**2 + h**2),
        at=[(1.0, 0.5), (-0.6, 0.2), (2.0, 1.0)],
        hints={
            "factor": "Right but for a constant factor: the two points are 2h apart.",
            "sign": "The sign: the value ahead comes first, the one behind is subtracted.",
        },
        slips={
            "forward": (
                lambda x, h: 3 * x**2 + 3 * x * h + h**2,
                "That is the forward difference. The other value must be taken at x − h.",
            ),
            "exact": (
                lambda x, h: 3 * x**2,
                "That is the limit. The question is for the quotient with this h.",
            ),
        },
    ),
    "numeric_jacobian": Exercise(
        judge=lambda value, x, y: diagnose.matrix(value, _g, [x, y]),
        at=POINTS,
        hints={
            "transposed": "Rows and columns are exchanged: each quotient is a column, so put them side by side.",
            "factor": "Right but for a constant factor: the two points are 2h apart.",
        },
        slips={
            "too large a step": (
                _one_sided,
                "The formula is right, but with h = 0.1 it is still bent away. Take h nearer to u^(1/3).",
            ),
        },
    ),
    "values_needed": Exercise(
        judge=counted(51),
        slips={
            "central": (lambda: 100, "That is for central differences. Forward ones share f(a)."),
            "no start": (lambda: 50, "One value for each column, yes; and what are they compared with?"),
            "outputs": (lambda: 4, "Each value of f brings all outputs at once. It is the inputs that are nudged."),
            "entries": (lambda: 150, "One value of f serves a whole column of the matrix, not one entry."),
        },
    ),
    "carried": Exercise(
        judge=lambda value, x, y, dx, dy: diagnose.vector(value, _carried(x, y, dx, dy)),
        at=MOVES,
        slips={
            "one input": (
                lambda x, y, dx, dy: np.array([dx * np.sin(y), y * dx * np.exp(x * y)]),
                "Only x moves in that. A product moves with both of its factors.",
            ),
            "values": (
                lambda x, y, dx, dy: np.array([x * np.sin(y), np.exp(x * y)]),
                "That is f itself. Beside each value carry how fast it moves.",
            ),
            "no inner speed": (
                lambda x, y, dx, dy: np.array([dx * np.sin(y) + x * np.cos(y) * dy, np.exp(x * y)]),
                "The exponential's slope is right, but what is in it moves too: multiply by the speed of x y.",
            ),
            "cosine alone": (
                lambda x, y, dx, dy: np.array([dx * np.cos(y) * dy, (dx * y + x * dy) * np.exp(x * y)]),
                "In the first entry: a product moves by dx times the second factor, plus x times its speed.",
            ),
        },
    ),
}
