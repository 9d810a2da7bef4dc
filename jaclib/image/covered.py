"""The area of a box's image as a set, of ∫ |det J|: places on which several layers lie count once."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from jaclib.evidence.judge import numpy_of
from jaclib.image.enclosed import Enclosed, enclosed
from jaclib.image.outline import HALVINGS, JUMPS
from jaclib.image.overlap import ONE_LAYER, share, share_within, triangles
from jaclib.programs.field import det, field

SHAPES = tuple((2**k, 2 ** (11 - k)) for k in range(3, 9))  # cells along the sides, the more the more f bends there
SUSPECTS = 8
SMALL = 1e-3  # of the image: a smaller jump is not looked for
STEEP = 0.1  # of how far out it is, the farthest image may be from those beside it where there is no pole
ROUNDING = 1e-12  # of the largest determinant: with such a sign it has none; and of the values: they don't jump
BENT = 1e-6  # of the largest cell: less of the other sign is what a bent side leaves where det J is nearly 0
RESOLVED = 0.05  # by so much of it the coarser triangles may differ from the finer ones
STILL = 4  # looks, each four times as close: what hasn't grown by a thousandth over them has a largest value
COARSE = np.stack(np.meshgrid(*[np.linspace(0, 1, 17)] * 2, indexing="ij"), axis=-1)
AROUND = np.stack(np.meshgrid(*[np.linspace(-1, 1, 9)] * 2, indexing="ij"), axis=-1).reshape(-1, 2)
SQUARE = np.stack(np.meshgrid(*[np.linspace(-1, 1, 5)] * 2, indexing="ij"), axis=-1)
SIDE = np.stack([np.arange(512) / 512, np.zeros(512)], axis=1) - 0.5
LOOP = 0.5 + np.concatenate([SIDE @ np.linalg.matrix_power([[0, 1], [-1, 0]], k) for k in range(4)])  # the unit square


class Covered(NamedTuple):
    """The share that the image is of all its layers together, and what became of it on the way."""

    share: float  # 1 where it is one layer; NaN where the layers are too fine to be told, or f is torn or undefined
    folded: bool  # det J has both signs
    whole: bool  # f neither jumps in the box nor has a pole, and has a value at all of the nodes
    enclosed: Enclosed = Enclosed(np.nan, np.nan)  # by the image of the boundary, with sign
    one_sign: bool = False  # of det J, wherever it was looked at, and of the images of small cells

    @property
    def layered(self) -> bool:
        """Whether more than one layer lies somewhere."""
        return self.whole and self.share != 1


@np.errstate(invalid="ignore")  # where f is undefined
def covered(f: Callable, a: Float[np.ndarray, " 2"], size, t: float = 1.0) -> Covered:
    """The area of the image of a box as a set, over ∫ |det J|, which counts each layer, for x ↦ (1 − t) x + t f(x).

    The box has the corner a and the sides `size`. Where det J keeps its sign, a point is covered as often as the image
    of the box's boundary, 2048 points, goes round it. Where the box is folded, the images of 4096 triangles are looked
    at. Both on 129 parallel lines, and so is the sum of the layers: the two are equal where no layer lies on another.
    The error is below 1e-3 unless f bends much within a cell. f is compiled once. Not for use inside `jit`.

    Source: Federer, Geometric Measure Theory, 3.2.3 (the area formula: ∫ |det J| = ∫ N).

    >>> import jax
    >>> fold = lambda x: x * jax.numpy.stack([1.0, x[1]])
    >>> covered(fold, np.array([0.0, -1.0]), 2.0).share, covered(fold, np.array([0.0, 0.0]), 2.0).share
    (0.5, 1.0)
    """
    size = np.broadcast_to(np.asarray(size, dtype=float), 2)
    m, n = _shape(field(f, a + size * COARSE, t)[0])
    nodes = a + size * np.stack(np.meshgrid(*(np.linspace(0, 1, k + 1) for k in (m, n)), indexing="ij"), axis=-1)
    values, J = field(f, nodes, t)
    if not np.isfinite(values).all() or _torn(f, t, nodes, values, J) or _unbounded(f, t, nodes, values):
        return Covered(np.nan, folded=False, whole=False)
    loop, J_loop = field(f, a + size * LOOP, t)
    dets, around = det(J), enclosed(loop, np.prod(size))
    folded = both_signs(dets)
    one = not (folded or both_signs(np.append(dets, det(J_loop))) or both_signs(_cells(values), BENT))
    coarse = not around.off <= RESOLVED * abs(around.size)  # too few points for how often it goes round
    share_of_it = _share_of_folded(values) if folded else np.nan if coarse else share_within(loop)
    return Covered(share_of_it, folded, True, around, one)


@np.errstate(invalid="ignore")
def both_signs(sizes, rounding: float = ROUNDING):
    """Whether some are positive and some negative, by more than is left of the largest by rounding. Traces."""
    least = rounding * abs(sizes).max(initial=0, where=numpy_of(sizes).isfinite(sizes))
    return (sizes > least).any() & (sizes < -least).any()


def _cells(values):
    """The signed areas of the images of the cells, as quadrangles."""
    one, other = values[1:, 1:] - values[:-1, :-1], values[:-1, 1:] - values[1:, :-1]
    return (one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]) / 2


def _share_of_folded(values):
    """Extrapolate from triangles, and from four times as large ones: the error goes with the square of their sides."""
    fine, coarse = (share(triangles(net)) for net in (values, values[::2, ::2]))
    if abs(fine - coarse) > RESOLVED * fine:
        return np.nan
    return fine if fine == 1 else min(fine + (fine - coarse) / 3, 1 - ONE_LAYER)


def _shape(values):
    """Choose the number of cells along each side: an arc is off its chord by the square of the step."""
    bends = np.array([np.linalg.norm(np.diff(values, 2, axis=axis), axis=-1).mean() for axis in (0, 1)])
    first, second = bends + 1e-6 * bends.max() + 1e-300
    place = len(SHAPES) / 2 + np.nan_to_num(np.log2(first / second) / 4)  # 0 where they aren't known
    return SHAPES[int(np.clip(place, 0, len(SHAPES) - 1))]


def _torn(f, t, nodes, values, J):
    """Whether f jumps between two neighbours: on an edge that the derivatives at its ends don't explain."""
    odd_edges = []
    for axis in (0, 1):
        x, y, slope = (np.moveaxis(part, axis, 0) for part in (nodes, values, J[..., axis]))
        step, chord = np.linalg.norm(x[1:] - x[:-1], axis=-1), y[1:] - y[:-1]
        gap = np.linalg.norm(chord - step[..., None] * (slope[1:] + slope[:-1]) / 2, axis=-1)
        odd = gap > 0.25 * np.linalg.norm(chord, axis=-1) + SMALL * np.ptp(values, axis=(0, 1)).max()
        odd_edges.append((x[:-1][odd], x[1:][odd], gap[odd]))
    p, q, unexplained = map(np.concatenate, zip(*odd_edges, strict=True))
    worst = np.argsort(np.nan_to_num(unexplained, posinf=0))[::-1][:SUSPECTS]
    p, q, box = p[worst], q[worst], (nodes[0, 0], nodes[-1, -1])
    if not len(p):
        return False
    return bool(jumps(f, p, q, t).any()) or any(_parts(f, t, *pair, *box) for pair in zip(p[:2], q[:2], strict=True))


def _parts(f, t, p, q, low, high):
    """Whether f is torn at a point beside p and q alone, as x/|x| is at 0: around it no image shrinks with its square.

    No line needs to meet that point. The quarter of the square with the widest image is kept, up to 40 times.
    """
    place, reach, first = (p + q) / 2, np.abs(q - p).max(), None
    for _ in range(HALVINGS):
        there = np.clip(place + reach * SQUARE, low, high)
        values = field(f, there, t)[0]
        quarters = np.lib.stride_tricks.sliding_window_view(values, (3, 3), axis=(0, 1))
        wide = np.linalg.norm(np.ptp(quarters, axis=(-2, -1)), axis=-1)
        first = first or np.linalg.norm(np.ptp(values, axis=(0, 1)))
        i, j = np.unravel_index(wide.argmax(), wide.shape)
        if not wide[i, j] > JUMPS * first:
            return False
        place, reach = there[i + 1, j + 1], reach / 2
    return True


@np.errstate(invalid="ignore")
def jumps(f: Callable, p: Float[np.ndarray, "k 2"], q: Float[np.ndarray, "k 2"], t: float = 1.0) -> np.ndarray:
    """Whether x ↦ (1 − t) x + t f(x) jumps between p and q, for each pair.

    The half with the longer image is kept, 40 times: the image shrinks where f is continuous.

    >>> jumps(lambda x: 1 / x, np.array([[-1.0, 1.0], [1.0, 1.0]]), np.array([[1.3, 1.0], [2.0, 1.0]])).tolist()
    [True, False]
    """
    ends = field(f, np.stack([p, q]), t)[0]
    whole, size = _apart(*ends), np.linalg.norm(ends, axis=-1).max(axis=0)
    for _ in range(HALVINGS):
        middle = (p + q) / 2
        f_p, f_m, f_q = field(f, np.stack([p, middle, q]), t)[0]
        first = ~(_apart(f_p, f_m) < _apart(f_m, f_q))[:, None]
        p, q = np.where(first, p, middle), np.where(first, middle, q)
    left, seen = _apart(*field(f, np.stack([p, q]), t)[0]), whole > ROUNDING * np.where(np.isfinite(size), size, 0)
    return ~(left <= JUMPS * whole) & seen


def _apart(y, z):
    return np.linalg.norm(z - y, axis=-1)


def _unbounded(f, t, nodes, values):
    """Whether the farthest image goes on growing as one looks closer; asked where it is far from those beside it."""
    centre = np.median(values, axis=(0, 1))
    size = np.linalg.norm(values - centre, axis=-1)
    i, j = np.unravel_index(size.argmax(), size.shape)
    if _apart(values[max(i - 1, 0) : i + 2, max(j - 1, 0) : j + 2], values[i, j]).max() <= STEEP * size[i, j]:
        return False
    place, low, high, reach, largest = nodes[i, j], nodes[0, 0], nodes[-1, -1], nodes[1, 1] - nodes[0, 0], []
    for _ in range(HALVINGS // 2):
        near = np.clip(place + reach * AROUND, low, high)
        far = np.nan_to_num(np.linalg.norm(field(f, near, t)[0] - centre, axis=-1), nan=-1.0, posinf=np.inf)
        largest.append(far.max())
        if len(largest) > STILL and largest[-1] <= (1 + 1e-3) * largest[-1 - STILL]:
            return False
        place, reach = near[far.argmax()], reach / 4  # as far as to the nodes beside it
    return bool(np.isinf(largest[-1]) or largest[-1] > (1 + JUMPS) * largest[len(largest) // 2])
