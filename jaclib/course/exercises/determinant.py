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
    yield "absolute_value", "That is |det J|, the factor for areas. The determinant itself has a sign."
    words = "The sign is the wrong way round: the other product is subtracted from the one down the diagonal."
    yield "sign", 2 * y**2 - x, words
    yield "plus", x + 2 * y**2, "The two products are subtracted, not added."
    yield "no 2", x - y**2, "The derivative of y² is 2 y: a 2 is missing."
    words = "Those are the outputs of g, multiplied. The determinant is made of its derivatives."
    yield "values", (x + y**2) * x * y, words
    yield "wrong letter", x - 2 * x * y, "One letter is wrong: below on the left is the derivative of xy by x."
    yield "pairs", y - 2 * x * y, "The products go down the diagonals, not down the columns: ad − bc."
    yield "all", -2 * x * y**2 + 0 * x, "That multiplies all four entries. The determinant is ad − bc."


@exercise(
    [(2.0, 0.7, 0.5), (1.5, -1.0, 1.0), (0.8, 3.0, 0.25)],
    look=("determinant", {"f": "polar", "a": (2, 0.7), "side": 0.5}),
)
def ring_ratio(value, r, theta, size):
    yield diagnose.number(value, r)
    yield "factor", "Right except for a constant factor. Look at the area of a sector once more."
    words = "That is the area of the piece of the ring. Divide it by the area of the box."
    yield "area", r * size**2, words
    yield "once", r * size, "The area of the box is size², not size."
    yield "whole turn", r * 2 * jnp.pi / size, "That is the whole ring. In θ the box is only `size` wide."
    half = "The box reaches from r − size / 2 to r + size / 2, and that is only half of it."
    yield "half the box", r / 2 + size / 8, half
    yield "half the box", r / 2 - size / 8, half
    yield "from r on", r + size / 2, "The box lies around r: it begins at r − size / 2 and ends at r + size / 2."
    yield "up to r", r - size / 2, "The box lies around r: it begins at r − size / 2 and ends at r + size / 2."
    words = "That is the whole sector. The inner one, out to the near side of the box, is cut out of it."
    yield "sector", (r + size / 2) ** 2 / (2 * size), words
    yield "sector", (r + size / 2) ** 2 * size / 2, words
    yield "arcs", 1.0, "R times the angle is the length of an arc. The area of a sector has R², and a half."
    yield "arcs", 1 / 2, "The area of a sector has the square of the radius."
    yield "theta for size", r * theta / size, "θ says where the box is. The angle that it spans is `size`."
    yield "theta for size", r * theta, "θ says where the box is. The angle that it spans is `size`."
    words = "That is the square of it. Multiply out the two squares before you subtract them: most of it cancels."
    yield "squared", r**2, words
    yield "circle", 2 * jnp.pi * r, "That is once around. In θ the box is only `size` wide."
    yield "upside down", 1 / r, "That is upside down: divide the area of the piece by that of the box."


@exercise([(0.5,), (1.5,), (-0.8,)], look=("determinant", {"f": "x^2 - y, y^2 - x", "a": (0.5, 0.5)}))
def fold_line(value, x):
    y = 1 / (4 * x)
    yield diagnose.number(value, y)
    yield "inverse", "That is upside down: solve det J = 0 for y once more."
    yield "factor", "Nearly: only a factor is wrong. Both 2x and 2y are in the product."
    yield "sign", -y, "The sign is wrong. Both entries off the diagonal are −1: what is their product, and is it added?"
    yield "x over 4", x / 4, "Nearly. When you solve for y, what happens to x?"
    yield "x lost", 1 / 4, "Where is x? Both 2x and 2y are in the product."
    yield "trace", -x, "That is where the trace is 0. The determinant is what must be 0."
    yield "image", x**2, "That is where the first output is 0. Where is det J 0?"
    yield "image", jnp.sqrt(abs(x)), "That is where the second output is 0. Where is det J 0?"
    yield "mirror", x, "That is the line in which the map is symmetric. Where is det J 0?"
    yield "at y = 1", 4 * x - 1, "That is det J at y = 1. For which y is it 0?"
    yield "other diagonal", 0.0, "There 2x · 2y is 0. But the other product, of −1 and −1, is subtracted from it."
    yield "root", 1 / (2 * jnp.sqrt(abs(x))), "No root is needed: det J = 0 is linear in y."
    yield "square", 1 / (4 * x**2), "In the product 2x · 2y the letter x comes only once."
    yield "right side", 1 / (4 * x) + 1, "The product of the two entries off the diagonal has come in twice."


@exercise([(2.0, 0.7), (1.5, -1.0), (0.8, 3.0)], look=("determinant_product", {}))
def det_of_composition(value, r, theta):
    yield diagnose.number(value, 4 * r**3, near_misses={"wrong_point": 4 * r**2, "missing_factor": 4 * r})
    yield "wrong_point", "det J of p is evaluated at (r, θ). But p starts where k has arrived."
    yield "missing_factor", "That is the determinant of k alone. By how much does p stretch areas after that?"
    words = "That is the determinant of p alone, at the right point. By how much has k stretched areas before?"
    yield "outer alone", r**2, words
    yield "sum", 4 * r + r**2, "Factors of areas multiply; they don't add."
    words = "Nearly: a 2 is missing. In the determinant of k both outputs are differentiated."
    yield "no 2 of the angle", 2 * r**3, words
    words = "Nearly: the angle is differentiated, and the radius is not. How fast does r² grow?"
    yield "no derivative of r", 2 * r**2, words
    yield "composition squared", 16 * r**2, "det J of k must be multiplied by that of p, and not by itself."
    yield "power", 4 * r**4, "Nearly: there is one r too many. Write down the two determinants one by one."
    yield "angle for radius", 8 * r * theta, "2θ is the angle. det J of p is its radius, and that is r² after k."
    yield "quotient", r / 4, "Factors of areas multiply; they don't divide."
    yield "angle kept", 4 * r**3 * theta, "Differentiate 2θ: θ itself disappears."
    yield "trace", r**2 * (2 * r + 2), "That adds the diagonal of k's matrix. Its determinant multiplies it."
