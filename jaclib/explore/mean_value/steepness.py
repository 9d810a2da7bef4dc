"""How steep a map is on the way between two points, looked at closer where the values call for it."""

from typing import NamedTuple

import numpy as np

from jaclib import maps
from jaclib.evidence.kink import beside, partials_from
from jaclib.evidence.rounding import NOISE, wavering
from jaclib.linearization import norm2
from jaclib.programs.field import field

PEAKS = 8  # of those on the way, the highest: between two of its points another may rise above the highest at a point
FINER = 64  # times, in each of two rounds of looking for the largest value between two of the way's points
CLOSER = np.linspace(-1, 1, 2 * FINER + 1)
SPLIT = np.linspace(0, 1, FINER + 1)
AT_ONCE, ROUNDS = 8, 24  # so many pieces are looked into together, and so often
TINY = 8 * np.finfo(float).eps  # of the coordinates: a shorter piece is rounding
SLACK = 0.1  # of what J does with a step: a piece may be so much longer or shorter where J changes little
SMALL = 1e-3  # of the largest ‖J‖₂ at the places of the way, times the step: so much doesn't matter
ROUNDING = 64 * np.finfo(float).eps  # of what is subtracted
MEMORY = 4  # longer pieces are remembered, each 64 times as long as the next
KEPT = 0.49  # of a jump, at least, is left in the shortest, if a value lies in its middle; of ∛x 1/256
FAR = 3  # times as far as any value on the way: towards a pole
LONE = 8  # places on the way, at most, at which JAX follows a convention
Top = tuple[float, float]  # where on the way, and how large
GROWS = 1.001  # times as large as beside it, at most, is ‖J‖₂ where it is looked at closely enough


class Steepness(NamedTuple):
    """The largest ‖J‖₂ that is found on the way, and where; and why there is none, where there is none."""

    at: float
    largest: float
    looked: bool = False  # closer, for the values called for it
    why: str = ""  # "undefined", "jump", "pole"; or "vertical": f is continuous, and ‖J‖₂ has no bound all the same


class Pieces(NamedTuple):
    """Of the way, each from one place to another."""

    t: np.ndarray  # (k, 2)
    values: np.ndarray  # (k, 2, m), of f at both ends
    J: np.ndarray  # (k, 2, m, 2)
    before: np.ndarray  # (k, 4): the lengths of the images of longer pieces that it is part of, ∞ where there is none

    def part(self, which) -> "Pieces":
        return Pieces(*(each[which] for each in self))


@np.errstate(all="ignore")  # at an end J may be infinite
def steepness(f: maps.Map, a, b, way, values, J) -> Steepness:
    """How steep f is on the way from a to b, where f and J are known at the places t of `way`, evenly spaced.

    From one place to the next f moves by what J does with the step, J at one of them or something between the two, if
    the piece is short enough; and it moves by ‖J‖₂ times the step at most, which is the mean value inequality. Pieces
    that break one of the two are cut into 64, and of these the worst again, until all is explained, or down to
    rounding: there a jump is as high as before.
    """
    norms, far = norm2(J), _length(values).max()
    top, growth, lone = _highest(f, a, b, way, norms)
    if not (np.isfinite(values).all() and np.isfinite(norms[1:-1]).all()):
        return Steepness(*top, why="undefined")
    if growth is not None:
        return Steepness(*top, looked=True, why=_without_bound(growth, far))
    t, images, slopes = (np.stack([each[:-1], each[1:]], axis=1) for each in (way, values, J))
    pieces = Pieces(t, images, slopes, np.full((len(way) - 1, MEMORY), np.inf))
    found = _followed(f, a, b, pieces, Steepness(*top), SMALL * norms[1:-1].max(), far)
    if not found.looked or found.why:
        return found
    # the largest is at one of the places, and may be a little larger beside it
    top, growth = highest(f, a, b, np.array([found.at]), way[1] - way[0], lone)
    return Steepness(*top, looked=True, why="" if growth is None else _without_bound(growth, far))


def _followed(f: maps.Map, a, b, pieces: Pieces, found: Steepness, small, far) -> Steepness:
    """What is found in the pieces that are not explained, each cut as often as it takes."""
    queue = _unexplained(pieces, a, b, found.largest, small)
    for _ in range(ROUNDS):
        if not len(queue.t):
            break
        tiny = np.ptp(queue.t, axis=1) * np.linalg.norm(b - a) < TINY * np.abs([a, b]).max()
        if tiny.any():
            return found._replace(why=_verdict(queue.part(tiny), far))
        finer = _cut(f, a, b, queue.part(slice(AT_ONCE)))
        inside = (finer.t > 0) & (finer.t < 1)
        if not (np.isfinite(finer.values).all() and np.isfinite(finer.J[inside]).all()):
            return found._replace(why="undefined")
        at, largest = max((found.at, found.largest), _steepest(finer, inside), key=lambda each: each[1])
        found = found._replace(at=at, largest=largest, looked=True)
        rest = queue.part(slice(AT_ONCE, None))
        queue = _unexplained(Pieces(*map(np.concatenate, zip(finer, rest, strict=True))), a, b, largest, small)
    return found


def _unexplained(pieces: Pieces, a, b, largest, small) -> Pieces:
    """Those whose images are not where the derivatives at their ends would have them, the worst first."""
    x = a + pieces.t[..., None] * (b - a)
    step, moved = x[:, 1] - x[:, 0], pieces.values[:, 1] - pieces.values[:, 0]
    first, last = np.moveaxis(np.einsum("kemn,kn->kem", pieces.J, step), 1, 0)
    apart = last - first
    unit = np.maximum(np.abs(apart).max(axis=1, keepdims=True), np.finfo(float).tiny)  # a square may be too large
    along = np.einsum("ki,ki->k", (moved - first) / unit, apart / unit)
    share = np.nan_to_num(along / np.einsum("ki,ki->k", apart / unit, apart / unit))
    off = _length(moved - first - np.clip(share, 0, 1)[:, None] * apart)
    run = _length(step)
    sizes = _length(pieces.values).max(axis=1) + norm2(pieces.J).max(axis=1) * np.abs([a, b]).max()
    too_far = off - SLACK * np.fmin(_length(first), _length(last)) - small * run
    beyond = np.fmax(too_far, _length(moved) - (1 + 1e-9) * largest * run) - ROUNDING * sizes
    found = np.flatnonzero(beyond > 0)
    return pieces.part(found[np.argsort(-beyond[found], kind="stable")])


def _cut(f, a, b, pieces: Pieces) -> Pieces:
    """Cut each piece into 64."""
    t = pieces.t[:, :1] + SPLIT * np.diff(pieces.t, axis=1)
    values, J = field(f, a + t[..., None] * (b - a))
    lengths = _length(pieces.values[:, 1] - pieces.values[:, 0])
    before = np.repeat(np.column_stack([pieces.before[:, 1:], lengths]), FINER, axis=0)
    ends = (np.stack([each[:, :-1], each[:, 1:]], axis=2) for each in (t, values, J))
    t, values, J = (each.reshape(-1, *each.shape[2:]) for each in ends)
    return Pieces(t, values, J, before)


def _steepest(pieces: Pieces, inside) -> tuple[float, float]:
    norms = np.where(inside, norm2(pieces.J), -np.inf)
    worst = np.unravel_index(norms.argmax(), norms.shape)
    return pieces.t[worst], norms[worst]


def _verdict(tiny: Pieces, far) -> str:
    """Why values still differ from one end to the other of pieces that are as short as rounding allows."""
    once = tiny.before.max(axis=1, initial=0, where=np.isfinite(tiny.before))
    kept = _length(tiny.values[:, 1] - tiny.values[:, 0]) >= KEPT * once
    found = _without_bound(tiny.values, far)
    return "jump" if kept.any() and found == "vertical" else found


def _without_bound(values, far) -> str:
    """Whether f grows where ‖J‖₂ does, of which these are values."""
    return "pole" if (_length(values) > FAR * far).any() else "vertical"


def _length(x):
    return np.hypot.reduce(x, axis=-1)


def only_rounding(images, J, nudged) -> bool:
    """Whether f stands still on the way, and J is no more than it wavers by, as that of sin² + cos² is.

    `nudged` are f and J beside some of the way's places, as `jaclib.evidence.rounding.nudges` has them.
    """
    values, jacobians = (each.reshape(len(each), 2, -1, *each.shape[2:]) for each in nudged)
    wavers = NOISE * norm2(wavering(jacobians, axis=2)).max()
    last_place = max(_length(np.ptp(values, axis=2)).max(), np.finfo(float).eps * np.abs(images).max())
    still = _length(np.ptp(images, axis=0)) <= NOISE * last_place
    return bool(np.isfinite(images).all() and still and wavers > 0 and norm2(J).max() <= wavers)


def _highest(f: maps.Map, a, b, way, norms) -> tuple[Top, np.ndarray | None, list[np.ndarray]]:
    """What `highest` finds, and the points that are left out: at a single one JAX may follow a convention.

    So of max(x, −x) − |x|, which is 0, it has the slope −1 at 0.
    """
    lone: list[np.ndarray] = []
    while True:
        tops, width = _peaks(way, norms)
        top, growth = highest(f, a, b, tops, width, lone)
        if growth is None or len(lone) == LONE or not _by_convention(f, place := a + top[0] * (b - a)):
            return top, growth, lone
        lone.append(place)
        norms = np.where(way == top[0], np.nan, norms)


def _by_convention(f: maps.Map, place) -> bool:
    """Whether J at this place is not what the slopes on both sides of it and the Jacobians there say."""
    values, J = field(f, np.concatenate([place[None], beside(place)]))
    known = np.asarray(partials_from(place, values[0], J[0], values[1:], J[1:]).jacobian)
    return bool(np.isfinite(known).all() and (known != J[0]).any())


def highest(f: maps.Map, a, b, tops, width, lone=()) -> tuple[Top, np.ndarray | None]:
    """Where on the way ‖J‖₂ is largest, and how large, as found by looking closer around these places of it.

    Twice, and on as long as it is much larger there than beside it; if that is so down to rounding, it has no bound,
    and f there is given, too, and otherwise None. The points `lone` are left out.
    """
    if not len(tops):  # nowhere is there a derivative
        return (np.nan, np.nan), None
    rounds, grows, shortest = 0, True, TINY * np.abs([a, b]).max()
    while rounds < 2 or (grows and width / FINER * np.linalg.norm(b - a) > shortest):
        t = np.clip(tops[:, None] + width * CLOSER, 0, 1)
        x = a + t[..., None] * (b - a)
        values, J = field(f, x)
        norms = np.nan_to_num(norm2(J), nan=-np.inf, posinf=np.inf)
        again = np.diff(t, axis=1) == 0  # at an end, beyond which there is nothing
        norms[:, :-1][again & (t[:, :-1] == 0)] = norms[:, 1:][again & (t[:, 1:] == 1)] = -np.inf
        for place in lone:
            norms[(np.abs(x - place) <= TINY * np.abs([a, b]).max()).all(axis=-1)] = -np.inf
        k = norms.argmax(axis=1)
        best = np.arange(len(tops)), k
        tops, heights, width, rounds = t[best], norms[best], width / FINER, rounds + 1
        first = np.argmax(heights)
        beside = np.delete(norms[first, max(k[first] - 1, 0) : k[first] + 2], min(k[first], 1))
        grows = np.isinf(heights[first]) or heights[first] > GROWS * beside.max()
    return (tops[first], heights[first]), values[best][first] if grows else None


def _peaks(way, values):
    """The highest places above the one before and not below the next, and how near they are known.

    Of a level stretch it is the start.
    """
    padded = np.pad(np.where(np.isnan(values), -np.inf, values), 1, constant_values=-np.inf)
    known, before, after = padded[1:-1], padded[:-2], padded[2:]
    peaks = np.flatnonzero((known > before) & (known >= after))
    return way[peaks[np.argsort(-known[peaks], kind="stable")][:PEAKS]], way[1] - way[0]
