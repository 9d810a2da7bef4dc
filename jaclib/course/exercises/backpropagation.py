"""The exercises of notebook 07."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import Exercise, counted

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


def _slipped(W1, W2, x, y, *, back=None, slopes=None):
    """The gradient in W1 with another way back through W2, or with other slopes."""
    hidden = np.tanh(W1 @ x)
    miss = W2 @ hidden - y
    row = miss @ W2 if back is None else back(miss, W2)
    return np.outer(row * (1 - hidden**2 if slopes is None else slopes(W1 @ x)), x)


gradient_of_weights = Exercise(
    judge=lambda value, row, slopes, x: _matrix(value, np.outer(row * slopes, x)),
    at=ARRIVALS,
    slips={
        "no slopes": lambda row, slopes, x: np.outer(row, x),
        "no input": lambda row, slopes, x: np.outer(row * slopes, np.ones(3)),
    },
    hints={
        "transposed": "Rows and columns are exchanged: entry (i, j) belongs to W[i, j], so row i has the i-th entry "
        "of the row that arrives, and column j the j-th entry of x.",
        "no slopes": "The row has not gone through the activation yet: multiply it by the slopes first.",
        "no input": "That is the gradient in b, once for each column. In W[i, j] the layer's input x[j] comes with it.",
    },
)
row_at_the_input = Exercise(
    judge=lambda value, *x: diagnose.vector(value, (V * (1 - np.tanh(W @ x) ** 2)) @ W),
    at=INPUTS,
    slips={
        "value": lambda *x: (V * np.tanh(W @ x)) @ W,
        "slope of z": lambda *x: (V * (1 - (W @ x) ** 2)) @ W,
        "no activation": lambda *x: V @ W,
    },
    hints={
        "value": "The row meets the activation's derivative, not its value. The derivative of tanh is 1 − tanh².",
        "slope of z": "Nearly: in 1 − tanh² the tanh of z is squared, not z itself.",
        "no activation": "The row has jumped over the activation: diag(σ′(z)) stands between v and W.",
    },
)
cheapest = Exercise(
    judge=counted(224),
    slips={"from an end": lambda: 800, "two products": lambda: 160, "entries": lambda: 180},
    hints={
        "from an end": "That is the cost from either end: a large matrix is carried along. What if both ends wait?",
        "two products": "That is A B and C D. The two results still have to be multiplied.",
        "entries": "Not the entries are counted: an m × k by a k × n matrix takes m · k · n.",
    },
)
held_at_peak = Exercise(
    judge=counted(23),
    slips={"kept only": lambda: 12, "counted twice": lambda: 24, "all": lambda: 144, "segment only": lambda: 11},
    hints={
        "kept only": "Those are the kept ones. In a segment the others are worked out again, too.",
        "counted twice": "Nearly: the first input of the segment is one of those kept. You count it twice.",
        "all": "That is without checkpoints: all inputs are held.",
        "segment only": "Those are worked out again. The kept ones are held besides.",
    },
)
gradient_of_first_weights = Exercise(
    judge=lambda value, W1, *rest: _matrix(value, jax.grad(_loss)(jnp.asarray(W1), *rest)),
    at=NETWORKS,
    slips={
        "weights the wrong way round": lambda *given: _slipped(*given, back=lambda miss, W2: W2 @ miss),
        "no slopes": lambda *given: _slipped(*given, slopes=np.ones_like),
        "slope of z": lambda *given: _slipped(*given, slopes=lambda z: 1 - z**2),
        "jumped over W2": lambda *given: _slipped(*given, back=lambda miss, W2: miss),
    },
    hints={
        "transposed": "Rows and columns are exchanged: the gradient in W1 has the shape of W1.",
        "sign": "The signs are all the other way: the loss's row is output − y, not y − output.",
        "weights the wrong way round": "The row meets W2 from the left: row @ W2. W2 @ row multiplies by its rows "
        "instead of its columns.",
        "no slopes": "The row has not gone through tanh: its slopes, 1 − tanh², are missing.",
        "slope of z": "Nearly: in 1 − tanh² the tanh of z is squared, not z itself.",
        "jumped over W2": "The row has jumped over W2: after the loss it comes to the last layer first.",
    },
)
