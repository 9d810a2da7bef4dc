"""The mean value inequality: how far apart two images are, and how steep the map is on the way between the points."""

import numpy as np

from jaclib import maps
from jaclib.explore.choose.map import plane_map
from jaclib.explore.mean_value import numbers, picture, words
from jaclib.programs.field import field
from jaclib.stage import following, point, rooms, scene
from jaclib.stage.controls import FARTHEST

STAIRCASE = "x - sin(2*pi*x)/(2*pi), y/4"  # it is flat wherever x is whole …
FLAT_ENDS = (-1.0, 0.5), (0.0, 0.5)  # … as at these two points
CORNERS = np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)])


def start(f: maps.Map) -> tuple[float, ...]:
    """The point a to start with."""
    return FLAT_ENDS[0] if f.name == STAIRCASE else f.point


def opposite(f: maps.Map) -> tuple[float, ...]:
    """The point b to start with, away from a: a quarter of the domain, towards its middle.

    Where f has no value there, it is the first of the other corners about a, and then of nearer ones, where it has one.
    """
    if f.name == STAIRCASE:
        return FLAT_ENDS[1]
    low, high = np.array(f.domain).T
    a = np.array(f.point)
    corners = np.where(a > (low + high) / 2, -1, 1) * (high - low) / 4 * CORNERS
    there = np.round(np.concatenate([a + share * corners for share in (1, 0.4, 0.1)]), 2)
    there = np.clip(there, -FARTHEST, FARTHEST)
    known = np.isfinite(field(f, there)[0]).all(axis=1)
    return tuple(there[known.argmax()].tolist())


@scene(
    titles=("The way from a to b, and ‖J‖₂", "How far apart are the images?", "‖J‖₂ on the way"),
    label="Two points, their images, and how steep the map is between them",
    **rooms(numbers, picture, words),
    f=plane_map(),
    a=following("f", lambda f: point("point a", names=f.variables), start=start),
    b=following("f", lambda f: point("point b", names=f.variables), start=opposite),
)
def mean_value(f=STAIRCASE, a=None, b=None, *, state=None, challenges=()):
    """Two points a and b, and how steep f is on the way: ‖f(b) − f(a)‖ is at most sup ‖J‖₂ times ‖b − a‖.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,), such as a
    network; by default a staircase, which is flat wherever x is whole. `a` and `b` are the points to start from.

    Source: Rudin, Principles of Mathematical Analysis, theorem 9.19.
    """
