"""The sizes of explore.backprop's network, and the steps that a sweep through it takes."""

from collections.abc import Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Any

from jaclib.explore.backprop.sweeps import FARTHEST, MOST_LAYERS, WIDEST_LAYER, first_point, parameters
from jaclib.stage import Declared, Following, Spread, box, choice, following, refuse, switch, whole

HIDDEN = [f"h{k}" for k in range(1, MOST_LAYERS)]
SHAPE = "layers", "inputs", "outputs", *HIDDEN
SWEEPS = {"reverse: one row": "reverse", "forward: a column for each parameter": "forward"}
ORDERS = {"x on the right, as in the product": "product", "x on the left, as usual": "usual"}
SHADES = {"in proportion": "linear", "by powers of ten": "log"}
USUAL = 3  # the width of a layer that isn't there, for when it is
PACE = 700  # ms for one step


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


def stages(sizes, sweep: str, folded: bool) -> list[tuple[str, int]]:
    """The factors that the row meets, or the first parameter's column, in turn, and the steps that each of them takes.

    "L" is J_L, "W2" is W₂, or all of J_{f₂} where it is folded, "D2" is diag σ′(z₂); the last layer has none. The row
    begins as J_L; the column stands where it enters the product, behind W₁.

    >>> stages((2, 4, 1), "reverse", folded=False)
    [('L', 1), ('W2', 4), ('D1', 4), ('W1', 2)]
    >>> stages((2, 4, 1), "forward", folded=False)
    [('W1', 1), ('D1', 4), ('W2', 1), ('L', 1)]
    """
    last = len(sizes) - 1
    diagonal = {k: [(f"D{k}", sizes[k])] if k < last and not folded else [] for k in range(1, last + 1)}
    if sweep == "reverse":
        met = [[*diagonal[k], (f"W{k}", sizes[k - 1])] for k in range(last, 0, -1)]
        return [("L", 1), *chain(*met)]
    met = [[(f"W{k}", sizes[k] if k > 1 else 1), *diagonal[k]] for k in range(1, last + 1)]
    return [*chain(*met), ("L", 1)]


def last_step(sizes, sweep: str, folded: bool = False) -> int:
    """Count the steps: each map forwards, then each number that the row, or the first column, leaves on its way.

    Of the other columns, one for each parameter, each is a step.
    """
    others = sum(parameters(sizes)) - 1 if sweep == "forward" else 0
    return len(sizes) + sum(steps for _, steps in stages(sizes, sweep, folded)) + others


def in_batch(batch: bool, sweep: str) -> bool:
    """Whether rows of several examples are pushed through: there is no J of all of them, and no column."""
    return bool(batch) and sweep == "reverse"


def width(label: str, symbol: str) -> Declared:
    """Declare how many neurons a layer has."""
    return whole(label, symbol, 1, WIDEST_LAYER, width=160)


def hidden_width(k: int) -> Following:
    """Declare the width of hidden layer k, shown where there is one."""
    shown = width(f"layer {k}", f"n{'₀₁₂₃₄₅'[k]}")
    return following("layers", lambda layers: shown._replace(shown=k < layers))


def numbers(row: int, symbol: str, count: str) -> Following:
    """Declare the input, row 0, or the target, row 1: a number for each neuron, dragged on it up and down."""

    label = ("input", "target")[row]

    def scales(n: int) -> Declared:
        names = [f"{symbol}{'₁₂₃₄₅₆₇₈'[i]}" for i in range(n)]
        return box([(label, name, -FARTHEST, FARTHEST) for name in names], steps=80, knobs=True)

    return following((count, "seed"), lambda n, seed: scales(n), start=lambda n, seed: first_point(seed, row, n))


def step() -> Following:
    """Declare how many steps are done, up to the sweep's end; Play runs through the longest that there is."""
    longest = max(last_step([WIDEST_LAYER] * (MOST_LAYERS + 1), sweep) for sweep in SWEEPS.values())
    to = partial(
        whole, "step", "step", 0, play="Forwards, then sweep", pace=PACE, hurries=True, longest=longest, sticks=True
    )

    def last(sweep: str, folded: bool, batch: bool, *shape: int) -> int:
        return last_step(sizes_of(*shape), sweep, bool(folded) and not in_batch(batch, sweep))

    return following(("sweep", "folded", "batch", *SHAPE), lambda *at: to(last(*at)), start=last, resets=False)


def weight() -> Following:
    """Declare the weight that is pointed at: its number, W₁ row by row first, or 0 for none."""

    def last(*shape: int) -> Declared:
        sizes = sizes_of(*shape)
        return whole("weight", "weight", 0, sum(m * n for n, m in pairwise(sizes)), picks=True)

    return following(SHAPE, last, start=lambda *shape: 0)  # in another network the number means another weight


CONTROLS: dict[str, Any] = {"layers": whole("layers", "layers", 1, MOST_LAYERS), "inputs": width("inputs", "n₀")}
CONTROLS |= {name: hidden_width(k) for k, name in enumerate(HIDDEN, 1)} | {"outputs": width("outputs", "m")}
MORE: dict[str, Any] = {
    "x": numbers(0, "x", "inputs"),
    "y": numbers(1, "y", "outputs"),
    "order": choice("drawn with", ORDERS),
    "batch": following("sweep", lambda sweep: switch("a batch of four")._replace(shown=sweep == "reverse")),
    "folded": following(
        ("batch", "sweep"), lambda *now: switch("J in one")._replace(shown=not in_batch(*now)), resets=False
    ),
    "shades": choice("shades", SHADES),
    "weight": weight(),
}
SIZES = Spread(split, join)
