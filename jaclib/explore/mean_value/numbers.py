"""The numbers of explore.mean_value: the way from a to b, how steep f is on it, and how far apart the images are."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence.kink import beside, partials_from
from jaclib.evidence.rounding import nudges, without_rounding
from jaclib.explore.mean_value.steepness import Steepness, only_rounding, steepness
from jaclib.explore.plane.framing import LARGEST_BOX, image_box, reaching, square_around
from jaclib.explore.plane.lines import CIRCLE, grid_and_image
from jaclib.image.outline import outlined
from jaclib.linearization import norm2
from jaclib.programs.field import field, fields

WAY = np.linspace(0, 1, 201)
SHADE_CELLS = 64
LARGER = 2.5  # than the image, at most, is what is shown for the sake of the bound
LOWEST, DECADES = 0.1, 2  # of ‖J‖₂, in the colours


def numbers(f: maps.Map, a, b):
    """The images of the way from a to b, ‖J‖₂ along it, and its largest value."""
    line, ends = a + WAY[:, None] * (b - a), np.stack([a, b])
    places = {"line": line, "ends": ends, "beside": np.stack([beside(end) for end in ends])}
    size = np.maximum(np.abs(a), np.abs(b))
    found = fields(f, places | {"nudged": nudges(line[::20], np.where(size > 0, size, 1.0)[None])})
    (images, J), sides = found["line"], zip(ends, *found["ends"], *found["beside"], strict=True)
    at_ends = [np.asarray(partials_from(*each).jacobian) for each in sides]
    smooth = np.array([np.isfinite(each).all() for each in at_ends])
    J = np.concatenate([at_ends[0][None] if smooth[0] else J[:1], J[1:-1], at_ends[1][None] if smooth[1] else J[-1:]])
    outline, still = jax.device_get(outlined(f, line, images)), only_rounding(images, J, found["nudged"])
    J = 0 * J if still else J
    way = Steepness(0.0, 0.0) if still else steepness(f, a, b, WAY, images, J)
    along = norm2(J)
    along = np.where(along > (1 + 1e-9) * way.largest, np.nan, along)  # where JAX follows a convention
    moved = 0.0 if still else np.hypot.reduce(outline.points[-1] - outline.points[0])
    torn = way.why == "jump" or (outline.torn and not way.looked)
    unbounded = way.why == "pole" or outline.unbounded
    now = dict(a=a, b=b, distance=np.linalg.norm(b - a), images=outline.points, moved=moved, along=along)
    now |= dict(at=way.at, top=a + way.at * (b - a), largest=way.largest, vertical=way.why == "vertical")
    now |= dict(torn=not still and torn, unbounded=not still and unbounded, smooth=smooth | still)
    return now | dict(undefined=way.why == "undefined" or outline.undefined, endless=endless(images, J))


def endless(images, J) -> bool:
    """Whether f or else J is infinite on the way, and nothing there is undefined otherwise."""
    one = J if np.isfinite(images).all() else images  # where f is infinite, J may be anything
    return bool(np.isinf(one).any() and not np.isnan(one).any())


@lru_cache(maxsize=64)  # once a map, never while dragging
def landscape(f: maps.Map):
    """The corners of cells over the map's domain, and how steep it is in the middle of each, from 0 to 1."""
    corners = np.stack(np.meshgrid(*(np.linspace(*side, SHADE_CELLS + 1) for side in f.domain)), axis=-1)
    norms = norm2(field(f, (corners[1:, 1:] + corners[:-1, :-1]) / 2)[1])
    return corners, np.log10(np.maximum(norms, 1e-12) / LOWEST) / DECADES


@np.errstate(invalid="ignore", over="ignore", divide="ignore")  # where a map is undefined, there are gaps
def compute(f: maps.Map, a, b) -> dict:
    """Compute the numbers, the marks, and how both panels are framed."""
    now = numbers(f, np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    corners, shades = landscape(f)
    _, after = grid_and_image(f)
    top = np.nanmax([now["largest"], 1e-6])
    around_f_a = now["distance"] * CIRCLE  # times ‖J‖₂: as far away as the image of b may be
    terms = np.abs(now["images"][[0, -1]]).max() + now["largest"] * np.abs([a, b]).max()
    now["moved"] = without_rounding(now["moved"], terms)
    now["along"] = np.where(np.isin(WAY, WAY[[0, -1]][~now["smooth"]]), np.nan, now["along"])
    here, there, ratio = now["along"][0], now["along"][-1], now["moved"] / now["distance"]
    now |= dict(here=here, there=there, ratio=ratio, heights=with_top(now["along"], now["at"], now["largest"]))
    now |= dict(corners=corners, shades=shades, after=after, domain=f.domain)
    now |= dict(height=min(2.0 ** np.ceil(np.log2(1.15 * top)), LARGEST_BOX))
    now |= dict(bound=now["images"][0] + now["largest"] * around_f_a, promised=now["images"][0] + here * around_f_a)
    now |= dict(box=with_bound(reaching(reaching(image_box(f), now["images"][0]), now["images"][-1]), now["bound"]))
    now |= dict(variables=f.variables, outputs=f.outputs)
    return now | short_marks(now)


def with_bound(box: maps.Box, bound) -> maps.Box:
    """The box, or a square around it that holds the circle of the bound, too, where that is not much larger."""
    square = square_around(box)
    whole = reaching(reaching(square, bound.min(axis=0)), bound.max(axis=0))
    return whole if np.ptp(whole[0]) <= LARGER * np.ptp(square[0]) else box


def short_marks(now: dict) -> dict:
    """The marks of one point or two."""
    a, b, images, here, ratio = (now[name] for name in ("a", "b", "images", "here", "ratio"))
    marks = dict(ends=np.stack([a, b]), chord=images[[0, -1]], peak=np.array([now["at"], now["largest"]]))
    marks |= dict(level=level(now["largest"]), level_at_a=level(here), needed=level(ratio))
    return marks | dict(level_at_a_ends=np.array([1, here]), needed_starts=np.array([0, ratio]))


def level(height) -> np.ndarray:
    """A line over all of the way at this height."""
    return np.array([(0, height), (1, height)])


def with_top(along, at, largest):
    """The points of the curve of ‖J‖₂, with its top also where that lies between two places of the way."""
    curve = np.stack([WAY, along], axis=1)
    return curve if np.isnan(at) or at in WAY else np.insert(curve, np.searchsorted(WAY, at), (at, largest), axis=0)
