"""The exercises of notebook 07."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import counted, exercise
from jaclib.course.slopes import mistaken

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
    yield "gradient in b", row * slopes, "That is the gradient in b. In W[i, j] the layer's input x[j] comes with it."
    words = "The row that arrives is missing: it says how much the loss moves with each output."
    yield "no row", np.outer(slopes, x), words
    yield "no row", np.outer(np.ones(2), x), "The row that arrives is missing, and the slopes are, too."
    words = "The row goes through the activation by a product with each slope, not a sum."
    yield "added", np.outer(row + slopes, x), words
    words = "Backwards one multiplies by the slopes, too: the row is no tangent to be undone."
    yield "divided", np.outer(row / slopes, x), words
    yield "slopes twice", np.outer(row * slopes**2, x), "The slopes stand there twice."
    words = "`slopes` are the slopes already: nothing is left to be differentiated."
    yield "activation of slopes", np.outer(row * (1 - slopes**2), x), words
    yield "input squared", np.outer(row * slopes, x**2), "Where W[i, j] moves, z[i] moves by x[j], once."
    words = "`row @ slopes` adds up the neurons. Each has a row of its own: use * and then outer."
    yield "summed", row @ slopes * x, words
    words = "Every sign is the wrong way round. Going down comes later; the gradient itself is asked for."
    yield "sign", -np.outer(row * slopes, x), words


@exercise(INPUTS)
def row_at_the_input(value, *x):
    z = W @ x
    yield diagnose.vector(value, (V * (1 - np.tanh(z) ** 2)) @ W)
    yield "no activation", V @ W, "The row has jumped over the activation: diag(σ′(z)) stands between v and W."
    for name, slope, words in mistaken(z):
        yield name, (V * slope) @ W, words
    slope = 1 - np.tanh(z) ** 2
    yield "no weights", V * slope, "The row is through the activation. It must still go through W: delta @ W."
    yield "no row", slope @ W, "The row v, which comes from the output, is missing."
    at = np.array(x)
    words = "The slope is taken elsewhere: a neuron sees z = W x, not x itself."
    yield "slope at V", (V * (1 - np.tanh(V) ** 2)) @ W, words
    words = "That is f(x) itself. The row is carried back from v to the input."
    yield "value forward", np.array([V @ np.tanh(z)]), words
    yield "value forward", V @ np.tanh(z), "That is f(x) itself. The row is carried back from v to the input."
    yield "times x", (V * slope) @ W * at, "The derivative of W x in x is W alone: x is no factor of it."
    yield "slope twice", (V * slope**2) @ W, "The slopes stand there twice."
    yield "matrix", np.diag(V * slope) @ W, "The rows are not added up yet: delta @ W, with delta a row."
    yield "row through tanh", (np.tanh(V) * slope) @ W, "v is a row of weights: tanh acts on z, not on it."


@exercise(look=("accumulation", {"sizes": (8, 10, 1, 10, 8)}))
def cheapest(value):
    yield counted(value, 224)
    words = "That is the cost from either end: a large matrix is carried along. What if both ends wait?"
    yield "from an end", 800, words
    yield "two products", 160, "That is A B and C D. The two results still have to be multiplied."
    yield "entries", 180, "Not the entries are counted: an m × k by a k × n matrix takes m · k · n."
    yield "middle first", 1540, "B C is a large matrix of 10 × 10, and the dearest start. What if B C comes last?"
    yield "last alone", 64, "That is the last of the three products. A B and C D take 80 each."
    yield "three products", 3, "Three matrix products, yes. Count the multiplications of numbers in each."
    yield "one end", 640, "That is one product on the way from an end. What if both ends wait?"
    yield "one half", 80, "That is A B alone. C D costs as much, and then the two results are multiplied."
    yield "one half", 144, "A B or C D is missing: both take 80, and the last product 64."
    yield "all sizes", 6400, "All sizes are multiplied at once. Count product by product."
    yield "additions too", 368, "Only the multiplications are counted, not the additions."
    yield "bracket", 1600, "Those are two ways from the ends together, or one that carries a 10 × 10 matrix."


@exercise(look=("checkpointing", {"depth": 100, "stride": 10}))
def held_at_peak(value):
    yield counted(value, 23)
    yield "kept only", 12, "Those are the kept ones. In a segment the others are worked out again, too."
    yield "counted twice", 24, "Nearly: the first input of the segment is one of those kept. You count it twice."
    yield "all", 144, "That is without checkpoints: all inputs are held."
    yield "segment only", 11, "Those are worked out again. The kept ones are held besides."
    yield "segment whole", 36, "That is the kept ones and two segments. One segment at a time is worked out again."
    yield "added twice", 156, "Not all inputs are held: the kept ones and those of one segment."
    yield "square root", 12.0 * 2 - 2, "Nearly: 12 kept and 11 worked out again."
    yield "one more", 13, "Of the last segment 11 are worked out again, not one."
    yield "pieces", 132, "Those are all that aren't kept. Only the last segment's are held at once."


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
    words = "The row has jumped over W2: after the loss it comes to the last layer first."
    yield "jumped over W2", np.outer(row * slopes, x), words
    out, a = W2 @ np.tanh(z), np.tanh(z)
    back = row @ W2
    words = "The target is forgotten: the loss's row is output − y, not the output."
    yield "target forgotten", np.outer(out @ W2 * slopes, x), words
    words = "The output is forgotten: the loss's row is output − y, not y."
    yield "target forgotten", np.outer(y @ W2 * slopes, x), words
    yield "plus target", np.outer((out + y) @ W2 * slopes, x), "The sign of y: the loss's row is output − y."
    for name, slope, words in mistaken(z):
        yield name, np.outer(back * slope, x), words
    words = "Right but for one factor: the ½ of the loss cancels the 2 that the square brings down."
    yield "factor", words
    yield "gradient in W2", np.outer(row, a), "That is the gradient in W2. For W1 the row goes on: through W2 and tanh."
    words = "That is the gradient in a bias. In W1[i, j] the input x[j] comes with it."
    yield "no input", np.outer(back * slopes, np.ones(3)), words
    yield "no input", back * slopes, "That is the row at z. The gradient in W1 is its outer product with x."
    yield "linear", np.outer((W2 @ z - y) @ W2 * slopes, x), "The output is W2 tanh(z): the tanh is missing in it."
    yield "no row", np.outer(np.ones(2) @ W2 * slopes, x), "The loss's row, output − y, is missing."
    yield "slopes twice", np.outer(back * slopes**2, x), "The slopes stand there twice."
    words = "The square is differentiated: the row is output − y, to the first power."
    yield "squared", np.outer(row**2 @ W2 * slopes, x), words
    words = "That is the gradient of the norm. The loss has its square, halved."
    yield "norm", np.outer(row / np.linalg.norm(row) @ W2 * slopes, x), words
