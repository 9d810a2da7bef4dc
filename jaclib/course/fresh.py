"""Puts a notebook of the course back as it came, and keeps what a student has made of it beside it."""

import shutil
import subprocess
import sys
from pathlib import Path

from jaclib.course import store

INSTALLED = Path(sys.prefix) / "share" / "jaclib" / "notebooks"
KEPT = ".mine-"


def fresh(notebook: str | int, folder: str | Path = ".") -> None:
    """Put a notebook of the course back as it came, and keep the changed one beside it; say what was done.

    `notebook` is its name, or how that begins, as in fresh("02"), or its number; `folder` is where the notebooks are.
    It comes from the repository's last commit, or from what was installed where there is none. What was answered in it
    is forgotten.
    Raises ValueError for a name that no notebook or more than one begins with, and where there is no such folder.
    """
    if not Path(folder).is_dir():
        raise ValueError(f"folder must be the one where the notebooks are; got {str(folder)!r}, which is no folder.")
    path = _the_one(notebook, Path(folder))
    original = _original(path)
    if store.forget(path.name.partition("_")[0], folder):
        print(f"What you answered in {path.name} is forgotten.")
    changed = path.exists() and path.read_bytes() != original
    if path.exists() and not changed:
        print(f"{path.name} is as it came.")
        return
    if changed:
        kept = _free_name(path)
        shutil.copy2(path, kept)
    path.write_bytes(original)
    print(f"{path.name} is as it came{f'; yours is kept as {kept.name}' if changed else ''}. Reload it to see it.")


def _the_one(notebook: str | int, folder: Path) -> Path:
    there, installed = map(_notebooks, (folder, INSTALLED))
    begins = f"{notebook:0>2}_" if str(notebook).isdecimal() else str(notebook)  # 1 is 01, and not 10
    meant = [[name for name in names if name.startswith(begins)] for names in (there, installed)]
    found = meant[0] or meant[1]  # one that was deleted is known from what was installed
    if len(found) != 1:
        known = ", ".join(sorted({*there, *installed}))
        which = f"could be {', '.join(found)}" if found else "is the name of none"
        raise ValueError(f"notebook must be one of {known}; got {notebook!r}, which {which}.")
    return folder / found[0]


def _notebooks(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("[0-9]*.ipynb") if KEPT not in path.name)


def _original(path: Path) -> bytes:
    if git := shutil.which("git"):
        asked = subprocess.run([git, "show", f"HEAD:./{path.name}"], cwd=path.parent, capture_output=True)
        if asked.returncode == 0:
            return asked.stdout
    installed = INSTALLED / path.name
    if not installed.exists():
        raise FileNotFoundError(f"{path.name} is in no commit here, and was not installed: get it from the repository.")
    return installed.read_bytes()


def _free_name(path: Path) -> Path:
    count = 1
    while (kept := path.with_name(f"{path.stem}{KEPT}{count}.ipynb")).exists():
        count += 1
    return kept
