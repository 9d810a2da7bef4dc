"""The exercises of notebook 09."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
STEPS = [((3.0, 4.0), 0.5), ((-1.0, 2.0), 0.2), ((0.3, -0.1), 2.0)]
PRODUCTS = [([[2.0, 1.0], [0.0, 3.0]], (0.6, 0.8)), ([[1.0, -1.0, 2.0], [0.5, 0.0, 1.0]], (0.0, 0.6, -0.8))]


@exercise(POINTS)
def squared_norm(value, x, y):
    norm = np.linalg.norm([[2 * x, 1], [y, x]])
    yield diagnose.number(value, norm**2)
    yield "root", norm, "That is ‖J‖_F. The penalty takes its square."
    yield "sum", 2 * x + 1 + y + x, "The entries are added as they are. Square each of them first."
    yield "one column", 4 * x**2 + y**2, "That is column 1 alone. All four entries count."
    yield "determinant", 2 * x**2 - y, "That is det J. Here all four entries are squared and added up."


@exercise([(0.5,), (2.0,), (0.125,)])
def best_slope(value, lam):
    yield diagnose.number(value, 3 / (1 + lam))
    yield "no penalty", 3.0, "That is the best w without penalty. The second term pulls it towards 0."
    yield "minus", 3 / (1 - lam), "A sign: the derivative of λ w² is + 2 λ w, on the same side as 2 w."
    yield "twice", 3 / (1 + 2 * lam), "Nearly: both terms have a factor 2 when differentiated."
    yield "difference", 3 - lam, "The pull grows with w: λ multiplies w, and 3 is divided."


@exercise(PRODUCTS)
def estimate(value, J, u):
    (m, n), length = np.shape(J), np.linalg.norm(np.dot(J, u))
    yield diagnose.number(value, n * length**2)
    words = "On average that is ‖J‖_F² / n: a direction of length 1 has squared entries of 1/n. Multiply by n."
    yield "small", length**2, words
    yield "root", np.sqrt(n) * length, "The square is missing: E ‖J u‖² is what is known."
    yield "m", m * length**2, "The factor is n, how many entries u has, and not m, how many J u has."
    yield "not squared length", n * length, "The length of J u must be squared."


@exercise([(3.0, 2.0), (0.7, 5.0), (1.5, 0.4)])
def safe_size(value, margin, largest):
    yield diagnose.number(value, margin / (np.sqrt(2) * largest))
    yield "inverse", "Upside down: the larger the margin, the further one may go."
    yield "one score", margin / largest, "Two scores move, one up and one down: e_i − e_j has length √2."
    yield "two", margin / (2 * largest), "Safe, but not the best: e_i − e_j has length √2, not 2."
    yield "product", margin * np.sqrt(2) * largest, "The steeper f may be, the less far one may go: divide."


@exercise(STEPS)
def worst_of_straight(value, slope, eps):
    unit = slope / np.linalg.norm(slope)
    yield diagnose.vector(value, -eps * unit)
    yield "upwards", eps * unit, "That is the best step: the margin grows along its gradient. Go against it."
    words = "The direction is right, the length is not ‖h‖ = eps: divide by the gradient's length."
    yield "not of size eps", -eps * np.array(slope), words
    yield "length 1", -unit, "The direction is right, and the length is 1. It must be eps."
    words = "That is the worst step where each entry alone may be eps. Here the length of h is at most eps."
    yield "signs", -eps * np.sign(slope), words
