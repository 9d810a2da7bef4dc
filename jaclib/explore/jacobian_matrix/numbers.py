"""The numbers of explore.jacobian_matrix: a square and its image, and the matrix, whole or while it is being built."""

from functools import lru_cache

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.evidence import kink, rounding
from jaclib.explore.choose.partials import partials
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.areas import BOX_EDGE
from jaclib.explore.plane.framing import image_box, reaching, scales, square_around
from jaclib.explore.plane.lines import contours, grid_lines, joined, legs
from jaclib.image.outline import outlined
from jaclib.programs.field import field, fields

SIDE = np.linspace(0, 1, 33)
SQUARE = BOX_EDGE + 0.5  # it starts along the first axis
NO_LINES = np.full((2, 1, 2), np.nan)
LEVEL_CELLS = 96  # along each side


@lru_cache(maxsize=64)
def grids(f: maps.Map, lines: int) -> tuple[np.ndarray, np.ndarray]:
    """Grid lines of the map's domain and their images, `(2, lines, 61, 2)` each, first those along x."""
    before = grid_lines(f.domain, lines, 61).reshape(2, lines, 61, 2)
    return before, field(f, before)[0]


@lru_cache(maxsize=16)  # once a map, never while dragging
def _fields(f: maps.Map, box):
    """The sides of a square box, and over it the components."""
    x, y = (np.linspace(lo, hi, LEVEL_CELLS + 1) for lo, hi in box)
    return x, y, np.moveaxis(field(f, np.stack(np.meshgrid(x, y), axis=-1))[0], -1, 0)


def level_lines(f: maps.Map, value) -> list[Float[np.ndarray, "k 2"]]:
    """The lines on which f₁ and f₂ have these values, in the square around the map's domain; NaN between two lines.

    >>> upright, level = level_lines(maps.shear, (1.0, 0.5))  # x + y = 1 and y = 0.5
    >>> bool(np.allclose(upright.sum(axis=1), 1)), bool(np.allclose(level[:, 1], 0.5))
    (True, True)
    """
    x, y, parts = _fields(f, square_around(f.domain))
    return [joined(contours(part, [level], x, y)) for part, level in zip(parts, value, strict=True)]


def nudge(size: float, built: float) -> dict:
    """Where input j is while column j is built: nudged by h, up to `size` and then back to 0."""
    second = built >= 1
    part = built - second
    out = part < 0.5
    h = 2 * size * min(part, 1 - part)
    return {"second": second, "out": out, "h": h, "step": h * np.eye(2)[int(second)], "built": built}


@jax.jit  # compiled once for all maps
def pictured(a, size, rows, nudged, found, outline) -> dict:
    """The derivative, the arrows and the square, from the fields at the places that are asked for.

    The square is hidden while the matrix is being built, and else the nudge: what is hidden is NaN.
    """
    slopes, _, fits = kink.derivative_from(a, *found["a"], *found["all round"])
    now = rounding.cleared(found["nudged"], value=found["a"][0], jacobian=slopes.jacobian)
    value, J, path = now["value"], now["jacobian"], found["path"][0]
    linear, moved = value + size * SQUARE @ J.T, rounding.without_rounding(path[-1] - path[0], jnp.abs(value).max())
    gaps = jnp.hypot(*(outline.points - linear).T)  # a square may be too large for a number
    known = jnp.isfinite(gaps).any() & ~outline.unbounded
    now |= {"fits": fits, "left": slopes.left, "right": slopes.right, "jumps": slopes.jumps, "moved": moved}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    now |= columns(nudged, J, moved, size) | {"gap": jnp.where(known, jnp.nanmax(gaps), jnp.nan)}
    whole, built = jnp.where(nudged["built"] < 2, jnp.array([jnp.nan, 1]), jnp.array([1, jnp.nan]))
    now |= {"square": whole * (a + size * SQUARE), "true": whole * outline.points, "linear": whole * linear}
    now |= {"path": built * path, "nudged": built * (a + nudged["step"]), "nudged_image": built * (value + moved)}
    gradients, across = (jnp.where(rows, each, jnp.nan) for each in (size * J, value))
    named = jnp.stack([gradients, now["steps"]], axis=1).reshape(4, 2)
    return now | {"gradients": gradients, "across": across, "named": named, "legs": legs(value, now["tips"])}


def columns(nudged, jacobian, moved, size) -> dict:
    """The matrix as far as it is built, with the arrows of its columns and of the steps. Traces.

    On the way out the tip of arrow j is where the image has moved. On the way back it is that for each unit of h, times
    the size of the square, and becomes the column. What is not yet known is NaN.
    """
    j, out, h, places = nudged["second"].astype(int), nudged["out"], nudged["h"], np.arange(2)
    quotient = jnp.where(h > 1e-6 * size, moved / h, jacobian[:, j])
    tip, tips = jnp.where(out, moved, size * quotient), jnp.where(places > j, jnp.nan, size * jacobian).T
    steps = jnp.where(places > j, jnp.nan, size * np.eye(2)).T
    return {
        "known": jacobian.at[:, j].set(jnp.where(out, jnp.nan, quotient)) + jnp.where(places > j, jnp.nan, 0),
        "tips": tips.at[j].set(tip),
        "steps": steps.at[j].set(jnp.where(out, nudged["step"], steps[j])),
        "quotient": quotient,
    }


@np.errstate(invalid="ignore")  # where f is infinite there are gaps
def compute(f: maps.Map, a, size, lines, rows, built) -> dict:
    """All numbers of the picture, the level lines if they are wanted, and how the image is framed."""
    a, size, rows, step = np.asarray(a, dtype=float), float(size), bool(rows), nudge(float(size), float(built))
    square = a + size * SQUARE
    places = {"nudged": rounding.nudges(a), "all round": kink.all_round(a), "path": a + SIDE[:, None] * step["step"]}
    found = fields(f, {"a": a, "square": square} | places)
    outline = outlined(f, square, found.pop("square")[0])
    now = step | jax.tree.map(np.asarray, pictured(a, size, rows, step, found, outline))
    value, (before, after) = now["value"], grids(f, lines)
    level_1, level_2 = level_lines(f, value) if rows and np.isfinite(value).all() else NO_LINES
    now |= {"a": a, "size": size, "rows": rows, "too_large": overflows(found["a"][0], found["all round"][0])}
    now |= {"before": before, "after": after, "level_1": level_1, "level_2": level_2}
    now |= {"partials": np.array(partials(f), dtype=object), "domain": f.domain, "variables": f.variables}
    now |= {"ticks": scales(f.domain, lines - 1)["ticks"]}
    now |= {"outputs": f.outputs, "box": reaching(image_box(f), value)}
    return now | names(step)


def names(nudged) -> dict:
    """What stands at the arrows: of the column that is being built, what it is so far."""
    letters, tips = ["s", "s"], [r"$s\,J e_1$", r"$s\,J e_2$"]
    if nudged["built"] < 2:
        j = int(nudged["second"])
        letters[j], tips[j] = ("h", r"$\Delta f$") if nudged["out"] else ("s", r"$s\,\Delta f/h$")
    return {"letters": ["", letters[0], "", letters[1]], "tip_names": tips}
