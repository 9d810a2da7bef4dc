"""What stands below a wrong answer, on the page: the hints, the solution, and the way to the picture above."""

import pytest

from .conftest import OPEN, axe

WORKED = {"smaller": "What is $x$?", "worked": ["Take `x + <i>`.", "So $x = 1$."], "solved": True}
LOOK = {"said": "Not yet.", "look": "determinant"}
SENT = "() => ladder.sent"
FIGURE = "() => { engine.settings.explorer = 'determinant'; }"
FOCUS = "() => document.activeElement.className"
PUSHED = """() => {
    const style = "height: 3000px";
    document.querySelector(".jaclib-stage").after(Object.assign(document.createElement("div"), { style }));
}"""


def below(page, **state):
    page.evaluate(OPEN, ["ladder.js", state])
    page.get_by_role("status").last.get_by_text(state.get("said", "")).first.wait_for(state="attached")


@pytest.fixture
def alone(blank):
    """A page without a figure."""
    return blank()


def test_the_hints_come_one_below_the_other_as_text_with_code_and_are_read(alone):
    below(alone, said="Not yet: <b>", **WORKED)
    status = alone.get_by_role("status")
    said = status.text_content()
    assert said.startswith("Not yet: <b>A smaller questionWhat is $x$?A similar one, worked")
    assert status.locator("code").all_text_contents() == ["x + <i>"]
    assert status.locator("b, i").count() == 0
    assert alone.get_by_role("button").all_text_contents() == ["Show a solution"]
    assert axe(alone) == []


def test_what_stands_above_already_is_only_heard(alone):
    below(alone, said="Not yet.")
    assert alone.locator(".jaclib-said").bounding_box()["width"] <= 1
    assert alone.get_by_role("button").count() == alone.locator(".jaclib-hint").count() == 0


def test_a_solution_is_shown_once_it_is_asked_for_by_keyboard_too_and_has_the_focus(alone):
    below(alone, said="Not yet.", **WORKED)
    assert "return" not in alone.locator("main").inner_text()
    alone.keyboard.press("Tab")
    alone.keyboard.press("Enter")
    assert alone.locator("pre code").inner_text() == "def f(x):\n    return <b>x</b>"
    assert alone.evaluate(FOCUS) == "jaclib-hint"
    assert alone.get_by_role("button").count() == 0
    assert axe(alone) == []


def test_the_button_says_whether_a_picture_of_the_kind_stands_above(page):
    below(page, **LOOK)
    assert page.get_by_role("button", name="See it in a picture").count() == 1
    page.evaluate(FIGURE)
    page.get_by_role("button", name="See it in a picture").hover()
    assert page.get_by_role("button", name="See it in the picture above").count() == 1


def test_the_kernel_is_told_the_picture_above_and_the_page_goes_where_it_answers(page):
    page.evaluate(FIGURE)
    page.evaluate(PUSHED)
    below(page, **LOOK)
    page.get_by_role("button", name="See it in the picture above").click()
    assert page.evaluate(SENT) == [{"kind": "look", "figures": ["own"]}]
    page.wait_for_function("() => !engine.isSeen()")  # which is known when the page was drawn
    page.evaluate("() => ladder.trigger('msg:custom', { kind: 'seen', figure: 'own' })")
    page.wait_for_function("() => engine.isSeen()")
    assert page.evaluate(FOCUS) == "jaclib-canvas"


@pytest.mark.parametrize(
    "hidden",
    [
        "engine.settings.explorer = 'newton'",
        "engine.alive = false",
        "engine.awaited = () => ['question']",
        "document.querySelector('.jaclib-stage').style.display = 'none'",
        "document.querySelector('#figure').append(document.querySelector('.jaclib-stage'))",
    ],
)
def test_a_picture_that_cannot_show_it_is_not_asked(page, hidden):
    page.evaluate(FIGURE)
    below(page, **LOOK)
    page.evaluate(f"() => {{ {hidden}; }}")
    page.get_by_role("button", name="See it").click()
    assert page.evaluate(SENT) == [{"kind": "look", "figures": []}]


def test_of_two_pictures_above_the_nearest_comes_first(page):
    page.evaluate(FIGURE)
    page.evaluate(OPEN, ["open.js", None])
    page.evaluate("() => { engine.settings.explorer = 'determinant'; engine.settings.id = 'nearer'; }")
    below(page, **LOOK)
    page.get_by_role("button", name="See it in the picture above").click()
    assert page.evaluate(SENT) == [{"kind": "look", "figures": ["nearer", "own"]}]


def test_the_way_there_is_short_for_those_who_want_no_motion(blank):
    page = blank(reduced_motion="reduce")
    page.evaluate(OPEN, ["open.js", None])
    page.wait_for_function("() => engine.shown")
    page.evaluate(PUSHED)
    below(page, **LOOK)
    page.evaluate("() => scrollTo(0, 3000)")
    page.evaluate("() => ladder.trigger('msg:custom', { kind: 'seen', figure: 'own' })")
    assert page.evaluate("() => Math.abs(document.querySelector('.jaclib-stage').getBoundingClientRect().top) < 30")
