"""What is to be reached in explore.determinant, by hand or by keys."""

from functools import wraps

import numpy as np

from jaclib.evidence.judge import agree
from jaclib.stage.challenge import Challenge, near, right


def all_the_way(judge):
    """Only the map itself counts, not what is on the way to it."""

    @wraps(judge)
    def judged(now):
        found = judge(now)
        if found and found.right and now["t"] < 1:
            return near("The sheet is only on its way: deform it as far as t = 1.")
        return found

    return judged


@all_the_way
def _three_times(now):
    ratio, limit = float(now["seen"]), float(now["limit"])
    if agree(ratio, 3, within=0.015):
        smaller = f"; a smaller box around a would have one nearer to |det J(a)| = {limit:.3f}"
        return right(f"The ratio is {ratio:.3f}{'' if np.isnan(limit) else smaller}.")
    return near(f"It is {ratio:.2f} times as large.") if agree(ratio, 3, within=0.5) else None


@all_the_way
def _reversed(now):
    det, scale = float(now["det"]), float(now["scale"])
    if det < -1e-3 * scale:
        return right(
            f"det J(a) = {det:.3g} < 0: J e₁ and J e₂ lie in the opposite order, and a small letter F is mirrored."
        )
    return near(f"det J(a) = {det:.3g}: at the double line it changes its sign.") if det < 0.1 * scale else None


@all_the_way
def _three_layers(now):
    if len(now["preimages"]) == 3:
        return right(
            "Three points of the sheet lie over b: two with the orientation kept, one hatched, with it reversed."
        )
    (x0, x1), _ = now["view"]
    folds = np.asarray(now["folds_after"])
    gaps = np.linalg.norm(folds[np.isfinite(folds).all(axis=1)] - now["b"], axis=1)
    if len(gaps) and gaps.min() < 0.08 * (x1 - x0):
        return near("b is beside the fold: on its other side there are two layers more, or fewer.")
    return None


@all_the_way
def _cancelled(now):
    true, signed = float(now["ratio"]), abs(float(now["signed"]))
    if true > 0 and signed < 0.01 * true:
        return right(
            f"With sign the area is 0, with each layer counted {true:.3g} times the box: half of it lies the wrong way "
            "round."
        )
    return (
        near("Almost: the part that is hatched weighs nearly as much as the other.") if signed < 0.25 * true else None
    )


CHALLENGES = {
    "three times": Challenge("Make the image three times as large as the box, to within half a percent.", _three_times),
    "reversed": Challenge("Drag a to where the orientation is reversed.", _reversed),
    "three layers": Challenge("Drag b to where three layers of the sheet lie.", _three_layers),
    "cancelled": Challenge("Place the box so that the area of its image, counted with sign, is 0.", _cancelled),
}
