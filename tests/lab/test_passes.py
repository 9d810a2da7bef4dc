"""explore.passes under a student's hand; what it counts is counted apart."""

import pytest

from . import steps

FORWARD, REVERSE, COLOURS = "forward: a column a pass", "reverse: a row a pass", "by colours: columns together"


def agrees(notebook):
    """A dense map goes through two layers of 512; a banded one has three entries a row, and two in the outer ones."""
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    m, n, way, dense = state["m"], state["n"], state["way"], state["kind"] == "dense"
    needed = m if way == REVERSE else n if way == FORWARD or dense else 3
    done = min(state["done"], needed)
    assert (read["m"], read["n"], read["passes needed"], read["passes done"]) == (m, n, needed, done)
    each = 512 * (n + 512 + m) if dense else 3 * n - 2
    assert read["multiplications a pass"] == each
    assert (read["so far"], read["in all"]) == (done * each, needed * each)
    if way != COLOURS:
        assert read["entries known"] == done * (n if way == REVERSE else m)


def drag(notebook, name, share):
    """Drag a slider's handle to a share of its length, which may lie beyond its ends."""
    _, y = steps.centre(steps.handle(notebook, name))
    bar = notebook.page.locator(".noUi-base").filter(has=steps.handle(notebook, name)).bounding_box()
    steps.drag(notebook, name, (bar["x"] + share * bar["width"], y))


def test_the_counts_agree_wherever_shape_and_passes_are_dragged(lab):
    notebook = steps.open_explorer(lab, "explore.passes(8, 24, done=9)")
    agrees(notebook)
    drags = ("outputs m", 0.4), ("inputs n", 1.3), ("passes done", 0.6), ("passes done", 1.3), ("outputs m", -0.3)
    for name, share in (*drags, ("passes done", -0.3)):
        drag(notebook, name, share)
        agrees(notebook)
    assert notebook.page.evaluate(steps.STATE) | {"done": 0, "m": 1, "n": 64} == notebook.page.evaluate(steps.STATE)


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.passes(10, 10, kind='dense', done=2)")
    page = notebook.page
    for name, key in (("outputs m", "ArrowRight"), ("inputs n", "ArrowLeft"), ("passes done", "ArrowRight")):
        steps.press(notebook, name, key)
    notebook.until("[live.state[name] for name in ('m', 'n', 'done')] == [11, 9, 3]")
    steps.rest(notebook)
    agrees(notebook)
    page.get_by_role("combobox", name="way", exact=True).press("ArrowDown")
    notebook.until(f"live.state['way'] == {REVERSE!r}")
    steps.rest(notebook)
    agrees(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_play_runs_the_passes_until_the_matrix_is_full(lab):
    notebook = steps.open_explorer(lab, "explore.passes(12, 12, kind='banded', way='coloured', done=0)")
    page = notebook.page
    steps.click(notebook, "Run the passes")
    steps.pass_by(notebook, "s.done === 3")
    page.get_by_role("button", name="Run the passes").wait_for()  # at its end it says Play again
    steps.rest(notebook)
    agrees(notebook)
    assert steps.readouts(notebook)["entries known"] == 144
    page.get_by_role("combobox", name="map", exact=True).select_option("dense")
    notebook.until("live.state['kind'] == 'dense'")
    steps.rest(notebook)
    agrees(notebook)


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
