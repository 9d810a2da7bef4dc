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


EXERCISES = {
    "area_factor": Exercise(
        judge=lambda value, u, v: diagnose.number(value, u**2 + v**2),
        at=[(1.0, 0.5), (0.3, -1.2), (2.0, 1.5)],
        hints={
            "sign": "That is det J, which is negative here: u and v, in this order, turn the plane over. Areas "
            "need |det J|."
        },
        slips={
            "one edge": (
                lambda u, v: np.hypot(u, v),
                "That is the length of one edge. The little box has two, equally long and perpendicular.",
            )
        },
    ),
    "volume_factor": Exercise(
        judge=lambda value, rho, beta: diagnose.number(
            value,
            _torus(rho, beta),
            near_misses={"missing_r": _torus(rho, beta) / rho, "degrees": _torus(rho, beta * DEGREE)},
        ),
        at=[(0.5, 0.4), (1.3, 2.0), (0.8, -2.5)],
        hints={
            "missing_r": "A length is missing: a turn by β moves a point the further, the further it is from the "
            "core of the tube."
        },
        slips={
            "one edge": (
                lambda rho, beta: rho,
                "That is the edge along β alone. A turn by α moves the point, too, round the axis.",
            ),
            "edge twice": (
                lambda rho, beta: (2 + rho * np.cos(beta)) ** 2,
                "A turn by β goes round the core of the tube, not round the axis: how far is the point from the core?",
            ),
        },
    ),
    "moment": Exercise(
        judge=lambda value, R: diagnose.number(value, _moment(R), near_misses={"missing_r": 2 * np.pi * R**3 / 3}),
        at=[(1.5,), (0.7,), (2.0,)],
        hints={"missing_r": "The r of r dr dθ is missing: far out the little boxes are larger."},
        slips={
            "one ray": (lambda R: R**4 / 4, "That is the integral along one ray. It remains to go round."),
            "area": (lambda R: np.pi * R**2, "That is the area of the disc: where has x² + y² gone?"),
        },
    ),
    "cone": Exercise(
        judge=lambda value, alpha: diagnose.number(value, _cone(alpha), near_misses={"degrees": _cone(alpha * DEGREE)}),
        at=[(0.6,), (1.2,), (2.5,)],
        slips={
            "missing sine": (
                lambda alpha: 2 * np.pi * alpha / 3,
                "The sin φ of ρ² sin φ is missing: near the axis a turn by θ hardly moves a point.",
            ),
            "missing square": (
                lambda alpha: 2 * np.pi * (1 - np.cos(alpha)),
                "The ρ² of ρ² sin φ is missing. That is the area of the cap that the cone cuts out of the sphere.",
            ),
        },
    ),
    "gaussian_in_space": Exercise(
        judge=lambda value: diagnose.number(value, np.pi**1.5),
        hints={"factor": "Right but for a constant factor. Does ρ run from 0? And is ρ² there?"},
        slips={
            "plane": (lambda: np.pi, "That is the integral over the plane. In space there is one more variable."),
            "line": (lambda: np.sqrt(np.pi), "That is the integral over the line. In space there are two more."),
        },
    ),
}
