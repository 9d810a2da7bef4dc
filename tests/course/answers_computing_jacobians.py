"""Answers to the exercises of notebook 06."""

slope_of_cube = {
    "code": "def slope_of_cube(x, h):\n    return {}",
    "right": "((x + h) ** 3 - (x - h) ** 3) / (2 * h)",
    "factor": "((x + h) ** 3 - (x - h) ** 3) / h",
    "forward": "((x + h) ** 3 - x**3) / h",
    "sign": "((x - h) ** 3 - (x + h) ** 3) / (2 * h)",
    "exact": "3 * x**2",
}
numeric_jacobian = {
    "code": """
def numeric_jacobian(x, y):
    g = lambda p: jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])
    a, h, axis = jnp.array([x, y]), {}, {}
    return jnp.stack([(g(a + h * e) - g(a - h * e)) / {} for e in jnp.eye(2)], axis=axis)
""",
    "right": ("1e-5", "1", "(2 * h)"),
    "transposed": ("1e-5", "0", "(2 * h)"),
    "factor": ("1e-5", "1", "h"),
    "too large a step": ("0.1", "1", "(2 * h)"),
    "too small a step": ("1e-14", "1", "(2 * h)"),
    "no step": ("1e-17", "1", "(2 * h)"),
}
values_needed = {"right": "51", "central": "100", "no start": "50", "outputs": "4", "entries": "150"}
carried = {
    "code": """
def carried(x, y, dx, dy):
    sine, dsine = jnp.sin(y), jnp.cos(y) * dy
    product, dproduct = x * y, dx * y + x * dy
    return jnp.array([{}, {}])
""",
    "right": ("dx * sine + x * dsine", "jnp.exp(product) * dproduct"),
    "one input": ("dx * sine", "jnp.exp(product) * y * dx"),
    "values": ("x * sine", "jnp.exp(product)"),
    "inner": ("dx * sine + x * dsine", "jnp.exp(product)"),
    "cosine alone": ("dx * dsine", "jnp.exp(product) * dproduct"),
}
