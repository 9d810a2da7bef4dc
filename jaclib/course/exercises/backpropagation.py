"""The exercises of notebook 07."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import counted, exercise

W = np.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 1.0]])
V = np.array([2.0, -1.0, 0.5])
INPUTS = [(0.3, -0.4), (-0.7, 0.2), (0.5, 0.9)]
ARRIVALS = [
    (np.array([2.0, -1.0]), np.array([0.5, 0.25]), np.array([1.0, -3.0, 0.5])),
    (np.array([-0.4, 1.5]), np.array([1.0, 0.1]), np.array([0.2, 0.7, -2.0])),
]
NETWORKS = [
    tuple(np.random.default_rng(seed).normal(size=shape).round(2) for shape in ((2, 3), (2, 2), (3,), (2,)))
    for seed in range(3)
]


def _matrix(value, expected):
    """Judge a matrix that should be this one: the Jacobian of multiplying by it."""
    expected = jnp.asarray(expected)
    return diagnose.matrix(value, lambda v: expected @ v, jnp.ones(expected.shape[1]), scale=1.0)


def _loss(W1, W2, x, y):
    return jnp.sum((W2 @ jnp.tanh(W1 @ x) - y) ** 2) / 2


@exercise(ARRIVALS)
def gradient_of_weights(value, row, slopes, x):
    yield _matrix(value, np.outer(row * slopes, x))
    words = (
        "Rows and columns are exchanged: entry (i, j) belongs to W[i, j], so row i has the i-th entry of the row that "
        "arrives, and column j the j-th entry of x."
    )
    yield "transposed", words
    words = "The row has not gone through the activation yet: multiply it by the slopes first."
    yield "no slopes", np.outer(row, x), words
    words = "That is the gradient in b, once for each column. In W[i, j] the layer's input x[j] comes with it."
    yield "no input", np.outer(row * slopes, np.ones(3)), words


@exercise(INPUTS)
def row_at_the_input(value, *x):
    z = W @ x
    yield diagnose.vector(value, (V * (1 - np.tanh(z) ** 2)) @ W)
    words = "The row meets the activation's derivative, not its value. The derivative of tanh is 1 − tanh²."
    yield "value", (V * np.tanh(z)) @ W, words
    yield "slope of z", (V * (1 - z**2)) @ W, "Nearly: in 1 − tanh² the tanh of z is squared, not z itself."
    yield "no activation", V @ W, "The row has jumped over the activation: diag(σ′(z)) stands between v and W."


@exercise()
def cheapest(value):
    yield counted(value, 224)
    words = "That is the cost from either end: a large matrix is carried along. What if both ends wait?"
    yield "from an end", 800, words
    yield "two products", 160, "That is A B and C D. The two results still have to be multiplied."
    yield "entries", 180, "Not the entries are counted: an m × k by a k × n matrix takes m · k · n."


@exercise()
def held_at_peak(value):
    yield counted(value, 23)
    yield "kept only", 12, "Those are the kept ones. In a segment the others are worked out again, too."
    yield "counted twice", 24, "Nearly: the first input of the segment is one of those kept. You count it twice."
    yield "all", 144, "That is without checkpoints: all inputs are held."
    yield "segment only", 11, "Those are worked out again. The kept ones are held besides."


@exercise(NETWORKS)
def gradient_of_first_weights(value, W1, W2, x, y):
    z = W1 @ x
    row, slopes = W2 @ np.tanh(z) - y, 1 - np.tanh(z) ** 2
    yield _matrix(value, jax.grad(_loss)(jnp.asarray(W1), W2, x, y))
    yield "transposed", "Rows and columns are exchanged: the gradient in W1 has the shape of W1."
    yield "sign", "The signs are all the other way: the loss's row is output − y, not y − output."
    words = "The row meets W2 from the left: row @ W2. W2 @ row multiplies by its rows instead of its columns."
    yield "weights the wrong way round", np.outer(W2 @ row * slopes, x), words
    words = "The row has not gone through tanh: its slopes, 1 − tanh², are missing."
    yield "no slopes", np.outer(row @ W2, x), words
    words = "Nearly: in 1 − tanh² the tanh of z is squared, not z itself."
    yield "slope of z", np.outer(row @ W2 * (1 - z**2), x), words
    words = "The row has jumped over W2: after the loss it comes to the last layer first."
    yield "jumped over W2", np.outer(row * slopes, x), words
