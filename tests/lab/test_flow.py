"""The pictures of notebook 08 under a student's hand."""

import numpy as np

from . import steps


def test_play_carries_the_cloud_through_and_challenges_are_solved_by_keys_alone_in_both_themes(lab):
    notebook = steps.open_explorer(lab, "explore.flow('x/4, y', 2, passed=0, challenges=['dense', 'wrong mass'])")
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    page.get_by_role("button", name="Carry it through").press("Enter")
    verdict.filter(has_text="4 times as high").wait_for()  # on the way
    verdict.filter(has_text="the layers squeeze areas that much").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("checkbox", name="with the determinants").press("Space")
    verdict.filter(has_text="the total is 0.0625, not 1").wait_for()
    steps.rest(notebook)
    steps.no_barrier_in_either_theme(notebook)


def held_out(notebook) -> float:
    return steps.readouts(notebook)["held out, −log p"].item()


def test_training_is_watched_stopped_and_gone_back_in_by_keys_alone(lab):
    notebook = steps.open_explorer(lab, "explore.train_flow(layers=4)")
    page = notebook.page
    assert abs(held_out(notebook) - 2.343) < 0.01  # of a Gaussian that has learned nothing
    page.get_by_role("button", name="Train").press("Enter")
    steps.pass_by(notebook, "s.step >= 100")
    page.get_by_role("button", name="Pause").press("Enter")
    steps.rest(notebook)
    step, learned = page.evaluate(steps.STATE)["step"], held_out(notebook)
    assert learned < 2
    assert abs(steps.readouts(notebook)["total mass"].item() - 1) < 2e-3
    steps.press(notebook, "training step", "ArrowLeft")
    steps.pass_by(notebook, f"s.step === {step - 20}")
    page.keyboard.press("ArrowRight")
    steps.until_shown(notebook, f"s.step === {step}")
    assert held_out(notebook) == learned  # what was trained is still there
    steps.press(notebook, "layers passed", "Home")
    page.locator(".jaclib-say").filter(has_text="The samples have passed 0 of them").wait_for()
    page.get_by_role("button", name="Start again").press("Enter")
    steps.pass_by(notebook, "s.step === 0")
    page.get_by_role("combobox", name="data").select_option("rings")
    page.locator(".jaclib-say").filter(has_text="on rings").wait_for()
    steps.rest(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_points_drawn_in_the_picture_are_learned(lab):
    notebook = steps.open_explorer(lab, "explore.train_flow(layers=3)")
    page = notebook.page
    box = page.locator(".jaclib-pen").bounding_box()
    place = lambda u, v: (box["x"] + u * box["width"], box["y"] + v * box["height"])  # noqa: E731
    notebook.mouse_drag([place(0.3, 0.3), place(0.7, 0.3), place(0.7, 0.7)], 0.6)
    steps.until_shown(notebook, "s.data === 'drawn points'")
    points = [[float(x) for x in pair.split(",")] for pair in page.evaluate(steps.STATE)["points"].split(";")]
    assert len(points) > 10
    np.testing.assert_allclose(points[0], [-1, 1], atol=0.05)
    np.testing.assert_allclose(points[-1], [1, -1], atol=0.12)
    before = held_out(notebook)
    steps.click(notebook, "Train")
    steps.pass_by(notebook, "s.step >= 100")
    steps.click(notebook, "Pause")
    steps.rest(notebook)
    assert held_out(notebook) < before - 0.3
    steps.click(notebook, "clear points")
    page.locator(".jaclib-say").filter(has_text="Draw at least three points").wait_for()
