"""The numbers of explore.chain_rule_proof: the two errors that the product of the Jacobians leaves, for each ‖h‖."""

from functools import partial

import numpy as np

from jaclib.draw import flatten, panel_box
from jaclib.evidence.kink import with_partials
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.chain import Chain, output_names
from jaclib.explore.plane.framing import LARGEST_BOX, near_start
from jaclib.explore.plane.law import LAW, RADII, law
from jaclib.explore.plane.lines import WAY, space_grid

SHORTEST_STEP, LONGEST_STEP = 1e-4, 1.0  # of the steps
EPS = np.finfo(float).eps
LANES = 0.3, 0.55, 0.8  # on the line the arrows lie above what is true, and above one another


@np.errstate(all="ignore")  # where a map is undefined, there are gaps
def errors(chain: Chain, a, direction, size):
    """The two parts of f(g(a + h)) − f(g(a)) − J_f J_g h, for h of this size and of each of RADII."""
    f, g = chain
    unit, radii = direction / np.linalg.norm(direction), np.concatenate([RADII, LAW, [size]])[:, None]
    b, of_g, found = with_partials(g, a, law=a + radii * unit, way=a + WAY[:, None] * size * unit)
    inner, ell, way = of_g.jacobian, found["law"][0] - b, found["way"][0]
    c, of_f, found = with_partials(f, b, law=b + ell, way=way)
    outer, end = of_f.jacobian, found["law"][0]
    # J_f ε_g ‖h‖, and ε_f(ℓ) ‖ℓ‖
    left = {"first": (ell - radii * (inner @ unit)) @ outer.T, "second": end - c - ell @ outer.T}
    terms = sums(inner, outer, np.abs(a) + radii * np.abs(unit), np.abs(b) + np.abs(ell), np.abs(c) + np.abs(end))
    now: dict = {"size": size, "unit": unit, "laws": []}
    for (name, each), most in zip(left.items(), terms, strict=True):
        now["laws"].append(fall(each[len(RADII) : -1], most[len(RADII) : -1]))
        now[name] = without_rounding(each[-1], most[-1]) / size
        now[f"law_{name}"] = np.linalg.norm((each / radii)[: len(RADII)], axis=1)
    now |= {"ell": ell[-1] / size, "inner": inner, "middle": inner @ unit, "predicted": outer @ inner @ unit}
    now |= {"way": (way - b) / size, "end": (found["way"][0] - c) / size}
    of_f = {"name": "f", "at": b, "jacobian": outer, "value": c}
    return now | {"links": [{"name": "g", "at": a, "jacobian": inner, "value": b}, of_f]}


def sums(inner, outer, start, middle, end) -> tuple[np.ndarray, np.ndarray]:
    """The sizes of the terms that each entry of the two errors, times ‖h‖, is the sum of, for all ‖h‖ `(k, m)`.

    They shrink with h where f(g(a)), g(a) and a are 0: a cube there is small, and no rounding.
    """
    inner, outer = np.abs(inner), np.abs(outer)
    return (start @ inner.T + middle) @ outer.T, middle @ outer.T + end


def fall(errors, terms) -> tuple[float, bool]:
    """The power of ‖h‖ that an error over ‖h‖ falls with as h goes to 0, NaN where it is only rounding; if it settles.

    `errors`, times ‖h‖, and their terms are at the lengths LAW, `(81, m)`. What falls slowest rules in the end.
    """
    laws = [law(each[:, None, None], most, EPS, False) for each, most in zip(errors.T, terms.T, strict=True)]
    slope, settled = min(laws, key=lambda each: np.nan_to_num(each[0], nan=np.inf))
    return slope - 1, settled


@np.errstate(invalid="ignore", over="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, size, view=(0.0, 0.0)) -> dict:
    """The errors, and where they are put on the panels."""
    a, h = np.asarray(a, dtype=float), np.asarray(h, dtype=float)
    now = errors(maps, a, h, float(size)) | {"a": a, "view": view}
    boxes = near_start(maps[-1]), lens(now["middle"], now["way"]), lens(now["predicted"], now["end"])
    here, between, after = (partial(flatten, box=box, view=view) for box in boxes)
    tail, way = here(a), between(now["way"])
    ends = after(np.cumsum([now["predicted"], now["first"], now["second"]], axis=0))
    now |= {"sheet": here(space_grid(boxes[0])), "at": tail, "ends2": ends}
    now |= {"tip": here(a + h) - tail, "step": here(a + size * now["unit"]) - tail}
    names = maps[-1].variables, maps[0].variables, output_names(maps)
    for place, (box, each) in enumerate(zip(boxes, names, strict=True)):
        now |= {f"box{place}": box, f"frame{place}": panel_box(box), f"names{place}": each}
    now |= through_the_lens(1, way, np.stack([between(now["middle"]), way[-1]]), boxes[1])
    return now | through_the_lens(2, after(now["end"]), ends, boxes[2]) | graphs(now)


def through_the_lens(place: int, way, ends, box) -> dict:
    """Of one space the way, the arrow to the first of the ends, and from each end to the next that of an error.

    On the line they lie above one another.
    """
    up = np.array([0, np.ptp(panel_box(box)[1]) / 2 if len(box) == 1 else 0])
    shown = {"way": way, "end": way[-1], "tail": LANES[0] * up, "linear": ends[0]}
    for which, (tail, tip, lane) in enumerate(zip(ends, ends[1:], LANES[1:], strict=False), start=1):
        shown |= {f"error_tail_{which}_": tail + lane * up, f"error_{which}_": tip - tail}
    return {f"{name}{place}": each for name, each in shown.items()}


def graphs(now: dict) -> dict:
    """Both errors over ‖h‖, for each length and for the one that is shown."""
    shown: dict = {}
    for name in ("first", "second"):
        size = np.linalg.norm(now[name])
        shown |= {f"size_{name}": size, f"dot_{name}": np.array([now["size"], size])}
        shown |= {f"graph_{name}": np.stack([RADII, now[f"law_{name}"]], axis=1)}
    return shown


def lens(straight, bent) -> np.ndarray:
    """A box around 0 that holds an arrow and a curve, in steps of √2: it holds still while h shrinks."""
    points = np.stack([straight, *bent])
    reach = min(np.abs(points[np.isfinite(points).all(axis=1)]).max(initial=1e-6), LARGEST_BOX)
    half = np.sqrt(2.0) ** np.ceil(2 * np.log2(1.1 * reach))
    return np.array([(-half, half)] * len(straight))
