"""The README's links, pictures and code are those of the repository."""

import doctest
import re
from pathlib import Path

import nbformat
import pytest
import yaml
from nbformat.v4 import new_markdown_cell, new_notebook

from scripts.badges import address, badges, with_badges

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def test_the_binder_links_are_those_that_the_script_writes():
    assert with_badges(README, address(), sorted((ROOT / "notebooks").glob("*.ipynb"))) == README


def test_every_notebook_has_a_binder_link():
    linked = re.findall(r"urlpath=lab%2Ftree%2Fnotebooks%2F(\S+?\.ipynb)\)", README)
    assert linked == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert linked


def test_another_address_changes_every_link_and_nothing_else(tmp_path):
    notebook = tmp_path / "01_one.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# One & two\n\nText.")]), notebook)
    ours, theirs = (badges(f"https://github.com/{name}", [notebook]) for name in ("jaclib/jaclib", "a-school/course"))
    assert ours.replace("jaclib/jaclib", "a-school/course") == theirs != ours
    assert "One & two" in ours


def test_the_address_stands_in_pyproject_and_is_repeated_only_by_the_links_and_the_citation():
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["repository-code"] == address()
    name = address().removeprefix("https://github.com/")
    others = [line for line in README.splitlines() if name in line and "mybinder" not in line]
    assert others == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_links_to_is_there(document):
    links = re.findall(r"\]\(([^)\s]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (ROOT / link.partition("#")[0]).exists()]
    assert missing == []


def test_the_readmes_code_does_what_it_says():
    results = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert results.attempted
    assert not results.failed
