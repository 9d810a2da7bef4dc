"""Answers to the exercises of notebook 10."""

DOWN = "1 / (2 * jnp.sqrt(v))"
THETA = "jnp.diag(jnp.array([1 / v, 2 / v]))"

newton_step = {
    "code": """
def newton_step(x, y):
    residual = jnp.array([1.0, 0.0]) - jnp.array([x**2 + y, 2 * x - y**2])
    J = jnp.array([[2 * x, 1], [2, -2 * y]])
    return {}
""",
    "right": "jnp.array([x, y]) + jnp.linalg.solve(J, residual)",
    "sign": "jnp.array([x, y]) - jnp.linalg.solve(J, residual)",
    "step alone": "jnp.linalg.solve(J, residual)",
    "multiplied": "jnp.array([x, y]) + J @ residual",
    "transposed": "jnp.array([x, y]) + jnp.linalg.solve(J.T, residual)",
}
folium_slope = {
    "code": """
def folium_slope(x, y):
    F_x = 3 * x**2 - 3 * y
    F_y = {}
    return {}
""",
    "right": ("3 * y**2 - 3 * x", "-F_x / F_y"),
    "inverse": ("3 * y**2 - 3 * x", "-F_y / F_x"),
    "sign": ("3 * x - 3 * y**2", "-F_x / F_y"),
    "without x": ("3 * y**2", "-F_x / F_y"),
    "square alone": ("y**2 - 3 * x", "-F_x / F_y"),
}
hessian_of_wave = {
    "code": "def hessian_of_wave(x, y):\n    return jnp.array([[2 * jnp.sin(y), {}], [{}, {}]])",
    "right": ("2 * x * jnp.cos(y)", "2 * x * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
    "square kept": ("x**2 * jnp.cos(y)", "x**2 * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
    "sign": ("2 * x * jnp.cos(y)", "2 * x * jnp.cos(y)", "x**2 * jnp.sin(y)"),
    "not mixed": ("0 * x", "0 * x", "-(x**2) * jnp.sin(y)"),
    "entry_factor": ("2 * x * jnp.cos(y)", "x * jnp.cos(y)", "-(x**2) * jnp.sin(y)"),
}
largest_rate = {
    "right": "1 / 6",
    "half": "1 / 12",
    "smaller": "1.0",
    "no factor": "1 / 3",
    "entry": "0.2",
    "eigenvalue": "12",
}
change_of_square = {
    "code": "def change_of_square(X, dX):\n    return {}",
    "right": "X @ dX + dX @ X",
    "as for numbers": "2 * X @ dX",
    "one factor": "dX @ X",
    "entrywise": "2 * X * dX",
    "second order": "(X + dX) @ (X + dX) - X @ X",
    "difference": "X @ dX - dX @ X",
    "no change": "2 * X",
    "transpose": "X.T @ dX + dX.T @ X",
}
information_in_variance = {
    "code": """
def information_in_variance(mu, v):
    J = jnp.diag(jnp.array([1, {}]))
    return {}
""",
    "right": (DOWN, f"J.T @ {THETA} @ J"),
    "side": (DOWN, f"jnp.linalg.inv(J).T @ {THETA} @ jnp.linalg.inv(J)"),
    "without J": (DOWN, THETA),
    "J once": (DOWN, f"{THETA} @ J"),
    "deviation": ("1 / (2 * v)", "J.T @ jnp.diag(jnp.array([1 / v**2, 2 / v**2])) @ J"),
}
