"""The exercises of notebook 01."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import Exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
IN_SPACE = [(0.7, -0.4, 1.3), (-1.2, 0.9, 0.5), (2.3, 0.3, -1.1)]
SHIFT = jnp.array([3.0, 1.0])
TURNED = jnp.array([[0.0, -1.0], [2.0, 0.0]])
LAYERS = [
    (np.array([[2.0, -1.0], [0.5, 1.5]]), np.array([0.0, -0.5]), np.array([0.5, 0.25])),
    (np.array([[0.3, 1.2], [-0.7, 0.4]]), np.array([1.0, 0.2]), np.array([-0.5, 0.75])),
]


def _stripes(p):
    return jnp.array([p[0] ** 2 * p[1], p[0] + 3 * p[1]])


def _from_space(p):
    return jnp.array([p[0] * p[1], p[1] * p[2] ** 2])


def _layer(W, b):
    return lambda x: jnp.tanh(W @ x + b)


def _slopes(z):
    return 1 - np.tanh(z) ** 2


jacobian_by_columns = Exercise(
    judge=lambda value, x, y: diagnose.matrix(value, _stripes, [x, y]),
    at=POINTS,
    hints={"transposed": "Transposed: what you call a column stands as a row. Write .T behind the array."},
)
jacobian_from_space = Exercise(
    judge=lambda value, x, y, z: diagnose.matrix(value, _from_space, [x, y, z]),
    at=IN_SPACE,
    slips={"only z": lambda x, y, z: np.array([[y, x, 0], [0, 0, 2 * y * z]])},
    hints={
        "shape": "Two outputs and three inputs: two rows with three entries each.",
        "only z": "Nearly: y z² changes with y, too. Hold x and z still, and let y move.",
    },
)
jacobian_of_affine = Exercise(
    judge=lambda value: diagnose.matrix(value, lambda x: TURNED @ x + SHIFT, [5.0, -7.0]),
    slips={
        "shift added": lambda: np.asarray(TURNED + SHIFT[:, None]),
        "points for steps": lambda: np.asarray(TURNED - SHIFT[:, None]),
    },
    hints={
        "transposed": "Transposed: J e₁ is column 1, written from top to bottom.",
        "shape": "Two inputs, two outputs: a 2 × 2 matrix. The shift moves f(a), not the steps that start there.",
        "shift added": "The shift is the same for every input: no partial derivative has a part in it.",
        "points for steps": "You took (0, 2) for f(e₁), where the point e₁ lands. It is what the step does, f(x + e₁) "
        "− f(x), and in that difference the shift cancels.",
    },
)
jacobian_of_layer = Exercise(
    judge=lambda value, W, b, x: diagnose.matrix(value, _layer(W, b), x),
    at=LAYERS,
    slips={
        "weights alone": lambda W, b, x: W,
        "reversed_product": lambda W, b, x: W @ np.diag(_slopes(W @ x + b)),
        "slope at x": lambda W, b, x: np.diag(_slopes(x)) @ W,
        "without b": lambda W, b, x: np.diag(_slopes(W @ x)) @ W,
        "values for slopes": lambda W, b, x: np.diag(np.tanh(W @ x + b)) @ W,
    },
    hints={
        "weights alone": "These are the weights alone: the slopes of tanh are missing.",
        "reversed_product": "The slopes multiply the columns here. Slope i belongs to neuron i: to row i.",
        "slope at x": "The slope is taken at x. A neuron never sees x alone: take it at z = W x + b.",
        "without b": "The slope is taken at W x: the bias b is missing there.",
        "values for slopes": "That is tanh itself in place of its slope, 1 − tanh².",
    },
)
