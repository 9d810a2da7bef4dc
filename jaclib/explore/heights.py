"""A function on the square that a picture shows: its heights, as shades and level lines."""

from functools import lru_cache

import contourpy
import jax
import numpy as np

from jaclib import maps
from jaclib.explore.sheet import joined
from jaclib.preimages import net

CELLS = 120  # along each side
LEVELS = 13


@lru_cache(maxsize=32)  # once a function
def heights(F: maps.Map) -> dict:
    """Values at the nodes, `(121, 121)` and first along x, from 0 for the lowest to 1; levels and their lines.

    Levels are such that between any two of them lies as much of the square: where it is steep, there are fewer.
    """
    nodes = net(F.domain, CELLS)
    values = np.asarray(jax.jit(jax.vmap(jax.vmap(F)))(nodes))[..., 0]
    known = values[np.isfinite(values)]
    levels = np.quantile(known, np.linspace(0.02, 0.98, LEVELS)) if known.size else np.zeros(0)
    shades = np.searchsorted(np.sort(known), values) / max(known.size, 1)
    (x0, x1), (y0, y1) = F.domain
    field = contourpy.contour_generator(
        np.linspace(x0, x1, CELLS + 1), np.linspace(y0, y1, CELLS + 1), np.ma.masked_invalid(values.T)
    )  # fmt: skip
    return {
        "heights": np.where(np.isfinite(values), shades, np.nan), "levels": levels, "lines": lines(field, levels),
        "zero": field.lines(0.0), "lowest": known.min(initial=0), "highest": known.max(initial=0),
    }  # fmt: skip


def lines(field, levels) -> np.ndarray:
    """All lines of these levels in one array `(k, 2)`, with NaN between two of them."""
    return joined([line for level in levels for line in field.lines(float(level))])
