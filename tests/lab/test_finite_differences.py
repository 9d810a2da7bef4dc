"""explore.finite_differences under a student's hand; its read-outs are compared with errors in closed form."""

import numpy as np
import pytest

from .test_linear_approximation import STATE, open_explorer, play_on_from, readouts
from .test_stage import centre, handle, no_barrier_in_either_theme, rest

CALL = "explore.finite_differences('x^3, y^2', a=(1, 0.5), h=0.1)"


def agrees(notebook):
    """For (x³, y²): (3xh + h², h) is the forward error of the two columns, (h², 0) the central and the complex one."""
    state, read = notebook.page.evaluate(STATE), readouts(notebook)
    (x, y), h = state["a"], state["h"]
    np.testing.assert_allclose(read["J"], [[3 * x**2, 0], [0, 2 * y]], atol=6e-4, rtol=6e-3)
    exact = {"forward": np.hypot(3 * x * h + h**2, h), "central": h**2, "complex": h**2}
    for method, calls in (("forward", 3), ("central", 4), ("complex", 2)):
        assert read[f"values of f, {method}"] == calls
        if h > 1e-3:  # else rounding has a say
            np.testing.assert_allclose(
                read[f"error, {method}"], exact[method], atol=6e-4, rtol=6e-3, err_msg=str(state)
            )
    assert read["best h, central"] / 10 < np.cbrt(1e-16) < 10 * read["best h, central"]


def test_the_readouts_agree_with_the_closed_form_wherever_point_and_step_are_dragged(lab):
    notebook = open_explorer(lab, CALL)
    page = notebook.page
    agrees(notebook)
    canvas = page.locator(".jaclib-canvas").bounding_box()
    x, y = centre(handle(notebook, "point a"))
    for to in ((x + 40, y - 30), (canvas["x"] + 80, y), (x + 30, canvas["y"] + 80)):
        notebook.mouse_drag([centre(handle(notebook, "point a")), to], 0.5)
        rest(notebook)
        agrees(notebook)
    step, bar = centre(handle(notebook, "step")), page.locator(".jaclib-of-h .noUi-base").first.bounding_box()
    for left in (bar["x"] + bar["width"] + 40, bar["x"] + 0.97 * bar["width"], bar["x"] + 0.5 * bar["width"]):
        notebook.mouse_drag([step, (left, step[1])], 0.5)
        rest(notebook)
        agrees(notebook)
        step = centre(handle(notebook, "step"))
    notebook.mouse_drag([step, (bar["x"] - 40, step[1])], 0.5)
    page.get_by_text("lost: a + h is rounded to a").first.wait_for()
    assert page.evaluate(STATE)["h"] == pytest.approx(1e-16)
    notebook.until("abs(live.state['h'] - 1e-16) < 1e-18")
    assert notebook.errors == []


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = open_explorer(lab, CALL)
    page = notebook.page
    handle(notebook, "point a").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    notebook.until("[round(x, 9) for x in live.state['a']] == [1.05, 0.75]")
    handle(notebook, "step").focus()
    page.keyboard.press("ArrowRight")
    notebook.until("live.state['h'] > 0.1")
    for name, last, chosen in (("lens on", "f₂ along e₁", "entry"), ("precision", "float32", "precision")):
        page.get_by_role("combobox", name=name, exact=True).focus()
        page.keyboard.press("ArrowDown" if chosen == "entry" else "ArrowUp")
        notebook.until(f"live.state['{chosen}'] == '{last}'")
    rest(notebook)
    page.get_by_role("combobox", name="precision", exact=True).press("ArrowDown")
    page.get_by_role("spinbutton", name="h", exact=True).fill("0.02")
    page.keyboard.press("Enter")
    notebook.until("live.state['h'] == 0.02 and live.state['precision'] == 'float64'")
    rest(notebook)
    agrees(notebook)
    no_barrier_in_either_theme(notebook)


def test_play_shrinks_the_step_and_a_map_that_is_not_analytic_says_so(lab):
    notebook = open_explorer(lab, CALL)
    page = notebook.page
    page.get_by_role("button", name="Shrink the step").click()
    page.wait_for_function("() => [...jaclibStages][0].shown.state.h < 0.05")
    play_on_from(notebook, "Shrink the step", "h", "1e-10")
    page.get_by_role("button", name="Shrink the step").wait_for()  # at its end it says Play again
    assert page.evaluate(STATE)["h"] < 2e-11
    page.get_by_role("textbox", name="or type one").fill("|x|, y")
    page.keyboard.press("Enter")
    page.wait_for_function("() => [...jaclibStages][0].shown.state.f === '|x|, y'")
    rest(notebook)
    page.get_by_text("The complex step is not for this map").first.wait_for()
    assert notebook.errors == []


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = open_explorer(lab, CALL.replace("h=0.1", "h=0.1, challenges=['valley', 'straight']"))
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
    assert notebook.errors == []
