"""The numbers of explore.chain_rule: a step through the maps, their Jacobians, and how far these are multiplied."""

from functools import lru_cache, partial
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

import numpy as np

from jaclib.chain_rule import Step, Trace
from jaclib.draw import flatten, lift, panel_box
from jaclib.evidence import kink, rounding
from jaclib.explore.choose.chain import MAP_NAMES, Chain, as_chain, output_names, shape
from jaclib.explore.plane import framing, lines

ORDERS = "forward", "reverse"
LANES = {"linear": 0.32, "wrong": 0.64}  # on the line arrows lie above one another …
BELOW = -0.42, -0.66, -0.9  # … and those of the columns below it


def follow(chain: Chain, a, places) -> tuple[list, list, list]:
    """Where the maps take the point a and the places, from the input on, and as written the Jacobians on the way.

    Each map is asked by itself, at all its places at once.
    """
    points, jacobians, images = [a], list[np.ndarray](), [places]
    for each in reversed(chain):
        value, slopes, found = kink.with_partials(each, points[-1], places=images[-1])
        points.append(value)
        jacobians.insert(0, slopes.jacobian)
        images.append(found["places"][0])
    return points, jacobians, images


@lru_cache(maxsize=64)
def sheets_and_boxes(chain: Chain):
    """The grid around the innermost map's default point, its images, and the box that each space is seen in."""
    box = framing.near_start(chain[-1])
    _, _, sheets = follow(chain, np.array(chain[-1].point, dtype=float), lines.space_grid(box))
    return sheets, [box, *(framing.bulk(each, (12, 88), 0.15, 0.2) for each in sheets[1:])]


@np.errstate(invalid="ignore", over="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, order, done, mistake, view=(0.0, 0.0), f=None) -> dict:
    """The step, the Jacobians and their product, drawn on the panels; `f` is the innermost map of a state."""
    chain = maps if f is None else as_chain([*maps, f])
    a, h = np.asarray(a, dtype=float), np.asarray(h, dtype=float)
    points, jacobians, curves = follow(chain, a, a + lines.WAY[:, None] * h)
    true = np.linalg.multi_dot(jacobians)
    factors = multiplied(chain, a, jacobians, mistake)
    total = multiplications(factors, order)
    made = partial_products(factors, order, total if mistake else done)
    fits = made and made[-1].step.result.shape == true.shape
    misled = made[-1].step.result @ h if mistake and fits else np.full(len(true), np.nan)
    size, vectors = terms(points, jacobians, h), (curves[-1][-1] - points[-1], true @ h, misled)
    step, prediction, misled = (rounding.without_rounding(each, size) for each in vectors)
    now = {"a": a, "h": h, "view": view, "order": order, "mistake": mistake or "", "spaces": shape(chain)}
    now |= {"links": links(points, jacobians)} | {f"factor{i}": each for i, each in enumerate(factors)}
    now |= {"done": total if mistake else min(done, total), "total": total, "terms": size}
    now |= {"jacobian": true, "prediction": prediction, "step": step, "misled": misled}
    known = known_columns(made, order, mistake, shape(chain))
    return now | on_panels(chain, (points, curves, jacobians), h, misled, known, view)


def links(points, jacobians) -> list[dict]:
    """Of each map, the innermost first, its name, where it is taken, and its Jacobian and its value there."""
    names = MAP_NAMES[len(jacobians)]
    found = zip(names[::-1], points[:-1], jacobians[::-1], points[1:], strict=True)
    return [{"name": name, "at": at, "jacobian": J, "value": value} for name, at, J, value in found]


def terms(points, jacobians, h) -> np.ndarray:
    """The sizes of the terms that a step of each output is the sum of: of h, and of the places on the way."""
    start = np.eye(len(points[-1]))
    after = [*accumulate(jacobians, lambda J, inner: J @ np.abs(inner), initial=start)]
    return after[-1] @ np.abs(h) + sum(J @ np.abs(at) for J, at in zip(after, points[::-1], strict=True))


def multiplied(chain: Chain, a, jacobians: list, mistake: str | None) -> list[np.ndarray]:
    """The factors to be multiplied, with the mistake or without; none where the mistake can't be made."""
    if mistake != "wrong_point":
        return jacobians[::-1] if mistake else jacobians
    fits = all(len(each.variables) == len(a) for each in chain)
    return [*(kink.with_partials(each, a)[1].jacobian for each in chain[:-1]), jacobians[-1]] if fits else []


def known_columns(made, order, mistake, dimensions) -> list[np.ndarray]:
    """For each space, which columns of the Jacobian from the input to there are known.

    Forward accumulation makes all of these matrices on its way; reverse accumulation makes the last one only.
    """
    n = dimensions[0]
    known = [np.full(n, place < 2 < 1 + n) for place in range(len(dimensions))]
    if not mistake and n > 1:  # else the only column is the step itself
        for place, each in zip(range(2, len(dimensions)), made, strict=True):
            if order == "forward" or place == len(dimensions) - 1:
                known[place] = each.known.all(axis=0)
    return known


def on_panels(chain: Chain, way, h, misled, known, view) -> dict:
    """Project the points, arrows and lines of each space onto its panel.

    `way` is the points, the curves and the Jacobians on the way, `misled` where a wrong product sends the step, and
    `known` for each space which columns of the Jacobian up to there are known.
    """
    now: dict = {}
    (points, curves, jacobians), (sheets, boxes) = way, sheets_and_boxes(chain)
    names = [*(each.variables for each in reversed(chain)), output_names(chain)]
    products = accumulate(jacobians[::-1], lambda J, outer: outer @ J, initial=np.eye(len(h)))
    for place, (at, true, J, box) in enumerate(zip(points, curves, products, boxes, strict=True)):
        columns = (J * h).T
        ends = at + np.cumsum(columns, axis=0)
        for end in (at, true[-1], *ends):
            box = framing.reaching(box, end)
        flat, up = partial(flatten, box=box, view=view), lift(np.array(box))
        starts = ends - columns if place else at + 0 * columns  # head to tail they show their sum, none on another
        shown = drawn_on_panel(flat, up, at, true, J @ h, (starts, columns), known[place])
        shown |= {"sheet": flat(sheets[place]), "box": box, "frame": panel_box(box), "names": names[place]}
        now |= {f"{name}{place}": each for name, each in shown.items()}
    now["ticks0"] = [framing.tick_step(low, high, lines.CELLS) for low, high in now["box0"]]
    return now | {"wrong": flat(at + misled) - flat(at), "wrong_tail": flat(at) + LANES["wrong"] * up}


def drawn_on_panel(flat, up, at, true, step, arrows, known) -> dict:
    """The point, the true way, the step as J carries it, and the columns of J times h as far as known, on a panel.

    The `arrows` of one column each, from where they start, are numbered from 1.
    """
    (starts, columns), here, tip = arrows, flat(at), flat(true)[-1]
    vectors = np.where(known[:, None], flat(at + columns) - here, np.nan)
    tails = flat(starts) + np.outer(BELOW[: len(columns)], up)
    shown = {"at": here, "true": flat(true), "end": tip, "linear": flat(at + step) - here}
    shown |= {"tail": here + LANES["linear"] * up, "columns": vectors, "tails": tails}
    for j, (tail, vector) in enumerate(zip(tails, vectors, strict=True), start=1):
        shown |= {f"tail_{j}_": tail, f"column_{j}_": vector}
    return shown


class PartialProduct(NamedTuple):
    """One matrix product on the way, as far as it has come."""

    step: Step
    known: np.ndarray
    """for each entry of the result, whether it is there"""
    entry: tuple[int, ...] | None = None
    """the one that is being worked out, or comes next"""
    terms: int = 0
    """how many of its terms are there"""


def fit(factors) -> bool:
    """Whether there are factors to be multiplied, each with as many columns as the next has rows."""
    return len(factors) > 1 and all(left.shape[1] == right.shape[0] for left, right in pairwise(factors))


def multiplications(factors, order: str) -> int:
    """Count the multiplications of the factors' product, 0 where they don't fit."""
    return Trace((), tuple(factors), np.empty(0)).cost(order).multiplications if fit(factors) else 0


def most(spaces) -> int:
    """The most multiplications that maps between spaces of these dimensions, from the input on, can take."""
    factors = [np.zeros((m, n)) for n, m in pairwise(spaces)][::-1]
    return max(multiplications(factors, order) for order in ORDERS)


@np.errstate(invalid="ignore", over="ignore")  # a slope may be infinite
def partial_products(factors, order: str, done: int) -> list[PartialProduct]:
    """The products on the way after `done` multiplications: "forward" goes column by column, "reverse" row by row.

    >>> row, matrix = np.array([[4.0, 2.0]]), np.array([[2.0, 1.0], [1.0, 1.0]])
    >>> [half] = partial_products([row, matrix], "forward", 3)
    >>> half.known.tolist(), half.entry, half.terms
    ([[True, False]], (0, 1), 1)
    """
    made: list[PartialProduct] = []
    fill: Literal["F", "C"] = "F" if order == "forward" else "C"  # NumPy's names for column by column, and row by row
    for step in Trace((), tuple(factors), np.empty(0)).steps(order) if fit(factors) else ():
        (m, k), n = step.left.shape, step.right.shape[1]
        ready = min(done // k, m * n)
        at_work = ready < m * n and all(each.known.all() for each in made)
        next_one = (tuple(map(int, np.unravel_index(ready, (m, n), fill))), done % k) if at_work else ()
        made.append(PartialProduct(step, (np.arange(m * n) < ready).reshape((m, n), order=fill), *next_one))
        done = max(0, done - k * m * n)
    return made
