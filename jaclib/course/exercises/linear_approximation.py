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


EXERCISES = {
    "prediction": Exercise(
        judge=lambda value, h: diagnose.vector(
            value, _prediction(h), near_misses={"transposed": maps.complex_square(START) + SQUARE(START).T @ h}
        ),
        at=[(jnp.array(step),) for step in POINTS],
        hints={"transposed": "Transposed: each row of J meets the step, so it is J @ h."},
        slips={
            "true image": (
                lambda h: maps.complex_square(START + h),
                "That is where the point really lands, f(a + h). The question asks where the matrix would put it.",
            ),
            "step alone": (
                lambda h: SQUARE(START) @ h,
                "That is J h, the step in the image. It starts at f(a): add it.",
            ),
            "wrong_point": (
                lambda h: maps.complex_square(START) + SQUARE(START + h) @ h,
                "J belongs at a, where the step begins, not at a + h.",
            ),
            "wrong start": (lambda h: START + SQUARE(START) @ h, "The step starts at f(a), not at a."),
        },
    ),
    "jacobian_of_g": Exercise(
        judge=lambda value, x, y: diagnose.matrix(value, _g, [x, y]),
        at=POINTS,
        slips={
            "wrong variable": (
                lambda x, y: np.array([[np.exp(y), np.exp(y)], [2 * x, 2 * x]]),
                "Column 2 holds derivatives with respect to y: hold x still and let y move.",
            )
        },
    ),
    "aspect": Exercise(
        judge=lambda value, J: diagnose.number(value, np.linalg.cond(J)),
        at=[(np.array(J),) for J in MATRICES],
        hints={"inverse": "Upside down: that is how wide it is for its length."},
        slips={
            "squared": (
                lambda J: np.linalg.cond(J) ** 2,
                "Squared: JᵀJ has the squares of the singular values. Take a root.",
            ),
            "columns": (
                lambda J: np.linalg.norm(J, axis=0).max() / np.linalg.norm(J, axis=0).min(),
                "That compares the images of e₁ and e₂. They are spokes of the ellipse, but seldom its axes.",
            ),
            "eigenvalues": (
                lambda J: np.divide(*np.sort(np.abs(np.linalg.eigvals(J)))[::-1]),
                "Eigenvalues tell what becomes of vectors that keep their direction, not how a circle is stretched.",
            ),
            "length alone": (
                lambda J: np.linalg.svd(J, compute_uv=False)[0],
                "That is σ₁ alone: the half-length of the ellipse, for ε = 1. Divide by its half-width.",
            ),
            "area": (
                lambda J: abs(np.linalg.det(J)),
                "That is |det J|, how much larger the ellipse is than the circle. The question is about its shape.",
            ),
        },
    ),
}
