"""Write the README's tables of functions and of explorers from what the code says: `python scripts/api.py`."""

import inspect
from pathlib import Path
from types import ModuleType

import jaclib
from jaclib import explore

README = Path(__file__).resolve().parents[1] / "README.md"


def row(name: str, thing) -> str:
    """The call and the first sentence of what it says of itself."""
    summary = inspect.getdoc(thing).split("\n\n")[0].replace("\n", " ").replace("|", r"\|")
    names = [] if isinstance(thing, ModuleType | type) else list(inspect.signature(thing).parameters.values())
    call = f"{name}({', '.join(str(each).split(':')[0].split('=')[0].strip() for each in names)})" if names else name
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


TABLES = {"functions": functions, "explorers": explorers}


def with_tables(readme: str) -> str:
    for name, table in TABLES.items():
        start, end = f"<!-- {name}: written by scripts/api.py -->\n", f"<!-- end of the {name} -->"
        before, _, rest = readme.partition(start)
        readme = f"{before}{start}{table()}{end}{rest.partition(end)[2]}"
    return readme


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
