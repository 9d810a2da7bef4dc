"""The function y(x) that is hidden in F(x, y) = 0, followed from a point of the curve as far as it goes."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float

from jaclib.programs.jets import jets
from jaclib.roots.curve import ON_CURVE, ROUNDS

DONE = 1e-11  # beside 1 + ‖p‖: after so short a step Newton's method is at an end
FREE, MORE = 5, 70  # rounds, before and after it counts that F has different signs at two places
ROUGH = 0.02  # of the largest distance: a piece of the graph that bends by less is no tear that is seen
# above and below the last place, beside the largest distance
HEIGHTS = np.sort(np.outer([-1, 1], np.geomspace(0.01, 100, 10)), axis=None)
FINER, TIMES = 64, 4  # parts of a piece, and how often it is cut in so many
SMOOTH, TORN = 1 / 8, 1 / 4  # of a piece's bend is left, at most, in its parts; and at the end, at least, at a tear
TEARS = 4  # on each side, at most

Along = Float[np.ndarray, " k"]  # a number for each of the places along an axis


@np.errstate(all="ignore")  # where F is undefined, or its slope is 0
def graph(F: Callable, p: Float[np.ndarray, " 2"], away: Along, axis: int = 0, slope: float = 0.0) -> Along:
    """Solve for the curve's other coordinate, from p's on, where the one of number `axis` is `away` from it.

    By Newton's method from the straight line of that slope; NaN where no place of the curve is found.

    >>> graph(lambda p: p[1] ** 2 - p[0], np.array([1.0, 1.0]), np.array([3.0, -3.0]), slope=0.5).tolist()
    [1.0, nan]
    """
    line = np.nan_to_num(slope * away)
    return _solved(F, p, away, axis, (0 * line, line), line)[0]


@np.errstate(all="ignore")  # where F is undefined, or F_y is 0
def followed(F: Callable, p: Float[np.ndarray, " 2"], away: Along, slope: float) -> Along:
    """Follow the graph along the first axis, with NaN from where y(x) ends, as at a pole: beyond is another branch.

    `away` goes up from below 0 to above it, and p is on the curve, with that slope.

    >>> steps = np.array([-0.5, 0.0, 0.25, 0.75])
    >>> followed(lambda p: p[0] * p[1] - 1, np.array([-0.5, -2.0]), steps, -4.0).tolist()
    [1.0, 0.0, -2.0, nan]
    """
    line = slope * away
    t, slopes = _solved(F, p, away, 0, (0 * line, line), line)
    t[away == 0], slopes[away == 0] = 0.0, slope
    _look_further(F, p, away, t, slopes)
    for i in (np.flatnonzero(away >= 0), np.flatnonzero(away <= 0)[::-1]):
        t[i[_length(F, p, away[i], t[i], slopes[i]) :]] = np.nan
    return t


def _look_further(F, p, away, t, slopes) -> None:
    """Fill in what is found where F changes its sign, near the height of the last place known before.

    So it gets through the vertical tangent of y = x^(1/5), beyond which Newton's method is slow.
    """
    missing = np.flatnonzero(~np.isfinite(t))
    if not len(missing):
        return
    known = np.flatnonzero(np.isfinite(t))
    between = (away[known] * away[missing, None] >= 0) & (np.abs(away[known]) < np.abs(away[missing, None]))
    last = known[np.where(between, np.abs(away[known]), -1.0).argmax(axis=1)]
    heights = t[last][:, None] + np.abs(away).max() * HEIGHTS
    places = p + np.stack(np.broadcast_arrays(away[missing, None], heights), axis=-1)
    changes = np.diff(np.sign(jets(F, places).value), axis=1)
    distance = np.where(np.abs(changes) == 2, np.minimum(*np.abs([HEIGHTS[1:], HEIGHTS[:-1]])), np.inf)
    some = np.isfinite(distance.min(axis=1))
    nearest, heights, missing = distance[some].argmin(axis=1), heights[some], missing[some]
    ends = np.stack([heights[np.arange(len(missing)), nearest + side] for side in (0, 1)])
    t[missing], slopes[missing] = _solved(F, p, away[missing], 0, ends, ends.mean(axis=0))


def _length(F, p, u, t, slopes) -> int:
    """Count the places u on one side of p, outwards, that y(x) gets to."""
    known = np.isfinite(t)
    count = len(t) if known.all() else int(known.argmin())
    for _ in range(TEARS):
        if count < 2:
            break
        piece, rough = _roughest(u[:count], t[:count], slopes[:count])
        if rough <= ROUGH * np.abs(u).max() or not _torn(F, p, u[piece], t[piece], rough):
            break
        count = piece.start + 1
    return count


def _torn(F, p, u, t, rough) -> bool:
    """Whether the graph has no value, or a jump or a pole, between two places: its bend doesn't go with finer parts."""
    for _ in range(TIMES):
        inside, line = (np.linspace(ends[0], ends[1], FINER + 1) for ends in (u, t))
        found, slopes = _solved(F, p, inside, 0, np.broadcast_to(t[:, None], (2, FINER + 1)), line)
        found[[0, -1]] = t
        if not np.isfinite(found).all():
            return True
        piece, left = _roughest(inside, found, slopes)
        if left <= SMOOTH * rough:
            return False
        u, t = inside[piece], found[piece]
    return left > TORN * rough


def _roughest(u, t, slopes) -> tuple[slice, float]:
    """The piece that bends most, and by how much: its slopes at both ends differ, or aren't that of its chord.

    Slopes choose the piece. Where the tangent is vertical, or nearly, they don't tell how far the graph goes there.
    """
    step, rise = np.diff(u), np.diff(t)
    bend = np.abs(step * np.diff(slopes)) + np.abs(rise - step * (slopes[1:] + slopes[:-1]) / 2)
    worst = int(np.where(np.isfinite(bend), bend, np.inf).argmax())
    return slice(worst, worst + 2), float(np.fmin(bend[worst], 2 * np.ptp(t)))


def _solved(F, p, away, axis, ends, t):
    """Newton's method from t; if it's slow, by halves of what is left between ends where F has different signs.

    So it also gets from the tangent of y = x^(1/5) near 0, which goes far too high, to the curve. And the slopes there.
    """
    start, across = p + np.outer(away, np.eye(2)[axis]), np.eye(2)[1 - axis]
    jet_at = lambda t: jets(F, start + t[..., None] * across)  # noqa: E731
    a, b = ends = np.stack(np.broadcast_arrays(*ends)).astype(float)
    below, above = np.sign(jet_at(ends).value)
    held, before, reach = below * above < 0, np.full(len(t), np.inf), 1 + np.abs(p).max()
    for taken in range(ROUNDS + MORE):
        jet = jet_at(t)
        new = np.where(jet.value == 0, t, t - jet.value / jet.gradient[:, 1 - axis])
        if taken >= FREE:
            sign, inside = np.sign(jet.value), held & _between(t, a, b)
            a, b = np.where(inside & (sign == below), t, a), np.where(inside & (sign == above), t, b)
            good = _between(new, a, b) & (np.abs(new - t) <= before / 2)
            new = np.where(~held | good | (before <= DONE * reach), new, (a + b) / 2)
        before, t = np.abs(new - t), new
        if not ((before > DONE * reach) & (held | (taken < ROUNDS))).any():
            break
    # F has a value there, and a step as long as p may be off the curve, or a shorter one, leads to 0
    return np.where(before <= ON_CURVE * reach, t, np.nan), -jet.gradient[:, axis] / jet.gradient[:, 1 - axis]


def _between(t, a, b):
    return (np.minimum(a, b) <= t) & (t <= np.maximum(a, b))
