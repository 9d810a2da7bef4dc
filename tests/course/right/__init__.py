"""Right answers in different clothes, by notebook, and those to `diagnose`'s own questions."""

from importlib import import_module
from pkgutil import iter_modules

MODULES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
RIGHT: dict[str, tuple[str, ...]] = {about: texts for module in MODULES for about, texts in module.RIGHT.items()}
