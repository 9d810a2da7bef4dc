"""Points of the plane in two classes that no straight line separates: to be learned by a network or a flow."""

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int


def two_moons(seed: int, n: int, noise: float = 0.1) -> tuple[Float[Array, "n 2"], Int[Array, " n"]]:
    """Two half circles of radius 1 that reach into one another: n points, and for each its label, 0 or 1.

    Every second point is of class 1. `noise` is the standard deviation of what is added to each coordinate; without
    it, half a turn around the origin takes one moon to the other. The same `seed` gives the same points.
    Raises ValueError unless seed is a whole number from 0 on, n one from 2 on, and noise a number from 0 on.

    >>> points, labels = two_moons(seed=0, n=200)
    >>> points.shape, labels[:4].tolist()
    ((200, 2), [0, 1, 0, 1])
    """

    return _two_classes(two_moons, seed, n, noise)


def spirals(seed: int, n: int, noise: float = 0.05) -> tuple[Float[Array, "n 2"], Int[Array, " n"]]:
    """Two spirals of one and a quarter turns, from radius 0.2 to 1.5, one the other's image under half a turn.

    n points with labels 0 and 1, evenly along each spiral; seed, noise and what is raised as for `two_moons`.

    >>> points, labels = spirals(seed=0, n=200, noise=0.0)
    >>> print(jnp.hypot(*points[labels == 1].T).max().round(1))
    1.5
    """

    return _two_classes(spirals, seed, n, noise)


def rings(seed: int, n: int, noise: float = 0.08) -> tuple[Float[Array, "n 2"], Int[Array, " n"]]:
    """Two circles around the origin, of radius ½ with label 0 and of radius 1¼ with label 1.

    n points with labels; seed, noise and what is raised as for `two_moons`.

    >>> points, labels = rings(seed=0, n=200, noise=0.0)
    >>> print(jnp.hypot(*points[:2].T).round(2))
    [0.5  1.25]
    """

    return _two_classes(rings, seed, n, noise)


def _moon(share):
    return np.stack([np.cos(np.pi * share) - 0.5, np.sin(np.pi * share) - 0.25], axis=1)


def _spiral(share):
    radius = 0.2 + 1.3 * np.sqrt(share)  # the square root, so that points lie as close outside as inside
    angle = 2.5 * np.pi * (radius - 0.2) / 1.3
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _ring(share):
    return 0.5 * np.stack([np.cos(2 * np.pi * share), np.sin(2 * np.pi * share)], axis=1)


# The curve of class 0, by the share of the way along it, and what makes the other curve of it.
CURVES: dict[Callable, tuple[Callable, Callable]] = {two_moons: (_moon, np.negative), spirals: (_spiral, np.negative)}
CURVES |= {rings: (_ring, lambda points: 2.5 * points)}


def evenly(make: Callable, n: int) -> Float[np.ndarray, "n 2"]:
    """n points evenly along the two curves of a data set, n / 2 on each: where its noise is added.

    >>> evenly(two_moons, 4).round(2).tolist()
    [[0.21, 0.46], [-1.21, 0.46], [-0.21, -0.46], [1.21, -0.46]]
    """
    curve, other = CURVES[make]
    points = curve((np.arange(n // 2) + 0.5) / (n // 2))
    return np.concatenate([points, other(points)])


def _two_classes(make: Callable, seed: int, n: int, noise: float):
    """Points at random places along a curve and along the other one that is made of it, in turn."""
    for name, value, least in (("seed", seed, 0), ("n", n, 2)):
        if not isinstance(value, int | np.integer) or value < least:
            raise ValueError(f"{name} must be a whole number of at least {least}; got {value!r}.")
    if not 0 <= noise < np.inf:
        raise ValueError(f"noise must be a number from 0 on, a standard deviation; got {noise!r}.")
    curve, other = CURVES[make]
    random = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    points = curve(random.uniform(size=n))
    points = np.where(labels[:, None] == 1, other(points), points)
    return jnp.asarray(points + noise * random.normal(size=(n, 2))), jnp.asarray(labels)
