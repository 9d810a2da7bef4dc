"""Answers to the exercises of notebook 07."""

gradient_of_weights = {
    "code": "def gradient_of_weights(row, slopes, x):\n    return {}",
    "right": "jnp.outer(row * slopes, x)",
    "no slopes": "jnp.outer(row, x)",
    "no input": "jnp.outer(row * slopes, jnp.ones(3))",
    "transposed": "jnp.outer(x, row * slopes)",
    "sign": "-jnp.outer(row * slopes, x)",
}
row_at_the_input = {
    "code": """
W = jnp.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 1.0]])
v = jnp.array([2.0, -1.0, 0.5])

def row_at_the_input(x1, x2):
    z = W @ jnp.array([x1, x2])
    return {}
""",
    "right": "(v * (1 - jnp.tanh(z) ** 2)) @ W",
    "tanh for its slope": "(v * jnp.tanh(z)) @ W",
    "slope of z": "(v * (1 - z**2)) @ W",
    "no activation": "v @ W",
}
cheapest = {"right": "224", "from an end": "800", "two products": "160", "entries": "180", "product forgotten": "1440"}
gradient_of_batch = {
    "code": "def gradient_of_batch(Delta, A):\n    return {}",
    "right": "Delta.T @ A / len(A)",
    "sum": "Delta.T @ A",
    "transposed": "A.T @ Delta / len(A)",
    "wrong count": "Delta.T @ A / A.size",
    "means multiplied": "jnp.outer(Delta.mean(axis=0), A.mean(axis=0))",
    "gradient in b": "Delta.mean(axis=0)",
    "not added": "Delta[:, :, None] * A[:, None, :]",
}
pull_of_product = {
    "code": "def pull_of_product(row, u, v):\n    return {}",
    "right": "row * v, row * u",
    "exchanged": "row * u, row * v",
    "no row": "v, u",
    "added": "row * (u + v)",
    "value": "row * u * v",
    "as for a sum": "row, row",
    "one part": "row * v",
}
gradient_of_first_weights = {
    "code": """
def gradient_of_first_weights(W1, W2, x, y):
    hidden = jnp.tanh(W1 @ x)
    row = W2 @ hidden - y
    return {}
""",
    "right": "jnp.outer((row @ W2) * (1 - hidden**2), x)",
    "weights the wrong way round": "jnp.outer((W2 @ row) * (1 - hidden**2), x)",
    "no slopes": "jnp.outer(row @ W2, x)",
    "slope of z": "jnp.outer((row @ W2) * (1 - (W1 @ x) ** 2), x)",
    "jumped over W2": "jnp.outer(row * (1 - hidden**2), x)",
    "transposed": "jnp.outer(x, (row @ W2) * (1 - hidden**2))",
    "sign": "-jnp.outer((row @ W2) * (1 - hidden**2), x)",
    "factor": "2 * jnp.outer((row @ W2) * (1 - hidden**2), x)",
}
