"""Answers to the exercises of notebook 05."""

area_factor = {
    "code": """
def area_factor(u, v):
    parabolic = parse_map("u*v, (u^2 - v^2)/2", ("u", "v"))
    return {}
""",
    "right": "jnp.abs(determinant(parabolic)([u, v]))",
    "sign": "determinant(parabolic)([u, v])",
    "inverse": "1 / jnp.abs(determinant(parabolic)([u, v]))",
    "one edge": "jnp.linalg.norm(jacobian(parabolic)([u, v])[:, 0])",
    "parts": "jacobian(parabolic)([u, v])",
}
volume_factor = {
    "code": """
def volume_factor(rho, beta):
    edge_alpha = 2 + rho * jnp.cos(beta)
    return {}
""",
    "right": "edge_alpha * rho",
    "missing_r": "edge_alpha * 1",
    "degrees": "rho * (2 + rho * jnp.cos(beta * jnp.pi / 180))",
    "one edge": "rho",
    "edge twice": "edge_alpha**2",
    "sign": "-edge_alpha * rho",
}
moment = {
    "code": "def moment(R):\n    return {}",
    "right": "jnp.pi * R**4 / 2",
    "missing_r": "2 * jnp.pi * R**3 / 3",
    "factor": "jnp.pi * R**4 / 4",
    "one ray": "R**4 / 4",
    "area": "jnp.pi * R**2",
}
cone = {
    "code": "def cone(alpha):\n    return {}",
    "right": "2 * jnp.pi * (1 - jnp.cos(alpha)) / 3",
    "missing sine": "2 * jnp.pi * alpha / 3",
    "square": "2 * jnp.pi * (1 - jnp.cos(alpha))",
    "degrees": "2 * jnp.pi * (1 - jnp.cos(jnp.deg2rad(alpha))) / 3",
    "sign": "2 * jnp.pi * (jnp.cos(alpha) - 1) / 3",
}
gaussian_in_space = {
    "right": "jnp.pi**1.5",
    "plane": "jnp.pi",
    "line": "jnp.sqrt(jnp.pi)",
    "factor": "2 * jnp.pi**1.5",
    "sign": "-jnp.pi**1.5",
}
