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
    notebook.page.locator(".jaclib-outcome p").last.wait_for()
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
    outcome(notebook)
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


KEPT = """
import os
os.environ["JACLIB_STORE"] = {file!r}
from jaclib import explore
asked = explore.predict("04-area")
asked"""
AREA = 'live = explore.determinant("complex square", a=(1, 0.5), side=1, after=asked); live'


def test_a_guess_outlives_the_kernel_and_the_end_of_the_lesson_tells_of_it(lab, tmp_path):
    asks = KEPT.format(file=str(tmp_path / "store.json"))
    notebook = lab.own_notebook([asks, AREA, 'explore.guesses("04")'])
    notebook.run_all()
    page = notebook.page
    page.get_by_role("radio", name="exactly 5").first.check()
    page.get_by_role("button", name="That is my prediction").first.click()
    assert "That is the parallelogram" in outcome_of(notebook, 0)
    page.get_by_text("You guessed: exactly 5. And now?").wait_for()
    notebook.until("live._awaits == []")
    notebook.restart_kernel()
    page.get_by_role("button", name="Guess again").click()
    page.get_by_text("The kernel doesn't answer.").wait_for()
    notebook.run_all()
    assert "You predicted: exactly 5. What happens: more than 5." in outcome_of(notebook, 0)
    assert notebook.python("live._awaits") == []
    page.get_by_role("button", name="Guess again").first.click()
    notebook.until("live._awaits == ['question']")
    page.get_by_text("Answer the question above first.").wait_for()
    assert notebook.axe() == []


def outcome_of(notebook, i):
    told = notebook.output(i).locator(".jaclib-outcome p")
    told.first.wait_for()
    return "\n".join(told.all_inner_texts())


def test_the_installation_is_confirmed_by_the_page_itself(lab):
    notebook = lab.notebook(["from jaclib import explore\nexplore.check_installation()"])
    notebook.run(0)
    notebook.page.get_by_text("✓ This page shows live pictures.").wait_for()
    assert notebook.axe() == []


def test_of_questions_from_memory_one_is_open_and_keys_lead_from_each_to_the_next(lab):
    notebook = lab.notebook(["from jaclib import explore\nexplore.recall('03')"])
    notebook.run(0)
    page, folds = notebook.page, notebook.page.locator(".jaclib-fold")
    folds.last.wait_for()
    cells = page.locator(".jp-Cell").count()
    page.get_by_role("radio").first.focus()
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
    folds.first.get_by_text("You answered:").wait_for()
    for key in ("Tab", "Enter", "Enter", "Space"):  # to the next question; its line closes it, and opens it again
        page.keyboard.press(key)
    assert folds.evaluate_all("all => all.map((each) => each.open)") == [False, True, False, False, False, False]
    assert page.locator(".jp-Cell").count() == cells
