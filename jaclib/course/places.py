"""Where a claim is tried: at random points of maps, for random arrays, or at given places."""

from collections.abc import Iterable, Mapping

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import maps
from jaclib.maps import Map

MUST = (
    "on must be a map with a domain, maps, tuples of maps, shapes by name such as {'A': (2, 3)}, or an array of places"
)


def cases_of(on, count: int, seed: int) -> tuple[list[tuple], str]:
    """What a claim is tried on, maps and places, as many times as there are maps, and how that is said.

    Raises TypeError or ValueError for what it can't be tried on.
    """
    if isinstance(on, Mapping):
        keys = jax.random.split(jax.random.key(seed), max(len(on), 1))
        shapes = [_shape(name, shape) for name, shape in on.items()]
        places = [jax.random.normal(key, (count, *shape)) for key, shape in zip(keys, shapes, strict=False)]
        return [((), places)] if places else _refuse(on), f"{count:,} random {', '.join(on)}"
    if (given := _array(on)) is not None:
        return [((), [given])], f"{len(given):,} place{'s' * (len(given) > 1)}"
    chains = [each if isinstance(each, tuple) else (each,) for each in ([on] if callable(on) else _several(on))]
    if not all(callable(f) for chain in chains for f in chain) or not all(hasattr(f, "domain") for *_, f in chains):
        _refuse(on)
    of = "map" if len(chains[0]) == 1 else f"chain of {len(chains[0])}" if len(chains) == 1 else "chain"
    tried = f"{count:,} point{'s' * (count > 1)} of {len(chains)} {of}{'s' * (len(chains) > 1)}"
    return [(chain, [points(chain[-1], count, seed)]) for chain in chains], tried


def points(f: Map, count: int = 1000, seed: int = 0) -> Float[Array, "count n"]:
    """Draw random points of the domain of a map.

    >>> points(maps.polar, 5).shape
    (5, 2)
    """
    low, high = jnp.array(f.domain).T
    return jax.random.uniform(jax.random.key(seed), (count, len(low)), minval=low, maxval=high)


def _shape(name, shape) -> tuple[int, ...]:
    if not isinstance(shape, tuple) or not all(type(each) is int and each > 0 for each in shape):
        raise ValueError(f"on must give {name} a shape, such as (2, 3), or () for a number; got {shape!r}.")
    return shape


def _array(on) -> Array | None:
    """Places that are given as an array, or as lists of numbers."""
    if isinstance(on, list) and all(isinstance(each, int | float | list) for each in on):
        on = np.array(on, dtype=float)
    if not isinstance(on, jax.Array | np.ndarray):
        return None
    return jnp.asarray(on) if on.ndim and len(on) else _refuse(on)


def _several(on) -> list:
    some = list(on) if isinstance(on, Iterable) and not isinstance(on, str) else []
    return some or _refuse(on)


def _refuse(on):
    mend = f" Write maps.CATALOGUE[{on!r}]." if isinstance(on, str) and on in maps.CATALOGUE else ""
    raise TypeError(f"{MUST}; got {on!r}.{mend}")
