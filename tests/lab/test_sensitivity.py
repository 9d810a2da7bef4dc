"""The pictures of notebook 09 under a student's hand; their read-outs are compared with mathematics done apart."""

import numpy as np
import pytest

from jaclib.explore.digits.numbers import LAMBDAS as OF_DIGITS
from jaclib.explore.digits.numbers import fresh
from jaclib.explore.digits.numbers import training as reading
from jaclib.explore.learn.moons import LAMBDAS, training
from tests.explore.test_sensitivity import forward, one_of, patiently

from .test_linear_approximation import STATE, open_explorer, readouts
from .test_stage import centre, handle, no_barrier_in_either_theme, rest


def shown(notebook, words: str):
    """Wait until the state that is shown makes a JavaScript expression of `s` true."""
    notebook.page.wait_for_function(
        f"() => {{ const s = [...jaclibStages].at(-1).shown?.state; return s && {words}; }}"
    )
    rest(notebook)


def agrees(notebook):
    """Margins and Jacobians in NumPy; and the worst margin by brute force on rings of the disc."""
    state, read = notebook.page.evaluate(STATE), readouts(notebook)
    stacked = patiently(training(state["seed"], state["around"]).at, state["step"]).networks
    a, eps = np.array(state["a"]), state["eps"]
    turn, radius = np.meshgrid(np.linspace(0, 2 * np.pi, 361), np.linspace(0, eps, 21))
    disc = a + np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=-1).reshape(-1, 2)
    for kind, place in (("without", 0), ("with", LAMBDAS.index(float(state["lam"])))):
        network = one_of(stacked, place)
        scores = forward(network, a)
        sign = np.array([1, -1]) if scores[0] >= scores[1] else np.array([-1, 1])
        J = np.stack([(forward(network, a + e) - forward(network, a - e)) / 2e-6 for e in 1e-6 * np.eye(2)], axis=1)
        close = {"atol": 6e-4, "rtol": 6e-3, "err_msg": f"{kind} at {state}"}
        np.testing.assert_allclose(read[f"margin at a, {kind}"], [[sign @ scores]], **close)
        np.testing.assert_allclose(read[f"J(a), {kind}"], J, **close)
        np.testing.assert_allclose(read[f"‖J(a)‖₂, {kind}"], [[np.linalg.norm(J, 2)]], **close)
        brute = (forward(network, disc) @ sign).min()
        assert brute - 0.02 * np.linalg.norm(J) * eps - 0.02 <= read[f"worst margin, {kind}"][0, 0] <= brute + 6e-4


def test_point_epsilon_lambda_and_switch_move_the_picture_and_the_readouts_agree(lab):
    notebook = open_explorer(lab, "explore.sensitivity(0.03, a=(0.5, 0.75), eps=0.25, step=40)")
    agrees(notebook)
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    x, y = centre(handle(notebook, "point a"))
    for to in ((x - 60, y + 30), (panel["x"] - 20, panel["y"] - 20)):  # the last one out of the panel
        notebook.mouse_drag([centre(handle(notebook, "point a")), to], 0.4)
        rest(notebook)
        agrees(notebook)
    x, y = centre(handle(notebook, "size of step ε"))
    notebook.mouse_drag([(x, y), (x + 60, y)], 0.3)
    rest(notebook)
    assert notebook.page.evaluate(STATE)["eps"] > 0.25
    agrees(notebook)
    notebook.page.get_by_role("combobox", name="λ").select_option("0.1")
    shown(notebook, "s.lam === '0.1'")
    agrees(notebook)
    notebook.page.get_by_role("checkbox", name="penalty around the points, too").click()
    shown(notebook, "s.around === false")
    agrees(notebook)
    notebook.until("live.state['lam'] == '0.1' and not live.state['around']")
    assert notebook.errors == []


def test_training_plays_pauses_and_goes_back_by_keyboard_alone_and_a_challenge_is_solved(lab):
    notebook = open_explorer(lab, "explore.sensitivity(a=(0.5, 0.7), challenges='apart')")
    page = notebook.page
    page.get_by_role("button", name="Train").focus()
    page.keyboard.press("Enter")
    shown_beyond = "() => [...jaclibStages].at(-1).shown?.state.step >= 60"
    page.wait_for_function(shown_beyond)
    page.keyboard.press("Enter")  # the button says Pause now
    page.get_by_role("button", name="Train").wait_for()
    rest(notebook)
    agrees(notebook)
    handle(notebook, "training step").focus()
    page.keyboard.press("Home")
    shown(notebook, "s.step === 0")
    read = readouts(notebook)
    assert read["margin at a, without"] == read["margin at a, with"]  # all begin alike
    page.keyboard.press("End")
    page.wait_for_function("() => [...jaclibStages].at(-1).shown?.state.step === 1000")
    handle(notebook, "point a").focus()
    page.keyboard.press("ArrowUp")
    page.get_by_text("✓ Right.").wait_for()
    rest(notebook)
    agrees(notebook)
    no_barrier_in_either_theme(notebook)


def test_on_the_way_between_two_dragged_points_the_bound_is_that_of_dense_sampling(lab):
    notebook = open_explorer(lab, "explore.mean_value(challenges='steep between')")

    def check():
        state, read = notebook.page.evaluate(STATE), readouts(notebook)
        x = np.linspace(state["a"][0], state["b"][0], 200_001)
        norms, image = np.maximum(1 - np.cos(2 * np.pi * x), 0.25), x - np.sin(2 * np.pi * x) / (2 * np.pi)
        moved = np.hypot(image[-1] - image[0], (state["b"][1] - state["a"][1]) / 4)
        for name, value in (("‖f(b) − f(a)‖", moved), ("‖J(a)‖₂", norms[0]), ("largest ‖J‖₂", norms.max())):
            assert read[name][0, 0] == pytest.approx(value, abs=6e-4), name

    check()
    for name, by in (("point a", (25, -30)), ("point b", (60, 40)), ("point b", (500, 0))):
        x, y = centre(handle(notebook, name))
        notebook.mouse_drag([(x, y), (x + by[0], y + by[1])], 0.3)
        rest(notebook)
        check()
    fields = notebook.page.get_by_role("spinbutton")
    for place, value in enumerate(("0.05", "0.5", "0.95", "0.5")):
        fields.nth(place).fill(value)
        fields.nth(place).press("Enter")
    notebook.page.get_by_text("✓ Right.").wait_for()
    check()
    assert notebook.axe() == []
    assert notebook.errors == []


def test_digits_are_chosen_and_attacked_by_keys_and_the_readouts_agree(lab):
    notebook = open_explorer(lab, "explore.digits(image=38, eps=0.45, step=60)")
    page = notebook.page
    handle(notebook, "picture").focus()
    page.keyboard.press("ArrowRight")
    handle(notebook, "size of step ε").focus()
    page.keyboard.press("ArrowRight")
    shown(notebook, "s.image === 39 && Math.abs(s.eps - 0.5) < 1e-9")
    page.get_by_role("combobox", name="λ").select_option("0.001")
    shown(notebook, "s.lam === '0.001'")
    handle(notebook, "training step").focus()
    page.keyboard.press("ArrowRight")
    shown(notebook, "s.step === 80")
    read, (points, labels) = readouts(notebook), fresh()
    stacked = patiently(reading(0).at, 80).networks
    for kind, place in (("without", 0), ("with", OF_DIGITS.index(0.001))):
        scores = forward(one_of(stacked, place), points[39])
        margin = scores[labels[39]] - np.delete(scores, labels[39]).max()
        assert read[f"margin, {kind}"][0, 0] == pytest.approx(margin, abs=6e-4)
        assert read[f"margin at x + h, {kind}"] < read[f"margin, {kind}"]
        assert read[f"‖h‖, {kind}"] <= 0.5 + 6e-4
    assert notebook.axe() == []
    assert notebook.errors == []
