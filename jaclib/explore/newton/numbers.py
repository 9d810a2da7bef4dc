"""The numbers of explore.newton: the way from the start, and from each other start the root that it leads to."""

from functools import lru_cache

import numpy as np

from jaclib import critical_curve, maps
from jaclib.critical import CriticalCurve
from jaclib.evidence.dependent import on_a_curve, vanishes
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.newton.basins import NONE, NUMBERED, Basins, basins
from jaclib.explore.newton.unreached import with_unreached
from jaclib.explore.newton.way import MOST_STEPS, NEAR, aimed, arrives, at_place, exact, numbers, up_to_a_singular_place
from jaclib.explore.newton.words import unnumbered_key
from jaclib.explore.plane.framing import image_box, reaching, square_around
from jaclib.explore.plane.lines import grid_and_image, joined
from jaclib.preimages import CELLS, HIGHEST, net, reach
from jaclib.programs.field import field
from jaclib.roots.ways import solved

BASIN_CELLS = 111  # along each side of the square of starts
FEW = 12  # along each side, for what is so everywhere
STARTS = (BASIN_CELLS + 1) ** 2
NO_ROOTS = Basins(np.full(STARTS, NONE), np.zeros(STARTS, int), *(np.zeros(shape) for shape in [(0, 2), 0, 0]))
SMALLEST_GAP = 1e-16  # of the distances shown
FEWEST_POINTS = 9  # a shorter line where det J = 0 is not seen
EXACT = 1e-9  # beside 1 + ‖x‖: what is nearer together is one point, however well it is known


@lru_cache(maxsize=32)  # once a map
def surroundings(f: maps.Map) -> dict:
    """The square of starts, det J = 0 in it, where that goes, and the images of grid lines.

    `rank` is 2, or where det J = 0 everywhere the rank of the Jacobians.
    """
    square = square_around(f.domain)
    J = field(f, net(square, FEW))[1]
    rank = int(np.nanmax(np.abs(J), initial=0) > 0) if vanishes(J) else 2
    critical = critical_curve(f, square) if rank == 2 else CriticalCurve((), ())
    corners = net(square, CELLS)
    values, J = field(f, corners)
    *bounds, turns = reach(corners, values, J)
    around = dict(rank=rank, square=square, starts=net(square, BASIN_CELLS).reshape(-1, 2).T.copy())
    around |= dict(corners=corners, at_corners=values, bounds=np.stack(bounds), turns=turns)
    around |= dict(folds=joined(critical.curves), fold_images=joined(critical.images))
    return around | dict(image_lines=grid_and_image(f)[1])


@lru_cache(maxsize=256)  # while the start is dragged, or the steps are taken, the basins stay as they are
def ends(f: maps.Map, y: tuple[float, float], damped: bool) -> dict:
    """The root that is reached from each start, how soon, and the roots."""
    around = surroundings(f)
    on_a_curve, found, missed, dimension = False, NO_ROOTS, 0, 0
    if around["rank"] < 2:
        on_a_curve = has_roots_on_a_curve(f, np.array(y), around["square"])
    else:
        found = basins(f, np.array(y), around["starts"], around["square"], damped)
        found, missed, dimension = with_unreached(f, y, found, around)
    strength, shape = np.exp(-np.maximum(found.steps - 2, 0) / 5), (BASIN_CELLS + 1, BASIN_CELLS + 1)
    shown = dict(reached=found.numbers.reshape(shape), strength=strength.reshape(shape))
    known = dict(roots=found.roots, errors=found.errors, singular=found.singular)
    return shown | known | dict(on_a_curve=on_a_curve, dimension=dimension, missed=missed)


def has_roots_on_a_curve(f: maps.Map, y, square) -> bool:
    """Whether there are any, where det J = 0 everywhere; not what only comes near y."""
    found = np.asarray(on_a_curve(f, y, net(square, FEW).reshape(-1, 2), square))
    values, J = field(f, found)
    return any(arrives(*each, y, np.ptp(square)) for each in zip(found, values, J, strict=True))


@np.errstate(all="ignore")  # where a map is undefined, or J has no inverse, there are gaps
def compute(f: maps.Map, a, y, step, damped) -> dict:
    """Compute the way, the basins, and what of the way has been gone."""
    a, y, damped = np.asarray(a, dtype=float), np.asarray(y, dtype=float), bool(damped)
    way = up_to_a_singular_place(numbers(f, a, y, damped), y)
    found, around = ends(f, tuple(y.tolist()), damped), surroundings(f)
    last, gaps = way["last"], way["gaps"]
    k = min(int(step), last)
    here, end = at_place(way, k), at_place(way, last)
    aim, next_one = (aimed(way["x"][i], each, y) for i, each in ((k, here), (last, end)))
    x, value, J = (way[name][last] for name in ("x", "values", "jacobians"))
    root, near = which_root(x, next_one, found), bool(gaps[last] < NEAR * (1 + np.linalg.norm(y)))
    size, endless = np.ptp(around["square"]) + np.abs(x).max(), found["dimension"] or found["on_a_curve"]
    at_root = arrives(x, value, J, y, size) or (near and root != NONE) or (endless and exact(x, value, J, y))
    low, high = np.array(around["square"]).T
    inside = bool(((low <= x) & (x <= high)).all())
    del way["nudged"]
    now = way | found | around | here | dict(a=a, y=y, step=int(step), taken=k, damped=damped)
    now |= dict(here=without_rounding(way["x"][k], way["size"][k]), gap=gaps[k], aim=aim, next=next_one)
    now |= dict(end=x, end_jacobian=end["jacobian"], end_det=end["det"])
    now |= dict(root=root, inside=inside, near=near, solved=at_root)
    now |= dict(left=np.hypot(*solved(J[None], (y - value)[None])[0]), view=reaching(image_box(f), y))
    return now | dict(variables=f.variables, outputs=f.outputs) | gone(now)


def gone(now: dict) -> dict:
    """What of the way has been gone, and what the next step promises; words on what has no number."""
    k = now["taken"]
    gaps = np.stack([np.arange(MOST_STEPS + 1), np.maximum(now["gaps"], SMALLEST_GAP)], axis=1)
    promised = np.stack([now["value"], np.where(np.isfinite(now["aim"]), now["y"], np.nan)])
    marks = dict(way=now["x"][: k + 1], way_image=joined(now["curves"][:k]), values_before=now["values"][:k])
    marks |= dict(x_name=now["here"] if k else np.full(2, np.nan), numbered=now["roots"][:NUMBERED])
    marks |= dict(next_step=np.stack([now["here"], now["aim"]]), promised=promised)
    marks |= dict(gaps_to_come=gaps[: now["last"] + 1], gaps_so_far=gaps[: k + 1])
    keys = dict(unnumbered_key=unnumbered_key(now["reached"], now["roots"], now["rank"]))
    return marks | keys | dict(double="double: det J = 0" if len(now["folds"]) > FEWEST_POINTS else "")


def which_root(x, next_one, found) -> int:
    """The number of the root that x is at, as far as both are known by the next step; 0 for none."""
    if not len(found["roots"]):
        return NONE
    away, error = np.linalg.norm(found["roots"] - x, axis=1), np.nan_to_num(np.linalg.norm(next_one - x))
    nearest = int(np.argmin(away))
    near = HIGHEST * error + 2 * found["errors"][nearest] + EXACT * (1 + np.linalg.norm(x))
    return nearest + 1 if away[nearest] <= near else NONE
