"""CI looks at the project itself where it changed since the commit that passed last, or where nobody knows."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def git(folder, *arguments):
    names = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    run = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.fixture
def passed(tmp_path):
    """A repository with one commit; gives the folder and that commit."""
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "passed")
    return tmp_path, git(tmp_path, "rev-parse", "HEAD")


def changed(folder, last: str) -> bool:
    environment = {"PATH": os.environ["PATH"], "LAST_PASSED": last}
    run = subprocess.run([ROOT / ".ci" / "project_changed"], cwd=folder, env=environment, capture_output=True)
    assert run.stderr == b""
    return run.returncode == 0


@pytest.mark.parametrize(
    ("file", "project"),
    [
        ("pyproject.toml", True), ("requirements-test.lock", True), ("environment.yml", True), ("Makefile", True),
        ("binder/postBuild", True), ("scripts/lock.py", True), ("tests/project/test_ci.py", True), (".ci/run", True),
        ("tests/conftest.py", True),
        ("jaclib/maps.py", False), ("notebooks/pyproject.md", False), ("tests/maths/test_flow.py", False),
    ],
)  # fmt: skip
def test_a_change_of_a_file_is_one_of_the_project_itself_or_not(passed, file, project):
    folder, last = passed
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text("changed")
    git(folder, "add", "--all")
    git(folder, "commit", "-m", "a change")
    assert changed(folder, last) == project


@pytest.mark.parametrize("last", ["", "0" * 40, "no-such-branch"])
def test_where_nobody_knows_what_passed_last_it_may_have_changed(passed, last):
    assert changed(passed[0], last)
