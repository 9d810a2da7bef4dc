"""A network, and the product of its Jacobians: the gradient swept out of it from the loss, or from each parameter."""

from jaclib.explore.backprop import numbers, picture, words
from jaclib.explore.backprop.sizes import CONTROLS, SIZES, SWEEPS, step
from jaclib.explore.backprop.sweeps import ACTIVATIONS
from jaclib.stage import choice, rooms, scene, whole


@scene(
    titles=("The network, and its gradients", "The product of its Jacobians, to scale"),
    label="A network with its gradients, and the product of its Jacobians as shaded matrices",
    more=("inputs", "h1", "h2", "h3", "h4", "h5", "outputs", "seed"),
    seen=(),
    **rooms(numbers, picture, words),
    spread={"sizes": SIZES},
    **CONTROLS,
    activation=choice("activation", tuple(ACTIVATIONS)),
    seed=whole("seed", "seed", 0, 99),
    sweep=choice("sweep", SWEEPS),
    step=step(),
)
def backprop(sizes=(2, 4, 3, 1), activation="tanh", seed=0, sweep="reverse", step=None, *, challenges=()):
    """A network and, below it, J_L J_{f_K} ⋯ J_{f_1}: the gradient of each W and b comes out of this one product.

    `sizes` are those of the layers, inputs first, 2 to 7 whole numbers from 1 to 8; the last layer is affine, the
    others have the `activation` "tanh", "sigmoid", "ReLU" or "softplus"; the loss is ½ ‖output − y‖². `seed`, from 0
    to 99, decides on the weights, the input and y. The `sweep` is "reverse", one row from the loss to the input, or
    "forward", one column for each parameter; `step` says how many steps are done, by default all: first the maps
    forwards, the loss being the last, then the places of the row, or the columns.

    Source: Rumelhart, Hinton & Williams, Nature 323 (1986); Griewank & Walther, Evaluating Derivatives, chapter 3.
    """
