"""Write the README's tables from what the code says of itself: `python scripts/api.py`."""

import inspect
from pathlib import Path
from types import ModuleType

import jaclib
from jaclib import explore

README = Path(__file__).resolve().parents[1] / "README.md"


def row(name: str, thing) -> str:
    """The call and the first sentence of what it says of itself."""
    summary = inspect.getdoc(thing).split("\n\n")[0].replace("\n", " ").replace("|", r"\|")
    bare = isinstance(thing, ModuleType | type)
    names = [] if bare else list(inspect.signature(thing).parameters.values())
    call = name if bare else f"{name}({', '.join(str(each).split(':')[0].split('=')[0].strip() for each in names)})"
    return f"| `{call}` | {summary} |"


def functions() -> str:
    """A row for each public name of jaclib, and for each public function of its modules."""
    rows = ["| call | in short |", "| --- | --- |"]
    for name in sorted(jaclib.__all__):
        thing = getattr(jaclib, name)
        rows.append(row(name, thing))
        if isinstance(thing, ModuleType):
            own = [(key, each) for key, each in vars(thing).items() if inspect.isfunction(each) and key[0] != "_"]
            rows += [row(f"{name}.{key}", each) for key, each in own if each.__module__ == thing.__name__]
    return "\n".join(rows) + "\n"


def explorers() -> str:
    """A row for each scene."""
    names = sorted({scene.name for scene in explore.SCENES.values()})
    rows = ["| call | shows |", "| --- | --- |"]
    return "\n".join([*rows, *(row(f"explore.{name}", getattr(explore, name)) for name in names)]) + "\n"


def between() -> str:
    """A row for each public name of explore that is no scene: what stands between the explorers."""
    names = sorted({*explore.__all__} - {"SCENES"} - {scene.name for scene in explore.SCENES.values()})
    rows = ["| call | in short |", "| --- | --- |"]
    return "\n".join([*rows, *(row(f"explore.{name}", getattr(explore, name)) for name in names)]) + "\n"


TABLES = {"explorers": explorers, "companions": between, "functions": functions}


def with_tables(readme: str) -> str:
    for name, table in TABLES.items():
        start, end = f"<!-- {name}: written by scripts/api.py -->\n", f"<!-- end of the {name} -->"
        before, _, rest = readme.partition(start)
        readme = f"{before}{start}{table()}{end}{rest.partition(end)[2]}"
    return readme


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
