"""Backpropagation and training under a student's hand; read-outs are compared with mathematics done apart."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import network as networks
from jaclib.explore.backprop import sweeps
from jaclib.explore.train import numbers as learning

from .test_chain_rule import matrices
from .test_linear_approximation import STATE, open_explorer, plain
from .test_stage import centre, handle, no_barrier_in_either_theme, rest

SIGMAS = {"tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "ReLU": jax.nn.relu, "softplus": jax.nn.softplus}
HIDDEN = ["h1", "h2", "h3", "h4", "h5"]


def shown(notebook) -> dict[str, str]:
    """What stands below the picture, as it is read out, by name."""
    labels = notebook.page.locator(".jaclib-values [data-name]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    return dict(label.split(" = ") for label in labels)


def count(text: str) -> int:
    return int(text.replace(",", ""))


def in_state(notebook, condition: str):
    notebook.page.wait_for_function(f"() => {{ const s = ({STATE})(); return {condition}; }}")
    rest(notebook)


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
    state, read = notebook.page.evaluate(STATE), shown(notebook)
    sizes, rows, loss = by_jax(state)
    depth, step = state["layers"], min(state["step"], 2 * state["layers"] + 2)
    work = [2 * m * n + m * (k < depth) for k, (n, m) in enumerate(pairwise(sizes), 1)]
    assert count(read["reverse sweep in all"]) == sum(work)
    assert count(read["multiplications forwards"]) == sum(m * n for n, m in list(pairwise(sizes))[:step])
    if step > depth:
        assert plain(read["loss"]) == pytest.approx(loss, rel=6e-3, abs=6e-4)
    if step > depth + 1:
        at = 2 * depth + 2 - step
        assert count(read["in the reverse sweep"]) == sum(work[at:])
        assert count(read["numbers held"]) == sum(sizes[: at + 1]) + sizes[at]
        if at < depth and sum(m * n for n, m in pairwise(sizes)) + sizes[-1] <= 40:
            name = f"∂L/∂a{'₀₁₂₃₄₅₆'[at]}" if at else "∂L/∂x"
            np.testing.assert_allclose(matrices(notebook)[name][0], rows[at], rtol=6e-3, atol=6e-4)
        assert "agree with jax.grad" in notebook.page.locator(".jaclib-say").inner_text() or at == depth


def test_each_step_of_both_passes_shows_the_numbers_that_jax_finds_and_the_slider_holds_at_its_ends(lab):
    notebook = open_explorer(lab, "explore.backprop((2, 3, 2), step=0)")
    handle(notebook, "step").focus()
    notebook.page.keyboard.press("ArrowLeft")
    for step in range(1, 7):
        agrees(notebook)
        notebook.page.keyboard.press("ArrowRight")
        in_state(notebook, f"s.step === {step}")
    agrees(notebook)
    notebook.page.keyboard.press("ArrowRight")  # no further than to the input
    rest(notebook)
    assert notebook.page.evaluate(STATE)["step"] == 6
    bar = notebook.page.locator(".jaclib-of-step .noUi-base")
    box, (x, y) = bar.bounding_box(), centre(notebook.page.locator(".jaclib-of-step .noUi-handle"))
    notebook.mouse_drag([(x, y), (box["x"] + box["width"] / 2, y), (box["x"] - 40, y)], 0.5)
    in_state(notebook, "s.step === 0")
    agrees(notebook)
    assert notebook.errors == []


def test_layers_widths_activation_and_seed_change_the_network_and_its_sweep_by_keyboard_alone(lab):
    notebook = open_explorer(lab, "explore.backprop((2, 3, 2), challenges=['halfway', 'dear'])")
    page = notebook.page
    handle(notebook, "layers").focus()
    page.keyboard.press("ArrowRight")
    in_state(notebook, "s.layers === 3 && s.step === 8")  # to the end of the longer sweep
    agrees(notebook)
    for name, key in {"inputs": "inputs", "layer 1": "h1", "layer 2": "h2", "outputs": "outputs"}.items():
        before = page.evaluate(STATE)[key]
        handle(notebook, name).focus()
        page.keyboard.press("ArrowRight")
        in_state(notebook, f"s.{key} === {before + 1}")
        agrees(notebook)
    page.get_by_role("combobox", name="activation").select_option("softplus")
    handle(notebook, "seed").focus()
    page.keyboard.press("ArrowRight")
    in_state(notebook, "s.activation === 'softplus' && s.seed === 1")
    agrees(notebook)
    handle(notebook, "step").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("✓ Right.").wait_for()
    page.get_by_role("button", name="Next challenge").focus()
    page.keyboard.press("Enter")
    for name in ("layers", "inputs", "outputs", *(f"layer {k}" for k in range(1, 6))):
        handle(notebook, name).focus()
        page.keyboard.press("End")
        rest(notebook)
    page.get_by_text("✓ Right.").wait_for()
    no_barrier_in_either_theme(notebook)


def test_play_goes_forwards_and_then_sweeps_to_the_end_of_the_network_and_the_sweep_that_are_chosen(lab):
    notebook = open_explorer(lab, "explore.backprop((1, 2, 1), step=0)")
    page, play = notebook.page, notebook.page.get_by_role("button", name="Forwards, then sweep")
    handle(notebook, "layers").focus()
    page.keyboard.press("ArrowRight")
    in_state(notebook, "s.layers === 3")
    notebook.until("live.stage.controls['step'].parts[0][0].max == 8")
    play.click()
    in_state(notebook, "s.step === 8")
    play.wait_for()  # it has stopped at the end, later than where the shorter network has its own
    agrees(notebook)
    handle(notebook, "layers").focus()
    page.keyboard.press("ArrowLeft")
    in_state(notebook, "s.layers === 2 && s.step === 6")
    page.get_by_role("combobox", name="sweep").select_option("forward: a column for each parameter")
    in_state(notebook, "s.step === 3 + 7")  # 2 + 2 and 2 + 1 parameters
    read = shown(notebook)
    assert count(read["passes"]) == 7 and count(read["forward sweep in all"]) == 2 * 4 + 2 * 3 + 3 * 1
    handle(notebook, "step").focus()
    page.keyboard.press("ArrowLeft")
    in_state(notebook, "s.step === 9")
    sizes, _, _ = by_jax(page.evaluate(STATE))
    net = sweeps.network(sizes, "tanh", 0)
    last = (net.points[-1] - net.y)[0] * net.points[1][1]  # ∂L/∂W₂[1, 2], by hand
    assert f"∂L/∂W₂[1, 2] = {last:.3g}" in page.locator(".jaclib-say").inner_text()
    assert notebook.errors == []


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
    state, read = notebook.page.evaluate(STATE), shown(notebook)
    z, loss = trained(state)
    assert plain(read["z"]) == pytest.approx(z, rel=6e-3, abs=6e-4)
    assert plain(read["loss"]) == pytest.approx(loss, rel=6e-3, abs=6e-4)
    assert count(read["step"]) == state["step"]


def test_training_plays_pauses_goes_back_and_follows_x_wherever_it_is_dragged(lab):
    notebook = open_explorer(lab, "explore.train('two moons', challenges='moons')")
    page = notebook.page
    learned(notebook)
    page.get_by_role("button", name="Train").click()
    page.wait_for_function(f"() => ({STATE})().step >= 60")
    page.get_by_role("button", name="Pause").click()
    rest(notebook)
    learned(notebook)
    reached = page.evaluate(STATE)["step"]
    panel, (x, y) = page.locator(".jaclib-canvas").bounding_box(), centre(handle(notebook, "point x"))
    for to in ((x - 60, y + 30), (x + 20, y - 50), (panel["x"] - 30, panel["y"] - 30)):  # the last out of the panel
        notebook.mouse_drag([centre(handle(notebook, "point x")), to], 0.4)
        rest(notebook)
        learned(notebook)
    assert page.evaluate(STATE)["step"] == reached  # moving x does not train
    page.get_by_role("button", name="Start again").click()
    in_state(notebook, "s.step === 0")
    learned(notebook)
    assert notebook.errors == []


def test_the_moons_are_learned_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = open_explorer(lab, "explore.train('spirals', step=40, challenges=['moons', 'torn'])")
    page = notebook.page
    page.get_by_role("combobox", name="points").select_option("two moons")
    for name, key in {"width": "ArrowRight", "hidden layers": "ArrowLeft", "seed": "ArrowRight"}.items():
        handle(notebook, name).focus()
        page.keyboard.press(key)
    in_state(notebook, "s.width === 9 && s.hidden === 1 && s.seed === 1")
    learned(notebook)
    handle(notebook, "learning rate").focus()
    page.keyboard.press("End")
    in_state(notebook, "s.rate === 0.3")
    page.keyboard.press("Home")
    in_state(notebook, "s.rate === 0.001")
    for _ in range(20):
        page.keyboard.press("PageUp")
    rest(notebook)
    learned(notebook)
    handle(notebook, "training step").focus()
    page.keyboard.press("End")
    in_state(notebook, "s.step === 2000")
    learned(notebook)
    page.get_by_text("✓ Right.").wait_for()
    handle(notebook, "point x").focus()
    before = page.evaluate(STATE)["x"]
    page.keyboard.press("Shift+ArrowDown")
    in_state(notebook, f"s.x[1] < {before[1]}")
    learned(notebook)
    no_barrier_in_either_theme(notebook)
