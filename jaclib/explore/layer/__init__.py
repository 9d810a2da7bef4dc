"""A layer of a network: its Jacobian matrix is the weights, each row shrunk by the slope of the activation."""

from typing import Any

import numpy as np

from jaclib.explore.layer import numbers, picture, words
from jaclib.stage import Declared, Spread, choice, point, refuse, rooms, scene, slider


def weights(name: str, W) -> dict[str, float]:
    """The sliders' values, from two rows of two weights. Raises ValueError for anything else."""
    rows = _within(name, "two rows of two weights", W, (2, 2))
    return {f"w{i + 1}{j + 1}": rows[i][j] for i in range(2) for j in range(2)}


def biases(name: str, b) -> dict[str, float]:
    """The sliders' values, from two biases. Raises ValueError for anything else."""
    return dict(zip(("b1", "b2"), _within(name, "two biases", b, (2,)), strict=True))


def _within(name: str, needed: str, value, shape: tuple[int, ...]) -> list:
    try:
        found = np.array(value, dtype=float)
    except (TypeError, ValueError):  # words, or rows of different lengths
        found = np.empty(0)
    if found.shape != shape or not (np.abs(found) <= numbers.STRONGEST).all():
        raise refuse(name, f"{needed} from {-numbers.STRONGEST:g} to {numbers.STRONGEST:g}", value)
    return found.tolist()


def knob(name: str) -> Declared:
    """A short slider, of which just three, a row of W and its bias, stand side by side."""
    short = slider(name, name, -numbers.STRONGEST, numbers.STRONGEST, steps=160, width=175)
    return short._replace(flex="1 0 max(30%, 260px)")


# rows of controls pile up from the picture: that of the first neuron comes last, and stands on top
SYMBOLS = {"w21": "W₂₁", "w22": "W₂₂", "b2": "b₂", "w11": "W₁₁", "w12": "W₁₂", "b1": "b₁"}
KNOBS: dict[str, Any] = {name: knob(symbol) for name, symbol in SYMBOLS.items()}


@scene(
    titles=("The input: two neurons watch it", "Each has a slope of its own", "The output, with J's columns"),
    label="A layer of two neurons: its input, the slopes of its activation, and its output",
    **rooms(numbers, picture, words),
    spread={
        "W": Spread(weights, "(({w11:.12g}, {w12:.12g}), ({w21:.12g}, {w22:.12g}))".format_map),
        "b": Spread(biases, "({b1:.12g}, {b2:.12g})".format_map),
    },
    activation=choice("activation σ", tuple(numbers.ACTIVATIONS)),
    a=point("input a", names=("x₁", "x₂"))._replace(flex="1 0 60%"),  # a row of its own, with the activation
    **KNOBS,
)
def layer(W=((2, -1), (1, 1.5)), b=(0, -0.5), activation="sigmoid", a=(0.5, 0.5), *, challenges=()):
    """A layer x ↦ σ(W x + b) of two neurons with two inputs: J = diag(σ′(W x + b)) W, as a product that you can watch.

    `W`, two rows of two weights, and `b`, two numbers, from −4 to 4; `activation` one of "identity", "sigmoid",
    "tanh", "ReLU" and "softplus"; `a` the input to start from.

    Source: Goodfellow, Bengio & Courville, Deep Learning, section 6.5.
    """
