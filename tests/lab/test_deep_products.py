"""Vanishing products and checkpointing under a hand; what is shown is compared with mathematics done apart."""

import numpy as np
import pytest

from . import steps


def gradient_by_hand(state) -> tuple[float, float]:
    """The largest singular value of the product, and the length of the row that comes back, in NumPy alone."""
    rng = np.random.default_rng(state["seed"])
    row, W, x = rng.normal(size=32), rng.normal(size=(60, 32, 32)) / np.sqrt(32), rng.normal(size=32)
    product = np.eye(32)
    for each in state["scale"] * W[: state["depth"]]:
        z = each @ x
        slope = {"tanh": np.cosh(np.clip(z, -300, 300)) ** -2.0, "ReLU": 1.0 * (z > 0), "identity": 1 + 0 * z}[
            state["activation"]
        ]
        product = (slope[:, None] * each + state["residual"] * np.eye(32)) @ product
        x = {"tanh": np.tanh(z), "ReLU": z * (z > 0), "identity": z}[state["activation"]] + state["residual"] * x
    return np.linalg.norm(product, 2), np.linalg.norm(row @ product) / np.linalg.norm(row)


def agrees(notebook):
    steps.rest(notebook)
    largest, arrives = gradient_by_hand(notebook.page.evaluate(steps.STATE))
    steps.close_to(steps.readouts(notebook), {"largest σ": largest, "gradient at the input": arrives})


def test_the_gradient_is_that_of_the_network_whichever_control_is_moved(lab):
    notebook = steps.open_explorer(lab, "explore.vanishing_products(scale=1.2, depth=20)")
    page = notebook.page
    agrees(notebook)
    for name, across in (("weight scale", 40), ("depth", -30), ("seed", 25)):
        steps.drag_by(notebook, name, across, 0)
        agrees(notebook)
    page.get_by_role("combobox", name="activation σ").select_option("ReLU")
    steps.pass_by(notebook, "s.activation === 'ReLU'")
    agrees(notebook)
    page.get_by_role("checkbox", name="residual connections").check()
    steps.pass_by(notebook, "s.residual")
    agrees(notebook)
    steps.click(notebook, "Go deeper")
    steps.pass_by(notebook, "s.depth === 60")
    agrees(notebook)


def test_the_vanished_gradient_is_rescued_by_keys_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.vanishing_products(scale=0.4, challenges=['rescued', 'steady'])")
    page = notebook.page
    page.get_by_text("What could carry it past the layers?").wait_for()
    page.get_by_role("checkbox", name="residual connections").press("Space")
    page.get_by_text("✓ Right.").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("checkbox", name="residual connections").press("Space")
    steps.type_number(notebook, "scale", 1.2)
    page.get_by_text("A little above 1").wait_for()
    steps.handle(notebook, "depth").press("ArrowRight")
    steps.pass_by(notebook, "s.depth === 41")
    agrees(notebook)
    assert notebook.axe() == []


def bill(state) -> tuple[int, float]:
    """What is held at the peak and how often a layer is evaluated, by going through the layers one by one."""
    depth, stride = state["depth"], min(state["stride"], state["depth"])
    kept = list(range(0, depth, stride))
    evaluations, peak = depth, len(kept)
    while kept:
        start = kept[-1]
        inside = [layer for layer in range(start, depth) if layer < min(start + stride, depth)]
        evaluations += len(inside) - 1
        peak = max(peak, len(kept) + len(inside) - 1)
        kept.pop()
    return peak, evaluations / depth


def test_checkpoints_are_counted_wherever_the_sliders_are_and_the_sweep_goes_through(lab):
    notebook = steps.open_explorer(lab, "explore.checkpointing(30, 6, time=0, challenges='least')")
    page = notebook.page

    def agrees():
        steps.rest(notebook)
        peak, sweeps = bill(page.evaluate(steps.STATE))
        read = steps.readouts(notebook)
        assert read["held at the peak"] == peak
        assert read["evaluations / L"] == pytest.approx(sweeps, abs=6e-4)

    agrees()
    for name, across in (("layers", 60), ("keep every k-th input", 20), ("keep every k-th input", -22)):
        steps.drag_by(notebook, name, across, 0)
        agrees()
    steps.type_number(notebook, "L", 64)
    steps.type_number(notebook, "k", 7)
    steps.handle(notebook, "keep every k-th input").press("ArrowRight")
    page.get_by_text("✓ Right.").wait_for()
    agrees()
    steps.click(notebook, "Go through")
    steps.pass_by(notebook, "s.time > 4")
    steps.play_on_from(notebook, "Go through", "t", "66")
    steps.pass_by(notebook, "s.time > 70")
    steps.click(notebook, "Pause")
    agrees()
    state = page.evaluate(steps.STATE)
    evaluated = steps.readouts(notebook)["evaluated by now"]
    assert 64 <= evaluated <= min(state["time"], 120)
    assert notebook.axe() == []
