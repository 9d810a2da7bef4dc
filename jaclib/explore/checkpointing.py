"""Reverse mode must know every layer's input. Keep each k-th of them, and work the others out again."""

from functools import lru_cache

import numpy as np

from jaclib.draw import curve, hint, key, note, note_at, point, raster, ruled
from jaclib.stage import Challenge, count, near, readout, right, scene, whole

MOST_LAYERS = 100
FREE, KEPT, AGAIN, PASSING = range(4)
LEVELS = (1, 2, 5, 10, 20, 50, 100)


@lru_cache(maxsize=512)
def schedule(depth: int, stride: int) -> tuple[np.ndarray, np.ndarray]:
    """The inputs held after each step, `(steps, depth)`, and the count of layers evaluated by then.

    Column i is the input of layer i + 1. A step evaluates one layer, or carries the row back through one.
    """
    held = np.full(depth, FREE, dtype=np.int8)
    steps: list[tuple[np.ndarray, int]] = []

    def step(evaluations: int) -> None:
        steps.append((held.copy(), evaluations))

    for layer in range(depth):  # forward
        held[layer] = KEPT if layer % stride == 0 else PASSING
        step(1)
        held[held == PASSING] = FREE
    for start in range((depth - 1) // stride * stride, -1, -stride):
        end = min(start + stride, depth)
        for layer in range(start + 1, end):  # forward again
            held[layer] = AGAIN
            step(1)
        for layer in range(end - 1, start - 1, -1):  # back
            step(0)
            held[layer] = FREE
    rows, evaluations = zip(*steps, strict=True)
    return np.array(rows), np.cumsum(evaluations)


def bill(depth: int) -> tuple[np.ndarray, np.ndarray]:
    """For every stride from 1 on: the most inputs held at once, and how often a layer is evaluated on average.

    The last segment finds all kept inputs there; the one before it may be longer, and finds one fewer.
    """
    strides = np.arange(1, depth + 1)
    segments = -(-depth // strides)
    last = depth - (segments - 1) * strides
    peaks = segments - 1 + np.maximum(last, np.where(segments > 1, strides - 1, 0))
    return peaks, 2 - segments / depth


def compute(depth, stride, time) -> dict:
    """The schedule up to the time, and what each stride takes."""
    stride = min(stride, depth)
    held, evaluated = schedule(depth, stride)
    time = min(time, len(held))
    picture = np.where(np.arange(len(held))[:, None] < time, held, FREE)
    peaks, sweeps = bill(depth)
    # of the strides that hold the fewest inputs, the first is the shortest, and works least
    best, places = int(peaks.argmin()) + 1, np.stack([sweeps, peaks], axis=1)
    now = {"picture": picture, "peaks": peaks, "sweeps": sweeps, "depth": depth, "stride": stride, "time": time}
    now |= {"steps": len(held), "evaluated": evaluated[time - 1] if time else 0, "best": best}
    now |= {"holding": np.isin(picture[max(time - 1, 0)], (KEPT, AGAIN)).sum()}
    now |= {"at_peak": peaks[stride - 1], "all_strides": places}
    return now | {"all_kept": places[0], "this_stride": places[stride - 1], "fewest_held": places[best - 1]}


def paint(palette, table, law):
    """The marks by the names of the arrays that move them."""
    blue, orange = palette.columns
    key(table, [("kept", blue, False), ("worked out again", orange, False), ("passing", palette.quiet, False)])
    table.set(xlim=(0, 1), ylim=(0, 1), xlabel="input of layer 1 … K", ylabel="time ↓", xticks=[], yticks=[])
    table.xaxis.labelpad = 6  # there are no ticks between
    hint(law, "the curve: keep every k-th input, for all k", palette.quiet)
    ruled(law, yscale="log", xlim=(0.95, 2.05), ylim=(0.9, 2 * MOST_LAYERS), xticks=[1, 1.25, 1.5, 1.75, 2])
    law.set(xlabel="evaluations of a layer / K", ylabel="inputs held, at the peak")
    law.set_yticks(LEVELS, map(str, LEVELS))
    diamond = point(law, "none", marker="D", size=11, rim=palette.linear, thick=2, order=7)
    return {
        "picture": raster(table, (palette.fill, blue, orange, palette.quiet)),
        "all_strides": curve(law, palette.quiet, width=1.4),
        "this_stride": point(law, palette.ink),
        "all_kept": note_at(law, "k = 1", palette.quiet, offset=(24, 8)),
        "fewest_held": [diamond, note_at(law, "fewest held", palette.linear, offset=(-30, -14))],
        ("stride", "at_peak", "depth"): note(law, palette.ink, (0.04, 0.06), "k = {}: {} of {} held"),
    }


def say(now) -> str:
    """Describe the figure in a sentence."""
    depth, stride, best = now["depth"], now["stride"], now["best"]
    which = "every input is kept" if stride == 1 else f"one of every {stride} inputs is kept"
    so_far = f"After {now['time']} of {now['steps']} steps {now['holding']} are held"
    progress = f"{so_far}, and {now['evaluated']} layers have been evaluated. " if now["time"] < now["steps"] else ""
    held, sweeps = now["peaks"], now["sweeps"]
    return (
        f"{depth} layers, and {which}: at the peak {held[stride - 1]} are held, and a layer is evaluated "
        f"{sweeps[stride - 1]:.3g} times on average. {progress}The fewest possible are {held[best - 1]}, "
        f"with k = {best}, at {sweeps[best - 1]:.3g} evaluations a layer; keeping all means {depth}, at 1 a layer."
    )


def values(now) -> list[dict]:
    stride = now["stride"] - 1
    bill = [count("held at the peak", now["peaks"][stride]), readout("evaluations / K", now["sweeps"][stride])]
    so_far = [count("held now", now["holding"]), count("evaluated by now", now["evaluated"])]
    return [*bill, *so_far, readout("2 √K", 2 * np.sqrt(now["depth"]))]


def _least(now):
    held, best = now["at_peak"], now["peaks"].min()
    if now["depth"] < 50:
        return None
    if held == best:
        why = "With shorter segments more are kept, with longer ones more are worked out again"
        return right(f"{held} of {now['depth']} inputs: no other k needs fewer. {why}.")
    return near(f"{held} are held, and {best} would do.") if held < 1.5 * best else None


def _budget(now):
    held = now["at_peak"]
    if now["depth"] < 64:
        return None
    if held <= 16:
        return right(f"{now['depth']} layers with {held} inputs: K/k of them kept, and k − 1 worked out again.")
    return near(f"{held} are held: not yet 16.") if held <= 24 else None


CHALLENGES = {
    "least": Challenge("For 50 layers or more, choose k so that as few inputs as possible are held at once.", _least),
    "budget": Challenge("There is memory for 16 inputs. Get through 64 layers or more.", _budget),
}


@scene(
    titles=("What is held, as time goes down", "Memory against recomputation"),
    label="Which inputs of layers are held as backpropagation goes on, and what each way of keeping them takes",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges=CHALLENGES,
    depth=whole("layers", "K", 2, MOST_LAYERS),
    stride=whole("keep every k-th input", "k", 1, MOST_LAYERS),
    time=whole("steps done", "t", 0, 3 * MOST_LAYERS, play="Go through", pace=40),
)
def checkpointing(depth=64, stride=8, time=3 * MOST_LAYERS, *, challenges=()):
    """Backpropagation through `depth` layers, from 2 to 100, with every `stride`-th layer's input kept in memory.

    Down the picture, time goes on: forward, and then back, segment by segment; before a segment its inputs are worked
    out again from the one that was kept. `time` is how many steps are done, by default all. Marked on the right is the
    stride that holds the fewest inputs at once, and of several the one that works least.

    Source: Griewank & Walther, Evaluating Derivatives, 2nd ed. (2008), chapter 12; Chen, Xu, Zhang & Guestrin,
    Training deep nets with sublinear memory cost (2016).
    """
