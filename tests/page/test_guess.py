"""A figure that waits: for the question's answer, or for a guess that is drawn on it; by mouse and by keys."""

import pytest

from jaclib import explore
from tests.lab import steps

from .conftest import axe
from .test_one_screen import LAPTOP, TALL

WAITS = "This picture is waiting for your prediction."
POLAR = {"f": "polar", "a": (2, 0.785)}


@pytest.fixture
def question():
    made = explore.predict("How large?", ["small", "large"], answer="large", because="It grew.")
    yield made
    made.close()


@pytest.fixture
def guessing(show):
    return show(explore.linear_approximation(**POLAR, guess=[]))


def press(figure, name):
    figure.page.get_by_role("button", name=name).click()


def caption(figure):
    steps.rest(figure)
    return figure.page.locator(".jaclib-say").inner_text()


def test_until_the_question_is_answered_only_its_answer_can_be_waited_for_or_given_up(show, question):
    figure = show(explore.linear_approximation(**POLAR, after=question))
    page = figure.page
    assert caption(figure).startswith(WAITS)
    assert page.locator(".jaclib-waiting").inner_text().startswith("Answer the question above first.")
    assert page.locator(".jaclib-play").is_hidden() and page.get_by_role("slider").count() == 1  # the point a
    assert page.locator(".jaclib-values").inner_text() == ""
    heard = page.locator("#figure").aria_snapshot()
    assert "half-axes" not in heard and "det" not in heard and "That is my guess" not in heard
    assert axe(page) == []
    question.prediction = "small"
    page.evaluate("news => hear(news)", figure.news())
    assert "half-axes" in caption(figure)
    assert page.locator(".jaclib-play").is_visible() and page.locator(".jaclib-waiting").is_hidden()
    assert axe(page) == []
    question.prediction = None  # one wishes to guess again
    page.evaluate("news => hear(news)", figure.news())
    assert caption(figure).startswith(WAITS)
    assert page.locator(".jaclib-waiting").is_visible() and page.locator(".jaclib-play").is_hidden()


def test_by_keys_alone_one_may_look_all_the_same_and_then_the_controls_have_the_focus(show, question):
    figure = show(explore.determinant("fold", after=question))
    look = figure.page.get_by_role("button", name="Show me anyway")
    look.focus()
    assert figure.page.locator(".jaclib-handle:visible").count() == 1  # a, and not b, whose panel is covered
    figure.page.keyboard.press("Enter")
    assert "lands on" in caption(figure)
    assert figure.page.evaluate("() => document.activeElement.className").endswith("jaclib-play")
    assert figure.page.locator(".jaclib-handle:visible").count() == 2


def test_a_guess_is_drawn_in_one_stroke_and_stays_over_the_truth(guessing):
    page = guessing.page
    commit = page.get_by_role("button", name="That is my guess")
    assert commit.is_disabled()
    box = page.locator(".jaclib-pen").bounding_box()
    place = lambda u, v: (box["x"] + u * box["width"], box["y"] + v * box["height"])  # noqa: E731
    guessing.mouse_drag([place(0.55, 0.4), place(0.9, 0.4), place(0.9, 0.1), place(0.55, 0.1)], 0.4)
    assert caption(guessing).startswith(WAITS)
    assert commit.is_enabled()
    assert axe(page) == []
    commit.click()
    assert "Your guess and the image share" in caption(guessing)
    assert page.locator(".jaclib-pen").is_hidden()
    assert len(guessing.live.controls["guess"].read(guessing.live.guess)) > 10
    steps.unfold(guessing)
    press(guessing, "clear your guess")
    assert "Your guess" not in caption(guessing)


def test_by_keys_corner_by_corner_and_what_was_drawn_can_be_begun_again(guessing):
    page = guessing.page
    page.get_by_role("application").focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    steps.rest(guessing)
    press(guessing, "Start again")
    steps.until_shown(guessing, "s.guess === ''")
    page.get_by_role("application").focus()
    for key in (*["Shift+ArrowUp"] * 4, "Space", *["Shift+ArrowRight"] * 4, "Space", *["Shift+ArrowDown"] * 4, "Enter"):
        page.keyboard.press(key)
    steps.rest(guessing)
    page.get_by_role("button", name="That is my guess").focus()
    page.keyboard.press("Enter")
    assert "Your guess and the image share" in caption(guessing)
    assert guessing.live._awaits == []


def test_where_a_question_is_asked_as_well_both_are_waited_for(show, question):
    figure = show(explore.linear_approximation(**POLAR, guess=[], after=question))
    words = figure.page.locator(".jaclib-waiting > span")
    assert words.inner_text() == "Answer the question above, and draw the image of the circle as you expect it."
    figure.move(guess=[(0, 0), (2, 0), (2, 2)])
    steps.rest(figure)
    press(figure, "That is my guess")
    figure.page.wait_for_function("() => engine.awaited().length === 1")
    assert words.inner_text() == "Answer the question above first."
    assert caption(figure).startswith(WAITS)
    question.prediction = "large"
    figure.page.evaluate("news => hear(news)", figure.news())
    assert "Your guess and the image share" in caption(figure)


@pytest.mark.parametrize("width", LAPTOP)
@pytest.mark.parametrize("name", ["linear_approximation", "determinant", "flow"])
def test_what_is_pressed_and_where_one_draws_are_on_one_screen(name, width, show):
    call = getattr(explore, name)
    figure = show(call(guess=[]), viewport={"width": width, "height": TALL + 100})
    figure.page.add_style_tag(content="body { margin: 0; width: auto; font-family: system-ui, sans-serif; }")
    steps.rest(figure)
    row, say = (figure.page.locator(each).bounding_box() for each in (".jaclib-waiting", ".jaclib-say"))
    assert row["height"] < 80
    assert say["y"] + say["height"] - row["y"] <= TALL
