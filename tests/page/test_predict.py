"""The question before the picture: by mouse, by keyboard, and for those who do not see it."""

import re

import pytest

from jaclib import explore

from .conftest import axe

COMMIT = "That is my prediction"


@pytest.fixture
def choice(ask):
    choices = ["small", "two", "large <i>"]
    return ask(explore.predict("What is σ for <b>?", choices, answer="two", because="It is doubled."))


@pytest.fixture
def number(ask):
    return ask(explore.predict("How many times larger?", answer=4.0, unit="cm²", because="Twice each way."))


def outcome(page):
    return page.locator(".jaclib-outcome").inner_text()


def predicted(page):
    return page.evaluate("() => model.get('prediction')")


def test_a_choice_is_committed_to_by_mouse_and_then_the_answer_is_told(choice):
    choice.get_by_role("button", name=COMMIT).click()
    assert "Choose one first" in choice.get_by_role("alert").inner_text()
    assert outcome(choice) == ""
    choice.get_by_role("radio", name="small").check()
    choice.get_by_role("button", name=COMMIT).click()
    assert "You predicted: small." in outcome(choice)
    assert "It is doubled." in outcome(choice)
    assert choice.get_by_role("radio", name="large").is_disabled()
    assert predicted(choice) == "small"


def test_by_keyboard_alone_and_then_the_answer_has_the_focus(choice):
    choice.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Tab", "Enter"):
        choice.keyboard.press(key)
    assert "Just as you predicted: two." in outcome(choice)
    assert choice.evaluate("() => document.activeElement.className") == "jaclib-outcome"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("−8/2", "You predicted: -4 cm². What happens: 4 cm²."), ("4,02", "Just as you predicted: 4 cm².")],
)
def test_a_number_is_read_as_people_write_it(number, typed, told):
    field = number.get_by_role("textbox", name=re.compile("Your prediction: cm²"))
    field.fill("four")
    field.press("Enter")
    assert "Type a number first" in number.get_by_role("alert").inner_text()
    field.fill(typed)
    field.press("Enter")
    assert told in outcome(number)


def test_markup_is_text(choice):
    assert "What is σ for <b>?" in choice.locator("legend").inner_text()
    assert choice.get_by_role("radio", name="large <i>").count() == 1
    assert choice.locator(".jaclib-predict :is(b, i)").count() == 0


@pytest.mark.parametrize("kind", ["choice", "number"])
def test_axe_finds_nothing_before_or_after(request, kind):
    page = request.getfixturevalue(kind)
    assert axe(page) == []
    page.get_by_role("radio").first.check() if kind == "choice" else page.get_by_role("textbox").fill("3")
    page.get_by_role("button", name=COMMIT).click()
    assert "You predicted" in outcome(page)
    assert axe(page) == []
