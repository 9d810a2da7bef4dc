"""The numbers of explore.finite_differences: what each method finds and how far off it is, and f through a lens."""

import numpy as np

from jaclib import maps
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.finite_differences import differences
from jaclib.explore.finite_differences.differences import METHODS, STEPS
from jaclib.explore.finite_differences.words import missing, words_of
from jaclib.explore.plane.lines import domain_grid

PRECISIONS = "float32", "float64"
ENTRIES = {f"f{'₁₂'[i]} along e{'₁₂'[j]}": (i, j) for i in (0, 1) for j in (0, 1)}
LENS = np.linspace(-1.15, 1.15, 347)  # of the step
CLOSE = 0.02  # a step: its ends lie on one another
NAMED = {  # at which of the steps, and how far off, in powers of ten
    "float32": {"forward": (116, (-1.2, 1.5)), "central": (118, (-0.8, -4.5)), "complex": (36, (0, 1.8))},
    "float64": {"forward": (116, (-1.2, 1.5)), "central": (96, (2.0, -1.6)), "complex": (36, (0, 1.8))},
}


def compute(f: maps.Map, a, h, entry, precision) -> dict:
    """The quotients of all methods with all steps, in both precisions, and f as the lens shows it."""
    a, h = np.asarray(a, dtype=float), float(h)
    now = {"a": a, "h": h, "precision": precision, "domain": f.domain, "names": f.variables}
    now["sheet"], now["not_for_complex"] = domain_grid(f.domain), differences.not_for_complex(f)
    rounded = [a.astype(kind).astype(float) for kind in PRECISIONS]
    known = differences.derivatives(f, np.stack(rounded))
    for kind, of_kind in zip(PRECISIONS, known, strict=True):
        now |= {f"{what}_{kind}": each for what, each in in_one_precision(f, a, h, kind, of_kind).items()}
    steps, words = h * np.eye(2), "too close to tell apart" if h < CLOSE else "arrows: ahead; dots: behind"
    now |= {"steps": steps, "behind": a - steps, "apart": words}
    now |= through_the_lens(f, a, h, *ENTRIES[entry], now)
    for kind in PRECISIONS:
        now |= law(now, h, kind)
    return now


@np.errstate(invalid="ignore", over="ignore")  # where f is undefined or too large, there are gaps
def in_one_precision(f: maps.Map, a, h: float, kind: str, known: differences.Derivatives) -> dict:
    """What each method finds at a, its errors for all steps, how often it asks f, and what theory says."""
    a, steps = a.astype(kind), np.concatenate([[h], STEPS]).astype(kind)
    J, theory = known.J, differences.branches(known, a.astype(float), np.finfo(kind).eps / 2)
    there = kind == "float64" or differences.keeps_single(f)
    found: dict = {"value": known.value, "jacobian": J, "left": known.left, "right": known.right}
    found |= {"there": there, "lost": bool((a + steps[0] == a).any())}
    for method in METHODS:
        counted, law = differences.CountedMap(f), theory[method]
        possible = there and (method != "complex" or not differences.not_for_complex(f))
        J_h = differences.quotients(counted, a, steps, method) if possible else np.full((len(steps), *J.shape), np.nan)
        last_digit, off = np.finfo(kind).eps / 2 * differences.length(J), differences.length(J_h - J)
        errors = np.maximum(off, last_digit or 1e-16)  # on the axis of a logarithm
        found |= {method: without_rounding(J_h[0], known.size), f"{method}_off": off[0], f"{method}_theory": law}
        found |= {f"{method}_error": errors[0], f"{method}_law": differences.rounding_envelope(errors[1:], *law)}
        found |= {f"{method}_calls": counted.points // len(steps), f"{method}_best": differences.best_step(*law)}
    return found


@np.errstate(invalid="ignore", divide="ignore", over="ignore")  # a step may be lost in rounding
def through_the_lens(f: maps.Map, a, h: float, i: int, j: int, now: dict) -> dict:
    """f_i along e_j around a, in the chosen precision: the values' rise over h against the step over h."""
    name = now["precision"]
    there = now[f"there_{name}"]
    a = a.astype(name if there else float)
    x = np.tile(a, (len(LENS), 1))
    x[:, j] += (h * LENS).astype(a.dtype)
    f_i = differences.CountedMap(f)(np.concatenate([x, a[None]]))[:, i].astype(float)
    slope, forward, central = slopes = [now[f"{what}_{name}"][i, j] for what in ("jacobian", "forward", "central")]
    rise = (f_i[:-1] - f_i[-1]) / h if there else np.full(len(LENS), np.nan)
    reach = np.abs(slopes)[np.isfinite(slopes)].max(initial=1e-9)
    behind = np.interp(-1, LENS, rise) if np.isfinite(rise).all() else -central
    secants = np.array([[(0, 0), (1, forward)], [(-1, behind), (1, behind + 2 * central)]])
    seen = {"lens": np.stack([LENS, rise], axis=1), "tangent": np.outer(LENS[[0, -1]], [1, slope])}
    seen |= {"secants": secants, "ends": np.array([(1, forward), (-1, behind)])}
    return seen | {"output": i + 1, "reach": 2.0 ** np.ceil(np.log2(1.25 * reach))}


def law(now: dict, h: float, kind: str) -> dict:
    """The errors of all methods against the step, with their names, and what theory says of two of them."""
    best = {method: now[f"{method}_best_{kind}"] for method in METHODS[:2]}
    found: dict = {f"best_{kind}": [(h_best, valley(now, method, kind, h_best)) for method, h_best in best.items()]}
    found[f"theory_{kind}"] = [[[step, valley(now, method, kind, step)] for step in STEPS[::4]] for method in best]
    found[f"missing_{kind}"] = missing(now, kind)
    for method in METHODS:
        errors, (place, off) = now[f"{method}_law_{kind}"], NAMED[kind][method]
        # in whole powers of ten: a name is part of the background, and moves seldom
        at = 10.0 ** (np.round(np.log10([STEPS[place], errors[place]])) + off)
        there = bool(np.isfinite(at).all())
        found[f"{method}_line_{kind}"] = np.stack([STEPS, errors], axis=1)
        found[f"{method}_point_{kind}"] = np.array([h, now[f"{method}_error_{kind}"]])
        found |= {f"{method}_place_{kind}": [at] * there, f"{method}_name_{kind}": [words_of(method)] * there}
    return found


@np.errstate(over="ignore")  # of a map as large as numbers go
def valley(now, method: str, kind: str, h):
    """What theory says of the error at h: the larger of the two branches."""
    c, p, r = now[f"{method}_theory_{kind}"]
    return max(c * h**p, r / h)
