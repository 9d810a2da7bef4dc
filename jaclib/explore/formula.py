"""A map whose numbers are dragged: in its formula, in those of its Jacobian, or in the picture; the rest follows."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from jaclib import maps, parse_map
from jaclib.draw import arrows, curve, curves, frame, hint, key, labels, name_axes, note_at, one_by_one, point
from jaclib.evidence.judge import agree
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.plane.areas import BOX_EDGE
from jaclib.explore.plane.framing import reaching
from jaclib.explore.plane.lines import grid_lines
from jaclib.formula.derivative import derivative
from jaclib.formula.simplify import simplified
from jaclib.formula.tree import Node
from jaclib.formula.typeset import TIMES, Box, line, mathml
from jaclib.programs.field import fields
from jaclib.stage import Challenge, formulas, near, readout, right, scene
from jaclib.stage import point as dragged

TEXT = "x² - y² + b x y, c x y"
NUMBERS = ("b", "c")  # in this order they are f(1, 1)
DOMAIN, IMAGE = ((-1.5, 1.5), (-1.5, 1.5)), ((-4.0, 4.0), (-4.0, 4.0))
START = (0.5, 1.5)  # b and c
SIDE = 0.5  # of the square at a
GRID = grid_lines(DOMAIN, 13, 41).reshape(2, 13, 41, 2)  # first those along x, in the colour of column 1


class Rule(NamedTuple):
    """The map as a function of b, c, x and y, with the formulas of its value and of its Jacobian by x and y."""

    f: maps.Map
    value: list[list[Node]]
    jacobian: list[list[Node]]


@lru_cache(maxsize=1)
def rule() -> Rule:
    """Read the formula, and differentiate it."""
    f = parse_map(TEXT, (*NUMBERS, "x", "y"))
    J = [[simplified(derivative(each, k)) for k in (2, 3)] for each in f.components]
    return Rule(f, [[each] for each in f.components], J)


def compute(p, a) -> dict:
    """All numbers of the picture; b and c are held still where x and y are moved."""
    square = a + SIDE * (BOX_EDGE + 0.5)
    places = {"a": a, "grid": GRID, "square": square}
    asked = {name: _with(p, each) for name, each in places.items()} | {"resting": np.append(START, a)}
    found = fields(rule().f, asked)
    value, J = found["a"][0], found["a"][1][:, 2:]
    now = {"p": p, "a": a, "value": value, "jacobian": J, "after": found["grid"][0]}
    # with the numbers at the start: what is dragged must not move the axes that it is dragged on
    now |= {"view": reaching(IMAGE, found["resting"][0])}
    now |= {"square": square, "true": found["square"][0], "linear": value + (square - a) @ J.T}
    return now | {"steps": SIDE * np.eye(2), "tips": SIDE * J.T, "corner": np.ones(2)}


def _with(p, points):
    """Points (x, y) as points (b, c, x, y)."""
    return np.concatenate([np.broadcast_to(p, np.shape(points)), points], axis=-1)


def paint(palette, before, after):
    """The marks by the names of the arrays that move them."""
    name_axes(before, ("x", "y"))
    name_axes(after, ("u", "v"))
    key(after, [("true image", palette.ink, False), ("f(a) + J h", palette.linear, True)])
    hint(before, "drag a, or a number below", palette.quiet)
    one_by_one(curves(before, color, alpha=0.32) for color in palette.columns)(GRID)
    return {
        ("a",): lambda a: frame(before, DOMAIN, hold=a),
        ("view", "p"): lambda view, p: frame(after, view, hold=p),
        "after": one_by_one(curves(after, color, alpha=0.32) for color in palette.columns),
        "square": curve(before, palette.ink, fill=palette.fill, clear=True),
        "true": curve(after, palette.ink, fill=palette.fill, clear=True),
        "linear": curve(after, palette.linear, dashed=True, clear=True),
        ("a", "steps"): arrows(before, palette.columns, clear=True),
        ("value", "tips"): [
            arrows(after, palette.columns, clear=True),
            labels(after, (r"$J e_1/2$", r"$J e_2/2$"), palette.columns, away=18),
        ],
        "a": [note_at(before, "a", palette.ink), point(before, palette.ink)],
        "value": [note_at(after, "f(a)", palette.ink), point(after, palette.ink)],
        "corner": [note_at(before, "(1, 1)", palette.accent), point(before, palette.accent, size=8)],
        "p": [note_at(after, "f(1, 1) = (b, c)", palette.accent), point(after, palette.accent, size=8)],
    }


def say(now) -> str:
    """Describe the figure in a sentence."""
    first, second = (pair(column) for column in now["jacobian"].T)
    numbers = " and ".join(f"{name} = {x + 0.0:.3g}" for name, x in zip(NUMBERS, now["p"], strict=True))
    columns = f"At a = {pair(now['a'])} its Jacobian matrix has the columns {first} and {second}"
    return f"f(x, y) = (x² − y² + b x y, c x y) with {numbers}. {columns}."


def values(now) -> list[dict]:
    """The value and the Jacobian, each as formulas and at a."""
    at = [readout("f", now["value"]), readout("J", now["jacobian"], columns=True)]
    for each, name, trees in zip(at, ("f(x, y)", "J(x, y)"), rule()[1:], strict=True):
        boxes = [[mathml(tree) for tree in row] for row in trees]
        rows = [[line(_put(box, partial(_written, now["p"]))) for box in row] for row in boxes]
        boxes = [[_put(box, _dragged) for box in row] for row in boxes]
        each["formulas"] = formulas(name, rows, boxes, columns=each["columns"])
    return [*at, readout("a", now["a"])]


def _put(box: Box, number: Callable[[int], Box]) -> Box:
    """The formula with numbers in place of b and c, behind a dot where they have something before them."""
    if _is_number(box):
        return number(NUMBERS.index(box[1]))
    inside = [each if isinstance(each, str) else _put(each, number) for each in box]
    for place, each in enumerate(box[1:]):
        if each == TIMES and _is_number(box[place + 2]):
            inside[place + 1] = ["mo", "·"]
    return inside


def _is_number(box: Box) -> bool:
    return box[0] == "mi" and box[1] in NUMBERS


def _dragged(part: int) -> Box:
    return ["mn", NUMBERS[part], {"control": "p", "part": part}]


def _written(p, part: int) -> Box:
    x = float(p[part])
    return ["mn", f"{x:.6g}" if x >= 0 else f"(−{-x:.6g})"]


def _square(now):
    J, size = now["jacobian"], np.abs(now["jacobian"]).max()
    off = max(abs(J[0, 0] - J[1, 1]), abs(J[0, 1] + J[1, 0]))
    if size == 0 or not agree(off / size, 0, within=0.2):
        return None
    if agree(np.abs(now["p"] - [0, 2]).max(), 0, within=0.03):
        return right("f is z², with z = x + iy: wherever a is, J turns and stretches, and small squares stay squares.")
    return near("So it is at this a. Drag a away: the matrix must be like that wherever a is.")


@scene(
    titles=("A square at a …", "… and its image: drag f(1, 1)"),
    label="A square at a and its image under a map with two numbers b and c in its formula, which are dragged",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges={"square": Challenge("Drag b and c until small squares become squares, wherever a is.", _square)},
    p=dragged("f(1, 1)", names=NUMBERS, panel=1),
    a=dragged("point a"),
)
def formula(p=START, a=(0.75, 0.5), *, challenges=()):
    """Drag a number in the formula or in its Jacobian matrix, or f(1, 1) in the picture: all of it follows.

    The map is f(x, y) = (x² − y² + b x y, c x y). Its numbers (b, c) start as `p`, which is f(1, 1); a square of side
    1/2 sits at `a`.
    """
