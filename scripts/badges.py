"""Write the README's Binder links, one a notebook, from the repository's address in pyproject.toml."""

import re
import tomllib
from pathlib import Path
from urllib.parse import quote

import nbformat

ROOT = Path(__file__).resolve().parents[1]
BINDER = "https://mybinder.org"
START, END = "<!-- written by scripts/badges.py -->\n", "<!-- end -->"


def address() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Repository"]


def title(notebook: Path) -> str:
    """The notebook's first heading."""
    cells = nbformat.read(notebook, as_version=4).cells
    return next(found[1].strip() for cell in cells if (found := re.match(r"# (.+)", cell.source)))


def badges(repository: str, notebooks: list[Path]) -> str:
    owner_and_name = repository.removeprefix("https://github.com/")
    lines = []
    for notebook in notebooks:
        place = quote(f"lab/tree/notebooks/{notebook.name}", safe="")
        link = f"{BINDER}/v2/gh/{owner_and_name}/main?urlpath={place}"
        lines.append(f"- [![Open on Binder]({BINDER}/badge_logo.svg)]({link}) {title(notebook)}\n")
    return "".join(lines)


def with_badges(readme: str, repository: str, notebooks: list[Path]) -> str:
    before, rest = readme.split(START)
    return before + START + badges(repository, notebooks) + END + rest.split(END, 1)[1]


def main():
    readme = ROOT / "README.md"
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    readme.write_text(with_badges(readme.read_text(encoding="utf-8"), address(), notebooks), encoding="utf-8")


if __name__ == "__main__":
    main()
