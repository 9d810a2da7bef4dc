"""Imports run one way, maths ← draw ← stage ← course ← explore: each room is imported in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WIDGETS = {"IPython", "anywidget", "ipywidgets", "traitlets"}
FORBIDDEN = {
    "maths": {"matplotlib", "jaclib.draw", "jaclib.stage", "jaclib.course", "jaclib.explore"} | WIDGETS,
    "draw": {"jax", "jaclib.stage", "jaclib.course", "jaclib.explore"} | WIDGETS,
    "stage": {"jaclib.course", "jaclib.explore"},
    "course": {"jaclib.explore"},
}
FOLDERS = {"draw", "stage", "course", "explore", "jaxpr_to_js"}  # all else in jaclib, files and folders, is maths

# A bare `jaclib` stands in the package's place, since jaclib/__init__.py imports the maths and so JAX for all rooms.
# Only the course, which has the maths as a student has it, gets the real one.
IMPORT = """
import importlib, json, sys, types
root, room, *modules = sys.argv[1:]
sys.path.insert(0, root)
if room != "course":
    package = sys.modules["jaclib"] = types.ModuleType("jaclib")
    package.__path__ = [root + "/jaclib"]
for module in modules:
    importlib.import_module(module)
print(json.dumps(sorted(sys.modules)))
"""


def modules_of(room, root):
    places = [file.relative_to(root / "jaclib").with_suffix("").parts for file in (root / "jaclib").rglob("*.py")]
    inside = [place for place in places if (place[0] == room if room in FOLDERS else place[0] not in FOLDERS)]
    names = [".".join(["jaclib", *place]) for place in inside]
    return sorted(name.removesuffix(".__init__") for name in names if name != "jaclib.__init__")


def loaded(root, room):
    """All that is in memory after importing the modules of a room."""
    # -B: a kept .pyc is taken for current if the source has the length and the second that it had.
    command = [sys.executable, "-B", "-c", IMPORT, str(root), room, *modules_of(room, root)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def trespasses(room, root):
    return FORBIDDEN[room] & loaded(root, room)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_rooms_before_it(room):
    assert modules_of(room, ROOT)
    assert trespasses(room, ROOT) == set()


def test_the_compiler_for_the_page_stands_alone():
    """It may one day be a package of its own."""
    modules = loaded(ROOT, "jaxpr_to_js")
    assert "jaclib.jaxpr_to_js.module" in modules
    others = {each for each in modules if each.startswith("jaclib.") and not each.startswith("jaclib.jaxpr_to_js")}
    assert others | modules & ({"matplotlib"} | WIDGETS) == set()


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
        ("maths", "roots/curve.py", "import matplotlib", "matplotlib"),
        ("maths", "roots/curve.py", "from jaclib.course import check", "jaclib.course"),
        ("draw", "draw/lines.py", "from jaclib import maps", "jax"),
        ("draw", "draw/lines.py", "import ipywidgets", "ipywidgets"),
        ("draw", "draw/lines.py", "from jaclib.stage import live", "jaclib.stage"),
        ("stage", "stage/live.py", "from jaclib.course import check", "jaclib.course"),
        ("stage", "stage/live.py", "from jaclib.explore import scene", "jaclib.explore"),
        ("course", "course/exercises/maps.py", "from jaclib.explore import scene", "jaclib.explore"),
    ],
)
def test_a_trespass_is_seen_in_a_made_up_package(tmp_path, room, file, line, trespass):
    package = tmp_path / "jaclib"
    sound = {
        "__init__.py": "from jaclib import maps",
        "maps.py": "import jax",
        "roots/curve.py": "from jaclib import maps",
        "draw/__init__.py": "",
        "draw/lines.py": "import matplotlib",
        "stage/__init__.py": "",
        "stage/live.py": "from jaclib.draw import lines",
        "course/check.py": "from jaclib.stage import live",
        "course/exercises/maps.py": "from jaclib import maps\nfrom jaclib.course import check",
        "explore/__init__.py": "",
        "explore/scene.py": "from jaclib.course import check",
    }
    for name in ("jax.py", "matplotlib.py", "ipywidgets.py"):  # stand-ins, found before the real ones
        (tmp_path / name).touch()
    for name, source in sound.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(source)
    assert trespasses(room, tmp_path) == set()
    (package / file).write_text(line)
    assert trespass in trespasses(room, tmp_path)
