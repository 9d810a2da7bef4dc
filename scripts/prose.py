"""Look through all prose of the project for misspellings, American spelling and words that aren't its own.

Spelling is judged by codespell; what this project calls its things, and phrases that it does without, stand in
words.toml. Prose is the text of the notebooks without formulas and code, the guides, the sentences of the course, and
in jaclib what stands between quotation marks or behind a #.
"""

import ast
import inspect
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
WORDS = ROOT / "scripts" / "words.toml"
READ = ("*.md", "docs/*.md", "notebooks/*.ipynb", "jaclib/**/*.py", "jaclib/**/*.js", "jaclib/course/**/*.toml")
DICTIONARIES = "clear,rare,informal,en_to_en-OX"
NO_PROSE = r"```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\\color\{[^}]*\}|\]\([^)]*\)|https?://\S+|<[^>]*>"

Piece = tuple[str, str]  # where it stands, and its words in one line


def in_markdown(text: str, first: int = 1) -> Iterator[Piece]:
    """The paragraphs of a text, its items and rows, without what is code, formula or address in it."""
    bare = re.sub(NO_PROSE, lambda found: "…" + "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    for found in re.finditer(r"(?:^(?! {4}).+(?:\n(?!\s*[-|>#*]| {4}|\n))?)+", bare, flags=re.MULTILINE):
        yield f"line {first + bare[: found.start()].count(chr(10))}", " ".join(found[0].split())


def in_python(text: str) -> Iterator[Piece]:
    """Comments, and strings of more than one word: docstrings, captions, messages."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield f"line {token.start[0]}", token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\w \w", node.value):
            yield from in_markdown(inspect.cleandoc(node.value), node.lineno)


def in_notebook(text: str) -> Iterator[Piece]:
    for number, cell in enumerate(nbformat.reads(text, as_version=4).cells):
        pieces = in_markdown(cell.source) if cell.cell_type == "markdown" else in_python(cell.source)
        yield from ((f"cell [{number}]", words) for _, words in pieces)


def in_javascript(text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n"), start=1):
        yield from ((f"line {number}", words) for words in re.findall(r'"([A-Z][^"]* [^"]*)"', line))


READERS = {".md": in_markdown, ".ipynb": in_notebook, ".py": in_python, ".js": in_javascript, ".toml": in_markdown}


def prose(root: Path = ROOT) -> list[Piece]:
    """All pieces of prose below a folder."""
    paths = sorted({path for pattern in READ for path in root.glob(pattern)})
    return [
        (f"{path.relative_to(root).as_posix()}, {place}", words)
        for path in paths
        for place, words in READERS[path.suffix](path.read_text(encoding="utf-8"))
    ]


def misspelt(pieces: list[Piece], accepted: list[str]) -> list[str]:
    """What codespell says of them, and where."""
    command = [sys.executable, "-m", "codespell_lib", f"--builtin={DICTIONARIES}", "--stdin-single-line"]
    command += [f"--ignore-words-list={','.join(accepted)}", "-"]
    lines = "\n".join(" ".join(words.split()) for _, words in pieces)
    run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8")
    found = re.findall(r"^(\d+): (.*)$", run.stdout, flags=re.MULTILINE)
    if run.returncode not in (0, 65):  # 65: there were misspellings
        raise RuntimeError(f"codespell should have judged {len(pieces)} lines; it said: {run.stderr}")
    return [f"{pieces[int(number) - 1][0]}: {said}" for number, said in found]


def unwanted(pieces: list[Piece], instead: dict[str, str]) -> list[str]:
    """The words and phrases that this project does without, with what it says instead, and words written twice."""
    wrong = {each: re.compile(rf"\b{re.escape(each)}\b", re.IGNORECASE) for each in instead}
    found = [(at, each, instead[each]) for at, words in pieces for each, seen in wrong.items() if seen.search(words)]
    found += [(at, f"{word} {word}", word) for at, words in pieces for word in re.findall(r"\b([a-z]{2,}) \1\b", words)]
    return [f"{at}: {each} ==> {better}" for at, each, better in found]


def faults(root: Path = ROOT) -> list[str]:
    words, pieces = tomllib.loads(WORDS.read_text(encoding="utf-8")), prose(root)
    return misspelt(pieces, words["accepted"]) + unwanted(pieces, words["instead"])


def main():
    found = faults()
    print("\n".join(found) or "Prose: no fault found.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
