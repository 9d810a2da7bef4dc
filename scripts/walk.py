"""Walk notebooks as a student would, in a JupyterLab, and write down what is read: python scripts/walk.py NOTEBOOK …

Each cell is run in its turn. A prediction is guessed wrongly, then rightly; an exercise is checked as it stands, then
with two wrong answers of the tests, then with the right one; each question from memory is answered wrongly. The
transcript, Markdown on the standard output, ends with how many minutes it takes at 200 words a minute.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import nbformat
from playwright.sync_api import Locator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jaclib.course import predictions, recall  # noqa: E402
from jaclib.course.question import Question  # noqa: E402
from tests.course.answers import all_answers  # noqa: E402
from tests.lab.lab import Lab, LabServer, chromium  # noqa: E402
from tests.lab.notebook import PANEL, Notebook  # noqa: E402
from tests.lab.test_notebooks import OPEN, UNSEEN  # noqa: E402

WORDS_A_MINUTE = 200
SHOW = f"""async i => {{
    await {PANEL}.content.scrollToItem(i, 'center');
    {PANEL}.content.widgets[i].node.dataset.walked = i;
}}"""
SOURCE = f"([i, text]) => {PANEL}.content.widgets[i].model.sharedModel.setSource(text)"
# what is seen of a cell's output; of a figure its caption
SEEN = f"""i => [...{PANEL}.content.widgets[i].node.querySelectorAll('.jp-OutputArea-output')].map(output =>
    output.querySelector('.jaclib-say')?.textContent ?? output.innerText).join('\\n')"""
ANSWERS = all_answers()


def walk(lab: Lab, path: Path) -> Iterator[str]:
    """What is read in the notebook, a piece after the other."""
    notebook = lab.notebook([""], viewport=(1366, 768))
    shutil.copy(path, lab.server.root)
    notebook.page.evaluate(OPEN, path.name)
    for i, cell in enumerate(nbformat.read(path, as_version=4).cells):
        notebook.page.evaluate(SHOW, i)
        if cell.cell_type == "markdown":
            yield f"[{i}]\n{cell.source}"
            continue
        yield f"[{i}]\n```python\n{cell.source}\n```"
        if checked := re.match(r"explore\.check\((\w+)", cell.source):
            yield from tried(notebook, i, checked[1])
        elif asked := questions(cell.source):
            yield from guessed(notebook, i, asked)
        else:
            yield run(notebook, i)


def questions(code: str) -> list[Question]:
    """What a cell asks: a prediction, or the questions from memory."""
    found = re.search(r"explore\.(predict|recall)\(\"([-\w]+)\"\)", code)
    if not found:
        return []
    name = found[2]
    return [predictions.of(name[:2])[name]] if found[1] == "predict" else [*recall.of(name).values()]


def run(notebook: Notebook, i: int) -> str:
    notebook.run(i)
    notebook.page.wait_for_function(f"() => !({UNSEEN})()")
    return quoted(notebook.page.evaluate(SEEN, i))


def tried(notebook: Notebook, i: int, name: str) -> Iterator[str]:
    """The check of an exercise, and what it says of two wrong answers and of the right one in the cell above."""
    above = max(k for k in range(i) if re.match(rf"(def )?{name}\b", source(notebook, k)))
    yield run(notebook, i)
    for answer in (*islice(ANSWERS[name].wrong.values(), 2), ANSWERS[name].right):
        notebook.page.evaluate(SOURCE, [above, answer])
        notebook.run(above)
        yield f"Answered:\n```python\n{answer}\n```\n{run(notebook, i)}"


def source(notebook: Notebook, i: int) -> str:
    return notebook.page.evaluate(f"i => {PANEL}.content.widgets[i].model.sharedModel.getSource()", i)


def guessed(notebook: Notebook, i: int, asked: list[Question]) -> Iterator[str]:
    """Questions, and what is said of a wrong guess at each, and of the right one where it may be guessed again."""
    yield run(notebook, i)
    forms = notebook.page.locator(f"[data-walked='{i}'] form")
    for k, question in enumerate(asked):
        form = forms.nth(k)
        form.evaluate("form => { const box = form.closest('details'); if (box) box.open = true; }")
        for guess in (wrong(question), question.answer):
            commit(form, question, guess)
            yield f"Guessed {guess}:\n{quoted(' '.join(form.locator('.jaclib-outcome p').all_text_contents()))}"
            again = form.locator("button:not([type=submit])").first
            if not again.is_visible():
                break
            again.click()


def wrong(question: Question) -> str | float:
    return next((each for each in question.choices if each != question.answer), None) or 2 * question.answer + 1


def commit(form: Locator, question: Question, guess: str | float) -> None:
    if question.choices:
        form.locator("input[type=radio]").nth(question.choices.index(guess)).check()
    else:
        form.locator("input").first.fill(f"{guess}")
    form.locator("button[type=submit]").click()
    form.locator(".jaclib-outcome p").first.wait_for()


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def main(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = LabServer(Path(folder), fast=True)
        try:
            for path in paths:
                lab, pieces = Lab(server, *browser), []
                for piece in walk(lab, path):
                    print(piece, flush=True)
                    pieces.append(piece)
                words = len(" ".join(pieces).split())
                print(f"\n{path.name}: {words:,} words, {words / WORDS_A_MINUTE:.0f} minutes\n", flush=True)
                lab.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
