"""A flow in training: a Gaussian learns the shape of data, while its density, its samples and its loss are watched."""

from jaclib.explore.learn.flows import MOST_LAYERS, passed
from jaclib.explore.train_flow import numbers, picture, words
from jaclib.explore.train_flow.training import DATA, DRAWN, EVERY, TRAINING_STEPS
from jaclib.stage import choice, drawn, following, rooms, scene, whole

data_choice = choice("data", (*DATA, DRAWN))


@scene(
    titles=("Data, and samples of the flow", "The density of the flow", "−log-likelihood, in nats a point"),
    label="Data with samples of a flow in training, its density, and its negative log-likelihood step by step",
    more=("seed",),
    **rooms(numbers, picture, words),
    # as soon as points are drawn, they are what is learned
    data=following("points", lambda points: data_choice, start=lambda points: DRAWN if points else None),
    layers=whole("layers", "K", 1, MOST_LAYERS),
    step=whole("training step", "step", 0, TRAINING_STEPS, every=EVERY, play="Train", pace=20, again="Start again"),
    passed=passed("layers passed"),
    seed=whole("seed", "seed", 0, 9),
    points=drawn("points", step=0.1),
)
def train_flow(data="two moons", layers=8, *, step=0, passed=None, seed=0, points=(), challenges=()):
    """A flow of 1 to 12 affine couplings learns data by maximum likelihood; press Train, stop it, go back and forth.

    `data` is "two moons", "rings" or "drawn points": these are drawn in the left panel, where a drag leaves points
    along its way, and `points`, at most 200 pairs, are there from the start. After `step` steps of Adam, from 0 to 2000
    by twenties, `passed` of the layers have been passed by the samples and the grid, by default all; the density is
    that of the whole flow. `seed`, from 0 to 9, is that of the weights, the batches and the samples.

    Source: Dinh, Sohl-Dickstein & Bengio, Density estimation using Real NVP, ICLR 2017.
    """
