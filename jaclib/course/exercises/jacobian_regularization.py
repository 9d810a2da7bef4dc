"""The exercises of notebook 09."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import Exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
LAMBDAS = [(0.5,), (2.0,), (0.125,)]
SAFE = [(3.0, 2.0), (0.7, 5.0), (1.5, 0.4)]
STEPS = [((3.0, 4.0), 0.5), ((-1.0, 2.0), 0.2), ((0.3, -0.1), 2.0)]
PRODUCTS = [([[2.0, 1.0], [0.0, 3.0]], (0.6, 0.8)), ([[1.0, -1.0, 2.0], [0.5, 0.0, 1.0]], (0.0, 0.6, -0.8))]


def _squared(x, y):
    return 4 * x**2 + 1 + y**2 + x**2


def _estimate(J, u):
    J, u = np.array(J), np.array(u)
    return float(len(u) * np.sum((J @ u) ** 2))


squared_norm = Exercise(
    judge=lambda value, x, y: diagnose.number(value, _squared(x, y)),
    at=POINTS,
    slips={
        "root": lambda x, y: np.sqrt(_squared(x, y)),
        "sum": lambda x, y: 2 * x + 1 + y + x,
        "one column": lambda x, y: 4 * x**2 + y**2,
        "determinant": lambda x, y: 2 * x**2 - y,
    },
    hints={
        "root": "That is ‖J‖_F. The penalty takes its square.",
        "sum": "The entries are added as they are. Square each of them first.",
        "one column": "That is column 1 alone. All four entries count.",
        "determinant": "That is det J. Here all four entries are squared and added up.",
    },
)
best_slope = Exercise(
    judge=lambda value, lam: diagnose.number(value, 3 / (1 + lam)),
    at=LAMBDAS,
    slips={
        "no penalty": lambda lam: 3.0,
        "minus": lambda lam: 3 / (1 - lam),
        "twice": lambda lam: 3 / (1 + 2 * lam),
        "difference": lambda lam: 3 - lam,
    },
    hints={
        "no penalty": "That is the best w without penalty. The second term pulls it towards 0.",
        "minus": "A sign: the derivative of λ w² is + 2 λ w, on the same side as 2 w.",
        "twice": "Nearly: both terms have a factor 2 when differentiated.",
        "difference": "The pull grows with w: λ multiplies w, and 3 is divided.",
    },
)
estimate = Exercise(
    judge=lambda value, J, u: diagnose.number(value, _estimate(J, u)),
    at=PRODUCTS,
    slips={
        "small": lambda J, u: _estimate(J, u) / len(u),
        "root": lambda J, u: np.sqrt(_estimate(J, u)),
        "m": lambda J, u: len(J) * np.sum((np.array(J) @ np.array(u)) ** 2) + 0.0,
        "not squared length": lambda J, u: len(u) * np.linalg.norm(np.array(J) @ np.array(u)),
    },
    hints={
        "small": "On average that is ‖J‖_F² / n: a direction of length 1 has squared entries of 1/n. Multiply by n.",
        "root": "The square is missing: E ‖J u‖² is what is known.",
        "m": "The factor is n, how many entries u has, and not m, how many J u has.",
        "not squared length": "The length of J u must be squared.",
    },
)
safe_size = Exercise(
    judge=lambda value, margin, largest: diagnose.number(value, margin / (np.sqrt(2) * largest)),
    at=SAFE,
    slips={
        "one score": lambda margin, largest: margin / largest,
        "two": lambda margin, largest: margin / (2 * largest),
        "product": lambda margin, largest: margin * np.sqrt(2) * largest,
    },
    hints={
        "inverse": "Upside down: the larger the margin, the further one may go.",
        "one score": "Two scores move, one up and one down: e_i − e_j has length √2.",
        "two": "Safe, but not the best: e_i − e_j has length √2, not 2.",
        "product": "The steeper f may be, the less far one may go: divide.",
    },
)
worst_of_straight = Exercise(
    judge=lambda value, slope, eps: diagnose.vector(value, -eps * np.array(slope) / np.linalg.norm(slope)),
    at=STEPS,
    slips={
        "upwards": lambda slope, eps: eps * np.array(slope) / np.linalg.norm(slope),
        "not of size eps": lambda slope, eps: -eps * np.array(slope),
        "length 1": lambda slope, eps: -np.array(slope) / np.linalg.norm(slope),
        "signs": lambda slope, eps: -eps * np.sign(slope),
    },
    hints={
        "upwards": "That is the best step: the margin grows along its gradient. Go against it.",
        "not of size eps": "The direction is right, the length is not ‖h‖ = eps: divide by the gradient's length.",
        "length 1": "The direction is right, and the length is 1. It must be eps.",
        "signs": "That is the worst step where each entry alone may be eps. Here the length of h is at most eps.",
    },
)
