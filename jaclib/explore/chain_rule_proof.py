"""The proof of the chain rule as a picture: two errors remain, and both are small beside the step."""

from functools import lru_cache, partial

import numpy as np

from jaclib.draw import (
    arrows,
    curve,
    dashed_arrow,
    flatten,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    note_at,
    panel_box,
    point,
    roman,
    rule,
    surroundings,
)
from jaclib.evidence.kink import asked
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.chain import LARGEST, Chain, as_chain, choose_chain, named, output_names, shape
from jaclib.explore.choose.step import as_tuple, step
from jaclib.explore.phrases.numbers import vector
from jaclib.explore.phrases.undefined import lacking, left_behind
from jaclib.explore.plane.framing import LARGEST_BOX, near_start
from jaclib.explore.plane.law import LAW, RADII, law
from jaclib.explore.plane.lines import WAY, space_grid
from jaclib.stage import Live, readout, show
from jaclib.stage.transition import log_slider, turn

TITLES = (
    "A step h in the direction of the tip",
    "The error of g, in units of ‖h‖",
    "Two errors are left, in units of ‖h‖",
    "Over ‖h‖ both errors go to 0 with it",
)
BENT = "u^2 - v, u*v", "polar"  # both errors are seen, and point in different directions
SMALLEST, LONGEST = 1e-4, 1.0
EPS = np.finfo(float).eps
STAYS, FALLS = 0.005, 0.05  # powers of ‖h‖: up to the one an error over ‖h‖ stays as it is, from the other on it falls
DOWN = f", down to ‖h‖ = {LAW[0]:.0e}"
LANES = 0.3, 0.55, 0.8  # on the line the arrows lie above what is true, and above one another


@np.errstate(all="ignore")  # where a map is undefined, there are gaps
def errors(chain: Chain, a, direction, size):
    """What is left of f(g(a + h)) − f(g(a)) − J_f J_g h, in its two parts, for h of this size and of each of RADII."""
    f, g = chain
    unit, radii = direction / np.linalg.norm(direction), np.concatenate([RADII, LAW, [size]])[:, None]
    b, of_g, found = asked(g, a, law=a + radii * unit, way=a + WAY[:, None] * size * unit)
    inner, ell, way = of_g.jacobian, found["law"][0] - b, found["way"][0]
    c, of_f, found = asked(f, b, law=b + ell, way=way)
    outer, end = of_f.jacobian, found["law"][0]
    left = {
        "first": (ell - radii * (inner @ unit)) @ outer.T,  # J_f ε_g ‖h‖
        "second": end - c - ell @ outer.T,  # ε_f(ℓ) ‖ℓ‖
    }
    terms = sums(inner, outer, np.abs(a) + radii * np.abs(unit), np.abs(b) + np.abs(ell), np.abs(c) + np.abs(end))
    shown, small = slice(len(RADII)), slice(len(RADII), -1)
    return {name: (each / radii)[-1] for name, each in left.items()} | {
        "ell": ell[-1] / size, "unit": unit, "middle": inner @ unit, "predicted": outer @ inner @ unit, "inner": inner,
        "way": (way - b) / size, "end": (found["way"][0] - c) / size,
        **{f"law_{name}": np.linalg.norm((each / radii)[shown], axis=1) for name, each in left.items()},
        "laws": [fall(each[small], most[small]) for each, most in zip(left.values(), terms, strict=True)],
        "terms": [most[-1] for most in terms], "point0": a, "point1": b, "point2": c,
        "smooth": [bool(np.isfinite(each.jacobian).all()) for each in (of_g, of_f)],
        "defined": [bool(np.isfinite(each).all()) for each in (a, b, c)],
    }  # fmt: skip


def sums(inner, outer, start, middle, end) -> tuple[np.ndarray, np.ndarray]:
    """How large the terms are of which each entry of the two errors, times ‖h‖, is the sum, for all ‖h‖ `(k, m)`.

    They shrink with h where f(g(a)), g(a) and a are 0: a cube there is small, and no rounding.
    """
    inner, outer = np.abs(inner), np.abs(outer)
    return (start @ inner.T + middle) @ outer.T, middle @ outer.T + end


def fall(errors, terms) -> tuple[float, bool]:
    """The power of ‖h‖ that an error over ‖h‖ falls with as h goes to 0, NaN where it is only rounding; if it settles.

    `errors`, times ‖h‖, and their terms are at the lengths LAW, `(81, m)`. What falls slowest rules in the end.
    """
    laws = [law(each[:, None, None], most, EPS, False) for each, most in zip(errors.T, terms.T, strict=True)]
    slope, settled = min(laws, key=lambda each: np.nan_to_num(each[0], nan=np.inf))
    return slope - 1, settled


@lru_cache(maxsize=64)  # once a map, never while dragging
def beginning(g):
    """The box around the default point of the innermost map, and its grid lines."""
    box = near_start(g)
    return box, space_grid(box)


@np.errstate(invalid="ignore", over="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, size, view=(0.0, 0.0)) -> dict:
    """The errors, and where they are put on the panels."""
    a, h = np.asarray(a, dtype=float), np.asarray(h, dtype=float)
    now = errors(maps, a, h, float(size))
    start, lines = beginning(maps[-1])
    here = partial(flatten, box=start, view=view)
    middle, output = lens(now["middle"], now["way"]), lens(now["predicted"], now["end"])
    between, after = partial(flatten, box=middle, view=view), partial(flatten, box=output, view=view)
    for name, most in zip(("first", "second"), now["terms"], strict=True):
        now[name] = without_rounding(now[name], most / size)
    tip = after(np.cumsum([now["predicted"], now["first"], now["second"]], axis=0))
    return now | {
        "a": a, "size": size, "view": view, "spaces": shape(maps),
        "sheet": here(lines), "at": here(a), "tip": here(a + h) - here(a),
        "step": here(a + size * now["unit"]) - here(a), "box0": start, "frame0": panel_box(start),
        "box1": middle, "frame1": panel_box(middle), "way1": between(now["way"]), "linear1": between(now["middle"]),
        "box2": output, "frame2": panel_box(output), "way2": after(now["end"]), "ends2": tip,
        "names0": maps[-1].variables, "names1": maps[0].variables, "names2": output_names(maps),
    }  # fmt: skip


def lens(straight, bent) -> np.ndarray:
    """A box around 0 that holds an arrow and a curve, in steps of √2: it holds still while h shrinks."""
    points = np.stack([straight, *bent])
    reach = min(np.abs(points[np.isfinite(points).all(axis=1)]).max(initial=1e-6), LARGEST_BOX)
    half = np.sqrt(2.0) ** np.ceil(2 * np.log2(1.1 * reach))
    return np.array([(-half, half)] * len(straight))


def paint(spaces, palette, start, middle, output, law):
    """Put the artists up once; the function returned moves them."""
    hint(start, "drag a, or the tip: h has its direction", palette.quiet)
    first, second = palette.rows
    key(middle, [("ℓ", palette.ink, False), (roman("J_g h"), palette.linear, True), (roman("ε_g‖h‖"), first, False)])
    key(output, [("true", palette.ink, False), (roman("J_f J_g h"), palette.linear, True),
                 (roman("J_f ε_g‖h‖"), first, False), (roman("ε_f‖ℓ‖"), second, False)])  # fmt: skip
    key(law, [(roman("‖J_f ε_g‖"), first, False), (roman("‖ε_f‖‖ℓ‖ / ‖h‖"), second, True)])
    log_axes(law, (SMALLEST, LONGEST), (1e-9, 1e2), "‖h‖", "error / ‖h‖", palette.faint)
    moves = [
        _begin(palette, start, spaces[0]),
        _lens(palette, middle, 1, spaces[1], (first,), "$J_g h$"),
        _lens(palette, output, 2, spaces[2], (first, second), "$J_f J_g h$"),
        _law(palette, law, (first, second)),
    ]

    def move(now) -> None:
        for each in moves:
            each(now)

    return move


def _begin(palette, ax, dimension: int):
    around, lines = surroundings(ax, dimension, palette.faint, palette.quiet), grid(ax, palette.faint)
    way, step = dashed_arrow(ax, palette.quiet, dots=True, width=1.2), arrows(ax, (palette.ink,))
    at, at_name, name = point(ax, palette.ink), note_at(ax, "a", palette.ink), label(ax, "$h$", palette.ink)

    def move(now) -> None:
        frame(ax, now["frame0"]), around(now["names0"], now["box0"], now["view"]), lines(now["sheet"])
        way(now["at"], now["tip"]), step(now["at"], now["step"][None]), name(now["at"], now["step"])
        at(now["at"]), at_name(now["at"])

    return move


def _lens(palette, ax, place: int, dimension: int, colors, name: str):
    """What is true and what is predicted, from the same tail, and the errors head to tail between their tips."""
    around, way, end = (
        surroundings(ax, dimension, palette.faint, palette.quiet),
        curve(ax, palette.ink),
        point(ax, palette.ink, size=5),
    )
    linear, linear_name = dashed_arrow(ax, palette.linear), label(ax, name, palette.linear, away=18)
    gaps, at = [arrows(ax, (color,)) for color in colors], point(ax, palette.ink)

    def move(now) -> None:
        frame(ax, now[f"frame{place}"]), around(now[f"names{place}"], now[f"box{place}"], now["view"])
        way(now[f"way{place}"]), end(now[f"way{place}"][-1]), at((0, 0))
        ends = now["ends2"] if place == 2 else np.stack([now["linear1"], now["way1"][-1]])
        lift = np.ptp(now[f"frame{place}"][1]) / 2 if dimension == 1 else 0
        linear((0, LANES[0] * lift), ends[0]), linear_name((0, LANES[0] * lift), ends[0])
        for gap, tail, tip, lane in zip(gaps, ends, ends[1:], LANES[1:], strict=False):
            gap(tail + np.array([0, lane * lift]), (tip - tail)[None])

    return move


def _law(palette, ax, colors):
    curves = curve(ax, colors[0]), curve(ax, colors[1], dashed=True)
    dots, here = [point(ax, color, size=7) for color in colors], rule(ax, palette.quiet)

    def move(now) -> None:
        here(now["size"])
        for name, line, dot in zip(("first", "second"), curves, dots, strict=True):
            line(np.stack([RADII, now[f"law_{name}"]], axis=1))
            dot((now["size"], np.linalg.norm(now[name])))

    return move


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    first, second = np.linalg.norm(now["first"]), np.linalg.norm(now["second"])
    if why := lacking("fg", now):  # and without a Jacobian there is no error of it
        return f"{why}."
    if not np.isfinite(first + second):
        return left_behind(f"The step from a = {vector(now['a'])}", "the maps are", (now["ell"], now["end"][-1]))
    start = f"A step of length {now['size']:.3g} at a = {vector(now['a'])}"
    left = f"Over ‖h‖, the error of g, carried on by J_f, is {first:.3g}, and the error of f is {second:.3g}"
    falls = [_falls(*each) for each in zip(now["laws"], (first, second), ("first", "second"), strict=True)]
    return f"{start}. {left}. As h shrinks {', '.join(falls)}."


def _falls(law, error, which: str) -> str:
    slope, settled = law
    if np.isnan(slope):
        return f"the {which} {'soon is' if error else 'stays'} 0, but for rounding"
    if settled and not STAYS < slope < FALLS:
        return f"the {which} falls like ‖h‖^{slope:.2f}" if slope > STAYS else f"the {which} does not fall{DOWN}"
    return f"the {which}, down to the smallest h at which it is more than rounding, follows no power of ‖h‖ yet"


def values(now) -> list[dict]:
    stretch = np.linalg.norm(now["inner"], 2) if np.isfinite(now["inner"]).all() else np.nan
    return [
        readout("‖J_f ε_g‖", np.linalg.norm(now["first"])),
        readout("‖ε_f(ℓ)‖ ‖ℓ‖ / ‖h‖", np.linalg.norm(now["second"])),
        readout("whole gap / ‖h‖", np.linalg.norm(now["first"] + now["second"])),
        readout("‖ℓ‖ / ‖h‖", np.linalg.norm(now["ell"])),
        readout("‖J_g‖ + 1", stretch + 1),
    ]


def chain_rule_proof(*maps, a=None, h=None, size: float = 0.5, view=(-60, 25)) -> Live:
    """Shrink h: of f(g(a + h)) − f(g(a)) − J_f J_g h two errors are left, and both are small even beside ‖h‖.

    The two maps are given as for `chain_rule`, by default polar coordinates with (u² − v, uv) after them; `a` is the
    point; h points along the step `h` that is given, and has the length `size`, from 10⁻⁴ to 1.
    Raises ValueError, FormulaError or TypeError where one of them is not of that kind.
    """
    given = maps or BENT
    if len(given) != 2:
        raise ValueError(f"maps: the proof is about two, outermost first, and {len(given)} came.")
    if not SMALLEST <= size <= LONGEST:
        raise ValueError(f"size: a length from {SMALLEST:g} to {LONGEST:g} is needed, and {size!r} came.")
    chain = as_chain(given, None if a is None else np.size(a))
    spaces = shape(chain)
    if h is not None and not np.any(h):
        raise ValueError(f"h: a step that is not 0 is needed, for it gives the direction; {h!r} came.")
    controls = {"maps": choose_chain(given, chain)}
    controls |= step(chain, a, h, tip="direction of h")
    controls["size"] = log_slider("length of h", "‖h‖", SMALLEST, LONGEST, size, play="Shrink h")
    if LARGEST in spaces:
        controls["view"] = turn("view of space", *view, panel=spaces.index(LARGEST))

    def call(at) -> str:
        words = [
            *named(given, controls["maps"].read(at["maps"])),
            f"a={as_tuple(at['a'])}",
            f"h={as_tuple(at['h'])}",
        ]
        words += [f"size={at['size']:.12g}"] + ([f"view={as_tuple(at['view'])}"] if "view" in at else [])
        return f"explore.chain_rule_proof({', '.join(words)})"

    return show(
        TITLES, controls, compute, partial(paint, spaces), say, values=values, call=call,
        label="A step h at a, and the two errors that the product of the Jacobians leaves",
        tried=("size", 3, lambda now: (now["size"], np.linalg.norm(now["second"]))),
    )  # fmt: skip
