"""A network, and the product of its Jacobians: the gradient swept out of it from the loss, or from each parameter."""

from jaclib.explore.backprop import numbers, picture, words
from jaclib.explore.backprop.sizes import CONTROLS, MORE, SIZES, SWEEPS, step
from jaclib.explore.backprop.sweeps import ACTIVATIONS
from jaclib.stage import choice, rooms, scene, whole


@scene(
    titles=("The gradient, pushed through the product of Jacobians",),
    label="A network, below it the product of its Jacobians as matrices, and the row that is pushed through them",
    more=("inputs", "h1", "h2", "h3", "h4", "h5", "outputs", "seed", "x", "y", "order", "shades", "weight"),
    **rooms(numbers, picture, words),
    spread={"sizes": SIZES},
    **CONTROLS,
    activation=choice("activation", tuple(ACTIVATIONS)),
    seed=whole("seed", "seed", 0, 99),
    sweep=choice("sweep", SWEEPS),
    **MORE,
    step=step(),
)
def backprop(
    sizes=(2, 4, 3, 1), activation="tanh", seed=0, sweep="reverse", step=None, *, x=None, y=None, order="product",
    folded=False, batch=False, shades="linear", weight=0, challenges=()
):  # fmt: skip
    """A network and, below it, J_L J_{f_K} ⋯ J_{f_1}: the gradient of each W and b comes out of this one product.

    `sizes` are those of the layers, inputs first, 2 to 7 whole numbers from 1 to 8; the last layer is affine, the
    others have the `activation` "tanh", "sigmoid", "ReLU" or "softplus"; the loss is ½ ‖output − y‖². `seed`, from 0
    to 99, decides on the weights, on the biases b_k, which only *Numbers* shows, and on x and y unless these are given,
    numbers from −2 to 2. The `sweep` is "reverse", one row from the loss to the input, or "forward", one column for
    each parameter; `step` says how many steps are done, by default all: first the maps forwards, the loss being the
    last, then number by number what the row, or the first column, becomes; each other column is a step.

    `order` is "product", with x on the right, or "usual", with x on the left and all matrices transposed. Each J_{f_k}
    is shown as diag σ′(z_k) W_k, or `folded` in one. In a `batch` each of four examples has a row, and ∂L/∂W_k is a
    sum. `shades` are "linear" or "log"; the `weight` of this number is lit, W₁ row by row first, 0 for none.

    Source: Rumelhart, Hinton & Williams, Nature 323 (1986); Griewank & Walther, Evaluating Derivatives, chapter 3.
    """
