"""The numbers of explore.layer: what the layer makes of its input, and the slopes of its activation there."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import jacobian
from jaclib.evidence.kink import partials
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.plane.framing import reaching
from jaclib.explore.plane.lines import grid_lines, legs
from jaclib.network import Layer
from jaclib.network import layer as layer_map

ACTIVATIONS = {
    "identity": (lambda z: z, (-6.0, 6.0)),
    "sigmoid": (jax.nn.sigmoid, (-0.4, 1.4)),
    "tanh": (jnp.tanh, (-2.0, 2.0)),
    "ReLU": (jax.nn.relu, (-1.0, 6.0)),
    "softplus": (jax.nn.softplus, (-1.0, 6.0)),
}
DOMAIN = ((-4.0, 4.0), (-4.0, 4.0))
STRONGEST = 4.0  # of weights and biases
SUBSCRIPTS = "₁₂"  # of neurons and inputs
STEPS = np.eye(2)
Z = np.linspace(-8, 8, 161)
GRID = grid_lines(DOMAIN, 13, 41)


@partial(jax.jit, static_argnames="activation")
def numbers(activation: str, W, b, a):
    """All numbers of the picture, NaN in a row of J where a slope is missing, unless the neuron has no weights."""
    sigma, _ = ACTIVATIONS[activation]
    z = without_rounding(W @ a + b, jnp.abs(W) @ jnp.abs(a) + jnp.abs(b))

    def f(x):
        return layer_map(Layer(W, b), x, sigma)

    slopes = partials(sigma, z)
    now: dict = {"slopes": slopes.jacobian, "left": slopes.left, "right": slopes.right}
    now = {name: jnp.diagonal(each) for name, each in now.items()}
    kink = jnp.isnan(now["slopes"]) & W.any(axis=1)  # without weights z stays where it is, and so does the output
    value, J = sigma(z), jnp.where(kink[:, None], jnp.nan, jacobian(f)(a))
    now |= {"W": W, "b": b, "a": a, "z": z, "value": value, "jacobian": J, "tips": J.T, "legs": legs(value, J.T)}
    return now | {"after": jax.vmap(jax.vmap(f))(GRID), "graph": jnp.stack([Z, sigma(Z)], axis=1)}


def compute(activation, a, w11, w12, w21, w22, b1, b2) -> dict:
    """The numbers, and how the output is framed."""
    W, b = np.array([[w11, w12], [w21, w22]], dtype=float), np.array([b1, b2], dtype=float)
    now = jax.tree.map(np.asarray, numbers(activation, W, b, np.asarray(a, dtype=float)))
    heights = ACTIVATIONS[activation][1]
    now |= {"activation": activation, "heights": heights, "box": reaching((heights, heights), now["value"])}
    return now | {"steps": STEPS}
