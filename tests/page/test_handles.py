"""What is dragged on a picture: by a mouse, a finger, a pen and by the keys. Its geometry is in handle.test.js."""

import numpy as np
import pytest

from jaclib import explore
from tests.lab import steps


def state(shown):
    return shown.page.evaluate(steps.STATE)


def middle(shown, name):
    return steps.centre(steps.handle(shown, name))


@pytest.fixture
def figure(show):
    return show(explore.linear_approximation("polar", a=(2, 0.8)))


def test_the_handle_follows_the_mouse_out_to_the_sides_of_its_panel(figure):
    x, y = middle(figure, "point a")
    steps.drag(figure, "point a", (x - 40, y + 30))
    assert middle(figure, "point a") == pytest.approx((x - 40, y + 30), abs=3)
    r, theta = state(figure)["a"]
    assert r < 2 and theta < 0.8
    assert figure.live.a == [r, theta]
    steps.drag(figure, "point a", (x - 2000, y - 2000))
    (left, _), (_, top) = figure.page.evaluate("() => [engine.shown.places[0].xlim, engine.shown.places[0].ylim]")
    assert state(figure)["a"] == pytest.approx([left, top], abs=0.01)


@pytest.mark.parametrize("pointer", ["touch", "pen"])
def test_the_handle_follows_a_finger_and_a_pen(figure, pointer):
    x, y = middle(figure, "point a")
    devtools = figure.page.context.new_cdp_session(figure.page)
    mouse = {"Start": "mousePressed", "Move": "mouseMoved", "End": "mouseReleased"}

    def send(kind, dx):
        if pointer == "touch":
            points = [] if kind == "End" else [{"x": x + dx, "y": y}]
            return devtools.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        held = {"button": "left", "buttons": int(kind != "End"), "clickCount": 1, "pointerType": "pen"}
        return devtools.send("Input.dispatchMouseEvent", {"type": mouse[kind], "x": x + dx, "y": y, **held})

    for kind, dx in [("Start", 0), *(("Move", dx) for dx in range(10, 70, 10)), ("End", 60)]:
        send(kind, dx)
    steps.rest(figure)
    assert middle(figure, "point a") == pytest.approx((x + 60, y), abs=3)
    assert state(figure)["a"][0] > 2.2


def test_keys_move_a_point_home_brings_it_back_and_its_focus_is_seen(figure):
    knob = steps.handle(figure, "point a")
    steps.press(figure, "point a", "ArrowRight", "Shift+ArrowUp", "ArrowLeft", "ArrowLeft")
    steps.until_shown(figure, "s.a[0] === 1.95 && s.a[1] === 1.05")
    ring = knob.evaluate("knob => getComputedStyle(knob).borderTopColor")
    assert ring not in ("rgba(0, 0, 0, 0)", "transparent")
    steps.press(figure, "point a", "Home")
    steps.until_shown(figure, "s.a[0] === 2 && s.a[1] === 0.8")


def test_a_click_takes_a_target_there_on_its_own_panel_and_on_no_other(show):
    figure = show(explore.newton())
    x, y = middle(figure, "target y")
    figure.page.mouse.click(x - 30, y - 20)
    steps.rest(figure)
    assert middle(figure, "target y") == pytest.approx((x - 30, y - 20), abs=3)
    before = state(figure)
    x, y = middle(figure, "point a")  # which is on the other panel
    figure.page.mouse.click(x + 40, y - 40)
    steps.rest(figure)
    assert state(figure) == before


def test_a_box_moves_as_a_whole_by_one_corner_and_by_the_other_never_to_no_size(show):
    figure = show(explore.coordinates("polar", a=(1.6, 0.4), size=(0.9, 0.7)))
    x, y = middle(figure, "point a")
    steps.drag(figure, "point a", (x - 30, y + 20))
    a = state(figure)["a"]
    assert a != [1.6, 0.4]
    assert state(figure)["size"] == [0.9, 0.7]
    steps.drag(figure, "opposite corner", (x - 300, y + 300))
    assert state(figure)["a"] == a
    assert state(figure)["size"] == pytest.approx([6 / 200, 4 * np.pi / 200])
    assert figure.live.size == state(figure)["size"]


def test_the_least_box_is_that_of_the_map_that_is_shown(show):
    figure = show(explore.change_of_variables("polar"))
    steps.type_formula(figure, "x*y, x^2 - y^2")
    x, y = middle(figure, "opposite corner")
    steps.drag(figure, "opposite corner", (x - 300, y + 300))
    assert state(figure)["size"] == figure.live.size == [0.04, 0.04]


def test_on_the_line_a_point_is_dragged_along_it(show):
    figure = show(explore.chain_rule("u*v", "cos t, sin t", a=(0.5,), h=(0.6,)))
    x, y = middle(figure, "point a")
    steps.drag(figure, "point a", (x + 20, y + 80))
    assert state(figure)["a"][0] > 0.6
    assert middle(figure, "point a")[1] == pytest.approx(y, abs=1)


def test_space_is_turned_by_dragging_and_by_keys_and_a_tip_on_it_is_still_taken(show):
    figure = show(explore.chain_rule("u - v, u*v", "x*y, y*z", view=(30, 20)))
    panel = steps.handle(figure, "view of space").bounding_box()
    x, y = panel["x"] + 20, panel["y"] + panel["height"] - 20
    figure.mouse_drag([(x, y), (x + 40, y + 20)])
    steps.rest(figure)
    assert state(figure)["view"] == figure.live.view == [10, 30]
    steps.press(figure, "view of space", "ArrowRight", "Shift+ArrowUp")
    steps.rest(figure)
    assert state(figure)["view"] == [15, 55]
    before = state(figure)["h"]
    x, y = middle(figure, "tip of h")
    steps.drag(figure, "tip of h", (x + 20, y - 15))
    assert middle(figure, "tip of h") == pytest.approx((x + 20, y - 15), abs=3)
    assert state(figure)["h"] != before
    assert state(figure)["view"] == [15, 55]
