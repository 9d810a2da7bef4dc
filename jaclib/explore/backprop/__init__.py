"""A network, and the product of its Jacobians: the gradient swept out of it from the loss, or from each parameter."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from jaclib.explore.backprop.challenges import CHALLENGES
from jaclib.explore.backprop.picture import paint
from jaclib.explore.backprop.sweeps import (
    ACTIVATIONS,
    DEEPEST,
    WIDEST,
    Layer,
    Network,
    Reverse,
    by_jax,
    forward,
    forward_pass_work,
    forward_work,
    network,
    parameters,
    place,
    reverse,
    reverse_work,
)  # fmt: skip
from jaclib.explore.backprop.words import say, values
from jaclib.stage import Control, Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, whole

TITLES = "The network, and its gradients", "The product of its Jacobians, to scale"
SWEEPS = {"reverse": "reverse: one row", "forward": "forward: a column for each parameter"}
SEEDS = 99
HIDDEN = [f"h{k}" for k in range(1, DEEPEST)]
PACE = 700  # milliseconds between two steps of Play


class Worked(NamedTuple):
    """A network with both of its sweeps done, and the gradient as JAX has it."""

    net: Network
    back: Reverse
    columns: list[list[np.ndarray]]
    exact: list[Layer]


@lru_cache(maxsize=8)
def worked(sizes: tuple[int, ...], activation: str, seed: int) -> Worked:
    net = network(sizes, activation, seed)
    depth = len(sizes) - 1
    return Worked(net, reverse(net), [forward(net, k) for k in range(depth)], by_jax(net, activation))


def last_step(sizes, sweep: str) -> int:
    """How many steps there are: each map forwards, and then the row's places from the loss on, or the columns."""
    maps = len(sizes)
    return maps + (maps if sweep == "reverse" else sum(parameters(sizes)))


def compute(layers, inputs, outputs, activation, seed, sweep, step, **hidden) -> dict:
    """All that is seen after so many steps."""
    sizes = (inputs, *(hidden[name] for name in HIDDEN[: layers - 1]), outputs)
    net, back, columns, exact = worked(sizes, activation, seed)
    step = min(step, last_step(sizes, sweep))
    reached, swept = min(step, len(sizes)), max(0, step - len(sizes))
    now = {
        "sizes": sizes, "sweep": sweep, "step": step, "reached": reached, "swept": swept, "activation": activation,
        "loss": net.loss if reached > layers else np.nan, "row_of_loss": net.points[-1] - net.y, "row_at": -1,
        "parameter": -1,
    }  # fmt: skip
    for k, (W, factor) in enumerate(zip([each.W for each in net.layers], net.factors, strict=True), 1):
        now |= {f"W{k}": W, f"J{k}": blank_unless(reached >= k, factor)}
    now |= {f"point{k}": blank_unless(k <= reached, point) for k, point in enumerate(net.points)}
    now["row_of_loss"] = blank_unless(reached > layers, now["row_of_loss"])
    swept_now = in_reverse(back, sizes, swept) if sweep == "reverse" else in_columns(columns, sizes, swept)
    return now | swept_now | compared(swept_now, exact) | cost(sizes, sweep, reached, swept)


def blank_unless(known: bool, values):
    return values if known else np.full_like(values, np.nan)


def in_reverse(back: Reverse, sizes, swept: int) -> dict:
    """Where the row is, and the gradients that it has left behind."""
    depth = len(sizes) - 1
    at = depth + 1 - swept
    now = {"row_at": at, "row": back.rows[at]} if swept else {}
    for k, gradient in enumerate(back.gradients, 1):
        known = swept > 0 and k > at
        now |= {f"dW{k}": blank_unless(known, gradient.W), f"db{k}": blank_unless(known, gradient.b)}
    return now


def in_columns(columns, sizes, swept: int) -> dict:
    """The last column's way to the loss, and the entries of the gradient that have been found so far."""
    now = {}
    if swept:
        k, number = place(sizes, swept - 1)
        now = {"parameter": swept - 1, "layer": k + 1, "number": number}
        now |= {f"column{k + 1 + i}": each[:, number] for i, each in enumerate(columns[k])}
    left = swept
    for k, (each, count) in enumerate(zip(columns, parameters(sizes), strict=True), 1):
        found = np.where(np.arange(count) < left, each[-1][0], np.nan)
        m, n = sizes[k], sizes[k - 1]
        now |= {f"dW{k}": found[: m * n].reshape(m, n), f"db{k}": found[m * n :]}
        left -= count
    return now


def compared(now: dict, exact: list[Layer]) -> dict:
    """The largest gap between an entry of the gradient that is there and what `jax.grad` says of it."""
    gaps = [np.abs(now[f"d{name}{k}"] - getattr(each, name)).ravel()
            for k, each in enumerate(exact, 1) for name in ("W", "b")]  # fmt: skip
    gaps = np.concatenate(gaps)
    known = np.isfinite(gaps)
    return {"known": known.sum(), "gap": gaps[known].max() if known.any() else np.nan}


def cost(sizes, sweep: str, reached: int, swept: int) -> dict:
    """Multiplications so far and in all, and numbers held: points on the way, and the row or the column."""
    depth = len(sizes) - 1
    passed = sum(forward_pass_work(sizes)[: min(reached, depth)])
    totals = {"reverse_total": sum(reverse_work(sizes)), "forward_total": forward_work(sizes, sum(parameters(sizes)))}
    if sweep == "forward":  # one point and one column at a time
        done, most = forward_work(sizes, swept), 2 * max(sizes)
        held = [k == min(reached, depth) and not swept for k in range(depth + 1)]
        stored = most if swept else sizes[min(reached, depth)]
    else:
        at = depth + 1 - swept
        done = sum(reverse_work(sizes)[at:]) if swept else 0
        held = [k <= (min(at, depth) if swept else reached) for k in range(depth + 1)]
        stored = sum(n for n, kept in zip(sizes, held, strict=True) if kept) + (sizes[at] if swept else 0)
        most = max(sum(sizes[: k + 1]) + sizes[k] for k in range(depth + 1))
    return totals | {"passed": passed, "done": done, "held": held, "stored": stored, "most": most}


def backprop(
    sizes=(2, 4, 3, 1), activation: str = "tanh", seed: int = 0, sweep: str = "reverse", step: int | None = None,
    *, challenges=(),
) -> Live:  # fmt: skip
    """A network and, below it, J_L J_{f_K} ⋯ J_{f_1}: the gradient of each W and b comes out of this one product.

    `sizes` are those of the layers, inputs first, 2 to 7 whole numbers from 1 to 8; the last layer is affine, the
    others have the `activation` "tanh", "sigmoid", "ReLU" or "softplus"; the loss is ½ ‖output − y‖². `seed`, from 0
    to 99, decides on the weights, the input and y. The `sweep` is "reverse", one row from the loss to the input, or
    "forward", one column for each parameter; `step` says how many steps are done, by default all: first the maps
    forwards, the loss being the last, then the places of the row, or the columns. `challenges` are names of CHALLENGES.
    Raises ValueError where one of them is not of that kind.

    Source: Rumelhart, Hinton & Williams, Nature 323 (1986); Griewank & Walther, Evaluating Derivatives, chapter 3.
    """
    sizes = _sizes(sizes)
    _known("activation", activation, ACTIVATIONS), _known("sweep", sweep, SWEEPS)
    _known("seed", seed, range(SEEDS + 1))
    last = last_step(sizes, sweep)
    step = last if step is None else step
    _known("step", step, range(last + 1))
    controls = shape_controls(sizes) | {
        "activation": choice("activation", ACTIVATIONS, activation),
        "seed": whole("seed", "seed", 0, SEEDS, seed),
        "sweep": choice("sweep", SWEEPS.values(), SWEEPS[sweep])._replace(read=_key),
        "step": steps(last, step),
    }
    adapt_steps(controls)

    def call(at) -> str:
        sizes, sweep = _sizes_of(at), _key(at["sweep"])
        given = f"{sizes}, {at['activation']!r}, seed={at['seed']}, sweep={sweep!r}"
        return f"explore.backprop({given}, step={min(at['step'], last_step(sizes, sweep))})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, across=1,
        label="A network with its gradients, and the product of its Jacobians as shaded matrices",
        challenges=chosen(challenges, CHALLENGES),
    )  # fmt: skip


def steps(last: int, step: int) -> Control:
    """The slider of steps, whose Play goes on where it becomes longer: through the longest sweep that there is."""
    control = whole("step", "step", 0, last, step, play="Forwards, then sweep", pace=PACE)
    longest = max(last_step((WIDEST,) * (DEEPEST + 1), sweep) for sweep in SWEEPS)
    return control._replace(play=control.play | {"values": list(range(longest + 1))})


def shape_controls(sizes) -> dict[str, Control]:
    """How many layers, and how wide each is; those that are not there keep a width for when they are."""
    widths = [*sizes[1:-1], *[3] * (DEEPEST - 1 - len(sizes[1:-1]))]
    controls = {
        "layers": whole("layers", "layers", 1, DEEPEST, len(sizes) - 1),
        "inputs": whole("inputs", "n₀", 1, WIDEST, sizes[0]),
    }
    for k, (name, width) in enumerate(zip(HIDDEN, widths, strict=True), 1):
        controls[name] = whole(f"layer {k}", f"n{'₀₁₂₃₄₅'[k]}", 1, WIDEST, width)
    controls["outputs"] = whole("outputs", "m", 1, WIDEST, sizes[-1])
    for name in ("inputs", *HIDDEN, "outputs"):
        bar, field = controls[name].box.children
        bar.layout.width, field.layout.width = "160px", "6em"
    return controls


def _sizes_of(at: dict) -> tuple[int, ...]:
    return (at["inputs"], *(at[name] for name in HIDDEN[: at["layers"] - 1]), at["outputs"])


def adapt_steps(controls: dict[str, Control]) -> None:
    """Hide widths of layers that are not there, and end the steps where the sweep ends."""
    shape = ["layers", "inputs", *HIDDEN, "outputs", "sweep"]
    field, bar = controls["step"].parts[0]

    def adapt(_=None) -> None:
        at = {name: controls[name].value for name in shape}
        for k, name in enumerate(HIDDEN, 1):
            controls[name].box.layout.display = "flex" if k < at["layers"] else "none"
        last, at_end = last_step(_sizes_of(at), _key(at["sweep"])), field.value == field.max
        for widget in (bar, field):
            widget.max = last
        if at_end:
            field.value = bar.value = last

    for name in shape:
        controls[name].parts[0][0].observe(adapt, "value")
    adapt()


def _key(words: str) -> str:
    return next(key for key, each in SWEEPS.items() if each == words)


def _sizes(sizes) -> tuple[int, ...]:
    given = list(sizes) if isinstance(sizes, tuple | list) else []
    if not 2 <= len(given) <= DEEPEST + 1 or not all(each in range(1, WIDEST + 1) for each in given):
        raise ValueError(
            f"sizes: 2 to {DEEPEST + 1} whole numbers from 1 to {WIDEST} are needed, inputs first, as in (2, 4, 3, 1), "
            f"and {sizes!r} came."
        )
    return tuple(int(each) for each in given)


def _known(name: str, value, allowed) -> None:
    if value not in allowed:
        many = isinstance(allowed, range)
        which = f"a whole number from 0 to {allowed[-1]}" if many else f"one of {', '.join(map(repr, allowed))}"
        raise ValueError(f"{name}: {which} is needed, and {value!r} came.")
