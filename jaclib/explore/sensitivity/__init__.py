"""A classifier trained with and without a penalty λ ‖J‖_F²: where it is steep, and what the worst small step does."""

import jax
import numpy as np

from jaclib.draw import (
    Cached,
    arrows,
    classes,
    colour_bar,
    curve,
    curves,
    frame,
    heat,
    key,
    label,
    note,
    note_at,
    point,
    rule,
    set_axes,
)
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.state import two_numbers
from jaclib.explore.learn.moons import CORNERS, EVERY, LAMBDAS, SIZES_OF_STEP, STEPS, landscape, training
from jaclib.explore.sensitivity.words import CHALLENGES, say, values
from jaclib.explore.sensitivity.worst import CIRCLE, TURN, at_point
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, slider, switch, whole
from jaclib.stage.transition import point as draggable

TITLES = (
    "Without penalty ‖J‖₂ grows …",
    r"… with $\lambda\,\|J\|_F^2$ it stays small",
    "The margin on the circle around a",
    "Right, whatever step of size ε",
)
VIEW = (-2.4, 2.4), (-1.7, 1.7)
PENALIZED = {f"{strength:g}": i for i, strength in enumerate(LAMBDAS) if strength}
LOWEST, DECADES = 0.1, 3  # of ‖J‖₂, in the colours


def compute(lam, step, seed, around, a, eps) -> dict:
    """What the pair of networks is like at a, after so many steps, and what is the same for all a."""
    a, eps = np.asarray(a, dtype=float), float(eps)
    run = training(seed, around).at(step)
    here = jax.device_get(at_point(run.networks, lam, a, eps))
    over = landscape(seed, around, step, lam)
    now = {f"{name}{i}": each[i] for name, each in here.items() for i in range(2)}
    for i in range(2):  # on the boundary the scores cancel: what is left is what rounding a makes of them
        now[f"margin{i}"] = without_rounding(now[f"margin{i}"], now[f"norm{i}"] * np.linalg.norm(a))
    height = np.abs([here["around"], here["around_by_J"]]).max()
    share = np.array([np.interp(eps, SIZES_OF_STEP, each) for each in over["robust"]])
    return now | over | {
        "a": a, "eps": eps, "lam": LAMBDAS[lam], "place": lam, "step": step, "around": bool(around), "seed": seed,
        "circle": a + eps * CIRCLE, "height": 2.0 ** np.ceil(np.log2(max(height, 1e-6))), "held": share,
    }  # fmt: skip


def shaded(norms):
    """From 0 to 1 along the logarithm of ‖J‖₂."""
    return np.log10(np.maximum(norms, 1e-12) / LOWEST) / DECADES


def paint(palette, without, penalized, margin, robust):
    """Put the artists up once; the function returned moves them."""
    (
        colour_bar(without, palette, "shades", "‖J‖₂", ("≤ 0.1", "≥ 100")),
        colour_bar(penalized, palette, "shades", "‖J‖₂", ("≤ 0.1", "≥ 100")),
    )
    movers = [
        one_map(palette, without, 0),
        one_map(palette, penalized, 1),
        around_a(palette, margin),
        shares(palette, robust),
    ]

    def move(now):
        for each in movers:
            each(now)

    return move


def one_map(palette, ax, i):
    """The map of ‖J‖₂ of one network, with the points, the boundary, and the worst step from a."""
    frame(ax, VIEW)
    ax.set(xlabel="x₁", ylabel="x₂")
    ground = Cached(ax)
    shades, dots = heat(ax, palette, cached=ground), classes(ax, palette, cached=ground)
    edge = curve(ax, palette.ink, rim=True, cached=ground)
    circle, promised = curve(ax, palette.ink, width=1.2, rim=True), curve(ax, palette.linear, dashed=True)
    step, a, end = arrows(ax, (palette.ink,)), point(ax, palette.ink, size=7), point(ax, palette.ink, size=5)
    name, end_name = note_at(ax, "a", palette.ink), label(ax, "a + h", palette.ink, away=17)

    def move(now):
        shades(CORNERS, shaded(now["norms"][i])), dots(now["points"], now["labels"]), edge(now[f"boundary{i}"])
        h = now[f"h{i}"]
        circle(now["circle"]), step(now["a"], h[None]), promised(np.stack([now["a"], now["a"] + now[f"h_by_J{i}"]]))
        a(now["a"]), end(now["a"] + h), name(now["a"]), end_name(now["a"], h)

    return move


def around_a(palette, ax):
    """The margin along the circle, of both networks, in truth and as J at a has it."""
    key(
        ax, [("without", palette.signed[0], False), ("with λ", palette.ink, False), ("as J says", palette.linear, True)]
    )
    ax.set(xlabel="direction of h, in degrees", ylabel="margin at a + h", xlim=(0, 360), ylim=(-1, 1))
    ax.set_xticks(range(0, 361, 90))
    ax.grid(color=palette.faint, linewidth=0.8)
    ax.axhline(0, color=palette.quiet, linewidth=1)
    linear = [curve(ax, palette.linear, width=1.6, dashed=True) for _ in range(2)]
    true = [curve(ax, palette.signed[0]), curve(ax, palette.ink)]
    note(ax, palette.quiet, (0.02, 0.06))("below 0: the other class")

    def move(now):
        set_axes(ax, ylim=(-now["height"], now["height"]))
        for i in range(2):
            linear[i](np.stack([np.degrees(TURN), now[f"around_by_J{i}"]], axis=1))
            true[i](np.stack([np.degrees(TURN), now[f"around{i}"]], axis=1))

    return move


def shares(palette, ax):
    """The share of fresh points that are right, and stay right, against the size of step; one curve a λ."""
    key(ax, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), ("other λ", palette.quiet, False)])
    ax.set(xlabel="ε", ylabel="share of fresh points", xlim=(0, SIZES_OF_STEP[-1]), ylim=(0, 1.02))
    ax.grid(color=palette.faint, linewidth=0.8)
    others, size = curves(ax, palette.quiet, width=1.0), rule(ax, palette.ink)
    both = [curve(ax, palette.signed[0]), curve(ax, palette.ink)]
    here = [point(ax, palette.signed[0], size=7), point(ax, palette.ink, size=7)]

    def move(now):
        curves = np.stack([np.broadcast_to(SIZES_OF_STEP, now["robust"].shape), now["robust"]], axis=-1)
        others(curves), size(now["eps"])
        for i, place in enumerate((0, int(now["place"]))):
            both[i](curves[place]), here[i]((now["eps"], now["held"][place]))

    return move


def sensitivity(
    lam: float = 0.03, a=(0.5, 0.75), eps: float = 0.25, *, step: int = 0, seed: int = 0, around: bool = True,
    challenges=(),
) -> Live:  # fmt: skip
    """Two networks that learn the same two moons, one with the penalty λ ‖J‖_F² in its loss: which is steadier?

    `lam` is the penalty's λ, one of 0.003, 0.01, 0.03 and 0.1; `a` the point from which the worst step of a size of at
    most `eps`, from 0 to 0.6, is looked for; `step` of the training, up to 1000 in twenties; `seed` that of the points
    and of the networks at the beginning. The penalty is a mean over places `around` the points, or over the points
    alone. `challenges` are names of CHALLENGES. Raises ValueError where one of them is not of that kind.

    Source: Hoffman, Roberts & Yaida, Robust learning with Jacobian regularization, arXiv 1908.02729 (2019).
    """
    if f"{lam:g}" not in PENALIZED:
        raise ValueError(f"lam: one of {', '.join(PENALIZED)} is needed, and {lam!r} came.")
    if not 0 <= eps <= SIZES_OF_STEP[-1]:
        raise ValueError(f"eps: a number from 0 to {SIZES_OF_STEP[-1]:g} is needed, and {eps!r} came.")
    if step not in range(0, STEPS + 1, EVERY):
        raise ValueError(f"step: a multiple of {EVERY} from 0 to {STEPS} is needed, and {step!r} came.")
    if seed not in range(100):
        raise ValueError(f"seed: a whole number from 0 to 99 is needed, and {seed!r} came.")
    controls = {
        "lam": choice("λ", PENALIZED, f"{lam:g}")._replace(read=PENALIZED.__getitem__),
        "step": whole("training step", "step", 0, STEPS, int(step), every=EVERY, play="Train", pace=0),
        "seed": whole("seed", "seed", 0, 99, int(seed)),
        "around": switch("penalty around the points, too", around),
        "a": draggable("point a", two_numbers("a", a), names=("x₁", "x₂")),
        "eps": slider("size of step ε", "ε", 0.0, float(SIZES_OF_STEP[-1]), float(eps), steps=60),
    }

    def call(now) -> str:
        x, y = now["a"]
        words = [now["lam"], f"a=({x:.12g}, {y:.12g})", f"eps={now['eps']:.12g}", f"step={now['step']}"]
        words += [f"seed={now['seed']}"] + [f"around={now['around']}"] * (not now["around"])
        return f"explore.sensitivity({', '.join(words)})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Two classifiers, where each is steep, and what the worst small step does to their answers",
    )  # fmt: skip
