"""Numbers in a formula are dragged: they move the picture, the matrix, and each other; and the picture moves them."""

import pytest

from jaclib import explore
from tests.lab import steps

from .conftest import axe

NUMBERS = ".jaclib-dragged"
TEXTS = "nodes => nodes.map(node => node.textContent)"


@pytest.fixture
def figure(show):
    return show(explore.formula((0.5, 1.5), a=(0.75, 0.5)))


def texts(figure):
    return figure.page.locator(NUMBERS).evaluate_all(TEXTS)


def test_a_number_that_is_dragged_in_the_matrix_moves_the_picture_and_the_number_in_the_formula(figure):
    assert texts(figure) == ["0.5", "1.5", "0.5", "0.5", "1.5", "1.5"]
    in_matrix = figure.page.locator(f"[data-name='J(x, y)'] {NUMBERS}").first
    x, y = steps.centre(in_matrix)
    figure.mouse_drag([(x, y), (x + 40, y)])  # ten steps
    steps.rest(figure)
    assert figure.live.p == [1.0, 1.5]
    assert texts(figure) == ["1", "1.5", "1", "1", "1.5", "1.5"]
    assert "b = 1 and c = 1.5" in figure.page.locator(".jaclib-say").inner_text()
    assert figure.page.get_by_role("group", name="J(x, y) = 1y + 2x, 1x − 2y; 1.5y, 1.5x", exact=True).is_visible()


def test_the_point_that_is_dragged_in_the_picture_moves_the_numbers(figure):
    steps.drag_by(figure, "f(1, 1)", 40, -30)
    b, c = figure.live.p
    assert b > 0.6 and c > 1.6
    assert texts(figure) == [f"{x:g}" for x in (b, c, b, b, c, c)]


def test_a_number_is_moved_by_the_arrow_keys_and_led_home_and_what_is_negative_has_brackets(figure):
    number = figure.page.locator(NUMBERS).first
    number.focus()
    for key, value in (("ArrowRight", 0.55), ("Shift+ArrowDown", 0.3), ("ArrowLeft", 0.25), ("Home", 0.5)):
        figure.page.keyboard.press(key)
        assert number.get_attribute("aria-valuenow") == str(value)
    for _ in range(3):
        figure.page.keyboard.press("Shift+ArrowLeft")
    assert number.text_content() == "(−0.25)" == number.get_attribute("aria-valuetext")
    assert number.get_attribute("aria-label") == "b of f(1, 1)"
    steps.rest(figure)
    assert figure.live.p == [-0.25, 1.5]
    assert figure.page.evaluate("() => document.activeElement.textContent") == "(−0.25)"  # not torn off by a frame
    assert axe(figure.page) == []
