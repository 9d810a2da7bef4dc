"""`make` finds a Python that fits, installs once, and passes on what it is given."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAKE_PYTHON = """#!/bin/sh
# Stands for a Python: it answers the one question asked of it, whether it fits.
exit {code}
"""


@pytest.fixture
def machine(tmp_path):
    """A machine with just a shell, and Pythons put there by the test; gives (add a Python, ask for one)."""
    programs, pyenv = tmp_path / "my programs", tmp_path / "my pyenv"
    programs.mkdir()
    for name in ("sh", "make", "sed", "cat", "id", "echo", "touch", "expand"):
        (programs / name).symlink_to(shutil.which(name))

    def add(place, fits=True):
        path = pyenv / "versions" / place if "/" in place else programs / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE_PYTHON.format(code=0 if fits else 1))
        path.chmod(0o755)
        return str(path)

    def find(*version):
        environment = {"PATH": str(programs), "PYENV_ROOT": str(pyenv), "HOME": str(tmp_path)}
        command = [programs / "sh", ROOT / "scripts" / "python.sh", *version]
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    return add, find


def test_the_newest_python_that_fits_is_taken(machine):
    add, find = machine
    add("python3.11"), add("python3.12"), add("python3")
    assert find().stdout == "python3.12\n"


def test_a_python_without_venv_or_out_of_range_is_passed_over(machine):
    add, find = machine
    add("python3.13", fits=False), add("python3.11")
    assert find().stdout == "python3.11\n"


def test_pyenvs_pythons_are_found_where_the_path_has_none(machine):
    add, find = machine
    add("python3", fits=False)
    inside = add("3.12.1/bin/python")
    assert find().stdout == find("3.12").stdout == f"{inside}\n"


def test_a_plain_python3_will_do(machine):
    add, find = machine
    add("python3")
    assert find().stdout == "python3\n"
    assert find("3.12").returncode == 1


def test_where_no_python_fits_one_sentence_says_what_is_needed(machine):
    _, find = machine
    assert find().returncode == 1
    assert find().stderr == (
        "jaclib needs Python 3.11 to 3.15 with its venv module (on Debian: python3-venv), and found none.\n"
    )


def make(folder, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}  # nothing of the `make test` that runs this
    return subprocess.run(["make", *arguments], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def installed(tmp_path):
    """A copy in a folder whose name has a space, as it is after everything was installed."""
    folder = tmp_path / "my course"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / ".venv").mkdir()
    (folder / ".venv" / ".place").write_text(f"{folder}\n")
    (folder / ".venv" / ".lab").touch()
    (folder / ".venv" / ".test").touch()
    return folder


def test_lab_passes_its_arguments_on_and_installs_nothing_a_second_time(installed):
    said = make(installed, "-n", "lab", "LAB_ARGS=--no-browser --port 8899").stdout.splitlines()
    assert len(said) == 1, said
    assert said[0].startswith(".venv/bin/python -m jupyterlab ")
    assert said[0].endswith("/lab/tree/notebooks/00_start_here.ipynb --no-browser --port 8899")


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_newer_lock_or_project_is_installed(installed, name):
    newer = (installed / ".venv" / ".lab").stat().st_mtime + 10
    os.utime(installed / name, (newer, newer))
    assert "pip" in make(installed, "-n", "lab").stdout


def test_a_folder_that_was_moved_is_installed_anew(installed):
    moved = installed.rename(installed.with_name("moved course"))
    assert "pip" in make(moved, "-n", "lab").stdout


def test_an_environment_left_half_made_is_made_anew(installed):
    (installed / ".venv" / ".lab").unlink()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", installed / ".venv"], check=True)
    python = installed / "python"
    python.write_text('#!/bin/sh\necho "called with $*"\n')
    python.chmod(0o755)
    assert "called with -m venv --clear .venv" in make(installed, "lab", f"PYTHON={python}").stdout


def test_help_tells_every_target_that_a_person_asks_for(installed):
    said = make(installed).stdout
    tests = ["test", "test-code", "test-browser", "test-project"]
    others = ["check", "fresh", "notebooks", "bench", "mutants", "env", "matrix", "help"]
    assert [line.split()[0] for line in said.splitlines()] == ["lab", *tests, *others]
