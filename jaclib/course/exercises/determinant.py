"""The exercises of notebook 04."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import Exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]


def _g(p):
    return jnp.array([p[0] + p[1] ** 2, p[0] * p[1]])


det_of_g = Exercise(
    judge=lambda value, x, y: diagnose.determinant(value, _g, [x, y]),
    at=POINTS,
    slips={"sign": lambda x, y: 2 * y**2 - x, "plus": lambda x, y: x + 2 * y**2},
    hints={
        "absolute_value": "That is |det J|, the factor of areas. The determinant itself has a sign, too.",
        "sign": "Every sign is the wrong way round: from the product down the diagonal the other one is subtracted.",
        "plus": "The two products are subtracted, not added.",
    },
)
ring_ratio = Exercise(
    judge=lambda value, r, theta, size: diagnose.number(value, r),
    at=[(2.0, 0.7, 0.5), (1.5, -1.0, 1.0), (0.8, 3.0, 0.25)],
    slips={
        "area": lambda r, theta, size: r * size**2,
        "once": lambda r, theta, size: r * size,
        "whole turn": lambda r, theta, size: r * 2 * jnp.pi / size,
    },
    hints={
        "factor": "Right but for a constant factor: a sector of radius R and angle θ has the area ½ R² θ.",
        "area": "That is the area of the ring segment. The question is for its ratio to the area of the box.",
        "once": "The box has the area size², not size.",
        "whole turn": "That is the whole ring. The box is only `size` high in θ.",
    },
)
fold_line = Exercise(
    judge=lambda value, x: diagnose.number(value, 1 / (4 * x)),
    at=[(0.5,), (1.5,), (-0.8,)],
    slips={"sign": lambda x: -1 / (4 * x)},
    hints={
        "inverse": "Upside down: det J = 0 is to be solved for y.",
        "factor": "Nearly: only a factor is missing. Both 2x and 2y stand in the product.",
        "sign": "The sign: the two entries off the diagonal are both −1, and their product is subtracted.",
    },
)
det_of_composition = Exercise(
    judge=lambda value, r, theta: diagnose.number(
        value, 4 * r**3, near_misses={"wrong_point": 4 * r**2, "missing_factor": 4 * r}
    ),
    at=[(2.0, 0.7), (1.5, -1.0), (0.8, 3.0)],
    slips={"outer alone": lambda r, theta: r**2, "sum": lambda r, theta: 4 * r + r**2},
    hints={
        "wrong_point": "det J of p is taken at (r, θ). But p begins where k has arrived: at (r², 2θ).",
        "missing_factor": "That is the determinant of k alone. By how much does p stretch, after that?",
        "outer alone": "That is the determinant of p alone, at the right point. By how much has k stretched before?",
        "sum": "Factors of areas are multiplied, not added.",
    },
)
