"""The mean value inequality: how far apart two images are, and how steep the map is on the way between the points."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import colour_bar, curve, frame, grid, heat, key, name_axes, note_at, point, set_axes
from jaclib.evidence.kink import beside, told
from jaclib.evidence.rounding import nudges, without_rounding
from jaclib.explore.choose.map import follow
from jaclib.explore.choose.state import State, of, two_numbers
from jaclib.explore.mean_value.steepness import Steepness, only_rounding, steepness
from jaclib.explore.mean_value.words import CHALLENGES, say, values
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import CIRCLE, grid_and_image
from jaclib.image.outline import outlined
from jaclib.linearization import norm2
from jaclib.programs.field import field, fields
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.controls import FARTHEST
from jaclib.stage.transition import point as draggable

TITLES = "The way from a to b, and ‖J‖₂", "How far apart are the images?", "‖J‖₂ on the way"
STAIRCASE = "x - sin(2*pi*x)/(2*pi), y/4"
WAY = np.linspace(0, 1, 201)
CELLS = 64
LOWEST, DECADES = 0.1, 2  # of ‖J‖₂, in the colours


def numbers(f: maps.Map, a, b):
    """The images of the way from a to b, ‖J‖₂ along it, and its largest value."""
    line, ends = a + WAY[:, None] * (b - a), np.stack([a, b])
    places = {"line": line, "ends": ends, "beside": np.stack([beside(end) for end in ends])}
    size = np.maximum(np.abs(a), np.abs(b))
    found = fields(f, places | {"nudged": nudges(line[::20], np.where(size > 0, size, 1.0)[None])})
    (images, J), sides = found["line"], zip(ends, *found["ends"], *found["beside"], strict=True)
    at_ends = [np.asarray(told(*each).jacobian) for each in sides]
    smooth = np.array([np.isfinite(each).all() for each in at_ends])
    J = np.concatenate([at_ends[0][None] if smooth[0] else J[:1], J[1:-1], at_ends[1][None] if smooth[1] else J[-1:]])
    seen, still = jax.device_get(outlined(f, line, images)), only_rounding(images, J, found["nudged"])
    J = 0 * J if still else J
    way = Steepness(0.0, 0.0) if still else steepness(f, a, b, WAY, images, J)
    along = norm2(J)
    return {
        "a": a, "b": b, "images": seen.points, "largest": way.largest, "at": way.at,
        "along": np.where(along > (1 + 1e-9) * way.largest, np.nan, along),  # where JAX follows a convention
        "top": a + way.at * (b - a), "vertical": way.vertical, "distance": np.linalg.norm(b - a),
        "moved": 0.0 if still else np.hypot.reduce(seen.points[-1] - seen.points[0]),
        "torn": not still and (way.jumps or (seen.torn and not way.looked)),
        "unbounded": not still and (way.pole or seen.unbounded),
        "undefined": way.undefined or seen.undefined, "endless": endless(images, J), "smooth": smooth | still,
    }  # fmt: skip


def endless(images, J) -> bool:
    """Whether f or else J is infinite on the way, and nothing there is undefined otherwise."""
    one = J if np.isfinite(images).all() else images  # where f is infinite, J may be anything
    return bool(np.isinf(one).any() and not np.isnan(one).any())


@lru_cache(maxsize=64)  # once a map, never while dragging
def landscape(f: maps.Map):
    """The corners of cells over the map's domain, and how steep it is in the middle of each, from 0 to 1."""
    corners = np.stack(np.meshgrid(*(np.linspace(*side, CELLS + 1) for side in f.domain)), axis=-1)
    norms = norm2(field(f, (corners[1:, 1:] + corners[:-1, :-1]) / 2)[1])
    return corners, np.log10(np.maximum(norms, 1e-12) / LOWEST) / DECADES


@np.errstate(invalid="ignore", over="ignore", divide="ignore")  # where a map is undefined, there are gaps
def compute(f: maps.Map, a, b) -> dict:
    """The numbers, the sheet, and how all is framed."""
    now = numbers(f, np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    corners, shades = landscape(f)
    _, after = grid_and_image(f)
    top = np.nanmax([now["largest"], 1e-6])
    around_f_a = now["distance"] * CIRCLE  # times ‖J‖₂: as far away as the image of b may be
    terms = np.abs(now["images"][[0, -1]]).max() + now["largest"] * np.abs([a, b]).max()
    now["moved"] = without_rounding(now["moved"], terms)
    now["along"] = np.where(np.isin(WAY, WAY[[0, -1]][~now["smooth"]]), np.nan, now["along"])
    return now | {
        "corners": corners, "shades": shades, "after": after, "domain": f.domain,
        "box": reaching(reaching(image_box(f), now["images"][0]), now["images"][-1]),
        "height": 2.0 ** np.ceil(np.log2(1.15 * top)), "here": now["along"][0], "there": now["along"][-1],
        "heights": with_top(now["along"], now["at"], now["largest"]),
        "bound": now["images"][0] + now["largest"] * around_f_a,
        "promised": now["images"][0] + now["along"][0] * around_f_a,
        "ratio": now["moved"] / now["distance"], "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def with_top(along, at, largest):
    """The points of the curve of ‖J‖₂, with its top also where that lies between two places of the way."""
    curve = np.stack([WAY, along], axis=1)
    return curve if np.isnan(at) or at in WAY else np.insert(curve, np.searchsorted(WAY, at), (at, largest), axis=0)


def paint(palette, before, after, way):
    """Put the artists up once; the function returned moves them."""
    colour_bar(before, palette, "shades", "‖J‖₂", (f"≤ {LOWEST:g}", f"≥ {LOWEST * 10**DECADES:g}"))
    key(after, [("bound", palette.accent, False), ("with ‖J(a)‖₂ alone", palette.linear, True)])
    key(way, [("‖J‖₂", palette.ink, False), ("its largest value", palette.accent, False)])
    way.set(xlabel="t, from a at 0 to b at 1", ylabel="‖J‖₂", xlim=(0, 1), ylim=(0, 1))
    way.grid(color=palette.faint, linewidth=0.8)
    shades, lines = heat(before, palette), grid(after, palette.faint)
    segment, image, chord = (
        curve(before, palette.ink, rim=True),
        curve(after, palette.ink),
        curve(after, palette.ink, width=1),
    )
    bound, promised = curve(after, palette.accent, width=1.6), curve(after, palette.linear, width=1.8, dashed=True)
    along, level = curve(way, palette.ink), curve(way, palette.accent, width=1.4)
    at_a, needed = curve(way, palette.linear, width=1.6, dashed=True), curve(way, palette.quiet, width=1.4, dashed=True)
    dots = [point(ax, color) for ax, color in (*[(before, palette.ink)] * 2, *[(after, palette.ink)] * 2)]
    tops = [point(before, palette.accent, size=8), point(way, palette.accent, size=8)]
    names = [
        note_at(ax, name, palette.ink)
        for ax, name in ((before, "a"), (before, "b"), (after, "f(a)"), (after, "f(b)"))
    ]  # fmt: skip
    levels = [
        note_at(way, "‖J(a)‖₂", palette.linear, offset=(-24, 8)),
        note_at(way, "images / points", palette.quiet, offset=(48, 8)),
    ]

    def move(now):
        frame(before, now["domain"]), frame(after, now["box"])
        name_axes(before, now["variables"]), name_axes(after, now["outputs"])
        set_axes(way, ylim=(0, now["height"]))
        shades(now["corners"], now["shades"]), lines(now["after"])
        ends, images = np.stack([now["a"], now["b"]]), now["images"]
        segment(ends), image(images), chord(images[[0, -1]])
        bound(now["bound"]), promised(now["promised"])
        along(now["heights"]), level([(0, now["largest"]), (1, now["largest"])])
        at_a([(0, now["here"]), (1, now["here"])]), needed([(0, now["ratio"]), (1, now["ratio"])])
        for place, dot, name in zip((*ends, *images[[0, -1]]), dots, names, strict=True):
            dot(place), name(place)
        tops[0](now["top"]), tops[1]((now["at"], now["largest"]))
        levels[0]((1, now["here"])), levels[1]((0, now["ratio"]))

    return move


def mean_value(f=None, a=None, b=None, *, state: State | None = None, challenges=()) -> Live:
    """Two points a and b, and how steep f is on the way: ‖f(b) − f(a)‖ is at most sup ‖J‖₂ times ‖b − a‖.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,), such as a
    network; a staircase if nothing is said, which is flat wherever x is whole. With a `State` in place of f and a, it
    moves together with the other pictures of that state. `challenges` are names of CHALLENGES. Raises ValueError
    where one of them is not of that kind.

    Source: Rudin, Principles of Mathematical Analysis, theorem 9.19.
    """
    if state is None and f is None:
        a, b = ((-1.0, 0.5) if a is None else a), ((0.0, 0.5) if b is None else b)
    state = of(state, f, a, default=STAIRCASE)
    end = opposite(state.first) if b is None else two_numbers("b", b)
    controls = {"f": state.f, "a": state.at, "b": draggable("point b", end, names=names_of_b(state.first))}

    def adapt(new: maps.Map) -> None:
        for (part,), name in zip(controls["b"].parts, names_of_b(new), strict=True):
            part.description = name
        controls["b"].value = opposite(new)

    follow(state.f, controls["b"], adapt)

    def call(now) -> str:
        u, v = now["b"]
        return f"explore.mean_value({state.call(now)}, b=({u:.12g}, {v:.12g}))"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Two points, their images, and how steep the map is between them",
    )  # fmt: skip


def names_of_b(f: maps.Map) -> tuple[str, ...]:
    """Of its coordinates: those of a have the map's own."""
    return tuple(f"{name} of b" for name in f.variables)


def opposite(f: maps.Map) -> list[float]:
    """A place for b, away from where the point a of the map is: a quarter of the domain, towards its middle."""
    low, high = np.array(f.domain).T
    a = np.array(f.point)
    there = np.round(a + np.where(a > (low + high) / 2, -1, 1) * (high - low) / 4, 2)
    return np.clip(there, -FARTHEST, FARTHEST).tolist()
