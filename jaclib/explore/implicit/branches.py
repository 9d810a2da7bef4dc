"""A curve F = 0 on the square that a picture shows, in the pieces on which y is a function of x."""

from functools import lru_cache

import numpy as np

from jaclib import maps
from jaclib.explore.plane.heights import HEIGHT_CELLS, heights
from jaclib.explore.plane.lines import contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import jets
from jaclib.roots.curve import settle

FLAT = 1e-6  # of F's usual slope, at most, its gradient has where F only touches 0
MIXED = np.array([1.0, 0.618])  # of both derivatives: a sum that is 0 where both are, and changes sign there
CELLS_AWAY = 3  # so far, at most, a place of the curve is from where it is looked for


@lru_cache(maxsize=32)  # once a function
def scale(F: maps.Map) -> float:
    """The usual size of F, for a factor of F makes no difference to the curve."""
    return float(np.abs(heights(F)["levels"]).max(initial=0.0)) or 1.0


@lru_cache(maxsize=32)  # once a function
def branches(F: maps.Map) -> tuple[list, np.ndarray]:
    """The curve in pieces on each of which F_y keeps its sign, and all of it in one array.

    Without the curves on which F has no gradient: where F only touches 0, no line of cells shows it.
    """
    lines, whole, found = heights(F)["zero"], [], []
    if not lines:
        return [], joined([])
    gradients = jets(F, np.concatenate(lines)).gradient
    usual = scale(F) / np.ptp(F.domain, axis=1).max()
    for line, gradient in zip(lines, np.split(gradients, np.cumsum([len(line) for line in lines])[:-1]), strict=True):
        if np.median(np.hypot(*gradient.T)) > FLAT * usual:
            whole.append(line)
            found += _pieces(line, gradient[:, 1])
    return found, joined(whole)


def _pieces(line, F_y) -> list[np.ndarray]:
    cuts = np.flatnonzero(np.diff(np.sign(F_y)) != 0) + 1
    pieces = np.split(line, cuts)
    if len(cuts) and np.allclose(line[0], line[-1]):  # a closed line begins in the middle of a piece
        pieces = [np.concatenate([pieces[-1], pieces[0][1:]]), *pieces[1:-1]]
    return [piece for piece in pieces if len(piece) > 1]


@lru_cache(maxsize=32)  # once a function
@np.errstate(all="ignore")
def several_times(F: maps.Map) -> np.ndarray:
    """The curves on which F is 0 several times over, all in one array.

    They are looked for on the lines on which a sum of both derivatives is 0.
    """
    nodes = net(heights(F)["box"], HEIGHT_CELLS)
    sums = jets(F, nodes).gradient @ MIXED
    lines = contours(sums.T, [0.0], nodes[:, 0, 0], nodes[0, :, 1])
    if not lines:
        return joined([])
    starts = np.concatenate(lines)
    places = settle(F, starts, scale(F))
    cell = np.diff(nodes[:2, 0, 0])[0]
    there = places.found & places.flat & (np.hypot(*(places.p - starts).T) < CELLS_AWAY * cell)
    ends = np.cumsum([len(line) for line in lines])[:-1]
    found = []
    for points, good in zip(np.split(places.p, ends), np.split(there, ends), strict=True):
        runs = np.split(np.arange(len(points)), np.flatnonzero(np.diff(good)) + 1)
        found += [points[run] for run in runs if good[run[0]] and len(run) > 1]
    return joined(found)
