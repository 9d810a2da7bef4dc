"""Answers to the exercises of notebook 09."""

SQUARES = "sum(entry**2 for row in J for entry in row)"

squared_norm = {
    "code": """
def squared_norm(x, y):
    J = [[2 * x, 1], [y, x]]
    return {}
""",
    "right": SQUARES,
    "root": f"({SQUARES}) ** 0.5",
    "sum": "sum(entry for row in J for entry in row)",
    "one column": "J[0][0] ** 2 + J[1][0] ** 2",
    "determinant": "J[0][0] * J[1][1] - J[0][1] * J[1][0]",
}
row_at_the_scores = {
    "code": "def row_at_the_scores(p, y):\n    J = jnp.diag(p) - jnp.outer(p, p)\n    return {}",
    "right": "(p - y) @ J",
    "as for cross-entropy": "p - y",
    "diagonal alone": "p * (p - y)",
    "own score only": "p * (1 - p) * (p - y)",
    "sign": "(y - p) @ J",
    "matrix": "J",
    "target forgotten": "p @ J",
}
best_slope = {
    "code": "def best_slope(lam):\n    return {}",
    "right": "3 / (1 + lam)",
    "no penalty": "3.0",
    "minus": "3 / (1 - lam)",
    "twice": "3 / (1 + 2 * lam)",
    "difference": "3 - lam",
}
estimate = {
    "code": """
def estimate(J, u):
    J, u = jnp.array(J), jnp.array(u)
    Ju = J @ u
    return {}
""",
    "right": "len(u) * jnp.sum(Ju**2)",
    "small": "jnp.sum(Ju**2)",
    "root": "jnp.sqrt(len(u) * jnp.sum(Ju**2))",
    "not squared length": "len(u) * jnp.linalg.norm(Ju)",
}
safe_size = {
    "code": "def safe_size(margin, largest):\n    return {}",
    "right": "margin / (jnp.sqrt(2) * largest)",
    "one score": "margin / largest",
    "two": "margin / (2 * largest)",
    "product": "margin * jnp.sqrt(2) * largest",
    "inverse": "jnp.sqrt(2) * largest / margin",
    "brackets": "margin / jnp.sqrt(2) * largest",
}
worst_of_straight = {
    "code": """
def worst_of_straight(slope, eps):
    slope = jnp.array(slope)
    return {}
""",
    "right": "-eps * slope / jnp.linalg.norm(slope)",
    "upwards": "eps * slope / jnp.linalg.norm(slope)",
    "not of size eps": "-eps * slope",
    "length 1": "-slope / jnp.linalg.norm(slope)",
    "signs": "-eps * jnp.sign(slope)",
}
