"""A saved notebook in all its forms: nothing marks the right option of a question, and its reason isn't there."""

import copy
import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from jaclib.course import predictions, recall
from jaclib.course.predict import Prediction

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9]*.ipynb"))
ASKS = {"predictions": "guesses(", "recall": "recall("}  # what asks all questions of a notebook


def told(notebook: nbformat.NotebookNode, asked) -> list[str]:
    """Where a notebook tells the answer to one of its questions: in its file, its plain text, or its HTML export."""
    page = exported(nbformat.writes(notebook))
    forms = {"file": json.dumps(notebook, ensure_ascii=False), "HTML": page}
    reasons = [*sentences(asked.because), *(each for words in asked.said.values() for each in sentences(words))]
    found = [f"{form}: {words}" for form, text in forms.items() for words in reasons if words in " ".join(text.split())]
    plain, html = form_of(asked)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    times = sum(f'"{asked.name}"' in source or ASKS[kind_of(asked)] in source for source in code)
    shown = [each for cell in notebook.cells for each in cell.get("outputs", []) if asks(each, asked)]
    found += [f"saved: {each.data}" for each in shown if dict(each.data) != {"text/plain": plain, "text/html": html}]
    exports = page.count(unescape(html))
    if len(shown) != times or exports != times:
        found.append(f"asked {len(shown)} times, exported {exports} times; {times} cells ask it")
    return found


def asks(output, asked) -> bool:
    return output.get("data", {}).get("text/plain", "").startswith(asked.text)


def kind_of(asked) -> str:
    return "predictions" if asked.name in predictions.of(asked.name[:2]) else "recall"


@cache
def exported(notebook: str) -> str:
    page, _ = HTMLExporter().from_notebook_node(nbformat.reads(notebook, as_version=4))
    return unescape(page)


def sentences(words: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.:]) ", words) if len(each) > 25]


def form_of(asked) -> tuple[str, str]:
    """What is saved of a question, which is the same whatever the answer is."""
    answers = asked.choices or (asked.answer, 1e6)
    made = [Prediction(asked._replace(answer=each, because="", said={}, name="")) for each in answers]
    forms = {(data["text/plain"], data["text/html"]) for data in (each._repr_mimebundle_()[0] for each in made)}
    assert len(forms) == 1
    return forms.pop()


ASKED = [
    (path, asked)
    for path in NOTEBOOKS
    for kind in (predictions, recall)
    if path.name[:2] in kind.FILES
    for asked in kind.of(path.name[:2]).values()
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "asked"), ASKED, ids=[asked.name for _, asked in ASKED])
def test_no_form_of_a_saved_notebook_tells_the_answer(path, asked):
    assert told(nbformat.read(path, as_version=4), asked) == []


@pytest.mark.slow
def test_no_cell_holds_an_answer_or_hides():
    cells = [cell for path in NOTEBOOKS for cell in nbformat.read(path, as_version=4).cells]
    asking = [cell for cell in cells if "explore.predict(" in cell.source]
    assert len(asking) == sum(kind_of(asked) == "predictions" for _, asked in ASKED)
    assert not any(word in cell.source for cell in asking for word in ("answer", "because"))
    assert not any("jupyter" in cell.metadata for cell in cells)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "leak"),
    [
        ("source", "its reason"),
        ("html", "<li>by about 2h</li>=<li class='right'>by about 2h</li>"),
        ("html", "<li>by about 2h</li>=<li><b>by about 2h</b></li>"),
        ("html", "<em>=<details>Answer: by about 2h.</details><em>"),
        ("plain", "○ by about 2h=● by about 2h"),
    ],
)
def test_the_guard_sees_what_it_guards_against(where, leak):
    (path,) = [each for each in NOTEBOOKS if each.name.startswith("01")]
    asked = predictions.of("01")["01-nudge"]
    notebook = copy.deepcopy(nbformat.read(path, as_version=4))
    (cell,) = [each for each in notebook.cells if "01-nudge" in each.source]
    if where == "source":
        cell.source += f"\n# {asked.because.strip()}"
    else:
        form = {"html": "text/html", "plain": "text/plain"}[where]
        was, _, now = leak.partition("=")
        cell.outputs[0].data[form] = cell.outputs[0].data[form].replace(was, now)
    assert told(notebook, asked) != []
