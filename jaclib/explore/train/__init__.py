"""A network in training: its decision boundary and its loss move, and a point is followed through its neurons."""

from jaclib.explore.train import numbers, picture, words
from jaclib.explore.train.numbers import EVERY, TRAINING_STEPS
from jaclib.stage import Declared, choice, following, log_slider, point, rooms, scene, switch, whole


def layer_shown(hidden: int, product: bool) -> Declared:
    """Declare whose ∂L/∂W_k is shown, where it is."""
    return whole("layer", "k", 1, hidden + 1, width=120)._replace(shown=product)


@scene(
    titles=("What the network makes of the plane", "The loss, step by step", picture.NEURONS),
    label="Points in two classes with the network's decision boundary, its loss, and its neurons or its gradient",
    more=("width", "hidden", "seed"),
    **rooms(numbers, picture, words),
    data=choice("points", tuple(numbers.DATA)),
    x=point("point x", names=("x₁", "x₂")),
    width=whole("width", "width", 1, numbers.WIDEST_LAYER),
    hidden=whole("hidden layers", "hidden", 1, numbers.MOST_HIDDEN),
    rate=log_slider("learning rate", "rate", numbers.SLOWEST, numbers.FASTEST),
    seed=whole("seed", "seed", 0, 99),
    product=switch("∂L/∂W as a product"),
    layer=following(("hidden", "product"), layer_shown, resets=False),
    step=whole("training step", "step", 0, TRAINING_STEPS, every=EVERY, play="Train", pace=60, again="Start again"),
)
def train(
    data="two moons",
    width=8,
    hidden=2,
    rate=0.01,
    seed=0,
    step=0,
    x=(0.5, 0.25),
    *,
    product=False,
    layer=1,
    challenges=(),
):
    """Train a network on two classes of points in the plane, and watch: boundary, loss, and every neuron at a point x.

    `data` is "two moons", "spirals" or "rings", 200 points; the network has `hidden` layers, 1 to 3, of `width` tanh
    neurons, 1 to 16, and one output, the log-odds of class 2. The loss L is the logistic one, for classes, its mean
    over all points. Each step is one of Adam, which measures each entry of the gradient by its recent size, at a
    learning `rate` from 0.001 to 0.3. `seed`, from 0 to 99, decides on the points and the first weights; `step`, a
    multiple of 10 up to 2,000, is how far it has been trained. The same arguments give the same numbers.

    With `product` ∂L/∂W_k of a `layer` k is seen in place of the neurons, as Δ_kᵀ A_{k−1} / 200: of each point Δ_k has
    the row δ_k = ∂ℓ/∂z_k, ℓ being its own loss, and A_{k−1} the row of what enters the layer.

    Source: Kingma & Ba, Adam: a method for stochastic optimization, ICLR (2015).
    """
