"""The areas of a box and of its image: each layer counted, with its sign, as a set, and of the four corners' images."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.evidence.rounding import without_rounding
from jaclib.explore.plane.box import SQUARE, as_set, path
from jaclib.image.covered import Covered, both_signs, covered
from jaclib.image.enclosed import held
from jaclib.programs.field import det
from jaclib.quadrature import OFF_CREASES, RULE, gauss, mean_size

SMALLEST_SIDE, LARGEST_SIDE = 1e-3, 4.0  # of the boxes' sides
SIDES = np.geomspace(SMALLEST_SIDE, LARGEST_SIDE, 37)
BOX_CORNERS = SQUARE - 0.5
NEXT = np.roll(np.arange(4), -1)  # corner, all the way round
BOX_EDGE = np.concatenate([path(2)[:, :-1].reshape(-1, 2) - 0.5, BOX_CORNERS[:1]])
GAUSS_NODES, GAUSS_WEIGHTS = gauss(*RULE[2][:2])
GAUSS_GRID = np.stack(np.meshgrid(GAUSS_NODES, GAUSS_NODES, indexing="ij"), axis=-1) + OFF_CREASES[:2]
# Not as many along one side as along the other: then none lies on the diagonal, where a crease likes to be.
(_x, _along_x), (_y, _along_y) = gauss(1, 10), gauss(1, 9)
BOX_INSIDE = np.stack(np.meshgrid(_x, _y), axis=-1).reshape(-1, 2) + OFF_CREASES[:2]
SHARES = np.outer(_along_y, _along_x).ravel()
ROUNDING = 1e-9  # of ∫ |det J|: with sign it is no more than that where all of it cancels


def places(a, side) -> dict:
    """The places where a map is evaluated for the areas of the image of a box around a."""
    return {"centre": a, "inside": a + side * GAUSS_GRID, "box": a + side * BOX_EDGE}


@jax.jit  # compiled once for all maps
def ratios(found: dict) -> dict:
    """The means of |det J| and of det J over the box, what of them is rough, and whether det J keeps its sign. Traces.

    `found` are the fields at the `places`.
    """
    dets = det(found["inside"][1])
    ratio, rough = mean_size(dets)
    signed = GAUSS_WEIGHTS @ dets @ GAUSS_WEIGHTS
    return dict(ratio=ratio, rough=rough, signed=signed, one_sign=~both_signs(dets))


def law(found: dict) -> dict:
    """∫ |det J| and ∫ det J over boxes, and the polygons through the images of their corners, over the boxes' areas.

    Traces.
    """
    dets, centre = det(found["law"][1]), found["centre"][0]
    four = corners_area(found["law corners"][0] - centre) / SIDES**2
    return {"law": abs(dets) @ SHARES, "signed_law": dets @ SHARES, "four_law": four}


def corners_area(corners):
    """The area of the polygon through four points, with its sign. Traces."""
    u, v = corners[..., 0], corners[..., 1]
    return (u * v[..., NEXT] - v * u[..., NEXT]).sum(axis=-1) / 2


def corners_ratio(image, value, side):
    """The area of the polygon through the images of a box's corners, over the box's, 0 for what is rounding. Traces."""
    corners = image[:-1:32]
    far, wide = abs(corners).max(axis=0), jnp.ptp(corners, axis=0)
    terms = far @ wide[::-1] / side**2  # of a sum of products u Δv − v Δu, where u and v are rounded by their own size
    return without_rounding(corners_area(corners - value) / side**2, terms)


def looked_at(f, a, side: float, t: float, cloth) -> tuple[Covered, float]:
    """The box itself, looked at more closely than the sheet; and how large one around a is in which nothing is torn.

    It bears out all smaller ones, or no larger one.
    """
    found, whole = covered(f, a - side / 2, side, t), intact(cloth, a)
    return found, max(whole, side) if found.whole else min(whole, 0.999 * side)


def areas(now, found: Covered, whole: float, once: bool) -> dict:
    """The ratios of areas, NaN for a box in which the sheet is torn, and 0 for what is 0 but for rounding.

    `found` and `whole` are of the box as it is `looked_at`, and `once` says whether det J isn't 0 everywhere. `seen` is
    the ratio of the image as a set, and NaN where its layers are too fine to be means; `layered` says whether there are
    layers.
    """
    means, known = in_truth(now, found), 1.0 if whole >= now["side"] else np.nan
    ratio, signed = (known * each if once else 0.0 * known for each in (means.ratio, means.signed))
    made = {"ratio": ratio, "signed": 0.0 * known if abs(signed) <= ROUNDING * ratio else signed}
    made |= as_set(ratio, bool(means.rough[0]), found) | dict(rough=means.rough)
    return made | dict(too_fine=bool(once and found.whole and np.isnan(means.ratio) and np.isfinite(now["ratio"])))


def in_truth(now, found):
    """What `ratios` found, compared with what the image of the box's boundary encloses."""
    one_sign = bool(now["one_sign"] and found.one_sign)
    return held(float(now["ratio"]), float(now["signed"]), now["rough"], found.enclosed, one_sign)


def intact(cloth, a) -> float:
    """How large a box around a may be before it reaches to where the sheet is torn, or is none."""
    torn = np.argwhere(np.isnan(cloth["values"]))
    if not len(torn):
        return np.inf
    cell = cloth["before"][1, 1] - cloth["before"][0, 0]
    gaps = np.abs(cloth["before"][0, 0] + (torn + 0.5) * cell - a) - cell / 2
    return 2 * max(gaps.max(axis=1).min(), 0)
