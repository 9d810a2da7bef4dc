"""The live figure in Chromium by itself: what is drawn, dragged, pressed and typed, without JupyterLab or a kernel."""

import pytest

from .conftest import OPEN, SHARP

SHOWN = "() => engine.shown.state"
RED = "() => document.querySelector('canvas').getContext('2d').getImageData(1, 1, 1, 1).data[0]"
DRAWS = "() => model.sent.filter(({kind, ahead}) => kind === 'draw' && !ahead).length"


def until(page, condition):
    page.wait_for_function(f"() => {{ const s = engine.shown.state; return {condition}; }}")


def handle(page):
    return page.get_by_role("slider", name="dot")


def test_the_picture_is_that_of_the_state_in_which_the_figure_came(page):
    assert page.evaluate(SHOWN) == {"t": 0.2, "p": [0.5, 0.5]}
    assert page.evaluate(RED) == 51


def test_what_the_kernel_moves_is_shown(page):
    page.evaluate("() => model.set('t', 0.7)")
    until(page, "s.t === 0.7")
    assert page.evaluate(RED) in (178, 179)


def test_a_slider_is_moved_by_the_keys_and_its_field_by_typing(page):
    page.get_by_role("slider", name="time t").focus()
    page.keyboard.press("ArrowRight")
    until(page, "s.t === 0.21")
    field = page.get_by_role("spinbutton", name="time t")
    field.fill("0,5")
    field.press("Enter")
    until(page, "s.t === 0.5")


def test_the_handle_is_dragged_and_the_states_overtaken_are_not_asked_for(page):
    box, before = handle(page).bounding_box(), page.evaluate(DRAWS)
    x, y = box["x"] + 22, box["y"] + 22
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y - 50, steps=40)
    page.mouse.up()
    until(page, "s.p[0] > 0.6 && s.p[1] > 0.6")
    assert page.evaluate(DRAWS) - before <= 40


def test_the_handle_is_moved_by_the_keys_and_goes_home(page):
    handle(page).focus()
    for key in ("ArrowRight", "Shift+ArrowUp", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    until(page, "s.p[0] === 0.45 && s.p[1] === 0.75")
    page.keyboard.press("Home")
    until(page, "s.p[0] === 0.5 && s.p[1] === 0.5")


def test_the_kernel_is_told_where_things_are_when_the_hand_rests(page):
    page.evaluate("() => { engine.put('t', 0.4); engine.put('t', 0.6); }")
    page.wait_for_function("() => model.sent.some(({kind}) => kind === 'rested')")
    told = page.evaluate("() => model.sent.filter(({kind}) => kind === 'rested')")
    assert told == [{"kind": "rested", "state": {"t": 0.6}}]


def test_neighbours_are_drawn_ahead_and_a_step_to_one_asks_for_nothing(page):
    page.evaluate("() => engine.put('t', 0.5)")
    page.wait_for_function("() => engine.stats().frames > 40")
    before = page.evaluate(DRAWS)
    page.evaluate("() => { globalThis.met = []; engine.probe = frame => met.push(frame.sharp); }")
    page.evaluate("() => engine.put('t', 0.51)")
    page.wait_for_function("() => met.length")
    assert page.evaluate("() => met[0]") is False
    assert page.evaluate(DRAWS) == before


def test_a_message_of_the_kernel_that_lacks_a_field_is_said_and_the_picture_stays(page):
    red = page.evaluate(RED)
    page.evaluate("() => model.trigger('msg:custom', {kind: 'frame', client: 'a'}, [])")
    assert page.locator(".jaclib-error").inner_text().endswith("seq must be of type number; got undefined.")
    assert page.evaluate(RED) == red


AWAY = {
    "scrolled away": ("() => { document.body.style.paddingTop = '3000px'; }", "() => scrollTo(0, 3000)"),
    "in another tab": ("() => { document.body.hidden = true; }", "() => { document.body.hidden = false; }"),
    "in a hidden page": (
        """() => {
            Object.defineProperty(document, 'hidden', {value: true, configurable: true});
            document.dispatchEvent(new Event('visibilitychange'));
        }""",
        "() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }",
    ),
}


@pytest.mark.parametrize("how", AWAY)
def test_a_figure_that_nobody_sees_is_not_drawn_and_when_it_is_seen_again_its_newest_state_is(page, how):
    leave, come_back = AWAY[how]
    page.evaluate(leave)
    page.wait_for_function("() => !engine.isSeen()")
    before = page.evaluate("() => model.sent.length")
    page.evaluate("() => { for (const t of [0.6, 0.7, 0.8]) model.set('t', t); }")
    page.wait_for_timeout(400)  # more than it takes until a hand rests, and what is drawn ahead begins
    assert page.evaluate("() => model.sent.length") == before
    page.evaluate(come_back)
    until(page, "s.t === 0.8")
    assert page.evaluate(RED) == 204


def test_a_list_of_maps_shows_each_with_its_formula_and_its_name_is_entered(page):
    page.goto(f"{page.url}?map")
    page.evaluate(OPEN, ["open.js", None])
    page.wait_for_function(SHARP)
    menu = page.get_by_role("combobox", name="map")
    assert menu.locator("option").all_inner_texts() == ["polar: (r cos θ, r sin θ)", "fold: (x, y²)", "— your own —"]
    assert menu.input_value() == "polar"
    menu.select_option("fold: (x, y²)")
    entered = "model.sent.filter(({kind}) => kind === 'entered').map(({name, value}) => [name, value])"
    assert page.evaluate(f"() => {entered}") == [["f", "fold"]]
    menu.select_option("— your own —")
    assert page.evaluate("() => document.activeElement.tagName") == "INPUT"
    assert menu.bounding_box()["width"] <= 15 * 16 + 2  # so that the controls stay in one row
