"""A step carried through two or three maps: by the maps themselves, and by the product of their Jacobians."""

from functools import lru_cache, partial

import numpy as np

from jaclib.evidence.kink import asked
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.chain_rule.challenges import CHALLENGES
from jaclib.explore.chain_rule.multiplying import ORDERS, fillings, multiplications
from jaclib.explore.chain_rule.picture import laid, paint
from jaclib.explore.chain_rule.words import say, values
from jaclib.explore.choose.chain import LARGEST, NAMES, Chain, as_chain, choose_chain, named, shape
from jaclib.explore.choose.state import State
from jaclib.explore.choose.step import as_tuple, step
from jaclib.explore.plane.framing import bulk, near_start
from jaclib.explore.plane.lines import WAY, space_grid
from jaclib.stage import Control, Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, turn, whole

DEFAULT = "u^2 + v^2", "x^2 + y, x*y"
WAYS = {"forward": "forward: columns first", "reverse": "reverse: rows first"}
MISTAKES = {None: "none", "wrong_point": "J_f taken at a", "reversed_product": "the factors reversed"}


def journey(chain: Chain, a, h, lines=None) -> dict:
    """The points on the way from a, each map's Jacobian where it is taken, and in `curves` where a to a + h leads.

    With lines `(k, points, n)` also their images, in `sheets`. Each map is asked by itself, at all its places at once.
    """
    places = {"curves": a + WAY[:, None] * h} | ({} if lines is None else {"sheets": lines})
    points, factors, images = [a], [], {name: [] for name in places}
    for each in reversed(chain):
        value, slopes, found = asked(each, points[-1], **places)
        places = {name: field[0] for name, field in found.items()}
        points.append(value), factors.insert(0, slopes.jacobian)
        for name, image in places.items():
            images[name].append(image)
    return {"points": points, "factors": factors} | images


@lru_cache(maxsize=64)
def landscape(chain: Chain):
    """The sheet around the innermost map's default point, its images, and the box that each space is seen in."""
    start, box = np.array(chain[-1].point, dtype=float), near_start(chain[-1])
    lines = space_grid(box)
    images = journey(chain, start, np.zeros_like(start), lines)["sheets"]
    return [lines, *images], [box, *(bulk(each, (12, 88), 0.15, 0.2) for each in images)]


@np.errstate(invalid="ignore", over="ignore")  # where a map is undefined, there are gaps
def compute(maps: Chain, a, h, order, done, mistake, view=(0.0, 0.0), f=None) -> dict:
    """All that is in the picture, laid onto its panels; `f` is the innermost map, where a state has it."""
    chain = maps if f is None else as_chain([*maps, f])
    a, h = np.asarray(a, dtype=float), np.asarray(h, dtype=float)
    sheets, boxes = landscape(chain)
    way = journey(chain, a, h)
    true = np.linalg.multi_dot(way["factors"])
    factors = multiplied(chain, way, mistake)
    total = multiplications(factors, order)
    done = total if mistake else done
    made = fillings(factors, order, done)
    fits = made and made[-1].step.result.shape == true.shape
    misled = made[-1].step.result @ h if mistake and fits else np.full(len(true), np.nan)
    size = terms(way["points"], way["factors"], h)
    step, prediction, misled = (
        without_rounding(each, size) for each in (way["curves"][-1][-1] - way["points"][-1], true @ h, misled)
    )
    return {
        "a": a, "h": h, "view": view, "order": order, "done": min(done, total), "mistake": mistake or "",
        "spaces": shape(chain), "total": total, "count": len(chain), "misled": misled, "jacobian": true,
        "prediction": prediction, "step": step, "terms": size,
        "defined": [bool(np.isfinite(each).all()) for each in way["points"]],
        "smooth": [bool(np.isfinite(each).all()) for each in way["factors"][::-1]],
        **{f"factor{i}": each for i, each in enumerate(factors)},
        **{f"point{i}": each for i, each in enumerate(way["points"])},
        **laid(way, chain, h, misled, known_columns(made, order, mistake, shape(chain)), sheets, boxes, view),
    }  # fmt: skip


def terms(points, factors, h) -> np.ndarray:
    """How large the terms are that a step of each output is the sum of: h, and the places on the way."""
    after = [np.eye(len(points[-1]))]
    for factor in factors:
        after.append(after[-1] @ np.abs(factor))
    return after[-1] @ np.abs(h) + sum(J @ np.abs(at) for J, at in zip(after, points[::-1], strict=True))


def multiplied(chain: Chain, way: dict, mistake: str | None) -> list[np.ndarray]:
    """The factors as they are multiplied, with the mistake or without; none where the mistake can't be made."""
    if mistake == "reversed_product":
        return list(way["factors"][::-1])
    if mistake == "wrong_point":
        a = way["points"][0]
        fits = all(len(each.variables) == len(a) for each in chain)
        return [*(asked(each, a)[1].jacobian for each in chain[:-1]), way["factors"][-1]] if fits else []
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


def chain_rule(
    *maps, a=None, h=None, order: str = "forward", done: int | None = None, mistake: str | None = None,
    view=(-60, 25), state: State | None = None, challenges=(),
) -> Live:  # fmt: skip
    """A step h at a goes through two or three maps, and the product of their Jacobians says where to.

    The maps are given outermost first, as one writes f∘g: formulas such as "u^2 + v^2", "x^2 + y, x*y", names of the
    catalogue, or functions of one vector; none of the spaces has more than three dimensions. `a` is the point, and says
    how many variables there are where the innermost map leaves it open; `h` is the step. The product is worked out in
    the `order` "forward" or "reverse", and `done` multiplications of it are done, by default all. `mistake` may be
    "wrong_point" or "reversed_product"; `view`, two angles in degrees, is where space is looked at from. With a
    `state`, its map is the innermost, and its point is a. `challenges` are names of `CHALLENGES`.
    Raises ValueError, FormulaError or TypeError where one of them is not of that kind.
    """
    chain, given = _given(maps, a, state)
    spaces = shape(chain)
    sizes = zip(spaces[:0:-1], spaces[-2::-1], strict=True)
    most = max(multiplications([np.zeros(size) for size in sizes], each) for each in ORDERS)
    done = most if done is None else done
    _one_of("order", order, ORDERS), _one_of("mistake", mistake, MISTAKES), _one_of("done", done, range(most + 1))
    controls = {"maps": choose_chain(given, chain[: len(given)], chain[len(given) :])}
    at = (1, 1) if a is None and not maps and not state else a
    controls |= step(chain, at, h) | ({"f": state.f, "a": state.at} if state else {})
    controls |= {
        "order": one_of("multiply", WAYS, order),
        "done": whole("multiplications", "done", 0, most, done, play="Multiply"),
        "mistake": one_of("mistake", MISTAKES, mistake),
    }
    if LARGEST in spaces:
        controls["view"] = turn("view of space", *view, panel=spaces.index(LARGEST))
    names = NAMES[len(chain)][::-1]
    titles = ("A step h at a …", *(f"… through {name} …" for name in names[:-1]), f"… and through {names[-1]}")
    return show(
        titles, controls, compute, partial(paint, spaces), say, values=values,
        call=partial(code, controls, given, state),
        label="A step h at a, where the maps carry it, and where their Jacobians do",
        challenges=chosen(challenges, CHALLENGES),
    )  # fmt: skip


def code(controls: dict[str, Control], given, state: State | None, at: dict) -> str:
    """The call that recreates the picture with the controls at these values."""
    now = {name: controls[name].read(value) for name, value in at.items()}
    maps = named(given, now["maps"])
    start = state.call(at) if state else f"a={as_tuple(at['a'])}"
    words = [*maps, start, f"h={as_tuple(at['h'])}", f"order={now['order']!r}", f"done={now['done']}"]
    words += [f"mistake={now['mistake']!r}"] if now["mistake"] else []
    words += [f"view={as_tuple(at['view'])}"] if "view" in at else []
    return f"explore.chain_rule({', '.join(words)})"


def _given(maps, a, state: State | None):
    """The whole chain, and of it what was given here; what a state has comes after it."""
    if state is not None and a is not None:
        raise ValueError("a: the state has a point; leave a out, or leave out the state.")
    inner = () if state is None else (state.f.read(state.f.value),)
    given = maps or (DEFAULT[:1] if inner else DEFAULT)
    if len(given) + len(inner) not in NAMES:
        raise ValueError(f"maps: two or three are needed, outermost first, and {len(given) + len(inner)} came.")
    return as_chain([*given, *inner], None if a is None else np.size(a)), given


def one_of(label: str, options: dict, value) -> Control:
    """A choice between words that stand for the keys of `options`."""
    keys = {word: key for key, word in options.items()}
    return choice(label, keys, options[value])._replace(read=keys.__getitem__)


def _one_of(name: str, value, allowed) -> None:
    if value not in allowed:
        raise ValueError(f"{name}: one of {', '.join(map(repr, allowed))} is needed, and {value!r} came.")
