"""The exercises of notebook 02."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian, maps
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
START = jnp.array([1.0, 0.5])
SQUARE = jacobian(maps.complex_square)
MATRICES = [[2.0, 0.0], [0.0, 3.0]], [[1.0, 1.0], [0.0, 1.0]], [[0.6, -2.0], [1.1, 0.4]]


def _g(p):
    return jnp.array([p[0] * jnp.exp(p[1]), p[0] ** 2 - p[1]])


@exercise([(jnp.array(step),) for step in POINTS])
def prediction(value, h):
    start, J = maps.complex_square(START), SQUARE(START)
    yield diagnose.vector(value, start + J @ h, near_misses={"transposed": start + J.T @ h})
    yield "transposed", "Transposed: each row of J meets the step, so it is J @ h."
    words = "That is where the point really lands, f(a + h). The question asks where the matrix would put it."
    yield "image", maps.complex_square(START + h), words
    yield "step alone", J @ h, "That is J h, the step in the image. It starts at f(a): add it."
    yield "wrong_point", start + SQUARE(START + h) @ h, "J belongs at a, where the step begins, not at a + h."
    yield "wrong start", START + J @ h, "The step starts at f(a), not at a."


@exercise(POINTS)
def jacobian_of_g(value, x, y):
    yield diagnose.matrix(value, _g, [x, y])
    words = "Column 2 holds derivatives with respect to y: hold x still and let y move."
    yield "wrong variable", np.array([[np.exp(y), np.exp(y)], [2 * x, 2 * x]]), words


@exercise([(np.array(J),) for J in MATRICES])
def aspect(value, J):
    (longest, shortest), spokes = np.linalg.svd(J, compute_uv=False), np.linalg.norm(J, axis=0)
    yield diagnose.number(value, longest / shortest)
    yield "inverse", "Upside down: that is how wide it is for its length."
    words = "Squared: JᵀJ has the squares of the singular values. Take a root."
    yield "squared", (longest / shortest) ** 2, words
    words = "That compares the images of e₁ and e₂. They are spokes of the ellipse, but seldom its axes."
    yield "columns", spokes.max() / spokes.min(), words
    words = "Eigenvalues tell what becomes of vectors that keep their direction, not how a circle is stretched."
    yield "eigenvalues", np.divide(*np.sort(np.abs(np.linalg.eigvals(J)))[::-1]), words
    words = "That is σ₁ alone: the half-length of the ellipse, for ε = 1. Divide by its half-width."
    yield "length alone", longest, words
    words = "That is |det J|, how much larger the ellipse is than the circle. The question is about its shape."
    yield "area", longest * shortest, words
