"""Matrices whose entries are so far apart that their products are no numbers: the powers of 2 are kept apart."""

from itertools import permutations

import jax
import jax.numpy as jnp
import numpy as np


def by_products(J):
    """The determinant over a power of 2, and that power: the sum of all products, their powers of 2 kept apart.

    So no product is too large or too small for a number, whatever its factors are, and of a sum none is that counts.
    """
    powers = _powers(J)
    plain, orders = jnp.ldexp(J, -powers), np.array(list(permutations(range(len(J)))))
    signs, rows = np.linalg.det(np.eye(len(J))[orders]).round(), np.arange(len(J))
    products, powers = signs.astype(J.dtype) * plain[rows, orders].prod(axis=1), powers[rows, orders].sum(axis=1)
    there, least = products != 0, powers.min()
    most = jnp.where(there, powers, least).max()
    return jnp.ldexp(products, powers - most).sum(), most


def _powers(J):
    """The powers of 2 over which the entries are in [1, 2); 0 where one is 0, NaN or infinite."""
    _, above = jnp.frexp(jax.lax.stop_gradient(J))
    return jnp.where((J == 0) | ~jnp.isfinite(J), 0, above - 1)


def near_1(J):
    """J with rows and columns over powers of 2 that bring their largest entries into [1, 2); and their product.

    Nothing is rounded by it. Both are divided by at once: after the rows alone entries may be too small for numbers.
    """
    least = -(1 << 20)  # for an entry that is 0: less than any other
    rest, powers = jnp.where(J == 0, least, _powers(J)), []
    for axis in (1, 0):
        largest = rest.max(axis=axis, keepdims=True)
        powers.append(jnp.where(largest < least / 2, 0, largest))
        rest = rest - powers[-1]
    return jnp.ldexp(J, -powers[0] - powers[1]), powers[0].sum() + powers[1].sum()
