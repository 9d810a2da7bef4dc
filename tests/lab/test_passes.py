"""explore.passes under a student's hand."""

import pytest

from . import steps


def test_play_runs_the_passes_until_the_matrix_is_full(lab):
    notebook = steps.open_explorer(lab, "explore.passes(12, 12, kind='banded', way='coloured', done=0)")
    page = notebook.page
    steps.click(notebook, "Run the passes")
    steps.pass_by(notebook, "s.done === 3")
    page.get_by_role("button", name="Run the passes").wait_for()  # at its end it says Play again
    steps.rest(notebook)
    steps.close_to(steps.readouts(notebook), {"passes needed": 3, "passes done": 3, "entries known": 144})
    page.get_by_role("combobox", name="map", exact=True).select_option("dense")
    notebook.until("live.state['kind'] == 'dense'")
    steps.rest(notebook)
    steps.close_to(steps.readouts(notebook), {"passes needed": 12, "passes done": 3, "entries known": 36})


def test_the_time_is_measured_when_it_is_asked_for_and_challenges_are_solved_by_keys(lab):
    notebook = steps.open_explorer(lab, "explore.passes(9, 12, challenges=['even', 'two'])")
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    assert "ms reverse" not in steps.readouts(notebook)
    page.get_by_role("checkbox", name="measure the time here").press("Space")
    page.get_by_text("Measured on this machine").first.wait_for()
    steps.rest(notebook)
    assert 1e-4 < steps.readouts(notebook)["ms reverse"] < 1e3
    page.get_by_role("checkbox", name="measure the time here").press("Space")
    for key, words in (("ArrowLeft", "Nearly a square"), ("ArrowLeft", "Nearly"), ("ArrowLeft", "no better side")):
        steps.handle(notebook, "inputs n").press(key)
        verdict.filter(has_text=words).wait_for()
    assert page.evaluate(steps.STATE)["n"] == pytest.approx(9)
