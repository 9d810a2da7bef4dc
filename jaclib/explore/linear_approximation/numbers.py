"""The numbers of explore.linear_approximation: a circle, its image, the ellipse, and the error for each radius."""

from functools import lru_cache

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import maps
from jaclib.draw import diameters
from jaclib.evidence import kink
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.linear_approximation.errors import ROUNDING, in_words, panel
from jaclib.explore.linear_approximation.lens import grids, magnification, of_the_image, through
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, reaching, scales
from jaclib.explore.plane.guess import compared
from jaclib.explore.plane.law import AROUND, RADII, law
from jaclib.explore.plane.lines import CIRCLE, away_from
from jaclib.image.outline import outlined
from jaclib.programs.field import det, field, fields

CIRCLES = RADII[:, None, None] * CIRCLE[::4]
GIVEN = "a", "value", "whole", "directions", "exact_value", "exact_sigma", "law_largest", "law_mean", "rounding"


@lru_cache(maxsize=8)  # while ε moves
@np.errstate(all="ignore")  # where f is undefined
def at(f: maps.Map, *coordinates: float) -> dict:
    """The value and the derivative at a, and the error for each radius: all that does not depend on ε."""
    a = np.array(coordinates)
    places = {"nudged": nudges(a), "all round": kink.all_round(a), "law": a + CIRCLES, "around": a + AROUND}
    found = fields(f, {"a": a} | places)
    there = jax.tree.map(np.asarray, derived(a, found))
    slope, settled = law(there.pop("off"), there.pop("terms"), float(there["unit"]), bool(there["fits"]))
    too_large = overflows(found["a"][0], found["all round"][0])
    return there | {"a": a, "too_large": too_large, "slope": float(slope), "settled": settled}


@jax.jit  # compiled once for all maps
def derived(a, found) -> dict:
    """The derivative at a, with its stretches, and what it misses at each radius, from the fields at the places.

    What is `exact` is as it is found; of the others, what is only rounding is 0.
    """
    value, around = found["a"][0], found["all round"][0]
    _, J, fits = kink.derivative_from(a, *found["a"], *found["all round"])
    whole = jnp.where(jnp.isfinite(J).all(), J, jnp.nan)  # of half a matrix nothing is drawn
    directions, sigma = stretches(jnp.where(fits, J, jnp.nan))
    largest, mean = over_directions(jnp.hypot(*jnp.moveaxis(found["law"][0] - value - CIRCLES @ whole.T, -1, 0)))
    last_place = kink.unit(value, around).max()
    terms = 1 + jnp.abs(value).max() + (jnp.abs(whole) @ jnp.abs(a)).max()
    now = cleared(found["nudged"], value=value, jacobian=J, det=jnp.where(fits, det(J), jnp.nan), sigma=sigma)
    now |= {"fits": fits, "whole": whole, "directions": directions, "exact_value": value, "exact_sigma": sigma}
    now |= {"law_largest": largest, "law_mean": mean, "off": found["around"][0] - value - AROUND @ whole.T}
    return now | {"unit": last_place, "terms": terms, "rounding": ROUNDING * last_place * terms}


def stretches(J):
    """The directions and the lengths of the half-axes of the ellipse that J makes of the unit circle. Traces.

    The shorter length is |det J| over the longer one: so it is exact also where it is far below that one's rounding.
    J is taken in units of a power of two near its largest entry: det J may be too large or too small for a number.
    """
    scale = jnp.ldexp(1.0, jnp.frexp(jnp.abs(J).max(initial=1e-300))[1] - 1)
    directions, (longest, _), _ = jnp.linalg.svd(J / scale)
    shorter = jnp.where(longest == 0, 0.0, jnp.abs(det(J / scale)) / longest)
    return directions, scale * jnp.stack([longest, shorter])


def infinite(image):
    """Whether f is infinite on the circle: at single points, as where it touches a pole, and at several in a row.

    Traces.

    >>> line = np.array([[1.0], [np.inf], [2.0], [3.0], [1.0]])
    >>> [[*map(bool, infinite(np.where(line > least, np.inf, line)))] for least in (3, 2, 1)]
    [[True, False], [True, False], [False, True]]
    """
    there = jnp.isinf(image[:-1]).any(axis=1)  # the last point is the first one again
    several = (there & jnp.roll(there, 1)).any()
    return there.any() & ~several, several


def over_directions(errors):
    """The largest and the mean error over the directions, the last axis; NaN only where none is known. Traces."""
    return jnp.nanmax(errors, axis=-1), jnp.nanmean(errors, axis=-1)


@np.errstate(all="ignore")
def circle(f: maps.Map, there: dict, eps: float, zooms: dict) -> dict:
    """The circle of radius ε, its image, the ellipse, how far apart the two are, and where they are seen."""
    x = there["a"] + eps * CIRCLE
    image, slope = field(f, x)[0], there["slope"] if there["settled"] else np.nan
    some = {name: there[name] for name in GIVEN}
    now = jax.tree.map(np.asarray, pictured(some, eps, zooms, slope, image, outlined(f, x, image)))
    now |= named_one_by_one(now) | {"error_ends": tuple(now["error_ends"].tolist())}
    return now | in_words(there, now["slope_place"])


@jax.jit  # compiled once for all maps
def pictured(there, eps, zooms, slope, image, outline) -> dict:
    """The circle, its image and the ellipse, and the errors, from what is there at a and the image's outline."""
    a, whole, directions, sigma = (there[name] for name in ("a", "whole", "directions", "exact_sigma"))
    linear = there["exact_value"] + eps * CIRCLE @ whole.T
    most, usual = over_directions(jnp.hypot(*(outline.points - linear).T))  # its square may be too large for a number
    touches, endless = infinite(image)
    largest = jnp.where(outline.unbounded, jnp.inf, most)
    now = {"circle": a + eps * CIRCLE, "true": outline.points, "linear": linear, "touches": touches, "endless": endless}
    now |= {"largest": largest, "mean": jnp.where(outline.unbounded | touches, jnp.nan, usual)}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    now |= {"steps": eps * np.eye(2), "columns": eps * whole.T, "semi_axes": eps * (directions * sigma).T}
    errors = jnp.stack([there["law_largest"], there["law_mean"]])
    return now | seen(a, there["value"], now, **zooms) | panel(errors, eps, largest, slope, there["rounding"])


def seen(a, value, now: dict, zoom, image_zoom) -> dict:
    """The circle, its image and the ellipse where they are seen. Traces."""
    marks = {"circle_seen": through(now["circle"], a, zoom), "steps_seen": zoom * now["steps"]}
    marks |= {f"{name}_seen": through(now[name], value, image_zoom) for name in ("true", "linear")}
    columns, axes = (image_zoom * now[name] for name in ("columns", "semi_axes"))
    marks |= {"columns_seen": columns, "axes_seen": diameters(value, axes)}
    return marks | {"half_axes": jnp.stack([away_from(columns, axis) for axis in axes])}


def named_one_by_one(now: dict) -> dict:
    """The two steps, columns and half-axes, each by a name of its own, for labels."""
    sources = {"step": "steps_seen", "column": "columns_seen", "axis": "half_axes"}
    return {f"{name}_{j}": now[source][j - 1] for name, source in sources.items() for j in (1, 2)}


@np.errstate(over="ignore", invalid="ignore")
def compute(f: maps.Map, a, eps, magnify, guess=None) -> dict:
    """The numbers, how the panels are framed, and what is seen in them, through a lens if wanted."""
    there, eps = at(f, *map(float, a)), float(eps)
    box, zoom = reaching(image_box(f), there["value"]), magnification(f, eps, there["value"]) if magnify else 1.0
    zooms = {"zoom": zoom, "image_zoom": of_the_image(zoom, eps, float(there["sigma"][0]), box)}
    now = there | zooms | circle(f, there, eps, zooms) | {"eps": eps, "domain": f.domain, "box": box}
    now |= {"variables": f.variables, "outputs": f.outputs, "ticks": scales(f.domain)["ticks"]} | grids(f, now)
    return now | compared(guess, now["true_seen"][None])  # as it is drawn, so as it is seen
