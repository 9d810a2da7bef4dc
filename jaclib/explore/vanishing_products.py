"""Layer after layer multiplies: what a deep product of Jacobians does to directions, and to the gradient going back."""

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

import numpy as np

from jaclib.draw import curve, curves, hint, key, note, point, rule, ruled
from jaclib.stage import Challenge, choice, near, readout, right, scene, slider, switch, whole
from jaclib.stage.readouts import number

WIDTH, MOST_LAYERS = 32, 60
MIDDLE = WIDTH // 2
RANGE = (1e-12, 1e12)
LOST = 1e-13  # of the largest singular value: below this there is nothing but rounding
FAINT = 1e-6  # of the largest: what is less than this does not count as coming through
ACTIVATIONS: dict[str, tuple[Callable, Callable]] = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "ReLU": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "identity": (lambda z: z, np.ones_like),
}


@lru_cache(maxsize=32)
def drawn(seed: int):
    """The weights of all layers before they are scaled, N(0, 1) / √n each; an input; a cotangent of length 1."""
    rng = np.random.default_rng(seed)
    row = rng.normal(size=WIDTH)
    weights = rng.normal(size=(MOST_LAYERS, WIDTH, WIDTH)) / np.sqrt(WIDTH)
    return weights, rng.normal(size=WIDTH), row / np.linalg.norm(row)


def jacobians(weights, x, activation: str, residual: bool) -> np.ndarray:
    """Each layer's Jacobian where the input has come to: D W, or I + D W where the layer can be skipped."""
    sigma, slope = ACTIVATIONS[activation]
    found = []
    for W in weights:
        z = W @ x
        found.append(slope(z)[:, None] * W + residual * np.eye(WIDTH))
        x = sigma(z) + residual * x
    return np.array(found)


def compute(activation, residual, scale, depth, seed) -> dict:
    """Compute the singular values of J_k ⋯ J_1 for every k, and the length of the row w J_L ⋯ J_{k+1}."""
    weights, x, row = drawn(seed)
    layers = jacobians(scale * weights[:depth], x, activation, residual)
    products = list(accumulate(layers, lambda product, J: J @ product))
    rows = accumulate(layers[::-1], np.matmul, initial=row)
    gradient = np.array([np.linalg.norm(each) for each in rows])[::-1]
    sigma = np.concatenate([np.ones((1, WIDTH)), np.linalg.svd(products, compute_uv=False)])
    share = sigma / np.maximum(sigma[:, :1], 1e-300)
    now = {"values": np.where(share > LOST, sigma, np.nan), "through": (share[-1] >= FAINT).sum()}
    now |= {"activation": activation, "residual": residual, "scale": scale, "depth": depth}
    now |= {"gradient": gradient, "arrives": number(gradient[0]).strip()}
    return now | lines(now["values"], gradient)


def lines(sigma, lengths) -> dict:
    """The graphs of singular values `(k, 32)` and of lengths `(k,)` over the layers; zero has no place on them."""
    layer, lengths = np.arange(len(lengths)), np.where(lengths > 0, lengths, np.nan)
    graphs = np.stack(np.broadcast_arrays(layer, sigma.T), axis=-1)
    graph = np.stack([layer, lengths], axis=1)
    marks = {"others": graphs[2::2], "largest": graphs[0], "median": graphs[MIDDLE], "lengths": graph}
    return marks | {"at_input": graph[0], "at_loss": graph[-1]}


def paint(palette, forward, back):
    """Put the marks up, by the names of the arrays that move them."""
    ends = [("largest", palette.columns[0], False), ("median", palette.columns[1], True)]
    key(forward, [*ends, ("every second", palette.quiet, False)])
    hint(back, "from the loss (right) back to the input (left)", palette.quiet)
    for ax, words in ((forward, "singular value"), (back, "length of the row")):
        ruled(ax, yscale="log", xlim=(0, MOST_LAYERS), ylim=RANGE, xlabel="layer k", ylabel=words)
        ax.set_yticks(10.0 ** np.arange(-12, 13, 4))
        ax.axhline(1, color=palette.quiet, linewidth=1, zorder=1)
    return {
        "others": curves(forward, palette.quiet, width=0.8, alpha=0.6),
        "largest": curve(forward, palette.columns[0]),
        "median": curve(forward, palette.columns[1], dashed=True),
        "lengths": curve(back, palette.linear),
        "at_loss": point(back, palette.quiet, size=7),
        "at_input": point(back, palette.ink),
        "depth": [rule(forward, palette.accent), rule(back, palette.accent)],
        "through": note(forward, palette.ink, (0.03, 1), f"{{}} of {WIDTH} directions come through", offset=(0, -9)),
        "arrives": note(back, palette.ink, (0.97, 1), "at the input: {}", offset=(0, -9), align="right"),
    }


def say(now) -> str:
    """Describe the figure in a sentence."""
    skip = " with residual connections" if now["residual"] else ""
    arrives, (largest, median) = now["gradient"][0], now["values"][-1, [0, MIDDLE]]
    middle = "the median is lost in rounding" if np.isnan(median) else f"the median {number(median).strip()}"
    come = f"{now['through']} of {WIDTH} directions come through with a millionth of the largest or more"
    neurons = f"{now['depth']} layers of {WIDTH} neurons"
    network = f"{neurons}, {now['activation']}{skip}, weights of scale {now['scale']:.3g}"
    product = f"the largest singular value of their product is {number(largest).strip()}, {middle}"
    back = f"A row of length 1 comes back to the input with length {number(arrives).strip()}"
    return f"{network}: {product}, and {come}. {back}: the gradient has {_become(arrives)}."


def _become(arrives) -> str:
    """What has become of a row of length 1 that arrives with this one."""
    if arrives < 1e-3:
        return "vanished"
    if arrives > 1e3:
        return "exploded"
    if 0.1 <= arrives <= 10:
        return "kept its size, more or less"
    return f"shrunk, by a factor of {1 / arrives:.3g}" if arrives < 1 else f"grown, by a factor of {arrives:.3g}"


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    largest, median = now["values"][-1, [0, MIDDLE]]
    sigmas = [readout("largest σ", largest), *([] if np.isnan(median) else [readout("median σ", median)])]
    share = readout("a layer multiplies it by", now["gradient"][0] ** (1 / now["depth"]))
    return [*sigmas, readout("gradient at the input", now["gradient"][0]), share]


def _steady(now):
    if now["residual"] or now["activation"] != "tanh" or now["depth"] < 40:
        return None
    arrives = now["gradient"][0]
    if 0.1 < arrives < 10:
        return right("A little above 1: the slopes of tanh take away just what the weights add.")
    return near("Nearly: the gradient is within a factor of 1000.") if 1e-3 < arrives < 1e3 else None


def _rescued(now):
    if now["activation"] != "tanh" or now["scale"] > 0.5 or now["depth"] < 40:
        return None
    if now["residual"] and now["gradient"][0] > 1e-2:
        return right("Each factor is now the identity plus a little: the row itself passes by, and arrives.")
    return near("The weights are small, and the gradient has vanished. What could carry it past the layers?")


def _explodes(now):
    if now["residual"] and now["gradient"][0] > 1e6:
        lot = "1 plus a little, to the power of the depth, is a lot"
        return right(f"{lot}: hence the small weights in residual branches.")
    return near("Make the weights larger.") if now["residual"] and now["gradient"][0] > 1e2 else None


STEADY = (
    "For 40 layers or more of tanh, without residual connections: find weights for which the gradient comes back no "
    "more than ten times smaller or larger."
)
RESCUED = "For 40 layers or more of tanh with weights of scale 0.5 or less: bring the gradient to the input."
EXPLODES = "With residual connections, make the gradient explode: a million times."
CHALLENGES = {
    "steady": Challenge(STEADY, _steady),
    "rescued": Challenge(RESCUED, _rescued),
    "explodes": Challenge(EXPLODES, _explodes),
}


@scene(
    titles=("Singular values of k layers in a row", "The gradient that reaches layer k"),
    label="The singular values of a deep product of Jacobians, and the gradient that comes back through it",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges=CHALLENGES,
    activation=choice("activation σ", tuple(ACTIVATIONS)),
    residual=switch("residual connections"),
    scale=slider("weight scale", "scale", 0.2, 3, steps=140),
    depth=whole("depth", "L", 1, MOST_LAYERS, play="Go deeper", pace=120),
    seed=whole("seed", "seed", 0, 20),
)
def vanishing_products(activation="tanh", residual=False, scale=0.8, depth=40, seed=0, *, challenges=()):
    """A deep network of 32 neurons a layer, x ↦ σ(W x), or x ↦ x + σ(W x) with `residual`: its product of Jacobians.

    On the left the singular values of the product of the first k layers, for every k; on the right the length of a
    cotangent of length 1 that comes back from the end. `activation` is "tanh", "ReLU" or "identity"; the entries of W
    are drawn with standard deviation `scale`/√32, from 0.2 to 3, by a `seed` from 0 to 20; `depth` is from 1 to 60.

    Source: Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks (2013); He, Zhang, Ren &
    Sun, Deep residual learning for image recognition (2016).
    """
