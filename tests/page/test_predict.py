"""The question before the picture: by mouse, by keyboard, and for those who do not see it."""

import re

import pytest

from jaclib import explore

from .conftest import axe

COMMIT = "That is my prediction"


@pytest.fixture
def choice(ask):
    choices = {"small": "It looks <b>so</b>.", "two": "Count.", "large <i>": "Not that large."}
    return ask(explore.predict("What is σ for <b>?", choices, answer="two", because="It is doubled."))


@pytest.fixture
def number(ask):
    return ask(explore.predict("How many times larger?", answer=4.0, unit="cm²", because="Twice each way."))


def outcome(page):
    """What is told, once the kernel has judged."""
    page.locator(".jaclib-outcome p").first.wait_for()
    return page.locator(".jaclib-outcome").inner_text()


def predicted(page):
    return page.evaluate("() => model.get('prediction')")


def known(page):
    """All that the page has: its text and attributes, and the model's state."""
    return page.evaluate("() => document.querySelector('#figure').outerHTML + JSON.stringify(model.state)")


def test_a_choice_is_committed_to_by_mouse_and_then_the_answer_is_told(choice):
    choice.get_by_role("button", name=COMMIT).click()
    assert "Choose one first" in choice.get_by_role("alert").inner_text()
    choice.get_by_role("radio", name="small").check()
    assert choice.locator(".jaclib-outcome").inner_text() == ""
    assert "doubled" not in known(choice) and "Count" not in known(choice) and "jaclib-true" not in known(choice)
    choice.get_by_role("button", name=COMMIT).click()
    told = choice.get_by_role("status")  # is read aloud
    outcome(choice)
    assert told.locator("p").all_inner_texts() == [
        "You predicted: small. What happens: two.",
        "It looks <b>so</b>.",
        "It is doubled.",
    ]
    assert choice.locator(".jaclib-true").inner_text() == "two"
    assert choice.get_by_role("radio", name="large").is_disabled()
    assert predicted(choice) == "small"


def test_by_keyboard_alone_and_then_the_answer_has_the_focus(choice):
    choice.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Tab", "Enter"):
        choice.keyboard.press(key)
    assert "Just as you predicted: two." in outcome(choice)
    assert choice.evaluate("() => document.activeElement.className") == "jaclib-outcome"


def test_by_keyboard_one_may_guess_again_and_then_nothing_of_the_answer_is_left(choice):
    for name, told in (("small", "You predicted: small."), ("two", "Just as you predicted: two.")):
        choice.get_by_role("radio", name=name).check()
        choice.get_by_role("button", name=COMMIT).click()
        assert told in outcome(choice)
        choice.get_by_role("button", name="Guess again").focus()
        choice.keyboard.press("Enter")
        choice.locator(".jaclib-outcome p").first.wait_for(state="detached")
        assert predicted(choice) is None and choice.locator(".jaclib-true").count() == 0
        assert choice.evaluate("() => document.activeElement.type") == "radio"
    assert axe(choice) == []


def test_what_was_guessed_before_is_told_where_it_is_asked_once_more(ask):
    question = explore.predict("How many?", answer=4, because="Twice two.")
    question.earlier = "3"
    page = ask(question)
    assert page.get_by_text("You guessed: 3. And now?").is_visible()
    page.get_by_role("textbox").fill("4")
    page.get_by_role("button", name=COMMIT).click()
    assert "Just as you predicted: 4." in outcome(page)


def test_one_that_was_answered_before_shows_the_guess_and_takes_no_focus(ask):
    question = explore.predict("How large?", ["small", "large"], answer="large", because="It grew.")
    question.prediction = "small"
    page = ask(question)
    assert "You predicted: small. What happens: large." in outcome(page)
    assert page.get_by_role("radio", name="small").is_checked()
    assert page.evaluate("() => document.activeElement === document.body")
    assert page.get_by_role("button", name=COMMIT).is_hidden()


@pytest.mark.parametrize("kernel", ["() => {}", "() => { throw new Error('gone') }"])
def test_without_a_kernel_it_says_so_and_waits_for_no_answer(choice, kernel):
    choice.evaluate(f"() => {{ model.kernel = {kernel} }}")
    choice.get_by_role("radio", name="two").check()
    choice.get_by_role("button", name=COMMIT).click()
    said = "The kernel doesn't answer. If it isn't just busy: Load the page again"
    choice.get_by_role("alert").get_by_text(said).wait_for()
    assert choice.locator(".jaclib-outcome").inner_text() == ""
    assert choice.get_by_role("radio", name="two").is_enabled()


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
