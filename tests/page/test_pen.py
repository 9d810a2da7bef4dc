"""Points drawn on the picture: by the hand, by the keys, by the text field; the kernel and the page agree on them."""

import numpy as np
import pytest

from jaclib.draw import crosses, frame
from jaclib.stage import drawn, scene, switch
from tests.lab import steps

PAD = ".jaclib-pen"


def paint(palette, ax, other):
    frame(ax, ((-2, 2), (-2, 2)))
    return {"points": crosses(ax, palette.ink)}


@scene(
    titles=("Draw", "Elsewhere"), label="Points", paint=paint, say=lambda now: f"{len(now['points'])} points",
    compute=lambda points, on: {"points": np.reshape(points, (-1, 2)), "on": on},
    points=drawn("points", most=30, step=0.2), on=switch("on"),
)  # fmt: skip
def sheet_of_points(points=(), on=True):
    """Points."""


@pytest.fixture
def sheet(show):
    return show(sheet_of_points([(1, 1)]))


def points(sheet) -> np.ndarray:
    """As the page has them at rest; the kernel agrees, and the words below the picture count them."""
    steps.rest(sheet)
    text = sheet.page.evaluate(steps.STATE)["points"]
    assert sheet.live.points == text
    found = np.array([[float(x) for x in pair.split(",")] for pair in text.split(";") if pair.strip()]).reshape(-1, 2)
    assert sheet.page.locator(".jaclib-say").inner_text() == f"{len(found)} points"
    return found


INKED = """() => {
    const sheet = document.querySelector('.jaclib-pen canvas'), { width, height } = sheet;
    return sheet.getContext('2d').getImageData(0, 0, width, height).data.some(Boolean);
}"""


def test_until_a_frame_shows_a_point_the_page_itself_does(sheet):
    assert not sheet.page.evaluate(INKED)
    press = "document.querySelector('.jaclib-pen').dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))"
    assert sheet.page.evaluate(f"() => {{ {press}; return ({INKED})(); }}")
    points(sheet)
    assert not sheet.page.evaluate(INKED)


def test_a_drag_leaves_points_along_its_way_and_no_more_than_are_allowed(sheet):
    box = sheet.page.locator(PAD).bounding_box()
    place = lambda u, v: (box["x"] + u * box["width"], box["y"] + v * box["height"])  # noqa: E731
    sheet.mouse_drag([place(0.25, 0.5), place(0.75, 0.5)], 0.6)
    found = points(sheet)
    assert found[0].tolist() == [1, 1]
    np.testing.assert_allclose(found[1:, 1], 0, atol=0.02)
    low, high = sheet.page.evaluate("() => engine.shown.places[0].xlim")
    np.testing.assert_allclose(found[[1, -1], 0], low + np.array([0.25, 0.75]) * (high - low), atol=0.25)
    assert (np.diff(found[1:, 0]) >= 0.2 - 0.011).all()
    way = [place(0.1, 0.9), place(0.9, 0.9), place(0.9, 0.1), place(0.1, 0.1), place(-0.5, 0.3)]
    sheet.mouse_drag(way, 0.6)
    assert len(points(sheet)) == 30
    assert np.abs(points(sheet)[:, 0]).max() <= high + 0.01  # the edge holds


def test_the_keys_set_points_where_the_cross_is_and_take_them_away(sheet):
    page = sheet.page
    page.get_by_role("application").focus()
    for key in ("Space", "ArrowRight", "Enter", "Shift+ArrowUp", "ArrowLeft", "Space"):
        page.keyboard.press(key)
    assert points(sheet).tolist() == [[1, 1], [0, 0], [0.2, 0], [0, 1]]
    assert page.locator(f"{PAD} [role=status]").inner_text() == "point 4 at 0, 1"
    page.keyboard.press("Backspace")
    assert points(sheet).tolist() == [[1, 1], [0, 0], [0.2, 0]]
    for key in [*["ArrowDown"] * 30, "Space"]:
        page.keyboard.press(key)
    assert points(sheet)[-1].tolist() == [0, -2]  # the edge holds


def test_the_text_field_shows_the_points_and_takes_them_and_says_what_it_does_not_understand(sheet):
    page = sheet.page
    field = page.get_by_role("textbox", name="points", exact=True)
    field.fill("0.5, 1; -0.25, 0.75")
    field.press("Enter")
    steps.until_shown(sheet, "s.points.startsWith('0.5')")
    assert points(sheet).tolist() == [[0.5, 1], [-0.25, 0.75]]
    page.get_by_role("application").focus()
    page.keyboard.press("Space")
    points(sheet)
    assert field.input_value() == "0.5, 1; -0.25, 0.75; 0, 0"
    field.fill("one, two")
    field.press("Enter")
    page.locator(".jaclib-wrong").filter(has_text="must be pairs of numbers").wait_for()
    assert len(points(sheet)) == 3
    steps.click(sheet, "clear points")
    steps.until_shown(sheet, "s.points === ''")
    assert len(points(sheet)) == 0
