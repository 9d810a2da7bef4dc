"""What the notebooks promise together: links lead somewhere, what is to be taught is, exercises and checks match."""

import re
from pathlib import Path

import nbformat
import pytest

from jaclib.explore.exercise import EXERCISES

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = {path.name: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))}
TAUGHT = {"02_linear_approximation.ipynb": {"D3", "T1", "P1", "E4", "X6"}}


def cells(kind):
    return [cell for notebook in NOTEBOOKS.values() for cell in notebook.cells if cell.cell_type == kind]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_links_lead_to_files_that_are_there(name):
    text = "\n".join(cell.source for cell in NOTEBOOKS[name].cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if not (FOLDER / target).exists()] == []


@pytest.mark.parametrize("name", TAUGHT)
def test_a_notebook_teaches_what_it_should_in_words_and_in_code(name):
    for kind in ("markdown", "code"):
        named = [set(cell.metadata.get("teaches", [])) for cell in NOTEBOOKS[name].cells if cell.cell_type == kind]
        assert set().union(*named) == TAUGHT[name]


def test_every_exercise_is_set_once_and_every_check_knows_its_exercise():
    checked = [name for cell in cells("code") for name in re.findall(r"explore\.check\((\w+)\)", cell.source)]
    assert sorted(checked) == sorted(EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_has_its_stub_and_says_how_it_stands_as_shipped(name):
    (stub,) = [cell for cell in cells("code") if cell.source.startswith(f"def {name}(")]
    (check,) = [cell for cell in cells("code") if f"explore.check({name})" in cell.source]
    said = check.outputs[0].text
    assert said.startswith("Not answered yet: " if "..." in stub.source else "Right: ")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_formula_keeps_its_colour_to_itself(name):
    # some typesetters let \color run on to the end of its group: it stands in braces of its own
    for cell in NOTEBOOKS[name].cells:
        assert re.findall(r"(?<!\{)\\color", cell.source) == []


def test_the_code_of_a_question_is_folded_away_since_it_holds_the_answer():
    questions = [cell for cell in cells("code") if "explore.predict(" in cell.source]
    assert questions
    assert all(cell.metadata.get("jupyter") == {"source_hidden": True} for cell in questions)
