"""The exercises of notebook 01."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

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


def _slopes(z):
    return 1 - np.tanh(z) ** 2


@exercise(POINTS)
def jacobian_by_columns(value, x, y):
    yield diagnose.matrix(value, _stripes, [x, y])
    yield "transposed", "Transposed: what you call a column stands as a row. Write .T behind the array."


@exercise(IN_SPACE)
def jacobian_from_space(value, x, y, z):
    yield diagnose.matrix(value, _from_space, [x, y, z])
    yield "shape", "Two outputs and three inputs: two rows with three entries each."
    words = "Nearly: y z² changes with y, too. Hold x and z still, and let y move."
    yield "only z", np.array([[y, x, 0], [0, 0, 2 * y * z]]), words


@exercise()
def jacobian_of_affine(value):
    yield diagnose.matrix(value, lambda x: TURNED @ x + SHIFT, [5.0, -7.0])
    yield "transposed", "Transposed: J e₁ is column 1, written from top to bottom."
    yield "shape", "Two inputs, two outputs: a 2 × 2 matrix. The shift moves f(a), not the steps that start there."
    words = "The shift is the same for every input: no partial derivative has a part in it."
    yield "shift added", TURNED + SHIFT[:, None], words
    words = (
        "You took (0, 2) for f(e₁), where the point e₁ lands. It is what the step does, f(x + e₁) − f(x), and in that "
        "difference the shift cancels."
    )
    yield "points for steps", TURNED - SHIFT[:, None], words


@exercise(LAYERS)
def jacobian_of_layer(value, W, b, x):
    z = W @ x + b
    yield diagnose.matrix(value, lambda x: jnp.tanh(W @ x + b), x)
    yield "weights alone", W, "These are the weights alone: the slopes of tanh are missing."
    words = "The slopes multiply the columns here. Slope i belongs to neuron i: to row i."
    yield "reversed_product", W @ np.diag(_slopes(z)), words
    words = "The slope is taken at x. A neuron never sees x alone: take it at z = W x + b."
    yield "slope at x", np.diag(_slopes(x)) @ W, words
    yield "without b", np.diag(_slopes(W @ x)) @ W, "The slope is taken at W x: the bias b is missing there."
    yield "values for slopes", np.diag(np.tanh(z)) @ W, "That is tanh itself in place of its slope, 1 − tanh²."
