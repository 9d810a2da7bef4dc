"""Answers to the exercises of notebook 06."""

gradient_check = {
    "code": """
def gradient_check(x, y, vx, vy, h):
    f = lambda t: (x + t * vx) ** 2 * (y + t * vy)
    return {}
""",
    "right": "(f(h) - f(-h)) / (2 * h) - (2 * x * y * vx + x**2 * vy)",
    "quotient alone": "(f(h) - f(-h)) / (2 * h)",
    "not halved": "(f(h) - f(-h)) / h - (2 * x * y * vx + x**2 * vy)",
    "forward": "(f(h) - f(0)) / h - (2 * x * y * vx + x**2 * vy)",
    "backward": "(f(0) - f(-h)) / h - (2 * x * y * vx + x**2 * vy)",
    "values added": "(f(h) + f(-h)) / (2 * h) - (2 * x * y * vx + x**2 * vy)",
    "brackets": "f(h) - f(-h) / (2 * h) - (2 * x * y * vx + x**2 * vy)",
    "one term": "(f(h) - f(-h)) / (2 * h) - 2 * x * y * vx",
    "no direction": "(f(h) - (x - h) ** 2 * (y - h * vy)) / (2 * h) - (2 * x * y * vx + x**2 * vy)",
    "g not along v": "(f(h) - f(-h)) / (2 * h) - (2 * x * y + x**2)",
    "sign": "(f(-h) - f(h)) / (2 * h) + (2 * x * y * vx + x**2 * vy)",
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
jacobian_at_once = {
    "code": """
def jacobian_at_once(x, y):
    f = lambda p: jnp.array([p[0] * p[1], p[0] + 2 * p[1], jnp.sin(p[0])])
    push = lambda v: jax.jvp(f, (jnp.array([x, y]),), (v,))[{}]
    return jax.vmap(push, out_axes={})(jnp.eye({})){}
""",
    "right": ("1", "1", "2", ""),
    "transposed": ("1", "0", "2", ""),
    "reshaped": ("1", "0", "2", ".reshape(3, 2)"),
    "added": ("1", "1", "2", ".sum(axis=1)"),
    "one column": ("1", "1", "2", "[:, 0]"),
    "values": ("0", "1", "2", "[:, 0]"),
    "stops": ("1", "1", "3", ""),
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
slope_of_solution = {
    "code": "def slope_of_solution(E, e):\n    return {}",
    "right": "1 / (1 - e * jnp.cos(E))",
    "one round": "1.0",
    "two rounds": "1 + e * jnp.cos(E)",
    "side changed": "1 / (1 + e * jnp.cos(E))",
    "other letter": "jnp.sin(E) / (1 - e * jnp.cos(E))",
    "M forgotten": "e * jnp.cos(E) / (1 - e * jnp.cos(E))",
}
