"""The question before the picture, in a real JupyterLab: its formulas, its keys, its widget."""

import pytest

from jaclib.stage.live import COVERED

CHOICE = """
from jaclib import explore
asked = explore.predict(
    r"What is $\\\\sigma_1$ for $<b>$?", ["small", r"$\\\\sqrt 2$", "large <i>"], answer=r"$\\\\sqrt 2$",
    because=r"Since $\\\\lVert J e_1 \\\\rVert = \\\\sqrt 2$."
)
asked""".replace("\\\\", "\\")
COUNT = "len(__import__('ipywidgets').widgets.widget._instances)"


@pytest.fixture
def notebook(lab):
    notebook = lab.notebook([CHOICE])
    notebook.run(0)
    notebook.page.locator(".jaclib-predict").wait_for()
    return notebook


def outcome(notebook):
    return notebook.page.locator(".jaclib-outcome").last.inner_text()


def test_by_keyboard_alone_and_the_notebook_stays_as_it_is(notebook):
    page = notebook.page
    cells = page.locator(".jp-Cell").count()
    page.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "a", "Tab", "Enter"):
        page.keyboard.press(key)
    assert "Just as you predicted:" in outcome(notebook)
    assert page.evaluate("() => document.activeElement.className") == "jaclib-outcome"
    assert page.locator(".jp-Cell").count() == cells


def test_formulas_are_typeset_and_markup_is_text(notebook):
    page = notebook.page
    page.locator(".jaclib-predict legend mjx-container").first.wait_for()
    assert page.locator(".jaclib-predict label mjx-container").count() == 1
    assert "large <i>" in page.locator(".jaclib-predict").inner_text()
    assert page.locator(".jaclib-predict b, .jaclib-predict i:not(.mjx-i)").count() == 0
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="That is my prediction").click()
    page.locator(".jaclib-outcome mjx-container").first.wait_for()


@pytest.mark.parametrize(("theme", "blue"), [("Light", "rgb(0, 114, 178)"), ("Dark", "rgb(86, 180, 233)")])
def test_column_1_in_a_formula_has_the_blue_of_the_picture_in_either_theme(lab, theme, blue):
    asked = r"explore.predict(r'Is ${\color{#0072B2}{x}}$ blue?', ['yes', 'no'], answer='yes', because='…')"
    notebook = lab.notebook([f"from jaclib import explore\n{asked}"])
    notebook.theme(f"JupyterLab {theme}")
    notebook.run(0)
    letter = notebook.page.locator(".jaclib-predict mjx-container [style*=color]")
    letter.wait_for()
    assert letter.evaluate("node => getComputedStyle(node).color") == blue


def test_run_again_it_starts_afresh_and_leaves_no_widget_behind(notebook):
    page = notebook.page
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="That is my prediction").click()
    before = notebook.python(COUNT)
    for _ in range(3):
        notebook.run(0)
    page.get_by_role("button", name="That is my prediction").wait_for()
    assert notebook.python(COUNT) == before
    assert notebook.python("asked.prediction") is None


BELOW = 'live = explore.linear_approximation("polar", a=(2, 0.785), after=asked); live'


def test_the_picture_below_a_question_waits_for_its_answer_in_what_is_saved_and_on_the_page(lab):
    notebook = lab.notebook([CHOICE, BELOW])
    notebook.run_all()
    page = notebook.page
    caption = page.locator(".jaclib-say")
    caption.filter(has_text=COVERED).wait_for()
    page.get_by_text("Answer the question above first.").wait_for()
    assert notebook.python("live._repr_mimebundle_()[0]['text/plain']") == COVERED
    assert page.locator(".jaclib-play:visible").count() == 0
    assert notebook.axe() == []
    page.get_by_role("radio").first.focus()
    for key in ("Space", "Tab", "Enter"):
        page.keyboard.press(key)
    caption.filter(has_text="the longer along 135°").wait_for()
    assert page.locator(".jaclib-waiting:visible").count() == 0
    assert page.evaluate("() => document.activeElement.className") == "jaclib-outcome"  # where one reads why
    assert notebook.python("live._awaits") == []


def test_the_installation_is_confirmed_by_the_page_itself(lab):
    notebook = lab.notebook(["from jaclib import explore\nexplore.check_installation()"])
    notebook.run(0)
    notebook.page.get_by_text("✓ This page shows live pictures.").wait_for()
    assert notebook.axe() == []
