"""What is saved in notebooks/ is what a reader should find there: executed, normalised, short and plain."""

import copy
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from scripts.notebooks import main, normalise, run

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LINES = 10

# The few cells whose output may differ from run to run, each with its reason: {(notebook, cell id): why}.
# They wear the tag nbval-ignore-output.
MAY_DIFFER: dict[tuple[str, str], str] = {}


def faults(notebook):
    """Everything wrong with a notebook, in words."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    found = [fault for cell in code for fault in faults_of_cell(cell)]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        found.append("not executed from top to bottom in a fresh kernel")
    tidy = copy.deepcopy(notebook)
    normalise(tidy)
    if tidy != notebook:
        found.append("not normalised")
    return found


def text_of(output):
    return output.get("text") or output.get("data", {}).get("text/plain", "")


def faults_of_cell(cell):
    lines = cell.source.rstrip().splitlines()
    tags = cell.metadata.get("tags", [])
    said = str(cell.outputs)
    raised = any(output.output_type == "error" for output in cell.outputs)
    if lines[-1].endswith(";"):
        yield f"{cell.id} ends in a semicolon, which hides its output from nbval"
    if len(lines) > LINES:
        yield f"{cell.id} has {len(lines)} lines, more than {LINES}"
    if re.search(r"\bOutput\(", cell.source):
        yield f"{cell.id} uses an Output widget, whose text nbval can't follow"
    if raised != ("raises-exception" in tags):
        yield f"{cell.id} ends in an error without the tag raises-exception, or has the tag and no error"
    if any(output.get("name") == "stderr" for output in cell.outputs):
        yield f"{cell.id} shows a warning or writes to stderr"
    if re.search(r"\b(True|False)\b", "".join(map(text_of, cell.outputs))):
        yield f"{cell.id} shows a bare True or False: say what it found"
    if re.search(r"\bat 0x[0-9a-f]{6,}", said):
        yield f"{cell.id} shows an address in memory"
    pictures = [output for output in cell.outputs if "image/png" in output.get("data", {})]
    if any(output.metadata.get("image/png", {}).get("alt") != output.data["text/plain"] for output in pictures):
        yield f"{cell.id} shows a picture without its sentence as alternative text"
    if "nbval-skip" in tags:
        yield f"{cell.id} is skipped by nbval"


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_saved_as_a_reader_should_find_it(path):
    assert faults(nbformat.read(path, as_version=4)) == []


def test_the_cells_whose_output_may_differ_are_those_listed_here():
    tagged = {
        (path.name, cell.id)
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        if {"nbval-ignore-output", "nbval-raises-exception"} & set(cell.metadata.get("tags", []))
    }
    assert tagged == set(MAY_DIFFER)


def test_notebooks_are_formatted_by_ruff():
    run = subprocess.run([sys.executable, "-m", "ruff", "format", "--diff", FOLDER], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def executed(source, *outputs, count=1, tags=()):
    """A notebook of one executed cell, as it would be saved."""
    cell = new_code_cell(source, execution_count=count, outputs=list(outputs), metadata={"tags": list(tags)})
    notebook = new_notebook(cells=[cell])
    normalise(notebook)
    return notebook


@pytest.mark.parametrize(
    ("notebook", "fault"),
    [
        (executed("1;"), "semicolon"),
        (executed("1", count=None), "not executed"),
        (executed("1", count=2), "not executed"),
        (executed("1\n" * 11), "11 lines"),
        (executed("1", new_output("execute_result", {"text/plain": "True"})), "bare True"),
        (executed("1", new_output("stream", name="stdout", text="they agree: False")), "bare True"),
        (executed("from ipywidgets import Output\nOutput()"), "Output widget"),
        (executed("1/0", new_output("error", ename="ZeroDivisionError", evalue="", traceback=[])), "raises-exception"),
        (executed("1", tags=["raises-exception"]), "no error"),
        (executed("1", new_output("stream", name="stderr", text="careful")), "stderr"),
        (executed("f", new_output("execute_result", {"text/plain": "<f at 0x7f5f23c0d2d0>"})), "address"),
        (executed("f", new_output("display_data", {"text/plain": "f", "image/png": "iVBORw0KGgo="})), "alternative"),
        (executed("1", tags=["nbval-skip"]), "skipped"),
        (new_notebook(metadata={"widgets": {}}), "not normalised"),
    ],
)
def test_the_guard_sees_what_it_guards_against(notebook, fault):
    assert any(fault in found for found in faults(notebook)), faults(notebook)


LIVELY = """\
import time
from IPython.display import display
from ipywidgets import IntSlider

class Live(IntSlider):
    def _repr_mimebundle_(self, **kwargs):
        kept = {"text/plain": "seven", "image/png": "iVBORw0KGgo=", "text/html": "<b>7</b>"}
        return super()._repr_mimebundle_(**kwargs) | kept, {"image/png": {"alt": "seven"}}

display(Live(7))"""


@pytest.fixture
def saved(tmp_path):
    """A throw-away notebook with a widget, a value and a wanted error, run and saved by `make notebooks`."""
    cells = [
        new_code_cell(LIVELY, metadata={"collapsed": True}),
        new_code_cell("6 * 7", metadata={"teaches": ["D3"]}),
        new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]}),
    ]
    path = tmp_path / "throw_away.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    main([str(path)])
    return path


def test_a_saved_notebook_passes_the_guard_and_keeps_what_a_page_without_a_kernel_shows(saved):
    notebook = nbformat.read(saved, as_version=4)
    assert faults(notebook) == []
    assert set(notebook.cells[0].outputs[0].data) == {"image/png", "text/html", "text/plain"}
    assert notebook.cells[1].outputs[0].data["text/plain"] == "42"
    assert notebook.cells[1].metadata == {"teaches": ["D3"]}


@pytest.mark.slow
def test_running_a_saved_notebook_again_changes_nothing(saved):
    before = saved.read_bytes()
    main([str(saved)])
    assert saved.read_bytes() == before


def test_an_error_that_nobody_wanted_stops_the_run(tmp_path):
    with pytest.raises(Exception, match="ZeroDivisionError"):
        run(new_notebook(cells=[new_code_cell("1 / 0")]), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("was", "outcome"), [("seven", 0), ("six", 1)])
def test_nbval_compares_what_a_picture_says(saved, was, outcome):
    saved.write_text(saved.read_text().replace('"seven"\n', f'"{was}"\n'))
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", saved.name],
        cwd=saved.parent,
        capture_output=True,
        text=True,
    )
    assert run.returncode == outcome, run.stdout
