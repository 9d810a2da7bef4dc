"""Newton's method in the plane: each step goes where the Jacobian says that f(x) = y, and from each start to a root."""

from functools import lru_cache

import numpy as np

from jaclib import critical_curve, maps
from jaclib.critical import CriticalCurve
from jaclib.draw import basins as basins_on
from jaclib.draw import (
    border,
    curve,
    diamonds,
    frame,
    grid,
    hint,
    key,
    name_axes,
    note_at,
    note_below,
    numbered,
    point,
)
from jaclib.evidence.dependent import on_a_curve, vanishes
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.map import follow
from jaclib.explore.choose.state import State, of, two_numbers, whole_number
from jaclib.explore.newton.basins import NONE, NUMBERED, Basins, basins
from jaclib.explore.newton.unreached import with_unreached
from jaclib.explore.newton.way import MOST, NEAR, aimed, arrives, at_place, exact, numbers, up_to_a_singular_place
from jaclib.explore.newton.words import CHALLENGES, pale, say, values
from jaclib.explore.plane.framing import image_box, reaching, square_around
from jaclib.explore.plane.lines import grid_and_image, joined
from jaclib.preimages import CELLS as SIDE
from jaclib.preimages import HIGHEST, net, reach
from jaclib.programs.field import field
from jaclib.roots.ways import solved
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.controls import FARTHEST
from jaclib.stage.transition import point as draggable
from jaclib.stage.transition import switch, whole

TITLES = "From each start to a root", "Each step aims at y", "How far f(x) is from y"
CUBE = "x^3 - 3x*y^2, 3x^2*y - y^3"
START, TARGET = (-1.5, 1.2), (4.0, -3.0)  # for the cube
CELLS = 111  # along each side of the square of starts
FEW = 12  # along each side, for what is so everywhere
SMALLEST, LARGEST = 1e-16, 1e3  # of the distances shown
NOTHING = CriticalCurve((), ())
NO_ROOTS = Basins(
    np.full((CELLS + 1) ** 2, NONE), np.zeros((CELLS + 1) ** 2, int), *(np.zeros(s) for s in [(0, 2), 0, 0])
)
EXACT = 1e-9  # beside 1 + ‖x‖: what is nearer together is one point, however well it is known


@lru_cache(maxsize=32)  # once a map
def surroundings(f: maps.Map) -> dict:
    """The square of starts, det J = 0 in it, where that goes, and the images of grid lines.

    `rank` is 2, or where det J = 0 everywhere the rank of the Jacobians.
    """
    square = square_around(f.domain)
    J = field(f, net(square, FEW))[1]
    rank = int(np.nanmax(np.abs(J), initial=0) > 0) if vanishes(J) else 2
    critical = critical_curve(f, square) if rank == 2 else NOTHING
    corners = net(square, SIDE)
    values, J = field(f, corners)
    *bounds, turns = reach(corners, values, J)
    return {
        "at_corners": values,
        "rank": rank, "corners": corners, "bounds": np.stack(bounds), "turns": turns,
        "square": square, "starts": net(square, CELLS).reshape(-1, 2).T.copy(), "image_lines": grid_and_image(f)[1],
        "folds": joined(critical.curves), "fold_images": joined(critical.images),
    }  # fmt: skip


@lru_cache(maxsize=256)  # while the start is dragged, or the steps are taken, the basins stay as they are
def ends(f: maps.Map, y: tuple[float, float], damped: bool) -> dict:
    """The root that is reached from each start, how soon, and the roots."""
    around = surroundings(f)
    if around["rank"] == 2:
        found, curve = basins(f, np.array(y), around["starts"], around["square"], damped), ()
    else:
        found, curve = NO_ROOTS, roots_on_a_curve(f, np.array(y), around["square"])
    found, missed, dimension = with_unreached(f, y, found, around)
    strength = np.exp(-np.maximum(found.steps - 2, 0) / 5)
    shape = CELLS + 1, CELLS + 1
    return {
        "reached": found.numbers.reshape(shape), "strength": strength.reshape(shape), "roots": found.roots,
        "errors": found.errors, "singular": found.singular, "on a curve": len(curve), "dimension": dimension,
        "missed": missed,
    }  # fmt: skip


def roots_on_a_curve(f: maps.Map, y, square) -> list[np.ndarray]:
    """Some of them, where det J = 0 everywhere; not what only comes near y."""
    found = np.asarray(on_a_curve(f, y, net(square, FEW).reshape(-1, 2), square))
    return [x for x, *there in zip(found, *field(f, found), strict=True) if arrives(x, *there, y, np.ptp(square))]


@np.errstate(all="ignore")  # where a map is undefined, or J has no inverse, there are gaps
def compute(f: maps.Map, a, y, step, damped) -> dict:
    """The way, the basins, and what of the way has been gone."""
    a, y, damped = np.asarray(a, dtype=float), np.asarray(y, dtype=float), bool(damped)
    way = up_to_a_singular_place(numbers(f, a, y, damped), y)
    found, around = ends(f, tuple(y.tolist()), damped), surroundings(f)
    last, gaps = way["last"], way["gaps"]
    k = min(int(step), last)
    here, end = at_place(way, k), at_place(way, last)
    aim, next_one = (aimed(way["x"][i], each, y) for i, each in ((k, here), (last, end)))
    at_end = tuple(way[name][last] for name in ("x", "values", "jacobians"))
    root, near = which_root(at_end[0], next_one, found), bool(gaps[last] < NEAR * (1 + np.linalg.norm(y)))
    size, endless = np.ptp(around["square"]) + np.abs(at_end[0]).max(), found["dimension"] or found["on a curve"]
    inside = bool((np.abs(unit(way["x"][last], around["square"]) - 0.5) <= 0.5).all())
    del way["nudged"]
    return way | found | around | here | {
        "a": a, "y": y, "step": int(step), "taken": k, "damped": damped, "gap": gaps[k],
        "here": without_rounding(way["x"][k], way["size"][k]),
        "aim": aim, "next": next_one, "end": way["x"][last], "end_jacobian": end["jacobian"], "end_det": end["det"],
        "root": root, "inside": inside, "near": near,
        "solved": arrives(*at_end, y, size) or (near and root != NONE) or (endless and exact(*at_end, y)),
        "left": np.hypot(*solved(at_end[2][None], (y - at_end[1])[None])[0]),
        "view": reaching(image_box(f), y), "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def unit(x, square):
    """Places in the square as from 0 to 1."""
    low, high = np.array(square).T
    return (x - low) / (high - low)


def which_root(x, next_one, found) -> int:
    """The number of the root that x is at, as far as both are known, for which the next step tells; 0 for none."""
    if not len(found["roots"]):
        return NONE
    away, error = np.linalg.norm(found["roots"] - x, axis=1), np.nan_to_num(np.linalg.norm(next_one - x))
    nearest = int(np.argmin(away))
    near = HIGHEST * error + 2 * found["errors"][nearest] + EXACT * (1 + np.linalg.norm(x))
    return nearest + 1 if away[nearest] <= near else NONE


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    key(after, [("f along a step", palette.ink, False), ("as J promises", palette.linear, True)])
    hint(law, "faint: the steps to come", palette.quiet)
    law.set(yscale="log", xlim=(-0.4, MOST + 0.4), ylim=(SMALLEST / 3, LARGEST), xlabel="step k", ylabel="‖f(x) − y‖")
    law.yaxis.labelpad = 1
    law.set_xticks(range(0, MOST + 1, 2))
    law.grid(color=palette.faint, linewidth=0.8), law.minorticks_off()
    lands, lines = basins_on(before, palette), grid(after, palette.faint)
    folds, values_of_folds = border(before, palette), border(after, palette)
    named = note_below(before, palette.ink, size=9)
    legend = hint(before, "", palette.quiet).set_text  # changes seldom: part of the background
    roots, target = numbered(before, palette, NUMBERED), diamonds(after, palette.accent)
    target_name = note_at(after, "y", palette.accent, offset=(12, 8))
    way, aim = curve(before, palette.ink, width=1.5, dots=4.5, order=3), curve(before, palette.linear, dashed=True)
    images, promise = curve(after, palette.ink), curve(after, palette.linear, dashed=True)
    marks = curve(after, palette.ink, width=0, dots=4.5, order=3)
    dots = [point(before, palette.ink), point(after, palette.ink)]
    names = [note_at(before, "x", palette.ink), note_at(after, "f(x)", palette.ink)]
    start = note_at(before, "a", palette.ink, offset=(11, -12))
    to_come, done = (
        curve(law, palette.faint, width=1.5, dots=4.5, order=3),
        curve(law, palette.ink, width=1.5, dots=7, order=3),
    )

    def move(now):
        (
            frame(before, now["square"]),
            frame(after, now["view"]),
            name_axes(before, now["variables"]),
            name_axes(after, now["outputs"]),
        )
        k = now["taken"]
        named("double: det J = 0" if len(now["folds"]) > 9 else "")
        lands(now["reached"], now["strength"], now["square"]), folds(now["folds"])
        lines(now["image_lines"]), values_of_folds(now["fold_images"])
        roots(now["roots"][:NUMBERED]), target(now["y"]), target_name(now["y"])
        way(now["x"][: k + 1]), aim(np.stack([now["here"], now["aim"]]))
        (
            images(joined(now["curves"][:k])),
            marks(now["values"][:k]),
            legend(pale(now["reached"], now["roots"], now["rank"])),
        )
        promise(np.stack([now["value"], np.where(np.isfinite(now["aim"]), now["y"], np.nan)]))
        dots[0](now["here"]), dots[1](now["value"]), names[1](now["value"])
        names[0](now["here"] if k else (np.nan, np.nan)), start(now["a"])
        graph = np.stack([np.arange(MOST + 1), np.maximum(now["gaps"], SMALLEST)], axis=1)
        to_come(graph[: now["last"] + 1]), done(graph[: k + 1])

    return move


def newton(
    f=None, a=None, y=None, step: int = 0, *, damped: bool = False, state: State | None = None, challenges=()
) -> Live:
    """Solve f(x) = y from the start a, step by step: x ← x + J_f(x)⁻¹ (y − f(x)); see where each other start leads.

    `f` is a name of the catalogue (z³, as a map of the plane, if nothing is said), a formula such as "x*y, x^2 - y^2",
    or a function from (2,) to (2,); `a` the point to start from, `y` the target, a point of the output plane; `step`,
    from 0 to 12, says how many steps are taken. If `damped`, a step that leads away from y is halved until it doesn't.
    The starts are coloured by the root that is reached. With a `State` in place of f and a, it moves together with the
    other pictures of that state. `challenges` are names of CHALLENGES, to be solved in the picture.
    Raises ValueError where one of them is not of that kind.

    Source: Nocedal & Wright, Numerical Optimization, 2nd ed. (2006), chapter 11.
    """
    step = whole_number("step", step, range(MOST + 1))
    if f is None and state is None:
        a, y = START if a is None else a, TARGET if y is None else y
    state = of(state, f, a, default=CUBE)
    first = state.f.read(state.f.value)
    target = draggable(
        "target y", aim_of(first) if y is None else two_numbers("y", y), names=first.outputs, panel=1, click=True
    )

    def adapt(new: maps.Map) -> None:
        for (part,), name in zip(target.parts, new.outputs, strict=True):
            part.description = name
        target.value = aim_of(new)

    follow(state.f, target, adapt)
    controls = {
        "f": state.f,
        "a": state.at,
        "y": target,
        "step": whole("Newton steps", "k", 0, MOST, step, play="Step", once=True, again="Start again"),
        "damped": switch("halve steps that lead away", damped),
    }

    def call(values) -> str:
        u, v = values["y"]
        start = f"{state.call(values)}, y=({u:.12g}, {v:.12g}), step={values['step']}"
        return f"explore.newton({start}{', damped=True' if values['damped'] else ''})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="Newton's steps from a start, their images on the way to y, and the distance that is left",
    )  # fmt: skip


def aim_of(f: maps.Map) -> list[float]:
    """A target that the map reaches: the image of a place that is not its default point."""
    (x0, x1), (y0, y1) = f.domain
    there = field(f, np.array([x0 + 0.72 * (x1 - x0), y0 + 0.55 * (y1 - y0)]))[0]
    return np.clip(np.where(np.isfinite(there), np.round(there, 2), 0.0), -FARTHEST, FARTHEST).tolist()
