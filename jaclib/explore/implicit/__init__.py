"""A curve F = 0 and the function y(x) that it hides: its slope is −F_y⁻¹ F_x, where F_y is not 0."""

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import arrows, curve, frame, hint, key, label, note, note_at, point, relief
from jaclib.evidence.rounding import NUDGES, cleared, nudges, without_rounding
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.choose.function import as_function, choose_function, in_code
from jaclib.explore.choose.state import two_numbers
from jaclib.explore.implicit.branches import branches, scale, several_times
from jaclib.explore.implicit.equation import one_side
from jaclib.explore.implicit.words import CHALLENGES, NO_GRAPH, SINGULAR, say, values
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, jets
from jaclib.roots.branch import followed, graph
from jaclib.roots.curve import PROBE, kind, settle, tangents
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import log_slider
from jaclib.stage.transition import point as draggable

TITLES = "The curve F = 0, and its tangent", "Through a magnifying glass"
EXAMPLES = "x^2 + y^2 - 1", "y^2 - x^3 + x", "x^3 + y^3 - 3x*y", "x - y^3 + y", "(x^2 + y^2)^2 - 2(x^2 - y^2)"
SMALLEST, LARGEST = 1e-3, 1.0  # of the glass, to each side
ACROSS = np.linspace(-1.5, 1.5, 97)  # of that: a panel may be wider than high
BESIDE = np.geomspace(1e-5, 1e-1, 9)  # beside 1 + ‖p‖: so far up and down it is seen on which side the curve lies
# in units of the glass: where the curve is no graph, it is found by cells, of which no corner lies on a likely curve
GLASS = net(((-1.51, 1.49), (-1.47, 1.53)), 72)
SEEN = 1e-12  # beside 1 + ‖p‖: by so much, at least, the curve is to the left or to the right of p
SEVERAL = "double", "multiple"
HAS_PIECE = "graph", "vertical", "corner"
NO_CURVE = np.full((1, 2), np.nan)
CORNERS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float)
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
    here = settle(F, [a], scale(F))
    p = without_rounding(here.p[0], np.abs([*a, *here.p[0]]).max()) if here.found[0] else np.full(2, np.nan)
    found, nudged = derivatives(F, p)
    here, slopes = here._replace(hessian=found.hessian[None] / scale(F)), found.slopes
    slope = -slopes.jacobian[0, 0] / slopes.jacobian[0, 1]
    F_x, F_y = cleared(nudged, value=[0.0], jacobian=slopes.jacobian)["jacobian"][0]
    what = kind_of(F, here, slopes, F_y)
    F_x, F_y = (0.0, 0.0) if what in SINGULAR else (F_x, F_y)
    steep, slope = np.hypot(F_x, F_y), (0.0 if F_x == 0 else slope) if what == "graph" else np.nan
    pieces, whole = ([], several_times(F)) if what in SEVERAL else branches(F)
    seen = glass(F, p, size, what, slope, whole)
    return {
        "a": a, "p": p, "size": size, "F_x": F_x, "F_y": F_y, "steep": steep, "slope": slope, "kind": what,
        "piece": nearest(pieces, p) if what in HAS_PIECE else NO_CURVE, "whole": whole, "glass": seen,
        "gap": abs(seen[80, 1] - slope) * size if what == "graph" else np.nan, "slopes": slopes,
        "corner": -np.array([slopes.left[0, 0], slopes.right[0, 0]]) / F_y, "heights": land["heights"],
        "land": land["box"], "domain": F.domain, "gradient": GRADIENT * np.array([F_x, F_y]) / steep,
        "tangent": np.array([F_y, -F_x]) / steep,
        "tangents": directions(F, what, here, np.array([F_y, -F_x]) / steep),
    }  # fmt: skip


def kind_of(F: maps.Map, here, slopes, F_y) -> str:
    """What the curve is like at p: `curve.kind`, and where that is "regular", what it is as a graph over x."""
    if not np.isfinite(here.start[0]):
        return "undefined"
    found = kind(F, here, scale(F))
    if found not in ("nowhere", "everywhere") and not np.isfinite(slopes.jacobian).all():
        return "corner"
    if found != "regular" or F_y != 0:
        return "graph" if found == "regular" else found
    reach = 1 + np.abs(here.p[0]).max()
    off = np.stack([graph(F, here.p[0], side * reach * BESIDE, axis=1) for side in (-1, 1)])
    far = np.abs(off) > SEEN * reach
    if not far.any(axis=1).all():
        return "steep" if far.any() or np.isnan(off).any() else "line"
    below, above = np.take_along_axis(np.sign(off), far.argmax(axis=1)[:, None], axis=1)[:, 0]
    return "vertical" if below * above < 0 else "turns"


def directions(F: maps.Map, what: str, here, tangent) -> np.ndarray:
    """Of the tangents, one in each row."""
    if what == "crossing":
        return tangents(here.hessian[0])
    if what in SEVERAL:
        behind, ahead = settle(F, here.p + PROBE * np.outer([-1, 1], here.along), scale(F)).p
        tangent = ahead - behind
    return tangent[None] / np.linalg.norm(tangent)


def glass(F: maps.Map, p, size, what: str, slope, whole) -> np.ndarray:
    """The curve around p, in units of the glass: y(x) where that is a function, else the lines F = 0."""
    if what == "graph":
        return np.stack([ACROSS, followed(F, p, size * ACROSS, slope) / size], axis=1)
    if what in SEVERAL or not np.isfinite(p).all():
        return (whole - p) / size
    heights = jets(F, p + size * GLASS).value
    return window(heights)


def window(heights) -> np.ndarray:
    """The lines F = 0 in the glass."""
    return joined(contours(heights.T, [0.0], GLASS[:, 0, 0], GLASS[0, :, 1]))


def nearest(pieces, p) -> np.ndarray:
    gaps = [np.hypot(*(piece - p).T).min() for piece in pieces]
    return pieces[int(np.argmin(gaps))] if gaps else NO_CURVE


def paint(palette, before, glass):
    """Put the artists up once; the function returned moves them."""
    parts = [("F = 0", palette.quiet, False), ("y(x) near p", palette.ink, False), ("tangent", palette.linear, True)]
    key(before, parts), key(glass, [("y(x)", palette.ink, False), ("tangent", palette.linear, True)])
    frame(glass, ((-1, 1), (-1, 1)))
    before.set(xlabel="x", ylabel="y"), glass.set(xlabel="(x − p₁) / s", ylabel="(y − p₂) / s")
    glass.grid(color=palette.faint, linewidth=0.8)
    shades, whole = relief(before, palette), curve(before, palette.quiet, width=1.6, still=True)
    piece, tangent = (
        curve(before, palette.ink, width=3, rim=True),
        curve(before, palette.linear, width=2, dashed=True, rim=True),
    )
    square = curve(before, palette.quiet, width=1, rim=True)
    way = curve(before, palette.quiet, width=1, dashed=True)
    gradient, gradient_name = arrows(before, (palette.accent,)), label(before, "∇F", palette.accent)
    free, dots = point(before, palette.quiet, size=6), [point(before, palette.ink), point(glass, palette.ink)]
    name = note_at(before, "p", palette.ink)
    true, linear = curve(glass, palette.ink), curve(glass, palette.linear, dashed=True)
    none = note(glass, palette.ink, (0.5, 0.94), align="center")
    hint(before, "shaded: F is low", palette.quiet, below=True)

    def move(now):
        frame(before, now["domain"])
        shades(now["heights"], now["land"]), whole(now["whole"]), piece(now["piece"])
        p = now["p"]
        tangent(joined([np.stack([p - 6 * each, p + 6 * each]) for each in now["tangents"]]))
        square(p + now["size"] * CORNERS)
        dots[0](p), name(p), gradient(p, now["gradient"][None]), gradient_name(p, np.nan_to_num(now["gradient"]))
        free(now["a"]), way(np.stack([now["a"], p]))
        dots[1](0 * p), true(now["glass"]), linear(joined([np.outer([-3, 3], each) for each in now["tangents"]]))
        none(NO_GRAPH.get(str(now["kind"]), ""))

    return move


def implicit(F=EXAMPLES[0], a=(0.6, 0.8), size: float = 0.5, *, challenges=()) -> Live:
    """Move p along the curve F(x, y) = 0: near p it is the graph of a function y(x), with slope −F_y⁻¹ F_x.

    `F` is a formula such as "x^2 + y^2 - 1", an equation such as "x^2 + y^2 = 1", or a function from (2,) to one
    number; p is the point of the curve where one comes from `a` along the gradient. The second panel shows `size`,
    from 0.001 to 1, to each side of p. `challenges` are names of CHALLENGES, to be solved in the picture.
    Raises ValueError where one of them is not of that kind.

    Source: Spivak, Calculus on Manifolds, theorem 2-12.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"size: a number from {SMALLEST:g} to {LARGEST:g} is needed, and {size!r} came.")
    F = one_side(F) if isinstance(F, str) else F
    first = as_function(F, twice=True)
    controls = {
        "F": choose_function(first, EXAMPLES, " = 0", one_side),
        "a": draggable("point a", two_numbers("a", a)),
        "size": log_slider("magnifying glass", "s", SMALLEST, LARGEST, size, play="Magnify"),
    }

    def call(values) -> str:
        x, y = values["a"]
        name = in_code(F, values["F"]) if values["F"] == first.name else repr(values["F"])
        return f"explore.implicit({name}, a=({x:.12g}, {y:.12g}), size={values['size']:.6g})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="The curve F = 0 with a point p and its tangent, and the curve around p, magnified",
    )  # fmt: skip
