"""The controls that choose a point and a step away from it, where the input is the line, the plane or space."""

import numpy as np

from jaclib.explore.choose.chain import LARGEST, Chain
from jaclib.stage import Control
from jaclib.stage.transition import point

STEP = np.array([0.1, 0.075, 0.05])  # of the domain


def step(chain: Chain, a, h, tip: str = "tip of h") -> dict[str, Control]:
    """The controls for the point a and for a step away from it, where the input is the line, the plane or space."""
    n = len(chain[-1].variables)
    width = np.diff(chain[-1].domain, axis=1)[:, 0]
    a = _checked("a", chain[-1].point if a is None else a, n)
    h = _checked("h", np.round(STEP[:n] * width, 3) if h is None else h, n)
    centre = {"view": "view", "centre": list(chain[-1].point)} if n == LARGEST else {"view": "", "centre": [0.0]}
    sight = None if n == 2 else centre
    return {
        "a": point("point a", a, names=chain[-1].variables, sight=sight),
        "h": point(tip, h, names=("h₁", "h₂", "h₃")[:n], base="a", sight=sight),
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
