"""The roots that Newton's method reaches from no start, and what it takes for roots that are none."""

import numpy as np

from jaclib import maps
from jaclib.explore.newton.basins import ELSEWHERE, NONE, NUMBERED, Basins
from jaclib.preimages import fibre
from jaclib.roots.narrowing import underflows

WRONG = 0.01  # of the square: so far from all that goes to y there is no root


def with_unreached(f: maps.Map, y, found: Basins, around: dict) -> tuple[Basins, int, int]:
    """The same with the roots that no start reaches, last; how many these are; and 1 for a curve of roots, 2 for more.

    And without what only comes near y in numbers, as exp(20 x) comes to 0.
    """
    there = fibre(f, np.array(y), around["corners"], (*around["bounds"], around["turns"]), around["square"])
    if len(found.roots) > NUMBERED:
        return found, 0, there.dimension
    if underflows(around["at_corners"], y):  # then where f is y for the machine isn't known to be a root
        return without(found, found.singular), 0, 0
    apart = np.abs(there.points[:, None] - found.roots).max(axis=-1, initial=0)
    near = apart <= 2 * found.errors + 1e-6 * np.ptp(around["square"])
    points = there.points[~near.any(axis=1)]
    if there.sure and not there.dimension:
        far = apart > WRONG * np.ptp(around["square"]) + 2 * found.errors
        found = without(found, far.all(axis=0))
    known = {"roots": points, "errors": np.zeros(len(points)), "singular": np.zeros(len(points), bool)}
    more = {name: np.concatenate([getattr(found, name), each]) for name, each in known.items()}
    return found._replace(**more), len(points), there.dimension


def without(found: Basins, none) -> Basins:
    """The same without those roots that are none; of six at most."""
    names = np.concatenate([[NONE], np.cumsum(~none) * ~none, np.full(NUMBERED - len(none), NONE), [ELSEWHERE]])
    kept = {name: getattr(found, name)[~none] for name in ("roots", "errors", "singular")}
    return found._replace(numbers=names[found.numbers], **kept)
