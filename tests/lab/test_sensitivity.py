"""The pictures of notebook 09 under a student's hand; their read-outs are compared with mathematics done apart."""

import numpy as np

from jaclib.explore.digits.numbers import LAMBDAS as OF_DIGITS
from jaclib.explore.digits.numbers import fresh
from jaclib.explore.digits.numbers import training as reading
from tests.explore.test_sensitivity import forward, one_of, patiently

from . import steps


def test_training_plays_pauses_and_goes_back_by_keyboard_alone_and_a_challenge_is_solved(lab):
    notebook = steps.open_explorer(lab, "explore.sensitivity(a=(0.5, 0.7), challenges='apart')")
    page = notebook.page
    notebook.page.get_by_role("button", name="Train").press("Enter")
    steps.pass_by(notebook, "s.step >= 60")
    page.keyboard.press("Enter")  # the button says Pause now
    page.get_by_role("button", name="Train").wait_for()
    steps.rest(notebook)
    steps.press(notebook, "training step", "Home")
    steps.until_shown(notebook, "s.step === 0")
    read = steps.readouts(notebook)
    assert read["margin at a, without"] == read["margin at a, with"]  # all begin alike
    page.keyboard.press("End")
    steps.pass_by(notebook, "s.step === 1000")
    steps.press(notebook, "point a", "ArrowUp")
    page.get_by_text("✓ Right.").wait_for()
    steps.rest(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_on_the_way_between_two_dragged_points_the_bound_is_that_of_dense_sampling(lab):
    notebook = steps.open_explorer(lab, "explore.mean_value(challenges='steep between')")

    def check():
        state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
        x = np.linspace(state["a"][0], state["b"][0], 200_001)
        norms, image = np.maximum(1 - np.cos(2 * np.pi * x), 0.25), x - np.sin(2 * np.pi * x) / (2 * np.pi)
        moved = np.hypot(image[-1] - image[0], (state["b"][1] - state["a"][1]) / 4)
        steps.close_to(read, {"‖f(b) − f(a)‖": moved, "‖J(a)‖₂": norms[0], "largest ‖J‖₂": norms.max()}, rtol=1e-6)

    check()
    for name, by in (("point a", (25, -30)), ("point b", (60, 40)), ("point b", (500, 0))):
        steps.drag_by(notebook, name, *by)
        check()
    fields = notebook.page.get_by_role("spinbutton")
    for place, value in enumerate(("0.05", "0.5", "0.95", "0.5")):
        fields.nth(place).fill(value)
        fields.nth(place).press("Enter")
    notebook.page.get_by_text("✓ Right.").wait_for()
    check()
    assert notebook.axe() == []


def test_digits_are_chosen_and_attacked_by_keys_and_the_readouts_agree(lab):
    notebook = steps.open_explorer(lab, "explore.digits(image=38, eps=0.45, step=60)")
    page = notebook.page
    steps.press(notebook, "picture", "ArrowRight")
    steps.press(notebook, "size of step ε", "ArrowRight")
    steps.until_shown(notebook, "s.image === 39 && Math.abs(s.eps - 0.5) < 1e-9")
    page.get_by_role("combobox", name="λ").select_option("0.001")
    steps.until_shown(notebook, "s.lam === '0.001'")
    steps.press(notebook, "training step", "ArrowRight")
    steps.until_shown(notebook, "s.step === 80")
    read, (points, labels) = steps.readouts(notebook), fresh()
    stacked = patiently(reading(0).at, 80).networks
    for kind, place in (("without", 0), ("with", OF_DIGITS.index(0.001))):
        scores = forward(one_of(stacked, place), points[39])
        margin = scores[labels[39]] - np.delete(scores, labels[39]).max()
        steps.close_to(read, {f"margin, {kind}": margin})
        assert read[f"margin at x + h, {kind}"] < read[f"margin, {kind}"]
        assert read[f"‖h‖, {kind}"] <= 0.5 + 6e-4
    assert notebook.axe() == []
