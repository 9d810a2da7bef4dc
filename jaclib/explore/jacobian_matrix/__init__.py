"""The Jacobian matrix as a picture: its columns say how f(a) moves along each axis, its rows are gradients."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import arrows, curve, frame, grid, hint, key, label, name_axes, note_at, point, rule
from jaclib.evidence import kink
from jaclib.evidence.kink import all_round, beside, told
from jaclib.evidence.rounding import cleared, nudges, without_rounding
from jaclib.explore.choose.state import State, of, whole_number
from jaclib.explore.jacobian_matrix.level_lines import level_lines
from jaclib.explore.jacobian_matrix.words import CHALLENGES, say, spots, values
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.lines import grid_lines
from jaclib.image.outline import outlined
from jaclib.programs.field import field, fields
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import log_slider, slider, switch, whole

TITLES = "Steps at a, one along each axis …", "… and the columns of J: how f(a) moves"
SMALLEST, LARGEST = 1e-2, 2.0  # of the squares
FEWEST, MOST = 5, 40  # grid lines each way
SIDE = np.linspace(0, 1, 33)
BACK = SIDE[::-1]
# around the unit square, starting along the first axis, each corner once and the first one again at the end
SIDES = (SIDE[:-1], 0), (1, SIDE[:-1]), (BACK[:-1], 1), (0, BACK)
SQUARE = np.concatenate([np.stack(np.broadcast_arrays(*side), axis=1) for side in SIDES])


def derivative(f: maps.Map, a, square, path) -> dict:
    """f(a) and its partial derivatives, whether they make a derivative, and the images of the square and of a path."""
    found = fields(f, {"a": a, "nudged": nudges(a), "all round": all_round(a), "square": square, "path": path})
    (value, J), around, count = found["a"], found["all round"], len(beside(a))
    seen = outlined(f, square, found["square"][0])
    slopes, seen = jax.device_get((told(a, value, J, *(each[:count] for each in around)), seen))
    return {
        "value": value, "slopes": slopes, "nudged": found["nudged"], "seen": seen, "path": found["path"][0],
        "fits": kink.derivative(a, value, J, *around).fits, "too_large": overflows(value, around[0]),
    }  # fmt: skip


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
    slopes, seen, path = (found[name] for name in ("slopes", "seen", "path"))
    value, jacobian = cleared(found["nudged"], value=found["value"], jacobian=slopes.jacobian).values()
    moved = without_rounding(path[-1] - path[0], np.abs(value).max())
    linear = value + size * SQUARE @ jacobian.T
    gaps = np.hypot.reduce(seen.points - linear, axis=1)  # a square may be too large for a number
    levels = level_lines(f, value) if rows else (np.full((1, 2), np.nan),) * 2
    return step | columns(step, jacobian, moved, size) | {
        "a": a, "size": size, "lines": lines, "rows": rows, "value": value, "jacobian": jacobian, "square": square,
        "left": slopes.left, "right": slopes.right, "jumps": slopes.jumps, "torn": seen.torn,
        "fits": found["fits"], "too_large": found["too_large"],
        "undefined": seen.undefined, "unbounded": seen.unbounded, "true": seen.points,
        "linear": linear,
        "gap": np.nanmax(gaps) if np.isfinite(gaps).any() and not seen.unbounded else np.nan, "path": path,
        "moved": moved, "before": before, "after": after, "level_1": levels[0],
        "level_2": levels[1], "domain": f.domain, "box": reaching(image_box(f), value), "variables": f.variables,
        "outputs": f.outputs,
    }  # fmt: skip


def paint(palette, before, after):
    """Put the artists up once; the function returned moves them."""
    key(before, [("level line of f₁", palette.rows[0], False), ("of f₂", palette.rows[1], True)])
    key(after, [("true image of the square", palette.ink, False), ("f(a) + J h", palette.linear, True)])
    clue, legend = hint(before, "drag a, or use the arrow keys", palette.quiet), before.get_legend()
    # a grid line along x wears the colour of column 1, faintly: its image leaves f(a) along that column
    tints = [(color, 0.32) for color in palette.columns]
    sheets = [[grid(ax, tint) for tint in tints] for ax in (before, after)]
    levels = [curve(before, palette.rows[i], width=1.6, dashed=i == 1, clear=True) for i in range(2)]
    across = [
        rule(after, palette.rows[0], width=1.6, alpha=1, clear=True),
        rule(after, palette.rows[1], level=True, width=1.6, alpha=1, dashed=True, clear=True),
    ]
    square = curve(before, palette.ink, fill=palette.fill, clear=True)
    true = curve(after, palette.ink, fill=palette.fill, clear=True)
    linear, path = curve(after, palette.linear, dashed=True, clear=True), curve(after, palette.ink, clear=True)
    sides = [curve(after, color, width=1.4, dashed=(1, 1.6), order=1) for color in palette.columns]
    gradients, steps, images = (
        arrows(before, palette.rows, clear=True),
        arrows(before, palette.columns, clear=True),
        arrows(after, palette.columns, clear=True),
    )
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    gradient_names, step_names = [], []
    for j in range(2):
        gradient_names.append(label(before, f"$s\\,\\nabla f_{j + 1}$", palette.rows[j]))
        step_names.append(label(before, f"${{}}\\,e_{j + 1}$", palette.columns[j]))
    image_names = [label(after, "{}", color, away=18) for color in palette.columns]
    a, image = point(before, palette.ink), point(after, palette.ink)
    nudged = [point(before, palette.quiet, size=7), point(after, palette.quiet, size=7)]

    def move(now):
        frame(before, now["domain"]), frame(after, now["box"])
        name_axes(before, now["variables"]), name_axes(after, now["outputs"])
        clue.set_visible(not now["rows"]), legend.set_visible(bool(now["rows"]))
        for moved, lines in zip(sheets, (now["before"], now["after"]), strict=True):
            for j in range(2):
                moved[j](lines[j])
        building = now["built"] < 2
        seen, hidden = (np.nan, 1) if building else (1, np.nan)
        square(now["square"] * seen), true(now["true"] * seen), linear(now["linear"] * seen)
        path(now["path"] * hidden)
        for place, mark in zip((now["a"] + now["step"], now["value"] + now["moved"]), nudged, strict=True):
            mark(place * hidden)
        a(now["a"]), image(now["value"])
        rows = now["size"] * now["jacobian"] * (1 if now["rows"] else np.nan)
        levels[0](now["level_1"]), levels[1](now["level_2"])
        for rule_through, at in zip(across, now["value"] if now["rows"] else (np.nan, np.nan), strict=True):
            rule_through(at)
        gradients(now["a"], rows)
        steps(now["a"], now["steps"]), images(now["value"], now["tips"])
        names[0](now["a"]), names[1](now["value"])
        for j in range(2):
            gradient_names[j](now["a"], rows[j])
            step_names[j](now["a"], now["steps"][j], "h" if on_the_way(now, j) else "s")
            image_names[j](now["value"], now["tips"][j], tip_name(now, j))
            sides[j](now["value"] + np.stack([0 * now["tips"][j], now["tips"][j] * np.eye(2)[j], now["tips"][j]]))

    return move


def on_the_way(now, j) -> bool:
    """Whether input j is being nudged, and moves away from a."""
    return bool(now["out"] and now["second"] == j and now["built"] < 2)


def tip_name(now, j) -> str:
    if on_the_way(now, j):
        return r"$\Delta f$"
    return f"$s\\,J e_{j + 1}$" if now["second"] > j or now["built"] >= 2 else r"$s\,\Delta f/h$"


def jacobian_matrix(
    f=None, a=None, size: float = 0.5, *, lines: int = 13, rows: bool = False, built: float = 2.0,
    state: State | None = None, challenges=(),
) -> Live:  # fmt: skip
    """Drag a, and see the Jacobian matrix: columns say which way f(a) moves, and how fast, rows are gradients.

    `f` is a name of the catalogue ("polar" if nothing is said), a formula such as "x*y, x^2 - y^2", or a function
    from (2,) to (2,); `a` the point to start from. A square of side `size`, from 0.01 to 2, sits at a; the grid has
    `lines` lines each way, from 5 to 40. With `rows` the level lines of f₁ and f₂ are shown. Of the matrix the first
    `built` columns are there, from 0 to 2: Play adds them. With a `State` in place of f and a, it moves together with
    the other pictures of that state. `challenges` are names of CHALLENGES, to be solved in the picture.
    Raises ValueError where one of them is not of that kind.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"size: a side from {SMALLEST:g} to {LARGEST:g} is needed, and {size!r} came.")
    lines = whole_number("lines", lines, range(FEWEST, MOST + 1))
    if not 0 <= built <= 2:
        raise ValueError(f"built: from 0 to 2 columns can be built, and {built!r} came.")
    state = of(state, f, a)
    controls = {
        "f": state.f,
        "a": state.at,
        "size": log_slider("side of the square", "s", SMALLEST, LARGEST, size),
        "lines": whole("grid lines", "n", FEWEST, MOST, lines),
        "built": slider("columns built", "k", 0, 2, built, steps=240, play="Build the matrix"),
        "rows": switch("rows: gradients and level lines", rows),
    }

    def call(values) -> str:
        start = f"{state.call(values)}, size={values['size']:.6g}, lines={values['lines']}"
        rest = [
            ", rows=True" if values["rows"] else "",
            f", built={values['built']:.6g}" if values["built"] < 2 else "",
        ]
        return f"explore.jacobian_matrix({start}{''.join(rest)})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, spots=spots,
        label="Steps at a along the axes, and the columns of the Jacobian matrix: which way each of them moves f(a)",
        challenges=chosen(challenges, CHALLENGES),
    )  # fmt: skip
