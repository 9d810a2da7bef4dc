"""The numbers of explore.linear_approximation: a circle, its image, the ellipse, and the error for each radius."""

import jax
import numpy as np

from jaclib import maps
from jaclib.evidence import kink
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.guess import compared
from jaclib.explore.plane.law import AROUND, RADII, law
from jaclib.explore.plane.lines import CIRCLE, away_from, grid_and_image
from jaclib.image.outline import outlined
from jaclib.programs.field import det, fields

CERTAIN = 1e-9  # of an error: more is not rounding
CIRCLES = RADII[:, None, None] * CIRCLE[::4]


@np.errstate(all="ignore")  # where f is undefined
def numbers(f: maps.Map, a, eps, follow):
    """All numbers of the picture. With `follow` the image is seen through a lens: (y − f(a)) / ε in place of y."""
    x = a + eps * CIRCLE
    places = {"nudged": nudges(a), "all round": kink.all_round(a), "circle": x, "law": a + CIRCLES}
    found = fields(f, {"a": a} | places | {"around": a + AROUND})
    value, image = found["a"][0], found["circle"][0]
    J, fits = kink.derivative(a, *found["a"], *found["all round"])
    whole = J if np.isfinite(J).all() else np.full((2, 2), np.nan)  # of half a matrix nothing is drawn
    outline, linear = jax.device_get(outlined(f, x, image)), value + eps * CIRCLE @ whole.T
    gap = np.hypot.reduce(outline.points - linear, axis=1)  # its square may be too large for a number
    directions, sigma = stretches(J) if fits else (np.full((2, 2), np.nan), np.full(2, np.nan))
    largest, mean = over_directions(np.hypot.reduce(found["law"][0] - value - CIRCLES @ whole.T, axis=2))
    last_place = float(np.max(kink.unit(value, found["all round"][0])))
    terms = 1 + np.abs(value).max() + (np.abs(whole) @ np.abs(a)).max()
    slope, settled = law(found["around"][0] - value - AROUND @ whole.T, terms, last_place, fits)
    lens, centre = (eps, value) if follow else (1.0, 0.0)
    touches, endless = infinite(image)
    most, usual = over_directions(gap)
    now = {"a": a, "eps": eps, "follow": follow, "value": value, "jacobian": J, "fits": fits, "sigma": sigma}
    now |= {"det": det(J) if fits else np.nan, "nudged": found["nudged"], "circle": x}
    now |= {"largest": np.inf if outline.unbounded else most, "mean": np.nan if outline.unbounded or touches else usual}
    now |= {"touches": touches, "endless": endless, "too_large": overflows(value, found["all round"][0])}
    now |= {"torn": outline.torn, "undefined": outline.undefined, "unbounded": outline.unbounded}
    on_panel = {"true": outline.points, "linear": linear, "image": value}
    now |= {name: (each - centre) / lens for name, each in on_panel.items()}
    now |= {"columns": eps / lens * whole.T, "semi_axes": eps / lens * (directions * sigma).T, "unit": last_place}
    return now | {"law_largest": largest, "law_mean": mean, "slope": slope, "settled": settled}


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
def compute(f: maps.Map, a, eps, follow, guess=None) -> dict:
    """The numbers, the sheet, and how the image is framed."""
    now = numbers(f, np.asarray(a, dtype=float), float(eps), bool(follow))
    now |= cleared(now.pop("nudged"), **{name: now[name] for name in ("value", "jacobian", "det", "sigma")})
    now |= compared((guess - now["value"]) / eps if follow and guess else guess, now["true"][None])
    before, after = grid_and_image(f)
    if follow:
        # in steps of two: the view holds still while one drags
        longest = now["sigma"][0] if np.isfinite(now["sigma"][0]) else 1.0  # where there is no ellipse to frame
        half = 2.0 ** np.ceil(np.log2(1.25 * max(longest, 1e-6)))
        box: maps.Box = ((-half, half), (-half, half))
    else:
        box = reaching(image_box(f), now["value"])
    now |= {"before": before, "after": np.full_like(after, np.nan) if follow else after, "domain": f.domain, "box": box}
    outputs = f.outputs
    if follow:
        outputs = tuple(f"({y} − $f_{i}$(a)) / ε" for i, y in enumerate(outputs, start=1))
    now |= {"variables": f.variables, "outputs": outputs}
    return now | drawn(now)


def drawn(now: dict) -> dict:
    """The arrays that only marks need."""
    steps, columns, axes = now["eps"] * np.eye(2), now["columns"], now["semi_axes"]
    marks = {"steps": steps, "ellipse_axes": now["image"] + np.stack([-axes, axes], axis=1)}
    for j, (step, column, axis) in enumerate(zip(steps, columns, axes, strict=True), start=1):
        marks |= {f"step_{j}": step, f"column_{j}": column, f"axis_{j}": away_from(columns, axis)}
    marks |= {f"{name}_by_radius": np.stack([RADII, now[f"law_{name}"]], axis=1) for name in ("largest", "mean")}
    # through the lens all lengths are in units of ε
    marks |= {"here": np.array([now["eps"], now["largest"]]), "unit_of_length": "" if now["follow"] else "ε "}
    return marks | {"law_in_words": law_in_words(now)}


def law_in_words(now) -> str:
    """Say in few words how the error goes with ε; of a map that is linear only near a, for which ε."""
    if not now["settled"]:
        return "slope not settled"
    if not np.isnan(now["slope"]):
        return f"slope {now['slope']:.2f}"
    if np.isnan(now["law_largest"]).all():
        return ""  # there is no J to be off
    return f"only rounding{' for small ε' * bool(np.nanmax(now['law_largest'], initial=0) > CERTAIN)}"
