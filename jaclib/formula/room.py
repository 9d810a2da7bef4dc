"""Where a map is looked at: the box of its inputs, a point in it where it has a value, and a box of its outputs."""

from collections.abc import Callable
from itertools import product

import numpy as np

HALVES = 2.0, 8.0, 32.0  # of a side of the box: where a map has no value in one, the next is tried
ANGLES = "θ", "theta", "φ", "phi"
LARGEST = 1e300  # of a box: twice that is a number, too
SHARES = 0.75, 0.625, 0.7, 0.65, 0.8, 0.6  # of the sides: where a point is in no special position
CLOSE = {1: 2001, 2: 81, 3: 21, 4: 9, 5: 7, 6: 5}  # places along each side, where few have no value; the middle is one
FRAMED = {1: 201, 2: 31, 3: 11, 4: 6, 5: 5, 6: 4}  # places along each side, for the box of the outputs

Values = Callable[[np.ndarray], np.ndarray]  # of a map at places, a row each


def box(variables, half: float = HALVES[0]) -> tuple[tuple[float, float], ...]:
    """The box to look at: an angle goes once round, any other variable from -half to half."""
    return tuple((-np.pi, np.pi) if name in ANGLES else (-half, half) for name in variables)


def start(values: Values, domain) -> tuple[float, ...] | None:
    """A point to begin at, in no special position, where the map has a value; None if none is found.

    Where only a few places have one, it is in the midst of them.

    >>> start(lambda places: np.log(places - 1.99), ((-2, 2),))
    (1.996,)
    """
    n = len(domain)
    found = _with_value(values, domain, [SHARES[:n], *product((0.99, 0.85, 0.35, 0.01), repeat=n)])
    if len(found):
        return tuple(found[0].tolist())
    found = _with_value(values, domain, list(product(np.linspace(0, 1, CLOSE[n]), repeat=n)))
    if not len(found):
        return None
    return tuple(found[np.linalg.norm(found - found.mean(axis=0), axis=1).argmin()].tolist())


def _with_value(values: Values, domain, shares) -> np.ndarray:
    """Those of the places, given by their shares of the domain's sides, where the map has a value."""
    low, high = np.array(domain, dtype=float).T
    places = np.round(low + np.array(shares) * (high - low), 12)  # as many digits as a copied call has
    with np.errstate(all="ignore"):
        return places[np.isfinite(values(places)).all(axis=1)]


def domain_and_start(values: Values, variables):
    """The first box in which the map has a value, and a point there; for want of one the usual box, and None."""
    for half in HALVES:
        domain = box(variables, half)
        if at := start(values, domain):
            return domain, at
    return box(variables), None


def usual(domain) -> tuple[float, ...]:
    """The point that is taken where none has a value."""
    return tuple(lo + share * (hi - lo) for (lo, hi), share in zip(domain, SHARES, strict=False))


def nowhere(name: str, variables) -> str:
    """The sentence on a map that has no value in any of the boxes."""
    where = f"with {', '.join(variables)} from {-HALVES[-1]:g} to {HALVES[-1]:g}"
    mend = "change it, or give the box to look at, as in explore.own_map(…, domain=((100, 104), (-2, 2)))"
    return f"{name} must have a value {where}, and none was found: {mend}."


def frame(values: Values, domain):
    """A box for the outputs: the middle nine tenths of what the domain reaches, and a margin."""
    low, high = np.array(domain).T
    shares = list(product(np.linspace(0, 1, FRAMED[len(low)]), repeat=len(low)))
    with np.errstate(all="ignore"):
        found = values(low + np.array(shares) * (high - low))
    sides = []
    for value in found.T:
        value = np.clip(value[np.isfinite(value)], -LARGEST, LARGEST)
        least, most = np.quantile(value, [0.05, 0.95]) if value.size else (-1.0, 1.0)
        centre = (least + most) / 2
        half = max((most - least) * 0.55, 0.5, 4 * np.spacing(abs(centre)))
        sides.append((float(centre - half), float(centre + half)))
    return tuple(sides)
