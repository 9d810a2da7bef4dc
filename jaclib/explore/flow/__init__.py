"""A Gaussian carried through the layers of a flow: grid, samples and density, and each layer's share of the density."""

from functools import partial

import jax
import numpy as np

from jaclib.draw import (
    ENDS,
    HIGHEST,
    LOWEST,
    arrows,
    colour_bar,
    curve,
    frame,
    heat,
    hint,
    key,
    label,
    note_at,
    note_below,
    point,
    samples,
    staircase,
)
from jaclib.evidence.judge import largest_in_determinant
from jaclib.evidence.kink import as_told, beside
from jaclib.explore.choose.map import as_map, choose_map
from jaclib.explore.choose.state import two_numbers
from jaclib.explore.flow.words import CHALLENGES, say, values
from jaclib.explore.learn.flow_sheet import BASE, FLAT, PLAIN, ROUNDING, drawn_from_gaussian, stretched, view
from jaclib.explore.learn.flows import (
    KINDS,
    MOST,
    SQUARE,
    carried,
    gaussian,
    jacobians,
    made_of,
    switched_on,
)
from jaclib.own.in_code import in_code
from jaclib.programs.field import det, field
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import point as draggable
from jaclib.stage.transition import slider, switch, whole

TITLES = "A Gaussian …", "… carried through the layers", "Its log-density, layer by layer"
SEEDS = 9


@partial(jax.jit, static_argnames="pair")
def numbers(pair, weights, on, z):
    """For one point `carried`, and the Jacobians on its way."""
    return *carried(pair, weights, on, z), jacobians(pair, weights, on, z)


@np.errstate(all="ignore")  # beyond where a map is defined nothing is known
def followed(f, count, t, seed, z):
    """Where z is after 0, 1, … layers, each layer's log |det J| where it acts, and its Jacobian there."""
    if made := made_of(f, seed):
        return jax.device_get(numbers(*made, switched_on(count, t), z))
    places, J = [z], []
    for _ in range(count):  # as `repeated` does, but at a crease there is no derivative, whatever JAX gives
        a = places[-1]
        values, jacobians = field(f, np.concatenate([a[None], beside(a)]), t)
        J.append(as_told(a, values[0], jacobians[0], values[1:], jacobians[1:]))
        places.append(values[0])
    return np.stack(places), np.log(np.abs(det(np.stack(J)))), np.stack(J)


@np.errstate(invalid="ignore")  # the same
def compute(f, count, passed, t, seed, z, determinants) -> dict:
    """All that is in the picture."""
    passed, z = min(passed, count), np.asarray(z, dtype=float)
    places, logabsdets, J = followed(f, count, t, seed, z)
    start = float(gaussian(z))
    levels = start - np.concatenate([[0], np.cumsum(logabsdets[:count])])
    sheet = stretched(f, seed, count, t, passed, determinants)
    levels = np.where(np.arange(count + 1) < unknown_from(J[:count], sheet["no_way_back"]), levels, np.nan)
    return sheet | {
        "kind": f.name, "count": count, "passed": passed, "t": t, "determinants": determinants, "z": z,
        "x": places[passed], "singular": singular(J[:passed]), "no_derivative": without_derivative(J[:passed]),
        "logabsdets": logabsdets[:count], "factors": J[:count], "levels": levels,
        "jacobian": np.linalg.multi_dot([np.eye(2), np.eye(2), *J[:passed]][::-1]), "before": FLAT,
        "base": BASE, "plain": PLAIN, "start": drawn_from_gaussian(seed),
        "half": drawn_from_gaussian(seed)[:, 0] > 0, "view": view(f, seed, count), "heights": heights(levels),
    }  # fmt: skip


@np.errstate(invalid="ignore")  # beyond where the map is defined nothing is known
def singular(factors) -> int:
    """The number of the first layer whose Jacobian has determinant 0, but for rounding, or 0."""
    flat = [abs(det(J)) <= ROUNDING * largest_in_determinant(J, np.abs(J)) < np.inf for J in factors]
    return flat.index(True) + 1 if True in flat else 0


def without_derivative(factors) -> int:
    """The number of the first layer with no finite Jacobian where it acts, or 0."""
    known = np.isfinite(factors).all(axis=(1, 2))
    return 0 if known.all() else int(known.argmin()) + 1


def unknown_from(factors, no_way_back: str) -> int:
    """The number of the first layer behind which no density is known; one more than there are if it always is."""
    lost = [k for k in (singular(factors), without_derivative(factors)) if k]
    return 1 if no_way_back else min(lost, default=len(factors) + 1)


def heights(levels) -> tuple[float, float]:
    """The ends of the scale of log-densities: they hold still while they are wide enough."""
    levels = levels[np.isfinite(levels)]
    low, high = (levels.min(), levels.max()) if len(levels) else (0, 0)
    return min(-6.0, 4 * np.floor(low / 4)), max(0.0, 4 * np.ceil(high / 4))


def paint(palette, before, after, graph):
    """Put the artists up once; the function returned moves them."""
    colour_bar(before, palette, "density", "log p", ENDS)
    key(graph, [("with the determinants", palette.ink, False), ("without", palette.quiet, True)])
    hint(after, "● from the right half, ○ from the left", palette.quiet)
    frame(before, SQUARE)
    before.set(xlabel="z₁", ylabel="z₂"), after.set(xlabel="x₁", ylabel="x₂")
    graph.set(xlabel="layers passed", ylabel="log p")
    graph.grid(color=palette.faint, linewidth=0.8)
    sheets = (
        heat(before, palette, "density", ends=(LOWEST, HIGHEST)),
        heat(after, palette, "density", ends=(LOWEST, HIGHEST)),
    )
    dots = samples(before, palette), samples(after, palette)
    steps, images = arrows(before, palette.columns), arrows(after, palette.columns)
    tips = [
        [label(ax, f"${J}e_{j + 1}$", color) for j, color in enumerate(palette.columns)]
        for ax, J in ((before, ""), (after, "J"))
    ]
    marks = point(before, palette.ink), point(after, palette.ink), point(graph, palette.ink)
    names = note_at(before, "z", palette.ink), note_at(after, "x", palette.ink)
    level, bare = curve(graph, palette.ink), curve(graph, palette.quiet, width=1.6, dashed=True)
    mass = note_below(after, palette.ink, "total mass {:.3f}")

    def move(now):
        frame(after, now["view"])
        _scale(graph, now["count"], now["heights"])
        sheets[0](now["base"], now["before"], now["plain"]), sheets[1](now["corners"], now["logs"], now["lines"])
        dots[0](now["start"], now["half"]), dots[1](now["dots"], now["half"])
        columns = now["jacobian"].T
        for place, lay, vectors, named in (("z", steps, np.eye(2), tips[0]), ("x", images, columns, tips[1])):
            lay(now[place], vectors)
            for j, vector in enumerate(vectors):
                named[j](now[place], vector)
        for mark, at in zip(marks, (now["z"], now["x"], (now["passed"], now["levels"][now["passed"]])), strict=True):
            mark(at)
        names[0](now["z"]), names[1](now["x"])
        level(staircase(now["levels"])), bare(staircase(np.full(len(now["levels"]), now["levels"][0])))
        mass(now["mass"] if now["determinants"] else now["bare_mass"])

    return move


def _scale(graph, count, heights):
    """Limits that are part of the background: set only where they change."""
    limits = (-0.5, count + 0.5), tuple(float(end) for end in heights)
    if (graph.get_xlim(), graph.get_ylim()) != limits:
        graph.set(xlim=limits[0], ylim=limits[1], xticks=range(0, count + 1, 1 if count < 7 else 2))


def flow(
    f="affine coupling", layers: int = 6, *, passed: int | None = None, z=(0.8, 0.6), t: float = 1.0, seed: int = 1,
    determinants: bool = True, challenges=(),
) -> Live:  # fmt: skip
    """A Gaussian's samples and density go through 1 to 12 layers; each takes its log |det J| from the log-density.

    `f` is the kind of layer: "affine coupling" or "planar", with random weights by `seed`, 0 to 9, or a map that
    stands for every layer: "wave", "swirl", "fold" (which can't be undone), a formula such as "x + y^2/4, y", or a
    function from (2,) to (2,). `passed` of the `layers` have been passed, by default all. `t` deforms each from the
    identity, t = 0, to all of itself, t = 1. `z` is the point that is followed. Without `determinants` the density is
    carried along as it is, which makes the total mass wrong. `challenges` are names of CHALLENGES.
    Raises ValueError, FormulaError or TypeError where one of them is not of that kind.

    Source: Rezende & Mohamed, Variational inference with normalizing flows, ICML 2015.
    """
    passed = layers if passed is None else passed
    for name, value, low, high in (("layers", layers, 1, MOST), ("passed", passed, 0, MOST), ("seed", seed, 0, SEEDS)):
        if not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{name}: a whole number from {low} to {high} is needed, and {value!r} came.")
    if not 0 <= t <= 1:
        raise ValueError(f"t: a number from 0 to 1 is needed, and {t!r} came.")
    first = as_map(f, KINDS)
    controls = {
        "f": choose_map(f, lambda new: None, KINDS, example="x + y^2/4, y", first=first),
        "count": whole("layers", "K", 1, MOST, layers),
        "passed": whole("of them passed", "k", 0, MOST, passed, play="Carry it through", pace=900),
        "t": slider("strength", "t", 0.0, 1.0, t, play="From nothing to all"),
        "seed": whole("seed", "seed", 0, SEEDS, seed),
        "z": draggable("point z", two_numbers("z", z), names=("z₁", "z₂")),
        "determinants": switch("with the determinants", determinants),
    }

    def call(now) -> str:
        x, y = now["z"]
        return (
            f"explore.flow({in_code(f, first.name, now['f'])}, {now['count']}, "
            f"passed={min(now['passed'], now['count'])}, z=({x:.12g}, {y:.12g}), t={now['t']:.6g}, "
            f"seed={now['seed']}, determinants={now['determinants']})"
        )

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Samples and density of a Gaussian, where a flow's layers carry them, and the log-density on the way",
    )  # fmt: skip
