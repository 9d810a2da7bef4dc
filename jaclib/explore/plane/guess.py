"""A student's guess of a region, drawn before looking, and how well it fits what the picture shows."""

import numpy as np

from jaclib.image.overlap import in_common
from jaclib.stage import Following, drawn, following

# from so large a share on
WARM = (0.85, "you saw it coming"), (0.6, "well drawn"), (0.3, "the right idea"), (0.0, "now look where it really goes")


def guess_of(what: str, *, panel: int = 1) -> Following:
    """Declare the guess of a region, `what`, on panel number `panel`: there where the argument is a list of points.

    An empty list asks for it; without one there is none.
    """
    shown = lambda points: None if points is None else drawn("your guess", panel=panel, guess=what)  # noqa: E731
    return following("guess", shown)


def compared(points, loops) -> dict:
    """Give the closed outline of the guess, and the share of area that it has in common with the true regions.

    `points` are pairs or None, `loops` closed polylines `(n, k, 2)`. The share is NaN where one of the two is none.
    """
    outline = np.reshape(() if points is None else points, (-1, 2)).astype(float)
    closed = np.concatenate([outline, outline[:1]]) if len(outline) > 2 else outline
    known = len(outline) > 2 and np.isfinite(outline).all() and np.isfinite(loops).all()
    return {"guess": closed, "fits_guess": in_common(outline, np.asarray(loops)) if known else np.nan}


def of_the_guess(now) -> str:
    """Say in a sentence, with a space before it, how well the guess fits; "" where there is none."""
    share = now["fits_guess"]
    if np.isnan(share):
        return ""
    warm = next(words for least, words in WARM if share >= least)
    return f" Your guess and the image share {share:.0%} of the area that they cover together: {warm}."
