"""`make lint` sees what is wrong in a module of the page: it is read by Deno, with the types of its comments."""

import shutil
import subprocess
from pathlib import Path

import pytest
from deno import find_deno_bin

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deno.json"


@pytest.fixture
def line(tmp_path):
    """A copy of a module of the page, to which a line can be added, in a folder with what it imports."""
    shutil.copytree(ROOT / "jaclib" / "stage" / "page", tmp_path / "page")
    shutil.copy(RULES, tmp_path)

    def added(text, *command):
        with (tmp_path / "page" / "pen.js").open("a") as file:
            file.write(f"{text}\n")
        run = subprocess.run([find_deno_bin(), *command, "page/pen.js"], cwd=tmp_path, capture_output=True, text=True)
        return run.returncode, run.stderr

    return added


@pytest.mark.parametrize(
    ("text", "command", "said"),
    [
        ("tidi(3);", "check", "Cannot find name 'tidi'"),
        ('export { tidi } from "./numbers.js";', "check", "no exported member"),
        ('clamp("3", 0, 1);', "check", "not assignable to parameter of type 'number'"),
        ("share([0, 1], 0.5).toUpperCase();", "check", "Property 'toUpperCase' does not exist on type 'number'"),
        ("const unused = 3;", "lint", "`unused` is never used"),
        ("let never = 3; share([0, 1], never);", "lint", "`never` is never reassigned"),
    ],
)
def test_a_mistake_in_a_module_is_found(line, text, command, said):
    assert line("", command)[0] == 0
    code, told = line(text, command)
    assert (code, said in told) == (1, True), told
