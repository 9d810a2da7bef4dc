"""The point where a chain of maps begins, and a step away from it: on the line, in the plane, or in space."""

from collections.abc import Mapping

import numpy as np

from jaclib import maps
from jaclib.explore.choose.chain import LARGEST, Chain
from jaclib.stage import Control, Declared, Following, following, point, transition

STEP = np.array([0.1, 0.075, 0.05])  # of the domain


def chain_point(known: Mapping[tuple[str, ...], tuple[float, ...]] | None = None) -> Following:
    """Declare the point a of a chain `maps`, or of the map `f` of a state before it: at first the innermost map's own.

    `known` has other points to start from, by the names of the maps.
    """

    def declare(chain: Chain, f: maps.Map | None) -> Declared:
        inner = f or chain[-1]
        return point("point a", names=inner.variables, sight=_sight(inner))

    def start(chain: Chain, f: maps.Map | None):
        return (known or {}).get(tuple(each.name for each in chain), (f or chain[-1]).point)

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


def _sight(inner: maps.Map) -> dict | None:
    """How a point of the line or of space is dragged along the page."""
    if len(inner.variables) == 2:
        return None
    in_space = len(inner.variables) == LARGEST
    return {"view": "view" if in_space else "", "centre": list(inner.point) if in_space else [0.0]}


def step(chain: Chain, a, h, tip: str = "tip of h") -> dict[str, Control]:
    """The controls for the point a and for a step away from it, where the input is the line, the plane or space."""
    n = len(chain[-1].variables)
    width = np.diff(chain[-1].domain, axis=1)[:, 0]
    a = _checked("a", chain[-1].point if a is None else a, n)
    h = _checked("h", np.round(STEP[:n] * width, 3) if h is None else h, n)
    centre = {"view": "view", "centre": list(chain[-1].point)} if n == LARGEST else {"view": "", "centre": [0.0]}
    sight = None if n == 2 else centre
    return {
        "a": transition.point("point a", a, names=chain[-1].variables, sight=sight),
        "h": transition.point(tip, h, names=("h₁", "h₂", "h₃")[:n], base="a", sight=sight),
    }


def as_tuple(numbers) -> str:
    """Numbers as a tuple is written in code.

    >>> as_tuple([1.0, 0.25]), as_tuple([2.0])
    ('(1, 0.25)', '(2,)')
    """
    return f"({', '.join(f'{each:.12g}' for each in numbers)}{',' if len(numbers) == 1 else ''})"


def _checked(name: str, value, count: int) -> list[float]:
    numbers = np.asarray(value, dtype=float)
    if numbers.shape != (count,) or not np.isfinite(numbers).all():
        raise ValueError(f"{name}: {count} finite numbers are needed, for as many variables, and {value!r} came.")
    return [float(f"{each:.12g}") for each in numbers]  # as many digits as a control has
