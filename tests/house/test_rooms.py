"""The rooms of jaclib/explore: who imports whom, and how long a file may be. Read from the source, by `ast`."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = {"choose", "plane", "learn", "phrases"}  # the rooms for what several explorers need
GALLERY = {"linked"}  # shows other explorers, and so may import them
MOST_ARROWS, MOST_FLOORS = 80, 4
LONGEST_FILE, LONGEST_EXPLORER, LONGEST_FACE = 250, 200, 80  # lines: of any, of one in one file, of a folder's __init__
MOST_SKIPPED = 20  # places in the repository where the formatter is told to keep off
SKIP = "# fmt: " + "skip"  # in two parts, so as not to count itself


def room_of(module: str) -> str | None:
    """The room a module of explore is in: a file or a folder of explore. None for explore itself."""
    return next(iter(module.split(".")[2:]), None)


def modules_of(root: Path) -> dict[str, Path]:
    files = (root / "jaclib" / "explore").rglob("*.py")
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


def imported(file: Path, known) -> set[str]:
    """Which of the known modules a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: an import must be written in full"
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found & set(known)


def arrows(root: Path) -> set[tuple[str, str]]:
    """From each room of explore to those it imports."""
    modules, found = modules_of(root), set()
    for module, file in modules.items():
        found |= {(room_of(module), room_of(each)) for each in imported(file, modules)}
    return {(one, other) for one, other in found if one and other and one != other}


def floors(pairs) -> int:
    """How many rooms lie on the longest chain of imports. Raises CycleError where they run in a circle."""
    needs, height = {}, {}
    for one, other in pairs:
        needs.setdefault(one, set()).add(other)
    for room in TopologicalSorter(needs).static_order():
        height[room] = 1 + max((height[other] for other in needs.get(room, ())), default=0)
    return max(height.values(), default=0)


def trespasses(pairs) -> set[tuple[str, str]]:
    """Arrows that lead to an explorer, from another one or from a room that several share."""
    return {(one, other) for one, other in pairs if other not in SHARED and one not in GALLERY}


def limit_of(place: tuple[str, ...]) -> int:
    """How many lines the file at this place of jaclib may have."""
    if place[0] != "explore" or place[1:] == ("__init__.py",):
        return LONGEST_FILE
    if len(place) == 2:
        return LONGEST_EXPLORER
    return LONGEST_FACE if place[-1] == "__init__.py" else LONGEST_FILE


def too_long(root: Path) -> dict[str, int]:
    """The files of jaclib, also those of the page, with more lines than they may have."""
    found = [file for kind in ("*.py", "*.js") for file in (root / "jaclib").rglob(kind)]
    files = {file.relative_to(root / "jaclib").parts: file for file in found}
    lines = {place: len(file.read_text(encoding="utf-8").splitlines()) for place, file in files.items()}
    return {"/".join(place): count for place, count in sorted(lines.items()) if count > limit_of(place)}


def skipped(root: Path) -> int:
    """How often the formatter is told to keep off."""
    folders = ("jaclib", "tests", "scripts", "benchmarks")
    files = (file for folder in folders for file in (root / folder).rglob("*.py"))
    return sum(file.read_text(encoding="utf-8").count(SKIP) for file in files)


def test_no_explorer_and_no_shared_room_imports_an_explorer():
    pairs = arrows(ROOT)
    assert {one for one, _ in pairs} > GALLERY
    assert trespasses(pairs) == set()


def test_the_rooms_lie_on_few_floors_with_few_arrows_and_in_no_circle():
    assert floors(arrows(ROOT)) <= MOST_FLOORS


def test_few_arrows_lead_from_room_to_room():
    assert len(arrows(ROOT)) <= MOST_ARROWS


def test_no_file_is_too_long():
    assert too_long(ROOT) == {}


def test_the_formatter_is_seldom_told_to_keep_off():
    assert skipped(ROOT) <= MOST_SKIPPED


@pytest.fixture
def house(tmp_path):
    """A small sound package: two explorers, one in a file and one in a folder, and the rooms that they share."""
    sound = {
        "jacobian.py": "",
        "explore/__init__.py": "from jaclib.explore.layer import layer\nfrom jaclib.explore.newton import newton",
        "explore/layer.py": "from jaclib.explore.plane import lines",
        "explore/newton/__init__.py": "from jaclib.explore.newton.words import say",
        "explore/newton/words.py": "import jaclib.explore.phrases.numbers",
        "explore/linked.py": "from jaclib.explore.layer import layer\nfrom jaclib.explore.newton import newton",
        "explore/plane/__init__.py": "",
        "explore/plane/lines.py": "import jaclib.jacobian",
        "explore/phrases/__init__.py": "",
        "explore/phrases/numbers.py": "",
    }
    for name, source in sound.items():
        (tmp_path / "jaclib" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "jaclib" / name).write_text(source)
    return tmp_path


def test_a_sound_package_breaks_no_rule(house):
    assert arrows(house) == {("layer", "plane"), ("newton", "phrases"), ("linked", "layer"), ("linked", "newton")}
    assert floors(arrows(house)) == 3
    assert (trespasses(arrows(house)), too_long(house), skipped(house)) == (set(), {}, 0)


@pytest.mark.parametrize(
    ("file", "line", "trespass"),
    [
        ("layer.py", "from jaclib.explore.newton.words import say", ("layer", "newton")),
        ("layer.py", "from jaclib.explore import newton", ("layer", "newton")),
        ("layer.py", "def later():\n    import jaclib.explore.newton.words", ("layer", "newton")),
        ("newton/words.py", "from jaclib.explore.layer import layer", ("newton", "layer")),
        ("plane/lines.py", "from jaclib.explore.newton import newton", ("plane", "newton")),
        ("phrases/numbers.py", "from jaclib.explore.linked import linked", ("phrases", "linked")),
    ],
)
def test_a_trespass_is_seen(house, file, line, trespass):
    (house / "jaclib" / "explore" / file).write_text(line)
    assert trespasses(arrows(house)) == {trespass}


def test_a_folder_is_one_room(house):
    (house / "jaclib/explore/plane/grid.py").write_text("from jaclib.explore.plane.lines import a")
    (house / "jaclib/explore/layer.py").write_text("from jaclib.explore.plane import grid, lines")
    assert len(arrows(house)) == 4


def test_each_arrow_counts_once_and_each_floor_on_the_longest_way(house):
    (house / "jaclib/explore/plane/lines.py").write_text("from jaclib.explore.phrases.numbers import a, b")
    (house / "jaclib/explore/layer.py").write_text("from jaclib.explore.plane.lines import a\n" * 2)
    assert len(arrows(house)) == 5
    assert floors(arrows(house)) == 4  # linked, layer, plane, phrases


def test_a_circle_is_seen(house):
    (house / "jaclib/explore/phrases/numbers.py").write_text("from jaclib.explore.plane.lines import a")
    (house / "jaclib/explore/plane/lines.py").write_text("from jaclib.explore.phrases.numbers import a")
    with pytest.raises(CycleError):
        floors(arrows(house))


@pytest.mark.parametrize(
    ("file", "most"),
    [
        ("jacobian.py", LONGEST_FILE),
        ("explore/__init__.py", LONGEST_FILE),
        ("explore/layer.py", LONGEST_EXPLORER),
        ("explore/newton/__init__.py", LONGEST_FACE),
        ("explore/newton/words.py", LONGEST_FILE),
        ("explore/plane/lines.py", LONGEST_FILE),
    ],
)
def test_a_line_too_many_is_seen(house, file, most):
    (house / "jaclib" / file).write_text("\n" * most)
    assert too_long(house) == {}
    (house / "jaclib" / file).write_text("\n" * (most + 1))
    assert too_long(house) == {file: most + 1}


@pytest.mark.parametrize("file", ["jaclib/jacobian.py", "tests/maths/test_jacobian.py", "scripts/api.py"])
def test_what_the_formatter_is_kept_from_counts_wherever_it_is(house, file):
    (house / file).parent.mkdir(parents=True, exist_ok=True)
    (house / file).write_text(f"x = [\n]  {SKIP}\ny = [\n]  {SKIP}\n")
    assert skipped(house) == 2
