"""The panel of errors of explore.linear_approximation: how far it reaches, and the triangle that shows the slope."""

import jax.numpy as jnp
import numpy as np

from jaclib.explore.plane.law import RADII

ROUNDING = 45  # rounding units of what is added up: less is nothing but rounding
USUAL = 1e-8, 10.0  # where there is nothing but rounding
LEGS = 3e-3, 3e-2  # the radii that the triangle spans
BELOW = 0.12  # of the panel's height, the triangle's distance from the curve
LIKE = 0.15  # by so much the curve may be steeper or flatter there than the slope that is said
EDGE = 0.012  # of the panel's height, where 0 is drawn
CERTAIN = 1e-9  # of an error: more is not rounding


def panel(errors, eps, largest, slope, rounding) -> dict:
    """What the panel draws: its ends, the curves of the largest and the mean error, the present one, the triangle.

    What is rounding is drawn as 0 at the panel's foot. Traces.
    """
    curves, here = (jnp.where(each <= rounding, 0.0, each) for each in (errors, largest))
    low, high = found = ends(jnp.append(curves, here))
    least = low * (high / low) ** EDGE
    by_radius = jnp.stack([jnp.broadcast_to(RADII, errors.shape), jnp.maximum(curves, least)], axis=2)
    legs, place = triangle(by_radius[0], slope, low, high)
    drawn = {"error_ends": found, "largest_by_radius": by_radius[0], "mean_by_radius": by_radius[1]}
    return drawn | {"triangle": legs, "slope_place": place[None], "here": jnp.stack([eps, jnp.maximum(here, least)])}


def ends(errors):
    """The decades that hold all errors that are more than rounding. Traces.

    >>> ends(np.array([0.0, 3e-8, 0.2, np.inf, np.nan])).tolist(), ends(np.zeros(1)).tolist()
    ([1e-08, 1.0], [1e-08, 10.0])
    """
    known = (errors > 0) & (errors < jnp.inf)
    low = jnp.floor(jnp.log10(errors.min(where=known, initial=jnp.inf)))
    high = jnp.ceil(jnp.log10(errors.max(where=known, initial=0.0)))
    return jnp.where(known.any(), 10.0 ** jnp.stack([low, jnp.maximum(high, low + 1)]), np.array(USUAL))


def triangle(curve, slope, low, high):
    """A triangle of the slope below the curve, one decade wide, and where its words go; NaN where the curve differs.

    Traces.
    """
    start, end = jnp.exp(jnp.interp(np.log(LEGS), *jnp.log(curve).T))
    foot = start * (low / high) ** BELOW
    top = foot * 10.0**slope
    legs = jnp.array([(LEGS[0], foot), (LEGS[1], foot), (LEGS[1], top)])
    words = jnp.array([LEGS[1] * 1.25, jnp.sqrt(foot * top)])
    like = jnp.abs(jnp.log10(end / start) - slope) < LIKE
    return jnp.where(like, legs, jnp.nan), jnp.where(like, words, jnp.nan)


def in_words(there: dict, place) -> dict:
    """The words on the panel: the slope at the triangle, or how the error goes; and what is rounding."""
    only_rounding = "0, up to rounding" if (there["law_largest"] <= there["rounding"]).any() else ""
    words = {"slope_in_words": [f"slope {there['slope']:.2f}"], "law_in_words": law_in_words(there, place)}
    return words | {"rounding_in_words": only_rounding}


def law_in_words(now, place=(np.nan, np.nan)) -> str:
    """Say in few words how the error goes with ε, where no triangle does; of a map linear only near a, for which ε."""
    if not now["settled"]:
        return "slope not settled"
    if not np.isnan(now["slope"]):
        return f"slope {now['slope']:.2f} as ε → 0" if np.isnan(place).any() else ""
    if np.isnan(now["law_largest"]).all():
        return "no derivative at a, no error"
    return f"only rounding{' for small ε' * bool(np.nanmax(now['law_largest'], initial=0) > CERTAIN)}"
