"""The exercises of notebook 04."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]


def _g(p):
    return jnp.array([p[0] + p[1] ** 2, p[0] * p[1]])


@exercise(POINTS, look=("determinant", {"f": "x + y^2, x*y", "a": (0.7, -0.4)}))
def det_of_g(value, x, y):
    yield diagnose.determinant(value, _g, [x, y])
    yield "absolute_value", "That is |det J|, the factor of areas. The determinant itself has a sign, too."
    words = "The sign is the wrong way round: from the product down the diagonal the other one is subtracted."
    yield "sign", 2 * y**2 - x, words
    yield "plus", x + 2 * y**2, "The two products are subtracted, not added."
    yield "no 2", x - y**2, "The derivative of y² is 2 y: a 2 is missing."
    words = "Those are the outputs of g, multiplied. The determinant is made of its derivatives."
    yield "values", (x + y**2) * x * y, words
    yield "pairs", y - 2 * x * y, "The products go down the diagonals, not down the columns: ad − bc."
    yield "all", -2 * x * y**2 + 0 * x, "All entries at once are multiplied. The determinant is ad − bc."


@exercise(
    [(2.0, 0.7, 0.5), (1.5, -1.0, 1.0), (0.8, 3.0, 0.25)],
    look=("determinant", {"f": "polar", "a": (2, 0.7), "side": 0.5}),
)
def ring_ratio(value, r, theta, size):
    yield diagnose.number(value, r)
    yield "factor", "Right but for a constant factor: a sector of radius R and angle α has the area ½ R² α."
    words = "That is the area of the ring segment. The question is for its ratio to the area of the box."
    yield "area", r * size**2, words
    yield "once", r * size, "The box has the area size², not size."
    yield "whole turn", r * 2 * jnp.pi / size, "That is the whole ring. The box is only `size` high in θ."
    yield "from r on", r + size / 2, "The box lies around r: it begins at r − size / 2 and ends at r + size / 2."
    yield "up to r", r - size / 2, "The box lies around r: it begins at r − size / 2 and ends at r + size / 2."
    words = "The whole sector is taken. The inner one, with radius r − size / 2, is cut out of it."
    yield "sector", (r + size / 2) ** 2 / (2 * size), words
    yield "sector", (r + size / 2) ** 2 * size / 2, words
    yield "arcs", 1.0, "Arcs, R times the angle, are lengths. The areas of sectors have R² and a half: ½ R² α."
    yield "theta for size", r * theta / size, "θ says where the box is. How far it reaches as an angle is `size`."
    yield "theta for size", r * theta, "θ says where the box is. How far it reaches as an angle is `size`."
    words = "That is r². Of two squares that are subtracted, (r + s/2)² − (r − s/2)², only 2 r s is left."
    yield "squared", r**2, words
    yield "circle", 2 * jnp.pi * r, "That is once round. The box reaches only `size` far in θ."
    yield "upside down", 1 / r, "Upside down: the area of the piece is divided by that of the box."


@exercise([(0.5,), (1.5,), (-0.8,)], look=("determinant", {"f": "x^2 - y, y^2 - x", "a": (0.5, 0.5)}))
def fold_line(value, x):
    y = 1 / (4 * x)
    yield diagnose.number(value, y)
    yield "inverse", "Upside down: det J = 0 is to be solved for y."
    yield "factor", "Nearly: only a factor is missing. Both 2x and 2y stand in the product."
    yield "sign", -y, "The sign: the two entries off the diagonal are both −1, and their product is subtracted."
    yield "x over 4", x / 4, "Solve 4 x y = 1 for y: x goes below the line."
    yield "x lost", 1 / 4, "Where is x? Both 2 x and 2 y stand in the product."
    yield "trace", -x, "That is where the trace is 0. The determinant is what must be 0."
    yield "image", x**2, "That is where the first output is 0. Where is det J 0?"
    yield "other diagonal", 0.0, "There 2 x · 2 y is 0. The other product, of −1 and −1, is subtracted first."
    yield "root", 1 / (2 * jnp.sqrt(abs(x))), "No root is needed: det J = 0 is linear in y."
    yield "square", 1 / (4 * x**2), "x stands once in the product 2 x · 2 y."
    yield "right side", 1 / (4 * x) + 1, "Off the diagonal both entries are −1: their product is 1, and 4 x y − 1 = 0."


@exercise([(2.0, 0.7), (1.5, -1.0), (0.8, 3.0)], look=("determinant_product", {}))
def det_of_composition(value, r, theta):
    yield diagnose.number(value, 4 * r**3, near_misses={"wrong_point": 4 * r**2, "missing_factor": 4 * r})
    yield "wrong_point", "det J of p is taken at (r, θ). But p begins where k has arrived: at (r², 2θ)."
    yield "missing_factor", "That is the determinant of k alone. By how much does p stretch, after that?"
    words = "That is the determinant of p alone, at the right point. By how much has k stretched before?"
    yield "outer alone", r**2, words
    yield "sum", 4 * r + r**2, "Factors of areas are multiplied, not added."
    words = "r² stands for the r of p, and θ doubles. But the determinant of k has both derivatives: 2 r times 2."
    yield "no 2 of the angle", 2 * r**3, words
    words = "That is the determinant of p at r², times the 2 of the angle. How fast does r² grow?"
    yield "no derivative of r", 2 * r**2, words
    yield "composition squared", 16 * r**2, "det J of k is multiplied by that of p, and not by itself."
    yield "power", 4 * r**4, "Nearly: det J of k is 2 r · 2, and det J of p, at r², is r². One r is too many."
    yield "quotient", r / 4, "Factors of areas are multiplied, not divided."
    yield "angle kept", 4 * r**3 * theta, "The derivative of 2θ is 2: θ itself is gone."
    yield "trace", r**2 * (2 * r + 2), "The diagonal of k's matrix is multiplied, not added: 2 r times 2."
