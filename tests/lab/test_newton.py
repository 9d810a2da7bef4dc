"""explore.newton under a student's hand."""

import numpy as np

from . import steps

CUBE = "'x^3 - 3x*y^2, 3x^2*y - y^3'"
CALL = f"explore.newton({CUBE}, a=(-1.5, 1.2), y=(4, -3)"


def test_a_click_takes_the_target_there_from_its_own_panel_and_from_no_other(lab):
    notebook = steps.open_explorer(lab, CALL + ", step=1)")
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    x, y = steps.centre(steps.handle(notebook, "target y"))
    notebook.page.mouse.click(x - 50, y - 30)
    steps.rest(notebook)
    assert np.allclose(steps.centre(steps.handle(notebook, "target y")), (x - 50, y - 30), atol=4)
    before = notebook.page.evaluate(steps.STATE)
    notebook.page.mouse.click(panel["x"] + panel["width"] - 60, panel["y"] + 100)
    steps.rest(notebook)
    assert notebook.page.evaluate(steps.STATE) == before


def test_step_takes_one_step_and_start_again_none_and_a_typed_map_takes_the_place(lab):
    notebook = steps.open_explorer(lab, CALL + ")")
    page = notebook.page
    at = lambda step: page.wait_for_function(f"() => [...jaclibStages][0].shown.state.step === {step}")  # noqa: E731
    for step in (1, 2):
        steps.click(notebook, "Step")
        at(step)
    page.wait_for_timeout(1200)  # as long as a step of a playing one would take, and longer
    at(2)
    steps.click(notebook, "Start again")
    at(0)
    page.get_by_role("textbox", name="or type one").fill("2x + y, x - 3y")
    page.keyboard.press("Enter")
    steps.pass_by(notebook, "s.f === '2x + y, x - 3y'")
    steps.type_number(notebook, "k", 5)
    notebook.until("live.state['step'] == 5")
    steps.rest(notebook)
    read = steps.readouts(notebook)
    assert read["steps taken"].item() == 1  # a linear equation takes one
    np.testing.assert_allclose(read["det J"].item(), -7)


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = steps.open_explorer(lab, f"explore.newton({CUBE}, a=(0.7, 0.75), y=(4, -3), challenges=['third root'])")
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, y, words in (("0.9", "0.75", "the start lies in another basin"), ("1.5", "-0.3", "It ends at root 3")):
        for name, value in (("x", x), ("y", y)):
            steps.type_number(notebook, name, value)
        steps.rest(notebook)
        verdict.filter(has_text=words).wait_for()
