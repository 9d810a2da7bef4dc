"""Bring requirements.lock, requirements-test.lock and environment.yml to the newest versions (`make env`).

pyproject.toml is the one list of what jaclib needs; here it is resolved once, for Python 3.11 to 3.15 on Linux, macOS
and Windows together. requirements.lock is what the course needs, requirements-test.lock what the tests need besides.
Hashes come from the registry that uv asks; no address of it is written down.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = "# Made by `make env` from pyproject.toml.\n"
CONDA_PYTHON = "3.13"
ENVIRONMENT = f"""\
name: jaclib
channels:
  - conda-forge
dependencies:
  - python={CONDA_PYTHON}
  - pip
  - pip:
"""


def resolve(*options: str, python: str = "3.11") -> str:
    """The pinned requirements of pyproject.toml, one entry a package and Python, for every system."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    command = [sys.executable, "-m", "uv", "--no-config", "pip", "compile", "--quiet", "--universal"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--python-version", python, "pyproject.toml", "-", *options]
    run = subprocess.run(command, cwd=ROOT, input="\n".join(build), text=True, stdout=subprocess.PIPE, check=True)
    return run.stdout


def entries(lock: str) -> list[str]:
    """The lock's entries, each with the lines of hashes that belong to it."""
    return re.split(r"\n(?! )", lock.strip())


def main():
    everything = resolve("--extra=test", "--generate-hashes")
    (ROOT / "requirements-test.lock").write_text(everything)
    same = "--constraints=requirements-test.lock"
    course = resolve("--extra=notebooks", "--generate-hashes", same)
    conda = resolve("--extra=notebooks", same, python=CONDA_PYTHON)

    (ROOT / "requirements.lock").write_text(MADE + course)
    only_for_tests = [entry for entry in entries(everything) if entry not in entries(course)]
    (ROOT / "requirements-test.lock").write_text("\n".join([MADE + "-r requirements.lock", *only_for_tests, ""]))
    pins = "".join(f"      - {pin}\n" for pin in [*conda.splitlines(), "-e .[notebooks]"])
    (ROOT / "environment.yml").write_text(MADE + ENVIRONMENT + pins)


if __name__ == "__main__":
    main()
