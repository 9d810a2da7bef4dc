"""What explore.linear_approximation says of the circle that is shown, and apart from it of smaller ones; its tasks."""

import numpy as np

from jaclib.draw import magnified
from jaclib.evidence.judge import agree
from jaclib.explore.linear_approximation.errors import ROUNDING
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.explore.plane.guess import of_the_guess
from jaclib.stage import Challenge, near, readout, right

THIN = 1e-3  # of the longer half-axis: a shorter one isn't seen
MANY = 2  # times the radius: no longer a matter of per cent
NEARLY = 0.1  # of the ellipse's longer half-axis, or of the radius where J = 0: so little may the true image be off
FEW = 5e-4  # of the radius: less isn't told in per cent


def say(now) -> str:
    """Describe the figure in a sentence."""
    a = f"a = {pair(now['a'])}"
    if sentence := no_derivative(now["value"], now["jacobian"], a, fits=now["fits"], too_large=now["too_large"]):
        return f"{sentence}{_by_the_partials(now)}{_magnified(now)}"
    rest = f"{_as_it_shrinks(now)}.{_magnified(now)}{of_the_guess(now)}"
    return f"Around {a} a circle of radius {now['eps']:.3g} {_lands(now)}{rest}"


def _magnified(now) -> str:
    """Say how many times the panels are magnified, where they are; else ""."""
    plane, image = (magnified(now[name]) for name in ("zoom", "image_zoom"))
    if now["zoom"] == 1:
        return ""
    return f" Magnified {plane}." if plane == image else f" Magnified {plane}, the image {image}."


def _by_the_partials(now) -> str:
    """Say how far off the partial derivatives are, where they exist without a derivative; else ""."""
    slope = now["slope"]
    if not np.isfinite(now["jacobian"]).all() or np.isnan(slope) or slope > 1.1 or not np.isfinite(now["largest"]):
        return ""
    away = f"at most {now['largest']:.2g} away from where they put it, {_of_the_radius(now)}"
    return f" The image of a circle of radius {now['eps']:.3g} is {away}{_as_it_shrinks(now)}."


def _lands(now) -> str:
    """Say where the circle lands."""
    off, shape = now["largest"], _predicted(now)
    away = f"The true image is at most {off:.2g} away, {_of_the_radius(now)}"
    if now["endless"]:
        return f"reaches places where f is undefined, or too large for double precision. J predicts {shape}"
    if now["unbounded"]:
        return f"meets a pole of f: its true image is unbounded. J predicts {shape}"
    if now["touches"]:
        return f"meets a pole of f, or a place where f is undefined. J predicts {shape}"
    if not np.isfinite(off):
        return f"lies where f is undefined. J predicts {shape}"
    if now["torn"]:
        return f"is torn, since f jumps there. J predicts {shape}"
    if now["undefined"]:
        return f"reaches places where f is undefined. J predicts {shape}. {away} where there is one"
    if np.isnan(now["slope"]) and _only_rounding(now):
        return f"lands on {shape}, up to rounding"
    if off <= NEARLY * now["eps"] * (now["sigma"][0] or 1.0):  # beside a point, the radius is all there is to compare
        return f"lands on nearly {shape}. {away}"
    return f"does not land close to what J predicts, {shape}. {away}"


def _of_the_radius(now) -> str:
    share = now["largest"] / now["eps"]
    return f"{share:.1%} of the radius" if FEW <= share < MANY else f"{share:.3g} times the radius"


def _predicted(now) -> str:
    """Name the image of the circle under the linear approximation."""
    long, short = now["eps"] * now["sigma"]
    if long == 0:
        return "the point f(a), since J = 0"
    if short == 0:
        return f"a segment of half-length {long:.3g}{_along(now)}: flattened, area × 0"
    turned = "kept" if _oriented(now) > 0 else "reversed"
    size = f"half-axes {long:.3g} and {short:.3g}{_along(now)}"
    size += ", so thin that it looks like a line" if short < THIN * long else ""
    return f"an ellipse with {size}, orientation {turned}, area × {_area(now)}"


def _oriented(now) -> float:
    """det J, or where it is too large or too small for a number, that of J in units of its largest entry."""
    d, J = now["det"], now["jacobian"]
    return d if np.isfinite(d) and d != 0 else np.linalg.det(J / np.abs(J).max())


def _area(now) -> str:
    size = abs(now["det"])
    return f"{size:.3g}" if 0 < size < np.inf else f"too {'large' if size else 'small'} for double precision"


def _along(now) -> str:
    """Say which way the longer half-axis points, if the two differ."""
    if not now["sigma"][0] > 1.01 * now["sigma"][1]:
        return ""
    x, y = now["semi_axes"][0]
    return f"{', the longer' if now['sigma'][1] else ''} along {np.degrees(np.arctan2(y, x)) % 180:.0f}°"


def _only_rounding(now) -> bool:
    terms = np.abs(now["value"]).max() + now["sigma"][0] * (np.abs(now["a"]).max() + now["eps"])
    return now["largest"] <= ROUNDING * now["unit"] * terms


def _as_it_shrinks(now) -> str:
    """Say how the error goes with the radius, whatever circle is shown."""
    slope = now["slope"]
    if not now["settled"]:
        return "; down to the smallest radii at which more than rounding is seen, the error follows no power of ε yet"
    if np.isnan(slope) and _only_rounding(now):
        return ", and so does each smaller one: f is linear here"
    if np.isnan(slope):
        return "; near a f is linear, up to rounding"
    if now["fits"]:
        return f"; as ε shrinks, the error falls like ε^{slope:.2f}"
    falls = f"falls only like ε^{slope:.2f}, no faster than ε" if slope > 0.05 else "does not fall"
    return f"; as ε shrinks, the error {falls}"


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    J, det = readout("J", now["jacobian"], columns=True), readout("det J", now["det"])
    half_axes = [readout("σ₁", now["sigma"][0]), readout("σ₂", now["sigma"][1])]
    errors = [readout("largest error", now["largest"]), readout("mean error", now["mean"])]
    relative = readout("largest / ε", now["largest"] / now["eps"])
    return [J, *half_axes, det, relative, *errors, readout("a", now["a"]), readout("f(a)", now["value"])]


def _like_a_circle(now):
    long, short = now["sigma"]
    if short > 0 and long / short < 1.03:
        return right(f"σ₁ = {long:.3g} and σ₂ = {short:.3g}: all directions are stretched alike.")
    return near(f"It is {long / short:.2f} times as long as wide.") if short > 0 and long / short < 1.25 else None


def _three_times_as_long(now):
    aspect = now["sigma"][0] / now["sigma"][1] if now["sigma"][1] > 0 else np.inf
    if agree(aspect, 3, within=0.06):
        return right(f"σ₁ : σ₂ = {aspect:.2f}. Only the position of the point matters: ε stretches both axes alike.")
    return near(f"It is {aspect:.2f} times as long as wide.") if agree(aspect, 3, within=0.6) else None


def _one_percent(now):
    share = now["largest"] / now["eps"]
    if agree(share, 0.01, within=0.0005):
        return right(f"The largest error is {share:.2%} of the radius, and {now['largest']:.2g} in all.")
    return near(f"It is {share:.1%}. The share falls in proportion to ε.") if 0.003 < share < 0.03 else None


CHALLENGES = {
    "circle": Challenge("Drag a to where small circles land on circles.", _like_a_circle),
    "three": Challenge("Drag a to where the ellipse is three times as long as wide.", _three_times_as_long),
    "one percent": Challenge("Choose ε so that the largest error is one percent of the radius.", _one_percent),
}
