"""The exercises of notebook 07."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course import plain
from jaclib.course.check import counted, exercise
from jaclib.course.slopes import mistaken

W = np.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 1.0]])
V = np.array([2.0, -1.0, 0.5])
INPUTS = [(0.3, -0.4), (-0.7, 0.2), (0.5, 0.9)]
ARRIVALS = [
    (np.array([2.0, -1.0]), np.array([0.5, 0.25]), np.array([1.0, -3.0, 0.5])),
    (np.array([-0.4, 1.5]), np.array([1.0, 0.1]), np.array([0.2, 0.7, -2.0])),
]
BATCHES = [
    tuple(np.random.default_rng(seed).normal(size=shape).round(2) for shape in shapes)
    for seed, shapes in enumerate((((5, 2), (5, 3)), ((4, 3), (4, 2))))
]
PRODUCTS = [tuple(np.random.default_rng(seed).normal(size=(3, 3)).round(2)) for seed in range(2)]
NETWORKS = [
    tuple(np.random.default_rng(seed).normal(size=shape).round(2) for shape in ((2, 3), (2, 2), (3,), (2,)))
    for seed in range(3)
]


def _loss(W1, W2, x, y):
    return jnp.sum((W2 @ jnp.tanh(W1 @ x) - y) ** 2) / 2


@exercise(ARRIVALS)
def gradient_of_weights(value, row, slopes, x):
    yield plain.matrix(value, np.outer(row * slopes, x))
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
    words = "On the way back, too, the row is multiplied by the slopes: nothing is undone."
    yield "divided", np.outer(row / slopes, x), words
    yield "slopes twice", np.outer(row * slopes**2, x), "The slopes stand there twice."
    words = "`slopes` already holds the slopes: nothing is left to differentiate."
    yield "activation of slopes", np.outer(row * (1 - slopes**2), x), words
    yield (
        "input squared",
        np.outer(row * slopes, x**2),
        "x[j] comes once: a step of W[i, j] moves z[i] by x[j] times the step.",
    )
    words = "`row @ slopes` adds up the neurons. Each has a row of its own: use * and then outer."
    yield "summed", row @ slopes * x, words
    words = "Every sign is the wrong way round: the gradient is asked for, not the step downhill."
    yield "sign", -np.outer(row * slopes, x), words


@exercise(INPUTS)
def row_at_the_input(value, *x):
    z = W @ x
    yield diagnose.vector(value, (V * (1 - np.tanh(z) ** 2)) @ W)
    yield "no activation", V @ W, "The activation is left out: diag(σ′(z)) stands between v and W."
    for name, slope, words in mistaken(z):
        yield name, (V * slope) @ W, words
    slope = 1 - np.tanh(z) ** 2
    yield "no weights", V * slope, "The row has come through the activation. It must still go through W."
    yield "no row", slope @ W, "The row v, which comes from the output, is missing."
    at = np.array(x)
    words = "The slope is taken elsewhere: a neuron sees z = W x, not x itself."
    yield "slope at V", (V * (1 - np.tanh(V) ** 2)) @ W, words
    words = "That is f(x) itself. The row is carried back from v to the input."
    yield "value forward", np.array([V @ np.tanh(z)]), words
    yield "value forward", V @ np.tanh(z), "That is f(x) itself. The row is carried back from v to the input."
    yield "times x", (V * slope) @ W * at, "The derivative of W x in x is W alone: x is no factor of it."
    yield "slope twice", (V * slope**2) @ W, "The slopes stand there twice."
    yield (
        "matrix",
        np.diag(V * slope) @ W,
        "The rows of that matrix are not added up yet: a row times a matrix is a row.",
    )
    yield "row through tanh", (np.tanh(V) * slope) @ W, "v is a row of weights: tanh acts on z, not on it."


@exercise(look=("accumulation", {"sizes": (8, 10, 1, 10, 8)}))
def cheapest(value):
    yield counted(value, 224)
    words = "That is the cost from either end: a large matrix is carried all the way."
    yield "from an end", 800, words
    yield "two products", 160, "That is A B and C D. Their results still have to be multiplied."
    yield (
        "entries",
        180,
        "That counts the entries. An m × k matrix times a k × n matrix takes m · k · n multiplications.",
    )
    yield "middle first", 1540, "B C is a 10 × 10 matrix: the most expensive start there is."
    words = "That is A (B C), then times D, but without B C itself. And it is an expensive start."
    yield "product forgotten", 1440, words
    yield "last alone", 64, "That is one of three products. The others count as well."
    yield "all alike", 240, "Nearly: the three products don't all take 80. Which sizes meet in the last one?"
    yield "sizes added", 37, "Those are the sizes, added. An m × k matrix times a k × n matrix takes m · k · n."
    yield "three products", 3, "Three matrix products, yes. Count the multiplications of numbers in each."
    yield "one end", 640, "That is the last product on the way from one end. There are two more."
    yield "one half", 80, "That is one product. It takes three to multiply four matrices."
    yield "one half", 144, "That is two products. It takes three to multiply four matrices."
    yield "all sizes", 6400, "That multiplies all the sizes at once. Count product by product."
    yield "additions too", 368, "Only the multiplications are counted, not the additions."
    yield "bracket", 1600, "Twice too large even for one way from an end. Count product by product."


@exercise(BATCHES)
def gradient_of_batch(value, Delta, A):
    B, outputs = Delta.shape
    total = Delta.T @ A
    yield plain.matrix(value, total / B)
    yield "transposed", "Rows and columns are exchanged: the gradient has the shape of W, a row for each output."
    yield "sum", total, "That is the gradient of the sum of all losses. Their mean is asked for."
    words = "That is the gradient of the sum, and rows and columns are exchanged."
    yield "sum transposed", total.T, words
    words = "Each loss counts once: the mean is over the examples, and how many rows are there?"
    yield "wrong count", total / outputs, words
    yield "wrong count", total / A.shape[1], words
    yield "wrong count", total / A.size, words
    yield "wrong count", total / Delta.size, words
    yield "wrong count", total / total.size, words
    words = "A mean of products is not the product of the means: each example has an outer product of its own."
    yield "means multiplied", np.outer(Delta.mean(axis=0), A.mean(axis=0)), words
    yield "means multiplied", np.outer(Delta.sum(axis=0), A.sum(axis=0)), words
    yield "means multiplied", np.outer(Delta.sum(axis=0), A.sum(axis=0)) / B, words
    yield "one example", np.outer(Delta[0], A[0]), "That is what the first example says. All of them count."
    yield "gradient in b", Delta.mean(axis=0), "That is the gradient in b. In W each row of Δ meets a row of A."
    yield (
        "gradient in b",
        Delta.sum(axis=0),
        "That is the gradient in b, of the sum. In W each row of Δ meets a row of A.",
    )
    each = Delta[:, :, None] * A[:, None, :]
    yield "not added", each, "Those are the outer products of the examples, one by one. Take their mean."
    words = "Every sign is the wrong way round: the gradient is asked for, not the step downhill."
    yield "sign", -total / B, words
    yield "divided twice", total / B**2, "Divided by the number of examples twice."
    yield "multiplied", total * B, "Divide by the number of examples: a mean is smaller than the sum."


@exercise(PRODUCTS)
def pull_of_product(value, row, u, v):
    yield plain.matrix(value, np.stack([row * v, row * u]))
    yield "shape", "Two vectors are asked for, each as long as `row`: what goes to u, and then what goes to v."
    yield "flattened", "The numbers are right, but they are to be two vectors: what goes to u, and what goes to v."
    yield "left_out", "That is right in part. Two vectors are asked for: what goes to u, and what goes to v."
    yield ("transposed", "The numbers are right, but stand in pairs: first comes all that goes to u, then that to v.")
    yield "one_row", "One of the two is right. For the other: if that factor alone moves, by how much does u ∗ v move?"
    words = "The two are exchanged: if u alone moves, by how much does u ∗ v move?"
    yield "exchanged", np.stack([row * u, row * v]), words
    yield (
        "no row",
        np.stack([v, u]),
        "The row that arrives is missing: it says how much the loss moves with each entry.",
    )
    words = "The two parts are added. The tape keeps them apart: one goes to u, the other to v."
    yield "added", row * (u + v), words
    yield "added", np.stack([row * (u + v)] * 2), words
    words = "That has the value u ∗ v in it. A pull-back needs the derivative: by how much u ∗ v moves if u alone does."
    yield "value", row * u * v, words
    yield "value", np.stack([row * u * v] * 2), words
    words = "That is u ∗ v itself, and the row is missing. By how much does u ∗ v move if u alone does?"
    yield "value alone", np.stack([u * v] * 2), words
    yield "value alone", u * v, words
    words = "`row @ v` adds up the entries. Each has a derivative of its own: multiply entry by entry."
    yield "summed", np.array([row @ v, row @ u]), words
    yield "divided", np.stack([row / u, row / v]), "Nothing is divided: the derivative of u ∗ v in u is v."
    yield "divided", np.stack([row / v, row / u]), "Backwards one multiplies by the derivative, too."
    yield "as for a sum", np.stack([row, row]), "That is the pull-back of u + v."
    words = "The row and the derivative are multiplied, entry by entry, not added."
    yield "plus", np.stack([row + v, row + u]), words
    yield "one part", row * v, "That is what goes to u. What goes to v?"
    yield "one part", row * u, "That is what goes to v. What goes to u?"
    outer = np.stack([np.outer(row, v), np.outer(row, u)])
    yield "outer", outer, "Entry i of u moves entry i of the product alone: multiply entry by entry."
    words = "The second sign: if v grows, and u is positive, the product grows."
    yield "minus", np.stack([row * v, -row * u]), words


@exercise(NETWORKS)
def gradient_of_first_weights(value, W1, W2, x, y):
    z = W1 @ x
    row, slopes = W2 @ np.tanh(z) - y, 1 - np.tanh(z) ** 2
    yield plain.matrix(value, jax.grad(_loss)(jnp.asarray(W1), W2, x, y))
    yield "transposed", "Rows and columns are exchanged: the gradient in W1 has the shape of W1."
    yield "sign", "Every sign is the wrong way round: the loss's row is output − y, not y − output."
    words = "The row meets W2 from the left: row @ W2. W2 @ row multiplies by its rows instead of its columns."
    yield "weights the wrong way round", np.outer(W2 @ row * slopes, x), words
    words = "The row has not gone through tanh: its slopes, 1 − tanh², are missing."
    yield "no slopes", np.outer(row @ W2, x), words
    words = "W2 is left out: after the loss the row meets the last layer first."
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
