"""The exercises of notebook 05."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

DEGREE = np.pi / 180


def _torus(rho, beta):
    return rho * (2 + rho * np.cos(beta))


def _cone(alpha):
    return 2 * np.pi * (1 - np.cos(alpha)) / 3


@exercise([(1.0, 0.5), (0.3, -1.2), (2.0, 1.5)], look=("coordinates", {"f": "u*v, (u^2 - v^2)/2"}))
def area_factor(value, u, v):
    yield diagnose.number(value, u**2 + v**2)
    words = "That is det J, which is negative here: u and v, in this order, turn the plane over. Areas need |det J|."
    yield "sign", words
    words = "That is the length of one edge. The little box has two, equally long and perpendicular."
    yield "one edge", np.hypot(u, v), words
    words = "The two products are subtracted, and one of them is negative: −v² − u², without its sign."
    yield "minus", u**2 - v**2, words
    words = "The two products are subtracted, and one of them is negative: −v² − u², without its sign."
    yield "minus", abs(u**2 - v**2), words
    yield "all entries", 2 * (u**2 + v**2), "Squared and added, all four entries give ‖J‖². The area takes ad − bc."
    yield "uv", u * v, "That is the first output. Differentiate, and take the determinant."
    yield "one product", v**2, "That is one of the two products of the determinant. The other one belongs to it."
    yield "one product", u**2, "That is one of the two products of the determinant. The other one belongs to it."
    yield "added", abs(u) + abs(v), "u² + v² it is: entries are multiplied in pairs."
    yield "twice", 2 * u * v, "The two products are v · (−v) and u · u: each is a square."
    words = "Those are the outputs, multiplied. The factor is made of their derivatives."
    yield "values", abs(u * v * (u**2 - v**2) / 2), words
    yield "other coordinates", abs(u), "That is the factor of polar coordinates, r. Here f is another map."


@exercise([(0.5, 0.4), (1.3, 2.0), (0.8, -2.5), (1.2, 30.0)], look=("coordinates", {"f": "spherical"}))
def volume_factor(value, rho, beta):
    factor = _torus(rho, beta)
    near_misses = {"missing_r": factor / rho, "degrees": _torus(rho, beta * DEGREE)}
    yield diagnose.number(value, factor, near_misses)
    words = "A length is missing: a turn by β moves a point the further, the further it is from the core of the tube."
    yield "missing_r", words
    yield "one edge", rho, "That is the edge along β alone. A turn by α moves the point, too, round the axis."
    words = "A turn by β goes round the core of the tube, not round the axis: how far is the point from the core?"
    yield "edge twice", (2 + rho * np.cos(beta)) ** 2, words
    core = 2 + rho * np.cos(beta)
    yield "core", 2 * rho, "2 is how far the core is from the axis. The point itself is at 2 + ρ cos β from it."
    words = "That is the factor of spherical coordinates. Here the lengths of three edges are multiplied."
    yield "spherical", rho**2 * np.sin(beta), words
    yield "squared", rho**2, "Two angles, and each has its own radius: one turns round the axis, one round the core."
    yield "no 2", rho**2 * np.cos(beta), "The core is at distance 2 from the axis: that is missing in the edge along α."
    yield "sine", rho * (2 + rho * np.sin(beta)), "β = 0 is outwards, so the distance from the axis is 2 + ρ cos β."
    words = "That is the outermost point, β = 0. Elsewhere the distance from the axis is 2 + ρ cos β."
    yield "no cosine", rho * (2 + rho), words
    yield "minus", rho * (2 - rho * np.cos(beta)), "β = 0 is outwards: the cosine is added."
    words = "Small boxes, not whole turns: for one radian the arc is as long as the radius."
    yield "whole turn", 2 * np.pi * rho * core, words
    words = "Small boxes, not whole turns: for one radian the arc is as long as the radius."
    yield "whole turns", 4 * np.pi**2 * rho * core, words
    yield "sum", core + rho, "The edges are multiplied: it is a volume."
    words = "How far a turn by β moves the point doesn't depend on where it begins: ρ for one radian."
    yield "sine of the turn", core * np.sin(beta), words
    words = "How far a turn by β moves the point is ρ for one radian, wherever it begins."
    yield "derivative", core * rho * abs(np.sin(beta)), words
    words = "How far a turn by β moves the point is ρ for one radian, wherever it begins."
    yield "height", core * rho * np.sin(beta), words
    words = "2 is how far the core is from the axis. A turn by β goes round the core, at the distance ρ."
    yield "core twice", 2 * core, words
    yield "arc", core * rho * beta, "For one radian the arc is ρ: how far β has come doesn't matter."
    yield "integrated", core * rho**2 / 2, "Nothing is integrated yet: the factor at this point is asked for."


@exercise([(1.5,), (0.7,), (2.0,)], look=("change_of_variables", {"f": "polar", "h": "x^2 + y^2"}))
def moment(value, R):
    yield diagnose.number(value, np.pi * R**4 / 2, near_misses={"missing_r": 2 * np.pi * R**3 / 3})
    yield "missing_r", "The r of r dr dθ is missing: far out the little boxes are larger."
    yield "one ray", R**4 / 4, "That is the integral along one ray. It remains to go round."
    yield "area", np.pi * R**2, "That is the area of the disc: where has x² + y² gone?"
    yield "factor", "Right but for a simple factor: ∫ r² · r dr is R⁴/4, and once round is 2π."
    yield "once more r", 2 * np.pi * R**5 / 5, "An r too many: r² is integrated, and r dr dθ has one r more."
    yield "height at the rim", np.pi * R**4, "x² + y² is R² only at the rim. Further in it is less: integrate r²."
    yield "not round", R**4 / 2, "The angle goes once round, from 0 to 2π: the π is missing."
    yield "no integral", R**2 * 2 * np.pi * R, "That is r² · 2πr at the rim. Add up all rings from 0 to R."
    yield "volume", 4 / 3 * np.pi * R**3, "That is the volume of a ball. The integral here is over a disc, of x² + y²."
    yield "cube", np.pi * R**3 / 3, "The integrand r² and the r of r dr make r³, whose integral is R⁴/4."
    yield "square", 8 * R**4 / 3, "That is the integral over a square. The disc wants polar coordinates."


@exercise([(0.6,), (1.2,), (2.5,)], look=("coordinates", {"f": "spherical"}))
def cone(value, alpha):
    yield diagnose.number(value, _cone(alpha), near_misses={"degrees": _cone(alpha * DEGREE)})
    words = "The sin φ of ρ² sin φ is missing: near the axis a turn by θ hardly moves a point."
    yield "missing sine", 2 * np.pi * alpha / 3, words
    words = "The ρ² of ρ² sin φ is missing. That is the area of the cap that the cone cuts out of the sphere."
    yield "square", 3 * _cone(alpha), words
    yield "sine", 2 * np.pi * np.sin(alpha) / 3, "Integrating sin φ gives −cos φ, so from 0 to α it is 1 − cos α."
    yield "minus at 0", -2 * np.pi * np.cos(alpha) / 3, "At φ = 0 the cosine is 1, not 0: it makes 1 − cos α."
    words = "Integrating sin φ gives −cos φ, so from 0 to α it is 1 − cos α."
    yield "cosine alone", 2 * np.pi * np.cos(alpha) / 3, words
    yield "plus", 2 * np.pi * (1 + np.cos(alpha)) / 3, "A sign: from 0 to α, −cos φ grows by 1 − cos α."
    flat = np.pi * np.sin(alpha) ** 2 * np.cos(alpha) / 3
    yield "flat", flat, "That is the cone under a flat lid. The ice cream on it belongs to the ball, too."
    words = "The volume doesn't grow evenly with the angle: near the axis there is little."
    yield "share of the angle", 4 * alpha / 3, words
    yield "not round", (1 - np.cos(alpha)) / 3, "θ goes once round, from 0 to 2π: that is missing."
    yield "half of it", np.pi * (1 - np.cos(alpha)) / 3, "θ goes once round, from 0 to 2π."
    words = "Twice as much: φ goes from 0 to α on all sides, and θ once round."
    yield "both sides", 4 * np.pi * (1 - np.cos(alpha)) / 3, words
    yield "rho alone", np.pi * (1 - np.cos(alpha)), "ρ² dρ, from 0 to 1, is 1/3. You have integrated ρ alone."
    words = "Integrating sin φ gives 1 − cos α: sin² comes of no step here."
    yield "sine squared", 2 * np.pi * np.sin(alpha) ** 2 / 3, words
    yield "ball", 4 * np.pi / 3, "That is the whole ball. Only φ ≤ α is seen."
    yield "sign", "The sign: 1 − cos α is not negative, as a volume must be."
    words = "α is measured from the north pole here, not from the equator."
    yield "equator", 2 * np.pi * (1 - np.sin(alpha)) / 3, words
    words = "α goes from the axis to the side: it is half of the opening already."
    yield "opening", 2 * np.pi * (1 - np.cos(alpha / 2)) / 3, words


@exercise()
def gaussian_in_space(value):
    yield diagnose.number(value, np.pi**1.5)
    yield "factor", "Right but for a constant factor. Does ρ run from 0? And is ρ² there?"
    yield "plane", np.pi, "That is the integral over the plane. In space there is one more variable."
    yield "line", np.sqrt(np.pi), "That is the integral over the line. In space there are two more."
    words = "The plane's integral is π, and the line's is its root. It is the line's that comes three times."
    yield "cubed", np.pi**3, words
    yield "squared", np.pi**2, "Three variables, and each brings a factor √π."
    yield "three times", 3 * np.sqrt(np.pi), "The three integrals are multiplied, not added: e^(a+b+c) is a product."
    yield "statistics", (2 * np.pi) ** 1.5, "That is the integral with ½ in the exponent. Here it stands without."
    yield "statistics", 1.0, "It is 1 for the density of probability. Here nothing is divided by the integral."
    yield "surface alone", 4 * np.pi, "That is the sphere's area. Along ρ there is still the integral of e^(−ρ²) ρ²."
    yield "ball", 4 * np.pi / 3, "That is the volume of a ball. e^(−ρ²) weighs each of its shells."
    yield "brackets", np.pi**3 / 2, "In Python `pi**3/2` is half of the cube. Put 3/2 in brackets."
    yield "one octant", (np.sqrt(np.pi) / 2) ** 3, "That is one octant of space: each variable goes from −∞ to ∞."
    yield "exponent", np.pi ** (2 / 3), "The fraction is upside down: three factors √π make π^(3/2)."
