"""Level lines of the components of a map, through a point: to be crossed along the rows of its Jacobian."""

from functools import lru_cache

import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.explore.plane.framing import square_around
from jaclib.explore.plane.lines import contours, joined
from jaclib.programs.field import field

LEVEL_CELLS = 96  # along each side


@lru_cache(maxsize=16)  # once a map, never while dragging
def _fields(f: maps.Map, box):
    """The sides of a square box, and over it the components."""
    x, y = (np.linspace(lo, hi, LEVEL_CELLS + 1) for lo, hi in box)
    return x, y, np.moveaxis(field(f, np.stack(np.meshgrid(x, y), axis=-1))[0], -1, 0)


def level_lines(f: maps.Map, value) -> tuple[Float[np.ndarray, "k1 2"], Float[np.ndarray, "k2 2"]]:
    """The lines on which f₁ and f₂ have these values, in the square around the map's domain; NaN between two lines.

    >>> upright, level = level_lines(maps.shear, (1.0, 0.5))  # x + y = 1 and y = 0.5
    >>> bool(np.allclose(upright.sum(axis=1), 1)), bool(np.allclose(level[:, 1], 0.5))
    (True, True)
    """
    if not np.isfinite(value).all():
        return np.full((1, 2), np.nan), np.full((1, 2), np.nan)
    x, y, parts = _fields(f, square_around(f.domain))
    first, second = (joined(contours(part, [level], x, y)) for part, level in zip(parts, value, strict=True))
    return first, second
