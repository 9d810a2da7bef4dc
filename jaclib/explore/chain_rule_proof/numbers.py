"""The numbers of explore.chain_rule_proof: the two errors that the product of the Jacobians leaves, for each ‖h‖."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.draw import flatten, lift, panel_box
from jaclib.evidence.kink import beside, partials_from
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.chain import Chain, output_names
from jaclib.explore.plane.framing import LARGEST_BOX, near_start, tick_step
from jaclib.explore.plane.law import LAW, RADII, law
from jaclib.explore.plane.lines import CELLS, WAY, space_grid
from jaclib.programs.field import fields

SHORTEST_STEP, LONGEST_STEP = 1e-4, 1.0  # of the steps
EPS = np.finfo(float).eps
LANES = 0.3, 0.55, 0.8  # on the line the arrows lie above what is true, and above one another


@np.errstate(all="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, size, view=(0.0, 0.0)) -> dict:
    """The errors, and where they are put on the panels."""
    a, h, size, turn = (np.asarray(each, dtype=float) for each in (a, h, size, view))
    (f, g), unit, radii = maps, h / np.linalg.norm(h), np.concatenate([RADII, LAW, size[None]])[:, None]
    of_g = fields(g, {"a": a, "beside": beside(a), "law": a + radii * unit, "way": a + WAY[:, None] * size * unit})
    b, law, way = (of_g[name][0] for name in ("a", "law", "way"))
    of_f = fields(f, {"a": b, "beside": beside(b), "law": b + (law - b), "way": way})
    box = near_start(g)
    now = jax.tree.map(np.asarray, pictured(a, h, unit, size, turn, box, of_g, of_f))
    left, terms, part = now.pop("left"), now.pop("terms"), slice(len(RADII), -1)
    now |= {"a": a, "view": view, "laws": [fall(left[name][part], terms[name][part]) for name in left]}
    now |= {"links": links(now), "sheet": flatten(space_grid(box), box, view)}
    now |= {"ticks0": [tick_step(low, high, CELLS) for low, high in box]}
    for place, names in enumerate((g.variables, f.variables, output_names(maps))):
        now |= {f"frame{place}": panel_box(now[f"box{place}"]), f"names{place}": names}
    return now


def links(now: dict) -> list[dict]:
    """Of g and of f the name, where it is taken, and its Jacobian and its value there."""
    found = zip("gf", ("a", "between"), ("inner", "outer"), ("between", "value"), strict=True)
    return [dict(name=name, at=now[at], jacobian=now[J], value=now[value]) for name, at, J, value in found]


@jax.jit  # compiled once for all maps between spaces of these dimensions
def pictured(a, h, unit, size, view, box, of_g, of_f) -> dict:
    """The errors, and points, arrows and lines on the panels: both errors head to tail, and their lengths by ‖h‖."""
    now = errors(a, unit, size, of_g, of_f)
    boxes = box, lens(now["middle"], now["way"]), lens(now["predicted"], now["end"])
    here, between, after = (partial(flatten, box=each, view=view) for each in boxes)
    tail, way = here(a), between(now["way"])
    ends = after(jnp.cumsum(jnp.stack([now["predicted"], now["first"], now["second"]]), axis=0))
    shown = {"at": tail, "ends2": ends, "tip": here(a + h) - tail, "step": here(a + size * unit) - tail}
    shown |= through_the_lens(1, way, jnp.stack([between(now["middle"]), way[-1]]), lift(boxes[1]))
    shown |= through_the_lens(2, after(now["end"]), ends, lift(boxes[2]))
    for name in ("first", "second"):
        length = jnp.linalg.norm(now[name])
        shown |= {f"size_{name}": length, f"dot_{name}": jnp.stack([size, length])}
        shown |= {f"graph_{name}": jnp.stack([RADII, now[f"law_{name}"]], axis=1)}
    return now | shown | {f"box{place}": each for place, each in enumerate(boxes)}


def errors(a, unit, size, of_g, of_f) -> dict:
    """The two parts of f(g(a + h)) − f(g(a)) − J_f J_g h, for h of this size and of each of RADII. Traces.

    `of_g` and `of_f` are the fields at the places asked for; the errors in `left`, with the sizes of their terms, are
    not yet divided by ‖h‖, and come first for RADII, then for LAW, and at last for this size.
    """
    (b, _), (c, _) = of_g["a"], of_f["a"]
    inner, outer = (partials_from(at, *found["a"], *found["beside"]).jacobian for at, found in ((a, of_g), (b, of_f)))
    radii, ell, end = jnp.concatenate([RADII, LAW, size[None]])[:, None], of_g["law"][0] - b, of_f["law"][0]
    # J_f ε_g ‖h‖, and ε_f(ℓ) ‖ℓ‖
    left = {"first": (ell - radii * (inner @ unit)) @ outer.T, "second": end - c - ell @ outer.T}
    terms = sums(inner, outer, jnp.abs(a) + radii * jnp.abs(unit), jnp.abs(b) + jnp.abs(ell), jnp.abs(c) + jnp.abs(end))
    now: dict = {"left": left, "terms": dict(zip(left, terms, strict=True))}
    for name, each in left.items():
        now[name] = without_rounding(each[-1], now["terms"][name][-1]) / size
        now[f"law_{name}"] = jnp.linalg.norm((each / radii)[: len(RADII)], axis=1)
    now |= {"ell": ell[-1] / size, "inner": inner, "middle": inner @ unit, "predicted": outer @ inner @ unit}
    now |= {"way": (of_g["way"][0] - b) / size, "end": (of_f["way"][0] - c) / size, "outer": outer}
    return now | {"size": size, "unit": unit, "between": b, "value": c}


def sums(inner, outer, start, middle, end) -> tuple:
    """The sizes of the terms that each entry of the two errors, times ‖h‖, is the sum of, for all ‖h‖ `(k, m)`.

    They shrink with h where f(g(a)), g(a) and a are 0: a cube there is small, and no rounding.
    """
    inner, outer = jnp.abs(inner), jnp.abs(outer)
    return (start @ inner.T + middle) @ outer.T, middle @ outer.T + end


def fall(errors, terms) -> tuple[float, bool]:
    """The power of ‖h‖ that an error over ‖h‖ falls with as h goes to 0, NaN where it is only rounding; if it settles.

    `errors`, times ‖h‖, and their terms are at the lengths LAW, `(81, m)`. What falls slowest rules in the end.
    """
    laws = [law(each[:, None, None], most, EPS, False) for each, most in zip(errors.T, terms.T, strict=True)]
    slope, settled = min(laws, key=lambda each: np.nan_to_num(each[0], nan=np.inf))
    return slope - 1, settled


def through_the_lens(place: int, way, ends, up) -> dict:
    """Of one space the way, the arrow to the first of the ends, and from each end to the next that of an error.

    On the line they lie above one another, in lanes on the way `up` to the panel's upper side. Traces.
    """
    shown = {"way": way, "end": way[-1], "tail": LANES[0] * up, "linear": ends[0]}
    for which, (tail, tip, lane) in enumerate(zip(ends, ends[1:], LANES[1:], strict=False), start=1):
        shown |= {f"error_tail_{which}_": tail + lane * up, f"error_{which}_": tip - tail}
    return {f"{name}{place}": each for name, each in shown.items()}


def lens(straight, bent):
    """A box around 0 that holds an arrow and a curve, in steps of √2: it holds still while h shrinks. Traces."""
    points = jnp.concatenate([straight[None], bent])
    known = jnp.isfinite(points).all(axis=1, keepdims=True)
    reach = jnp.minimum(jnp.max(jnp.abs(points), initial=1e-6, where=known), LARGEST_BOX)
    half = jnp.sqrt(2.0) ** jnp.ceil(2 * jnp.log2(1.1 * reach))
    return jnp.broadcast_to(jnp.stack([-half, half]), (len(straight), 2))
