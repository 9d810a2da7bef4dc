"""What the code imports is what pyproject.toml declares: none of it is only brought along by another package."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUR_OWN = {"jaclib", "jaclib_server", "tests", "scripts", "benchmarks"}
ON_THE_SCREEN = {"draw", "stage", "course", "explore"}  # the rooms of jaclib that may use what `notebooks` adds
LEVELS = ("maths", "notebooks", "test")  # each may use what the ones before it may


def level_of(file: Path) -> str:
    """Whose dependencies a file, given from the root of the repository, may use."""
    if file.parts[0] == "jaclib_server.py":
        return "notebooks"
    if file.parts[0] != "jaclib":
        return "test"
    return "notebooks" if file.parts[1] in ON_THE_SCREEN else "maths"


def imported(file: Path) -> set[str]:
    """The top-level packages of others that a file imports: at its head, in a function, or by `import_module`."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", None) == "import_module":
            names |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return {name.partition(".")[0] for name in names} - OUR_OWN - sys.stdlib_module_names


def canonical(requirement: str) -> str:
    return re.sub("[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def declared(project: dict) -> dict[str, set[str]]:
    """The distributions that each level may use."""
    extras = project["optional-dependencies"]
    lists = [project["dependencies"], extras["notebooks"], extras["test"]]
    return {level: {canonical(each) for part in lists[: k + 1] for each in part} for k, level in enumerate(LEVELS)}


def undeclared(root: Path) -> set[tuple[str, str]]:
    """(file, package) for each import of what pyproject.toml doesn't declare for that file."""
    allowed = declared(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"])
    distributions = packages_distributions()
    found = set()
    for file in [*root.glob("*.py"), *(each for folder in OUR_OWN for each in (root / folder).rglob("*.py"))]:
        place = file.relative_to(root)
        for package in imported(file):
            if not {canonical(each) for each in distributions.get(package, [package])} & allowed[level_of(place)]:
                found.add((place.as_posix(), package))
    return found


def test_all_that_is_imported_is_declared():
    assert undeclared(ROOT) == set()


@pytest.mark.parametrize(
    ("file", "line", "package"),
    [
        ("jaclib/maps.py", "import matplotlib.pyplot as plt", "matplotlib"),
        ("jaclib/formula/tree.py", "from sympy import Symbol", "sympy"),
        ("jaclib/stage/live.py", "def show():\n    import scipy", "scipy"),
        ("jaclib/stage/live.py", "data = import_module('sklearn.datasets')", "sklearn"),
        ("jaclib_server.py", "import tornado.web", "tornado"),
        ("tests/maths/test_maps.py", "import yaml", "yaml"),
    ],
)
def test_an_undeclared_import_is_seen_in_a_made_up_repository(tmp_path, file, line, package):
    sound = {
        "pyproject.toml": """
            [project]
            dependencies = ["numpy>=2"]
            optional-dependencies.notebooks = ["matplotlib", "jupyter-server>=2.20", "pillow"]
            optional-dependencies.test = ["jaclib[notebooks]", "pytest>=8.3"]
            """,
        "jaclib_server.py": "import jupyter_server.services",
        "jaclib/maps.py": "import numpy.linalg\nfrom jaclib.formula import tree",
        "jaclib/formula/tree.py": "from . import grammar",
        "jaclib/stage/live.py": "from PIL import Image\nimport numpy, matplotlib.figure",
        "tests/maths/test_maps.py": "import pytest, matplotlib, os.path\nfrom tests import oracles",
    }
    for name, text in sound.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert undeclared(tmp_path) == set()
    (tmp_path / file).write_text(line)
    assert undeclared(tmp_path) == {(file, package)}
