"""Imports run one way, maths ← draw ← stage ← explore, proved by importing each room in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WIDGETS = {"IPython", "anywidget", "ipywidgets", "traitlets"}
FORBIDDEN = {
    "maths": {"matplotlib", "jaclib.draw", "jaclib.stage", "jaclib.explore"} | WIDGETS,
    "draw": {"jax", "jaclib.stage", "jaclib.explore"} | WIDGETS,
    "stage": {"jaclib.explore"},
}
# A bare `jaclib` stands in the package's place, since jaclib/__init__.py imports the maths and so JAX for all rooms.
IMPORT = """
import importlib, json, sys, types
root, *modules = sys.argv[1:]
sys.path.insert(0, root)
package = sys.modules["jaclib"] = types.ModuleType("jaclib")
package.__path__ = [root + "/jaclib"]
for module in modules:
    importlib.import_module(module)
print(json.dumps(sorted(sys.modules)))
"""


def modules_of(room, root):
    """The maths is in single files, the other rooms in folders."""
    files = (root / "jaclib").glob("*.py") if room == "maths" else (root / "jaclib" / room).rglob("*.py")
    names = [".".join(file.relative_to(root).with_suffix("").parts) for file in files]
    return sorted(name.removesuffix(".__init__") for name in names if name != "jaclib.__init__")


def loaded(root, modules):
    """All that is in memory after importing these modules."""
    # -B: a kept .pyc is taken for current if the source has the length and the second that it had.
    run = subprocess.run([sys.executable, "-B", "-c", IMPORT, root, *modules], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def trespasses(room, root):
    return FORBIDDEN[room] & loaded(str(root), modules_of(room, root))


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_rooms_before_it(room):
    assert modules_of(room, ROOT)
    assert trespasses(room, ROOT) == set()


def test_importing_jaclib_brings_the_maths_and_nothing_of_the_screen():
    run = [sys.executable, "-c", "import jaclib, json, sys; print(json.dumps(sorted(sys.modules)))"]
    modules = set(json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout))
    assert "jaclib.jacobian" in modules
    assert not FORBIDDEN["maths"] & modules


@pytest.mark.parametrize(
    ("room", "file", "line", "trespass"),
    [
        ("maths", "maps.py", "import matplotlib", "matplotlib"),
        ("maths", "maps.py", "from .draw import lines", "jaclib.draw"),
        ("draw", "draw/lines.py", "from jaclib import maps", "jax"),
        ("draw", "draw/lines.py", "import ipywidgets", "ipywidgets"),
        ("stage", "stage/live.py", "from jaclib.explore import scene", "jaclib.explore"),
    ],
)
def test_a_trespass_is_seen_in_a_made_up_package(tmp_path, room, file, line, trespass):
    package = tmp_path / "jaclib"
    sound = {
        "maps.py": "import jax",
        "draw/__init__.py": "",
        "draw/lines.py": "import matplotlib",
        "stage/__init__.py": "",
        "stage/live.py": "from jaclib.draw import lines",
        "explore/__init__.py": "",
        "explore/scene.py": "from jaclib import maps",
    }
    for name in ("jax.py", "matplotlib.py", "ipywidgets.py"):  # stand-ins, found before the real ones
        (tmp_path / name).touch()
    for name, source in sound.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(source)
    assert trespasses(room, tmp_path) == set()
    (package / file).write_text(line)
    assert trespass in trespasses(room, tmp_path)
