"""Answers to the exercises of notebook 01."""

jacobian_by_columns = {
    "code": """
def jacobian_by_columns(x, y):
    column_1, column_2 = [2 * x * y, 1], [x**2, 3]
    return {}
""",
    "right": "jnp.array([column_1, column_2]).T",
    "transposed": "jnp.array([column_1, column_2])",
    "columns_swapped": "jnp.array([column_2, column_1]).T",
    "rows_swapped": "jnp.array([column_1, column_2]).T[::-1]",
    "shape": "jnp.array([*column_1, *column_2])",
}
jacobian_from_space = {
    "code": "def jacobian_from_space(x, y, z):\n    return jnp.array({})",
    "right": "[[y, x, 0], [0, z**2, 2 * y * z]]",
    "transposed": "[[y, 0], [x, z**2], [0, 2 * y * z]]",
    "rows_swapped": "[[0, z**2, 2 * y * z], [y, x, 0]]",
    "only z": "[[y, x, 0], [0, 0, 2 * y * z]]",
    "no 2": "[[y, x, 0], [0, z**2, y * z]]",
    "sign": "[[y, x, 0], [0, z**2, -2 * y * z]]",
    "shape": "[[y, x], [z**2, 2 * y * z]]",
}
jacobian_of_affine = {
    "right": "[[0, -1], [2, 0]]",
    "transposed": "[[0, 2], [-1, 0]]",
    "sign": "[[0, 1], [2, 0]]",
    "shift added": "[[3, 2], [3, 1]]",
    "points for steps": "[[-3, -4], [1, -1]]",
    "shift as a column": "[[0, -1, 3], [2, 0, 1]]",
}
jacobian_of_layer = {
    "code": """
def jacobian_of_layer(W, b, x):
    z = W @ x + b
    return {}
""",
    "right": "jnp.diag(1 - jnp.tanh(z) ** 2) @ W",
    "weights alone": "W",
    "reversed_product": "W @ jnp.diag(1 - jnp.tanh(z) ** 2)",
    "slope at x": "jnp.diag(1 - jnp.tanh(x) ** 2) @ W",
    "without b": "jnp.diag(1 - jnp.tanh(W @ x) ** 2) @ W",
    "tanh for its slope": "jnp.diag(jnp.tanh(z)) @ W",
    "transposed": "(jnp.diag(1 - jnp.tanh(z) ** 2) @ W).T",
}
jacobian_from_book = {
    "code": "def jacobian_from_book(x, y):\n    book = jnp.array([[2 * x, y, 1], [0, x, 3]])\n    return {}",
    "right": "book.T",
    "transposed": "book",
    "reshaped": "book.reshape(3, 2)",
    "turned": "jnp.rot90(book)",
    "columns_swapped": "book.T[:, ::-1]",
    "squared": "book @ book.T",
}
