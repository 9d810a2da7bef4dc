"""An integral over the image of a box, as a sum over small boxes: what |det J| is for, and when it is not enough."""

import numpy as np

from jaclib import maps, parse_map
from jaclib.coordinates import PLANE
from jaclib.draw import curve, frame, grid, hint, key, log_axes, note, note_at, point, upright
from jaclib.draw.tiles import tiles, wires
from jaclib.explore import box
from jaclib.explore.challenge import Challenge, chosen, near, right
from jaclib.explore.choose_function import as_function
from jaclib.explore.choose_map import follow, image_box
from jaclib.explore.image_integral import BOUNDARY, integrands, once, turns
from jaclib.explore.in_code import in_code
from jaclib.explore.linear_approximation import name_axes, reaching, sheet
from jaclib.explore.state import State, of
from jaclib.judge import agree
from jaclib.stage import Live, choice, readout, show, switch, whole

TITLES = "A box, cut into n × n …", "… and the tiles of its image", "How fast the error falls"
SYSTEMS = {name: f for name, f in PLANE.items() if name != "affine"}
INTEGRANDS = "exp(-x^2 - y^2)", "1", "x^2 + y^2", "x^2"
FINEST = 32
CUTS = np.arange(1, FINEST + 1)
EDGES = box.path(2, 121)
INSIDE, WEIGHTS = box.filled(2)
PLACES = 8 * FINEST**2  # of the tiles' outlines, never more


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


@np.errstate(invalid="ignore")  # where the map is undefined, there are gaps
def compute(f: maps.Map, a, size, h, n, weigh) -> dict:
    """The sums over all cuts, the integral that they should be, and the tiles of this one."""
    a, size, n = np.asarray(a, dtype=float), np.asarray(size, dtype=float), int(n)
    small, covered = outlines(n), once(f, size)
    places = np.concatenate([small.reshape(-1, 2), np.zeros((PLACES - small.size // 2, 2))])
    (corner, _), (outline, _), (mosaic, _), around, (inside, J), (middle, middle_J) = box.along(
        f, a, a + size * EDGES, a + size * places, a + covered * BOUNDARY, a + size * INSIDE, a + size * MIDDLES
    )
    heights, inner, green = integrands(h, middle, inside, *around, covered)
    signed, outline = box.determinants(J), outline.reshape(-1, 2)
    stretch, each = np.abs(box.determinants(middle_J)), np.prod(size) / CUTS**2
    sums, plain = (np.add.reduceat(terms, STARTS) * each for terms in (heights * stretch, heights))
    times = multiplicity(signed, outline, middle[STARTS[5] : STARTS[6]])
    # the boundary says how much is inside of it, as often as it goes round; of the part that is not repeated, once
    share = np.nan if np.isnan(times).any() else 1.0 if (covered < size).any() else alike(times)
    integral = float(green * np.sign(signed.sum()) / share)
    before, after = sheet(f)
    limit = np.prod(size) * (WEIGHTS @ (inner * np.abs(signed) if weigh else inner))
    shades = 0.15 + 0.85 * np.abs(heights[STARTS[n - 1] :][: n**2]) / max(np.nanmax(np.abs(inner)), 1e-300)
    return {
        "a": a, "size": size, "n": n, "weigh": bool(weigh), "sums": sums, "plain": plain, "integral": integral,
        "sum": (sums if weigh else plain)[n - 1], "limit": limit, "errors": np.abs([sums - integral, plain - integral]),
        "slope": slope(np.abs(sums - integral), abs(integral)), "times": times.max(), "value": corner,
        "outline": outline, "tiles": mosaic[: small.size // 2].reshape(small.shape), "shades": shades,
        "cells": a + size * lattice(n), "box": (a + size * EDGES).reshape(-1, 2), "before": before, "after": after,
        "domain": box.room(f, a, size), "view": reaching(image_box(f), corner), "variables": f.variables,
        "outputs": f.outputs,
    }  # fmt: skip


def multiplicity(signed, outline, samples) -> np.ndarray:
    """How often each of the samples is covered; NaN where det J changes its sign, and the image is folded.

    Where det J > 0, or < 0, all over the box, a point is covered as often as the image's boundary goes round it.
    """
    least = 1e-12 * np.abs(signed).max()
    folded = (signed > least).any() and (signed < -least).any()
    return np.full(len(samples), np.nan) if folded else np.abs(turns(outline, samples))


def alike(times) -> float:
    """The number that all of them are, or NaN."""
    return float(times[0]) if times[0] and (times == times[0]).all() else float("nan")


def slope(errors, size) -> float:
    """The slope of the errors against n on log–log axes, from n = 8; NaN where there is nothing but rounding."""
    usable = (CUTS >= 8) & (errors > 1e-12 * size)
    return float(np.polyfit(np.log(CUTS[usable]), np.log(errors[usable]), 1)[0]) if usable.sum() > 5 else np.nan


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
    shown, cells = curve(before, palette.ink, fill=palette.fill), wires(before, palette.ink, width=0.7)
    mosaic, edge = tiles(after, palette.fill, palette.linear, edge=palette.ink, alpha=0.5), curve(after, palette.ink)
    a, opposite, image = point(before, palette.ink), point(before, palette.quiet, size=7), point(after, palette.ink)
    names = note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink, offset=(-15, -13))
    weighed, plain = curve(law, palette.linear), curve(law, palette.accent, dashed=True)
    here, cut, told = point(law, palette.ink), upright(law, palette.accent), note(law, palette.ink, (0.06, 0.06))

    def move(now):
        frame(before, now["domain"]), frame(after, now["view"])
        name_axes(before, after, now | {"follow": False})
        sheet_before(now["before"]), sheet_after(now["after"])
        shown(now["box"]), cells(now["cells"]), mosaic(now["tiles"], now["shades"]), edge(now["outline"])
        a(now["a"]), opposite(now["a"] + now["size"]), image(now["value"])
        names[0](now["a"]), names[1](now["value"])
        first, second = np.maximum(now["errors"], 1e-300)
        weighed(np.stack([CUTS, first], axis=1)), plain(np.stack([CUTS, second], axis=1))
        here((now["n"], (first if now["weigh"] else second)[now["n"] - 1])), cut(now["n"])
        told(falling(now))

    return move


def falling(now) -> str:
    """How the error with |det J| goes on, in few words."""
    if np.isnan(now["integral"]):
        return "nothing to compare with"
    if np.isnan(now["slope"]):
        return "with |det J| only rounding"
    return f"slope −{-now['slope']:.2f}" if now["slope"] < -0.2 else "the error stays"


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    weight = " |det J|" if now["weigh"] else ""
    if np.isnan(now["sum"]):
        return f"The box is cut into {now['n']} × {now['n']}. In a part of it h(f(u)){weight} is undefined."
    cut = f"The box is cut into {now['n']} × {now['n']}. The sum of h(f(u)){weight} Δu is {now['sum']:.6g}"
    if np.isnan(now["times"]):
        return f"{cut}. det J changes its sign: the image is folded, and the sum counts each layer."
    if now["times"] > 1:
        whole = "" if np.isnan(now["integral"]) else f", and the integral over the image is {now['integral']:.6g}"
        return (
            f"{cut}{whole}. Points of the image are covered up to {now['times']:.0f} times, and the sum counts them as "
            f"often: it tends to {now['limit']:.6g}."
        )
    off = abs(now["sum"] - now["integral"])
    integral = f"{cut}, the integral of h over the image {now['integral']:.6g}: {off:.2g} off"
    if not now["weigh"] and abs(now["limit"] - now["integral"]) > 1e-9:
        return f"{integral}. Without |det J| it tends to {now['limit']:.6g}, however fine the cut."
    how = "only rounding" if np.isnan(now["slope"]) else f"the error falls like n^−{-now['slope']:.2f}"
    return f"{integral}; {how}."


def values(now) -> list[dict]:
    return [
        readout("n × n sum", now["sum"]),
        readout("the sum tends to", now["limit"]),
        readout("integral over the image", now["integral"]),
        readout("error", abs(now["sum"] - now["integral"])),
        readout("layers, at most", now["times"]),
    ]


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
        "n": whole("cut into n × n", "n", 1, FINEST, int(n), play="Cut finer", pace=250),
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
