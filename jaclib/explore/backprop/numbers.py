"""The numbers of explore.backprop: both sweeps of a network, as far as so many steps have come."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.sizes import last_step, sizes_of
from jaclib.explore.backprop.sweeps import Layer, Network, Reverse


class Worked(NamedTuple):
    """A network with both of its sweeps done, and the gradient as JAX has it."""

    net: Network
    back: Reverse
    columns: list[list[np.ndarray]]
    exact: list[Layer]


@lru_cache(maxsize=8)
def worked(sizes: tuple[int, ...], activation: str, seed: int) -> Worked:
    net = sweeps.network(sizes, activation, seed)
    columns = [sweeps.forward(net, k) for k in range(len(sizes) - 1)]
    return Worked(net, sweeps.reverse(net), columns, sweeps.by_jax(net, activation))


def compute(layers, inputs, outputs, activation, seed, sweep, step, **hidden) -> dict:
    """The numbers after so many steps: the pass forwards, one of the sweeps, and what they take."""
    sizes = sizes_of(layers, inputs, outputs, **hidden)
    net, back, columns, exact = worked(sizes, activation, seed)
    step = min(step, last_step(sizes, sweep))
    reached, swept = min(step, len(sizes)), max(0, step - len(sizes))
    known = reached > layers
    now = {"sizes": sizes, "sweep": sweep, "step": step, "reached": reached, "swept": swept, "activation": activation}
    now |= {"loss": net.loss if known else np.nan, "row_of_loss": blank_unless(known, net.points[-1] - net.y)}
    now |= {"row_at": -1, "parameter": -1}
    for k, (W, factor) in enumerate(zip([each.W for each in net.layers], net.factors, strict=True), 1):
        now |= {f"W{k}": W, f"J{k}": blank_unless(reached >= k, factor)}
    now |= {f"point{k}": blank_unless(k <= reached, point) for k, point in enumerate(net.points)}
    swept_now = in_reverse(back, sizes, swept) if sweep == "reverse" else in_columns(columns, sizes, swept)
    return now | swept_now | compared(swept_now, exact) | cost(sizes, sweep, reached, swept)


def blank_unless(known: bool, values):
    """The values, or NaN in their place."""
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
    now: dict = {}
    if swept:
        k, number = sweeps.place(sizes, swept - 1)
        now = {"parameter": swept - 1, "layer": k + 1, "number": number}
        now |= {f"column{k + 1 + i}": each[:, number] for i, each in enumerate(columns[k])}
    left = swept
    for k, (each, count) in enumerate(zip(columns, sweeps.parameters(sizes), strict=True), 1):
        found = np.where(np.arange(count) < left, each[-1][0], np.nan)
        m, n = sizes[k], sizes[k - 1]
        now |= {f"dW{k}": found[: m * n].reshape(m, n), f"db{k}": found[m * n :]}
        left -= count
    return now


def compared(now: dict, exact: list[Layer]) -> dict:
    """The largest gap between a known entry of the gradient and the same by `jax.grad`."""
    pairs = [(now[f"d{name}{k}"], getattr(each, name)) for k, each in enumerate(exact, 1) for name in ("W", "b")]
    gaps = np.concatenate([np.abs(one - other).ravel() for one, other in pairs])
    known = np.isfinite(gaps)
    return {"known": known.sum(), "gap": gaps[known].max() if known.any() else np.nan}


def cost(sizes, sweep: str, reached: int, swept: int) -> dict:
    """Multiplications so far and in all, and numbers held: points on the way, and the row or the column."""
    depth = len(sizes) - 1
    passed = sum(sweeps.forward_pass_work(sizes)[: min(reached, depth)])
    back, columns = sweeps.reverse_work(sizes), sum(sweeps.parameters(sizes))
    totals = {"reverse_total": sum(back), "forward_total": sweeps.forward_work(sizes, columns)}
    if sweep == "forward":  # one point and one column at a time
        done, most = sweeps.forward_work(sizes, swept), 2 * max(sizes)
        held = [k == min(reached, depth) and not swept for k in range(depth + 1)]
        stored = most if swept else sizes[min(reached, depth)]
    else:
        at = depth + 1 - swept
        done = sum(back[at:]) if swept else 0
        held = [k <= (min(at, depth) if swept else reached) for k in range(depth + 1)]
        stored = sum(n for n, kept in zip(sizes, held, strict=True) if kept) + (sizes[at] if swept else 0)
        most = max(sum(sizes[: k + 1]) + sizes[k] for k in range(depth + 1))
    return totals | {"passed": passed, "done": done, "held": held, "stored": stored, "most": most}
