"""The numbers of explore.jacobian_matrix: a square and its image, and the matrix, whole or while it is being built."""

from functools import lru_cache

import jax
import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.evidence import kink, rounding
from jaclib.explore.choose.partials import partials
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.areas import BOX_EDGE
from jaclib.explore.plane.framing import image_box, reaching, square_around
from jaclib.explore.plane.lines import contours, grid_lines, joined, legs
from jaclib.image.outline import outlined
from jaclib.programs.field import field, fields

SIDE = np.linspace(0, 1, 33)
SQUARE = BOX_EDGE + 0.5  # it starts along the first axis
LEVEL_CELLS = 96  # along each side


def derivative(f: maps.Map, a, square, path) -> dict:
    """f(a) and its partial derivatives, whether they make a derivative, and the images of the square and of a path."""
    places = {"nudged": rounding.nudges(a), "all round": kink.all_round(a), "square": square, "path": path}
    found = fields(f, {"a": a} | places)
    (value, J), around, count = found["a"], found["all round"], len(kink.beside(a))
    slopes = kink.partials_from(a, value, J, *(each[:count] for each in around))
    slopes, outline = jax.device_get((slopes, outlined(f, square, found["square"][0])))
    now = {"true": outline.points, "path": found["path"][0]}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    now |= {"left": slopes.left, "right": slopes.right, "jumps": slopes.jumps}
    now |= {"fits": kink.derivative(a, value, J, *around).fits, "too_large": overflows(value, around[0])}
    return now | rounding.cleared(found["nudged"], value=value, jacobian=slopes.jacobian)


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


def columns(nudged, jacobian, moved, size) -> dict:
    """The matrix as far as it is built, with the arrows of its columns and of the steps.

    On the way out the tip of arrow j is where the image has moved. On the way back it is that for each unit of h, times
    the size of the square, and becomes the column. What is not yet known is NaN.
    """
    j, out, h = int(nudged["second"]), nudged["out"], nudged["h"]
    quotient = moved / h if h > 1e-6 * size else jacobian[:, j]
    known, tips, steps = jacobian.copy(), size * jacobian.T, size * np.eye(2)
    known[:, j] = np.nan if out else quotient
    tips[j] = moved if out else size * quotient
    known[:, j + 1 :], tips[j + 1 :], steps[j + 1 :] = np.nan, np.nan, np.nan
    if out:
        steps[j] = nudged["step"]
    return {"known": known, "tips": tips, "steps": steps, "quotient": quotient}


@np.errstate(invalid="ignore")  # where f is infinite there are gaps
def compute(f: maps.Map, a, size, lines, rows, built) -> dict:
    """All numbers of the picture, the level lines if they are wanted, and how the image is framed."""
    a = np.asarray(a, dtype=float)
    step, (before, after) = nudge(size, built), grids(f, lines)
    square = a + size * SQUARE
    now = derivative(f, a, square, a + SIDE[:, None] * step["step"])
    value, jacobian, path = (now[name] for name in ("value", "jacobian", "path"))
    moved = rounding.without_rounding(path[-1] - path[0], np.abs(value).max())
    linear = value + size * SQUARE @ jacobian.T
    gaps = np.hypot.reduce(now["true"] - linear, axis=1)  # a square may be too large for a number
    level_1, level_2 = level_lines(f, value) if rows and np.isfinite(value).all() else np.full((2, 1, 2), np.nan)
    now |= step | columns(step, jacobian, moved, size)
    now |= {"a": a, "size": size, "rows": rows, "square": square, "linear": linear, "moved": moved}
    now |= {"gap": np.nanmax(gaps) if np.isfinite(gaps).any() and not now["unbounded"] else np.nan}
    now |= {"before": before, "after": after, "level_1": level_1, "level_2": level_2}
    now |= {"partials": np.array(partials(f), dtype=object), "domain": f.domain, "variables": f.variables}
    now |= {"outputs": f.outputs, "box": reaching(image_box(f), value)}
    return now | drawn(now)


def drawn(now: dict) -> dict:
    """The arrays of the marks: the square, or while the matrix is built the nudge; NaN for what is hidden."""
    a, value, size, rows, tips = (now[name] for name in ("a", "value", "size", "rows", "tips"))
    whole, nudge = (np.nan, 1.0) if now["built"] < 2 else (1.0, np.nan)
    gradients = size * now["jacobian"] * (1 if rows else np.nan)
    marks = {name: whole * now[name] for name in ("square", "true", "linear")} | {"path": nudge * now["path"]}
    marks |= {"nudged": nudge * (a + now["step"]), "nudged_image": nudge * (value + now["moved"])}
    marks |= {"gradients": gradients, "across": value if rows else np.full(2, np.nan), "legs": legs(value, tips)}
    marks |= {"named": np.stack([gradients, now["steps"]], axis=1).reshape(4, 2)}
    letters, names = ["s", "s"], [r"$s\,J e_1$", r"$s\,J e_2$"]
    if now["built"] < 2:
        j = int(now["second"])
        letters[j], names[j] = ("h", r"$\Delta f$") if now["out"] else ("s", r"$s\,\Delta f/h$")
    return marks | {"letters": ["", letters[0], "", letters[1]], "tip_names": names}
