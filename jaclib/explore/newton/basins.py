"""Where Newton's method ends, from each of many starts in the plane: the basins of the roots."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from jaclib.checks import Vector
from jaclib.preimages import APART, HIGHEST, STEPS, uncertainty
from jaclib.programs.field import field
from jaclib.programs.reading import as_it_is
from jaclib.roots.ways import inverses, solved, ways
from jaclib.solve import HALVINGS

LIMIT = 26  # of trials from each start, halvings counted
NEAR = 1e-4  # beside 1 + ‖y‖: where it ends is then looked into
TOGETHER, FARTHEST = 8e-3, 0.1  # of the box: ends that lie so near together are one crowd; an error counts up to there
CROWDS = 24  # looked into, from the outermost of each
OUTERMOST = np.array([[1, 0], [0, 1], [1, 1], [1, -1]])  # on either side in these directions, beside the box
SIDES = 2 * len(OUTERMOST)
BETWEEN = 5  # along each side of a box around the roots that a crowd turned out to hold: there may be others
EXACT, BEYOND, SHRUNK = 1e-9, 100.0, 0.1  # beside 1 + ‖x‖; of the root's error; of the singular value that far away
SLOWEST, MORE = 0.98, 1.25  # of a step is left in the next, at a root of multiplicity 50; for what isn't yet asymptotic
NUMBERED = 6  # roots in the box, those with the most starts; the others share a number
NONE, ELSEWHERE = 0, NUMBERED + 1


class Basins(NamedTuple):
    """For each start the number of the root reached and the steps to it; and the roots, the numbered ones first."""

    numbers: Int[np.ndarray, " n"]
    steps: Int[np.ndarray, " n"]
    roots: Float[np.ndarray, "k 2"]
    errors: Float[np.ndarray, " k"]  # by so much the roots may be off
    singular: Bool[np.ndarray, " k"]  # det J = 0 at the root, so that convergence to it is only linear


@np.errstate(all="ignore")  # where f is undefined, or J has no inverse, a way ends
def destinations(
    f: Callable, y: Vector, starts: Float[np.ndarray, "2 n"], damped: bool
) -> tuple[Float[np.ndarray, "2 n"], Bool[np.ndarray, " n"], Int[np.ndarray, " n"], Float[np.ndarray, "2 n"]]:
    """Where Newton's method for f(x) = y ends from each start, whether near a root, after how many steps; and the next.

    The steps are those of `newton`, of which this is the fast form for a picture: all starts at once, J⁻¹ by Cramer's
    rule, and not far. Each round tries one point a start; with damping a failed try halves the step.
    """
    x, near, halvings = starts.T.astype(float), NEAR * (1 + np.linalg.norm(y)), HALVINGS if damped else 1
    n = len(x)
    # the first round looks at the starts themselves: any value is nearer than infinitely far
    gap, step = np.full(n, np.inf), np.zeros((n, 2))
    halved, count, left = np.zeros(n, int), np.full(n, -1), np.arange(n)
    for _ in range(LIMIT):
        trial = x[left] + step[left] * 0.5 ** halved[left, None]
        values, J = field(f, trial)
        (u, v), ((a, b), (c, d)) = (values - y).T, np.moveaxis(J, 0, -1)
        new_gap = np.sqrt(u**2 + v**2)
        good = new_gap < gap[left] if damped else np.isfinite(new_gap)
        moved = left[good]
        x[moved], gap[moved] = trial[good], new_gap[good]
        step[moved] = (np.stack([b * v - d * u, c * u - a * v], axis=1) / (a * d - b * c)[:, None])[good]
        halved[left] = np.where(good, 0, halved[left] + 1)
        count[moved] += 1
        left = left[(gap[left] > near) & (halved[left] < halvings) & np.isfinite(step[left]).all(axis=1)]
        if not len(left):
            break
    return x.T, gap <= near, count, step.T


@np.errstate(all="ignore")  # where J has no inverse
def polished(f: Callable, y: Vector, starts: Float[np.ndarray, "k 2"]) -> Float[np.ndarray, "k 4"]:
    """Where Newton's method ends, to the last digits: x, its error, 1 if det J = 0 at the root; NaN for no root."""
    found, some = np.full((len(starts), 4), np.nan), np.isfinite(starts).all(axis=1)
    if not some.any():
        return found
    way = ways(f, y, starts[some], limit=STEPS, tolerance=1e-15)
    x, values, J = way.x[-1], way.values[-1], way.jacobians[-1]
    terms = 1 + np.abs(y) + (np.abs(J) @ np.abs(x)[..., None])[..., 0]
    error = uncertainty(J, values - y, terms) * slower(way.x, solved(J, values - y))
    roots = np.column_stack([x, error, is_singular(f, x, J, error)])
    # where J has no inverse the error of a root is unknown: then f(x) has to be y but for rounding
    known = np.isfinite(inverses(J)).all(axis=(1, 2))[:, None]
    near = (np.abs(values - y) <= np.where(known, 1e-12, 1e-15) * terms).all(axis=1)
    found[some] = np.where(near[:, None], roots, np.nan)
    return found


@np.errstate(all="ignore")  # where no step was taken, or there is none
def slower(x: Float[np.ndarray, "m k 2"], following: Float[np.ndarray, "k 2"]) -> Float[np.ndarray, " k"]:
    """How many times farther the root is than the error of one of multiplicity 8 says, at least 1.

    Near a root of multiplicity m each step is 1 − 1/m of the one before, and 1/m of the way that is left.
    """
    steps = np.linalg.norm(np.diff(x, axis=0), axis=2)
    last = len(steps) - 1 - (steps[::-1] > 0).argmax(axis=0)
    share = np.linalg.norm(following, axis=1) / steps[last, np.arange(len(last))]
    multiplicity = np.where(share < SLOWEST, 1 / (1 - share), 0.0)
    return np.fmax(MORE * multiplicity / HIGHEST, 1.0)


def is_singular(f, x, J, error) -> Bool[np.ndarray, " k"]:
    """Whether J is singular at roots x: its least singular value is no more than a tenth of what it is farther away.

    That is a hundred times as far as the root may be off. At a kink J changes as well, but doesn't go to 0.
    """
    away = BEYOND * np.maximum(error, EXACT * (1 + np.linalg.norm(x, axis=1)))
    beside = x[:, None] + away[:, None, None] * np.concatenate([OUTERMOST, -OUTERMOST])
    around = np.concatenate([J[:, None], field(f, beside)[1]], axis=1)
    sigma, known = np.full(around.shape[:2], np.nan), np.isfinite(around).all(axis=(2, 3))
    sigma[known] = np.linalg.svd(around[known], compute_uv=False)[:, -1]
    return known[:, 0] & ~(sigma[:, 0] > SHRUNK * np.fmax.reduce(sigma, axis=1))


def basins(f: Callable, y: Vector, starts: Float[np.ndarray, "2 n"], box, damped: bool = True) -> Basins:
    """For each start the root at which Newton's method ends, and the roots.

    Roots in the box ((x0, x1), (y0, y1)) have the numbers 1 to 6, from left to right; if there are more, those that
    most starts reach. All others share the number 7. It is 0 where no root is reached within 26 trials. Roots that
    differ by less than their own errors are one. Needs numbers, so it can't be in `jit`.

    >>> import jax.numpy as jnp
    >>> square = lambda x: jnp.stack([x[0] ** 2 - x[1] ** 2, 2 * x[0] * x[1]])
    >>> found = basins(square, [1.0, 0.0], np.array([[-2.0, 0.5], [1.0, 1.0]]), ((-2, 2), (-2, 2)))
    >>> found.numbers.tolist(), found.roots[:, 0].round(9).tolist(), found.singular.tolist()
    ([1, 2], [-1.0, 1.0], [False, False])
    """
    f, y, low = as_it_is(f), np.asarray(y, dtype=float), np.array(box, dtype=float)[:, 0]
    size = np.ptp(np.array(box, dtype=float), axis=1)
    ends, found, steps, step = destinations(f, y, starts, damped)
    unit = (ends.T - low) / size
    crowd, outermost = crowds(unit, HIGHEST * np.abs(step.T / size).max(axis=1), found)
    seeds = np.where(outermost[:, None] < 0, np.nan, ends.T[outermost].astype(float))
    first = polished(f, y, seeds).reshape(CROWDS, SIDES, 4)
    others = polished(f, y, among(first).reshape(-1, 2)).reshape(CROWDS, -1, 4)
    roots, which = distinct(np.concatenate([first, others], axis=1).reshape(-1, 4), low, size)
    places = (roots[:, :2] - low) / size
    reached = nearest(unit, crowd, places, which.reshape(CROWDS, -1))
    order = in_order(places, np.bincount(reached[reached >= 0], minlength=len(roots)))
    names = np.append(np.minimum(np.argsort(order) + 1, ELSEWHERE), [ELSEWHERE, NONE])  # the last two for −2 and −1
    return Basins(np.where(found, names[reached], NONE), steps, roots[order, :2], roots[order, 2], roots[order, 3] > 0)


def crowds(unit, error, found) -> tuple[Int[np.ndarray, " n"], Int[np.ndarray, " k"]]:
    """For each end in the box, or nearly, the number of its crowd, else −1; and of each crowd the outermost ends.

    Ends that differ by less than their own errors are one crowd, which may hold more than one root.
    """
    reach = np.minimum(np.nan_to_num(error, nan=FARTHEST, posinf=FARTHEST), FARTHEST)
    with np.errstate(invalid="ignore"):
        inside = found & (np.abs(unit - 0.5) <= 0.5 + np.minimum(reach, TOGETHER)[:, None]).all(axis=1)
    crowd, outermost = np.full(len(unit), -1), np.full((CROWDS, SIDES), -1)
    for k in range(CROWDS):
        left = np.flatnonzero(inside & (crowd < 0))
        if not len(left):
            break
        first = left[np.argmin(reach[left])]
        apart = np.abs(unit[left] - unit[first]).max(axis=1)
        here = left[apart <= np.maximum(TOGETHER, reach[left] + reach[first])]
        crowd[here] = k
        along = unit[here] @ OUTERMOST.T
        outermost[k] = here[[*along.argmin(axis=0), *along.argmax(axis=0)]]
    return crowd, outermost.ravel()


def among(roots: Float[np.ndarray, "k j 4"]) -> Float[np.ndarray, "k m 2"]:
    """Where to look for more, between and around the roots of each crowd that holds several; NaN for the others."""
    low, high = (of.reduce(roots[..., :2], axis=1) for of in (np.fmin, np.fmax))
    several = (high - low > 2 * np.fmax.reduce(roots[..., 2], axis=1)[:, None]).any(axis=1)
    side = (high - low).max(axis=1, keepdims=True)
    net = np.stack(np.meshgrid(*[np.linspace(-1, 1, BETWEEN)] * 2), axis=-1).reshape(-1, 2)
    places = (low + high)[:, None] / 2 + side[:, None] * net
    return np.where(several[:, None, None], places, np.nan)


def distinct(found: Float[np.ndarray, "k 4"], low, size) -> tuple[Float[np.ndarray, "j 4"], Int[np.ndarray, " k"]]:
    """The roots in the box, each once, as it is known best; and which each found one is: −2 outside, −1 for none."""
    unit, error = (found[:, :2] - low) / size, found[:, 2:3] / size + APART / 2
    near = (np.abs(unit[:, None] - unit) <= error[:, None] + error).all(axis=-1)
    left = (np.abs(unit - 0.5) <= 0.5 + APART).all(axis=1)  # of those inside
    which = np.where(np.isnan(unit[:, 0]), -1, -2)
    best: list[int] = []
    for i in np.argsort(found[:, 2]):
        if left[i]:
            which[near[i] & left] = len(best)
            left &= ~near[i]
            best.append(i)
    return found[best], which


def nearest(unit, crowd, roots, which) -> Int[np.ndarray, " n"]:
    """Which root each end is at, of those that were found from its crowd; −2 for one outside, −1 for none."""
    reached = np.full(len(unit), -2)
    for k, found in enumerate(which):
        here, options = np.flatnonzero(crowd == k), np.unique(found[found >= 0])
        if len(options):
            apart = np.abs(unit[here, None] - roots[options]).max(axis=-1)
            reached[here] = options[apart.argmin(axis=1)]
        elif not (found == -2).any():
            reached[here] = -1
    return reached


def in_order(places, starts) -> Int[np.ndarray, " k"]:
    """The roots that most starts reach, from left to right, and then the others."""
    others = np.ones(len(places), bool)
    others[np.argsort(-starts, kind="stable")[:NUMBERED]] = False
    x, y = places.round(6).T  # rounded, since equal x may differ in the last digits
    return np.lexsort((y, x, others))
