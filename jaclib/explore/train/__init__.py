"""A network in training: its decision boundary and its loss move, and a point is followed through its neurons."""

import numpy as np

from jaclib.explore.choose.state import two_numbers
from jaclib.explore.train.challenges import CHALLENGES
from jaclib.explore.train.numbers import DATA, DEEPEST, EVERY, FASTEST, SLOWEST, STEPS, WIDEST, compute
from jaclib.explore.train.picture import paint
from jaclib.explore.train.words import say, values
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, log_slider, whole
from jaclib.stage.transition import point as draggable

TITLES = "What the network makes of the plane", "The loss, step by step", "What its neurons say at x"
SEEDS = 99
PACE = 60  # milliseconds between two pictures of Play


def train(
    data: str = "two moons", width: int = 8, hidden: int = 2, rate: float = 0.01, seed: int = 0, step: int = 0,
    x=(0.5, 0.25), *, challenges=(),
) -> Live:  # fmt: skip
    """Train a network on two classes of points in the plane, and watch: boundary, loss, and every neuron at a point x.

    `data` is "two moons", "spirals" or "rings", 200 points; the network has `hidden` layers, 1 to 3, of `width` tanh
    neurons, 1 to 16, and one output, the log-odds of class 2. Adam, at a learning `rate` from 0.001 to 0.3, goes down
    the gradient of the mean logistic loss over all points. `seed`, from 0 to 99, decides on the points and the first
    weights; `step`, a multiple of 10 up to 2,000, is how far it has been trained. The same arguments give the same
    numbers. `challenges` are names of CHALLENGES. Raises ValueError where one of them is not of that kind.

    Source: Kingma & Ba, Adam: a method for stochastic optimization, ICLR (2015).
    """
    whole_numbers = {
        "width": (width, 1, WIDEST, 1), "hidden": (hidden, 1, DEEPEST, 1), "seed": (seed, 0, SEEDS, 1),
        "step": (step, 0, STEPS, EVERY),
    }  # fmt: skip
    for name, given in whole_numbers.items():
        _within(name, *given)
    if data not in DATA:
        raise ValueError(f"data: one of {', '.join(map(repr, DATA))} is needed, and {data!r} came.")
    if not SLOWEST <= rate <= FASTEST:
        raise ValueError(f"rate: a number from {SLOWEST:g} to {FASTEST:g} is needed, and {rate!r} came.")
    controls = {
        "data": choice("points", DATA, data),
        "x": draggable("point x", two_numbers("x", x), names=("x₁", "x₂")),
        "width": whole("width", "width", 1, WIDEST, width),
        "hidden": whole("hidden layers", "hidden", 1, DEEPEST, hidden),
        "rate": log_slider("learning rate", "rate", SLOWEST, FASTEST, rate),
        "seed": whole("seed", "seed", 0, SEEDS, seed),
        "step": whole(
            "training step", "step", 0, STEPS, step, every=EVERY, play="Train", pace=PACE, again="Start again"
        ),
    }

    def call(at) -> str:
        numbers = ", ".join(f"{name}={at[name]}" for name in ("width", "hidden"))
        u, v = at["x"]
        step = at["step"] - at["step"] % EVERY
        return (
            f"explore.train({at['data']!r}, {numbers}, rate={at['rate']:.6g}, seed={at['seed']}, step={step}, "
            f"x=({u:.12g}, {v:.12g}))"
        )

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call,
        label="Points in two classes with the network's decision boundary, its loss, and its neurons",
        challenges=chosen(challenges, CHALLENGES),
    )  # fmt: skip


def _within(name: str, value, low: int, high: int, every: int) -> None:
    if not isinstance(value, int | np.integer) or not low <= value <= high or (value - low) % every:
        kind = "whole number" if every == 1 else f"multiple of {every}"
        raise ValueError(f"{name}: a {kind} from {low} to {high:,} is needed, and {value!r} came.")
