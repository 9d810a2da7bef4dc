"""A flow in training: a Gaussian learns the shape of data, while its density, its samples and its loss are watched."""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.draw import (
    ENDS,
    HIGHEST,
    LOWEST,
    colour_bar,
    crosses,
    curve,
    frame,
    heat,
    hint,
    key,
    note,
    rule,
    samples,
    set_axes,
)
from jaclib.explore.learn.flow_sheet import RULED, drawn_from_gaussian
from jaclib.explore.learn.flows import MOST, carried, couple, gaussian, log_density, switched_on
from jaclib.explore.plane.lines import joined
from jaclib.explore.train_flow.training import DATA, DRAWN, EVERY, FEWEST, STEPS, best, known, run
from jaclib.explore.train_flow.words import CHALLENGES, say, values
from jaclib.stage import Live, show, written
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, drawn, whole

TITLES = "Data, and samples of the flow", "The density of the flow", "−log-likelihood, in nats a point"
SEEDS = 9
SHOWN = 2.5  # of the plane, to each side
STEP = 0.05  # from one place where the density is worked out to the next
AXIS = STEP * np.arange(-85, 86)  # so wide that all of a Gaussian lies there
PLACES = np.stack(np.meshgrid(AXIS, AXIS, indexing="ij"), axis=-1)
SEEN = np.abs(AXIS) <= SHOWN + STEP / 2
EDGES = np.append(AXIS[SEEN] - STEP / 2, AXIS[SEEN][-1] + STEP / 2)
CORNERS = np.stack(np.meshgrid(EDGES, EDGES, indexing="ij"), axis=-1)
COARSE = np.stack(np.meshgrid(AXIS[1::2], AXIS[1::2], indexing="ij"), axis=-1).reshape(-1, 2)
FEW, SOME = 400, 100  # of the data are drawn, beside the samples and on the density
NO_LINES = joined([])


@jax.jit  # once, for any number of layers
def numbers(weights, on, dots):
    """Where dots and grid lines are after each layer; log p over the plane; and the mean of log p by the way there."""
    points = jnp.concatenate([RULED.reshape(-1, 2), dots])
    places, _ = jax.vmap(partial(carried, couple, weights, on), out_axes=1)(points)
    logs = jax.vmap(partial(log_density, couple, weights, on))(PLACES.reshape(-1, 2)).reshape(PLACES.shape[:2])
    _, gathered = jax.vmap(partial(carried, couple, weights, on))(COARSE)
    start = gaussian(COARSE)
    forward = jnp.sum(jnp.exp(start) * (start - gathered.sum(axis=1))) * (2 * STEP) ** 2
    return {"places": places, "logs": logs, "forward": forward}


@lru_cache(maxsize=32)  # of the steps that one comes back to
def pictured(data: str, points: tuple, layers: int, seed: int, step: int) -> dict:
    """What there is to see after that many steps."""
    now = run(data, points, layers, seed).at(step)
    found = jax.device_get(numbers(now.weights, switched_on(layers), drawn_from_gaussian(seed)))
    p = np.exp(found["logs"])
    lines, dots = np.split(found["places"], [RULED[..., 0].size], axis=1)
    return {
        "lines": lines.reshape(-1, *RULED.shape), "dots": dots, "logs": found["logs"][np.ix_(SEEN, SEEN)],
        "mass": p.sum() * STEP**2, "backward": (p * found["logs"]).sum() * STEP**2, "forward": found["forward"],
        "loss": np.asarray(now.loss), "held_out": np.asarray(now.held_out),
    }  # fmt: skip


def compute(data, points, layers, passed, step, seed) -> dict:
    """All that is in the picture."""
    points = points if data == DRAWN else ()
    passed, now = min(passed, layers), pictured(data, points, layers, seed, step)
    lowest = best(data, points)
    return now | {
        "data": np.reshape(points, (-1, 2)) if data == DRAWN else known(data)[0][:FEW],
        "which": data, "layers": layers, "passed": passed, "step": step,
        "half": drawn_from_gaussian(seed)[:, 0] > 0, "dots": now["dots"][passed], "lines": joined(now["lines"][passed]),
        "best": lowest, "enough": data != DRAWN or len(points) >= FEWEST, "corners": CORNERS, "none": NO_LINES,
        "heights": (min(0.8, np.floor(2 * lowest) / 2 - 0.2), 3.0),
    }  # fmt: skip


def paint(palette, plane, level, losses):
    """Put the artists up once; the function returned moves them."""
    key(
        losses,
        [("batches", palette.quiet, False), ("held out", palette.ink, False), ("best", palette.linear, True)],
    )
    hint(plane, "× data: draw your own here   ● ○ samples", palette.quiet)
    colour_bar(level, palette, "density", "log p", ENDS)
    for ax in (plane, level):
        frame(ax, ((-SHOWN, SHOWN), (-SHOWN, SHOWN)))
        ax.set(xlabel="x₁", ylabel="x₂")
    losses.set(xlabel="training step", xlim=(0, STEPS), xticks=range(0, STEPS, 500))
    losses.grid(color=palette.faint, linewidth=0.8)
    data, others = crosses(plane, palette.columns[1]), crosses(level, palette.columns[1])
    grid, dots, sheet = (
        curve(plane, palette.quiet, width=0.6),
        samples(plane, palette),
        heat(level, palette, "density", ends=(LOWEST, HIGHEST)),
    )
    batches, held, lowest = (
        curve(losses, palette.quiet, width=1.2), curve(losses, palette.ink),
        curve(losses, palette.linear, width=1.6, dashed=True),
    )  # fmt: skip
    here = rule(losses, palette.ink)
    mass = note(level, palette.ink, (-0.2, -0.137), "total mass {:.3f}")
    steps = np.arange(0, STEPS + 1, EVERY)

    def move(now):
        data(now["data"]), others(now["data"][:SOME])
        grid(now["lines"]), dots(now["dots"], now["half"])
        sheet(now["corners"], now["logs"], now["none"])
        batches(np.stack([steps, now["loss"]], axis=1)), held(np.stack([steps, now["held_out"]], axis=1))
        set_axes(losses, ylim=now["heights"])
        lowest([(0, now["best"]), (STEPS, now["best"])]), here(now["step"])
        mass(now["mass"])

    return move


def train_flow(
    data: str = "two moons", layers: int = 8, *, step: int = 0, passed: int | None = None, seed: int = 0, points=(),
    challenges=(),
) -> Live:  # fmt: skip
    """A flow of 1 to 12 affine couplings learns data by maximum likelihood; press Train, stop it, go back and forth.

    `data` is "two moons", "rings" or "drawn points": these are drawn in the left panel, where a drag leaves points
    along its way, and `points`, at most 200 pairs, are there from the start. After `step` steps of Adam, from 0 to 2000
    by twenties, `passed` of the layers have been passed by the samples and the grid, by default all; the density is
    that of the whole flow. `seed`, from 0 to 9, is that of the weights, the batches and the samples. `challenges` are
    names of CHALLENGES.
    Raises ValueError where one of them is not of that kind.

    Source: Dinh, Sohl-Dickstein & Bengio, Density estimation using Real NVP, ICLR 2017.
    """
    passed = layers if passed is None else passed
    if data not in (*DATA, DRAWN):
        raise ValueError(f"data: one of {', '.join(map(repr, (*DATA, DRAWN)))} is needed, and {data!r} came.")
    for name, value, low, high in (("layers", layers, 1, MOST), ("passed", passed, 0, MOST), ("seed", seed, 0, SEEDS)):
        if not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"{name}: a whole number from {low} to {high} is needed, and {value!r} came.")
    if step not in range(0, STEPS + 1, EVERY):
        raise ValueError(f"step: a multiple of {EVERY} from 0 to {STEPS} is needed, and {step!r} came.")
    controls = {
        "data": choice("data", (*DATA, DRAWN), data),
        "layers": whole("layers", "K", 1, MOST, layers),
        "step": whole("training step", "step", 0, STEPS, step, every=EVERY, play="Train", pace=20, again="Start again"),
        "passed": whole("layers passed", "k", 0, MOST, passed, play="Carry it through", pace=900),
        "seed": whole("seed", "seed", 0, SEEDS, seed),
        "points": drawn("points", points, step=0.1),
    }
    controls["points"].parts[0][0].observe(partial(_learn_what_is_drawn, controls["data"]), "value")

    def call(now) -> str:
        return (
            f"explore.train_flow({now['data']!r}, {now['layers']}, step={now['step'] - now['step'] % EVERY}, "
            f"passed={min(now['passed'], now['layers'])}, seed={now['seed']}{given(now)})"
        )

    def given(now) -> str:
        pairs = controls["points"].read(now["points"])
        return f", points=[{', '.join(f'({written([pair])})' for pair in pairs)}]" if pairs else ""

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Data with samples of a flow in training, its density, and its negative log-likelihood step by step",
    )  # fmt: skip


def _learn_what_is_drawn(data, change) -> None:
    """Whoever draws points wants them to be learned."""
    if change["new"]:
        data.value = DRAWN
