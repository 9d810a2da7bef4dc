"""The area within the image of a box's boundary, with its sign: from values alone, and held against ∫ det J."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

FINE = 5e-5  # of ∫ |det J|: so little isn't seen in four figures
NEAR = 0.02  # of it: so little is hardly seen in two
FEW = 0.5  # of the panels, at most, may be rough: a crease runs through few of them, and what swings too fast is in all


class Enclosed(NamedTuple):
    """The integral of det J over the box, over the box's content, by Green's or Gauss's theorem."""

    size: float  # NaN where it can't be told
    off: float  # by so much half as many points make it another


class Held(NamedTuple):
    """The means of |det J| and of det J over a box, NaN where f bends too finely for them to be told."""

    ratio: float
    signed: float
    rough: tuple[bool, bool]  # whether each of them is only known to two figures


def by_halves(sizes) -> Enclosed:
    """Extrapolate from what nets of many, of half and of a quarter as many pieces enclose: the error goes with the
    square.

    >>> by_halves([1 + 1e-4, 1 + 4e-4, 1 + 16e-4]).size
    1.0
    """
    many, half, quarter = map(float, sizes)
    best = (4 * many - half) / 3
    return Enclosed(best, abs(best - (4 * half - quarter) / 3))


@np.errstate(invalid="ignore")  # where f is undefined on the boundary
def enclosed(loop: Float[np.ndarray, "k 2"], content: float) -> Enclosed:
    """½ ∮ (u dv − v du) along a closed polyline, the image of a box's boundary, over the box's content.

    Source: Green's theorem: this is ∫ det J, whatever f does inside.

    >>> turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    >>> round(enclosed(np.stack([np.cos(turn), np.sin(turn)], axis=1), np.pi).size, 4)
    1.0
    """
    u, v = (loop - loop[0]).T
    parts = ((u[::k], v[::k]) for k in (1, 2, 4))
    return by_halves([(u @ np.roll(v, -1) - v @ np.roll(u, -1)) / (2 * content) for u, v in parts])


def held(size: float, signed: float, rough, by: Enclosed, one_sign: bool, slack: float = NEAR) -> Held:
    """The means of |det J| and of det J from its values at points, as far as what the boundary encloses bears them out.

    `rough` says in what share of the panels the values are too few, for |det J| and for det J; `slack`, by what part of
    the first the second may be off for a crease at which det J changes its sign and |det J| doesn't jump. Where the
    boundary tells another mean of det J, the points have missed what f does between them; and where det J keeps its
    sign, the boundary knows better.

    >>> held(1.0, 1.0, (0, 0), Enclosed(3.0, 0.0), True).ratio, held(1.0, 0.5, (0, 0), Enclosed(3.0, 0.0), False).ratio
    (3.0, nan)
    """
    scale, few = max(size, abs(by.size)), max(rough) <= FEW
    apart, rough = abs(signed - by.size), tuple(share > 0 for share in rough)
    if not by.off <= FINE * scale:  # the boundary itself is bent too finely, or f is undefined there: it tells little
        borne_out = not any(rough) or (few and not apart > NEAR * scale + by.off)
        return Held(size, signed, rough) if borne_out else Held(np.nan, np.nan, (True, True))
    near = apart <= (FINE + slack * rough[1]) * scale + by.off
    if near and not rough[0]:
        return Held(size, by.size if rough[1] else signed, (False, False))
    if one_sign:
        return Held(abs(by.size), by.size, (bool(abs(by.size) < (1 - FINE) * size), False))
    return Held(size if few and apart <= NEAR * scale else np.nan, by.size, (True, False))
