"""Backpropagation and training under a student's hand; read-outs are compared with mathematics done apart."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import network as networks
from jaclib.explore.backprop import sweeps
from jaclib.explore.train import numbers as learning

from . import steps

SIGMAS = {"tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "ReLU": jax.nn.relu, "softplus": jax.nn.softplus}
HIDDEN = ["h1", "h2", "h3", "h4", "h5"]


# explore.backprop ----------------------------------------------------------------------------------------------------


def by_jax(state) -> tuple[tuple, list, float]:
    """The sizes, the gradient in what enters each layer, and the loss: `jax.grad` of jaclib's network."""
    sizes = (state["inputs"], *(state[name] for name in HIDDEN[: state["layers"] - 1]), state["outputs"])
    net = sweeps.network(sizes, state["activation"], state["seed"])
    layers, y = [networks.Layer(*map(jnp.asarray, each)) for each in net.layers], jnp.asarray(net.y)
    sigma = SIGMAS[state["activation"]]
    rows = [
        jax.grad(networks.loss, argnums=1)(layers[k:], jnp.asarray(net.points[k]), y, sigma) for k in range(len(layers))
    ]
    return sizes, rows, float(networks.loss(layers, jnp.asarray(net.points[0]), y, sigma))


def agrees(notebook):
    """All read-outs of the reverse sweep, wherever the step is."""
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    sizes, rows, loss = by_jax(state)
    depth, step = state["layers"], min(state["step"], 2 * state["layers"] + 2)
    work = [2 * m * n + m * (k < depth) for k, (n, m) in enumerate(pairwise(sizes), 1)]
    assert read["reverse sweep in all"] == sum(work)
    assert read["multiplications forwards"] == sum(m * n for n, m in list(pairwise(sizes))[:step])
    if step > depth:
        steps.close_to(read, {"loss": loss})
    if step > depth + 1:
        at = 2 * depth + 2 - step
        assert read["in the reverse sweep"] == sum(work[at:])
        assert read["numbers held"] == sum(sizes[: at + 1]) + sizes[at]
        if at < depth and sum(m * n for n, m in pairwise(sizes)) + sizes[-1] <= 40:
            name = f"∂L/∂a{'₀₁₂₃₄₅₆'[at]}" if at else "∂L/∂x"
            steps.close_to(read, {name: rows[at]})
        assert "agree with jax.grad" in notebook.page.locator(".jaclib-say").inner_text() or at == depth


def test_each_step_of_both_passes_shows_the_numbers_that_jax_finds_and_the_slider_holds_at_its_ends(lab):
    notebook = steps.open_explorer(lab, "explore.backprop((2, 3, 2), step=0)")
    steps.press(notebook, "step", "ArrowLeft")
    for step in range(1, 7):
        agrees(notebook)
        notebook.page.keyboard.press("ArrowRight")
        steps.until_shown(notebook, f"s.step === {step}")
    agrees(notebook)
    notebook.page.keyboard.press("ArrowRight")  # no further than to the input
    steps.rest(notebook)
    assert notebook.page.evaluate(steps.STATE)["step"] == 6
    bar = steps.handle(notebook, "step")
    (x, y), (left, _) = steps.thumb(bar, 6 / 8), steps.thumb(bar, 0)
    notebook.mouse_drag([(x, y), (left, y), (left - 40, y)], 0.5)
    steps.until_shown(notebook, "s.step === 0")
    agrees(notebook)


def test_layers_widths_activation_and_seed_change_the_network_and_its_sweep_by_keyboard_alone(lab):
    notebook = steps.open_explorer(lab, "explore.backprop((2, 3, 2), challenges=['halfway', 'dear'])")
    page = notebook.page
    steps.press(notebook, "layers", "ArrowRight")
    steps.until_shown(notebook, "s.layers === 3 && s.step === 8")  # to the end of the longer sweep
    agrees(notebook)
    for name, key in {"inputs": "inputs", "layer 1": "h1", "layer 2": "h2", "outputs": "outputs"}.items():
        before = page.evaluate(steps.STATE)[key]
        steps.press(notebook, name, "ArrowRight")
        steps.until_shown(notebook, f"s.{key} === {before + 1}")
        agrees(notebook)
    page.get_by_role("combobox", name="activation").select_option("softplus")
    steps.press(notebook, "seed", "ArrowRight")
    steps.until_shown(notebook, "s.activation === 'softplus' && s.seed === 1")
    agrees(notebook)
    steps.press(notebook, "step", "ArrowLeft")
    page.get_by_text("✓ Right.").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    for name in ("layers", "inputs", "outputs", *(f"layer {k}" for k in range(1, 6))):
        steps.press(notebook, name, "End")
        steps.rest(notebook)
    page.get_by_text("✓ Right.").wait_for()
    steps.no_barrier_in_either_theme(notebook)


def test_play_goes_forwards_and_then_sweeps_to_the_end_of_the_network_and_the_sweep_that_are_chosen(lab):
    notebook = steps.open_explorer(lab, "explore.backprop((1, 2, 1), step=0)")
    page, play = notebook.page, notebook.page.get_by_role("button", name="Forwards, then sweep")
    steps.press(notebook, "layers", "ArrowRight")
    steps.until_shown(notebook, "s.layers === 3")
    notebook.until("live._looks['step']['hi'] == 8")
    play.click()
    steps.until_shown(notebook, "s.step === 8")
    play.wait_for()  # it has stopped at the end, later than where the shorter network has its own
    agrees(notebook)
    steps.press(notebook, "layers", "ArrowLeft")
    steps.until_shown(notebook, "s.layers === 2 && s.step === 6")
    page.get_by_role("combobox", name="sweep").select_option("forward: a column for each parameter")
    steps.until_shown(notebook, "s.step === 3 + 7")  # 2 + 2 and 2 + 1 parameters
    read = steps.readouts(notebook)
    assert read["passes"] == 7 and read["forward sweep in all"] == 2 * 4 + 2 * 3 + 3 * 1
    steps.press(notebook, "step", "ArrowLeft")
    steps.until_shown(notebook, "s.step === 9")
    sizes, _, _ = by_jax(page.evaluate(steps.STATE))
    net = sweeps.network(sizes, "tanh", 0)
    last = (net.points[-1] - net.y)[0] * net.points[1][1]  # ∂L/∂W₂[1, 2], by hand
    assert f"∂L/∂W₂[1, 2] = {last:.3g}" in page.locator(".jaclib-say").inner_text()


# explore.train -------------------------------------------------------------------------------------------------------


def trained(state):
    """The network in this state by its own training, and what NumPy makes of it at x: its output, and the loss."""
    run = learning.run(state["data"], state["width"], state["hidden"], state["rate"], state["seed"])
    run.states[1:] = []
    while len(run.states) <= state["step"] // 10:
        run.states.append(run.advance(run.states[-1]))
    layers = [tuple(map(np.asarray, each)) for each in run.states[state["step"] // 10].parameters]

    def output(points):
        for k, (W, b) in enumerate(layers, 1):
            points = points @ W.T + b
            points = np.tanh(points) if k < len(layers) else points
        return points[:, 0]

    points, labels = learning.points_of(state["data"], state["seed"])
    loss = np.log1p(np.exp(-(2 * labels - 1) * output(points))).mean()
    return output(np.array([state["x"]]))[0], loss


def learned(notebook):
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    z, loss = trained(state)
    steps.close_to(read, {"z": z, "loss": loss})
    assert read["step"] == state["step"]


def test_training_plays_pauses_goes_back_and_follows_x_wherever_it_is_dragged(lab):
    notebook = steps.open_explorer(lab, "explore.train('two moons', challenges='moons')")
    page = notebook.page
    learned(notebook)
    steps.click(notebook, "Train")
    steps.pass_by(notebook, "s.step >= 60")
    steps.click(notebook, "Pause")
    steps.rest(notebook)
    learned(notebook)
    reached = page.evaluate(steps.STATE)["step"]
    panel, (x, y) = page.locator(".jaclib-canvas").bounding_box(), steps.centre(steps.handle(notebook, "point x"))
    for to in ((x - 60, y + 30), (x + 20, y - 50), (panel["x"] - 30, panel["y"] - 30)):  # the last out of the panel
        steps.drag(notebook, "point x", to)
        learned(notebook)
    assert page.evaluate(steps.STATE)["step"] == reached  # moving x does not train
    steps.click(notebook, "Start again")
    steps.until_shown(notebook, "s.step === 0")
    learned(notebook)


def test_the_moons_are_learned_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.train('spirals', step=40, challenges=['moons', 'torn'])")
    page = notebook.page
    page.get_by_role("combobox", name="points").select_option("two moons")
    for name, key in {"width": "ArrowRight", "hidden layers": "ArrowLeft", "seed": "ArrowRight"}.items():
        steps.press(notebook, name, key)
    steps.until_shown(notebook, "s.width === 9 && s.hidden === 1 && s.seed === 1")
    learned(notebook)
    steps.press(notebook, "learning rate", "End")
    steps.until_shown(notebook, "s.rate === 0.3")
    page.keyboard.press("Home")
    steps.until_shown(notebook, "s.rate === 0.001")
    steps.press(notebook, "learning rate", *["PageUp"] * 20)
    steps.rest(notebook)
    learned(notebook)
    steps.press(notebook, "training step", "End")
    steps.until_shown(notebook, "s.step === 2000")
    learned(notebook)
    page.get_by_text("✓ Right.").wait_for()
    before = page.evaluate(steps.STATE)["x"]
    steps.press(notebook, "point x", "Shift+ArrowDown")
    steps.until_shown(notebook, f"s.x[1] < {before[1]}")
    learned(notebook)
    steps.no_barrier_in_either_theme(notebook)
