"""The question before the picture, in a real JupyterLab: by mouse, by keyboard, and for those who do not see it."""

import re

import pytest

CHOICE = """
from jaclib import explore
asked = explore.predict(
    r"What is $\\\\sigma_1$ for $<b>$?", ["small", r"$\\\\sqrt 2$", "large <i>"], answer=r"$\\\\sqrt 2$",
    because=r"Since $\\\\lVert J e_1 \\\\rVert = \\\\sqrt 2$."
)
asked""".replace("\\\\", "\\")
NUMBER = """
asked = explore.predict("How many times larger?", answer=4.0, unit="cm²", because="Twice each way.")
asked"""
COUNT = "len(__import__('ipywidgets').widgets.widget._instances)"


@pytest.fixture
def notebook(lab):
    notebook = lab.notebook([CHOICE, NUMBER])
    notebook.run(0)
    notebook.page.locator(".jaclib-predict").wait_for()
    return notebook


def outcome(notebook):
    return notebook.page.locator(".jaclib-outcome").last.inner_text()


def test_a_choice_is_committed_to_by_mouse_and_then_the_answer_is_told(notebook):
    page = notebook.page
    page.get_by_role("button", name="That is my prediction").click()
    assert "Choose one first" in page.get_by_role("alert").inner_text()
    assert outcome(notebook) == ""
    page.get_by_role("radio", name="small").check()
    page.get_by_role("button", name="That is my prediction").click()
    assert "You predicted: small." in outcome(notebook)
    assert page.get_by_role("radio", name="large").is_disabled()
    notebook.until("asked.prediction == 'small'")


def test_by_keyboard_alone_and_the_notebook_stays_as_it_is(notebook):
    page = notebook.page
    cells = page.locator(".jp-Cell").count()
    page.get_by_role("radio").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "a", "Tab", "Enter"):
        page.keyboard.press(key)
    assert "Just as you predicted:" in outcome(notebook)
    assert page.evaluate("() => document.activeElement.className") == "jaclib-outcome"
    assert page.locator(".jp-Cell").count() == cells


def test_a_number_is_read_as_people_write_it(notebook):
    page = notebook.page
    notebook.run(1)
    field = page.get_by_role("textbox", name=re.compile("Your prediction"))
    field.fill("four")
    field.press("Enter")
    assert "Type a number first" in page.get_by_role("alert").last.inner_text()
    field.fill("−8/2")
    field.press("Enter")
    assert "You predicted: -4 cm². What happens: 4 cm²." in outcome(notebook)
    notebook.run(1)
    field.fill("4,02")
    field.press("Enter")
    assert "Just as you predicted: 4 cm²." in outcome(notebook)


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


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_before_or_after(notebook, theme):
    notebook.theme(theme)
    notebook.run(1)
    notebook.page.get_by_role("textbox").last.wait_for()
    assert notebook.axe() == []
    notebook.page.get_by_role("radio").first.check()
    notebook.page.get_by_role("button", name="That is my prediction").first.click()
    assert notebook.axe() == []


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


def test_the_installation_is_confirmed_by_the_page_itself(lab):
    notebook = lab.notebook(["from jaclib import explore\nexplore.check_installation()"])
    notebook.run(0)
    notebook.page.get_by_text("✓ This page shows live pictures.").wait_for()
    assert notebook.axe() == []
