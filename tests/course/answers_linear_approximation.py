"""Answers to the exercises of notebook 02."""

prediction = {
    "code": """
def prediction(h):
    square, start = maps.complex_square, jnp.array([1.0, 0.5])
    return {}
""",
    "right": "square(start) + jacobian(square)(start) @ h",
    "transposed": "square(start) + jacobian(square)(start).T @ h",
    "image": "square(start + h)",
    "step alone": "jacobian(square)(start) @ h",
    "wrong_point": "square(start) + jacobian(square)(start + h) @ h",
    "wrong start": "start + jacobian(square)(start) @ h",
    "one_entry": "square(start) + jacobian(square)(start) @ h + jnp.array([0, 1])",
}
jacobian_of_g = {
    "code": """
def jacobian_of_g(x, y):
    column_1, column_2 = [jnp.exp(y), 2 * x], [x * jnp.exp(y), -1]
    return {}
""",
    "right": "jnp.array([column_1, column_2]).T",
    "transposed": "jnp.array([column_1, column_2])",
    "columns_swapped": "jnp.array([column_2, column_1]).T",
    "sign": "jnp.array([column_1, column_2]).T * jnp.array([[1, 1], [1, -1]])",
    "one_entry": "jnp.array([column_1, column_2]).T + jnp.array([[0, 1], [0, 0]])",
    "wrong variable": "jnp.array([column_1, column_1]).T",
    "left_out": "jnp.array(column_1)",
}
aspect = {
    "code": """
def aspect(J):
    long, short = jnp.linalg.svd(J, compute_uv=False)
    return {}
""",
    "right": "long / short",
    "inverse": "short / long",
    "squared": "(long / short) ** 2",
    "columns": "jnp.max(s := jnp.linalg.norm(J, axis=0)) / jnp.min(s)",
    "eigenvalues": "jnp.max(s := abs(jnp.linalg.eigvals(J))) / jnp.min(s)",
    "length alone": "long",
    "area": "abs(jnp.linalg.det(J))",
}
