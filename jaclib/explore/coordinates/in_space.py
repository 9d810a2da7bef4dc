"""Whether what one asks for is a map of the plane or of space."""

import re
from contextlib import suppress

from jaclib import FormulaError, maps
from jaclib.coordinates import PLANE, SPACE
from jaclib.explore.choose.map import near_name
from jaclib.formula import read_map
from jaclib.own.function import fits


def in_space(f) -> bool:
    """Whether the map is one of three variables."""
    if isinstance(f, maps.Map):
        return len(f.variables) == 3
    if isinstance(f, str):
        name = f.strip().lower()
        known = name if name in PLANE | SPACE else near_name(f, PLANE | SPACE)  # it is asked whether that was meant
        # of 1,5x, y it is told in the plane that a decimal comma may be meant
        return known in SPACE if known else not re.search(r"\d,\d", f) and components(f) == 3
    return callable(f) and fits(f, 3)


def components(text: str) -> int:
    """Count the components of a formula of two or three variables; of one that can't be read by its commas.

    >>> components("x*y, y*z, z*x"), components("f(x, y) = max(x, y), y"), components("2x +")
    (3, 2, 1)
    """
    for n in (3, 2):
        with suppress(FormulaError):
            return len(read_map(text, n).outputs)
    return text.count(",") + 1
