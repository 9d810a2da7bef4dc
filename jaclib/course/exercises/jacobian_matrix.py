"""The exercises of notebook 01."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course import slopes
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


def _from_book(p):
    return jnp.array([p[0] ** 2, p[0] * p[1], p[0] + 3 * p[1]])


def _slopes(z):
    return 1 - np.tanh(z) ** 2


@exercise(POINTS, look=("jacobian_matrix", {"f": "x^2*y, x + 3y", "a": (0.7, -0.4)}))
def jacobian_by_columns(value, x, y):
    yield diagnose.matrix(value, _stripes, [x, y])
    yield "transposed", "Transposed: what you call a column stands as a row."
    words = "A factor is lost: where x moves in x² y, y stays as a factor and the exponent comes down."
    yield "y lost", np.array([[2 * x, x**2], [1, 3]]), words
    words = "A y is left over in entry (2, 2). Wherever y is, 3 y grows at the same rate: at which?"
    yield "y kept", np.array([[2 * x * y, x**2], [1, 3 * y]]), words
    words = "In column 2 it is x that is held still, and x² y moves with y."
    yield "y held", np.array([[2 * x * y, 2 * x], [1, 3]]), words


@exercise(IN_SPACE)
def jacobian_from_space(value, x, y, z):
    yield diagnose.matrix(value, _from_space, [x, y, z])
    yield "shape", "Two outputs and three inputs: two rows with three entries each."
    words = "Nearly: y z² changes with y, too. Hold x and z still, and let y move."
    yield "only z", np.array([[y, x, 0], [0, 0, 2 * y * z]]), words
    words = "Nearly: in y z² the factor y stays when z moves."
    yield "y lost", np.array([[y, x, 0], [0, z**2, 2 * z]]), words
    words = "Nearly: a factor is missing where z moves. What is the derivative of z²?"
    yield "no 2", np.array([[y, x, 0], [0, z**2, y * z]]), words
    words = "Row 2 is there, but in another order: first by x, then by y, then by z."
    for order in ([1, 2, 0], [1, 0, 2], [0, 2, 1], [2, 1, 0], [2, 0, 1]):
        yield "order in row 2", np.array([[y, x, 0], np.array([0, z**2, 2 * y * z])[order]]), words
    words = "y z² has no x in it. How fast does it change when x alone moves?"
    yield "x in row 2", np.array([[y, x, 0], [y * z**2, z**2, 2 * y * z]]), words


@exercise(look=("jacobian_matrix", {"f": "3 - y, 1 + 2x", "a": (1, -1)}))
def jacobian_of_affine(value):
    yield diagnose.matrix(value, lambda x: TURNED @ x + SHIFT, [5.0, -7.0])
    yield "transposed", "Transposed: J e₁ is column 1, written from top to bottom."
    yield "shape", "Two inputs, two outputs: a 2 × 2 matrix. The shift moves f(a), not the steps that start there."
    words = "The shift moves all images alike. What does it add to how far a step moves the image?"
    yield "shift added", TURNED + SHIFT[:, None], words
    words = "You took (0, 2) for f(e₁), where the point e₁ lands. But it is what the step does: f(x + e₁) − f(x)."
    yield "points for steps", TURNED - SHIFT[:, None], words
    at = np.array([5.0, -7.0])
    words = "That is where (5, −7) goes. The matrix says what becomes of steps."
    yield "image of the point", TURNED @ at + SHIFT, words
    words = "That is the shift, which is the same for every point. A matrix of all the slopes is asked for."
    yield "shift alone", SHIFT, words
    words = "An affine map has the same Jacobian everywhere: the point (5, −7) doesn't come into it."
    yield "times the point", TURNED * at, words
    yield "shift as a column", np.column_stack([TURNED, SHIFT]), "The shift is no column: J has one for each input."


@exercise(LAYERS, look=("layer", {"activation": "tanh"}))
def jacobian_of_layer(value, W, b, x):
    z = W @ x + b
    yield diagnose.matrix(value, lambda x: jnp.tanh(W @ x + b), x)
    yield "weights alone", W, "These are the weights alone: the slopes of tanh are missing."
    words = "The slopes multiply the columns here. Slope i belongs to neuron i: to row i."
    yield "reversed_product", W @ np.diag(_slopes(z)), words
    words = "The slope is taken at x. A neuron never sees x alone: take it at z = W x + b."
    yield "slope at x", np.diag(_slopes(x)) @ W, words
    yield "without b", np.diag(_slopes(W @ x)) @ W, "The slope is taken at W x: the bias b is missing there."
    for name, slope, words in slopes.mistaken(z):
        yield name, np.diag(slope) @ W, words
    words = "These are the slopes alone: W, which makes z of x, has its own Jacobian, W."
    yield "slopes alone", np.diag(_slopes(z)), words
    words = "Slopes times W as a vector: that adds up the rows. Slope i multiplies the whole of row i."
    yield "rows added", _slopes(z) @ W, words
    yield "product after", np.diag(_slopes(z)) @ W.T, "W stands there transposed: row i belongs to neuron i."
    yield "value", np.tanh(z), "That is what the layer gives. Its Jacobian says how that moves with x."
    yield "slopes as a vector", _slopes(z), "These are the slopes alone, as a vector: each multiplies a row of W."
    yield "x as a factor", np.diag(_slopes(z)) @ W * x, "Where x moves, W x moves by W alone: x itself is no factor."
    yield "tanh of W", np.diag(_slopes(z)) @ np.tanh(W), "The activation acts on z, not on the weights."
    words = "1 / cosh z is the root of the slope 1 − tanh² z, and not the slope itself."
    yield "sech not squared", np.diag(1 / np.cosh(z)) @ W, words


@exercise(POINTS)
def jacobian_from_book(value, x, y):
    yield diagnose.matrix(value, _from_book, [x, y])
    yield "transposed", "This is how the book has it, with a row for each input. What is a row in this course?"
    words = "The shape is right. But reshape keeps the six numbers in their order, and tears the book's rows apart."
    yield "reshaped", np.array([[2 * x, y], [1, 0], [x, 3]]), words
    words = "This is the book's page turned by a quarter. Its first row should become the first column."
    yield "turned", np.array([[1, 3], [y, x], [2 * x, 0]]), words
    words = "This multiplies the book's matrix by its transpose. No number in it should change, only their places."
    yield "squared", np.array([[4 * x**2 + y**2 + 1, x * y + 3], [x * y + 3, x**2 + 9]]), words
    yield "shape", "Two inputs and three outputs: how many rows, and how many columns?"
