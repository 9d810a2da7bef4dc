"""Wrong answers, written from the exercises' text alone: by notebook, and those to `diagnose`'s own questions."""

from importlib import import_module
from pkgutil import iter_modules

MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
WRONG: dict[str, tuple[tuple[str, str, str], ...]] = {
    about: rows for module in MODULES for about, rows in module.WRONG.items()
}
