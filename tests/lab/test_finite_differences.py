"""explore.finite_differences under a student's hand."""

import re

from . import steps

CALL = "explore.finite_differences('x^3, y^2', a=(1, 0.5), h=0.1)"


def test_play_shrinks_the_step_and_a_map_that_is_not_analytic_says_so(lab):
    notebook = steps.open_explorer(lab, CALL)
    page = notebook.page
    steps.click(notebook, "Shrink the step")
    steps.pass_by(notebook, "s.h < 0.05")
    steps.play_on_from(notebook, "Shrink the step", "h", "1e-10")
    page.get_by_role("button", name="Shrink the step").wait_for()  # at its end it says Play again
    assert page.evaluate(steps.STATE)["h"] < 2e-11
    steps.type_number(notebook, "h", 1e-16)
    page.get_by_text("lost: a + h is rounded to a").first.wait_for()
    steps.type_formula(notebook, "|x|, y")
    page.get_by_text("The complex step is not for this map").first.wait_for()


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = steps.open_explorer(lab, CALL.replace("h=0.1", "h=0.1, challenges=['valley', 'straight']"))
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    field = page.get_by_role("spinbutton", name=re.compile(" h$"))
    for h, words in (("0.0003", "not far"), ("0.000005", "lost in rounding")):
        field.fill(h)
        page.keyboard.press("Enter")
        verdict.filter(has_text=words).wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("textbox", name="or type one").fill("x y, x^2")
    page.keyboard.press("Enter")
    verdict.filter(has_text="All third derivatives along the axes are 0").wait_for()
