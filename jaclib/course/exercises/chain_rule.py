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
    yield "reversed_product", "The factors stand in the wrong order: what is done last stands on the left."


@exercise(TIMES, look=("chain_rule", {}))
def warming(value, t):
    x, y = np.cos(t), np.sin(t)
    yield diagnose.number(value, x**3 - 2 * x * y**2)
    words = "Nearly: the cosine falls where the sine is positive. Its derivative has a minus sign."
    yield "sine for minus sine", x**3 + 2 * x * y**2, words
    words = "The column is where the walker is. J_c(t) is the velocity: differentiate both entries."
    yield "place for velocity", 3 * x**2 * y, words
    words = "That adds up the entries of the row. Each must be multiplied by how fast its coordinate changes."
    yield "no velocity", 2 * x * y + x**2, words
    words = (
        "That is the temperature itself, or the column has its entries exchanged. The column is how fast x and y move."
    )
    yield "value", x**2 * y, words
    words = "One path only: the temperature changes because x moves and because y does. Add both."
    yield "one_path", -2 * x * y**2, words
    yield "one_path", x**3, words
    words = "The two products are added: a row times a column is one number."
    yield "not added", np.array([-2 * x * y**2, x**3]), words
    yield "row alone", np.array([2 * x * y, x**2]), "That is the row. It must meet the column: how fast x and y move."
    words = "That is the walker's velocity. The row says what it means for the temperature."
    yield "column alone", np.array([-y, x]), words
    yield "subtracted", -2 * x * y**2 - x**3, "The two products are added, not subtracted."
    words = "Nearly: the x² of the row has become 2x, or its 2 is lost. By y, x² y changes by x², by x by 2 x y."
    yield "row", x**3 - x * y**2, words
    yield "row", -2 * x * y**2 + 2 * x * x, words
    yield "no chain", 2 * x * y, "That is the slope in x alone. How fast does x move, and what does y do?"


@exercise()
def fewest(value):
    yield counted(value, 30)
    words = "That is the other bracketing, from the right. From the left every matrix on the way has one row."
    yield "forward", 42, words
    yield "steps", 2, "Two matrix products, yes. Count the multiplications of numbers in both."
    words = "Not the entries are counted, but the products: an m × k by a k × n matrix takes m · k · n."
    yield "entries", 3 + 18 + 12, words
    yield "first alone", 18, "That is one of the two products. The result must be multiplied on."
    yield "second alone", 12, "That is one of the two products. The other one, made before it, counts as well."
    yield "forward first", 36, "That is the first product from the right alone, and the dearer way. Begin at the left."
    yield "both", 72, "Those are both bracketings together. Which of the two takes fewer?"
    yield "additions too", 55, "Only the multiplications are counted, not the additions."
    yield "additions", 25, "Those are the additions. The multiplications are asked for."
    yield "forward second", 6, "That is the last product from the right alone. The one before it counts as well."


@exercise(POINTS, look=("chain_rule", {}))
def product_of_three(value, x, y):
    f, a = compose(OUTER, BETWEEN, INNER), jnp.array([x, y])
    yield diagnose.chain(value, OUTER, BETWEEN, INNER, a)
    b, (outer, between, inner) = INNER(a), f.trace(a).factors
    words = "All three are taken at (x, y). Only the inner map starts there: the others start where it arrives."
    yield "wrong_point", jacobian(OUTER)(a) @ jacobian(BETWEEN)(a) @ inner, words
    words = "The outermost one is taken where the inner map arrives. It starts one map later."
    yield "late point", jacobian(OUTER)(b) @ between @ inner, words
    words = "The factors stand in the wrong order: the innermost map acts first, so it stands on the right."
    yield "reversed_product", inner @ between @ outer, words
    yield (
        "elementwise",
        "The factors are multiplied entry by entry: jacobian gives matrices, which @ multiplies, not *.",
    )
    yield "value", f(a), "That is where the chain arrives. Its Jacobian is asked for."
