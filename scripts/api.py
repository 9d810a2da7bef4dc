"""Write the README's table of functions from their docstrings: `python scripts/api.py`."""

import inspect
from pathlib import Path
from types import ModuleType

import jaclib

README = Path(__file__).resolve().parents[1] / "README.md"
START, END = "<!-- written by scripts/api.py -->\n", "<!-- end of the functions -->"


def row(name: str, thing) -> str:
    """The call and the first sentence of what it says of itself."""
    summary = inspect.getdoc(thing).split("\n\n")[0].replace("\n", " ").replace("|", r"\|")
    names = [] if isinstance(thing, ModuleType | type) else list(inspect.signature(thing).parameters.values())
    call = f"{name}({', '.join(str(each).split(':')[0].split('=')[0].strip() for each in names)})" if names else name
    return f"| `{call}` | {summary} |"


def table() -> str:
    """A row for each public name of jaclib, and for each public function of its modules."""
    rows = ["| call | in short |", "| --- | --- |"]
    for name in jaclib.__all__:
        thing = getattr(jaclib, name)
        rows.append(row(name, thing))
        if isinstance(thing, ModuleType):
            own = [(key, each) for key, each in vars(thing).items() if inspect.isfunction(each) and key[0] != "_"]
            rows += [row(f"{name}.{key}", each) for key, each in own if each.__module__ == thing.__name__]
    return "\n".join(rows) + "\n"


def with_table(readme: str) -> str:
    before, _, rest = readme.partition(START)
    return f"{before}{START}{table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
