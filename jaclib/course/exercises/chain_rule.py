"""The exercises of notebook 03."""

import jax.numpy as jnp
import numpy as np

from jaclib import compose, diagnose, jacobian, parse_map
from jaclib.course.check import counted, exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
TIMES = [(0.4,), (1.3,), (2.5,), (-0.8,)]
OUTER = parse_map("p*q, p + q", ("p", "q"))
BETWEEN = parse_map("u + v^2, u*v", ("u", "v"))
INNER = parse_map("x*y, x - y")


def _bend(p):
    return jnp.array([p[0] - p[1], p[0] * p[1]])


def _blend(q):
    return jnp.array([q[0] * q[1], q[0] + q[1] ** 2])


@exercise(POINTS, look=("chain_rule", {}))
def product_of_two(value, x, y):
    yield diagnose.chain(value, _blend, _bend, [x, y])
    yield "reversed_product", "The factors are in the wrong order: the map that acts last stands on the left."
    (u, v), inner = _bend([x, y]), jacobian(_bend)([x, y])
    words = "u and v have changed places: g arrives at u = x − y, its first output, and v = xy, its second."
    yield "u and v exchanged", jacobian(_blend)([v, u]) @ inner, words
    words = "In the row of uv, the derivative by u is what stands beside u, and not u itself."
    yield "own letter", jnp.array([[u, v], [1, 2 * v]]) @ inner, words
    words = "In the row of xy, the derivative by x is what stands beside x, and not x itself."
    yield "own letter", jacobian(_blend)([u, v]) @ jnp.array([[1, -1], [x, y]]), words


@exercise(TIMES, look=("chain_rule", {}))
def warming(value, t):
    x, y = np.cos(t), np.sin(t)
    yield diagnose.number(value, x**3 - 2 * x * y**2)
    words = "Nearly: the cosine falls where the sine is positive, so its derivative has a minus sign."
    yield "sine for minus sine", x**3 + 2 * x * y**2, words
    words = "That column says where the walker is. J_c(t) is her velocity: differentiate both entries."
    yield "place for velocity", 3 * x**2 * y, words
    words = "That adds up the entries of the row. Multiply each by how fast its coordinate changes."
    yield "no velocity", 2 * x * y + x**2, words
    words = (
        "That is the temperature itself, or the entries of the column are exchanged. The column says how fast x and y "
        "move."
    )
    yield "value", x**2 * y, words
    words = "That is one path only. The temperature changes because x moves and because y moves: add both."
    yield "one_path", -2 * x * y**2, words
    yield "one_path", x**3, words
    words = "The two products are added: a row times a column is one number."
    yield "not added", np.array([-2 * x * y**2, x**3]), words
    words = "That is the row. Multiply it by the column, which says how fast x and y move."
    yield "row alone", np.array([2 * x * y, x**2]), words
    words = "That is the walker's velocity. The row says what it means for the temperature."
    yield "column alone", np.array([-y, x]), words
    yield "subtracted", -2 * x * y**2 - x**3, "The two products are added, not subtracted."
    words = "Nearly, but one entry of the row is off. What are the derivatives of x² y by x, and by y?"
    yield "row", x**3 - x * y**2, words
    yield "row", -2 * x * y**2 + 2 * x * x, words
    words = "That is the length of the gradient, the rate along the steepest way. The walker has a velocity of her own."
    yield "steepest", np.hypot(2 * x * y, x**2), words
    words = "That is the slope in the direction of x alone. How fast does x move, and what does y do?"
    yield "no chain", 2 * x * y, words


@exercise()
def fewest(value):
    yield counted(value, 30)
    words = (
        "That is the other bracketing, from the right. How many rows does each product have if you begin on the left?"
    )
    yield "forward", 42, words
    yield "steps", 2, "Two matrix products, yes. Count the multiplications of numbers in both."
    words = (
        "That counts the entries of the matrices. An m × k matrix times a k × n matrix takes m · k · n multiplications."
    )
    yield "entries", 3 + 18 + 12, words
    words = "That is only one of the two products. The result must still be multiplied by the third matrix."
    yield "first alone", 18, words
    yield "second alone", 12, "That is only one of the two products. The one made before it counts as well."
    words = "That is only the first product from the right, and the more expensive way. Begin on the left."
    yield "forward first", 36, words
    yield "both", 72, "Those are both bracketings together. Which of the two takes fewer?"
    yield "additions too", 55, "Only the multiplications are counted, not the additions."
    yield "additions", 25, "Those are the additions. Count the multiplications."
    yield "forward second", 6, "That is only the last product from the right. The one before it counts as well."


@exercise(POINTS, look=("chain_rule", {}))
def product_of_three(value, x, y):
    f, a = compose(OUTER, BETWEEN, INNER), jnp.array([x, y])
    yield diagnose.chain(value, OUTER, BETWEEN, INNER, a)
    b, (outer, between, inner) = INNER(a), f.trace(a).factors
    words = "All three are evaluated at (x, y). Only the inner map starts there. Where do the others start?"
    yield "wrong_point", jacobian(OUTER)(a) @ jacobian(BETWEEN)(a) @ inner, words
    words = "The outermost Jacobian is evaluated where the inner map arrives. Where does its own map start?"
    yield "late point", jacobian(OUTER)(b) @ between @ inner, words
    words = "The factors are in the wrong order: the innermost map acts first, so it stands on the right."
    yield "reversed_product", inner @ between @ outer, words
    yield ("elementwise", "The factors are multiplied entry by entry. For a product of matrices write @, not *.")
    yield "value", f(a), "That is where the chain arrives. The question is about its Jacobian."
