"""Answers to the exercises of notebook 06."""

from tests.course.answers import Answers

SLOPE = """
def slope_of_cube(x, h):
    return {}
"""
NUMERIC = """
def numeric_jacobian(x, y):
    g = lambda p: jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])
    a, h, axis = jnp.array([x, y]), {}, {}
    return jnp.stack([(g(a + h * e) - g(a - h * e)) / {} for e in jnp.eye(2)], axis=axis)
"""
CARRIED = """
def carried(x, y, dx, dy):
    sine, dsine = jnp.sin(y), jnp.cos(y) * dy
    product, dproduct = x * y, dx * y + x * dy
    return jnp.array([{}, {}])
"""

ANSWERS = {
    "slope_of_cube": Answers(
        right=SLOPE.format("((x + h) ** 3 - (x - h) ** 3) / (2 * h)"),
        wrong={
            "factor": SLOPE.format("((x + h) ** 3 - (x - h) ** 3) / h"),
            "forward": SLOPE.format("((x + h) ** 3 - x**3) / h"),
            "sign": SLOPE.format("((x - h) ** 3 - (x + h) ** 3) / (2 * h)"),
            "exact": SLOPE.format("3 * x**2"),
        },
    ),
    "numeric_jacobian": Answers(
        right=NUMERIC.format("1e-5", "1", "(2 * h)"),
        wrong={
            "transposed": NUMERIC.format("1e-5", "0", "(2 * h)"),
            "factor": NUMERIC.format("1e-5", "1", "h"),
            "too large a step": NUMERIC.format("0.1", "1", "(2 * h)"),
            "too small a step": NUMERIC.format("1e-14", "1", "(2 * h)"),
            "no step": NUMERIC.format("1e-17", "1", "(2 * h)"),
        },
    ),
    "values_needed": Answers(
        right="values_needed = 51",
        wrong={
            "central": "values_needed = 100",
            "no start": "values_needed = 50",
            "outputs": "values_needed = 4",
            "entries": "values_needed = 150",
        },
    ),
    "carried": Answers(
        right=CARRIED.format("dx * sine + x * dsine", "jnp.exp(product) * dproduct"),
        wrong={
            "one input": CARRIED.format("dx * sine", "jnp.exp(product) * y * dx"),
            "values": CARRIED.format("x * sine", "jnp.exp(product)"),
            "no inner speed": CARRIED.format("dx * sine + x * dsine", "jnp.exp(product)"),
            "cosine alone": CARRIED.format("dx * dsine", "jnp.exp(product) * dproduct"),
        },
    ),
}
