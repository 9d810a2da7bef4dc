"""The exercises of notebook 02."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian, maps
from jaclib.course.check import Exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
START = jnp.array([1.0, 0.5])
SQUARE = jacobian(maps.complex_square)
MATRICES = [[2.0, 0.0], [0.0, 3.0]], [[1.0, 1.0], [0.0, 1.0]], [[0.6, -2.0], [1.1, 0.4]]


def _g(p):
    return jnp.array([p[0] * jnp.exp(p[1]), p[0] ** 2 - p[1]])


def _prediction(h):
    return maps.complex_square(START) + SQUARE(START) @ h


prediction = Exercise(
    judge=lambda value, h: diagnose.vector(
        value, _prediction(h), near_misses={"transposed": maps.complex_square(START) + SQUARE(START).T @ h}
    ),
    at=[(jnp.array(step),) for step in POINTS],
    slips={
        "image": lambda h: maps.complex_square(START + h),
        "step alone": lambda h: SQUARE(START) @ h,
        "wrong_point": lambda h: maps.complex_square(START) + SQUARE(START + h) @ h,
        "wrong start": lambda h: START + SQUARE(START) @ h,
    },
    hints={
        "transposed": "Transposed: each row of J meets the step, so it is J @ h.",
        "image": "That is where the point really lands, f(a + h). The question asks where the matrix would put it.",
        "step alone": "That is J h, the step in the image. It starts at f(a): add it.",
        "wrong_point": "J belongs at a, where the step begins, not at a + h.",
        "wrong start": "The step starts at f(a), not at a.",
    },
)
jacobian_of_g = Exercise(
    judge=lambda value, x, y: diagnose.matrix(value, _g, [x, y]),
    at=POINTS,
    slips={"wrong variable": lambda x, y: np.array([[np.exp(y), np.exp(y)], [2 * x, 2 * x]])},
    hints={"wrong variable": "Column 2 holds derivatives with respect to y: hold x still and let y move."},
)
aspect = Exercise(
    judge=lambda value, J: diagnose.number(value, np.linalg.cond(J)),
    at=[(np.array(J),) for J in MATRICES],
    slips={
        "squared": lambda J: np.linalg.cond(J) ** 2,
        "columns": lambda J: np.linalg.norm(J, axis=0).max() / np.linalg.norm(J, axis=0).min(),
        "eigenvalues": lambda J: np.divide(*np.sort(np.abs(np.linalg.eigvals(J)))[::-1]),
        "length alone": lambda J: np.linalg.svd(J, compute_uv=False)[0],
        "area": lambda J: abs(np.linalg.det(J)),
    },
    hints={
        "inverse": "Upside down: that is how wide it is for its length.",
        "squared": "Squared: JᵀJ has the squares of the singular values. Take a root.",
        "columns": "That compares the images of e₁ and e₂. They are spokes of the ellipse, but seldom its axes.",
        "eigenvalues": "Eigenvalues tell what becomes of vectors that keep their direction, not how a circle is "
        "stretched.",
        "length alone": "That is σ₁ alone: the half-length of the ellipse, for ε = 1. Divide by its half-width.",
        "area": "That is |det J|, how much larger the ellipse is than the circle. The question is about its shape.",
    },
)
