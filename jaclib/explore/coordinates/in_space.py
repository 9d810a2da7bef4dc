"""Whether what one asks for is a map of the plane or of space."""

import re
from contextlib import suppress

from jaclib import FormulaError, maps
from jaclib.coordinates import PLANE, SPACE
from jaclib.explore.choose.map import near_name
from jaclib.formula import read_map
from jaclib.formula.tokens import characters
from jaclib.own.function import fits

NAMES = r"\s*\(([\w\s,]+)\)\s*"
HEADING = rf"\s*(?:\w+{NAMES}:?=|(?:\w+\s*:)?{NAMES}(?:->|↦|\\mapsto|\\to))"  # f(x, y) =, f: (x, y) ↦


def in_space(f) -> bool:
    """Whether the map is one of three variables."""
    if isinstance(f, maps.Map):
        return len(f.variables) == 3
    if isinstance(f, str):
        name = f.strip().lower()
        known = name if name in PLANE | SPACE else near_name(f, PLANE | SPACE)  # it is asked whether that was meant
        return known in SPACE if known else size(f) == 3
    return callable(f) and fits(f, 3)


def size(text: str) -> int:
    """Count the variables that a formula names before = or ↦, be they two or three; of any other, its components.

    >>> size("f(x, r) = x, sqrt(r^2 - q^2)"), size("(x, y, z) -> x, y"), size("x*y, y*z, z*x")
    (2, 3, 3)
    """
    if found := re.match(HEADING, characters(text)):
        named = (found[1] or found[2]).count(",") + 1
        if named in (2, 3):
            return named
    # of 1,5x, y it is told in the plane that a decimal comma may be meant
    return 2 if re.search(r"\d,\d", text) else components(text)


def components(text: str) -> int:
    """Count the components of a formula of two or three variables; of one that can't be read by its commas.

    >>> components("x*y, y*z, z*x"), components("f(x, y) = max(x, y), y"), components("2x +")
    (3, 2, 1)
    """
    for n in (3, 2):
        with suppress(FormulaError):
            return len(read_map(text, n).outputs)
    return text.count(",") + 1
