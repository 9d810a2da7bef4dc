"""A layer of a network: its Jacobian matrix is the weights, each row shrunk by the slope of the activation."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import jacobian
from jaclib.draw import (
    arrows,
    boundary,
    curve,
    curves,
    frame,
    grid,
    hint,
    key,
    label,
    note_at,
    point,
    set_axes,
    tangent,
)
from jaclib.evidence.kink import partials
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.state import two_numbers
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.plane.framing import reaching
from jaclib.explore.plane.lines import grid_lines
from jaclib.network import Layer
from jaclib.network import layer as layer_map
from jaclib.stage import Control, Live, product, readout, show, spot
from jaclib.stage.challenge import Challenge, chosen, near, right
from jaclib.stage.transition import choice, slider
from jaclib.stage.transition import point as draggable

TITLES = "The input: two neurons watch it", "Each has a slope of its own", "The output, with J's columns"
ACTIVATIONS = {
    "identity": (lambda z: z, (-6.0, 6.0)),
    "sigmoid": (jax.nn.sigmoid, (-0.4, 1.4)),
    "tanh": (jnp.tanh, (-2.0, 2.0)),
    "ReLU": (jax.nn.relu, (-1.0, 6.0)),
    "softplus": (jax.nn.softplus, (-1.0, 6.0)),
}
DOMAIN = ((-4.0, 4.0), (-4.0, 4.0))
STRONGEST = 4.0  # of weights and biases
Z = np.linspace(-8, 8, 161)
NAMES = "₁₂"
DIAGONAL = "diag σ′(z)"
GRID = grid_lines(DOMAIN, 13, 41)


@partial(jax.jit, static_argnames="activation")
def numbers(activation: str, W, b, a, z):
    """All numbers of the picture, for z = W a + b."""
    sigma, _ = ACTIVATIONS[activation]

    def f(x):
        return layer_map(Layer(W, b), x, sigma)

    slopes = partials(sigma, z)
    return {
        "W": W, "b": b, "a": a, "z": z, "value": sigma(z), "slopes": jnp.diagonal(slopes.jacobian),
        "left": jnp.diagonal(slopes.left), "right": jnp.diagonal(slopes.right), "jacobian": jacobian(f)(a),
        "after": jax.vmap(jax.vmap(f))(GRID), "graph": jnp.stack([Z, sigma(Z)], axis=1),
    }  # fmt: skip


def compute(activation, a, w11, w12, w21, w22, b1, b2) -> dict:
    """The numbers, and how the output is framed."""
    W, b = np.array([[w11, w12], [w21, w22]], dtype=float), np.array([b1, b2], dtype=float)
    z = without_rounding(W @ a + b, np.abs(W) @ np.abs(a) + np.abs(b))
    now = jax.device_get(numbers(activation, W, b, np.asarray(a, dtype=float), z))
    kink = np.isnan(now["slopes"]) & W.any(axis=1)  # without weights z stays where it is, and so does the output
    now["jacobian"] = np.where(kink[:, None], np.nan, now["jacobian"])
    low, high = ACTIVATIONS[activation][1]
    box = reaching(((low, high), (low, high)), now["value"])
    return now | {"activation": activation, "box": box, "heights": (low, high)}


def paint(palette, before, graph, after):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(graph, [("slope at z₁", palette.rows[0], False), ("at z₂", palette.rows[1], True)])
    hint(after, "dotted: the entries of J", palette.quiet)
    frame(before, DOMAIN)
    (
        before.set(xlabel="x₁", ylabel="x₂"),
        graph.set(xlabel="z", ylabel="σ(z)", xlim=(Z[0], Z[-1])),
        after.set(xlabel="f₁", ylabel="f₂"),
    )
    graph.grid(color=palette.faint, linewidth=0.8)
    grid(before, palette.faint)(GRID)
    sheet = curves(after, palette.quiet, width=0.7, alpha=0.35, order=-1)
    balance = [boundary(before, palette.rows[i], f"z{NAMES[i]} = 0", dashed=i == 1) for i in range(2)]
    shape = curve(graph, palette.ink)
    slopes = [tangent(graph, palette.rows[i], f"z{NAMES[i]}", reach=1.5, below=i == 1, dashed=i == 1) for i in range(2)]
    steps, images = arrows(before, palette.columns), arrows(after, palette.columns)
    sides = [curve(after, color, width=1.4, dashed=(1, 1.6), order=1) for color in palette.columns]
    step_names = [label(before, f"$e_{j + 1}$", palette.columns[j]) for j in range(2)]
    image_names = [label(after, f"$J e_{j + 1}$", palette.columns[j]) for j in range(2)]
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    a, image = point(before, palette.ink), point(after, palette.ink)

    def move(now):
        frame(after, now["box"])
        set_axes(graph, ylim=now["heights"])
        sheet(now["after"]), shape(now["graph"])
        for i in range(2):
            balance[i](now["W"][i], now["b"][i])
            slopes[i](now["z"][i], now["value"][i], now["slopes"][i])
        a(now["a"]), image(now["value"]), names[0](now["a"]), names[1](now["value"])
        columns = now["jacobian"].T
        steps(now["a"], np.eye(2)), images(now["value"], columns)
        for j, column in enumerate(columns):
            step_names[j](now["a"], np.eye(2)[j]), image_names[j](now["value"], column)
            sides[j](now["value"] + np.stack([0 * column, column * np.eye(2)[j], column]))

    return move


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    rows = [f"neuron {i + 1} has z = {now['z'][i]:.3g}, {_row(now, i)}" for i in range(2)]
    return f"At a = {pair(now['a'])}, with σ the {now['activation']}, {rows[0]}; {rows[1]}."


def _row(now, i: int) -> str:
    """How a row of J comes about."""
    slope = now["slopes"][i]
    if np.isfinite(slope):
        row = pair(now["jacobian"][i])
        return f"where the slope is {slope:.3g}: row {i + 1} of W times that is {row}, row {i + 1} of J"
    kink = f"where σ has a kink, with slope {now['left'][i]:.3g} below and {now['right'][i]:.3g} above"
    return f"{kink}: row {i + 1} of J {'does not exist' if now['W'][i].any() else 'is 0, as that of W is'}"


def values(now) -> list[dict]:
    factors = [readout(DIAGONAL, np.diag(now["slopes"])), readout("W", now["W"], columns=True)]
    result = readout("J", now["jacobian"], columns=True)
    return [readout("z", now["z"]), readout("f(a)", now["value"]), product(factors, result)]


def spots(now) -> list[dict]:
    """What can be touched in the picture, and which entries it shows."""
    a, image, J = now["a"], now["value"], now["jacobian"]
    found = []
    for j, tip in enumerate(J.T):
        corner = image + tip * np.eye(2)[j]
        places = [image, corner, image + tip] if j == 0 else [image + tip, corner, image]
        column = [(0, j), (1, j)]
        for i in np.flatnonzero(np.isfinite(now["slopes"])).tolist():
            words = f"entry ({i + 1}, {j + 1}) of J: slope {now['slopes'][i]:.3g} × weight {now['W'][i, j]:.3g}"
            cells = {"J": [(i, j)], "W": [(i, j)], DIAGONAL: [(i, i)]}
            found.append(spot(cells, panel=2, path=places[i : i + 2], words=words))
        cells, words = {"J": column, "W": column}, f"column {j + 1}: what input x{NAMES[j]} does to both neurons"
        found.append(spot(cells, panel=2, path=[image, image + tip], words=words))
        found.append(spot(cells, panel=0, path=[a, a + np.eye(2)[j]], words=words))
    for i, (w, b) in enumerate(zip(now["W"], now["b"], strict=True)):
        row, at = [(i, 0), (i, 1)], (now["z"][i], now["value"][i])
        if np.isfinite(now["slopes"][i]):
            reach = np.array([1.5, 1.5 * now["slopes"][i]])
            words = f"slope {now['slopes'][i]:.3g}: it multiplies row {i + 1} of W"
            cells = {DIAGONAL: [(i, i)], "J": row}
            found.append(spot(cells, panel=1, path=[at - reach, at + reach], words=words))
        if w.any():
            foot, along = -b * w / (w @ w), 20 * np.array([-w[1], w[0]]) / np.hypot(*w)
            words = f"row {i + 1} of W: z{NAMES[i]} grows across this line"
            found.append(spot({"W": row}, panel=0, path=[foot - along, foot + along], words=words))
    return found


def _wide_awake(now):
    if now["activation"] not in ("sigmoid", "tanh"):
        return None
    most = 0.25 if now["activation"] == "sigmoid" else 1.0
    share = now["slopes"] / most
    if share.min() > 0.98:
        return right(f"Both slopes are at their largest, {most:g}: J = {most:g} W.")
    return near("One neuron could still be more awake.") if share.min() > 0.7 else None


def _asleep(now):
    row, weights = np.abs(now["jacobian"][1]).max(), np.abs(now["W"][1]).max()
    if weights >= 0.5 and row < 0.02 * weights:
        return right("The slope at z₂ is nearly 0: whatever row 2 of W says, nothing of it comes through.")
    return near("Row 2 is small already: go further from the line z₂ = 0.") if row < 0.1 * weights else None


CHALLENGES = {
    "awake": Challenge("Drag a to where both neurons have the largest slope that a sigmoid has.", _wide_awake),
    "asleep": Challenge("Make row 2 of J vanish, but not row 2 of W.", _asleep),
}


def layer(
    W=((2, -1), (1, 1.5)), b=(0, -0.5), activation: str = "sigmoid", a=(0.5, 0.5), *, challenges=()
) -> Live:  # fmt: skip
    """A layer x ↦ σ(W x + b) of two neurons with two inputs: J = diag(σ′(W x + b)) W, as a product to be watched.

    `W`, two rows of two weights, and `b`, two numbers, from −4 to 4; `activation` one of "identity", "sigmoid",
    "tanh", "ReLU" and "softplus"; `a` the input to start from. `challenges` are names of CHALLENGES, to be solved in
    the picture. Raises ValueError where one of them is not of that kind.

    Source: Goodfellow, Bengio & Courville, Deep Learning, section 6.5.
    """
    weights = np.array(W, dtype=float)
    b, a = two_numbers("b", b), two_numbers("a", a)
    if weights.shape != (2, 2) or not (np.abs([*weights.flat, *b]) <= STRONGEST).all():
        raise ValueError(
            f"W, b: two rows of two weights and two numbers, all from −{STRONGEST:g} to {STRONGEST:g}, are needed, "
            f"as in W=((2, -1), (1, 1.5)), b=(0, -0.5); W={W!r} and b={b!r} came."
        )
    if activation not in ACTIVATIONS:
        raise ValueError(f"activation: one of {', '.join(map(repr, ACTIVATIONS))} is needed, and {activation!r} came.")
    controls = {
        "activation": choice("activation σ", ACTIVATIONS, activation),
        "a": draggable("input a", a, names=("x₁", "x₂")),
    }
    controls["a"].box.layout.flex = "1 0 60%"  # a row of its own, with the activation
    for i in range(2):
        for j in range(2):
            name = f"W{NAMES[i]}{NAMES[j]}"
            controls[f"w{i + 1}{j + 1}"] = knob(name, weights[i, j])
        controls[f"b{i + 1}"] = knob(f"b{NAMES[i]}", b[i])

    def call(now) -> str:
        W, b = [[now[f"w{i}{j}"] for j in (1, 2)] for i in (1, 2)], [now["b1"], now["b2"]]
        return f"explore.layer({W!r}, {b!r}, {now['activation']!r}, a={now['a']!r})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, spots=spots,
        label="A layer of two neurons: its input, the slopes of its activation, and its output",
        challenges=chosen(challenges, CHALLENGES),
    )  # fmt: skip


def knob(name: str, value: float) -> Control:
    """A short slider, so that three of them, a row of W and its bias, stand side by side."""
    control = slider(name, name, -STRONGEST, STRONGEST, float(value), steps=160)
    bar, field = control.box.children
    bar.layout.width, field.layout.width = "175px", "7.5em"
    return control
