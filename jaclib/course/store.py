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
    wrong = _write(file, sections)
    said = wrong in _said
    _said.add(wrong)
    return "" if said else wrong


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
    except OSError:  # there is none yet, mostly; one that can't be read is told of when it is to be written
        return {}
    except ValueError:
        kept = None
    if isinstance(kept, dict) and all(isinstance(section, dict) for section in kept.values()):
        return kept
    _put_aside(file)
    return {}


def _put_aside(file: Path) -> None:
    aside = file.with_name(file.name + DAMAGED)
    try:
        file.replace(aside)
    except OSError as error:
        print(f"{file.name} is damaged, so that your earlier answers can't be read ({error.strerror}).")
    else:
        print(f"{file.name} was damaged, so that your earlier answers couldn't be read. It is kept as {aside.name}.")


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
