"""The ladder below wrong answers in a real JupyterLab: three of them, and the way to the picture of the mistake."""

import pytest

from .steps import IMPORT, RESTED

PICTURE = 'live = explore.determinant("cusp", a=(1, 0.5), side=0.8, b=(0.5, -1.2)); live'
ANSWER = "def det_of_g(x, y):\n    return x + {} * y**2"
# the verdict points to a picture, whether this mistake does so of itself or not
CHECK = """
from dataclasses import replace
from unittest.mock import patch
from jaclib.course.check import verdict
LOOK = ("determinant", {"f": "polar", "a": (1.5, 0.5), "t": 1.0})
pointed = lambda name, answer: replace(verdict(name, answer), look=LOOK)
with patch("jaclib.course.check.verdict", pointed):
    explore.check(det_of_g)"""
ID = "() => [...jaclibStages].map(({ settings }) => settings.id)"
SEEN = "() => [...jaclibStages].some(e => e.isSeen() && e.shown?.state.f === 'polar' && e.shown.state.t === 1)"


@pytest.fixture
def wrong(lab):
    """A notebook where an answer is wrong three times, in three ways, below these cells; and what stands there."""

    def with_cells(*above):
        notebook = lab.notebook([IMPORT, *above, ANSWER.format(0), CHECK])
        notebook.run_all()
        for factor in (1, 3):
            notebook.python(ANSWER.format(factor))
            notebook.run(2 + len(above))
        below = notebook.output(2 + len(above))
        below.locator(".jaclib-hint").nth(1).wait_for()
        return notebook, below

    return with_cells


def test_three_wrong_answers_lead_up_the_ladder_and_to_the_picture_above(wrong):
    notebook, below = wrong(PICTURE)
    page = notebook.page
    page.wait_for_function(RESTED)
    assert below.locator(".jaclib-title").all_inner_texts() == ["A smaller question", "A similar one, worked"]
    below.locator(".jaclib-hint mjx-container").first.wait_for()
    assert notebook.axe() == []
    below.get_by_role("button", name="See it in the picture above").click()
    notebook.until("(live.f, live.t, list(live.a)) == ('polar', 1.0, [1.5, 0.5])")
    page.wait_for_function(SEEN)
    assert page.evaluate("() => document.activeElement.className") == "jaclib-canvas"
    assert len(page.evaluate(ID)) == 1
    solve = below.get_by_role("button", name="Show a solution")
    solve.focus()
    page.keyboard.press("Enter")
    below.locator("pre").filter(has_text="return x - 2 * y**2").wait_for()


def test_where_no_picture_stands_above_one_is_opened_below_and_goes_with_its_cell(wrong):
    notebook, below = wrong()
    page = notebook.page
    assert page.evaluate(ID) == []
    below.get_by_role("button", name="See it in a picture").click()
    below.locator(".jaclib-canvas").wait_for()
    page.wait_for_function(SEEN)
    page.wait_for_function(RESTED)
    notebook.run(2)
    page.wait_for_function("() => jaclibStages.size === 0")
    assert below.locator(".jaclib-canvas").count() == 0
