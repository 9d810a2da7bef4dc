"""Points drawn on the picture: by the hand, by the keys, by the text field; the kernel and the page agree on them."""

import numpy as np
import pytest

from .steps import click, open_cells, rest

SCENE = """
import numpy as np
from jaclib.draw import crosses, frame
from jaclib.stage import drawn, scene, switch

def paint(palette, ax, other):
    frame(ax, ((-2, 2), (-2, 2)))
    return {"points": crosses(ax, palette.ink)}

@scene(
    titles=("Draw", "Elsewhere"), label="Points", paint=paint, say=lambda now: f"{len(now['points'])} points",
    compute=lambda points, on: {"points": np.reshape(points, (-1, 2)), "on": on},
    points=drawn("points", most=30, step=0.2), on=switch("on"),
)
def sheet(points=(), on=True):
    "Points."

live = sheet([(1, 1)])
live"""
PAD = ".jaclib-pen"


@pytest.fixture
def sheet(lab):
    return open_cells(lab, SCENE)


def points(notebook) -> np.ndarray:
    """As the page has them; the kernel agrees, and the words below the picture count them."""
    text = notebook.page.evaluate("() => [...jaclibStages][0].shown.state.points")
    notebook.until(f"live.state['points'] == {text!r}")
    found = np.array([[float(x) for x in pair.split(",")] for pair in text.split(";") if pair.strip()]).reshape(-1, 2)
    notebook.page.locator(".jaclib-say").filter(has_text=f"{len(found)} points").wait_for()
    return found


def xlim(notebook) -> list[float]:
    return notebook.page.evaluate("() => [...jaclibStages][0].shown.places[0].xlim")


def test_a_drag_leaves_points_along_its_way_and_no_more_than_are_allowed(sheet):
    box = sheet.page.locator(PAD).bounding_box()
    place = lambda u, v: (box["x"] + u * box["width"], box["y"] + v * box["height"])  # noqa: E731
    sheet.mouse_drag([place(0.25, 0.5), place(0.75, 0.5)], 0.6)
    rest(sheet)
    found = points(sheet)
    assert found[0].tolist() == [1, 1]
    np.testing.assert_allclose(found[1:, 1], 0, atol=0.02)
    low, high = xlim(sheet)
    ends = low + np.array([0.25, 0.75]) * (high - low)
    np.testing.assert_allclose(found[[1, -1], 0], ends, atol=0.25)
    assert (np.diff(found[1:, 0]) >= 0.2 - 0.011).all()
    sheet.mouse_drag([place(0.1, 0.9), place(0.9, 0.9), place(0.9, 0.1), place(0.1, 0.1), place(-0.5, 0.3)], 1.5)
    rest(sheet)
    assert len(points(sheet)) == 30
    assert np.abs(points(sheet)[:, 0]).max() <= high + 0.01  # the edge holds


def test_the_keys_set_points_where_the_cross_is_and_take_them_away(sheet):
    page = sheet.page
    page.get_by_role("application").focus()
    for key in ("Space", "ArrowRight", "Enter", "Shift+ArrowUp", "ArrowLeft", "Space"):
        page.keyboard.press(key)
    rest(sheet)
    assert points(sheet).tolist() == [[1, 1], [0, 0], [0.2, 0], [0, 1]]
    page.keyboard.press("Backspace")
    rest(sheet)
    assert points(sheet).tolist() == [[1, 1], [0, 0], [0.2, 0]]
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    rest(sheet)
    assert points(sheet)[-1].tolist() == [0, -2]  # the edge holds
    assert sheet.axe() == []


def test_the_text_field_shows_the_points_and_takes_them_and_says_what_it_does_not_understand(sheet):
    page = sheet.page
    field = page.get_by_role("textbox", name="points", exact=True)
    field.fill("0.5, 1; -0.25, 0.75")
    page.keyboard.press("Enter")
    page.wait_for_function("() => [...jaclibStages][0].shown.state.points.startsWith('0.5')")
    rest(sheet)
    assert points(sheet).tolist() == [[0.5, 1], [-0.25, 0.75]]
    page.get_by_role("application").focus()
    page.keyboard.press("Space")
    rest(sheet)
    assert field.input_value() == "0.5, 1; -0.25, 0.75; 0, 0"
    field.fill("one, two")
    page.keyboard.press("Enter")
    page.locator(".jaclib-wrong").filter(has_text="must be pairs of numbers").wait_for()
    sheet.until("live.state['points'] == '0.5, 1; -0.25, 0.75; 0, 0'")
    click(sheet, "clear points")
    page.wait_for_function("() => [...jaclibStages][0].shown.state.points === ''")
    rest(sheet)
    assert len(points(sheet)) == 0
