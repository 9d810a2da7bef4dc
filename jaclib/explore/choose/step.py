"""The point where a chain of maps begins, and a step away from it: on the line, in the plane, or in space."""

from collections.abc import Mapping

import numpy as np

from jaclib import maps
from jaclib.explore.choose.chain import MOST_DIMENSIONS, Chain, shape
from jaclib.stage import Declared, Following, following, point, turn

STEP = np.array([0.1, 0.075, 0.05])  # of the domain


def chain_point(known: Mapping[tuple[str, ...], tuple[float, ...]] | None = None) -> Following:
    """Declare the point a of a chain `maps`, or of the map `f` of a state before it: at first the innermost map's own.

    `known` has other points to start from, by the names of the maps.
    """

    def declare(chain: Chain, f: maps.Map | None) -> Declared:
        inner = f or chain[-1]
        return point("point a", names=inner.variables, sight=_sight(inner))

    def start(chain: Chain, f: maps.Map | None):
        at = (known or {}).get(tuple(each.name for each in chain), (f or chain[-1]).point)
        return tuple(float(f"{each:.12g}") for each in at)  # as many digits as a copied call has

    return following(("maps", "f"), declare, start=start, resets=False)


def chain_step(label: str = "tip of h", **more) -> Following:
    """Declare a step away from that point, at first a share of the innermost map's domain."""

    def declare(chain: Chain, f: maps.Map | None) -> Declared:
        inner = f or chain[-1]
        names = ("h₁", "h₂", "h₃")[: len(inner.variables)]
        return point(label, names=names, base="a", sight=_sight(inner), **more)

    def start(chain: Chain, f: maps.Map | None):
        width = np.diff((f or chain[-1]).domain, axis=1)[:, 0]
        return np.round(STEP[: len(width)] * width, 3)

    return following(("maps", "f"), declare, start=start, resets=False)


def view_of_space() -> Following:
    """Declare where space is looked at from, if one of the spaces between the maps is space: the first one turns."""

    def declare(chain: Chain, f: maps.Map | None) -> Declared | None:
        spaces = shape(chain if f is None else (*chain, f))
        return turn("view of space", panel=spaces.index(MOST_DIMENSIONS)) if MOST_DIMENSIONS in spaces else None

    return following(("maps", "f"), declare)


def _sight(inner: maps.Map) -> dict | None:
    """How a point of the line or of space is projected onto the page, to be dragged; None in the plane."""
    if len(inner.variables) == 2:
        return None
    in_space = len(inner.variables) == MOST_DIMENSIONS
    return {"view": "view" if in_space else "", "centre": list(inner.point) if in_space else [0.0]}
