"""The way of Newton's method from one start: its points, f and J there, and whether it ends at a root."""

import numpy as np

from jaclib import maps
from jaclib.evidence.kink import beside, partials_from
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.phrases.undefined import overflows
from jaclib.programs.field import fields
from jaclib.roots.ways import solved, ways

MOST_STEPS = 12  # steps
ALONG = np.linspace(0, 1, 33)
NEAR = 1e-8  # beside 1 + ‖y‖: so near to y it may be a solution
SHORT = 1e-8  # beside the square and ‖x‖: so short is the step that is left at one
UNSURE = 1e-2  # beside them, too: so well, at least, f locates the root
DEPENDENT = 1e-14  # of the larger singular value: rows of J that are one but for rounding
UNIT = 4e-16  # of a number, its rounding


@np.errstate(all="ignore")  # where f is undefined, or J has no inverse
def numbers(f: maps.Map, a, y, damped, first=None):
    """The way from a: the points, their images, J at each, where f goes along each step, and at the end of the next.

    `first` is J at a, where JAX doesn't know it.
    """
    tried = ways(f, y, a[None], limit=MOST_STEPS, tolerance=1e-15, damped=damped, first=first)
    x, values, jacobians = tried.x[:, 0], tried.values[:, 0], tried.jacobians[:, 0].copy()
    steps = x[:-1, None] + ALONG[:, None] * (x[1:] - x[:-1])[:, None]
    # the start is given, and what follows comes from equations: there all coordinates share their rounding
    size = np.where(np.arange(MOST_STEPS + 1)[:, None] == 0, np.abs(x), np.linalg.norm(x, axis=1, keepdims=True))
    beyond = x[-1] + solved(jacobians[-1:], (y - values[-1])[None])[0]
    found = fields(f, {"nudged": nudges(x, size), "curves": steps, "beyond": beyond, "beside": beside(a)})
    around, around_J = found["beside"]
    at_start = np.asarray(partials_from(a, values[0], jacobians[0], around, around_J).jacobian)
    if first is None and by_convention(at_start, jacobians[0]):
        return numbers(f, a, y, damped, at_start)
    jacobians[0][np.isnan(at_start)] = np.nan  # as at a kink, where JAX gives one side's slope
    way = dict(x=x, size=size, values=values, jacobians=jacobians, nudged=found["nudged"])
    return way | dict(curves=found["curves"][0], beyond=found["beyond"][0], too_large=overflows(values[0], around))


def by_convention(at_start, J) -> bool:
    """Whether JAX's J is finite, and not what there is on both sides of the start, as where f is patched at a point."""
    return bool((np.isfinite(at_start) & np.isfinite(J) & (at_start != J)).any())


def up_to_a_singular_place(way: dict, y) -> dict:
    """The way with the distances from y, ended where J has no inverse but by rounding, or isn't; `last` is its end."""
    gaps = np.hypot(*(way["values"] - y).T)
    gone = np.append(np.any(np.diff(way["x"], axis=0) != 0, axis=1), False)
    last = int(np.argmin(gone))  # the first point from which no step leads
    last = next((k for k in range(last) if not abs(at_place(way, k)["det"]) > 0), last)
    kept = np.minimum(np.arange(MOST_STEPS + 1), last)
    held = {name: way[name][kept] for name in ("x", "values", "jacobians")}
    return way | held | {"gaps": gaps[kept], "last": last}


def at_place(way: dict, k: int) -> dict:
    """f, J and det J at the point number k, with 0 for what is only rounding."""
    value, J = way["values"][k], way["jacobians"][k]
    return cleared([each[k] for each in way["nudged"]], value=value, jacobian=J, det=np.linalg.det(J))


def aimed(x, here: dict, y) -> np.ndarray:
    """Where the next step leads, x + J⁻¹ (y − f(x)); NaN where there is none, or only rounding."""
    size = np.abs(here["jacobian"]).max()  # the products of large entries would be too large for numbers
    (a, b), (c, d) = here["jacobian"] / size
    gap = (y - here["value"]) / size
    step = np.array([d * gap[0] - b * gap[1], a * gap[1] - c * gap[0]]) / (a * d - b * c)
    return x + step if np.hypot(*gap) * size > 1e-12 and here["det"] else np.full(2, np.nan)


def exact(x, value, J, y) -> bool:
    """Whether f(x) is y but for rounding: where whole curves go to y, it is a point of one of them."""
    return bool((np.abs(y - value) <= 4 * UNIT * (np.abs(y) + np.abs(value) + np.abs(J) @ np.abs(x))).all())


@np.errstate(all="ignore")  # where J isn't finite, the distance of the root is unknown
def arrives(x, value, J, y, size) -> bool:
    """Whether x solves f(x) = y: f(x) is all but y, and the step that is left short beside the size of the picture.

    A small f(x) − y alone is no root: exp(−x) is 1e-12 at 27, and each step from there leads 1 farther. The outputs
    count in their own units, so that one that is small everywhere isn't taken for one that is 0.

    >>> x, y = np.array([27.0, 0.0]), np.zeros(2)
    >>> arrives(x, np.exp([-27, -np.inf]), np.diag([-np.exp(-27), 1.0]), y, 4.0)
    False
    >>> arrives(x / 1e12, x / 1e12, np.eye(2), y, 4.0)
    True
    """
    gap = y - value
    rounding = UNIT * (np.abs(y) + np.abs(value) + np.abs(J) @ np.abs(x))
    if not np.hypot(*gap) < NEAR * (1 + np.linalg.norm(y)):
        return False
    if not np.isfinite(J).all():
        return bool((np.abs(gap) <= UNIT * np.abs(y)).all())
    rows = np.linalg.norm(J, axis=1)
    rows = np.where(rows > 0, rows, 1.0)  # then that of the inverse is 0, too
    inverse = np.linalg.pinv(J / rows[:, None], rcond=DEPENDENT)
    step = inverse @ (gap / rows)
    reached = (np.abs(gap - J @ step) <= 4 * rounding).all()  # False where f(x) = y has no solution by J
    unsure = np.abs(inverse) @ (rounding / rows)
    return bool(reached and np.hypot(*step) <= SHORT * size and np.hypot(*unsure) <= UNSURE * size)
