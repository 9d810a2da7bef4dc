"""The numbers of explore.change_of_variables: the sums over all cuts, and the integral that they should be."""

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import maps
from jaclib.explore.change_of_variables import integrals
from jaclib.explore.change_of_variables.words import falling
from jaclib.explore.plane import box, layers
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import Covered, covered
from jaclib.linearization import loglog_slope
from jaclib.programs.field import det

FINEST = 32
CUTS = np.arange(1, FINEST + 1)
BOX_EDGES = box.path(2, 121)
NO_NET = np.nan * layers.NET
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


def lattice(n: int) -> np.ndarray:
    """The lines that cut the unit square into n × n, `(2 n − 2, 2, 2)`."""
    t = np.arange(1, n) / n
    across = np.stack([np.stack([t, 0 * t], axis=1), np.stack([t, 0 * t + 1], axis=1)], axis=1)
    return np.concatenate([across, across[..., ::-1]])


MIDDLES, LINES = (np.concatenate([of(n) for n in range(1, FINEST + 1)]) for of in (middles, lattice))
STARTS, FIRST_LINES = np.cumsum(CUTS**2) - CUTS**2, (CUTS - 1) * (CUTS - 2)  # where each cut begins in these


@np.errstate(invalid="ignore", over="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, h, n, weigh) -> dict:
    """The sums over all cuts, the integral that they should be, and the tiles of this one."""
    a, size, n, weigh = np.asarray(a, dtype=float), np.asarray(size, dtype=float), int(n), bool(weigh)
    cut, (before, after) = integrals.within_one_period(f, size), grid_and_image(f)
    places = [a + size * part for part in (BOX_EDGES, outlines(n), integrals.BOX_INSIDE, MIDDLES, layers.NET)]
    around, pieces, (outline, _), (mosaic, _), inside, middle, (net, _) = box.along(
        f, box.nearby(f, a), a + cut * integrals.PLACES, *places
    )
    here, outline, found = box.here(f, a, *around), outline.reshape(-1, 2), covered(f, a, cut)
    single = found.share == 1 and cut is size
    times = coverings(found, single, np.abs(integrals.winding_numbers(outline, middle[0][STARTS[5] : STARTS[6]])))
    terms = integrals.integrands(h, middle[0], inside[0], integrals.spokes(*pieces, cut))
    slopes, often = (middle[1], inside[1]), repeats(found, cut is size, times)
    now = jax.device_get(pictured(a, size, terms, slopes, often, here["flat"], single, weigh, n))
    now |= {"shades": now["shades"][STARTS[n - 1] :][: n**2], "cells": now["cells"][FIRST_LINES[n - 1] :][: 2 * n - 2]}
    now |= {"a": a, "size": size, "n": n, "weigh": weigh, "value": here["value"], "times": times.max()}
    now |= {"flat": here["flat"], "torn": not found.whole, "folded": found.folded, "layered": found.layered}
    now |= {"tiles": mosaic, "outline": outline, "before": before, "after": after, "falling": falling(now)}
    now |= {"domain": box.room(f, a, size), "view": reaching(image_box(f), here["value"])}
    now |= {"net": net if found.layered or now["times"] > 1 else NO_NET}
    covering = now["net"], True, now["view"]
    now |= scales(f.domain) | layers.named(layers.parts(*covering)) | layers.over(*covering)
    return now | {"variables": f.variables, "outputs": f.outputs}


@jax.jit  # compiled once for all maps and integrands
def pictured(a, size, terms, slopes, often, flat, single, weigh, n) -> dict:
    """What the sums over all cuts are, and how far off; and the marks, those of each cut for all cuts in a row.

    `terms` are the `integrands`, at the images of MIDDLES and of BOX_INSIDE, and `slopes` the Jacobians there.
    """
    heights, inner, signed = terms
    of_sums, of_box = (det(J) * ~flat for J in slopes)
    turned = jnp.where(flat, 0.0, jnp.sign(of_box.sum()) / often)
    integral = jnp.where(turned == 0, 0.0, turned * signed)
    now = compared(heights, inner, (of_sums, of_box), size.prod(), integral, single, weigh, n)
    weighed, plain = jnp.maximum(now["errors"], 1e-300)  # on a logarithmic axis
    here = jnp.where(weigh, weighed, plain)[n - 1]
    now |= {"weighed_line": jnp.stack([CUTS, weighed], axis=1), "plain_line": jnp.stack([CUTS, plain], axis=1)}
    now |= {"error_point": jnp.stack([n, here]), "opposite": a + size, "cells": a + size * LINES}
    now |= {"shades": 0.15 + 0.85 * jnp.abs(heights) / jnp.nanmax(jnp.abs(inner), initial=1e-300)}
    return now | {"box": (a + size * BOX_EDGES).reshape(-1, 2)}


def compared(heights, inner, dets, content, fine_coarse, single, weigh, n) -> dict:
    """The sums over all cuts, with |det J| and without, what they tend to, and the integral that they should be.

    Of a single layer |det J| makes the two integrals equal: where they are not, neither can be relied on. Each is
    computed with fewer nodes as well, which tells how far it may be off: `unsure` for the integral. Traces.
    """
    sums, plain = (added(terms) * content / CUTS**2 for terms in (heights * jnp.abs(dets[0]), heights))
    weighed, scale, exists = integrals.over_the_box(inner * jnp.abs(dets[1]), content)
    unweighed, size, exists_too = integrals.over_the_box(inner, content)
    integral, rough = fine_coarse
    apart = jnp.where(single, jnp.fmax(abs(weighed[0] - integral) - abs(weighed[0] - weighed[1]), 0), 0)
    unsure = jnp.maximum(abs(integral - rough), apart)
    doubtful = (unsure > DOUBT * scale) | ~exists
    integral = jnp.where(doubtful, jnp.nan, integral)
    ours = (weighed, scale, exists, sums), (unweighed, size, exists_too, plain)
    limit, of, finite, chosen = jax.tree.map(lambda yes, no: jnp.where(weigh, yes, no), *ours)
    off, settles = jnp.abs(sums - integral), finite & (abs(limit[0] - limit[1]) <= DOUBT * of)
    floor = jnp.maximum(ROUNDING * scale, unsure)
    now = {"sums": sums, "plain": plain, "sum": chosen[n - 1]}
    now |= {"integral": integral, "unsure": unsure, "limit": jnp.where(settles, limit[0], jnp.nan)}
    now |= {"errors": jnp.stack([off, jnp.abs(plain - integral)]), "slope": slope(off, floor)}
    now |= {"rounding": (off <= floor).mean() > 0.9, "doubtful": doubtful}
    return now | {"exact": unsure <= EXACT * scale, "grows": ~exists}


def added(terms):
    """The sums of terms at MIDDLES for each cut. Traces."""
    return jax.ops.segment_sum(terms, np.repeat(CUTS - 1, CUTS**2), FINEST, indices_are_sorted=True)


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


def slope(errors, floor):
    """The slope of the errors against n on log–log axes, from n = 8; NaN where they are below what can be told. Traces.

    >>> errors = np.where(CUTS < 20, 3.0 / CUTS**2, 0.0)
    >>> round(float(slope(errors, 1e-9)), 9), float(slope(errors, 0.1))
    (-2.0, nan)
    """
    usable = (CUTS >= 8) & (errors > 10 * floor)
    return jnp.where(usable.sum() > 5, loglog_slope(CUTS, errors, usable), jnp.nan)
