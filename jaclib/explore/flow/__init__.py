"""A Gaussian carried through the layers of a flow: grid, samples and density, and each layer's share of the density."""

from jaclib.explore.choose.map import plane_map
from jaclib.explore.flow import numbers, picture, words
from jaclib.explore.learn.flows import LAYER_KINDS, MOST_LAYERS, passed
from jaclib.explore.plane.guess import guess_of
from jaclib.stage import point, rooms, scene, slider, switch, whole


@scene(
    titles=("A Gaussian …", "… carried through the layers", "Its log-density, layer by layer"),
    label="Samples and density of a Gaussian, where a flow's layers carry them, and the log-density on the way",
    more=("seed", "guess"),
    **rooms(numbers, picture, words),
    f=plane_map(LAYER_KINDS, example="x + y^2/4, y"),
    layers=whole("layers", "K", 1, MOST_LAYERS),
    passed=passed("of them passed"),
    t=slider("strength", "t", 0, 1, play="Turn the layers on gradually"),
    seed=whole("seed", "seed", 0, 9),
    z=point("point z", names=("z₁", "z₂")),
    determinants=switch("with the determinants"),
    guess=guess_of("the image of the dotted circle"),
)
def flow(
    f="affine coupling", layers=6, *, passed=None, z=(0.8, 0.6), t=1.0, seed=1, determinants=True, guess=None,
    challenges=(),
):  # fmt: skip
    """A Gaussian's samples and density go through 1 to 12 layers; each takes its log |det J| from the log-density.

    `f` is the kind of layer: "affine coupling" or "planar", with random weights by `seed`, 0 to 9, or a map that
    stands for every layer: "wave", "swirl", "fold" (which can't be undone), a formula such as "x + y^2/4, y", or a
    function from (2,) to (2,). `passed` of the `layers` have been passed, by default all. `t` deforms each from the
    identity, t = 0, to all of itself, t = 1. `z` is the point that is followed. Without `determinants` the density is
    carried along as it is, which makes the total mass wrong. With guess=[] one first draws where
    one expects the circle with radius 2, around 86% of the points, to land.

    Source: Rezende & Mohamed, Variational inference with normalizing flows, ICML 2015.
    """
