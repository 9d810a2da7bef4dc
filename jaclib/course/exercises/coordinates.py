"""The exercises of notebook 05."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

DEGREE = np.pi / 180


def _torus(rho, beta):
    return rho * (2 + rho * np.cos(beta))


def _cone(alpha):
    return 2 * np.pi * (1 - np.cos(alpha)) / 3


@exercise([(1.0, 0.5), (0.3, -1.2), (2.0, 1.5)])
def area_factor(value, u, v):
    yield diagnose.number(value, u**2 + v**2)
    words = "That is det J, which is negative here: u and v, in this order, turn the plane over. Areas need |det J|."
    yield "sign", words
    words = "That is the length of one edge. The little box has two, equally long and perpendicular."
    yield "one edge", np.hypot(u, v), words


@exercise([(0.5, 0.4), (1.3, 2.0), (0.8, -2.5)])
def volume_factor(value, rho, beta):
    factor = _torus(rho, beta)
    near_misses = {"missing_r": factor / rho, "degrees": _torus(rho, beta * DEGREE)}
    yield diagnose.number(value, factor, near_misses)
    words = "A length is missing: a turn by β moves a point the further, the further it is from the core of the tube."
    yield "missing_r", words
    yield "one edge", rho, "That is the edge along β alone. A turn by α moves the point, too, round the axis."
    words = "A turn by β goes round the core of the tube, not round the axis: how far is the point from the core?"
    yield "edge twice", (2 + rho * np.cos(beta)) ** 2, words


@exercise([(1.5,), (0.7,), (2.0,)])
def moment(value, R):
    yield diagnose.number(value, np.pi * R**4 / 2, near_misses={"missing_r": 2 * np.pi * R**3 / 3})
    yield "missing_r", "The r of r dr dθ is missing: far out the little boxes are larger."
    yield "one ray", R**4 / 4, "That is the integral along one ray. It remains to go round."
    yield "area", np.pi * R**2, "That is the area of the disc: where has x² + y² gone?"


@exercise([(0.6,), (1.2,), (2.5,)])
def cone(value, alpha):
    yield diagnose.number(value, _cone(alpha), near_misses={"degrees": _cone(alpha * DEGREE)})
    words = "The sin φ of ρ² sin φ is missing: near the axis a turn by θ hardly moves a point."
    yield "missing sine", 2 * np.pi * alpha / 3, words
    words = "The ρ² of ρ² sin φ is missing. That is the area of the cap that the cone cuts out of the sphere."
    yield "square", 3 * _cone(alpha), words


@exercise()
def gaussian_in_space(value):
    yield diagnose.number(value, np.pi**1.5)
    yield "factor", "Right but for a constant factor. Does ρ run from 0? And is ρ² there?"
    yield "plane", np.pi, "That is the integral over the plane. In space there is one more variable."
    yield "line", np.sqrt(np.pi), "That is the integral over the line. In space there are two more."
