"""The numbers of explore.implicit: the curve F = 0, its tangent at p, and the piece on which y is a function of x."""

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence.rounding import NUDGES, cleared, nudges, without_rounding
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.implicit.branches import branches, scale, several_times
from jaclib.explore.implicit.words import NO_GRAPH, SINGULAR
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, jets
from jaclib.roots import branch, curve

ACROSS = np.linspace(-1.5, 1.5, 97)  # of that: a panel may be wider than high
BESIDE = np.geomspace(1e-5, 1e-1, 9)  # beside 1 + ‖p‖: so far up and down it is seen on which side the curve lies
# in units of the glass: where the curve is no graph, it is found by cells, of which no corner lies on a likely curve
GLASS = net(((-1.51, 1.49), (-1.47, 1.53)), 72)
LEAST_OFFSET = 1e-12  # beside 1 + ‖p‖: by so much, at least, the curve is to the left or to the right of p
SEVERAL = "double", "multiple"
HAS_PIECE = "graph", "vertical", "corner"
NO_CURVE = np.full((1, 2), np.nan)
GLASS_OUTLINE = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float)
GRADIENT = 0.5  # length of its arrow


def derivatives(F: maps.Map, p):
    """First and second derivatives of F at p, and F and its derivatives at points `nudges(p)`."""
    found = jets(F, np.concatenate([p[None], nudges(p), places(p)]))
    here, there = (Jet(*(each[part] for each in found)) for part in (0, slice(1 + 2 * NUDGES, None)))
    known, nudged = jax.device_get(second(p, here, there)), slice(1, 1 + 2 * NUDGES)
    slopes = as_mended(found.gradient[nudged], here.gradient, known.slopes.jacobian[0])
    return known, (found.value[nudged, None], slopes[:, None])


@np.errstate(all="ignore")  # where there is no curve, or no slope, there are gaps
def compute(F: maps.Map, a, size) -> dict:
    """The numbers, the curve, and the piece of it on which y is a function of x around p."""
    a, land = np.asarray(a, dtype=float), heights(F)
    here = curve.settle(F, a[None], scale(F))
    p = without_rounding(here.p[0], np.abs([*a, *here.p[0]]).max()) if here.found[0] else np.full(2, np.nan)
    found, nudged = derivatives(F, p)
    here, slopes = here._replace(hessian=found.hessian[None] / scale(F)), found.slopes
    slope = -slopes.jacobian[0, 0] / slopes.jacobian[0, 1]
    F_x, F_y = cleared(nudged, value=[0.0], jacobian=slopes.jacobian)["jacobian"][0]
    what = kind_of(F, here, slopes, F_y)
    F_x, F_y = (0.0, 0.0) if what in SINGULAR else (F_x, F_y)
    steep, slope = np.hypot(F_x, F_y), (0.0 if F_x == 0 else slope) if what == "graph" else np.nan
    pieces, whole = ([], several_times(F)) if what in SEVERAL else branches(F)
    lines = directions(F, what, here, np.array([F_y, -F_x]) / steep)
    ends, seen = np.array([[-1], [1]]) * lines[:, None], glass(F, p, size, what, slope, whole)
    now = {"a": a, "p": p, "size": size, "F_x": F_x, "F_y": F_y, "steep": steep, "slope": slope, "kind": what}
    now |= {"slopes": slopes, "corner": -np.array([slopes.left[0, 0], slopes.right[0, 0]]) / F_y, "tangents": lines}
    now |= {"gap": abs(seen[80, 1] - slope) * size if what == "graph" else np.nan}
    now |= {"piece": nearest(pieces, p) if what in HAS_PIECE else NO_CURVE, "whole": whole, "glass": seen}
    now |= {"heights": land["heights"], "land": land["box"], "domain": F.domain, "no_graph": NO_GRAPH.get(what, "")}
    now |= {"gradient": GRADIENT * np.array([[F_x, F_y]]) / steep, "way": np.stack([a, p]), "middle": 0 * p}
    return now | {"square": p + size * GLASS_OUTLINE, "tangent_lines": p + 6 * ends, "tangents_in_glass": 3 * ends}


def kind_of(F: maps.Map, here, slopes, F_y) -> str:
    """What the curve is like at p: `curve.kind`, and where that is "regular", what it is as a graph over x."""
    if not np.isfinite(here.start[0]):
        return "undefined"
    found = curve.kind(F, here, scale(F))
    if found not in ("nowhere", "everywhere") and not np.isfinite(slopes.jacobian).all():
        return "corner"
    if found != "regular" or F_y != 0:
        return "graph" if found == "regular" else found
    reach = 1 + np.abs(here.p[0]).max()
    off = np.stack([branch.graph(F, here.p[0], side * reach * BESIDE, axis=1) for side in (-1, 1)])
    far = np.abs(off) > LEAST_OFFSET * reach
    if not far.any(axis=1).all():
        return "steep" if far.any() or np.isnan(off).any() else "line"
    below, above = np.take_along_axis(np.sign(off), far.argmax(axis=1)[:, None], axis=1)[:, 0]
    return "vertical" if below * above < 0 else "turns"


def directions(F: maps.Map, what: str, here, tangent) -> np.ndarray:
    """The directions of the tangents at p, one in each row: two at a crossing, else one."""
    if what == "crossing":
        return curve.tangents(here.hessian[0])
    if what in SEVERAL:
        behind, ahead = curve.settle(F, here.p + curve.PROBE * np.outer([-1, 1], here.along), scale(F)).p
        tangent = ahead - behind
    return tangent[None] / np.linalg.norm(tangent)


def glass(F: maps.Map, p, size, what: str, slope, whole) -> np.ndarray:
    """The curve around p, in units of the glass: y(x) where that is a function, else the lines F = 0."""
    if what == "graph":
        return np.stack([ACROSS, branch.followed(F, p, size * ACROSS, slope) / size], axis=1)
    if what in SEVERAL or not np.isfinite(p).all():
        return (whole - p) / size
    heights = jets(F, p + size * GLASS).value
    return joined(contours(heights.T, [0.0], GLASS[:, 0, 0], GLASS[0, :, 1]))


def nearest(pieces, p) -> np.ndarray:
    """The piece `(k, 2)` that comes nearest to p; one point of NaN where there is no piece."""
    gaps = [np.hypot(*(piece - p).T).min() for piece in pieces]
    return pieces[int(np.argmin(gaps))] if gaps else NO_CURVE
