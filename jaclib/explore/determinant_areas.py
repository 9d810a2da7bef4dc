"""The areas of a box and of its image: each layer counted, with its sign, as a set, and of the four corners' images."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.covered import covered
from jaclib.determinant import determinant as det
from jaclib.determinant import gauss
from jaclib.rounding import without_rounding

SMALLEST, LARGEST = 1e-3, 4.0  # of the boxes' sides
SIDES = np.geomspace(SMALLEST, LARGEST, 37)
CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) / 2
NODES, WEIGHTS = gauss(1, 10)
INSIDE = np.stack(np.meshgrid(NODES, NODES), axis=-1).reshape(-1, 2)
SHARES = np.outer(WEIGHTS, WEIGHTS).ravel()
ROUNDING = 1e-9  # of ∫ |det J|: with sign it is no more than that where all of it cancels


def roughly(f, a, side):
    """∫ |det J| and ∫ det J over the box and the polygon through the images of its corners, over its area."""
    dets = jax.vmap(det(f))(a + side * INSIDE)
    return SHARES @ jnp.abs(dets), SHARES @ dets, corners_area(f, a, side) / side**2


def corners_area(f, a, side):
    """The area of the polygon through the images of the four corners, with its sign."""
    u, v = (jax.vmap(f)(a + side * CORNERS) - f(a)).T
    return (u @ jnp.roll(v, -1) - v @ jnp.roll(u, -1)) / 2


def areas(f, now, cloth) -> dict:
    """The ratios of areas, NaN for boxes in which the sheet is torn, and 0 for what is 0 but for rounding.

    `seen` is that of the image as a set, and NaN where its layers are too fine to be told; `layered` says whether
    there are layers.
    """
    side, once = float(now["side"]), cloth["rank"] == 2
    found, whole = covered(f, now["a"] - side / 2, side, float(now["t"])), intact(cloth, now["a"])
    if not found.whole:
        whole = min(whole, 0.999 * side)  # neither this box nor a larger one
    terms = (np.ptp(now["corners"], axis=0) ** 2).sum() / side**2
    made = {name: now[name] * once for name in ("ratio", "signed", "law", "signed_law")}
    made |= {"four": without_rounding(now["four"], terms), "four_law": now["four_law"]}
    if abs(made["signed"]) <= ROUNDING * made["ratio"]:
        made["signed"] = np.zeros(())
    made = {name: np.where(whole >= (SIDES if "law" in name else side), each, np.nan) for name, each in made.items()}
    layered = bool(found.layered and made["ratio"] > 0)
    seen = made["ratio"] * (found.share if layered else 1.0)
    return made | {"limit": now["limit"] * once, "seen": seen, "layered": layered}


def intact(cloth, a) -> float:
    """How large a box around a may be before it reaches to where the sheet is torn, or is none."""
    torn = np.argwhere(np.isnan(cloth["values"]))
    if not len(torn):
        return np.inf
    cell = cloth["before"][1, 1] - cloth["before"][0, 0]
    gaps = np.abs(cloth["before"][0, 0] + (torn + 0.5) * cell - a) - cell / 2
    return 2 * max(gaps.max(axis=1).min(), 0)
