"""A curve F = 0 and the function y(x) that it hides: its slope is −F_y⁻¹ F_x, where F_y is not 0."""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import implicit_jacobian, jacobian, maps
from jaclib.draw import arrows, curve, frame, key, label, note, note_at, outline, point
from jaclib.draw.terrain import behind, caption, relief
from jaclib.explore.challenge import Challenge, chosen, near, right
from jaclib.explore.choose_function import as_function, choose_function, in_code
from jaclib.explore.heights import heights
from jaclib.explore.sheet import joined
from jaclib.explore.state import two_numbers
from jaclib.judge import agree
from jaclib.stage import Live, log_slider, readout, show
from jaclib.stage import point as draggable

TITLES = "The curve F = 0, and its tangent", "Through a magnifying glass"
EXAMPLES = "x^2 + y^2 - 1", "y^2 - x^3 + x", "x^3 + y^3 - 3x*y", "x - y^3 + y", "(x^2 + y^2)^2 - 2(x^2 - y^2)"
SMALLEST, LARGEST = 1e-3, 1.0  # of the glass, to each side
ACROSS = np.linspace(-1.5, 1.5, 97)  # of that: a panel may be wider than high
ROUNDS = 12  # of Newton's method
GRADIENT = 0.5  # length of its arrow


@partial(jax.jit, static_argnames="F")  # compiled once a function, never while dragging
def numbers(F: maps.Map, a, size):
    """The point p of the curve near a, the derivatives there, and y(x) around it, by Newton's method for each x."""

    def height(p):
        return F(p)[0]

    def nearer(p, _):
        value, slope = jax.value_and_grad(height)(p)
        return p - value * slope / (slope @ slope), None

    def solved(h):
        def step(y, _):
            value, slope = jax.value_and_grad(lambda y: height(jnp.stack([p[0] + h, y])))(y)
            return y - value / slope, None

        y = jax.lax.scan(step, p[1] + slope * h, length=ROUNDS)[0]
        return jnp.where(jnp.abs(height(jnp.stack([p[0] + h, y]))) < 1e-9, y, jnp.nan)

    p = jax.lax.scan(nearer, a, length=ROUNDS)[0]
    F_x, F_y = jacobian(F)(p)[0]
    slope = implicit_jacobian(lambda x, y: F(jnp.concatenate([x, y])))(p[:1], p[1:])[0, 0]
    nearby = jax.vmap(solved)(size * ACROSS)
    return {"p": p, "value": height(p), "F_x": F_x, "F_y": F_y, "slope": slope, "nearby": nearby}


@lru_cache(maxsize=32)  # once a function
def branches(F: maps.Map) -> tuple[list, np.ndarray]:
    """The curve in pieces on each of which F_y keeps its sign, and all of them in one array."""
    found = []
    for line in heights(F)["zero"]:
        F_y = np.asarray(jax.jit(jax.vmap(jacobian(F)))(line))[:, 0, 1]
        cuts = np.flatnonzero(np.diff(np.sign(F_y)) != 0) + 1
        pieces = np.split(line, cuts)
        if len(cuts) and np.allclose(line[0], line[-1]):  # a closed line begins in the middle of a piece
            pieces = [np.concatenate([pieces[-1], pieces[0][1:]]), *pieces[1:-1]]
        found += [piece for piece in pieces if len(piece) > 1]
    return found, joined(found)


@np.errstate(all="ignore")  # where there is no curve, or no slope, there are gaps
def compute(F: maps.Map, a, size) -> dict:
    """The numbers, the curve, and the piece of it on which y is a function of x around p."""
    a = np.asarray(a, dtype=float)
    now, land = jax.device_get(numbers(F, a, float(size))), heights(F)
    p, steep = now["p"], np.hypot(now["F_x"], now["F_y"])
    there = np.isfinite(p).all() and abs(now["value"]) < 1e-9 and steep > 1e-9
    p = p if there else np.full(2, np.nan)
    slope = now["slope"] if there and abs(now["F_y"]) > 1e-6 * steep else np.nan
    pieces, whole = branches(F)
    gaps = [np.hypot(*(piece - p).T).min() for piece in pieces] if there else []
    here = pieces[int(np.argmin(gaps))] if gaps and np.isfinite(slope) else np.full((1, 2), np.nan)
    glass = np.stack([ACROSS, (now["nearby"] - p[1]) / size], axis=1)
    return now | {
        "a": a, "p": p, "size": size, "steep": steep, "slope": slope, "piece": here, "whole": whole,
        "glass": np.where(np.isfinite(slope), glass, np.nan), "gap": abs(glass[80, 1] - slope) * size,
        "heights": land["heights"], "land": land["box"], "domain": F.domain,
        "gradient": GRADIENT * np.array([now["F_x"], now["F_y"]]) / steep * (1 if there else np.nan),
        "tangent": np.array([now["F_y"], -now["F_x"]]) / steep * (1 if there else np.nan),
    }  # fmt: skip


def paint(palette, before, glass):
    """Put the artists up once; the function returned moves them."""
    parts = [("F = 0", palette.quiet, False), ("y(x) near p", palette.ink, False), ("tangent", palette.linear, True)]
    key(before, parts), key(glass, [("y(x)", palette.ink, False), ("tangent", palette.linear, True)])
    frame(glass, ((-1, 1), (-1, 1)))
    before.set(xlabel="x", ylabel="y"), glass.set(xlabel="(x − p₁) / s", ylabel="(y − p₂) / s")
    glass.grid(color=palette.faint, linewidth=0.8)
    shades, whole = relief(before, palette), behind(before, palette.quiet, width=1.6)
    piece, tangent = outline(before, palette.ink, width=3), outline(before, palette.linear, width=2, dashes=(5, 2.5))
    square = outline(before, palette.quiet, width=1)
    way = curve(before, palette.quiet, width=1, dashed=True)
    gradient, gradient_name = arrows(before, (palette.accent,)), label(before, "∇F", palette.accent)
    free, dots = point(before, palette.quiet, size=6), [point(before, palette.ink), point(glass, palette.ink)]
    name = note_at(before, "p", palette.ink)
    true, linear = curve(glass, palette.ink), curve(glass, palette.linear, dashed=True)
    none = note(glass, palette.ink, (0.5, 0.5), align="center")
    caption(before, "shaded: F is low", palette.quiet)

    def move(now):
        frame(before, now["domain"])
        shades(now["heights"], now["land"]), whole(now["whole"]), piece(now["piece"])
        p, direction = now["p"], now["tangent"]
        tangent(np.stack([p - 6 * direction, p + 6 * direction])), square(p + now["size"] * CORNERS)
        dots[0](p), name(p), gradient(p, now["gradient"][None]), gradient_name(p, np.nan_to_num(now["gradient"]))
        free(now["a"]), way(np.stack([now["a"], p]))
        dots[1]((0, 0) if np.isfinite(now["slope"]) else (np.nan, np.nan))
        true(now["glass"]), linear(np.stack([ACROSS, now["slope"] * ACROSS], axis=1))
        none("" if np.isfinite(now["slope"]) else "F_y = 0: no function y(x)")

    return move


CORNERS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=float)


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    if not np.isfinite(now["p"]).all():
        return "Near this point no place of the curve F = 0 is found, or both derivatives of F are 0 there."
    x, y = now["p"]
    there = f"At p = ({x:.3g}, {y:.3g}) on the curve, F_x = {now['F_x']:.3g} and F_y = {now['F_y']:.3g}"
    if not np.isfinite(now["slope"]):
        return f"{there}: the tangent is upright, and near p the curve is no graph of a function y(x)."
    slope = f"{there}, so y(x) has the slope −F_y⁻¹ F_x = {now['slope']:.4g}"
    if not np.isfinite(now["gap"]):
        return f"{slope}. There is no y(x) as far as {now['size']:.3g} to the right of p."
    return f"{slope}. At {now['size']:.3g} to the right of p the tangent is {now['gap']:.2g} off the curve."


def values(now) -> list[dict]:
    return [
        readout("p", now["p"]), readout("F_x", now["F_x"]), readout("F_y", now["F_y"]), readout("dy/dx", now["slope"]),
        readout("off at p + s", now["gap"]), readout("off / s²", now["gap"] / now["size"] ** 2),
    ]  # fmt: skip


def _slope_one(now):
    slope = now["slope"]
    if agree(slope, 1, within=0.03):
        return right(f"F_x = {now['F_x']:.3g} and F_y = {now['F_y']:.3g} are opposite: the slope is {slope:.3f}.")
    return near(f"The slope is {slope:.2f}.") if agree(slope, 1, within=0.3) else None


def _upright(now):
    share = abs(now["F_y"]) / now["steep"]
    if share < 0.02:
        return right("F_y is 0 here: the curve turns back, and y is no function of x near p. But x is one of y.")
    return near(f"F_y is {share:.0%} of the gradient's length.") if share < 0.2 else None


def _within(now):
    if np.isfinite(now["gap"]) and now["gap"] < 1e-3 and now["size"] >= 0.2:
        return right(f"Only {now['gap']:.1g} off, at {now['size']:.2g} from p: the curve hardly bends here.")
    return near("Where does the curve bend least?") if now["size"] >= 0.2 and now["gap"] < 1e-2 else None


CHALLENGES = {
    "slope one": Challenge("Move p to where y(x) has slope 1.", _slope_one),
    "upright": Challenge("Move p to where the theorem promises no function y(x).", _upright),
    "straight": Challenge("Find p and s, at least 0.2, so that the tangent is less than a thousandth off.", _within),
}


def implicit(F=EXAMPLES[0], a=(0.6, 0.8), size: float = 0.5, *, challenges=()) -> Live:
    """Move p along the curve F(x, y) = 0: near p it is the graph of a function y(x), with slope −F_y⁻¹ F_x.

    `F` is a formula such as "x^2 + y^2 - 1", or a function from (2,) to one number; p is the point of the curve where
    one comes from `a` along the gradient. The second panel shows `size`, from 0.001 to 1, to each side of p.
    `challenges` are names of CHALLENGES, to be solved in the picture.
    Raises ValueError where one of them is not of that kind.

    Source: Spivak, Calculus on Manifolds, theorem 2-12.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"size: a number from {SMALLEST:g} to {LARGEST:g} is needed, and {size!r} came.")
    first = as_function(F)
    controls = {
        "F": choose_function(F, EXAMPLES, " = 0"),
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
