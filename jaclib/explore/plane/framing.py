"""How a panel is framed: a box for what it shows, which holds still during a drag."""

from functools import lru_cache

import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.programs.field import field

LARGEST_BOX = 1e300  # twice that is a number, too
NODES = {2: 41, 3: 13}  # along each side of a domain of so many dimensions
UNLIKE = 2.0  # sides of the domain, one so many times as long as the other, are of different things
NEAR = 0.3  # of the domain, to each side
ROUNDED = np.sqrt([1 * 2.5, 2.5 * 5, 5 * 10])  # where a number is nearer to the second of each pair, in its logarithm


def reaching(box, place) -> maps.Box:
    """The box, made larger about its centre in steps of a half until it holds the place.

    >>> reaching(((-1, 1), (0, 2)), (1.2, 1.0))
    ((-1.5, 1.5), (-0.5, 2.5))
    """
    box = np.asarray(box, dtype=float)
    centre, half = box.mean(axis=1), np.diff(box, axis=1)[:, 0] / 2
    while (np.abs(place) < LARGEST_BOX).all() and (np.abs(place - centre) > half).any():
        half = 1.5 * half
    return tuple((float(c - h), float(c + h)) for c, h in zip(centre, half, strict=True))


def bulk(points: Float[np.ndarray, "*many n"], percentiles, share: float, least: float) -> maps.Box:
    """The box between two percentiles of the finite points along each axis, and a margin to each side.

    The margin is a `share` of the box, and `least` at least. Without a finite point the box is from −1 to 1.

    >>> bulk(np.arange(11.0)[:, None], (10, 90), 0.25, 0.1), bulk(np.full((4, 1), np.inf), (10, 90), 0.25, 0.1)
    (((-1.0, 11.0),), ((-1.0, 1.0),))
    """
    points = points.reshape(-1, points.shape[-1])
    points = np.clip(points[np.isfinite(points).all(axis=1)], -LARGEST_BOX, LARGEST_BOX)
    if not len(points):
        return ((-1.0, 1.0),) * points.shape[-1]
    low, high = np.percentile(points, percentiles, axis=0)
    seen = 4 * np.spacing(np.maximum(np.abs(low), np.abs(high)))  # of huge numbers the least is nothing
    margin = np.maximum(share * (high - low), np.maximum(least, seen))
    return tuple((float(lo), float(hi)) for lo, hi in zip(low - margin, high + margin, strict=True))


@lru_cache(maxsize=64)  # once a map, never while dragging
def image_box(f: maps.Map) -> maps.Box:
    """A box of the output space that frames the image of the map's domain, or its bulk where it runs far away."""
    if f.image is not None:
        return f.image
    axes = [np.linspace(lo, hi, NODES[len(f.domain)]) for lo, hi in f.domain]
    return bulk(field(f, np.stack(np.meshgrid(*axes), axis=-1))[0], (4, 96), 0.1, 1e-3)


def near_start(f: maps.Map) -> Float[np.ndarray, "n 2"]:
    """The box about the point that a map starts with, smaller than its domain, of ten cells of a round size."""
    wanted = 2 * NEAR * np.diff(f.domain, axis=1) / 10
    decade = 10.0 ** np.floor(np.log10(wanted))
    cell = decade * np.array([1, 2.5, 5, 10])[np.digitize(wanted / decade, ROUNDED)]
    centre = np.round(np.array(f.point, dtype=float)[:, None] / cell)
    return cell * np.hstack([centre - 5, centre + 5])


def scales(domain: maps.Box, cells: int = 12) -> dict:
    """The distances of ticks on the two sides of a domain, and whether its variables are alike: of one unit."""
    sides = np.diff(domain, axis=1)
    return {"ticks": [tick_step(*ends, cells) for ends in domain], "alike": bool(sides.max() < UNLIKE * sides.min())}


def tick_step(low: float, high: float, cells: int = 12) -> float:
    """The distance of ticks on a side of the domain that lie on its grid lines: a round number, or one of π; or NaN.

    So many `cells` are between the first line and the last.

    >>> tick_step(0, 3), tick_step(-2, 2), tick_step(-np.pi, np.pi) / np.pi, tick_step(0, 0.7), tick_step(-3, 7, 10)
    (1.0, 1.0, 0.5, nan, 5.0)
    """
    cell = (high - low) / cells
    for step in ((high - low) / parts for parts in (4, 3, 6, 2, 5) if cells % parts == 0):
        round_one = float(f"{step:.0e}") if f"{step:.0e}"[0] in "125" else np.nan
        for unit in (round_one, np.pi / 2, np.pi / 4, np.pi / 6):
            if abs(step - unit) < 1e-9 * step and abs(low / cell - round(low / cell)) < 1e-9:
                return float(step)
    return np.nan


def square_around(box: maps.Box) -> maps.Box:
    """The smallest square that holds the box, about the same centre: what a square panel shows of it.

    >>> square_around(((0, 1), (-2, 2)))
    ((-1.5, 2.5), (-2.0, 2.0))
    """
    half = max(hi - lo for lo, hi in box) / 2
    return tuple(((lo + hi) / 2 - half, (lo + hi) / 2 + half) for lo, hi in box)


def hull(one: maps.Box, other: maps.Box) -> maps.Box:
    """The smallest box that holds both.

    >>> hull(((0, 1), (0, 1)), ((-1, 0.5), (0, 2)))
    ((-1, 1), (0, 2))
    """
    return tuple((min(p, r), max(q, s)) for (p, q), (r, s) in zip(one, other, strict=True))
