"""What a student has answered, in a small file beside the notebooks, so that it outlives the kernel.

It is JSON, in sections: `{"guesses": {"01-nudge": […]}, …}`; a key begins with the number of its notebook. The folder
is the one that the kernel works in. The environment's JACLIB_STORE names another file; where it is empty, nothing is
kept.
"""

import json
import os
import tempfile
from pathlib import Path

NAME = ".jaclib.json"
PLACE = "JACLIB_STORE"
DAMAGED = ".damaged"
_said: set[str] = set()  # what is said once


def read(section: str, folder: str | Path = ".") -> dict:
    """What is kept in a section, by key. A file that can't be read is put aside, and that is said."""
    return _sections(_file(folder)).get(section, {})


def keep(section: str, key: str, value, folder: str | Path = ".") -> str:
    """Keep a value, and say why not where it can't be kept, once; nothing, mostly."""
    file = _file(folder)
    if file is None:
        return ""
    sections = _sections(file)  # read anew: another notebook's kernel may have written it
    sections.setdefault(section, {})[key] = value
    return _once(_write(file, sections))


def forget(notebook: str, folder: str | Path = ".") -> bool:
    """Forget all that was answered in the notebook with this number, and say whether there was anything."""
    file = _file(folder)
    if file is None:
        return False
    old = _sections(file)
    new = {name: {key: kept[key] for key in kept if not key.startswith(f"{notebook}-")} for name, kept in old.items()}
    if wrong := "" if new == old else _write(file, new):
        print(wrong)
    return new != old and not wrong


def _once(words: str) -> str:
    new = words not in _said
    _said.add(words)
    return words if new else ""


def _file(folder: str | Path) -> Path | None:
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) if place else None
    return Path(folder) / NAME


def _sections(file: Path | None) -> dict[str, dict]:
    if file is None:
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        kept = None
    if isinstance(kept, dict) and all(isinstance(section, dict) for section in kept.values()):
        return kept
    _put_aside(file)
    return {}


def _put_aside(file: Path) -> None:
    aside, count = file.with_name(file.name + DAMAGED), 1
    while aside.exists():  # an earlier one is kept, too
        count += 1
        aside = file.with_name(f"{file.name}{DAMAGED}-{count}")
    try:
        file.replace(aside)
    except OSError as error:
        said = f"{file.name} can't be read, and so your earlier answers aren't known ({error.strerror})."
    else:
        said = f"{file.name} couldn't be read, and so your earlier answers aren't known. It is kept as {aside.name}."
    if new := _once(said):
        print(new)


def _write(file: Path, sections: dict[str, dict]) -> str:
    """Write beside it first, so that nobody ever finds half of it."""
    try:
        number, beside = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
        try:
            with open(number, "w", encoding="utf-8") as new:
                json.dump(sections, new, indent=1, ensure_ascii=False)
            Path(beside).replace(file)
        except OSError:
            Path(beside).unlink()
            raise
    except OSError as error:
        return f"Your answers can't be kept beyond this session: {file} can't be written ({error.strerror})."
    return ""
