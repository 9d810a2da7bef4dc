"""Answers to the exercises of notebook 09."""

from tests.course.answers import Answers

NORM = """
def squared_norm(x, y):
    J = [[2 * x, 1], [y, x]]
    return {}
"""
SLOPE = """
def best_slope(lam):
    return {}
"""
ESTIMATE = """
def estimate(J, u):
    J, u = jnp.array(J), jnp.array(u)
    Ju = J @ u
    return {}
"""
SAFE = """
def safe_size(margin, largest):
    return {}
"""
WORST = """
def worst_of_straight(slope, eps):
    slope = jnp.array(slope)
    return {}
"""
SQUARES = "sum(entry**2 for row in J for entry in row)"

ANSWERS = {
    "squared_norm": Answers(
        right=NORM.format(SQUARES),
        wrong={
            "root": NORM.format(f"({SQUARES}) ** 0.5"),
            "sum": NORM.format("sum(entry for row in J for entry in row)"),
            "one column": NORM.format("J[0][0] ** 2 + J[1][0] ** 2"),
            "determinant": NORM.format("J[0][0] * J[1][1] - J[0][1] * J[1][0]"),
        },
    ),
    "best_slope": Answers(
        right=SLOPE.format("3 / (1 + lam)"),
        wrong={
            "no penalty": SLOPE.format("3.0"),
            "minus": SLOPE.format("3 / (1 - lam)"),
            "twice": SLOPE.format("3 / (1 + 2 * lam)"),
            "difference": SLOPE.format("3 - lam"),
        },
    ),
    "estimate": Answers(
        right=ESTIMATE.format("len(u) * jnp.sum(Ju**2)"),
        wrong={
            "too small": ESTIMATE.format("jnp.sum(Ju**2)"),
            "root": ESTIMATE.format("jnp.sqrt(len(u) * jnp.sum(Ju**2))"),
            "not squared length": ESTIMATE.format("len(u) * jnp.linalg.norm(Ju)"),
        },
    ),
    "safe_size": Answers(
        right=SAFE.format("margin / (jnp.sqrt(2) * largest)"),
        wrong={
            "one score": SAFE.format("margin / largest"),
            "two": SAFE.format("margin / (2 * largest)"),
            "product": SAFE.format("margin * jnp.sqrt(2) * largest"),
            "inverse": SAFE.format("jnp.sqrt(2) * largest / margin"),
        },
    ),
    "worst_of_straight": Answers(
        right=WORST.format("-eps * slope / jnp.linalg.norm(slope)"),
        wrong={
            "upwards": WORST.format("eps * slope / jnp.linalg.norm(slope)"),
            "not of size eps": WORST.format("-eps * slope"),
            "length 1": WORST.format("-slope / jnp.linalg.norm(slope)"),
            "signs": WORST.format("-eps * jnp.sign(slope)"),
        },
    ),
}
