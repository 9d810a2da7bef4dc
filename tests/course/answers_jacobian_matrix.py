"""Answers to the exercises of notebook 01."""

from tests.course.answers import Answers

BY_COLUMNS = """
def jacobian_by_columns(x, y):
    column_1, column_2 = [2 * x * y, 1], [x**2, 3]
    return {}
"""
FROM_SPACE = """
def jacobian_from_space(x, y, z):
    return jnp.array({})
"""
LAYER = """
def jacobian_of_layer(W, b, x):
    z = W @ x + b
    return {}
"""

ANSWERS = {
    "jacobian_by_columns": Answers(
        right=BY_COLUMNS.format("jnp.array([column_1, column_2]).T"),
        wrong={
            "transposed": BY_COLUMNS.format("jnp.array([column_1, column_2])"),
            "columns_swapped": BY_COLUMNS.format("jnp.array([column_2, column_1]).T"),
            "rows_swapped": BY_COLUMNS.format("jnp.array([column_1, column_2]).T[::-1]"),
            "shape": BY_COLUMNS.format("jnp.array([*column_1, *column_2])"),
        },
    ),
    "jacobian_from_space": Answers(
        right=FROM_SPACE.format("[[y, x, 0], [0, z**2, 2 * y * z]]"),
        wrong={
            "transposed": FROM_SPACE.format("[[y, 0], [x, z**2], [0, 2 * y * z]]"),
            "rows_swapped": FROM_SPACE.format("[[0, z**2, 2 * y * z], [y, x, 0]]"),
            "only z": FROM_SPACE.format("[[y, x, 0], [0, 0, 2 * y * z]]"),
            "one_entry": FROM_SPACE.format("[[y, x, 0], [0, z**2, y * z]]"),
            "sign": FROM_SPACE.format("[[y, x, 0], [0, z**2, -2 * y * z]]"),
            "shape": FROM_SPACE.format("[[y, x], [z**2, 2 * y * z]]"),
        },
    ),
    "jacobian_of_affine": Answers(
        right="jacobian_of_affine = [[0, -1], [2, 0]]",
        wrong={
            "transposed": "jacobian_of_affine = [[0, 2], [-1, 0]]",
            "sign": "jacobian_of_affine = [[0, 1], [2, 0]]",
            "shift added": "jacobian_of_affine = [[3, 2], [3, 1]]",
            "points for steps": "jacobian_of_affine = [[-3, -4], [1, -1]]",
            "shape": "jacobian_of_affine = [[0, -1, 3], [2, 0, 1]]",
        },
    ),
    "jacobian_of_layer": Answers(
        right=LAYER.format("jnp.diag(1 - jnp.tanh(z) ** 2) @ W"),
        wrong={
            "weights alone": LAYER.format("W"),
            "reversed_product": LAYER.format("W @ jnp.diag(1 - jnp.tanh(z) ** 2)"),
            "slope at x": LAYER.format("jnp.diag(1 - jnp.tanh(x) ** 2) @ W"),
            "without b": LAYER.format("jnp.diag(1 - jnp.tanh(W @ x) ** 2) @ W"),
            "values for slopes": LAYER.format("jnp.diag(jnp.tanh(z)) @ W"),
            "transposed": LAYER.format("(jnp.diag(1 - jnp.tanh(z) ** 2) @ W).T"),
        },
    ),
}
