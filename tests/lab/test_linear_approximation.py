"""explore.linear_approximation under a student's hand."""

import numpy as np
import pytest

from . import steps


def test_the_radius_keeps_the_digits_that_were_typed_and_the_slider_follows(lab):
    notebook = steps.open_explorer(lab)
    page = notebook.page
    steps.type_number(notebook, "ε", 0.0123456)
    steps.until_shown(notebook, "s.eps === 0.0123456")
    notebook.until("live.state['eps'] == 0.0123456")
    place = page.locator("[type=range]").evaluate("bar => bar.value / bar.max")
    assert place == pytest.approx((np.log10(0.0123456) + 4) / (np.log10(2) + 4), abs=0.02)


def test_a_formula_is_taken_and_a_wrong_one_is_answered_where_it_was_typed(lab):
    notebook = steps.open_explorer(lab)
    page = notebook.page
    field = page.get_by_role("textbox", name="or type one")
    field.fill("x*y, x^2 - y^2")
    page.keyboard.press("Enter")
    steps.until_shown(notebook, "s.f === 'x*y, x^2 - y^2'")
    good = page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()")
    field.fill("x*y, sinn(x)")
    page.keyboard.press("Enter")
    message = page.locator(".jaclib-live [role=alert].jaclib-wrong").filter(has_text="sin")
    message.wait_for()
    box, typed = message.bounding_box(), field.bounding_box()
    assert 0 < box["y"] - typed["y"] < 120
    assert page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()") == good
    assert notebook.axe() == []
    field.fill("x + y, 2*x")
    page.keyboard.press("Enter")
    steps.pass_by(notebook, "s.f === 'x + y, 2*x'")
    assert message.count() == 0


def test_markup_in_a_formula_stays_text(lab):
    notebook = steps.open_explorer(lab)
    page = notebook.page
    field = page.get_by_role("textbox", name="or type one")
    field.fill("<img src=x onerror='globalThis.hacked=1'>, y")
    page.keyboard.press("Enter")
    page.locator(".jaclib-live .jaclib-wrong").filter(has_text="character").wait_for()
    assert page.evaluate("() => globalThis.hacked") is None
    assert page.locator(".jaclib-live img").count() == 0


def test_play_shrinks_the_circle_and_stops_where_it_is_told(lab):
    notebook = steps.open_explorer(lab)
    page = notebook.page
    steps.click(notebook, "Shrink the circle")
    steps.pass_by(notebook, "s.eps < 0.2")
    steps.click(notebook, "Pause")
    eps = page.evaluate(steps.STATE)["eps"]
    page.wait_for_timeout(600)
    assert page.evaluate(steps.STATE)["eps"] == pytest.approx(eps, rel=0.15)
    steps.type_number(notebook, "ε", 0.02)
    steps.rest(notebook)
    page.evaluate("() => { globalThis.met = []; [...jaclibStages][0].probe = frame => met.push(frame.state.eps); }")
    steps.click(notebook, "Shrink the circle")
    page.get_by_role("button", name="Shrink the circle").wait_for()  # at its end it says Play again
    played = page.evaluate("() => [...jaclibStages][0].settings.plays.eps.values")
    assert page.evaluate(steps.STATE)["eps"] == played[-1]
    assert set(page.evaluate("() => met")) <= {0.02, *(eps for eps in played if eps < 0.02)}  # on from where it was


def test_with_reduced_motion_play_goes_in_few_steps(lab):
    lab.notebook([""]).page.emulate_media(reduced_motion="reduce")
    notebook = steps.open_explorer(lab)
    notebook.page.evaluate("() => { globalThis.n = 0; [...jaclibStages][0].probe = r => { n += !r.sharp; }; }")
    steps.click(notebook, "Shrink the circle")
    notebook.page.wait_for_timeout(2500)
    assert notebook.page.evaluate("() => n") <= 4
    steps.pass_by(notebook, "s.eps < 0.3")


def test_the_view_that_is_copied_recreates_the_state(lab):
    notebook = steps.open_explorer(lab)
    page = notebook.page
    notebook.context.grant_permissions(["clipboard-read", "clipboard-write"])
    steps.press(notebook, "point a", "ArrowRight")
    steps.rest(notebook)
    steps.click(notebook, "Copy this view")
    page.locator(".jaclib-seen").wait_for()
    call = page.evaluate("() => navigator.clipboard.readText()")
    assert notebook.python(f"again = {call}; same = again.state == live.state; again.close(); same")
    assert call in page.locator(".jaclib-seen").inner_text()


def test_the_lens_holds_the_axes_still_while_the_circle_shrinks(lab):
    notebook = steps.open_explorer(lab, "explore.linear_approximation('polar', a=(2, 0.8), follow=True)")
    limits = "() => JSON.stringify([...jaclibStages][0].shown.places[1])"
    before = notebook.page.evaluate(limits)
    steps.press(notebook, "radius", *["ArrowLeft"] * 10)
    steps.rest(notebook)
    assert notebook.page.evaluate(limits) == before


def test_each_radius_tried_leaves_a_ring_on_the_error_plot_until_the_point_moves(lab):
    notebook = steps.open_explorer(lab)
    marks = """() => {
        const canvas = document.querySelector('.jaclib-marks');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value).length;
    }"""
    once = notebook.page.evaluate(marks)
    for eps in ("0.3", "0.1", "0.03"):
        steps.type_number(notebook, "ε", eps)
        steps.rest(notebook)
        notebook.page.wait_for_timeout(100)
    assert notebook.page.evaluate(marks) == pytest.approx(4 * once, rel=0.2)  # a ring has 54 pixels or 60, by its place
    steps.press(notebook, "point a", "ArrowRight")
    steps.rest(notebook)
    notebook.page.wait_for_timeout(100)
    assert notebook.page.evaluate(marks) == pytest.approx(once, rel=0.2)
