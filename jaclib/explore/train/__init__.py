"""A network in training: its decision boundary and its loss move, and a point is followed through its neurons."""

from jaclib.explore.train import numbers, picture, words
from jaclib.explore.train.numbers import EVERY, TRAINING_STEPS
from jaclib.stage import choice, log_slider, point, rooms, scene, whole


@scene(
    titles=("What the network makes of the plane", "The loss, step by step", "What its neurons say at x"),
    label="Points in two classes with the network's decision boundary, its loss, and its neurons",
    more=("width", "hidden", "seed"),
    **rooms(numbers, picture, words),
    data=choice("points", tuple(numbers.DATA)),
    x=point("point x", names=("x₁", "x₂")),
    width=whole("width", "width", 1, numbers.WIDEST_LAYER),
    hidden=whole("hidden layers", "hidden", 1, numbers.MOST_HIDDEN),
    rate=log_slider("learning rate", "rate", numbers.SLOWEST, numbers.FASTEST),
    seed=whole("seed", "seed", 0, 99),
    step=whole("training step", "step", 0, TRAINING_STEPS, every=EVERY, play="Train", pace=60, again="Start again"),
)
def train(data="two moons", width=8, hidden=2, rate=0.01, seed=0, step=0, x=(0.5, 0.25), *, challenges=()):
    """Train a network on two classes of points in the plane, and watch: boundary, loss, and every neuron at a point x.

    `data` is "two moons", "spirals" or "rings", 200 points; the network has `hidden` layers, 1 to 3, of `width` tanh
    neurons, 1 to 16, and one output, the log-odds of class 2. Adam, at a learning `rate` from 0.001 to 0.3, goes down
    the gradient of the mean logistic loss over all points. `seed`, from 0 to 99, decides on the points and the first
    weights; `step`, a multiple of 10 up to 2,000, is how far it has been trained. The same arguments give the same
    numbers.

    Source: Kingma & Ba, Adam: a method for stochastic optimization, ICLR (2015).
    """
