"""The catalogue: plane maps worth knowing, each with its formula, a box to look at and a point to start from."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Num

from jaclib.evidence.judge import numbers

Box = tuple[tuple[float, float], ...]
PI = float(np.pi)


@dataclass(frozen=True, eq=False)
class Map:
    """A map with what it takes to show it. Equal only to itself, so that `jit` can compile once for each.

    `function` takes shape (n,) to (m,); `latex` is its formula; `variables` and `outputs` name the coordinates;
    `domain` is the box of inputs to look at, `point` where to start, `image` the box of outputs that frames what
    matters. `jacobian` is the matrix worked out by hand: the tests hold the automatic one to it. Both may be unknown.
    `components` are the trees of a typed formula, a real one for each output, and nothing for any other map.
    It isn't `defined` where it was looked at all over its domain, and no place was found at which it has a value.
    """

    name: str
    function: Callable[[Float[Array, " n"]], Float[Array, " m"]]
    latex: str
    variables: tuple[str, ...]
    outputs: tuple[str, ...]
    domain: Box
    point: tuple[float, ...]
    image: Box | None
    jacobian: Callable[[Float[Array, " n"]], Float[Array, "m n"]] | None = None
    components: tuple = ()
    defined: bool = True

    def __call__(self, x: Num[Array | np.ndarray, " n"] | Sequence[float | int]) -> Num[Array, " m"]:
        """The value at x, of shape (n,); whole numbers are read as real ones."""
        x = jnp.asarray(x)
        if x.shape != (len(self.variables),):
            n, names = len(self.variables), ", ".join(self.variables)
            raise ValueError(f"x must have shape ({n},), for {names}, to go into {self.name}; got {x.shape}.")
        return self.function(x if jnp.issubdtype(x.dtype, jnp.inexact) else x.astype(float))

    def __repr__(self):
        return f"<map {self.name}: ({', '.join(self.variables)}) ↦ ({', '.join(self.outputs)})>"


class Shown(TypedDict):
    """What it takes to show a map, as a `Map` has it."""

    domain: Box
    point: tuple[float, ...]
    image: Box


_plane = partial(Map, variables=("x", "y"), outputs=("u", "v"))


def _square_box(half: float) -> Box:
    return ((-half, half), (-half, half))


def _polar(x):
    r, theta = x
    return jnp.stack([r * jnp.cos(theta), r * jnp.sin(theta)])


def _polar_jacobian(x):
    r, theta = x
    c, s = jnp.cos(theta), jnp.sin(theta)
    return jnp.array([[c, -r * s], [s, r * c]])


polar = Map(
    "polar",
    _polar,
    r"(r\cos\theta,\; r\sin\theta)",
    variables=("r", "θ"),
    outputs=("x", "y"),
    **Shown(domain=((0.0, 3.0), (-PI, PI)), point=(2.0, PI / 4), image=_square_box(3.2)),
    jacobian=_polar_jacobian,
)

complex_square = _plane(
    "complex square",
    lambda x: jnp.stack([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]]),
    r"(x^2 - y^2,\; 2xy)",
    **Shown(domain=_square_box(2.0), point=(1.0, 0.5), image=_square_box(4.0)),
    jacobian=lambda x: 2 * jnp.array([[x[0], -x[1]], [x[1], x[0]]]),
)


def _exponential(x):
    return jnp.exp(x[0]) * jnp.stack([jnp.cos(x[1]), jnp.sin(x[1])])


def _exponential_jacobian(x):
    u, v = _exponential(x)
    return jnp.array([[u, -v], [v, u]])


complex_exponential = _plane(
    "complex exponential",
    _exponential,
    r"(e^x\cos y,\; e^x\sin y)",
    **Shown(domain=((-2.0, 1.5), (-PI, PI)), point=(0.5, 0.5), image=_square_box(4.5)),
    jacobian=_exponential_jacobian,
)


def linear(matrix, *, name="linear map", latex=None, point=(1.0, 0.5)) -> Map:
    """The map x ↦ A x of a matrix A of shape (m, n). Its Jacobian is A, everywhere."""
    A = _constant(matrix, "matrix", ndim=2)
    m, n = A.shape
    reach = 2 * np.maximum(np.abs(A).sum(axis=1), 0.5)  # what the box of side 4 reaches
    return Map(
        name,
        lambda x: jnp.asarray(A, x.dtype) @ x,  # in single precision too, where x is
        latex or _matrix_latex(A) + _column_latex(_names(n, "xy")),
        variables=_names(n, "xy"),
        outputs=_names(m, "uv"),
        domain=((-2.0, 2.0),) * n,
        point=point if n == 2 else (1.0,) * n,
        image=tuple((-high, high) for high in reach.tolist()),
        jacobian=lambda x: jnp.asarray(A),
    )


def sigmoid(W, b, *, name="sigmoid layer") -> Map:
    """The layer x ↦ σ(W x + b) with σ(z) = 1 / (1 + e⁻ᶻ), for W of shape (m, n) and b of shape (m,)."""
    W, b = _constant(W, "W", ndim=2), _constant(b, "b", ndim=1)
    m, n = W.shape
    if b.shape != (m,):
        raise ValueError(f"b must have shape ({m},), one number for each row of W; got {b.shape}.")

    def slopes(x):
        s = jax.nn.sigmoid(W @ x + b)
        return s * (1 - s)

    return Map(
        name,
        lambda x: jax.nn.sigmoid(jnp.asarray(W, x.dtype) @ x + jnp.asarray(b, x.dtype)),
        rf"\sigma\!\left({_matrix_latex(W)}{_column_latex(_names(n, 'xy'))} + {_matrix_latex(b[:, None])}\right)",
        variables=_names(n, "xy"),
        outputs=_names(m, "uv"),
        **Shown(domain=((-4.0, 4.0),) * n, point=(0.5,) * n, image=((-0.1, 1.1),) * m),
        jacobian=lambda x: slopes(x)[:, None] * W,
    )


def _constant(value, name, ndim):
    """Numbers that a map is made of: a NumPy array, read once and never changed."""
    array = numbers(value)
    if array is None or array.ndim != ndim or not np.isfinite(array).all():
        axes = "2 axes, rows of equal length" if ndim == 2 else "1 axis"
        raise ValueError(f"{name} must be an array of finite numbers with {axes}; got {value!r}.")
    array = array.copy()
    array.setflags(write=False)
    return array


def _names(count, pair):
    """Names of coordinates: the pair for two, numbered for any other count."""
    return tuple(pair) if count == 2 else tuple(f"{pair[0]}{i + 1}" for i in range(count))


def _matrix_latex(A):
    return _column_latex(" & ".join(f"{entry:.4g}" for entry in row) for row in A)


def _column_latex(rows) -> str:
    """The rows of a matrix, or the entries of a vector, as they are set below each other."""
    return r"\begin{pmatrix}" + r"\\".join(rows) + r"\end{pmatrix}"


COS30, SIN30 = float(np.sqrt(3) / 2), 0.5

shear = linear([[1, 1], [0, 1]], name="shear", latex=r"(x + y,\; y)")
_TURNED = r"(x\cos 30° - y\sin 30°,\; x\sin 30° + y\cos 30°)"
rotation = linear([[COS30, -SIN30], [SIN30, COS30]], name="rotation", latex=_TURNED)
scaling = linear([[2, 0], [0, 3]], name="scaling", latex=r"(2x,\; 3y)")
reflection = linear([[0, 1], [1, 0]], name="reflection", latex=r"(y,\; x)")
linear_map = linear([[2, 1], [1, 1]])

fold = _plane(
    "fold",
    lambda x: jnp.stack([x[0], x[1] ** 2]),
    r"(x,\; y^2)",
    **Shown(domain=_square_box(2.0), point=(0.5, 1.0), image=((-2.0, 2.0), (-0.5, 3.5))),
    jacobian=lambda x: jnp.array([[1.0, 0.0], [0.0, 2 * x[1]]]),
)

cusp = _plane(
    "cusp",
    lambda x: jnp.stack([x[0], x[1] ** 3 + x[0] * x[1]]),
    r"(x,\; y^3 + xy)",
    **Shown(domain=_square_box(2.0), point=(-1.0, 1.0), image=((-2.0, 2.0), (-2.0, 2.0))),
    jacobian=lambda x: jnp.array([[1.0, 0.0], [x[1], 3 * x[1] ** 2 + x[0]]]),
)


def _swirl(x):
    angle = (x[0] ** 2 + x[1] ** 2) / 2
    c, s = jnp.cos(angle), jnp.sin(angle)
    return jnp.stack([c * x[0] - s * x[1], s * x[0] + c * x[1]])


def _swirl_jacobian(x):
    angle = (x[0] ** 2 + x[1] ** 2) / 2
    c, s = jnp.cos(angle), jnp.sin(angle)
    u, v = _swirl(x)
    return jnp.array([[c, -s], [s, c]]) + jnp.outer(jnp.array([-v, u]), x)


swirl = _plane(
    "swirl",
    _swirl,
    r"(x\cos s - y\sin s,\; x\sin s + y\cos s),\quad s = \tfrac12(x^2 + y^2)",
    **Shown(domain=_square_box(2.0), point=(1.0, 0.5), image=_square_box(2.9)),
    jacobian=_swirl_jacobian,
)

sigmoid_layer = sigmoid([[2, -1], [1, 1.5]], [0.0, -0.5])

_ALL = [polar, complex_square, complex_exponential, shear, rotation, scaling, reflection, fold, cusp, swirl]
CATALOGUE: dict[str, Map] = {each.name: each for each in [*_ALL, linear_map, sigmoid_layer]}


def find(name: str) -> Map:
    """The map of the catalogue with this name; ValueError, with the nearest name and all of them, if there is none.

    >>> find("polar")
    <map polar: (r, θ) ↦ (x, y)>
    """
    wanted = str(name).strip().lower().replace("_", " ")
    if wanted in CATALOGUE:
        return CATALOGUE[wanted]
    near = difflib.get_close_matches(wanted, CATALOGUE, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"name must be one of {', '.join(map(repr, CATALOGUE))}; got {name!r}.{hint}")
