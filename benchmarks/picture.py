"""The picture that the live figure is measured with, in the three forms that are compared.

The identity is turned into the complex square, t from 0 to 1. On the left the plane with a grid, a small square and
det J as colours; on the right what becomes of them, and the parallelogram that J makes of the square.
"""

import hashlib
import json
import time

import ipywidgets as W
import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from matplotlib.collections import LineCollection

from benchmarks.machine import work
from jaclib import stage
from jaclib.draw import size

jax.config.update("jax_enable_x64", True)

HALF, CELLS, LINES, POINTS = 1.5, 60, 21, 61
WIDE = 960  # CSS pixels, for all three
SIZE, DPI = tuple(side / 96 for side in size(WIDE, 2)), 96
ALONG, ACROSS = np.meshgrid(np.linspace(-HALF, HALF, POINTS), np.linspace(-HALF, HALF, LINES))
GRID = np.concatenate([np.stack([ALONG, ACROSS], -1), np.stack([ACROSS, ALONG], -1)])  # (42, 61, 2)
EDGES = np.linspace(-HALF, HALF, CELLS + 1)
CORNERS = np.stack(np.meshgrid(EDGES, EDGES), -1)  # (61, 61, 2)
MIDDLES = (CORNERS[1:, 1:] + CORNERS[:-1, :-1]) / 2  # (60, 60, 2)
POINT, SIDE = np.array([0.7, 0.5]), 0.4
CORNER = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) / 2
RIM = np.stack([np.interp(np.linspace(0, 4, 121), range(5), along) for along in CORNER.T], -1)
SQUARE = POINT + SIDE * RIM  # (121, 2)


def blend(t, x):
    """(1 - t) x + t x², with x² the complex square."""
    return (1 - t) * x + t * jnp.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])


def _each(f, points):
    return jax.vmap(f)(points.reshape(-1, 2)).reshape(*points.shape[:-1], -1)


@jax.jit
def _compute(t):
    def f(x):
        return blend(t, x)

    jacobian = jax.jacfwd(f)
    fa, j = f(POINT), jacobian(jnp.asarray(POINT))
    det = _each(lambda x: jnp.linalg.det(jacobian(x)), jnp.asarray(MIDDLES))[..., 0]
    return {
        "t": t,
        "det": det,
        "grid": _each(f, jnp.asarray(GRID)),
        "corners": _each(f, jnp.asarray(CORNERS)),
        "true": _each(f, jnp.asarray(SQUARE)),
        "linear": fa + (jnp.asarray(SQUARE) - POINT) @ j.T,
    }


def compute(t: float) -> dict[str, np.ndarray]:
    """All that the picture shows at t.

    det (60, 60); grid (42, 61, 2); corners (61, 61, 2) of the cells; true and linear (121, 2) images of the square.
    """
    return _compute(float(t))


def _curve(axes, style, points=None, **keywords):
    (line,) = axes.plot([], [], style, **keywords)
    if points is not None:
        line.set_data(*points.T)
    return line


def paint(left, right, animated=False):
    """Put the artists up once; the function returned moves them."""
    for axes, reach, title in ((left, 1.6, "A square in the plane …"), (right, 4.6, "… and what f makes of it")):
        axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", title=title)
    colours = {"cmap": "RdBu_r", "vmin": -18, "vmax": 18, "animated": animated}
    heat = left.pcolormesh(EDGES, EDGES, np.zeros((CELLS, CELLS)), **colours)
    mesh = right.pcolormesh(*np.moveaxis(CORNERS, -1, 0), np.zeros((CELLS, CELLS)), **colours)
    left.add_collection(LineCollection(GRID, colors="0.5", linewidths=0.6, animated=animated))
    grid = right.add_collection(LineCollection(GRID, colors="0.3", linewidths=0.6, animated=animated))
    _curve(left, "k-", SQUARE, linewidth=2, animated=animated)
    true = _curve(right, "k-", linewidth=2, animated=animated)
    linear = _curve(right, "k--", linewidth=1.5, animated=animated)

    def move(now):
        heat.set_array(np.asarray(now["det"]))
        mesh.set_array(np.asarray(now["det"]))
        mesh._coordinates = np.array(now["corners"])  # a QuadMesh has no public way; a copy, since JAX's is read-only
        mesh.stale = True
        grid.set_segments(np.asarray(now["grid"]))
        true.set_data(*np.asarray(now["true"]).T)
        linear.set_data(*np.asarray(now["linear"]).T)

    return move


def say(now) -> str:
    return f"The plane, {float(now['t']):.0%} of the way from the identity to the complex square."


def slider() -> W.FloatSlider:
    """One slider of 100 steps, wide enough that each step is several pixels."""
    return W.FloatSlider(value=0, min=0, max=1, step=0.01, description="t", layout=W.Layout(width=f"{WIDE}px"))


drawn: list[float] = []  # what the baselines have drawn, in order


def show_interact(layout: str | None = "constrained", rounds: int = 0):
    """`interact`, a new inline figure for each value, before which `rounds` of work are done.

    The layout is the one that matplotlib's guide advises, so that titles and labels keep clear of each other; None
    saves its time, as who knows the figure's measures can.
    """

    def draw(t):
        _, (left, right) = plt.subplots(1, 2, figsize=SIZE, dpi=DPI, layout=layout)
        work(rounds)
        paint(left, right)(compute(t))
        plt.show()
        drawn.append(t)

    W.interact(draw, t=slider())


def show_ipympl(layout: str | None = "constrained", rounds: int = 0):
    """ipympl, the same, with one figure whose artists are moved, and `draw_idle`; needs `%matplotlib widget`."""
    with plt.ioff():
        figure, (left, right) = plt.subplots(1, 2, figsize=SIZE, dpi=DPI, layout=layout)
    move, control = paint(left, right), slider()

    def draw(t):
        work(rounds)
        move(compute(t))
        figure.canvas.draw_idle()
        drawn.append(t)

    draw(0.0)
    control.observe(lambda change: draw(change.new), "value")
    display(W.VBox([control, figure.canvas]))


class Ledger:
    """What the stage drew: for each key the digests of its frames, and the keys whose picture was of another state."""

    def __init__(self):
        self.frames: dict[str, list[str]] = {}
        self.wrong: list[str] = []
        self.moved_to = None

    def note(self, key: str, png: bytes):
        """The stage's `on_frame`: heard in the drawing thread, just after the artists were moved."""
        if json.loads(key)[0]["t"] != self.moved_to:
            self.wrong.append(key)
        self.frames.setdefault(key, []).append(hashlib.sha256(png).hexdigest())


def show_stage(slow: float = 0.0, rounds: int = 0) -> Ledger:
    """jaclib's stage; before each draw it sleeps `slow` seconds and does `rounds` of work."""
    ledger = Ledger()

    def slowly(t):
        time.sleep(slow)
        work(rounds)
        return compute(t)

    def put_up(palette, left, right):
        move = paint(left, right, animated=True)

        def move_and_note(now):
            move(now)
            ledger.moved_to = float(now["t"])

        return {stage.EVERYTHING: move_and_note}

    wide = stage.slider("deform", "t", 0.0, 1.0, width=WIDE - 200)
    controls = {"t": stage.control("t", wide, 0.0)}
    computed = slowly if slow or rounds else compute
    live = stage.show(("", ""), controls, computed, put_up, say, label="The plane deformed")
    live.stage.on_frame = ledger.note
    live.layout.width = f"{WIDE}px"
    display(live)
    return ledger
