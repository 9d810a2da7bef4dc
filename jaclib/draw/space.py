"""Pictures of space: points in three dimensions laid onto the page, without perspective, so that parallels stay so."""

import numpy as np
from jaxtyping import Float


def project(points: Float[np.ndarray, "*shape 3"], azimuth: float, elevation: float) -> Float[np.ndarray, "*shape 2"]:
    """Where points (…, 3) are seen on the page, from a place given by two angles in degrees.

    The third axis points up; from azimuth 0 and elevation 0 one looks along the first axis, against its direction,
    and the second points to the right. Lengths across the line of sight are kept.

    >>> project(np.array([0.0, 1.0, 2.0]), azimuth=0, elevation=0)
    array([1., 2.])
    """
    return np.asarray(points) @ _view(azimuth, elevation)[:, :2]


def depth(points: Float[np.ndarray, "*shape 3"], azimuth: float, elevation: float) -> Float[np.ndarray, "*shape"]:
    """How near to the eye points (…, 3) are: what has the larger depth lies in front.

    >>> float(depth(np.array([3.0, 1.0, 2.0]), azimuth=0, elevation=0))
    3.0
    """
    return np.asarray(points) @ _view(azimuth, elevation)[:, 2]


def _view(azimuth: float, elevation: float) -> Float[np.ndarray, "3 3"]:
    """Columns: to the right, upwards, and towards the eye."""
    a, e = np.deg2rad([azimuth, elevation])
    right = [-np.sin(a), np.cos(a), 0]
    up = [-np.sin(e) * np.cos(a), -np.sin(e) * np.sin(a), np.cos(e)]
    towards = [np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)]
    return np.transpose([right, up, towards])
