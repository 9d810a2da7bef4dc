"""Maps whose outputs depend on each other: det J is 0 everywhere, the image is a curve, and preimages are curves."""

from itertools import permutations

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib.evidence.judge import ROUNDING
from jaclib.jacobian import jacobian
from jaclib.programs.field import field
from jaclib.programs.kept import for_each_function

STEPS = 24  # towards a curve of preimages
ARRIVED = 1e-9  # from b, beside its length
STEEPEST = 4  # of the ways between neighbours along each axis: it is looked where f goes farthest
HALVINGS = 14
STILL = 16  # units in the last place, by which an output differs at most that is the same everywhere
CLEARLY = 1e-6  # of its terms, at least, is a determinant there that isn't rounding: beside a pole there is much of it


@np.errstate(invalid="ignore")  # where f is infinite
def everywhere(f, x: Float[np.ndarray, "*points n"], values, J) -> bool:
    """Whether det J `vanishes` at the points x, and also between them, where f goes farther than J says there.

    A steep step as tanh(1000 x) has its whole way where none of the points may lie. `values` and J are f's at x.

    >>> x = np.stack(np.meshgrid([-0.9, -0.4, 0.3, 0.8], [0.0, 1.0], indexing="ij"), axis=-1)
    >>> [everywhere(f, x, *field(f, x)) for f in (lambda p: jnp.tanh(1000 * p), lambda p: jnp.tanh(p[:1] + 0 * p))]
    [False, True]
    """
    n = x.shape[-1]
    x, values, J = x.reshape(-1, n), values.reshape(-1, n), J.reshape(-1, n, n)
    noise = _only_noise(values, J)[:, None]
    if not vanishes(np.where(noise, 0.0, J)):
        return False
    p, q = map(np.concatenate, zip(*(_farthest(x, values, axis) for axis in range(n)), strict=True))
    for _ in range(HALVINGS):
        middle = (p + q) / 2
        (start, there, end), slopes = field(f, np.stack([p, middle, q]))
        if not vanishes(np.where(noise, 0.0, slopes), CLEARLY):
            return False
        first = ~(np.linalg.norm(there - start, axis=1) < np.linalg.norm(end - there, axis=1))[:, None]
        p, q = np.where(first, p, middle), np.where(first, middle, q)
    return True


def _only_noise(values, J) -> np.ndarray:
    """Whether the slopes of each output waver by rounding while they stay the same, as those of cos² x + sin² x."""
    size = np.abs(values).max(axis=0)
    still = (np.ptp(values, axis=0) <= STILL * np.finfo(float).eps * size) & np.isfinite(size)
    return still & np.ptp(J, axis=0).any(axis=1)


def _farthest(x, values, axis):
    """Find the pairs of neighbours along an axis that f takes farthest apart."""
    order = np.lexsort([x[:, axis], *np.delete(x, axis, axis=1).T])
    far = np.nan_to_num(np.linalg.norm(np.diff(values[order], axis=0), axis=1), posinf=0.0)
    worst = np.argsort(far)[-STEEPEST:]
    return x[order][worst], x[order][worst + 1]


def vanishes(J: Float[np.ndarray, "*points n n"], rounding: float = ROUNDING) -> bool:
    """Whether det J is 0 at all points, but for rounding: beside its terms there, or at most of the points.

    Where a matrix is not finite, it doesn't count; False where none is.

    >>> J = np.array([[[1.0, 1.0], [2.0, 2.0]], [[1.0, 3.0], [1.0, 3.0 + 1e-15]]])
    >>> vanishes(J), vanishes(J + np.eye(2))
    (True, False)
    """
    n = J.shape[-1]
    J = J.reshape(-1, n, n)
    J = J[np.isfinite(J).all(axis=(1, 2))]
    products = [np.prod(J[:, range(n), order], axis=1) for order in permutations(range(n))]
    signs = [np.linalg.det(np.eye(n)[list(order)]) for order in permutations(range(n))]
    size = np.sum(np.abs(products), axis=0)
    return len(J) > 0 and bool((np.abs(np.dot(signs, products)) <= rounding * np.maximum(size, np.median(size))).all())


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
