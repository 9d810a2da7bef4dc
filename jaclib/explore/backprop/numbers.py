"""The numbers of explore.backprop: both sweeps of a network, as far as so many steps have come."""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.sizes import HIDDEN, last_step, sizes_of
from jaclib.explore.phrases.numbers import sub
from jaclib.network import Layer


@lru_cache(maxsize=8)
def worked(sizes: tuple[int, ...], activation: str, seed: int) -> tuple:
    """A network with both of its sweeps done, and the gradient as JAX has it."""
    net = sweeps.network(sizes, activation, seed)
    columns = [sweeps.forward(net, k) for k in range(len(sizes) - 1)]
    return net, *sweeps.reverse(net), columns, sweeps.by_jax(net, activation)


def compute(layers, inputs, outputs, activation, seed, sweep, step, **hidden) -> dict:
    """The numbers after so many steps: the pass forwards, one of the sweeps, and what they take."""
    sizes = sizes_of(layers, inputs, outputs, *(hidden[name] for name in HIDDEN))
    net, rows, gradients, columns, exact = worked(sizes, activation, seed)
    step = min(step, last_step(sizes, sweep))
    reached, swept = min(step, len(sizes)), max(0, step - len(sizes))
    known = reached > layers
    now = {"sizes": sizes, "depth": layers, "sweep": sweep, "reached": reached, "swept": swept}
    now |= {"loss": net.loss if known else np.nan, "row_of_loss": blank_unless(known, rows[-1])}
    for k, (layer, factor) in enumerate(zip(net.layers, net.factors, strict=True), 1):
        now |= {f"W{k}": layer.W, f"J{k}": blank_unless(reached >= k, factor)}
    now |= {f"point{k}": blank_unless(k <= reached, point) for k, point in enumerate(net.points)}
    swept_now = in_reverse(rows, gradients, swept) if sweep == "reverse" else in_columns(columns, sizes, swept)
    return now | swept_now | compared(swept_now, exact) | cost(sizes, sweep, reached, swept)


def blank_unless(known: bool, values):
    """The values, or NaN in their place."""
    return values if known else np.full_like(values, np.nan)


def in_reverse(rows, gradients, swept: int) -> dict:
    """Where the row is, with what it is the gradient in, and the gradients that it has left behind."""
    at = len(rows) - swept
    now = {"row_at": at, "row": rows[at], "in": f"a{sub(at)}" if at else "x"} if swept else {}
    for k, gradient in enumerate(gradients, 1):
        now |= {f"dW{k}": blank_unless(k > at, gradient.W), f"db{k}": blank_unless(k > at, gradient.b)}
    return now


def in_columns(columns, sizes, swept: int) -> dict:
    """The last column's way to the loss, with its parameter, and the entries of the gradient that have been found."""
    now: dict = {}
    for k, (way, (n, m)) in enumerate(zip(columns, pairwise(sizes), strict=True), 1):
        entries, last = way[-1][0], swept - 1
        if 0 <= last < len(entries):
            now |= {"layer": k, "number": last, "in": sweeps.entry(sizes, k - 1, last), "entry": entries[last]}
            now |= {f"column{behind}": each[:, last] for behind, each in enumerate(way, k)}
        found = np.where(np.arange(len(entries)) < swept, entries, np.nan)
        now |= {f"dW{k}": found[: m * n].reshape(m, n), f"db{k}": found[m * n :]}
        swept -= len(entries)
    return now


def compared(now: dict, exact: list[Layer]) -> dict:
    """The largest gap between a known entry of the gradient and the same by `jax.grad`."""
    pairs = [(now[f"d{name}{k}"], getattr(each, name)) for k, each in enumerate(exact, 1) for name in ("W", "b")]
    gaps = np.concatenate([np.abs(one - other).ravel() for one, other in pairs])
    known = np.isfinite(gaps)
    return {"known": known.sum(), "parameters": len(gaps), "gap": gaps[known].max() if known.any() else np.nan}


def cost(sizes, sweep: str, reached: int, swept: int) -> dict:
    """Multiplications so far and in all, and numbers held: points on the way, and the row or the column."""
    layers, at = range(len(sizes)), len(sizes) - swept
    back, columns = sweeps.reverse_work(sizes), sweeps.forward_work(sizes)
    now = {"reverse_total": sum(back), "forward_total": columns.sum()}
    now["passed"] = sum(m * n for n, m in pairwise(sizes[: reached + 1]))
    if sweep == "forward":  # one point and one column at a time
        here, most = min(reached, len(sizes) - 1), 2 * max(sizes)
        held = [k == here and not swept for k in layers]
        stored = most if swept else sizes[here]
        return now | {"done": columns[:swept].sum(), "held": held, "stored": stored, "most": most}
    held = [k <= min(at, reached) for k in layers]
    stored = sum(sizes[: min(at, reached) + 1]) + (sizes[at] if swept else 0)
    most = max(sum(sizes[: k + 1]) + sizes[k] for k in layers)
    return now | {"done": sum(back[at:]), "held": held, "stored": stored, "most": most}
