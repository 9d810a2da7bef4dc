"""An integral over the image of a box, as a sum over small boxes: what |det J| is for, and when it is not enough."""

import numpy as np

from jaclib import maps, parse_map
from jaclib.coordinates import PLANE
from jaclib.draw import curve, curves, frame, grid, hint, key, log_axes, name_axes, note, note_at, point, rule, tiles
from jaclib.evidence.judge import agree
from jaclib.explore.change_of_variables.box_integral import INSIDE, over_the_box
from jaclib.explore.change_of_variables.image_integral import PLACES, integrands, once, turns
from jaclib.explore.change_of_variables.words import falling, say, values
from jaclib.explore.choose.function import as_function
from jaclib.explore.choose.map import follow
from jaclib.explore.choose.state import State, of
from jaclib.explore.plane import box
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import grid_and_image
from jaclib.image.covered import Covered, covered
from jaclib.linearization import loglog_slope
from jaclib.own.in_code import in_code
from jaclib.stage import Live, show
from jaclib.stage.challenge import Challenge, chosen, near, right
from jaclib.stage.transition import choice, switch
from jaclib.stage.transition import whole as whole_number

TITLES = "A box, cut into n × n …", "… and the tiles of its image", "How fast the error falls"
SYSTEMS = {name: f for name, f in PLANE.items() if name != "affine"}
INTEGRANDS = "exp(-x^2 - y^2)", "1", "x^2 + y^2", "x^2"
FINEST = 32
CUTS = np.arange(1, FINEST + 1)
EDGES = box.path(2, 121)
ROUNDING = 1e-12  # of ∫ |h| |det J|
EXACT = 1e-9  # of it: an integral that is known so well is off by rounding
DOUBT = 1e-3  # of it: by so much two ways to compute the integral may disagree


def middles(n: int) -> np.ndarray:
    """The middles of the n × n small boxes of the unit square, `(n², 2)`."""
    t = (np.arange(n) + 0.5) / n
    return np.stack(np.meshgrid(t, t, indexing="ij"), axis=-1).reshape(-1, 2)


def outlines(n: int) -> np.ndarray:
    """The outlines of the n × n small boxes, `(n², points, 2)`: more points where the boxes are large."""
    sides = box.path(2, 2 * FINEST // n + 1)[:, :-1].reshape(-1, 2)
    return middles(n)[:, None] + (sides - 0.5) / n


MIDDLES = np.concatenate([middles(n) for n in CUTS])
STARTS = np.concatenate([[0], np.cumsum(CUTS**2)[:-1]])


@np.errstate(invalid="ignore", over="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, h, n, weigh) -> dict:
    """The sums over all cuts, the integral that they should be, and the tiles of this one."""
    a, size, n = np.asarray(a, dtype=float), np.asarray(size, dtype=float), int(n)
    small, cut, before_after = outlines(n), once(f, size), grid_and_image(f)
    around, pieces, (outline, _), (mosaic, _), inside, middle = box.along(
        f, box.nearby(f, a), a + cut * PLACES, *(a + size * part for part in (EDGES, small, INSIDE, MIDDLES))
    )
    here, outline, found = box.here(f, a, *around), outline.reshape(-1, 2), covered(f, a, cut)
    heights, inner, *signed = integrands(h, middle[0], inside[0], *pieces, cut)
    dets = [box.determinants(J) * (not here["flat"]) for _, J in (middle, inside)]
    single = found.share == 1 and cut is size
    times = layers(found, single, np.abs(turns(outline, middle[0][STARTS[5] : STARTS[6]])))
    sign = 0.0 if here["flat"] else np.sign(dets[1].sum()) / repeats(found, cut is size, times)
    integrals = np.array(signed) * sign if sign else np.zeros(2)
    shades = 0.15 + 0.85 * np.abs(heights[STARTS[n - 1] :][: n**2]) / np.nanmax(np.abs(inner), initial=1e-300)
    return compared(heights, inner, dets, np.prod(size), integrals, single, bool(weigh), n) | {
        "a": a, "size": size, "n": n, "weigh": bool(weigh), "flat": here["flat"], "torn": not found.whole,
        "folded": found.folded, "layered": found.layered, "times": times.max(), "value": here["value"],
        "outline": outline, "shades": shades, "tiles": mosaic,
        "cells": a + size * lattice(n), "box": (a + size * EDGES).reshape(-1, 2), "before": before_after[0],
        "after": before_after[1], "domain": box.room(f, a, size), "view": reaching(image_box(f), here["value"]),
        "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def compared(heights, inner, dets, content, integrals, single, weigh, n) -> dict:
    """The sums over all cuts, with |det J| and without, what they tend to, and the integral that they should be.

    Of a single layer |det J| makes the two integrals equal: where they are not, neither can be relied on. Each is
    computed with fewer nodes as well, which tells how far it may be off: `unsure` for the integral.
    """
    each = content / CUTS**2
    sums, plain = (np.add.reduceat(terms, STARTS) * each for terms in (heights * np.abs(dets[0]), heights))
    weighed, scale, exists = over_the_box(inner * np.abs(dets[1]), content)
    unweighed, size, exists_too = over_the_box(inner, content)
    integral, rough = integrals
    apart = max(abs(weighed[0] - integral) - abs(np.subtract(*weighed)), 0) if single else 0.0
    unsure = max(abs(integral - rough), apart)
    doubtful = bool(unsure > DOUBT * scale or not exists)
    integral = np.nan if doubtful else float(integral)
    limit, of, finite = (weighed, scale, exists) if weigh else (unweighed, size, exists_too)
    off, settles = np.abs(sums - integral), finite and abs(np.subtract(*limit)) <= DOUBT * of
    floor = max(ROUNDING * scale, unsure)
    return {
        "sums": sums, "plain": plain, "sum": (sums if weigh else plain)[n - 1],
        "integral": integral, "unsure": float(unsure), "limit": limit[0] if settles else np.nan,
        "errors": np.array([off, np.abs(plain - integral)]),
        "slope": slope(off, floor), "rounding": bool((off <= floor).mean() > 0.9), "doubtful": doubtful,
        "exact": bool(unsure <= EXACT * scale), "grows": not exists,
    }  # fmt: skip


def layers(found: Covered, single: bool, times) -> np.ndarray:
    """How often samples of the image are covered, as often as its boundary goes round them; NaN where it can't be told.

    Where it is told by other means that somewhere there are two layers, and no sample met them, one is as if it had.
    """
    if not found.whole or (found.folded and found.layered):
        return np.full(len(times), np.nan)
    if single:
        return np.ones(len(times))
    return np.append(times, 2.0)


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


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or the corner opposite", palette.quiet), hint(after, "deeper colour: larger h", palette.quiet)
    key(law, [("with |det J|", palette.linear, False), ("without", palette.accent, True)])
    log_axes(law, (0.9, 1.1 * FINEST), (1e-11, 1e3), "n", "error of the sum", palette.faint)
    law.set_xticks([1, 2, 4, 8, 16, 32], ["1", "2", "4", "8", "16", "32"])
    sheet_before, sheet_after = grid(before, palette.faint), grid(after, palette.faint)
    shown, cells = curve(before, palette.ink, fill=palette.fill), curves(before, palette.ink, width=0.7)
    mosaic, edge = tiles(after, palette.fill, palette.linear, edge=palette.ink, alpha=0.5), curve(after, palette.ink)
    a, opposite, image = point(before, palette.ink), point(before, palette.quiet, size=7), point(after, palette.ink)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))
    weighed, plain = curve(law, palette.linear), curve(law, palette.accent, dashed=True)
    here, cut, told = point(law, palette.ink), rule(law, palette.accent), note(law, palette.ink, (0.06, 0.06))

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"])
        name_axes(before, now["variables"]), name_axes(after, now["outputs"])
        sheet_before(now["before"]), sheet_after(now["after"])
        shown(now["box"]), cells(now["cells"]), mosaic(now["tiles"], now["shades"]), edge(now["outline"])
        a(now["a"]), opposite(now["a"] + now["size"]), image(now["value"])
        names[0](now["a"]), names[1](now["value"])
        first, second = np.maximum(now["errors"], 1e-300)
        weighed(np.stack([CUTS, first], axis=1)), plain(np.stack([CUTS, second], axis=1))
        here((now["n"], (first if now["weigh"] else second)[now["n"] - 1])), cut(now["n"])
        told(falling(now))

    return move


def _thousandth(now):
    off = abs(now["sum"] / now["integral"] - 1)
    if off < 1e-3 and now["times"] == 1 and now["n"] > 1:
        return right(f"It is {off:.2g} of the integral off. Twice as fine would be four times as good.")
    return near(f"It is {off:.2g} of the integral off.") if off < 1e-2 else None


def _twice(now):
    ratio = now["limit"] / now["integral"]
    if now["weigh"] and now["times"] == 2 and agree(ratio, 2, within=0.01):
        return right("Each point is covered twice, and the sum counts it twice. f must be one to one for the theorem.")
    return near(f"The sum tends to {ratio:.3f} times the integral.") if 1.01 < ratio < 2.5 else None


def _no_weight(now):
    if now["weigh"]:
        return None
    off = abs(now["limit"] / now["integral"] - 1)
    if off < 0.01:
        return right(f"On average over the box |det J| weighs by 1: {off:.1%} off.")
    return near(f"The sum tends to {now['limit'] / now['integral']:.2f} times the integral.") if off < 0.15 else None


CHALLENGES = {
    "thousandth": Challenge("Cut so finely that the error is less than a thousandth of the integral.", _thousandth),
    "twice": Challenge("Stretch the box until the sum tends to just twice the integral.", _twice),
    "no weight": Challenge("Leave out |det J|, and find a box for which that does no harm.", _no_weight),
}


def change_of_variables(
    f=None, a=None, size=None, h="exp(-x^2 - y^2)", n: int = 8, *, weigh: bool = True, state: State | None = None,
    challenges=(),
) -> Live:  # fmt: skip
    """An integral over the image of a box, by a sum over n × n small boxes of h(f(u)) |det J| Δu.

    `f` is a plane coordinate system or map by its name ("polar" if nothing is said), a formula such as
    "x*y, x^2 - y^2", or a function from (2,) to (2,); the box begins at the corner `a` and has the sides `size`; `h` is
    a formula in x and y, or a function from (2,) to one number; `n` from 1 to 32; without `weigh` the factor |det J|
    is left out. `state` and `challenges` are as for the other explorers.
    Raises ValueError where one of them is not of that kind.

    Source: Spivak, Calculus on Manifolds, theorem 3-13; f must be one to one but for a set of area 0.
    """
    if not 1 <= n <= FINEST or int(n) != n:
        raise ValueError(f"n: a whole number from 1 to {FINEST} is needed, and {n!r} came.")
    weight = as_function(h, name="h")
    state = of(state, f, a, known=SYSTEMS)
    known = {text: parse_map(text) for text in INTEGRANDS} | {weight.name: weight}
    controls = {
        "f": state.f,
        "a": state.at,
        "size": box.sides(state.first, size, handle=True),
        "h": choice("integrand h", known, weight.name)._replace(read=known.__getitem__),
        "n": whole_number("cut into n × n", "n", 1, FINEST, int(n), play="Cut finer", pace=250),
        "weigh": switch("multiply by |det J|", weigh),
    }
    follow(state.f, controls["size"], lambda new: box.adapt(new, controls["size"]))

    def call(values) -> str:
        (u, v), rest = values["size"], "" if values["weigh"] else ", weigh=False"
        weight_in_code = in_code(h, weight.name, values["h"], "h")
        return (
            f"explore.change_of_variables({state.call(values)}, size=({u:.12g}, {v:.12g}), h={weight_in_code}, "
            f"n={values['n']}{rest})"
        )

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A box cut into small boxes, the tiles of its image, and the error of the sum over them",
    )  # fmt: skip
