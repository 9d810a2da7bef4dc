"""Newton's method in the plane: each step goes where the Jacobian says that f(x) = y, and from each start to a root."""

import numpy as np

from jaclib import maps
from jaclib.explore.choose.map import plane_map
from jaclib.explore.newton import numbers, picture, words
from jaclib.explore.newton.way import MOST_STEPS
from jaclib.programs.field import field
from jaclib.stage import following, point, rooms, scene, switch, whole
from jaclib.stage.controls import FARTHEST

CUBE = "x^3 - 3x*y^2, 3x^2*y - y^3"
START, TARGET = (-1.5, 1.2), (4.0, -3.0)  # for the cube


def start_of(f: maps.Map) -> tuple[float, ...]:
    """The point that the map starts with."""
    return START if f.name == CUBE else f.point


def target_of(f: maps.Map) -> tuple[float, ...]:
    """A target that the map reaches: the image of a place that is not its default point."""
    if f.name == CUBE:
        return TARGET
    (x0, x1), (y0, y1) = f.domain
    there = field(f, np.array([x0 + 0.72 * (x1 - x0), y0 + 0.55 * (y1 - y0)]))[0]
    return tuple(np.clip(np.where(np.isfinite(there), np.round(there, 2), 0.0), -FARTHEST, FARTHEST).tolist())


@scene(
    titles=("From each start to a root", "Each step aims at y", "How far f(x) is from y"),
    label="Newton's steps from a start, their images on the way to y, and the distance that is left",
    seen=(),
    **rooms(numbers, picture, words),
    f=plane_map(),
    a=following("f", lambda f: point("point a", names=f.variables), start=start_of),
    y=following("f", lambda f: point("target y", names=f.outputs, panel=1, click=True), start=target_of),
    step=whole("Newton steps", "k", 0, MOST_STEPS, play="Run the steps", again="Start again"),
    damped=switch("halve steps that lead away"),
)
def newton(f=CUBE, a=None, y=None, step=0, *, damped=False, state=None, challenges=()):
    """Solve f(x) = y from the start a, step by step: x ← x + J_f(x)⁻¹ (y − f(x)); see where every other start leads.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,), by default z³
    as a map of the plane; `a` the point to start from, `y` the target, a point of the output plane; `step`, from 0 to
    12, says how many steps are taken. If `damped`, a step that leads away from y is halved until it doesn't. The starts
    are coloured by the root that is reached.

    Source: Nocedal & Wright, Numerical Optimization, 2nd ed. (2006), chapter 11.
    """
