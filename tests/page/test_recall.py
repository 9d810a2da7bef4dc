"""Questions from memory, one below the other and one open at a time: by mouse, by keyboard, read aloud, on a phone."""

import pytest

from jaclib.course import recall

from .conftest import axe

ANSWER = "That is my answer"


@pytest.fixture
def three(ask):
    """A choice, a number, and another choice."""
    return ask(*recall.prompts([recall.of("01")[f"01-{name}"] for name in ("row", "rows", "twice")]))


def opened(page):
    return page.locator(".jaclib-fold").evaluate_all("all => all.map((each) => each.open)")


def told(page):
    return page.locator(".jaclib-fold[open]").get_by_role("status")


def test_one_is_open_and_opening_another_closes_it(three):
    assert opened(three) == [True, False, False]
    assert [text.split()[0] for text in three.locator("summary").all_inner_texts()] == ["1", "2", "3"]
    three.locator("summary").nth(2).click()
    assert opened(three) == [False, False, True]


def test_by_keyboard_through_all_three_and_each_says_how_it_went(three):
    three.get_by_role("radio", name="all other outputs").focus()
    three.keyboard.press("Space")
    three.keyboard.press("Enter")
    told(three).locator("p").first.wait_for()
    assert "You answered: the level lines of all other outputs." in told(three).inner_text()
    for key in ("Tab", "Enter"):  # to the next question, whose line then has the focus
        three.keyboard.press(key)
    assert opened(three) == [False, True, False]
    assert three.evaluate("() => document.activeElement.textContent").startswith("2 of 3")
    three.keyboard.press("Tab")
    three.keyboard.type("2")
    three.keyboard.press("Enter")
    told(three).get_by_text("Right: 2.").wait_for()
    three.get_by_role("button", name="Next question").click()
    three.get_by_role("radio", name="a 3 × 3 matrix").check()
    three.get_by_role("button", name=ANSWER).click()
    told(three).get_by_text("Right: a 3 × 3 matrix.").wait_for()
    assert three.locator(".jaclib-state").all_inner_texts() == ["✗ missed", "✓ right", "✓ right"]
    assert three.get_by_role("button").count() == 0  # it is the last one, and no answer is given twice


def test_nothing_is_told_before_it_is_answered(three):
    known = "() => document.querySelector('#figure').outerHTML + JSON.stringify(models.map((each) => each.state))"
    words = [recall.of("01")[f"01-{name}"].because for name in ("row", "rows", "twice")]
    assert not any(each in three.evaluate(known) for each in words)
    assert three.locator(".jaclib-state").all_inner_texts() == ["", "", ""]


def test_a_question_names_its_answers_and_axe_finds_nothing(three):
    assert three.get_by_role("group", name=recall.of("01")["01-row"].text).get_by_role("radio").count() == 3
    assert axe(three) == []
    three.get_by_role("radio").first.check()
    three.get_by_role("button", name=ANSWER).click()
    told(three).locator("p").first.wait_for()
    assert axe(three) == []


def test_on_a_phone_nothing_is_cut_off(ask):
    page = ask(*recall.prompts(recall.of("03").values()))
    page.add_style_tag(content="body { width: 344px !important }")
    for place in range(6):
        page.locator("summary").nth(place).click() if place else None
        folds = page.locator(".jaclib-fold")
        assert folds.evaluate_all("all => all.every((each) => each.scrollWidth <= 344)")
