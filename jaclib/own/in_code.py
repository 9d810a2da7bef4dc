"""A student's own map in code: its name on the page, and in the call that *Copy this view* gives."""

import sys

import jax.numpy as jnp

from jaclib import maps
from jaclib.coordinates import PLANE, SPACE
from jaclib.formula import FormulaError, read_map

NAMELESS = "{0}  # first give your function this name, as in {0} = lambda x: …\n"  # the page puts it above the call


def in_code(given, name: str, now: str, nameless: str = "f") -> str:
    """The map in code that is called `now` on the page: `given`, if that has this name, else as it is typed."""
    return written(given, nameless) if callable(given) and now == name else repr(now)


def written(f, nameless: str = "f") -> str:
    """A function or `Map` in code: by the name that it was defined with, or that it was given since.

    >>> written(maps.polar), written(jnp.tanh), written(written)
    ("'polar'", 'jnp.tanh', 'written')
    """
    if isinstance(f, maps.Map):
        return _bound(f) or (repr(f.name) if _is_read(f) else NAMELESS.format(nameless))
    name = getattr(f, "__name__", "")
    if getattr(jnp, name or "jnp", None) is f:
        return f"jnp.{name}"
    return name if name.isidentifier() else _bound(f) or NAMELESS.format(nameless)


def name_of(f, nameless: str = "f") -> str:
    """The name of a function on the page; `nameless` if it has none.

    >>> name_of(written), name_of(lambda x: x, "g")
    ('written', 'g')
    """
    name = f.name if isinstance(f, maps.Map) else getattr(f, "__name__", "")
    return name if isinstance(f, maps.Map) or name.isidentifier() else _bound(f) or nameless


def _bound(f) -> str | None:
    """The name that the notebook has for a thing."""
    inner = getattr(f, "__wrapped__", f)  # of a jit-ed one
    for names in (getattr(inner, "__globals__", {}), vars(sys.modules["__main__"])):
        for name, value in list(names.items()):
            if value is f and not name.startswith("_"):
                return name
    return None


def _is_read(f: maps.Map) -> bool:
    """Whether the map's name, or its formula, means this map."""
    if f.name in {**PLANE, **SPACE}:
        return {**PLANE, **SPACE}[f.name] is f
    try:
        return read_map(f.name, len(f.variables)) is f
    except FormulaError:
        return False
