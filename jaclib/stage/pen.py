"""Points that are drawn on the picture, one by one or many along the way of the hand, as text: "x, y; x, y"."""

import numpy as np

from jaclib.stage.arguments import Refused, refuse

Points = tuple[tuple[float, ...], ...]  # pairs


def pairs(text: str) -> str:
    """Type the points as a call has them.

    >>> pairs("0.5, 1; -0.25, 3")
    '[(0.5, 1), (-0.25, 3)]'
    """
    return f"[{', '.join(f'({pair.strip()})' for pair in text.split(';') if pair.strip())}]"


def written(name: str, points) -> str:
    """Write the points of the argument `name` as the page has them. Raises ValueError for what is no pair of numbers.

    >>> written("points", [(0.5, 1.0), (-0.25, 3.0)])
    '0.5, 1; -0.25, 3'
    """
    points = () if points is None else points
    if np.shape(points) != (0,) and (np.ndim(points) != 2 or np.shape(points)[1] != 2):
        raise refuse(name, "pairs of numbers, as in [(0.5, 1), (-0.2, 0.3)]", points)
    return "; ".join(", ".join(f"{x:.6g}" for x in point) for point in points)


def read_points(name: str, text: str, most: int) -> Points:
    """Read the points of the argument `name`. Raises ValueError for too many, and for what is no pair of numbers."""
    try:
        points = tuple(tuple(float(x) for x in pair.split(",")) for pair in text.split(";") if pair.strip())
    except ValueError:
        points = ((np.nan, np.nan),)
    if not all(len(point) == 2 and np.isfinite(point).all() for point in points):
        raise refuse(name, 'pairs of numbers, as in "0.5, 1; -0.2, 0.3"', text)
    if len(points) > most:
        raise Refused(name, f"must have at most {most} points; got {len(points)}.")
    return points
