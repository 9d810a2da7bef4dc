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
scale_factors = {
    "code": """
def scale_factors(r, theta, phi):
    return jnp.array([{}])
""",
    "right": "1, r, r * jnp.sin(theta)",
    "angles_exchanged": "1, r * jnp.sin(phi), r",
    "order": "1, r * jnp.sin(theta), r",
    "no scale factors": "1, 1, 1",
    "squares": "1, r**2, (r * jnp.sin(theta)) ** 2",
    "product": "r**2 * jnp.sin(theta)",
    "radius": "1, r, r",
    "equator": "1, r, r * jnp.cos(theta)",
    "along r": "r, r, r * jnp.sin(theta)",
    "steps": "r, r * theta, r * jnp.sin(theta) * phi",
    "degrees": "1, r, r * jnp.sin(jnp.deg2rad(theta))",
}
inverse_jacobian = {
    "code": """
def inverse_jacobian(x, y):
    r = jnp.hypot(x, y)
    return jnp.array([{}, {}])
""",
    "right": ("[x / r, y / r]", "[-y / r**2, x / r**2]"),
    "reciprocals": ("[r / x, r / y]", "[-1 / y, 1 / x]"),
    "forwards": ("[x / r, -y]", "[y / r, x]"),
    "missing_r": ("[x / r, y / r]", "[-y / r, x / r]"),
    "outer forgotten": ("[x / r, y / r]", "[-y / x**2, 1 / x]"),
    "adjugate": ("[x, y]", "[-y / r, x / r]"),
    "transposed": ("[x / r, -y / r**2]", "[y / r, x / r**2]"),
    "transposed forwards": ("[x / r, y / r]", "[-y, x]"),
    "rows_swapped": ("[-y / r**2, x / r**2]", "[x / r, y / r]"),
}
along_the_circle = {
    "code": "def along_the_circle(x, y):\n    return {}",
    "right": "y - x**2 / y",
    "y held": "y",
    "one_path": "-(x**2) / y",
    "sign of the slope": "y + x**2 / y",
    "slope turned": "0",
    "no slope": "y + x",
    "slope alone": "-x / y",
    "by the angle": "x**2 - y**2",
    "by the arc": "(y**2 - x**2) / jnp.hypot(x, y)",
    "x held": "x",
    "value": "x * y",
    "gradient": "jnp.array([y, x])",
    "sign": "x**2 / y - y",
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
    "missing sine": "jnp.pi**2.5 / 2",
}
