"""The sheet that a map bends and folds, in numbers: its cells and their determinant, its hatching, its folds."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageOps

from jaclib import critical_curve, maps
from jaclib.evidence.dependent import everywhere, vanishes
from jaclib.evidence.judge import numpy_of
from jaclib.explore.plane.layers import over, parts
from jaclib.explore.plane.lines import contours, joined
from jaclib.image.covered import jumps
from jaclib.preimages import net, reach
from jaclib.programs.field import det as det_of
from jaclib.programs.field import field

SHEET_CELLS = 72  # along each side
RULED = 6  # cells from one grid line to the next
HATCHED = 3  # cells from one stroke of the hatching to the next
SUSPECTS = 700  # sides of cells, at most, that are looked at for a pole
TORN = 8  # times longer than the Jacobian says: there is a gap
CHECKS = 0.5  # of the ink, on every other square


@lru_cache(maxsize=64)  # once a map
def flat(f: maps.Map):
    """The corners of the cells before the map, where it takes them, and its Jacobian at each."""
    corners = net(f.domain, SHEET_CELLS)
    images, jacobians = field(f, corners)
    return corners, images, jacobians


def determinants(J):
    """The determinant at each node; 0 where all that differs from 0 is rounding."""
    with np.errstate(all="ignore"):
        return det_of(J) * (0 if vanishes(J) else 1)


def end_of_scale(det) -> float:
    """A round number that a good part of the determinants are near or beyond: where the scale of colours ends."""
    sizes = np.abs(det)
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    wanted = np.percentile(sizes, 60) if len(sizes) else 1.0
    power = 10.0 ** np.floor(np.log10(wanted))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= 0.999 * wanted))


@lru_cache(maxsize=64)  # once a map
def limit(f: maps.Map) -> float:
    """Where the scale of colours ends for this map."""
    return end_of_scale(determinants(flat(f)[2]))


@lru_cache(maxsize=128)  # of the frames of a slow deformation
def bent(f: maps.Map, t: float) -> dict:
    """The sheet on its way from lying flat, t = 0, to where the map takes it, t = 1: x ↦ (1 − t) x + t f(x).

    `before` and `after` are the cells' corners, `values` their determinant beside the limit, NaN where the sheet is
    torn; lines, hatch and folds are printed on it; `reached` and `turns` are for finding preimages; `rank` is 2, or
    where det = 0 everywhere the rank of the Jacobians.
    """
    corners, images, jacobians = flat(f)
    with np.errstate(all="ignore"):
        after = (1 - t) * corners + t * images
        J = (1 - t) * np.eye(2) + t * jacobians
    det, depends = determinants(J), everywhere(f, corners, images, J) if t == 1 else vanishes(J)
    *reached, turns = reach(corners, after, J)
    folds = critical(f) if t == 1 else folds_by_cells(det, corners, after)
    cloth = {"before": corners, "after": shown(after), "values": cells(f, corners, after, J, t) / limit(f)}
    for side, nodes, fold in zip(("before", "after"), (corners, after), folds, strict=True):
        lines, hatch = printed_on(nodes, det)
        cloth |= {f"lines_{side}": lines, f"hatch_{side}": hatch, f"folds_{side}": fold}
    rank = int(np.nanmax(np.abs(J), initial=0) > 0) if depends else 2
    return cloth | {"reached": np.stack(reached), "turns": turns, "reversed": (det < 0).any(), "rank": rank}


@lru_cache(maxsize=128)
def parts_of(f: maps.Map, t: float, view: maps.Box) -> dict:
    """The parts of what is in view where one layer of the sheet lies, two, …: as `layers.parts` has them."""
    cloth = bent(f, t)
    return parts(cloth["after"], ~np.isnan(cloth["values"]), view)


@lru_cache(maxsize=128)
def layers_of(f: maps.Map, t: float, view: maps.Box) -> dict:
    """How many layers of the sheet lie where, of what is in view: as `layers.over` has them."""
    cloth = bent(f, t)
    return over(cloth["after"], ~np.isnan(cloth["values"]), view)


def cells(f, corners, after, J, t: float = 1.0):
    """The determinant in the middle of each cell, NaN where the sheet is torn."""
    det = determinants(J)
    with np.errstate(invalid="ignore"):
        middle = (det[:-1, :-1] + det[1:, :-1] + det[:-1, 1:] + det[1:, 1:]) / 4
        return np.where(_torn(f, corners, after, J, t), np.nan, middle)


def shown(nodes):
    """The nodes, with a place for those that have none: their cells are torn, and not drawn. Traces."""
    xp = numpy_of(nodes)
    return xp.where(xp.isfinite(nodes).all(axis=-1, keepdims=True), nodes, 0.0)


def _torn(f, corners, after, J, t):
    """The cells one of whose sides is undefined, or far longer than the derivatives at its ends allow, or has a pole.

    Across a pole as that of 1/x the image jumps back, though at both ends the derivative says that it goes on.
    """
    torn = np.zeros((SHEET_CELLS, SHEET_CELLS), dtype=bool)
    for axis in (0, 1):
        x, y, slope = (np.moveaxis(part, axis, 0) for part in (corners, after, J[..., axis]))
        chord, speed, step = y[1:] - y[:-1], np.linalg.norm(slope, axis=-1), np.diff(corners, axis=axis).max()
        bad = ~(np.linalg.norm(chord, axis=-1) <= TORN * step * np.maximum(speed[1:], speed[:-1]) + 1e-9)
        back = ((chord * slope[1:]).sum(axis=-1) < 0) & ((chord * slope[:-1]).sum(axis=-1) < 0)
        some = np.argwhere(back & ~bad)[:SUSPECTS]
        if len(some):
            i, j = some.T
            bad[i, j] = jumps(f, x[i, j], x[i + 1, j], t)
        torn |= np.moveaxis(bad[:, 1:] | bad[:, :-1], 0, axis)
    return torn


def printed_on(nodes, det):
    """The grid lines of a sheet with these nodes, and strokes from corner to corner of its cells where det < 0."""
    nodes = np.where(np.isfinite(nodes).all(axis=-1, keepdims=True), nodes, np.nan)
    where = np.where((det < 0)[..., None], nodes, np.nan)
    strokes = [np.diagonal(where, shift).T for shift in range(HATCHED - SHEET_CELLS, SHEET_CELLS, HATCHED)]
    lines = joined([*nodes[::RULED], *nodes[:, ::RULED].swapaxes(0, 1)])
    return lines, joined([stroke for stroke in strokes if np.isfinite(stroke).any()])


@lru_cache(maxsize=64)  # once a map
def critical(f: maps.Map):
    """The curves det = 0 and their images, exact; none where det = 0 everywhere."""
    if vanishes(flat(f)[2]):
        return joined([]), joined([])
    found = critical_curve(f, f.domain)
    return joined(found.curves), joined(found.images)


def folds_by_cells(det, *sheets):
    """The curves det = 0 on each of the sheets, interpolated within the cells."""
    curves = contours(det, [0.0])
    return [joined([_between(nodes, curve[:, ::-1]) for curve in curves]) for nodes in sheets]


def _between(nodes, places):
    """The nodes' values at places given in cells, interpolated along both axes."""
    whole = np.clip(places.astype(int), 0, SHEET_CELLS - 1)
    (i, j), (p, q) = whole.T, (places - whole).T[..., None]
    low, high = ((1 - q) * nodes[k, j] + q * nodes[k, j + 1] for k in (i, i + 1))
    return (1 - p) * low + p * high


@lru_cache(maxsize=16)
def printed(what, domain) -> np.ndarray:
    """Colours and cover `(72, 72, 4)` of "grid", "checkerboard" or a picture: its size and RGBA bytes. NaN is ink."""
    if what not in ("grid", "checkerboard"):
        return _fitted(what, domain)
    i, j = np.indices((SHEET_CELLS, SHEET_CELLS)) // RULED
    cover = np.full((SHEET_CELLS, SHEET_CELLS, 4), np.nan)
    cover[..., 3] = CHECKS * ((i + j) % 2) if what == "checkerboard" else 0
    return cover


def _fitted(picture, domain):
    """The picture as large as the sheet allows, upright. One that is see-through in places is printed in ink."""
    sides = np.ptp(domain, axis=1)
    size = tuple(np.rint(4 * SHEET_CELLS * np.minimum(1, sides / sides[::-1])).astype(int).tolist())
    image = Image.frombytes("RGBA", *picture)
    pixels = ImageOps.pad(image, size, color=(0, 0, 0, 0)).resize((SHEET_CELLS, SHEET_CELLS), Image.Resampling.BOX)
    cover = np.asarray(pixels).swapaxes(0, 1)[:, ::-1] / 255
    if np.asarray(image)[..., 3].min() < 255:
        cover[..., :3] = np.nan
    return cover
