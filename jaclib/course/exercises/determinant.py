"""The exercises of notebook 04."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]


def _g(p):
    return jnp.array([p[0] + p[1] ** 2, p[0] * p[1]])


@exercise(POINTS)
def det_of_g(value, x, y):
    yield diagnose.determinant(value, _g, [x, y])
    yield "absolute_value", "That is |det J|, the factor of areas. The determinant itself has a sign, too."
    words = "Every sign is the wrong way round: from the product down the diagonal the other one is subtracted."
    yield "sign", 2 * y**2 - x, words
    yield "plus", x + 2 * y**2, "The two products are subtracted, not added."


@exercise([(2.0, 0.7, 0.5), (1.5, -1.0, 1.0), (0.8, 3.0, 0.25)])
def ring_ratio(value, r, theta, size):
    yield diagnose.number(value, r)
    yield "factor", "Right but for a constant factor: a sector of radius R and angle θ has the area ½ R² θ."
    words = "That is the area of the ring segment. The question is for its ratio to the area of the box."
    yield "area", r * size**2, words
    yield "once", r * size, "The box has the area size², not size."
    yield "whole turn", r * 2 * jnp.pi / size, "That is the whole ring. The box is only `size` high in θ."


@exercise([(0.5,), (1.5,), (-0.8,)])
def fold_line(value, x):
    y = 1 / (4 * x)
    yield diagnose.number(value, y)
    yield "inverse", "Upside down: det J = 0 is to be solved for y."
    yield "factor", "Nearly: only a factor is missing. Both 2x and 2y stand in the product."
    yield "sign", -y, "The sign: the two entries off the diagonal are both −1, and their product is subtracted."


@exercise([(2.0, 0.7), (1.5, -1.0), (0.8, 3.0)])
def det_of_composition(value, r, theta):
    yield diagnose.number(value, 4 * r**3, near_misses={"wrong_point": 4 * r**2, "missing_factor": 4 * r})
    yield "wrong_point", "det J of p is taken at (r, θ). But p begins where k has arrived: at (r², 2θ)."
    yield "missing_factor", "That is the determinant of k alone. By how much does p stretch, after that?"
    words = "That is the determinant of p alone, at the right point. By how much has k stretched before?"
    yield "outer alone", r**2, words
    yield "sum", 4 * r + r**2, "Factors of areas are multiplied, not added."
