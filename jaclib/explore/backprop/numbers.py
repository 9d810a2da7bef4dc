"""The numbers of explore.backprop: a sweep through a network, as far as so many steps have come."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from jaclib.draw import scale_end
from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.sizes import HIDDEN, in_batch, last_step, sizes_of, stages
from jaclib.network import Layer


@lru_cache(maxsize=8)
def worked(sizes: tuple[int, ...], activation: str, seed: int, x: tuple, y: tuple, batch: bool) -> tuple:
    """A network with both of its sweeps done, and the gradient as JAX has it."""
    net = sweeps.network(sizes, activation, seed, x, y, batch=batch)
    columns = [sweeps.forward(net, k) for k in range(len(sizes) - 1)]
    return net, sweeps.reverse(net), columns, sweeps.by_jax(net, activation)


def compute(
    layers, inputs, outputs, activation, seed, sweep, step, x, y, order, folded, batch, shades, weight, **hidden
) -> dict:
    """The numbers after so many steps: the pass forwards, one of the sweeps, and what they take."""
    sizes = sizes_of(layers, inputs, outputs, *(hidden[name] for name in HIDDEN))
    batch = in_batch(batch, sweep)
    folded = folded and not batch
    net, (rows, deltas, gradients), columns, exact = worked(sizes, activation, seed, tuple(x), tuple(y), batch)
    step = min(step, last_step(sizes, sweep, folded))
    reached, swept = min(step, len(sizes)), max(0, step - len(sizes))
    now = {"sizes": sizes, "depth": layers, "sweep": sweep, "order": order, "folded": folded, "batch": batch}
    now |= {"reached": reached, "swept": swept, "y": net.y, "loss": net.loss if reached > layers else np.nan}
    now |= {f"point{k}": blank_unless(k <= reached, point) for k, point in enumerate(net.points)}
    now |= factors(net, folded, reached) | {"weight": weight, "log": shades == "log"}
    now["largest"] = scale_end([*net.points, *rows, *deltas, *gradients, *(each.W for each in net.layers)])
    met = stages(sizes, sweep, folded)
    if sweep == "reverse":
        now |= in_reverse(rows, deltas, gradients, net.points, met, swept)
    else:
        now |= in_columns(columns, sizes, met, swept, folded)
    return now | compared(now, exact) | cost(sizes, sweep, folded, reached, swept)


def blank_unless(known: bool, values):
    """The values, or NaN in their place."""
    return values if known else np.full_like(values, np.nan)


def factors(net: sweeps.Network, folded: bool, reached: int) -> dict:
    """The matrices of the product, as far as the pass forwards has come: W_k are there from the start, J_L and σ′ not.

    diag σ′(z_k) is a matrix for one example, and a row for each where there are several.
    """
    last = len(net.layers)
    now = {"L": blank_unless(reached > last, net.points[-1] - net.y)}
    for k, ((W, b), slope) in enumerate(zip(net.layers, net.slopes, strict=True), 1):
        known = blank_unless(reached >= k, slope)
        now[f"D{k}"] = known if len(slope) > 1 else np.where(np.eye(len(W), dtype=bool), known[0], 0)
        now[f"W{k}"] = known[0][:, None] * W if folded else W
        now |= {f"weights{k}": W, f"biases{k}": b}
    return now


def in_reverse(rows, deltas, gradients, points, met, swept: int) -> dict:
    """The rows behind each factor that was met, the one that is being filled, and ∂L/∂W_k of each whole δ_k.

    Folded factors give ∂L/∂W_k when the row has passed them.
    """
    behind = {"L": rows[-1]}
    for k in range(len(deltas), 0, -1):
        behind |= {f"D{k}": deltas[k - 1], f"W{k}": rows[k - 1]}
    now, whole = filled(behind, met, swept)
    names = [name for name, _ in met]
    for k, gradient in enumerate(gradients, 1):
        leaves = "L" if k == len(gradients) else f"D{k}" if f"D{k}" in names else f"W{k}"
        known = leaves in whole
        now |= {f"dW{k}": blank_unless(known, gradient), f"db{k}": blank_unless(known, deltas[k - 1].sum(axis=0))}
        now |= {f"delta{k}": blank_unless(known, deltas[k - 1]), f"entered{k}": blank_unless(known, points[k - 1])}
    return now


def filled(behind: dict, met, swept: int) -> tuple[dict, set[str]]:
    """What stands behind each factor after so many steps, with NaN for what is to come; and those that are whole.

    "at" is the factor that was met last, "entry" which of its columns, and "before" what it was met by.
    """
    now: dict = {"at": "", "entry": -1, "before": ""}
    whole, before = set(), ""
    for name, steps, done in progress(met, swept):
        if done:
            known = np.arange(behind[name].shape[1]) < (done if steps > 1 else np.inf)
            now |= {f"after_{name}": np.where(known, behind[name], np.nan), "at": name}
            now |= {"entry": done - 1 if before else -1, "before": before}
        whole |= {name} if done == steps else set()
        before = name
    return now, whole


def progress(met, swept: int) -> Iterator[tuple[str, int, int]]:
    """For each factor in turn how many steps it takes, and how many of them are done."""
    for name, steps in met:
        yield name, steps, min(max(swept, 0), steps)
        swept -= steps


def in_columns(columns, sizes, met, swept: int, folded: bool) -> dict:
    """The last column's way to the loss, with its parameter, and the entries of the gradient that have been found."""
    watched = sum(steps for _, steps in met)  # of the first column
    found = min(max(0, swept - watched + 1), sum(sweeps.parameters(sizes)))
    number, now = max(found, 1) - 1, {"at": "", "entry": -1, "before": "", "found": found}
    for k, (way, (n, m)) in enumerate(zip(columns, pairwise(sizes), strict=True), 1):
        entries = way["L"][0]
        if swept and 0 <= number < len(entries):
            now |= {"layer": k, "number": number, "parameter": sweeps.entry(sizes, k - 1, number)}
            places = {name: each[:, number, None] for name, each in one_column(way, k, folded).items()}
            if swept <= watched:  # the first one
                begun, _ = filled({name: each.T for name, each in places.items()}, met, swept)
                now |= {name: each.T if name.startswith("after_") else each for name, each in begun.items()}
            else:
                now |= {f"after_{name}": each for name, each in places.items()}
        known = np.where(np.arange(len(entries)) < found, entries, np.nan)
        now |= {f"dW{k}": known[: m * n].reshape(m, n), f"db{k}": known[m * n :]}
        number, found = number - len(entries), found - len(entries)
    return now


def one_column(way: dict, k: int, folded: bool) -> dict:
    """The places of a column from layer k; where J_{f_k} are folded it stands only behind whole layers."""
    if not folded:
        return way
    return {name: way.get(f"D{name[1:]}", each) for name, each in way.items() if name[0] != "D"}


def compared(now: dict, exact: list[Layer]) -> dict:
    """The largest difference between a known entry of the gradient and the same by `jax.grad`."""
    pairs = [(now[f"d{name}{k}"], getattr(each, name)) for k, each in enumerate(exact, 1) for name in ("W", "b")]
    gaps = np.concatenate([np.abs(one - other).ravel() for one, other in pairs])
    known = np.isfinite(gaps)
    return {"known": known.sum(), "parameters": len(gaps), "gap": gaps[known].max() if known.any() else np.nan}


def cost(sizes, sweep: str, folded: bool, reached: int, swept: int) -> dict:
    """Multiplications so far and in all for one example, and numbers held: points on the way, and the row or column."""
    met, last = stages(sizes, sweep, folded), len(sizes) - 1
    columns = sweeps.forward_work(sizes)
    now = {"reverse_total": sum(sweeps.reverse_work(sizes)), "forward_total": columns.sum()}
    now["passed"] = sum(m * n for n, m in pairwise(sizes[: reached + 1]))
    if sweep == "forward":  # one point and one column at a time
        watched, most = sum(steps for _, steps in met), 2 * max(sizes)
        done = columns[: swept - watched + 1].sum() if swept >= watched else of_first_column(sizes, met, swept)
        here = min(reached, last)
        held = [k == here and not swept for k in range(last + 1)]
        return now | {"done": done, "held": held, "stored": most if swept else sizes[here], "most": most}
    at = left_behind(met, swept, last)
    done = of_the_row(sizes, met, swept)
    held = [k <= min(at, reached) for k in range(last + 1)]
    stored = sum(sizes[: min(at, reached) + 1]) + (sizes[at] if swept else 0)
    most = max(sum(sizes[: k + 1]) + sizes[k] for k in range(last + 1))
    return now | {"done": done, "held": held, "stored": stored, "most": most}


def of_the_row(sizes, met, swept: int) -> int:
    """Count the multiplications of so many steps: each entry is one by a slope or m by W_k, and each δ_k leaves m n."""
    names, last, total = [name for name, _ in met], len(sizes) - 1, 0
    for name, steps, done in progress(met, swept):
        k = int(name[1:] or last)
        folded = name[0] == "W" and k < last and f"D{k}" not in names
        total += done * {"L": 0, "D": 1, "W": sizes[k]}[name[0]]
        if done == steps and (folded or name in ("L", f"D{k}")):
            total += sizes[k] * sizes[k - 1] + folded * sizes[k]
    return total


def of_first_column(sizes, met, swept: int) -> int:
    """Count those of W₁[1, 1]'s column on its way; it begins with a single number that isn't 0."""
    names, last, total = [name for name, _ in met], len(sizes) - 1, 0
    for name, _, done in progress(met, swept):
        k = int(name[1:] or last)
        if name == "W1":
            total += done * ("D1" not in names and last > 1)
        elif name == "D1":
            total += min(done, 1)
        else:
            slope = name[0] == "W" and k < last and f"D{k}" not in names
            total += done * {"L": sizes[-1], "D": 1, "W": sizes[k - 1] + slope}[name[0]]
    return total


def left_behind(met, swept: int, last: int) -> int:
    """The layer whose output the row was last a whole gradient in."""
    passed = [int(name[1:]) for name, steps, done in progress(met, swept) if name[0] == "W" and done == steps]
    return min(passed, default=last + 1) - 1
