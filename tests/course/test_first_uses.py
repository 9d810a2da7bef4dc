"""Nothing is used before it is explained: the terms and symbols of scripts/first_uses.toml, in the course's order."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from scripts.first_uses import LIST, Place, Term, course, explained, first_use, terms

TERMS = terms(LIST.read_text(encoding="utf-8"))
CELLS = course()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_a_term_is_explained_and_not_used_before(term):
    at = explained(term, CELLS)
    assert at is not None, f"{term.defined!r} stands nowhere in notebook {term.notebook}"
    used, sentence = first_use(term, CELLS)
    assert at <= used, f"{term.term} is explained in {at} and used in {used}: {sentence}"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_the_cell_that_explains_a_term_uses_it(term):
    assert term.uses(CELLS[explained(term, CELLS)])


def made_up(folder, *cells):
    """What is read in a course of two notebooks, the second of which explains curls and σ₁."""
    told = new_markdown_cell("# 2 · Curls\n\nThat is a *curl*, of the size $\\sigma_1$.")
    for name, those in {"01_lines": cells, "02_curls": (told,)}.items():
        nbformat.write(new_notebook(cells=list(those)), folder / f"{name}.ipynb")
    return course(folder)


CURL = Term("02", "curl", "*curl*")
SIZE = Term("02", "σ₁", "of the size", r"\\sigma_1|σ₁")


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (CURL, new_markdown_cell("Two things. Here are curls.")),
        (CURL, new_markdown_cell("| a | curl |")),
        (CURL, new_markdown_cell("There are curls. [Notebook 2](02_curls.ipynb) comes next.")),
        (CURL, new_markdown_cell("There are curls, not [here](01_lines.ipynb).")),
        (CURL, new_code_cell("x = 1  # a curl")),
        (CURL, new_code_cell("curl(1)")),
        (SIZE, new_markdown_cell("Its size is $2\\sigma_1$.")),
        (SIZE, new_code_cell('print("σ₁", 2)')),
    ],
)
def test_a_use_too_early_is_found(tmp_path, term, cell):
    cells = made_up(tmp_path, new_markdown_cell("# 1 · Lines"), cell)
    assert explained(term, cells) == Place("02", 0)
    assert first_use(term, cells)[0] == Place("01", 1)


@pytest.mark.parametrize(
    "cell",
    [
        new_markdown_cell("There are curls, too ([notebook 2](02_curls.ipynb))."),
        new_markdown_cell("| [**Curl**](02_curls.ipynb) | what a curl is |"),
        new_markdown_cell("# Curl"),
        new_markdown_cell("A curlew, and $\\sigma$."),
        new_code_cell("from jaclib import curl"),
        new_code_cell("explore.curl(maps.curl)"),
    ],
)
def test_a_name_or_a_reference_to_the_notebook_that_explains_it_is_no_use(tmp_path, cell):
    cells = made_up(tmp_path, cell)
    for term in (CURL, SIZE):
        assert first_use(term, cells)[0] == explained(term, cells) == Place("02", 0)


@pytest.mark.parametrize(("ask", "words"), [("predict", "01-nudge"), ("recall", "01")])
def test_what_a_cell_asks_is_read_with_it(tmp_path, ask, words):
    asked = new_code_cell(f'explore.{ask}("{words}")')
    image = Term("02", "move", "*curl*", "move|rows")
    assert first_use(image, made_up(tmp_path, asked))[0] == Place("01", 0)
