"""The numbers of explore.chain_rule: a step through the maps, their Jacobians, and how far these are multiplied."""

from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jaclib.chain_rule import Step, Trace
from jaclib.draw import flatten, panel_box
from jaclib.evidence.kink import with_partials
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.chain import Chain, as_chain, output_names, shape
from jaclib.explore.plane.framing import bulk, near_start, reaching
from jaclib.explore.plane.lines import WAY, space_grid

ORDERS = "forward", "reverse"
LANES = {"linear": 0.32, "wrong": 0.64}  # on the line arrows lie above one another …
BELOW = -0.42, -0.66, -0.9  # … and those of the columns below it


def follow_step(chain: Chain, a, h, lines=None) -> dict:
    """The points on the way from a, each map's Jacobian where it is taken, and in `curves` where a to a + h leads.

    With lines `(k, points, n)` also their images, in `sheets`. Each map is asked by itself, at all its places at once.
    """
    places = {"curves": a + WAY[:, None] * h} | ({} if lines is None else {"sheets": lines})
    points, factors = [a], list[np.ndarray]()
    images: dict[str, list] = {name: [] for name in places}
    for each in reversed(chain):
        value, slopes, found = with_partials(each, points[-1], **places)
        places = {name: field[0] for name, field in found.items()}
        points.append(value)
        factors.insert(0, slopes.jacobian)
        for name, image in places.items():
            images[name].append(image)
    return {"points": points, "factors": factors} | images


@lru_cache(maxsize=64)
def sheets_and_boxes(chain: Chain):
    """The grid around the innermost map's default point, its images, and the box that each space is seen in."""
    start, box = np.array(chain[-1].point, dtype=float), near_start(chain[-1])
    lines = space_grid(box)
    images = follow_step(chain, start, np.zeros_like(start), lines)["sheets"]
    return [lines, *images], [box, *(bulk(each, (12, 88), 0.15, 0.2) for each in images)]


@np.errstate(invalid="ignore", over="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, order, done, mistake, view=(0.0, 0.0), f=None) -> dict:
    """The step, the Jacobians and their product, drawn on the panels; `f` is the innermost map of a state."""
    chain = maps if f is None else as_chain([*maps, f])
    a, h = np.asarray(a, dtype=float), np.asarray(h, dtype=float)
    sheets, boxes = sheets_and_boxes(chain)
    way = follow_step(chain, a, h)
    true = np.linalg.multi_dot(way["factors"])
    factors = multiplied(chain, way, mistake)
    total = multiplications(factors, order)
    done = total if mistake else done
    made = partial_products(factors, order, done)
    fits = made and made[-1].step.result.shape == true.shape
    misled = made[-1].step.result @ h if mistake and fits else np.full(len(true), np.nan)
    size = terms(way["points"], way["factors"], h)
    step, prediction, misled = (
        without_rounding(each, size) for each in (way["curves"][-1][-1] - way["points"][-1], true @ h, misled)
    )
    now = {"a": a, "h": h, "view": view, "order": order, "done": min(done, total), "mistake": mistake or ""}
    now |= {"spaces": shape(chain), "count": len(chain), "total": total, "terms": size}
    now |= {"jacobian": true, "prediction": prediction, "step": step, "misled": misled}
    now |= {"defined": [bool(np.isfinite(each).all()) for each in way["points"]]}
    now |= {"smooth": [bool(np.isfinite(each).all()) for each in way["factors"][::-1]]}
    now |= {f"factor{i}": each for i, each in enumerate(factors)}
    now |= {f"point{i}": each for i, each in enumerate(way["points"])}
    known = known_columns(made, order, mistake, shape(chain))
    return now | on_panels(way, chain, h, misled, known, sheets, boxes, view)


def terms(points, factors, h) -> np.ndarray:
    """The sizes of the terms that a step of each output is the sum of: of h, and of the places on the way."""
    after = [np.eye(len(points[-1]))]
    for factor in factors:
        after.append(after[-1] @ np.abs(factor))
    return after[-1] @ np.abs(h) + sum(J @ np.abs(at) for J, at in zip(after, points[::-1], strict=True))


def multiplied(chain: Chain, way: dict, mistake: str | None) -> list[np.ndarray]:
    """The factors to be multiplied, with the mistake or without; none where the mistake can't be made."""
    if mistake == "reversed_product":
        return list(way["factors"][::-1])
    if mistake == "wrong_point":
        a = way["points"][0]
        fits = all(len(each.variables) == len(a) for each in chain)
        return [*(with_partials(each, a)[1].jacobian for each in chain[:-1]), way["factors"][-1]] if fits else []
    return list(way["factors"])


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


def on_panels(way, chain, h, misled, known, sheets, boxes, view) -> dict:
    """Project the points, arrows and lines of each space onto its panel.

    `way` is what the maps make of the step, `misled` where a wrong product sends it, and `known` for each space which
    columns of the Jacobian up to there are known.
    """
    now: dict = {}
    curves = [way["points"][0] + WAY[:, None] * h, *way["curves"]]
    names = [*(each.variables for each in reversed(chain)), output_names(chain)]
    jacobian = np.eye(len(h))
    for place, (at, true) in enumerate(zip(way["points"], curves, strict=True)):
        if place:
            jacobian = way["factors"][-place] @ jacobian
        box = np.array(boxes[place])
        for end in (at, true[-1], at + jacobian @ h):
            box = np.array(reaching(box, end))
        flat = partial(flatten, box=box, view=view)
        shown = drawn_on_panel(flat, up(box), at, true, jacobian @ h, (jacobian * h).T, known[place])
        shown |= {"sheet": flat(sheets[place]), "box": box, "frame": panel_box(box), "names": names[place]}
        now |= {f"{name}{place}": each for name, each in shown.items()}
    return now | {"wrong": flat(at + misled) - flat(at), "wrong_tail": flat(at) + LANES["wrong"] * up(box)}


def up(box) -> np.ndarray:
    """The lift of arrows on the line to the upper side of their panel; 0 in the plane and in space."""
    return np.array([0, np.ptp(panel_box(box)[1]) / 2 if len(box) == 1 else 0])


def drawn_on_panel(flat, up, at, true, step, columns, known) -> dict:
    """The point, the true way, the step as J carries it, and the columns of J times h as far as known, on a panel.

    The arrows of one column each are numbered from 1.
    """
    here, tip = flat(at), flat(true)[-1]
    vectors = np.where(known[:, None], flat(at + columns) - here, np.nan)
    tails = here + np.outer(BELOW[: len(columns)], up)
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
    entry: tuple[int, int] | None
    """the one that is being worked out, or comes next"""
    terms: int
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
    for step in Trace((), tuple(factors), np.empty(0)).steps(order) if fit(factors) else ():
        (m, k), n = step.left.shape, step.right.shape[1]
        by_columns = [(i, j) for j in range(n) for i in range(m)]
        entries = by_columns if order == "forward" else sorted(by_columns)
        ready = min(done // k, m * n)
        known = np.zeros((m, n), dtype=bool)
        for entry in entries[:ready]:
            known[entry] = True
        next_one = ready < m * n and all(each.known.all() for each in made)
        made.append(PartialProduct(step, known, entries[ready] if next_one else None, done % k if next_one else 0))
        done = max(0, done - k * m * n)
    return made
