"""How fast the error of a linear approximation falls, by the smallest radii at which it is not only rounding."""

import numpy as np

from jaclib.linearization import loglog_slope

SMALLEST_RADIUS, LARGEST_RADIUS = 1e-4, 2.0
RADII = np.geomspace(SMALLEST_RADIUS, LARGEST_RADIUS, 44)  # at which an error is drawn
LAW = np.geomspace(1e-9, 0.1, 81)  # of radii, ten a decade
TURN = np.radians(np.arange(0, 360, 72) + 10)
# the steps at which the error is evaluated
AROUND = LAW[:, None, None] * np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
WINDOW, FEWEST_RADII = 6, 4  # radii that a slope is fitted to
CERTAIN = 450  # rounding units of what is added up: a larger error is not rounding
SUDDEN = 1e3  # times that: from rounding to so much, f is linear up to a place where it isn't
SETTLED = 0.1  # the slopes of two windows, one beside the other, differ by so much at most


@np.errstate(all="ignore")  # where f is undefined there is no error
def law(off, terms: float | np.ndarray, unit: float, fits: bool) -> tuple[float, bool]:
    """The slope of the largest error on log–log axes as the radius goes to 0, and whether it has settled.

    `off` is what f(a + h) misses at the steps AROUND, `(81, 5, m)`, or at others of these lengths, and `terms` how
    large what is added up is, at each length or at all, rounded by `unit`. The slope is NaN where there is only
    rounding, or rounding up to a radius. Where J `fits`, the error falls faster than the radius: a slope that says
    otherwise hasn't settled.

    >>> round(law(AROUND**3, 1.0, 2e-16, True)[0], 6), law(0 * AROUND, 1.0, 2e-16, True)[0]
    (3.0, nan)
    """
    errors = np.fmax.reduce(np.hypot.reduce(off, axis=-1), axis=-1)
    least = np.broadcast_to(CERTAIN * unit * terms, errors.shape)
    above_rounding = errors > least
    first = int(np.argmax(above_rounding))
    if not above_rounding.any() or (first and errors[first] > SUDDEN * least[first]):
        return np.nan, True
    slope, beyond = (_slope(errors, above_rounding, k) for k in (first, first + WINDOW))
    settled = not abs(slope - beyond) > SETTLED and (slope > 1.005 or not fits)
    return slope, np.isnan(slope) or bool(settled)


def _slope(errors, above_rounding, first: int) -> float:
    """The least-squares slope over the radii from the first on, NaN for too few errors above rounding."""
    part = slice(first, first + WINDOW)
    usable = above_rounding[part] & np.isfinite(errors[part])
    return float(loglog_slope(LAW[part][usable], errors[part][usable])) if usable.sum() >= FEWEST_RADII else np.nan
