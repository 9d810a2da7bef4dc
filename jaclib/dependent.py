"""Maps whose outputs depend on each other: det J is 0 everywhere, the image is a curve, and preimages are curves."""

from itertools import permutations

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib.jacobian import jacobian
from jaclib.judge import ROUNDING
from jaclib.kept import for_each_function

STEPS = 24  # towards a curve of preimages
ARRIVED = 1e-9  # from b, beside its length


def vanishes(J: Float[np.ndarray, "*points n n"]) -> bool:
    """Whether det J is 0 at all points, but for rounding: beside its terms there, or at most of the points.

    Where a matrix is not finite, it doesn't count; False where none is.

    >>> J = np.array([[[1.0, 1.0], [2.0, 2.0]], [[1.0, 3.0], [1.0, 3.0 + 1e-15]]])
    >>> vanishes(J), vanishes(J + np.eye(2))
    (True, False)
    """
    n = J.shape[-1]
    J = J.reshape(-1, n, n)
    J = J[np.isfinite(J).all(axis=(1, 2))]
    if not len(J):
        return False
    products = [np.prod(J[:, range(n), order], axis=1) for order in permutations(range(n))]
    signs = [np.linalg.det(np.eye(n)[list(order)]) for order in permutations(range(n))]
    size = np.sum(np.abs(products), axis=0)
    return bool((np.abs(np.dot(signs, products)) <= ROUNDING * np.maximum(size, np.median(size))).all())


@for_each_function
def _descended(f, t, b, starts):
    """Gauss–Newton from each of the starts: a matrix of rank 1 has the pseudo-inverse Jᵀ / ‖J‖²."""
    on_its_way = lambda x: (1 - t) * x + t * f(x)  # noqa: E731

    def step(x, _):
        J = jacobian(on_its_way)(x)
        size = (J**2).sum()
        return x - jnp.where(size > 0, J.T @ (on_its_way(x) - b) / jnp.where(size > 0, size, 1.0), 0.0), None

    ends = jax.vmap(lambda start: jax.lax.scan(step, start, length=STEPS)[0])(starts)
    return ends, jnp.linalg.norm(jax.vmap(on_its_way)(ends) - b, axis=1)


def on_a_curve(f, b: Float[np.ndarray, " 2"], starts: Float[np.ndarray, "k 2"], box, t: float = 1.0) -> Array:
    """Some of the points in the box that x ↦ (1 − t) x + t f(x), with det J = 0 everywhere, takes to b; `(j, 2)`.

    >>> f = lambda x: jnp.stack([x[0] + x[1], 2 * x[0] + 2 * x[1]])
    >>> on_a_curve(f, np.array([1.0, 2.0]), np.array([[0.2, 0.2]]), ((-2, 2), (-2, 2))).tolist()
    [[0.5, 0.5]]
    """
    ends, left = jax.device_get(_descended(f, float(t), np.asarray(b, dtype=float), starts))
    low, high = np.asarray(box, dtype=float).T
    with np.errstate(invalid="ignore"):
        return ends[(left <= ARRIVED * (1 + np.linalg.norm(b))) & ((low <= ends) & (ends <= high)).all(axis=1)]
