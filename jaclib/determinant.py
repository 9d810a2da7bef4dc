"""The Jacobian determinant: at a point, over a grid, and as a ratio of volumes."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Scalar, Vector
from jaclib.exponents import by_products, near_1
from jaclib.jacobian import jacobian, jvp
from jaclib.programs.kept import for_each_function
from jaclib.programs.reading import as_it_is
from jaclib.quadrature import OFF_CREASES, RULE, gauss, mean_size, round_the_square

ROUGH = (
    "det J_f is too steep in the box, or swings too fast, for volume_ratio to be right: it may be off by any factor. "
    "Cut the box into smaller ones and take the mean of their ratios."
)


def determinant(f: Callable, structure: str | None = None) -> Callable[[Float[Array, " n"]], Float[Array, ""]]:
    """The function a ↦ det J_f(a): the signed factor by which f stretches small volumes at a.

    In closed form up to 3 × 3, by an LU decomposition beyond. With `structure="triangular"` it is the product of the
    diagonal alone: you promise that J_f is triangular, and nothing checks it.
    Raises ValueError when f doesn't take as many numbers as it gives, and as `jacobian` does.

    >>> import jax.numpy as jnp
    >>> determinant(lambda x: jnp.array([2 * x[0], 3 * x[1]]))([0.5, 0.5])
    Array(6., dtype=float64)
    """
    _check(f, structure)

    def at(a: Vector) -> Float[Array, ""]:
        J = _square_jacobian(f, a)
        return jnp.prod(jnp.diagonal(J)) if structure else _det(J)

    return at


def slogdet(f: Callable, structure: str | None = None) -> Callable[[Float[Array, " n"]], tuple]:
    """The function a ↦ (sign, log |det J_f(a)|), which neither overflows nor underflows; shapes () and ().

    Where the determinant is 0, the sign is 0 and the logarithm −inf. `structure` and what is raised as for
    `determinant`.

    >>> import jax.numpy as jnp
    >>> slogdet(lambda x: jnp.array([x[1], x[0]]))([1.0, 2.0])
    (Array(-1., dtype=float64), Array(0., dtype=float64))
    """
    _check(f, structure)

    def at(a: Vector) -> tuple[Float[Array, ""], Float[Array, ""]]:
        J = _square_jacobian(f, a)
        if structure:
            diagonal = jnp.diagonal(J)
            return jnp.prod(jnp.sign(diagonal)), jnp.sum(jnp.log(jnp.abs(diagonal)))
        if len(J) > 3:
            plain, power = near_1(J)
            sign, logarithm = jnp.linalg.slogdet(plain)
        else:
            det, power = by_products(J)
            sign, logarithm = jnp.sign(det), jnp.log(jnp.abs(det))
        return sign, logarithm + power * jnp.log(2.0).astype(J.dtype)

    return at


def _check(f, structure):
    checks.function(f)
    if structure not in (None, "triangular"):
        raise ValueError(f'structure must be "triangular" or None; got {structure!r}.')


def _square_jacobian(f, a):
    J = jacobian(f)(a)
    _require_square(*J.shape)
    return J


def _require_square(m, n):
    if m != n:
        raise ValueError(f"f must have as many outputs as inputs to have a determinant; its Jacobian is {m} × {n}.")


def _det(J):
    """The determinant of a matrix of numbers, or of arrays of numbers: nested sequences will do up to 3 × 3."""
    if len(J) == 1:
        return J[0][0]
    if len(J) == 2:
        return J[0][0] * J[1][1] - J[0][1] * J[1][0]
    if len(J) == 3:
        return sum(J[0][i] * (J[1][j] * J[2][k] - J[1][k] * J[2][j]) for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)))
    return jnp.linalg.det(J)


def determinant_field(f: Callable, axes) -> Float[Array, "*grid"]:
    """det J_f over a grid: entry [i, j] is taken at (axes[0][i], axes[1][j]); one axis for each input, at most 3.

    One compiled call, compiled again only for another f or other shapes. Where an axis is sharded over devices,
    so is the field. Raises ValueError for a wrong number of axes, and as `determinant` does.

    >>> import jax.numpy as jnp
    >>> determinant_field(lambda x: jnp.array([x[0] * jnp.cos(x[1]), x[0] * jnp.sin(x[1])]), [[1.0, 2.0], [0.0, 1.0]])
    Array([[1., 1.],
           [2., 2.]], dtype=float64)
    """
    checks.function(f)
    axes = tuple(checks.vector(axis, f"axis {place}") for place, axis in enumerate(axes, 1))
    if not 1 <= len(axes) <= 3:
        raise ValueError(f"axes must hold 1, 2 or 3 vectors, one for each input of f; got {len(axes)}.")
    return _field(as_it_is(f), axes)


@for_each_function
def _field(f, axes):
    _require_fit(f, axes)  # traced, so once a shape
    return _determinants(f, jnp.stack(jnp.meshgrid(*axes, indexing="ij")))


def _require_fit(f, axes):
    n = len(axes)
    try:
        m = checks.outputs(f, jax.ShapeDtypeStruct((n,), jnp.result_type(*axes)))
    except (TypeError, ValueError, IndexError) as error:
        if "fails on shape" in str(error):
            raise type(error)(f"{error} Of that shape the axes make it: f needs one axis for each input.") from error
        raise
    if m != n:
        must = "f must have as many outputs as inputs, and axes must hold one vector for each input"
        came = f"{m} outputs and {n} {'axis' if n == 1 else 'axes'}"
        raise ValueError(f"{must}; got {came}. Give an axis for each variable, of one entry where it is fixed.")


def _determinants(f, points):
    """det J_f at points of shape (n, …). Nothing is a matrix on the way: XLA makes one loop of it all."""
    n = len(points)

    def outputs(*x):
        value = jnp.atleast_1d(f(jnp.stack(x)))
        return [value[i] for i in range(n)]

    def at(*x):
        basis = [tuple(jnp.full_like(x[0], i == j) for i in range(n)) for j in range(n)]
        pushed = [jax.jvp(outputs, x, tangent) for tangent in basis]
        det = _det([[column[i] for _, column in pushed] for i in range(n)])
        return det * sum((0 * jax.lax.stop_gradient(value) for value in pushed[0][0]), 1)  # as where_defined

    def over_all(at):
        for _ in points.shape[1:]:
            at = jax.vmap(at)
        return at(*points)

    try:
        return over_all(at)
    except TypeError:  # as where f is a jax.custom_vjp, which has no forward mode
        return over_all(lambda *x: _det(jacobian(f)(jnp.stack(x))))


@jax.tree_util.register_dataclass
@dataclass(frozen=True, eq=False)
class VolumeRatio:
    """The stretch of a box by a map: in truth (`ratio`), with sign (`signed_ratio`), and in the limit (`limit`)."""

    ratio: Float[Array, ""]
    signed_ratio: Float[Array, ""] | None
    limit: Float[Array, ""]


def volume_ratio(f: Callable, a: Vector, size: Scalar) -> VolumeRatio:
    """Measure how much larger the image of the box of side `size` centred at a is than the box.

    `ratio` is ∫ |det J_f| over the box, over the box's volume: what is covered twice counts twice. In the plane
    `signed_ratio` is the area inside the image of the boundary, counted with its turns, over the box's; it is None
    elsewhere. `limit` is |det J_f(a)|, which `ratio` tends to as the box shrinks.
    The side is cut into 8 panels, in one dimension 16, in space 4. `ratio` is right to 1e-6 of it where a polynomial of
    order 9 fits det J within each (in space of order 7, and where det J keeps its sign). Where det J is too steep or
    swings too fast for that, a warning says so, but not inside `jit`. `signed_ratio` is right to some per cent only
    where det J jumps, and loses figures by rounding in a box that is small beside a: to 1e-4 with size 1e-12 at 1.
    Raises ValueError for n > 3 or a size that is not positive, and as `determinant` does.

    Source: Spivak, Calculus on Manifolds, theorem 3-13 (change of variables); Green's theorem for the signed area.

    >>> import jax.numpy as jnp
    >>> square = lambda x: jnp.array([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])
    >>> round(float(volume_ratio(square, [1.0, 0.5], 1.0).ratio), 9)
    5.666666667
    """
    checks.function(f)
    a = checks.vector(a, "a")
    size = checks.real_array(size, "size")
    if size.ndim or (checks.is_concrete(size) and np.asarray(size) <= 0):
        raise ValueError(f"size must be one positive number, the side of the box; got {size}.")
    if a.size > 3:
        raise ValueError(f"a must have at most 3 entries, for the box is filled with points; got {a.size}.")
    _require_square(checks.outputs(f, a), a.size)
    found, rough = _volume_ratio(as_it_is(f), a, size)
    if checks.is_concrete(rough) and np.asarray(rough)[0] and np.isfinite(found.ratio):
        warnings.warn(ROUGH, stacklevel=2)
    return found


@for_each_function
def _volume_ratio(f, a, size):
    n = a.size
    nodes, _ = gauss(*RULE[n][:2])
    grid = jnp.stack(jnp.meshgrid(*(nodes + off for off in OFF_CREASES[:n]), indexing="ij"))
    field = _determinants(f, a.reshape((n,) + (1,) * n) + size * grid)
    ratio, rough = mean_size(field)
    signed = _turned_area(f, a, size) if n == 2 else None
    return VolumeRatio(ratio, signed, jnp.abs(_det(jacobian(f)(a)))), rough


def _turned_area(f, a, size):
    """½ ∮ (u dv − v du) along the image of the square's boundary, anticlockwise, over the area of the square."""
    points, headings, weights = round_the_square()
    points, headings = a + size * points, headings.astype(a.dtype)
    value, slope = jax.vmap(f)(points), jax.vmap(jvp(f))(points, headings)
    u, v = (value - f(a)).T
    return weights @ (u * slope[:, 1] - v * slope[:, 0]) / (2 * size)
