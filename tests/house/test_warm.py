"""What Binder compiles beforehand are the first pictures of the notebooks."""

import doctest

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from jaclib import explore
from scripts import warm

NOTEBOOKS = [nbformat.read(path, as_version=4) for path in sorted(warm.NOTEBOOKS.glob("*.ipynb"))]


def test_each_explorer_that_a_notebook_shows_is_among_the_calls():
    shown = {
        scene.name
        for scene in explore.SCENES.values()
        for each in NOTEBOOKS
        for cell in each.cells
        if f"explore.{scene.name}(" in cell.source
    }
    called = {call.removeprefix("explore.").partition("(")[0] for each in NOTEBOOKS for call in warm.calls(each)}
    assert len(shown) > 20
    assert shown <= called


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("explore.fisher(n=500)", ["explore.fisher(n=500)"]),
        (
            "side = 2\nexplore.coordinates('polar', size=(1, jnp.pi))",
            ["explore.coordinates('polar', size=(1, jnp.pi))"],
        ),
        ("explore.fisher(n=500, after=question_1)", ["explore.fisher(n=500)"]),
        ("explore.determinant(f)", []),
        ("live = explore.fisher()", []),
        ("", []),
    ],
)
def test_a_call_is_taken_that_needs_nothing_of_other_cells(source, found):
    assert list(warm.calls(new_notebook(cells=[new_markdown_cell(source), new_code_cell(source)]))) == found


def test_the_docstrings_examples_hold():
    assert doctest.testmod(warm).failed == 0
