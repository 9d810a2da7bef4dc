"""Answers to the exercises of notebook 07."""

from tests.course.answers import Answers

ARRIVES = """
def gradient_of_weights(row, slopes, x):
    return {}
"""
ROW = """
W = jnp.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 1.0]])
v = jnp.array([2.0, -1.0, 0.5])

def row_at_the_input(x1, x2):
    z = W @ jnp.array([x1, x2])
    return {}
"""
FIRST = """
def gradient_of_first_weights(W1, W2, x, y):
    hidden = jnp.tanh(W1 @ x)
    row = W2 @ hidden - y
    return {}
"""

ANSWERS = {
    "gradient_of_weights": Answers(
        right=ARRIVES.format("jnp.outer(row * slopes, x)"),
        wrong={
            "no slopes": ARRIVES.format("jnp.outer(row, x)"),
            "no input": ARRIVES.format("jnp.outer(row * slopes, jnp.ones(3))"),
            "transposed": ARRIVES.format("jnp.outer(x, row * slopes)"),
            "sign": ARRIVES.format("-jnp.outer(row * slopes, x)"),
        },
    ),
    "row_at_the_input": Answers(
        right=ROW.format("(v * (1 - jnp.tanh(z) ** 2)) @ W"),
        wrong={
            "value for slope": ROW.format("(v * jnp.tanh(z)) @ W"),
            "slope of z": ROW.format("(v * (1 - z**2)) @ W"),
            "no activation": ROW.format("v @ W"),
        },
    ),
    "cheapest": Answers(
        right="cheapest = 224",
        wrong={"from an end": "cheapest = 800", "two products": "cheapest = 160", "entries": "cheapest = 180"},
    ),
    "held_at_peak": Answers(
        right="held_at_peak = 23",
        wrong={
            "kept only": "held_at_peak = 12",
            "counted twice": "held_at_peak = 24",
            "all": "held_at_peak = 144",
            "segment only": "held_at_peak = 11",
        },
    ),
    "gradient_of_first_weights": Answers(
        right=FIRST.format("jnp.outer((row @ W2) * (1 - hidden**2), x)"),
        wrong={
            "weights the wrong way round": FIRST.format("jnp.outer((W2 @ row) * (1 - hidden**2), x)"),
            "no slopes": FIRST.format("jnp.outer(row @ W2, x)"),
            "slope of z": FIRST.format("jnp.outer((row @ W2) * (1 - (W1 @ x) ** 2), x)"),
            "jumped over W2": FIRST.format("jnp.outer(row * (1 - hidden**2), x)"),
            "transposed": FIRST.format("jnp.outer(x, (row @ W2) * (1 - hidden**2))"),
            "sign": FIRST.format("-jnp.outer((row @ W2) * (1 - hidden**2), x)"),
            "factor": FIRST.format("2 * jnp.outer((row @ W2) * (1 - hidden**2), x)"),
        },
    ),
}
