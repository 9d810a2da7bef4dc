"""The numbers of explore.jacobian_matrix: a square and its image, and the matrix, whole or while it is being built."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence import kink
from jaclib.evidence.kink import all_round, beside, partials_from
from jaclib.evidence.rounding import cleared, nudges, without_rounding
from jaclib.explore.jacobian_matrix.level_lines import level_lines
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import grid_lines, legs
from jaclib.image.outline import outlined
from jaclib.programs.field import field, fields

SIDE = np.linspace(0, 1, 33)
BACK = SIDE[::-1]
# around the unit square, starting along the first axis, each corner once and the first one again at the end
SIDES = (SIDE[:-1], 0), (1, SIDE[:-1]), (BACK[:-1], 1), (0, BACK)
SQUARE = np.concatenate([np.stack(np.broadcast_arrays(*side), axis=1) for side in SIDES])


def derivative(f: maps.Map, a, square, path) -> dict:
    """f(a) and its partial derivatives, whether they make a derivative, and the images of the square and of a path."""
    found = fields(f, {"a": a, "nudged": nudges(a), "all round": all_round(a), "square": square, "path": path})
    (value, J), around, count = found["a"], found["all round"], len(beside(a))
    slopes = partials_from(a, value, J, *(each[:count] for each in around))
    slopes, outline = jax.device_get((slopes, outlined(f, square, found["square"][0])))
    now = {"value": value, "slopes": slopes, "nudged": found["nudged"], "outline": outline, "path": found["path"][0]}
    return now | {"fits": kink.derivative(a, value, J, *around).fits, "too_large": overflows(value, around[0])}


@lru_cache(maxsize=64)
def grids(f: maps.Map, lines: int) -> tuple[np.ndarray, np.ndarray]:
    """Grid lines of the map's domain and their images, `(2, lines, 61, 2)` each, first those along x."""
    before = grid_lines(f.domain, lines, 61).reshape(2, lines, 61, 2)
    return before, field(f, before)[0]


def nudge(size: float, built: float) -> dict:
    """Where input j is while column j is built: nudged by h, up to `size` and then back to 0."""
    second = built >= 1
    part = built - second
    out = part < 0.5
    h = size * (2 * part if out else 2 * (1 - part))
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
    square, path = a + size * SQUARE, a + SIDE[:, None] * step["step"]
    found = derivative(f, a, square, path)
    slopes, outline, path = (found[name] for name in ("slopes", "outline", "path"))
    value, jacobian = cleared(found["nudged"], value=found["value"], jacobian=slopes.jacobian).values()
    moved = without_rounding(path[-1] - path[0], np.abs(value).max())
    linear = value + size * SQUARE @ jacobian.T
    gaps = np.hypot.reduce(outline.points - linear, axis=1)  # a square may be too large for a number
    levels = level_lines(f, value) if rows else (np.full((1, 2), np.nan),) * 2
    now = step | columns(step, jacobian, moved, size)
    now |= {"a": a, "size": size, "lines": lines, "rows": rows, "value": value, "jacobian": jacobian}
    now |= {"square": square, "true": outline.points, "linear": linear, "path": path, "moved": moved}
    now |= {"gap": np.nanmax(gaps) if np.isfinite(gaps).any() and not outline.unbounded else np.nan}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    now |= {"left": slopes.left, "right": slopes.right, "jumps": slopes.jumps}
    now |= {name: found[name] for name in ("fits", "too_large")}
    now |= {"before": before, "after": after, "level_1": levels[0], "level_2": levels[1]}
    now |= {"domain": f.domain, "variables": f.variables, "outputs": f.outputs}
    now["box"] = reaching(image_box(f), value)
    return now | drawn(now)


def drawn(now: dict) -> dict:
    """The arrays of the marks: the square, or while the matrix is built the nudge; NaN for what is hidden."""
    a, value, size, rows, tips = (now[name] for name in ("a", "value", "size", "rows", "tips"))
    whole, nudge = (np.nan, 1.0) if now["built"] < 2 else (1.0, np.nan)
    gradients = size * now["jacobian"] * (1 if rows else np.nan)
    letters = ["h" if on_the_way(now, j) else "s" for j in range(2)]
    marks = {name: whole * now[name] for name in ("square", "true", "linear")} | {"path": nudge * now["path"]}
    marks |= {"nudged": nudge * (a + now["step"]), "nudged_image": nudge * (value + now["moved"])}
    marks |= {"gradients": gradients, "across": value if rows else np.full(2, np.nan), "legs": legs(value, tips)}
    marks |= {"named": np.stack([gradients, now["steps"]], axis=1).reshape(4, 2)}
    return marks | {"letters": ["", letters[0], "", letters[1]], "tip_names": [tip_name(now, j) for j in range(2)]}


def on_the_way(now, j) -> bool:
    """Whether input j is being nudged away from a."""
    return bool(now["out"] and now["second"] == j and now["built"] < 2)


def tip_name(now, j) -> str:
    """Name arrow j as far as the matrix is built: Δf, Δf for each unit of h, or the column."""
    if on_the_way(now, j):
        return r"$\Delta f$"
    return f"$s\\,J e_{j + 1}$" if now["second"] > j or now["built"] >= 2 else r"$s\,\Delta f/h$"
