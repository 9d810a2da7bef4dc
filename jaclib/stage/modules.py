"""Modules of a page, joined into the one that anywidget gives to the browser: without a build step."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

IMPORT = re.compile(r'import \{ ([\w, ]+) \} from "(\.{1,2}/[\w./]+)";')
DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


def joined(entry: Path) -> str:
    """Join a module and all that it imports into one scope, what is needed first; what the entry exports is exported.

    Imports and declarations are those that begin a line. Raises ValueError for an import that isn't written as
    `import { name } from "./file.js";`, or names what isn't exported, for a circle, and where two modules declare one
    name.
    """
    sources: dict[Path, str] = {}
    imports: dict[Path, dict[Path, set[str]]] = {}
    waiting = [entry.resolve()]
    while waiting:
        if (file := waiting.pop()) not in sources:
            sources[file] = file.read_text(encoding="utf-8")
            imports[file] = _imports(file, sources[file])
            waiting += imports[file]
    try:
        order = list(TopologicalSorter(imports).static_order())
    except CycleError as error:
        circle = " → ".join(file.name for file in reversed(error.args[1]))
        raise ValueError(f"Modules must not import each other in a circle; these do: {circle}.") from None
    _check(order, sources, imports)
    plain = ((file, re.sub(r"(?m)^import .*\n+", "", sources[file])) for file in order)
    return "\n".join(source if file is order[-1] else re.sub(r"(?m)^export ", "", source) for file, source in plain)


def _imports(file: Path, source: str) -> dict[Path, set[str]]:
    found: dict[Path, set[str]] = {}
    for line in re.findall(r"^import\b.*", source, re.MULTILINE):
        if not (match := IMPORT.fullmatch(line)):
            said = 'import { name } from "./file.js";'
            raise ValueError(f"{file.name} must say `{said}`, in a line; got `{line}`.")
        found.setdefault((file.parent / match[2]).resolve(), set()).update(match[1].split(", "))
    return found


def _check(order: list[Path], sources: dict[Path, str], imports: dict[Path, dict[Path, set[str]]]) -> None:
    home: dict[str, Path] = {}
    for file in order:  # what it imports comes before it
        for other, names in imports[file].items():
            exported = {name for export, name in DECLARED.findall(sources[other]) if export}
            if missing := names - exported:
                raise ValueError(f"{file.name} imports `{min(missing)}`, which {other.name} doesn't export.")
        for _, name in DECLARED.findall(sources[file]):
            if home.setdefault(name, file) != file:
                raise ValueError(f"`{name}` is declared both in {home[name].name} and in {file.name}: rename one.")
