"""Level lines of the components of a map, through a point: to be crossed along the rows of its Jacobian."""

from functools import lru_cache

import contourpy
import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.programs.field import field

CELLS = 96  # along each side


@lru_cache(maxsize=16)  # once a map, never while dragging
def _fields(f: maps.Map, box):
    """The components over a square box, as what contours are drawn from."""
    x, y = (np.linspace(lo, hi, CELLS + 1) for lo, hi in box)
    values = field(f, np.stack(np.meshgrid(x, y), axis=-1))[0]
    return [contourpy.contour_generator(x, y, np.ma.masked_invalid(values[..., i])) for i in range(2)]


def level_lines(f: maps.Map, value) -> tuple[Float[np.ndarray, "k1 2"], Float[np.ndarray, "k2 2"]]:
    """The lines on which f₁ and f₂ have these values, in the square around the map's domain; NaN between two lines.

    >>> upright, level = level_lines(maps.shear, (1.0, 0.5))  # x + y = 1 and y = 0.5
    >>> bool(np.allclose(upright.sum(axis=1), 1)), bool(np.allclose(level[:, 1], 0.5))
    (True, True)
    """
    if not np.isfinite(value).all():
        return np.full((1, 2), np.nan), np.full((1, 2), np.nan)
    parts = _fields(f, square_around(f.domain))
    return tuple(_joined(part.lines(float(level))) for part, level in zip(parts, value, strict=True))


def square_around(box) -> tuple[tuple[float, float], ...]:
    """The smallest square that holds the box, about the same centre: what a square panel shows of it.

    >>> square_around(((0, 1), (-2, 2)))
    ((-1.5, 2.5), (-2.0, 2.0))
    """
    half = max(hi - lo for lo, hi in box) / 2
    return tuple(((lo + hi) / 2 - half, (lo + hi) / 2 + half) for lo, hi in box)


def _joined(lines):
    gap = np.full((1, 2), np.nan)
    return np.concatenate([part for line in lines for part in (line, gap)][:-1] or [gap])
