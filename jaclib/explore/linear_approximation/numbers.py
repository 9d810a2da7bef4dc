"""The numbers of explore.linear_approximation: a circle, its image, the ellipse, and the error for each radius."""

from functools import lru_cache

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence import kink
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.linear_approximation.errors import ROUNDING, panel
from jaclib.explore.linear_approximation.lens import grids, magnification, of_the_image, through
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.guess import compared
from jaclib.explore.plane.law import AROUND, RADII, law
from jaclib.explore.plane.lines import CIRCLE, away_from
from jaclib.image.outline import outlined
from jaclib.programs.field import det, field, fields

CIRCLES = RADII[:, None, None] * CIRCLE[::4]


def numbers(f: maps.Map, a, eps):
    """All numbers of the circle and its image, and of what is there at a whatever the circle."""
    there = at(f, *a.tolist())
    return there | circle(f, there, a, eps)


@lru_cache(maxsize=8)  # while ε moves
@np.errstate(all="ignore")  # where f is undefined
def at(f: maps.Map, *coordinates: float) -> dict:
    """The value and the derivative at a, and the error for each radius: all that does not depend on ε."""
    a = np.array(coordinates)
    places = {"nudged": nudges(a), "all round": kink.all_round(a), "law": a + CIRCLES, "around": a + AROUND}
    found = fields(f, {"a": a} | places)
    value, around = found["a"][0], found["all round"][0]
    J, fits = kink.derivative(a, *found["a"], *found["all round"])
    whole = J if np.isfinite(J).all() else np.full((2, 2), np.nan)  # of half a matrix nothing is drawn
    directions, sigma = stretches(J) if fits else (np.full((2, 2), np.nan), np.full(2, np.nan))
    largest, mean = over_directions(np.hypot.reduce(found["law"][0] - value - CIRCLES @ whole.T, axis=2))
    last_place = float(np.max(kink.unit(value, around)))
    terms = 1 + np.abs(value).max() + (np.abs(whole) @ np.abs(a)).max()
    slope, settled = law(found["around"][0] - value - AROUND @ whole.T, terms, last_place, fits)
    there = {"a": a, "value": value, "jacobian": J, "whole": whole, "fits": fits, "det": det(J) if fits else np.nan}
    there |= {"sigma": sigma, "directions": directions, "too_large": overflows(value, around), "unit": last_place}
    there |= cleared(found["nudged"], **{name: there[name] for name in ("value", "jacobian", "det", "sigma")})
    there |= {"exact": (value, sigma), "rounding": ROUNDING * last_place * terms}
    return there | {"law_largest": largest, "law_mean": mean, "slope": slope, "settled": settled}


@np.errstate(all="ignore")
def circle(f: maps.Map, there: dict, a, eps) -> dict:
    """The circle of radius ε, its image, the ellipse, and how far apart the two are."""
    x, (value, sigma), whole = a + eps * CIRCLE, there["exact"], there["whole"]
    image = field(f, x)[0]
    outline, linear = jax.device_get(outlined(f, x, image)), value + eps * CIRCLE @ whole.T
    gap = np.hypot.reduce(outline.points - linear, axis=1)  # its square may be too large for a number
    touches, endless = infinite(image)
    most, usual = over_directions(gap)
    now = {"eps": eps, "circle": x, "true": outline.points, "linear": linear, "touches": touches, "endless": endless}
    now |= {"largest": np.inf if outline.unbounded else most, "mean": np.nan if outline.unbounded or touches else usual}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    now |= {"steps": eps * np.eye(2), "columns": eps * whole.T, "semi_axes": eps * (there["directions"] * sigma).T}
    return now | panel(there | now)


def stretches(J):
    """The directions and the lengths of the half-axes of the ellipse that J makes of the unit circle.

    The shorter length is |det J| over the longer one: so it is exact also where it is far below that one's rounding.
    J is taken in units of a power of two near its largest entry: det J may be too large or too small for a number.
    """
    scale = 2.0 ** np.floor(np.log2(np.abs(J).max(initial=1e-300)))
    directions, (longest, _) = np.linalg.svd(J / scale)[:2]
    return directions, scale * np.array([longest, abs(det(J / scale)) / longest if longest else 0.0])


def infinite(image) -> tuple[bool, bool]:
    """Whether f is infinite on the circle: at single points, as where it touches a pole, and at several in a row.

    >>> line = np.array([[1.0], [np.inf], [2.0], [3.0], [1.0]])
    >>> infinite(line), infinite(np.where(line > 2, np.inf, line)), infinite(np.where(line > 1, np.inf, line))
    ((True, False), (True, False), (False, True))
    """
    there = np.isinf(image[:-1]).any(axis=1)  # the last point is the first one again
    several = bool((there & np.roll(there, 1)).any())
    return bool(there.any()) and not several, several


def over_directions(errors):
    """The largest and the mean error over the directions, the last axis; NaN only where none is known."""
    known = ~np.isnan(errors)
    return np.fmax.reduce(errors, axis=-1), np.where(known, errors, 0.0).sum(axis=-1) / known.sum(axis=-1)


@np.errstate(over="ignore", invalid="ignore")
def compute(f: maps.Map, a, eps, magnify, guess=None) -> dict:
    """The numbers, how the panels are framed, and what is seen in them, through a lens if wanted."""
    now = numbers(f, np.asarray(a, dtype=float), float(eps))
    now |= {"domain": f.domain, "box": reaching(image_box(f), now["value"])}
    now |= {"variables": f.variables, "outputs": f.outputs, "ticks": scales(f.domain)["ticks"]}
    zoom = magnification(f, now["eps"], now["value"]) if magnify else 1.0
    now |= {"zoom": zoom, "image_zoom": of_the_image(zoom, now["eps"], now["sigma"][0], now["box"])}
    now |= grids(f, now) | seen(now)
    return now | compared(guess, now["true_seen"][None])  # as it is drawn, so as it is seen


def seen(now: dict) -> dict:
    """The circle, its image and the ellipse where they are seen."""
    zoom, value = now["image_zoom"], now["value"]
    marks = {"circle_seen": through(now["circle"], now["a"], now["zoom"]), "steps_seen": now["zoom"] * now["steps"]}
    marks |= {f"{name}_seen": through(now[name], value, zoom) for name in ("true", "linear")}
    columns, axes = (zoom * now[name] for name in ("columns", "semi_axes"))
    marks |= {"columns_seen": columns, "axes_seen": value + np.stack([-axes, axes], axis=1)}
    for j, (step, column, axis) in enumerate(zip(marks["steps_seen"], columns, axes, strict=True), start=1):
        marks |= {f"step_{j}": step, f"column_{j}": column, f"axis_{j}": away_from(columns, axis)}
    return marks
