"""The chain rule: J_{f∘g}(a) = J_f(g(a)) J_g(a), its factors, their product in any bracketing, and what each costs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Vector
from jaclib.jacobian import jacobian

Tree = int | tuple | list  # a bracketing: the place of a factor, or two of these


class Step(NamedTuple):
    """A matrix product on the way: left @ right = result."""

    left: Float[Array | np.ndarray, "m k"]
    right: Float[Array | np.ndarray, "k n"]
    result: Float[Array | np.ndarray, "m n"]


class Cost(NamedTuple):
    """The price of a Jacobian: scalar multiplications by derivatives, numbers held at the peak, evaluations of the
    chain.
    """

    multiplications: int
    stored: int
    evaluations: int


def compose(*maps: Callable) -> "Composition":
    """The map f∘g∘…, outermost first, as one writes it: compose(f, g)(x) = f(g(x)).

    Raises TypeError if one of them is not a function. When called, it raises TypeError, ValueError or
    IndexError, naming the map, if an output doesn't fit the next map's input.

    >>> import jax.numpy as jnp
    >>> g = lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]])
    >>> f = lambda u: u @ u
    >>> compose(f, g).trace([1.0, 1.0]).factors
    (Array([[4., 2.]], dtype=float64), Array([[2., 1.],
           [1., 1.]], dtype=float64))
    """
    if not maps:
        raise TypeError("maps must be at least one function; got none.")
    for place, each in enumerate(maps, 1):
        checks.function(each, f"map {place} of the composition")
    return Composition(maps)


@dataclass(frozen=True)
class Composition:
    """f∘g∘…: call it with x, or `trace` it at a. Made by `compose`."""

    maps: tuple[Callable, ...]

    def __call__(self, x):
        x = checks.real_array(x, "x") if isinstance(x, list | tuple) else x
        for place, each in reversed([*enumerate(self.maps, 1)]):
            try:
                x = jnp.asarray(each(x))
            except (TypeError, ValueError, IndexError) as error:
                own = isinstance(error, ValueError) and "unpack" not in str(error)  # a map's own sentence
                if own or checks.what_it_does(error):
                    raise
                raise checks.failure(error, f"map {place} of the composition", x) from error
        return x

    def trace(self, a: Vector) -> "Trace":
        """The points on the way from a, and each factor's Jacobian there, in the written order: outermost first.

        Raises as `jacobian` does, naming the map of the composition that is at fault.
        """
        x = checks.vector(a, "a")
        way = []
        for place, each in reversed([*enumerate(self.maps, 1)]):
            checks.outputs(each, x, name=f"map {place} of the composition")
            way.append((x, jacobian(each)(x)))
            x = jnp.atleast_1d(each(x))
        points, factors = zip(*reversed(way), strict=True)
        return Trace(points, factors, x)


@dataclass(frozen=True, eq=False)
class Trace:
    """A composition followed through one point.

    `factors[i]` is the Jacobian of the i-th map as written (the outermost is 0), taken at `points[i]`; `value` is where
    the composition ends. An `order` says how the product of the factors is bracketed:

    - "reverse": from the left of the product, ((J₀ J₁) J₂) J₃, that is from the output side, as backpropagation does;
    - "forward": from the right, J₀ (J₁ (J₂ J₃)), that is from the input side;
    - "optimal": with the fewest multiplications;
    - nested pairs of places, such as ((0, 1), (2, 3)).
    """

    points: tuple[Float[Array | np.ndarray, " _"], ...]
    factors: tuple[Float[Array | np.ndarray, "_ _"], ...]
    value: Float[Array | np.ndarray, " m"]

    def product(self, order="reverse") -> Float[Array | np.ndarray, "m n"]:
        """The Jacobian of the composition. ValueError for an order that is none of those above."""
        steps = self.steps(order)
        return steps[-1].result if steps else self.factors[0]

    def steps(self, order="reverse") -> tuple[Step, ...]:
        """The matrix products one after the other, as they are made."""
        steps = []

        def multiply(tree):
            if isinstance(tree, int):
                return self.factors[tree]
            left, right = map(multiply, tree)
            steps.append(Step(left, right, left @ right))
            return steps[-1].result

        multiply(bracketing(order, [factor.shape for factor in self.factors]))
        return tuple(steps)

    def cost(self, order="reverse") -> Cost:
        """Count what the order takes, for dense factors; or one of three ways that never form them, a product with a
        vector at a time:

        - "jvp": a tangent for each input; holds one point and one tangent, at any depth;
        - "vjp": a cotangent for each output; holds every point on the way;
        - "checkpointed": like "vjp", but holds only every √K-th point of K, and evaluates from there again.

        Source: Griewank & Walther, Evaluating Derivatives, 2nd ed. (2008), chapters 3 and 12.
        """
        shapes = [factor.shape for factor in self.factors]
        if order in SWEEPS:
            return SWEEPS[order](shapes)
        multiplications, peak, _ = _dense(bracketing(order, shapes), shapes, held=sum(m * n for m, n in shapes))
        return Cost(multiplications, peak, 1)


def _dense(tree, shapes, held):
    """Multiplications, peak and shape of a bracketed product, when `held` numbers are there before."""
    if isinstance(tree, int):
        return 0, held, shapes[tree]
    left_work, left_peak, (m, k) = _dense(tree[0], shapes, held)
    held += m * k - _size(tree[0], shapes)
    right_work, right_peak, (_, n) = _dense(tree[1], shapes, held)
    held += k * n - _size(tree[1], shapes)
    return left_work + right_work + m * k * n, max(left_peak, right_peak, held + m * n), (m, n)


def _size(tree, shapes):
    """Count the numbers that the factors below hold."""
    return shapes[tree][0] * shapes[tree][1] if isinstance(tree, int) else sum(_size(part, shapes) for part in tree)


def _jvp_cost(shapes):
    inputs = shapes[-1][1]
    return Cost(inputs * sum(m * n for m, n in shapes), 2 * max(m + n for m, n in shapes), inputs)


def _vjp_cost(shapes):
    points = sum(n for _, n in shapes)
    return Cost(shapes[0][0] * sum(m * n for m, n in shapes), points + max(m + n for m, n in shapes), 1)


def _checkpointed_cost(shapes):
    widths = [n for _, n in reversed(shapes)]  # of each map's input, from the first map on
    stride = ceil(sqrt(len(widths)))
    kept = sum(widths[::stride])
    again = max(sum(widths[start + 1 : start + stride]) for start in range(0, len(widths), stride))
    return Cost(_vjp_cost(shapes).multiplications, kept + again + max(m + n for m, n in shapes), 2)


def matrix_chain(*sizes: int, seed: int = 0) -> Trace:
    """A product of matrices alone, to be bracketed and counted: (40, 30, 2) is a 40 × 30 matrix times a 30 × 2 matrix.

    Their entries are normal random numbers. Raises ValueError unless there are two sizes or more, all positive.

    >>> matrix_chain(40, 30, 2, 30, 40).cost("optimal").multiplications
    8000
    """
    if len(sizes) < 2 or not all(isinstance(size, int) and size > 0 for size in sizes):
        raise ValueError(f"sizes must be two or more positive whole numbers, as in matrix_chain(4, 3, 2); got {sizes}.")
    rng = np.random.default_rng(seed)
    return Trace((), tuple(rng.normal(size=shape) for shape in pairwise(sizes)), np.empty(0))


SWEEPS = {"jvp": _jvp_cost, "vjp": _vjp_cost, "checkpointed": _checkpointed_cost}


def bracketing(order, shapes) -> Tree:
    """The order as nested pairs of places, for factors of these shapes."""
    count = len(shapes)
    places: list[Tree] = [*range(count)]
    if order == "reverse":
        return reduce(lambda tree, place: (tree, place), places)
    if order == "forward":
        return reduce(lambda tree, place: (place, tree), reversed(places))
    if order == "optimal":
        return _optimal(shapes)
    if not isinstance(order, int | tuple | list) or _leaves(order) != places:
        pairs = f"nested pairs that name each place once from left to right, such as {bracketing('reverse', shapes)}"
        raise ValueError(f'order must be "reverse", "forward", "optimal", or {pairs}; got {order!r}.')
    return order


def _leaves(tree):
    if isinstance(tree, tuple | list):
        return [leaf for part in tree for leaf in _leaves(part)] if len(tree) == 2 else [None]
    return [tree]


def _optimal(shapes):
    """The bracketing with the fewest multiplications, by dynamic programming over the runs of factors.

    Source: Godbole, On efficient computation of matrix chain products, IEEE Trans. Computers C-22 (1973).
    """
    count = len(shapes)
    best: dict[tuple[int, int], tuple[int, Tree]] = {(i, i): (0, i) for i in range(count)}
    for length in range(2, count + 1):
        for first in range(count - length + 1):
            last = first + length - 1
            ways = []
            for cut in range(first, last):
                (left, left_tree), (right, right_tree) = best[first, cut], best[cut + 1, last]
                work = left + right + shapes[first][0] * shapes[cut][1] * shapes[last][1]
                ways.append((work, (left_tree, right_tree)))
            best[first, last] = min(ways, key=lambda way: way[0])
    return best[0, count - 1][1]
