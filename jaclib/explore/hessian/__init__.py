"""The Hessian is the Jacobian of the gradient: the quadratic model at a point, and the way down along the gradient."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import arrows, curve, diameters, frame, hint, key, label, note_at, point, relief, set_axes
from jaclib.evidence.rounding import cleared, nudges
from jaclib.evidence.second import as_mended, places, second
from jaclib.explore.choose.function import as_function, choose_function, in_code
from jaclib.explore.choose.state import two_numbers, whole_number
from jaclib.explore.hessian.words import CHALLENGES, say, values
from jaclib.explore.plane.framing import bulk, reaching
from jaclib.explore.plane.heights import heights
from jaclib.explore.plane.lines import CIRCLE, away_from, contours, joined
from jaclib.preimages import net
from jaclib.programs.jets import Jet, descent, jets
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import log_slider, whole
from jaclib.stage.transition import point as draggable

TITLES = "Level lines, quadratic model", "H is the Jacobian of ∇F", "Downhill: F after k steps"
EXAMPLES = "x^3/3 - x + y^2", "x^2 + 3y^2", "x^2 - y^2", "(1 - x)^2 + 4(y - x^2)^2", "sin(2x) cos(2y)"
MOST = 40  # steps
SLOWEST, FASTEST = 1e-3, 1.0  # rates
EPS, REACH = 0.6, 0.9  # radius of the circle around a, and of the disc in which the model is drawn
JUMPS = 0.5  # of the change of ∇F from one point of the circle to the next, at least, is not what H makes of the step
DISC = net(((-REACH, REACH),) * 2, 60)
OUTSIDE = np.hypot(*np.moveaxis(DISC, -1, 0)) > REACH


def numbers(F: maps.Map, a, rate):
    """Value, gradient and Hessian at a, the gradient around a circle, and the way of gradient descent."""
    there = {"nudged": nudges(a), "all round": places(a), "circle": a + EPS * CIRCLE}
    way, on_the_way, others = descent(F, a, rate, MOST, np.concatenate(list(there.values())))
    ends = np.cumsum([len(points) for points in there.values()])[:-1]
    nudged, around, circle = (Jet(*each) for each in zip(*(np.split(part, ends) for part in others), strict=True))
    at = Jet(*(part[0] for part in on_the_way))
    found = jax.device_get(second(a, at, around))
    here, H = found.slopes.jacobian[0], found.hessian
    slopes, bends = as_mended(nudged.gradient, at.gradient, here), as_mended(nudged.hessian, at.hessian, H)
    return {
        "value": at.value, "slopes": found.slopes, "gradient": here, "second": found.second,
        "creased": found.creased, "hessian": H, "way": way, "way_values": on_the_way.value,
        "true": with_gaps(EPS * CIRCLE, circle), "linear": here + EPS * CIRCLE @ H.T,
        "nudged": (nudged.value[:, None], slopes[:, None]), "nudged gradient": (slopes, bends),
    }  # fmt: skip


def with_gaps(points, jets: Jet) -> np.ndarray:
    """The gradients along a line of points, with NaN behind each from which ∇F jumps to the next, as across a crease.

    >>> x = np.stack([np.linspace(-1, 1, 4), np.zeros(4)], axis=1)
    >>> with_gaps(x, Jet(np.abs(x[:, 0]), np.sign(x), np.zeros((4, 2, 2))))[:, 0].tolist()
    [-1.0, -1.0, nan, 1.0, 1.0]
    """
    step, change = np.diff(points, axis=0), np.diff(jets.gradient, axis=0)
    promised = np.einsum("kij,kj->ki", (jets.hessian[:-1] + jets.hessian[1:]) / 2, step)
    size, known = np.linalg.norm(change, axis=1), np.nan_to_num(jets.gradient, posinf=0, neginf=0)
    usual = np.median(np.nan_to_num(size, posinf=0))
    least = JUMPS * np.maximum(size, usual) + 1e-9 * np.abs(known).max()
    jumps = np.linalg.norm(change - promised, axis=1) > least
    return np.insert(jets.gradient, np.flatnonzero(jumps) + 1, np.nan, axis=0)


@lru_cache(maxsize=32)  # once a function
def gradients(F: maps.Map):
    """A box that holds the bulk of the gradients of the domain."""
    return bulk(jets(F, net(F.domain, 20)).gradient, (20, 80), 0.25, 0.5)


@np.errstate(all="ignore")  # where F is undefined, or the way down goes out of sight, there are gaps
def compute(F: maps.Map, a, rate, step) -> dict:
    """The numbers, the level lines of F and of its quadratic model, and how all is framed."""
    a = np.asarray(a, dtype=float)
    now, land = numbers(F, a, float(rate)), heights(F)
    eigenvalues, vectors = eigen(now["hessian"])
    value, of_F, of_gradient = now["value"], now.pop("nudged"), now.pop("nudged gradient")
    now["value"] = cleared(of_F, value=value, jacobian=now["gradient"][None])["value"][0]
    now["gradient"], now["hessian"], eigenvalues = cleared(
        of_gradient, value=now["gradient"], jacobian=now["hessian"], sigma=eigenvalues
    ).values()
    way, falls = now["way"], np.append(now["value"], now.pop("way_values")[1:])
    return now | {
        "a": a, "rate": rate, "step": int(step), "model": model(now, a, land["levels"]), "eigenvalues": eigenvalues,
        "vectors": vectors.T, "way": way, "falls": falls, "here": way[int(step)], "fall": falls[int(step)],
        "heights": land["heights"], "land": land["box"], "lines": land["lines"], "domain": F.domain,
        "circle": a + EPS * CIRCLE,
        "view": reaching(gradients(F), now["gradient"]), "lowest": land["lowest"],
        "top": top(land["levels"], now["value"]),
    }  # fmt: skip


def eigen(H):
    """Eigenvalues, the smaller first, and eigenvectors as columns; NaN where H isn't known."""
    return np.linalg.eigh((H + H.T) / 2) if np.isfinite(H).all() else (np.full(2, np.nan), np.full((2, 2), np.nan))


def top(levels, value) -> float:
    """Where the scale of heights ends: at the first of every fourth level that is above the value, so that it rests."""
    above = [level for level in levels[4::4] if level > value]
    return float(above[0] if above else levels[-1:].sum())


def model(now, a, levels) -> np.ndarray:
    """Level lines of F(a) + ∇F(a)·h + ½ h·H h around a, of the same levels as F's."""
    heights = now["value"] + DISC @ now["gradient"] + np.einsum("...i,ij,...j->...", DISC, now["hessian"], DISC) / 2
    x, y = (a[i] + np.linspace(-REACH, REACH, 61) for i in range(2))
    return joined(contours(np.where(OUTSIDE, np.nan, heights).T, levels, x, y))


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(before, [("F", palette.quiet, False), ("its model", palette.linear, True), ("descent", palette.ink, False)])
    key(after, [("∇F on the circle", palette.ink, False), ("as H says", palette.linear, True)])
    hint(law, "faint: the steps to come", palette.quiet)
    (
        before.set(xlabel="x", ylabel="y"),
        after.set(xlabel="∂F/∂x", ylabel="∂F/∂y"),
        law.set(xlabel="k", ylabel="F", xlim=(-1, MOST + 1)),
    )
    law.grid(color=palette.faint, linewidth=0.8), after.grid(color=palette.faint, linewidth=0.8)
    shades, levels = relief(before, palette), curve(before, palette.quiet, width=0.9, alpha=0.8, still=True)
    circle, way = (
        curve(before, palette.ink, width=1.2, rim=True),
        curve(before, palette.ink, width=1.5, dots=4.5, order=3),
    )
    axes = curve(before, palette.accent, width=1.4, dashed=(1, 1.6), order=3)
    modelled = curve(before, palette.linear, width=1.7, dashed=(4, 2), rim=True)
    axis_names = [label(before, f"$\\lambda_{i + 1}$", palette.accent) for i in range(2)]
    hint(before, "shaded: F is low", palette.quiet, below=True)
    true, linear = curve(after, palette.ink, fill=palette.fill), curve(after, palette.linear, dashed=True)
    columns = arrows(after, palette.columns)
    column_names = [label(after, f"$\\varepsilon H e_{j + 1}$", palette.columns[j], away=18) for j in range(2)]
    dots = [point(before, palette.ink), point(after, palette.ink), point(before, palette.accent, size=7)]
    names = [note_at(before, "a", palette.ink), note_at(after, "∇F(a)", palette.ink, offset=(-14, -14))]
    to_come, done = (
        curve(law, palette.faint, width=1.5, dots=4.5, order=3),
        curve(law, palette.ink, width=1.5, dots=6, order=3),
    )

    def move(now):
        (
            frame(before, now["domain"]),
            frame(after, now["view"]),
            set_axes(law, ylim=with_margin(now["lowest"], now["top"])),
        )
        shades(now["heights"], now["land"]), levels(now["lines"]), modelled(now["model"])
        circle(now["circle"]), way(now["way"][: now["step"] + 1])
        axes(diameters(now["a"], 0.75 * REACH * now["vectors"]))
        for i, axis in enumerate(now["vectors"]):
            axis_names[i](now["a"], 0.75 * REACH * away_from(now["way"][1:2] - now["a"], axis))
        true(now["true"]), linear(now["linear"]), columns(now["gradient"], EPS * now["hessian"].T)
        for j, column in enumerate(now["hessian"].T):
            column_names[j](now["gradient"], EPS * column)
        dots[0](now["a"]), dots[1](now["gradient"]), dots[2](now["here"] if now["step"] else (np.nan, np.nan))
        names[0](now["a"]), names[1](now["gradient"])
        graph = np.stack([np.arange(MOST + 1), now["falls"]], axis=1)
        to_come(graph), done(graph[: now["step"] + 1])

    return move


def with_margin(low, high) -> tuple[float, float]:
    """Limits of the graph's panel, with a margin."""
    margin = 0.06 * (high - low) + 1e-9
    return low - margin, high + margin


def hessian(F=EXAMPLES[0], a=(0.2, 0.9), rate: float = 0.1, step: int = 0, *, challenges=()) -> Live:
    """Drag a, and see the quadratic model of F there, the Hessian as the Jacobian of ∇F, and the way down from a.

    `F` is a formula such as "x^2 - y^2", or a function from (2,) to one number; `a` the point to start from. Gradient
    descent takes `step` steps x ← x − rate ∇F(x), from 0 to 40, with a `rate` from 0.001 to 1. `challenges` are names
    of CHALLENGES, to be solved in the picture. Raises ValueError where one of them is not of that kind.

    Source: Boyd & Vandenberghe, Convex Optimization (2004), section 9.3.
    """
    step = whole_number("step", step, range(MOST + 1))
    if not SLOWEST <= rate <= FASTEST:
        raise ValueError(f"rate: a number from {SLOWEST:g} to {FASTEST:g} is needed, and {rate!r} came.")
    first = as_function(F, twice=True)
    controls = {
        "F": choose_function(first, EXAMPLES),
        "a": draggable("point a", two_numbers("a", a)),
        "rate": log_slider("rate", "η", SLOWEST, FASTEST, rate),
        "step": whole("descent steps", "k", 0, MOST, step, play="Descend", pace=150),
    }

    def call(values) -> str:
        x, y = values["a"]
        name = in_code(F, values["F"]) if values["F"] == first.name else repr(values["F"])
        return f"explore.hessian({name}, a=({x:.12g}, {y:.12g}), rate={values['rate']:.6g}, step={values['step']})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Level lines of F with its quadratic model at a, the gradient around a, and F along a descent",
    )  # fmt: skip
