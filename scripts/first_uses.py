"""Print where each term and symbol of the course is met first, and where it is explained.

The terms are in first_uses.toml, by notebook. What counts is what a student reads from top to bottom: the text of the
notebooks with its mathematics, the code without its imports, and the questions that a cell asks. Explorers, maps and
notebooks have names, which are no uses; and a sentence with a link to the notebook that explains a term may use it.
"""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import nbformat

from jaclib.course import predictions, recall

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "scripts" / "first_uses.toml"


class Place(NamedTuple):
    """A cell: the number of its notebook, and its own, counted from 0."""

    notebook: str
    cell: int

    def __str__(self):
        return f"{self.notebook}[{self.cell}]"


class Term(NamedTuple):
    """A term or symbol, the phrase of the cell that explains it, and the pattern of its uses."""

    notebook: str
    term: str
    defined: str
    used: str = ""

    def uses(self, text: str) -> list[str]:
        """The sentences of a cell that use the term, without those that only refer to where it is explained."""
        pattern = re.compile(
            self.used or rf"\b{re.escape(self.term)}s?\b", flags=0 if self.is_symbol else re.IGNORECASE
        )
        refers = re.compile(rf"\]\({self.notebook}_\w+\.ipynb\)")
        return [each for each in sentences(text) if pattern.search(named_away(each)) and not refers.search(each)]

    @property
    def is_symbol(self) -> bool:
        return not re.fullmatch(r"[A-Za-z' -]{3,}", self.term)


def terms(text: str) -> list[Term]:
    return [Term(notebook, **each) for notebook, those in tomllib.loads(text).items() for each in those]


def sentences(text: str) -> list[str]:
    """Sentences, items of a list, rows of a table, lines of code: a paragraph of a notebook is one line."""
    return [each for each in re.split(r"\n|(?<=[.!?:])\s+", text) if each]


def named_away(sentence: str) -> str:
    """The sentence without the titles of notebooks, the names of explorers, and imports."""
    sentence = re.sub(r"\[[^]]*\]\(\w+\.ipynb\)|^# .*|(explore|maps)\.\w+|\\color\{#\w+\}|\\text(sf)?\b", "", sentence)
    return re.sub(r"^(from|import) .*", "", sentence, flags=re.MULTILINE)


def read(cell) -> str:
    """What is read in a cell: its source, and where it asks something, the questions with their options."""
    asked = re.match(r"(?:\w+ = )?explore\.(predict|recall)\(\"([\w-]+)\"", cell.source)
    if not asked:
        return cell.source
    kind, name = asked.groups()
    questions = [predictions.the_one(name)] if kind == "predict" else recall.of(name).values()
    return "\n\n".join(part for each in questions for part in (each.text, *each.choices))


def course(folder: Path = ROOT / "notebooks") -> dict[Place, str]:
    """What is read in each cell, in order."""
    return {
        Place(path.name[:2], i): read(cell)
        for path in sorted(folder.glob("*.ipynb"))
        for i, cell in enumerate(nbformat.read(path, as_version=4).cells)
    }


def explained(term: Term, cells: dict[Place, str]) -> Place | None:
    """The first cell of the term's notebook that has the phrase of its definition."""
    return next((at for at, text in cells.items() if at.notebook == term.notebook and term.defined in text), None)


def first_use(term: Term, cells: dict[Place, str]) -> tuple[Place, str] | None:
    """The first cell that uses the term, and the sentence in which it does."""
    return next(((at, said) for at, text in cells.items() for said in term.uses(text)), None)


def main():
    cells = course()
    for term in terms(LIST.read_text(encoding="utf-8")):
        at, use = explained(term, cells), first_use(term, cells)
        early = use and at and use[0] < at
        print(f"{term.term:28} {at!s:8} {use and use[0]!s:8}", f"TOO EARLY: {use[1]}" if early else "", sep="  ")


if __name__ == "__main__":
    main()
