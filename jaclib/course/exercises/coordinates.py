"""The exercises of notebook 05."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import Exercise

DEGREE = np.pi / 180


def _torus(rho, beta):
    return rho * (2 + rho * np.cos(beta))


def _moment(R):
    return np.pi * R**4 / 2


def _cone(alpha):
    return 2 * np.pi * (1 - np.cos(alpha)) / 3


area_factor = Exercise(
    judge=lambda value, u, v: diagnose.number(value, u**2 + v**2),
    at=[(1.0, 0.5), (0.3, -1.2), (2.0, 1.5)],
    slips={"one edge": lambda u, v: np.hypot(u, v)},
    hints={
        "sign": "That is det J, which is negative here: u and v, in this order, turn the plane over. Areas need |det "
        "J|.",
        "one edge": "That is the length of one edge. The little box has two, equally long and perpendicular.",
    },
)
volume_factor = Exercise(
    judge=lambda value, rho, beta: diagnose.number(
        value,
        _torus(rho, beta),
        near_misses={"missing_r": _torus(rho, beta) / rho, "degrees": _torus(rho, beta * DEGREE)},
    ),
    at=[(0.5, 0.4), (1.3, 2.0), (0.8, -2.5)],
    slips={"one edge": lambda rho, beta: rho, "edge twice": lambda rho, beta: (2 + rho * np.cos(beta)) ** 2},
    hints={
        "missing_r": "A length is missing: a turn by β moves a point the further, the further it is from the core of "
        "the tube.",
        "one edge": "That is the edge along β alone. A turn by α moves the point, too, round the axis.",
        "edge twice": "A turn by β goes round the core of the tube, not round the axis: how far is the point from the "
        "core?",
    },
)
moment = Exercise(
    judge=lambda value, R: diagnose.number(value, _moment(R), near_misses={"missing_r": 2 * np.pi * R**3 / 3}),
    at=[(1.5,), (0.7,), (2.0,)],
    slips={"one ray": lambda R: R**4 / 4, "area": lambda R: np.pi * R**2},
    hints={
        "missing_r": "The r of r dr dθ is missing: far out the little boxes are larger.",
        "one ray": "That is the integral along one ray. It remains to go round.",
        "area": "That is the area of the disc: where has x² + y² gone?",
    },
)
cone = Exercise(
    judge=lambda value, alpha: diagnose.number(value, _cone(alpha), near_misses={"degrees": _cone(alpha * DEGREE)}),
    at=[(0.6,), (1.2,), (2.5,)],
    slips={
        "missing sine": lambda alpha: 2 * np.pi * alpha / 3,
        "square": lambda alpha: 2 * np.pi * (1 - np.cos(alpha)),
    },
    hints={
        "missing sine": "The sin φ of ρ² sin φ is missing: near the axis a turn by θ hardly moves a point.",
        "square": "The ρ² of ρ² sin φ is missing. That is the area of the cap that the cone cuts out of the sphere.",
    },
)
gaussian_in_space = Exercise(
    judge=lambda value: diagnose.number(value, np.pi**1.5),
    slips={"plane": lambda: np.pi, "line": lambda: np.sqrt(np.pi)},
    hints={
        "factor": "Right but for a constant factor. Does ρ run from 0? And is ρ² there?",
        "plane": "That is the integral over the plane. In space there is one more variable.",
        "line": "That is the integral over the line. In space there are two more.",
    },
)
