"""The numbers of explore.change_of_variables: the sums over all cuts, and the integral that they should be."""

import numpy as np

from jaclib import maps
from jaclib.explore.change_of_variables import integrals
from jaclib.explore.change_of_variables.words import falling
from jaclib.explore.plane import box, layers
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import Covered, covered
from jaclib.linearization import loglog_slope

FINEST = 32
CUTS = np.arange(1, FINEST + 1)
BOX_EDGES = box.path(2, 121)
ROUNDING = 1e-12  # of ∫ |h| |det J|
EXACT = 1e-9  # of it: an integral that is known so well is off by rounding
DOUBT = 1e-3  # of it: by so much two ways to compute the integral may disagree


def middles(n: int) -> np.ndarray:
    """The middles of the n × n small boxes of the unit square, `(n², 2)`."""
    return box.lattice((np.arange(n) + 0.5) / n, 2)


def outlines(n: int) -> np.ndarray:
    """The outlines of the n × n small boxes, `(n², points, 2)`: more points where the boxes are large."""
    sides = box.path(2, 2 * FINEST // n + 1)[:, :-1].reshape(-1, 2)
    return middles(n)[:, None] + (sides - 0.5) / n


MIDDLES = np.concatenate([middles(n) for n in range(1, FINEST + 1)])
STARTS = np.concatenate([[0], np.cumsum(CUTS**2)[:-1]])


@np.errstate(invalid="ignore", over="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, h, n, weigh) -> dict:
    """The sums over all cuts, the integral that they should be, and the tiles of this one."""
    a, size, n = np.asarray(a, dtype=float), np.asarray(size, dtype=float), int(n)
    small, cut, before_after = outlines(n), integrals.within_one_period(f, size), grid_and_image(f)
    places = [a + size * part for part in (BOX_EDGES, small, integrals.BOX_INSIDE, MIDDLES, layers.NET)]
    around, pieces, (outline, _), (mosaic, _), inside, middle, (net, _) = box.along(
        f, box.nearby(f, a), a + cut * integrals.PLACES, *places
    )
    here, outline, found = box.here(f, a, *around), outline.reshape(-1, 2), covered(f, a, cut)
    heights, inner, *signed = integrals.integrands(h, middle[0], inside[0], *pieces, cut)
    dets = [box.determinants(J) * (not here["flat"]) for _, J in (middle, inside)]
    single = found.share == 1 and cut is size
    times = coverings(found, single, np.abs(integrals.winding_numbers(outline, middle[0][STARTS[5] : STARTS[6]])))
    sign = 0.0 if here["flat"] else np.sign(dets[1].sum()) / repeats(found, cut is size, times)
    fine_coarse = np.array(signed) * sign if sign else np.zeros(2)
    shades = 0.15 + 0.85 * np.abs(heights[STARTS[n - 1] :][: n**2]) / np.nanmax(np.abs(inner), initial=1e-300)
    now = compared(heights, inner, dets, np.prod(size), fine_coarse, single, bool(weigh), n)
    now |= {"a": a, "size": size, "n": n, "weigh": bool(weigh), "value": here["value"], "times": times.max()}
    now |= {"flat": here["flat"], "torn": not found.whole, "folded": found.folded, "layered": found.layered}
    now |= {"tiles": mosaic, "shades": shades, "outline": outline, "before": before_after[0], "after": before_after[1]}
    now |= {"domain": box.room(f, a, size), "view": reaching(image_box(f), here["value"])}
    now |= {"net": net * (1 if found.layered or now["times"] > 1 else np.nan)}
    covering = now["net"], True, now["view"]
    now |= scales(f.domain) | layers.named(layers.parts(*covering)) | layers.over(*covering)
    return now | {"variables": f.variables, "outputs": f.outputs} | drawn(now)


def drawn(now) -> dict:
    """What is drawn of these numbers: the box and its lines, and the errors on the third panel."""
    a, size, n = now["a"], now["size"], now["n"]
    weighed, plain = np.maximum(now["errors"], 1e-300)  # on a logarithmic axis
    here = (weighed if now["weigh"] else plain)[n - 1]
    lines: dict = {"weighed_line": np.stack([CUTS, weighed], axis=1), "plain_line": np.stack([CUTS, plain], axis=1)}
    lines |= {"error_point": np.array([n, here]), "falling": falling(now)}
    return lines | {"box": (a + size * BOX_EDGES).reshape(-1, 2), "cells": a + size * lattice(n), "opposite": a + size}


def compared(heights, inner, dets, content, fine_coarse, single, weigh, n) -> dict:
    """The sums over all cuts, with |det J| and without, what they tend to, and the integral that they should be.

    Of a single layer |det J| makes the two integrals equal: where they are not, neither can be relied on. Each is
    computed with fewer nodes as well, which tells how far it may be off: `unsure` for the integral.
    """
    each = content / CUTS**2
    sums, plain = (np.add.reduceat(terms, STARTS) * each for terms in (heights * np.abs(dets[0]), heights))
    weighed, scale, exists = integrals.over_the_box(inner * np.abs(dets[1]), content)
    unweighed, size, exists_too = integrals.over_the_box(inner, content)
    integral, rough = fine_coarse
    apart = max(abs(weighed[0] - integral) - abs(np.subtract(*weighed)), 0) if single else 0.0
    unsure = max(abs(integral - rough), apart)
    doubtful = bool(unsure > DOUBT * scale or not exists)
    integral = np.nan if doubtful else float(integral)
    limit, of, finite = (weighed, scale, exists) if weigh else (unweighed, size, exists_too)
    off, settles = np.abs(sums - integral), finite and abs(np.subtract(*limit)) <= DOUBT * of
    floor = max(ROUNDING * scale, unsure)
    now = {"sums": sums, "plain": plain, "sum": (sums if weigh else plain)[n - 1]}
    now |= {"integral": integral, "unsure": float(unsure), "limit": limit[0] if settles else np.nan}
    now |= {"errors": np.array([off, np.abs(plain - integral)]), "slope": slope(off, floor)}
    now |= {"rounding": bool((off <= floor).mean() > 0.9), "doubtful": doubtful}
    return now | {"exact": bool(unsure <= EXACT * scale), "grows": not exists}


def coverings(found: Covered, single: bool, times) -> np.ndarray:
    """How often samples of the image are covered, as often as its boundary goes round them; NaN where it can't be told.

    Where it is told by other means that somewhere there are two layers, and no sample met them, one is as if it had.
    """
    if not found.whole or (found.folded and found.layered):
        return np.full(len(times), np.nan)
    return np.ones(len(times)) if single else np.append(times, 2.0)


def repeats(found: Covered, uncut: bool, times) -> float:
    """How often all of what the boundaries tell is counted; NaN where that isn't the same number everywhere.

    Of a box that has been cut to what the map doesn't repeat, the rest counts once.
    """
    if found.folded:
        return np.nan
    number = times[0] if uncut else 1.0
    alike = (times[:-1] == number).all() or not uncut
    return float(number) if alike and abs(number * found.share - 1) < 1e-3 else np.nan


def slope(errors, floor) -> float:
    """The slope of the errors against n on log–log axes, from n = 8; NaN where they are below what can be told."""
    usable = (CUTS >= 8) & (errors > 10 * floor)
    return loglog_slope(CUTS[usable], errors[usable]) if usable.sum() > 5 else np.nan


def lattice(n: int) -> np.ndarray:
    """The lines that cut the unit square into n × n, `(2 n − 2, 2, 2)`."""
    t = np.arange(1, n) / n
    across = np.stack([np.stack([t, 0 * t], axis=1), np.stack([t, 0 * t + 1], axis=1)], axis=1)
    return np.concatenate([across, across[..., ::-1]])
