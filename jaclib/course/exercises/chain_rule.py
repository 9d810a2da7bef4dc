"""The exercises of notebook 03."""

import jax.numpy as jnp
import numpy as np

from jaclib import compose, diagnose, jacobian, parse_map
from jaclib.course.check import Exercise, counted

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
TIMES = [(0.4,), (1.3,), (2.5,), (-0.8,)]
OUTER = parse_map("p*q, p + q", ("p", "q"))
BETWEEN = parse_map("u + v^2, u*v", ("u", "v"))
INNER = parse_map("x*y, x - y")


def _bend(p):
    return jnp.array([p[0] - p[1], p[0] * p[1]])


def _blend(q):
    return jnp.array([q[0] * q[1], q[0] + q[1] ** 2])


def _rate(t):
    return -2 * np.cos(t) * np.sin(t) ** 2 + np.cos(t) ** 3


def _three(x, y):
    """The three Jacobians as they should be taken, the points at which, and the Jacobians elsewhere."""
    trace = compose(OUTER, BETWEEN, INNER).trace(jnp.array([x, y]))
    return trace.factors, trace.points


def _at(*points):
    return np.linalg.multi_dot([jacobian(f)(p) for f, p in zip((OUTER, BETWEEN, INNER), points, strict=True)])


product_of_two = Exercise(
    judge=lambda value, x, y: diagnose.chain(value, _blend, _bend, [x, y]),
    at=POINTS,
    hints={"reversed_product": "The factors stand in the wrong order: what is done last stands on the left."},
)
warming = Exercise(
    judge=lambda value, t: diagnose.number(value, float(_rate(t))),
    at=TIMES,
    slips={
        "sine for minus sine": lambda t: 2 * np.cos(t) * np.sin(t) ** 2 + np.cos(t) ** 3,
        "place for velocity": lambda t: 3 * np.cos(t) ** 2 * np.sin(t),
        "no velocity": lambda t: 2 * np.cos(t) * np.sin(t) + np.cos(t) ** 2,
    },
    hints={
        "sine for minus sine": "Nearly: the cosine falls where the sine is positive. Its derivative has a minus sign.",
        "place for velocity": "The column is where the walker is. J_c(t) is the velocity: differentiate both entries.",
        "no velocity": "That adds up the entries of the row. Each must be multiplied by how fast its coordinate "
        "changes.",
    },
)
fewest = Exercise(
    judge=counted(30),
    slips={"forward": lambda: 42, "steps": lambda: 2, "entries": lambda: 3 + 18 + 12, "first alone": lambda: 18},
    hints={
        "forward": "That is the other bracketing, from the right. From the left every matrix on the way has one row.",
        "steps": "Two matrix products, yes. Count the multiplications of numbers in both.",
        "entries": "Not the entries are counted, but the products: an m × k by a k × n matrix takes m · k · n.",
        "first alone": "That is one of the two products. The result must be multiplied on.",
    },
)
product_of_three = Exercise(
    judge=lambda value, x, y: diagnose.matrix(value, compose(OUTER, BETWEEN, INNER), [x, y]),
    at=POINTS,
    slips={
        "wrong_point": lambda x, y: _at(*[jnp.array([x, y])] * 3),
        "late point": lambda x, y: _at(*[_three(x, y)[1][1]] * 2, jnp.array([x, y])),
        "reversed_product": lambda x, y: np.linalg.multi_dot(_three(x, y)[0][::-1]),
        "missing_factor": lambda x, y: np.asarray(_three(x, y)[0][0] @ _three(x, y)[0][1]),
    },
    hints={
        "wrong_point": "All three are taken at (x, y). Only the inner map starts there: the others start where it "
        "arrives.",
        "late point": "The outermost one is taken where the inner map arrives. It starts one map later.",
        "reversed_product": "The factors stand in the wrong order: the innermost map acts first, so it stands on the "
        "right.",
        "missing_factor": "One factor is missing: the inner map's.",
    },
)
