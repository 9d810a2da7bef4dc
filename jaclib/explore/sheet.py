"""The sheet that a map bends and folds, in numbers: its cells and their determinant, its hatching, its folds."""

from functools import lru_cache, partial
from pathlib import Path

import contourpy
import jax
import numpy as np
from PIL import Image, ImageOps

from jaclib import critical_curve, jacobian, maps
from jaclib.preimages import net, reach

CELLS = 96  # along each side
RULED = 8  # cells from one grid line to the next
HATCHED = 4  # cells from one stroke of the hatching to the next
TORN = 8  # times longer than the Jacobian says: there is a gap
CHECKS = 0.5  # of the ink, on every other square
DRAWING = Path(__file__).parent / "boat.png"


@partial(jax.jit, static_argnames="f")
def _field(f, corners):
    return jax.vmap(jax.vmap(lambda x: (f(x), jacobian(f)(x))))(corners)


@lru_cache(maxsize=64)  # once a map
def flat(f: maps.Map):
    """The corners of the cells before the map, where it takes them, and its Jacobian at each."""
    corners = net(f.domain, CELLS)
    images, jacobians = jax.device_get(_field(f, corners))
    return corners, images, jacobians


@lru_cache(maxsize=64)
def limit(f: maps.Map) -> float:
    """A round number that few of the sheet's determinants go beyond: the end of the scale of colours."""
    *_, jacobians = flat(f)
    with np.errstate(all="ignore"):
        sizes = np.abs(np.linalg.det(jacobians))
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    wanted = np.percentile(sizes, 85) if len(sizes) else 1.0
    power = 10.0 ** np.floor(np.log10(wanted))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= 0.999 * wanted))


@lru_cache(maxsize=128)  # of the frames of a slow deformation
def bent(f: maps.Map, t: float) -> dict:
    """The sheet on its way from lying flat, t = 0, to where the map takes it, t = 1: x ↦ (1 − t) x + t f(x).

    `before` and `after` are the cells' corners, `values` their determinant beside the limit, NaN where the sheet is
    torn; `lines`, `hatch` and `folds` are printed on it, each before and after; `reached` is for finding preimages.
    """
    corners, images, jacobians = flat(f)
    with np.errstate(all="ignore"):
        after = (1 - t) * corners + t * images
        J = (1 - t) * np.eye(2) + t * jacobians
        det = J[..., 0, 0] * J[..., 1, 1] - J[..., 0, 1] * J[..., 1, 0]
        values = (det[:-1, :-1] + det[1:, :-1] + det[:-1, 1:] + det[1:, 1:]) / 4 / limit(f)
        values[_torn(corners, after, J)] = np.nan
    folds = _folds(f, t, corners, after, det)
    return {
        "before": corners, "after": np.nan_to_num(after, nan=0.0, posinf=0.0, neginf=0.0), "values": values,
        "lines": (_ruled(corners), _ruled(np.where(np.isfinite(after), after, np.nan))),
        "hatch": (_hatched(corners, det), _hatched(after, det)), "folds": folds, "reached": reach(after),
        "reversed": bool((det < 0).any()),
    }  # fmt: skip


def _torn(corners, after, J):
    """The cells one of whose sides is undefined, or far longer than the derivatives at its ends allow."""
    torn = np.zeros((CELLS, CELLS), dtype=bool)
    for axis in (0, 1):
        step = np.diff(corners, axis=axis).max()
        speed = np.linalg.norm(J[..., axis], axis=-1)
        ends = np.maximum(speed[1:], speed[:-1]) if axis == 0 else np.maximum(speed[:, 1:], speed[:, :-1])
        length = np.linalg.norm(np.diff(after, axis=axis), axis=-1)
        bad = ~(length <= TORN * step * ends + 1e-9)
        torn |= bad[:, 1:] | bad[:, :-1] if axis == 0 else bad[1:] | bad[:-1]
    return torn


def _ruled(nodes):
    return [*nodes[::RULED], *nodes[:, ::RULED].swapaxes(0, 1)]


def _hatched(nodes, det):
    """Strokes across the sheet, from corner to corner of the cells, where det < 0."""
    where = np.where((det < 0)[..., None], nodes, np.nan)
    strokes = [np.diagonal(where, shift).T for shift in range(HATCHED - CELLS, CELLS, HATCHED)]
    return [stroke for stroke in strokes if np.isfinite(stroke).any()]


@lru_cache(maxsize=64)  # once a map
def critical(f: maps.Map):
    found = critical_curve(f, f.domain)
    return list(found.curves), list(found.images)


def _folds(f, t, corners, after, det):
    """The curves det = 0 and their images: exact for the map itself, on the way there from the cells."""
    if t == 1:
        return critical(f)
    curves = contourpy.contour_generator(z=np.ma.masked_invalid(det)).lines(0)
    return tuple([_between(nodes, curve[:, ::-1]) for curve in curves] for nodes in (corners, after))


def _between(nodes, places):
    """The nodes' values at places given in cells, interpolated along both axes."""
    whole = np.clip(places.astype(int), 0, CELLS - 1)
    (i, j), (p, q) = whole.T, (places - whole).T[..., None]
    return (1 - p) * ((1 - q) * nodes[i, j] + q * nodes[i, j + 1]) + p * ((1 - q) * nodes[i + 1, j] + q * nodes[i + 1, j + 1])


# What is printed on it ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def printed(what, domain) -> np.ndarray:
    """Colours and cover `(96, 96, 4)` of "grid", "checkerboard" or a picture; NaN for a colour means ink."""
    cover = np.full((CELLS, CELLS, 4), np.nan)
    cover[..., 3] = 0
    if what == "checkerboard":
        i, j = np.indices((CELLS, CELLS)) // RULED
        cover[..., 3] = CHECKS * ((i + j) % 2)
    elif what != "grid":
        cover = _laid(what, domain)
    return cover


def _laid(picture: Image.Image, domain):
    """The picture as large as the sheet allows, upright. One that is see-through in places is printed in ink."""
    (x0, x1), (y0, y1) = domain
    size = (round(4 * CELLS * min(1, (x1 - x0) / (y1 - y0))), round(4 * CELLS * min(1, (y1 - y0) / (x1 - x0))))
    pixels = ImageOps.pad(picture.convert("RGBA"), size, color=(0, 0, 0, 0)).resize((CELLS, CELLS), Image.Resampling.BOX)
    cover = np.asarray(pixels).swapaxes(0, 1)[:, ::-1] / 255
    if picture.convert("RGBA").getextrema()[3][0] < 255:
        cover[..., :3] = np.nan
    return cover
