"""explore.finite_differences under a student's hand; its read-outs are compared with errors in closed form."""

import numpy as np
import pytest

from . import steps

CALL = "explore.finite_differences('x^3, y^2', a=(1, 0.5), h=0.1)"


def agrees(notebook):
    """For (x³, y²): (3xh + h², h) is the forward error of the two columns, (h², 0) the central and the complex one."""
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    (x, y), h = state["a"], state["h"]
    steps.close_to(read, {"J": [[3 * x**2, 0], [0, 2 * y]]})
    exact = {"forward": np.hypot(3 * x * h + h**2, h), "central": h**2, "complex": h**2}
    for method, calls in (("forward", 3), ("central", 4), ("complex", 2)):
        assert read[f"values of f, {method}"] == calls
        if h > 1e-3:  # else rounding has a say
            steps.close_to(read, {f"error, {method}": exact[method]})
    assert read["best h, central"] / 10 < np.cbrt(1e-16) < 10 * read["best h, central"]


def test_the_readouts_agree_with_the_closed_form_wherever_point_and_step_are_dragged(lab):
    notebook = steps.open_explorer(lab, CALL)
    page = notebook.page
    agrees(notebook)
    canvas = page.locator(".jaclib-canvas").bounding_box()
    x, y = steps.centre(steps.handle(notebook, "point a"))
    for to in ((x + 40, y - 30), (canvas["x"] + 80, y), (x + 30, canvas["y"] + 80)):
        steps.drag(notebook, "point a", to)
        agrees(notebook)
    _, height = steps.centre(steps.handle(notebook, "step"))
    bar = page.locator(".jaclib-of-h .noUi-base").first.bounding_box()
    for left in (bar["x"] + bar["width"] + 40, bar["x"] + 0.97 * bar["width"], bar["x"] + 0.5 * bar["width"]):
        steps.drag(notebook, "step", (left, height))
        agrees(notebook)
    notebook.mouse_drag([steps.centre(steps.handle(notebook, "step")), (bar["x"] - 40, height)], 0.5)
    page.get_by_text("lost: a + h is rounded to a").first.wait_for()
    assert page.evaluate(steps.STATE)["h"] == pytest.approx(1e-16)
    notebook.until("abs(live.state['h'] - 1e-16) < 1e-18")


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, CALL)
    page = notebook.page
    steps.press(notebook, "point a", "ArrowRight", "Shift+ArrowUp")
    notebook.until("[round(x, 9) for x in live.state['a']] == [1.05, 0.75]")
    steps.press(notebook, "step", "ArrowRight")
    notebook.until("live.state['h'] > 0.1")
    for name, last, chosen in (("lens on", "f₂ along e₁", "entry"), ("precision", "float32", "precision")):
        page.get_by_role("combobox", name=name, exact=True).focus()
        page.keyboard.press("ArrowDown" if chosen == "entry" else "ArrowUp")
        notebook.until(f"live.state['{chosen}'] == '{last}'")
    steps.rest(notebook)
    page.get_by_role("combobox", name="precision", exact=True).press("ArrowDown")
    steps.type_number(notebook, "h", 0.02)
    notebook.until("live.state['h'] == 0.02 and live.state['precision'] == 'float64'")
    steps.rest(notebook)
    agrees(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_play_shrinks_the_step_and_a_map_that_is_not_analytic_says_so(lab):
    notebook = steps.open_explorer(lab, CALL)
    page = notebook.page
    steps.click(notebook, "Shrink the step")
    steps.pass_by(notebook, "s.h < 0.05")
    steps.play_on_from(notebook, "Shrink the step", "h", "1e-10")
    page.get_by_role("button", name="Shrink the step").wait_for()  # at its end it says Play again
    assert page.evaluate(steps.STATE)["h"] < 2e-11
    steps.type_formula(notebook, "|x|, y")
    page.get_by_text("The complex step is not for this map").first.wait_for()


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = steps.open_explorer(lab, CALL.replace("h=0.1", "h=0.1, challenges=['valley', 'straight']"))
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    field = page.get_by_role("spinbutton", name="h", exact=True)
    for h, words in (("0.0003", "not far"), ("0.000005", "lost in rounding")):
        field.fill(h)
        page.keyboard.press("Enter")
        verdict.filter(has_text=words).wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("textbox", name="or type one").fill("x y, x^2")
    page.keyboard.press("Enter")
    verdict.filter(has_text="All third derivatives along the axes are 0").wait_for()
