"""A function on the square that a picture shows: its heights, as shades and level lines."""

from functools import lru_cache

import numpy as np

from jaclib import maps
from jaclib.explore.plane.lines import contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import jets

HEIGHT_CELLS = 160  # along each side
WIDER = 1.6  # than the domain: a panel may be wider than high
LEVELS = 13


@lru_cache(maxsize=32)  # once a function
def heights(F: maps.Map) -> dict:
    """Values at the nodes of a box around the domain, first along x, from 0 for the lowest to 1; levels, their lines.

    Levels are such that between any two of them lies as much of the domain: where it is steep, there are fewer.
    """
    near, far = (1 + WIDER) / 2, (1 - WIDER) / 2
    box = tuple((near * lo + far * hi, far * lo + near * hi) for lo, hi in F.domain)
    nodes = net(box, HEIGHT_CELLS)
    values = jets(F, nodes).value
    low, high = np.transpose(F.domain)
    known = values[((nodes >= low) & (nodes <= high)).all(axis=-1) & np.isfinite(values)]
    levels = np.quantile(known, np.linspace(0.02, 0.98, LEVELS)) if known.size else np.zeros(0)
    shades = np.searchsorted(np.sort(known), values) / max(known.size, 1)
    sides = nodes[:, 0, 0], nodes[0, :, 1]
    lines, zero = joined(contours(values.T, levels, *sides)), contours(values.T, [0.0], *sides)
    found = dict(box=box, heights=np.where(np.isfinite(values), shades, np.nan), levels=levels)
    return found | dict(lines=lines, zero=zero, lowest=known.min() if known.size else 0.0)
