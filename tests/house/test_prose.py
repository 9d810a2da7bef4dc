"""`make lint` reads the prose of the project: a slip is found wherever it stands, and a formula is none."""

import tomllib

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from scripts.prose import WORDS, faults, in_markdown, misspelt, prose, unwanted

INSTEAD = tomllib.loads(WORDS.read_text(encoding="utf-8"))["instead"]


def notebook(*cells) -> str:
    return nbformat.writes(new_notebook(cells=list(cells)))


@pytest.fixture
def project(tmp_path):
    """Write a file below an empty project, and hear what is said of it."""

    def judged(path, text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
        return faults(tmp_path)

    return judged


@pytest.mark.parametrize(
    ("path", "text", "at"),
    [
        ("README.md", "# A map\n\nIt has a WORD.", "README.md, line 3"),
        ("docs/gallery.md", "| now |\n| --- |\n| a WORD |", "docs/gallery.md, line 3"),
        ("notebooks/01_a.ipynb", notebook(new_markdown_cell("# One"), new_markdown_cell("$x$ has a WORD")), "cell [1]"),
        ("notebooks/01_a.ipynb", notebook(new_code_cell("x = 1  # has a WORD")), "cell [0]"),
        ("notebooks/01_a.ipynb", notebook(new_code_cell('print(f"{x}: has a WORD")')), "cell [0]"),
        ("jaclib/maps.py", '"""First.\n\nIt has a WORD."""', "jaclib/maps.py, line 3"),
        ("jaclib/explore/newton/words.py", 'def say(x):\n    return f"{x} has a WORD"', "line 2"),
        ("jaclib/stage/page/dom.js", 'const said = "It has a WORD."', "dom.js, line 1"),
        ("jaclib/course/predictions/01.toml", "[nudge]\nbecause = '''\nIt has a WORD.'''", "01.toml, line 1"),
    ],
)
def test_a_slip_is_found_where_it_stands(project, path, text, at):
    assert project(path, text.replace("WORD", "name")) == []
    slips = {"recieved": "received", "color": "colour", "centralise": "centralize", "semi-axis": "half-axis"}
    found = project(path, text.replace("WORD", ", ".join(slips)))
    assert [fault.split(": ")[1] for fault in found] == [f"{wrong} ==> {right}" for wrong, right in slips.items()]
    assert all(at in fault for fault in found)


@pytest.mark.parametrize("wrong", INSTEAD)
def test_no_word_is_forbidden_in_vain_and_what_stands_for_it_is_right(wrong):
    assert len(unwanted([("here", f"And {wrong.upper()}, too.")], INSTEAD)) == 1
    better = [("here", f"And {INSTEAD[wrong]}, too.")]
    assert unwanted(better, INSTEAD) == misspelt(better, []) == []


def test_a_phrase_is_found_across_the_end_of_a_line_and_a_word_that_is_written_twice(project):
    (phrase,) = project("README.md", "There one may take the\ntick away.\n")
    assert phrase.endswith("take the tick away ==> untick")
    (twice,) = project("README.md", "It is the the map.")
    assert twice.endswith("the the ==> the")


@pytest.mark.parametrize(
    "text", [r"$\color{center}$", "`color`", "```\ncolor\n```", "[a map](color.md)", "    color", "$$\ncolor\n$$"]
)
def test_formulas_code_and_addresses_are_no_prose(text):
    assert misspelt(list(in_markdown(f"A map.\n\n{text}\n")), []) == []


def test_all_the_course_is_read():
    read = {place.split(",")[0] for place, _ in prose()}
    assert {"README.md", "CONTRIBUTING.md", "docs/gallery.md", "notebooks/00_start_here.ipynb"} <= read
    assert {"jaclib/maps.py", "jaclib/course/predictions/01.toml", "jaclib/stage/page/view.js"} <= read
