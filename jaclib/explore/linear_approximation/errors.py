"""The panel of errors of explore.linear_approximation: how far it reaches, and the triangle that shows the slope."""

import numpy as np

from jaclib.explore.plane.law import RADII

ROUNDING = 45  # rounding units of what is added up: less is nothing but rounding
USUAL = 1e-8, 10.0  # where there is nothing but rounding
LEGS = 3e-3, 3e-2  # the radii that the triangle spans
BELOW = 0.12  # of the panel's height, the triangle's distance from the curve
LIKE = 0.15  # by so much the curve may be steeper or flatter there than the slope that is said
EDGE = 0.012  # of the panel's height, where 0 is drawn
CERTAIN = 1e-9  # of an error: more is not rounding
NO_TRIANGLE = np.full((3, 2), np.nan)


def panel(now: dict) -> dict:
    """What the panel draws: its ends, the curves, the present error, the triangle, and what is rounding."""
    rounding = now["rounding"]
    curves = [np.where(now[name] <= rounding, 0.0, now[name]) for name in ("law_largest", "law_mean")]
    here = 0.0 if now["largest"] <= rounding else now["largest"]
    low, high = ends([*np.concatenate(curves), here])
    least = low * (high / low) ** EDGE
    largest, mean = (np.stack([RADII, np.maximum(curve, least)], axis=1) for curve in curves)
    drawn = {"error_ends": (low, high), "largest_by_radius": largest, "mean_by_radius": mean}
    legs, place = triangle(largest, now["slope"] if now["settled"] else np.nan, low, high)
    drawn |= {"triangle": legs, "slope_place": [place], "slope_in_words": [f"slope {now['slope']:.2f}"]}
    drawn |= {"here": np.array([now["eps"], max(here, least)]), "law_in_words": law_in_words(now, place)}
    only_rounding = "0, up to rounding" if (curves[0] == 0).any() else ""
    return drawn | {"rounding_in_words": only_rounding}


def ends(errors) -> tuple[float, float]:
    """The decades that hold all errors that are more than rounding.

    >>> ends([0.0, 3e-8, 0.2, np.inf, np.nan]), ends([0.0])
    ((1e-08, 1.0), (1e-08, 10.0))
    """
    found = [error for error in errors if 0 < error < np.inf]
    if not found:
        return USUAL
    low, high = np.floor(np.log10(min(found))), np.ceil(np.log10(max(found)))
    return float(10.0**low), float(10.0 ** max(high, low + 1))


def triangle(curve, slope: float, low: float, high: float):
    """A triangle of the slope below the curve, one decade wide, and where its words go; NaN where the curve differs."""
    start, end = np.exp(np.interp(np.log(LEGS), *np.log(curve).T))
    if not abs(np.log10(end / start) - slope) < LIKE:
        return NO_TRIANGLE, (np.nan, np.nan)
    foot = start * (low / high) ** BELOW
    top = foot * 10.0**slope
    words = LEGS[1] * 1.25, np.sqrt(foot * top)
    return np.array([(LEGS[0], foot), (LEGS[1], foot), (LEGS[1], top)]), words


def law_in_words(now, place=(np.nan, np.nan)) -> str:
    """Say in few words how the error goes with ε, where no triangle does; of a map linear only near a, for which ε."""
    if not now["settled"]:
        return "slope not settled"
    if not np.isnan(now["slope"]):
        return f"slope {now['slope']:.2f} as ε → 0" if np.isnan(place).any() else ""
    if np.isnan(now["law_largest"]).all():
        return ""  # there is no J to be off
    return f"only rounding{' for small ε' * bool(np.nanmax(now['law_largest'], initial=0) > CERTAIN)}"
