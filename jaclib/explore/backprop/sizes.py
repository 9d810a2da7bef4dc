"""The sizes of explore.backprop's network: one argument, on the page a number of layers and a width for each."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from jaclib.explore.backprop.sweeps import MOST_LAYERS, WIDEST_LAYER, parameters
from jaclib.stage import Declared, Following, Spread, following, refuse, whole

HIDDEN = [f"h{k}" for k in range(1, MOST_LAYERS)]
SHAPE = "layers", "inputs", "outputs", *HIDDEN
SWEEPS = {"reverse: one row": "reverse", "forward: a column for each parameter": "forward"}
USUAL = 3  # the width of a layer that isn't there, for when it is


def split(name: str, sizes) -> dict[str, int]:
    """The controls' first values, from the sizes that are given."""
    given = list(sizes) if isinstance(sizes, Sequence) else []
    if not 2 <= len(given) <= MOST_LAYERS + 1 or not all(each in range(1, WIDEST_LAYER + 1) for each in given):
        needed = f"2 to {MOST_LAYERS + 1} whole numbers from 1 to {WIDEST_LAYER}, inputs first, as in (2, 4, 3, 1)"
        raise refuse(name, needed, sizes)
    inputs, *hidden, outputs = map(int, given)
    widths = dict.fromkeys(HIDDEN, USUAL) | dict(zip(HIDDEN, hidden, strict=False))
    return {"layers": len(given) - 1, "inputs": inputs, "outputs": outputs} | widths


def sizes_of(layers: int, inputs: int, outputs: int, *hidden: int) -> tuple[int, ...]:
    """The sizes, inputs first, from the values of the controls in SHAPE.

    >>> sizes_of(2, 1, 5, 4, 3)
    (1, 4, 5)
    """
    return inputs, *hidden[: layers - 1], outputs


def join(values: dict) -> str:
    """Write the sizes as they are typed in a call."""
    return str(sizes_of(*(values[name] for name in SHAPE)))


def last_step(sizes, sweep: str) -> int:
    """Count the steps: each map forwards, then the row's places from the loss on, or the columns."""
    maps = len(sizes)
    return maps + (maps if sweep == "reverse" else sum(parameters(sizes)))


def width(label: str, symbol: str) -> Declared:
    """Declare how many neurons a layer has."""
    return whole(label, symbol, 1, WIDEST_LAYER, width=160)


def hidden_width(k: int) -> Following:
    """Declare the width of hidden layer k, shown where there is one."""
    shown = width(f"layer {k}", f"n{'₀₁₂₃₄₅'[k]}")
    return following("layers", lambda layers: shown._replace(shown=k < layers))


def step() -> Following:
    """Declare how many steps are done, up to the sweep's end; Play runs through the longest that there is."""
    longest = max(last_step([WIDEST_LAYER] * (MOST_LAYERS + 1), sweep) for sweep in SWEEPS.values())
    to = partial(whole, "step", "step", 0, play="Forwards, then sweep", pace=700, longest=longest, sticks=True)

    def last(sweep: str, *shape: int) -> int:
        return last_step(sizes_of(*shape), sweep)

    return following(("sweep", *SHAPE), lambda *at: to(last(*at)), start=last, resets=False)


CONTROLS: dict[str, Any] = {"layers": whole("layers", "layers", 1, MOST_LAYERS), "inputs": width("inputs", "n₀")}
CONTROLS |= {name: hidden_width(k) for k, name in enumerate(HIDDEN, 1)} | {"outputs": width("outputs", "m")}
SIZES = Spread(split, join)
