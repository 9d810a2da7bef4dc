"""The areas of a box and of its image: each layer counted, with its sign, as a set, and of the four corners' images."""

import jax
import numpy as np

from jaclib.evidence.rounding import without_rounding
from jaclib.explore.plane.box import as_set
from jaclib.image.covered import both_signs, covered
from jaclib.image.enclosed import held
from jaclib.programs.field import det
from jaclib.quadrature import OFF_CREASES, RULE, gauss, mean_size

SMALLEST_SIDE, LARGEST_SIDE = 1e-3, 4.0  # of the boxes' sides
SIDES = np.geomspace(SMALLEST_SIDE, LARGEST_SIDE, 37)
BOX_CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
ALONG = np.linspace(0, 1, 33)[:-1, None]
_SIDES = zip(BOX_CORNERS, np.roll(BOX_CORNERS, -1, axis=0), strict=True)
BOX_EDGE = np.concatenate([*(p + ALONG * (q - p) for p, q in _SIDES), BOX_CORNERS[:1]])
GAUSS_NODES, GAUSS_WEIGHTS = gauss(*RULE[2][:2])
GAUSS_GRID = np.stack(np.meshgrid(GAUSS_NODES, GAUSS_NODES, indexing="ij"), axis=-1) + OFF_CREASES[:2]
# Not as many along one side as along the other: then none lies on the diagonal, where a crease likes to be.
(_x, _along_x), (_y, _along_y) = gauss(1, 10), gauss(1, 9)
BOX_INSIDE = np.stack(np.meshgrid(_x, _y), axis=-1).reshape(-1, 2) + OFF_CREASES[:2]
SHARES = np.outer(_along_y, _along_x).ravel()
ROUNDING = 1e-9  # of ∫ |det J|: with sign it is no more than that where all of it cancels


sizes = jax.jit(mean_size)  # compiled once for all maps


def places(a, side) -> dict:
    """The places where a map is evaluated for the areas of the image of a box around a."""
    return {"centre": a, "inside": a + side * GAUSS_GRID, "box": a + side * BOX_EDGE}


@np.errstate(all="ignore")
def ratios(found: dict) -> dict:
    """The means of |det J| and of det J over the box, what of them is rough, and whether det J keeps its sign."""
    dets = det(found["inside"][1])
    ratio, rough = map(np.asarray, sizes(dets))
    signed = GAUSS_WEIGHTS @ dets @ GAUSS_WEIGHTS
    return dict(ratio=ratio, rough=rough, signed=signed, one_sign=not both_signs(dets))


@np.errstate(all="ignore")
def law(found: dict, a) -> dict:
    """∫ |det J| and ∫ det J over boxes, and the polygons through the images of their corners, over the boxes' areas."""
    dets, centre = det(found["law"][1]), found["centre"][0]
    four = corners_area(found["law corners"][0] - centre) / SIDES**2
    return {"law": np.abs(dets) @ SHARES, "signed_law": dets @ SHARES, "four_law": four}


def corners_area(corners):
    """The area of the polygon through four points, with its sign."""
    u, v = np.moveaxis(corners, -1, 0)
    return (u * np.roll(v, -1, axis=-1) - v * np.roll(u, -1, axis=-1)).sum(axis=-1) / 2


def areas(f, now, cloth) -> dict:
    """The ratios of areas, NaN for boxes in which the sheet is torn, and 0 for what is 0 but for rounding.

    `seen` is that of the image as a set, and NaN where its layers are too fine to be means; `layered` says whether
    there are layers.
    """
    side, once = float(now["side"]), cloth["rank"] == 2
    found, whole = covered(f, now["a"] - side / 2, side, float(now["t"])), intact(cloth, now["a"])
    # This box is looked at itself, more closely than the sheet: it bears out all smaller ones, or no larger one.
    whole = max(whole, side) if found.whole else min(whole, 0.999 * side)
    means = in_truth(now, found)
    far, wide = np.abs(now["corners"]).max(axis=0), np.ptp(now["corners"], axis=0)
    terms = far @ wide[::-1] / side**2  # of a sum of products u Δv − v Δu, where u and v are rounded by their own size
    made: dict = {"ratio": means.ratio, "signed": means.signed} if once else {"ratio": 0.0, "signed": 0.0}
    made |= {name: now[name] * once for name in ("law", "signed_law")}
    made |= {"four": without_rounding(now["four"], terms), "four_law": now["four_law"]}
    if abs(made["signed"]) <= ROUNDING * made["ratio"]:
        made["signed"] = 0.0
    made = {name: np.where(whole >= (SIDES if "law" in name else side), each, np.nan) for name, each in made.items()}
    made |= as_set(made["ratio"], bool(means.rough[0]), found) | dict(limit=now["limit"] * once, rough=means.rough)
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
