"""The exercises of notebook 05."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

DEGREE = np.pi / 180
PHYSICS = {"f": "spherical", "physicists": True}
CIRCLES = {"f": "f(x, r) = x, sqrt(r^2 - x^2)", "a": (0.9, 1.5), "size": (0.4, 0.4)}


def _torus(rho, beta):
    return rho * (2 + rho * np.cos(beta))


def _to_polar(p):
    return jnp.stack([jnp.hypot(*p), jnp.arctan2(p[1], p[0])])


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
    yield "uv", abs(u * v), "That is the first output. Differentiate, and take the determinant."
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
    words = "A length is missing: the farther a point is from the core, the farther the same turn by β carries it."
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


@exercise([(1.5, 0.7, 2.0), (2.0, 1.1, -0.4), (0.6, 2.2, 0.9)], look=("coordinates", PHYSICS))
def scale_factors(value, r, theta, phi):
    right = np.array([1, r, r * np.sin(theta)])
    yield diagnose.vector(value, right, near_misses={"degrees": [1, r, r * np.sin(theta * DEGREE)]})
    words = "θ and φ are exchanged: in a physics book θ is the angle from the axis, and φ goes around it."
    yield "angles_exchanged", np.array([1, r * np.sin(phi), r]), words
    yield "angles_exchanged", np.array([1, r, r * np.sin(phi)]), words
    words = "θ comes second, and a turn by θ goes along a meridian, a circle of radius r. The last one belongs to φ."
    yield "order", right[[0, 2, 1]], words
    words = "An angle isn't a length yet: the larger the circle, the farther the same turn carries a point."
    yield "no scale factors", np.ones(3), words
    yield "squares", right**2, "Those are the squares, as they stand in JᵀJ. The lengths are their roots."
    yield "product", np.prod(right), "That is their product, |det J|. The three lengths themselves are asked for."
    words = "A turn by φ goes round a parallel. Its radius is the distance from the axis, r sin θ."
    yield "radius", np.array([1, r, r]), words
    yield "radius", np.array([1, r, np.sin(theta)]), words
    words = "θ is measured from the axis, not from the equator: at θ = π/2 the parallel is the longest."
    yield "equator", np.array([1, r, r * np.cos(theta)]), words
    words = "Along r there is no angle: the point moves as far as r grows, so the first length is 1."
    yield "along r", np.array([r, r, r * np.sin(theta)]), words
    yield "along r", np.array([0, r, r * np.sin(theta)]), words
    yield (
        "steps",
        np.array([r, r * theta, r * np.sin(theta) * phi]),
        ("Those are lengths of whole arcs, from 0 on. For one radian the arc is as long as the circle's radius."),
    )


@exercise([(1.2, 0.9), (-0.6, 0.8), (0.5, -1.2)], look=("coordinates", {"f": "polar"}))
def inverse_jacobian(value, x, y):
    yield diagnose.matrix(value, _to_polar, [x, y])
    r = np.hypot(x, y)
    words = "That is the matrix of (r, θ) ↦ (x, y). Here (x, y) goes in, and (r, θ) comes out: take its inverse."
    yield "forwards", np.array([[x / r, -y], [y / r, x]]), words
    words = "That would undo a rotation. But the farther out, the less a step turns: divide row 2 by r once more."
    yield "missing_r", np.array([[x / r, y / r], [-y / r, x / r]]), words
    words = "Only the first row is right. In the second, θ = arctan(y/x): by the chain rule 1/(1 + y²/x²) stays."
    yield "outer forgotten", np.array([[x / r, y / r], [-y / x**2, 1 / x]]), words
    words = "The transpose undoes a rotation. Here column 2 has the length r, so divide row 2 by r²."
    yield "transposed forwards", np.array([[x / r, y / r], [-y, x]]), words


@exercise([(0.6, 0.8), (1.2, 0.5), (0.7, -1.1)], look=("coordinates", CIRCLES))
def along_the_circle(value, x, y):
    yield diagnose.number(value, y - x**2 / y)
    words = "That is (∂T/∂x)_y, along a level line of y, which leaves the circle. With r held, y changes as well."
    yield "y held", y, words
    words = "One path only: T changes because x does, and because y does. Add both."
    yield "one_path", -(x**2) / y, words
    words = "A sign: x² + y² stays the same, so above the x-axis y falls as x grows."
    yield "sign of the slope", y + x**2 / y, words
    words = "Upside down: from x² + y² = r² follows 2x + 2y (∂y/∂x)_r = 0, so (∂y/∂x)_r is −x/y."
    yield "slope turned", 0.0, words
    yield "slope turned", 2 * y, words
    words = "The two partial derivatives are added as if y moved as fast as x. Multiply the second by (∂y/∂x)_r."
    yield "no slope", y + x, words
    yield "slope alone", -x / y, "That is (∂y/∂x)_r, how fast y changes. What does that do to T?"
    words = "That is (∂T/∂θ)_r, for each radian. For each unit of x: divide by (∂x/∂θ)_r, which is −y."
    yield "by the angle", x**2 - y**2, words
    yield "by the angle", y**2 - x**2, words
    words = "That is for each unit of length along the circle. A unit of x is a longer way, so the slope is larger."
    yield "by the arc", (y**2 - x**2) / np.hypot(x, y), words
    yield "by the arc", (x**2 - y**2) / np.hypot(x, y), words
    yield "x held", x, "That is (∂T/∂y)_x. Here x moves, and y with it, so that r stays."
    yield "value", x * y, "That is T itself. How fast does it change?"
    words = "Those are both partial derivatives. Along the circle x and y move together: what does that make of T?"
    yield "gradient", np.array([y, x]), words


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
    words = "That is twice too much: φ goes from 0 to α only, since θ goes once round already."
    yield "both sides", 4 * np.pi * (1 - np.cos(alpha)) / 3, words
    yield "rho alone", np.pi * (1 - np.cos(alpha)), "ρ² dρ, from 0 to 1, is 1/3. You have integrated ρ alone."
    words = "Integrating sin φ gives 1 − cos α. There is no sin² in it."
    yield "sine squared", 2 * np.pi * np.sin(alpha) ** 2 / 3, words
    yield "ball", 4 * np.pi / 3, "That is the whole ball. Only the part with φ ≤ α is asked for."
    yield "sign", "The sign is wrong: a volume isn't negative, and neither is 1 − cos α."
    words = "α is measured from the north pole here, not from the equator."
    yield "equator", 2 * np.pi * (1 - np.sin(alpha)) / 3, words
    words = "α goes from the axis to the side: it is half of the opening already."
    yield "opening", 2 * np.pi * (1 - np.cos(alpha / 2)) / 3, words


@exercise()
def gaussian_in_space(value):
    yield diagnose.number(value, np.pi**1.5)
    yield "factor", "Right but for a constant factor. Does ρ run from 0? And is ρ² there?"
    words = "The sin φ of ρ² sin φ is missing: near the axis the little boxes are narrow."
    yield "missing sine", np.pi**2.5 / 2, words
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
