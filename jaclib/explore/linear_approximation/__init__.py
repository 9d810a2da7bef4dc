"""A small circle, its true image, and the ellipse that the Jacobian predicts."""

import jax
import numpy as np

from jaclib import maps
from jaclib.draw import (
    arrows,
    curve,
    frame,
    grid,
    hint,
    key,
    label,
    log_axes,
    note,
    note_at,
    point,
    rays,
    spokes,
    upright,
)
from jaclib.evidence.kink import all_round, derivative, unit
from jaclib.evidence.rounding import cleared, nudges
from jaclib.explore.choose.state import State, of
from jaclib.explore.linear_approximation.words import CHALLENGES, say, values
from jaclib.explore.phrases.undefined import overflows
from jaclib.explore.plane.framing import image_box, name_axes, reaching
from jaclib.explore.plane.law import AROUND, LARGEST_RADIUS, RADII, SMALLEST_RADIUS, law
from jaclib.explore.plane.lines import CIRCLE, away_from, grid_and_image
from jaclib.image.outline import outlined
from jaclib.programs.field import det, fields
from jaclib.stage import Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import log_slider, switch

TITLES = "A small circle around a …", "… its image, and what J predicts", "The error, for each radius"
CERTAIN = 1e-9  # of an error: more is not rounding
STEPS = RADII[:, None, None] * CIRCLE[::4]


@np.errstate(all="ignore")  # where f is undefined
def numbers(f: maps.Map, a, eps, follow):
    """All numbers of the picture. With `follow` the image is seen through a lens: (y − f(a)) / ε in place of y."""
    x = a + eps * CIRCLE
    places = {"nudged": nudges(a), "all round": all_round(a), "circle": x, "law": a + STEPS, "around": a + AROUND}
    found = fields(f, {"a": a} | places)
    value, image = found["a"][0], found["circle"][0]
    J, fits = derivative(a, *found["a"], *found["all round"])
    whole = J if np.isfinite(J).all() else np.full((2, 2), np.nan)  # of half a matrix nothing is drawn
    seen, linear = jax.device_get(outlined(f, x, image)), value + eps * CIRCLE @ whole.T
    gap = np.hypot.reduce(seen.points - linear, axis=1)  # its square may be too large for a number
    directions, sigma = stretches(J) if fits else (np.full((2, 2), np.nan), np.full(2, np.nan))
    largest, mean = over_directions(np.hypot.reduce(found["law"][0] - value - STEPS @ whole.T, axis=2))
    last_place = float(np.max(unit(value, found["all round"][0])))
    terms = 1 + np.abs(value).max() + (np.abs(whole) @ np.abs(a)).max()
    slope, settled = law(found["around"][0] - value - AROUND @ whole.T, terms, last_place, fits)
    lens, centre = (eps, value) if follow else (1.0, 0.0)
    touches, endless = infinite(image)
    most, usual = over_directions(gap)
    return {
        "a": a, "eps": eps, "follow": follow, "value": value, "jacobian": J, "fits": fits,
        "sigma": sigma, "det": det(J) if fits else np.nan, "nudged": found["nudged"], "circle": x,
        "largest": np.inf if seen.unbounded else most, "mean": np.nan if seen.unbounded or touches else usual,
        "touches": touches, "endless": endless, "torn": seen.torn,
        "undefined": seen.undefined, "unbounded": seen.unbounded,
        "true": (seen.points - centre) / lens, "linear": (linear - centre) / lens,
        "image": (value - centre) / lens,
        "columns": eps / lens * whole.T, "semi_axes": eps / lens * (directions * sigma).T,
        "law_largest": largest, "law_mean": mean, "slope": slope, "settled": settled,
        "unit": last_place, "too_large": overflows(value, found["all round"][0]),
    }  # fmt: skip


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
    """Largest and mean error over the directions, the last axis, NaN only where none is known."""
    known = ~np.isnan(errors)
    return np.fmax.reduce(errors, axis=-1), np.where(known, errors, 0.0).sum(axis=-1) / known.sum(axis=-1)


@np.errstate(over="ignore", invalid="ignore")
def compute(f: maps.Map, a, eps, follow) -> dict:
    """The numbers, the sheet, and how the image is framed."""
    now = numbers(f, np.asarray(a, dtype=float), float(eps), bool(follow))
    now |= cleared(now.pop("nudged"), **{name: now[name] for name in ("value", "jacobian", "det", "sigma")})
    before, after = grid_and_image(f)
    if follow:
        # in steps of two: the view holds still while one drags
        longest = now["sigma"][0] if np.isfinite(now["sigma"][0]) else 1.0  # where there is no ellipse to frame
        half = 2.0 ** np.ceil(np.log2(1.25 * max(longest, 1e-6)))
        box = ((-half, half), (-half, half))
    else:
        box = reaching(image_box(f), now["value"])
    return now | {
        "before": before, "after": after, "domain": f.domain, "box": box,
        "variables": f.variables, "outputs": through_the_lens(f.outputs) if follow else f.outputs,
    }  # fmt: skip


def through_the_lens(outputs) -> tuple[str, ...]:
    """What the axes of the image are called while the view follows the shrinking circle."""
    return tuple(f"({y} − $f_{i}$(a)) / ε" for i, y in enumerate(outputs, start=1))


def paint(palette, before, after, law):
    """Put the artists up once; the function returned moves them."""
    hint(before, "drag a, or use the arrow keys", palette.quiet)
    key(after, [("true f(a + h)", palette.ink, False), ("linear f(a) + J h", palette.linear, True)])
    key(law, [("largest", palette.linear, False), ("mean", palette.quiet, True)])
    log_axes(law, (SMALLEST_RADIUS, LARGEST_RADIUS), (1e-17, 1e2), "radius ε", "error", palette.faint)
    sheet_before, sheet_after = grid(before, palette.faint), grid(after, palette.faint)
    circle, true = curve(before, palette.ink, fill=palette.fill), curve(after, palette.ink, fill=palette.fill)
    linear = curve(after, palette.linear, dashed=True)
    axes, axis_names = spokes(after, palette.linear, 2), [label(after, "", palette.linear) for _ in range(2)]
    steps, images = arrows(before, palette.columns), arrows(after, palette.columns)
    step_names = [label(before, f"$ε e_{j + 1}$", palette.columns[j]) for j in range(2)]
    image_names = [label(after, "", color) for color in palette.columns]
    names = [note_at(before, "a", palette.ink), note_at(after, "f(a)", palette.ink)]
    a, image, current = point(before, palette.ink), point(after, palette.ink), point(law, palette.accent)
    largest, mean = curve(law, palette.linear), curve(law, palette.quiet, width=1.2, dashed=True)
    radius, fitted = upright(law, palette.accent), note(law, palette.ink, (0.06, 0.92))

    def move(now):
        frame(before, now["domain"]), frame(after, now["box"])
        name_axes(before, after, now)
        sheet_before(now["before"]), sheet_after(now["after"] * (np.nan if now["follow"] else 1))
        circle(now["circle"]), true(now["true"]), linear(now["linear"])
        a(now["a"]), image(now["image"])
        steps(now["a"], now["eps"] * np.eye(2)), images(now["image"], now["columns"])
        axes(now["image"], now["semi_axes"])
        unit = "" if now["follow"] else "ε "  # through the lens all lengths are in units of ε
        spread = np.vstack([now["columns"], now["semi_axes"], -now["semi_axes"]])
        here = [now["circle"], rays(now["a"], now["eps"] * np.eye(2))]
        there = [now["true"], now["linear"], rays(now["image"], spread)]
        names[0](now["a"], here), names[1](now["image"], there)
        for j in range(2):
            step_names[j](now["a"], now["eps"] * np.eye(2)[j], clear_of=here)
            image_names[j](now["image"], now["columns"][j], f"${unit}J e_{j + 1}$", there)
            axis = away_from(now["columns"], now["semi_axes"][j])
            axis_names[j](now["image"], axis, f"${unit}σ_{j + 1}$", there)
        largest(np.stack([RADII, now["law_largest"]], axis=1)), mean(np.stack([RADII, now["law_mean"]], axis=1))
        current((now["eps"], now["largest"])), radius(now["eps"])
        fitted(law_in_words(now))

    return move


def law_in_words(now) -> str:
    """How the error goes with ε, in few words: of a map that is linear near a alone, for which ε."""
    if not now["settled"]:
        return "slope not settled"
    if not np.isnan(now["slope"]):
        return f"slope {now['slope']:.2f}"
    if np.isnan(now["law_largest"]).all():
        return ""  # there is no J to be off
    return f"only rounding{' for small ε' * bool(np.nanmax(now['law_largest'], initial=0) > CERTAIN)}"


def linear_approximation(
    f=None, a=None, eps: float = 0.5, *, follow: bool = False, state: State | None = None, challenges=()
) -> Live:
    """Drag a, shrink ε: the ellipse f(a) + J h closes in on the true image f(a + h).

    `f` is a name of the catalogue ("polar" if nothing is said), a formula such as "x*y, x^2 - y^2", or a function
    from (2,) to (2,); `a` the point to start from, `eps` the radius, from 10⁻⁴ to 2; with `follow` the view of the
    image is magnified as the circle shrinks. With a `State` in place of f and a, it moves together with the other
    pictures of that state. `challenges` are names of CHALLENGES, to be solved in the picture.
    Raises ValueError where one of them is not of that kind.
    """
    if not SMALLEST_RADIUS <= eps <= LARGEST_RADIUS:
        raise ValueError(f"eps: a radius from {SMALLEST_RADIUS:g} to {LARGEST_RADIUS:g} is needed, and {eps!r} came.")
    state = of(state, f, a)
    controls = {
        "f": state.f,
        "a": state.at,
        "eps": log_slider("radius", "ε", SMALLEST_RADIUS, LARGEST_RADIUS, eps, play="Shrink the circle"),
        "follow": switch("follow the shrinking picture", follow),
    }

    def call(values) -> str:
        lens = ", follow=True" if values["follow"] else ""
        return f"explore.linear_approximation({state.call(values)}, eps={values['eps']:.6g}{lens})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A circle around a, its image under f, and the error of the linear approximation",
        tried=("eps", 2, lambda now: (now["eps"], now["largest"])),
    )  # fmt: skip
