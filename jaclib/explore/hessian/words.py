"""What explore.hessian says of F at a and of the way down from there, the numbers below it, and its tasks."""

import numpy as np

from jaclib.explore.phrases.numbers import counted, pair
from jaclib.explore.phrases.undefined import missing
from jaclib.stage import Challenge, near, readout, right

SHAPES = {(1, 1): "bowl", (0, 1): "gutter", (-1, 1): "saddle", (0, 0): "plane", (-1, 0): "ridge", (-1, -1): "dome"}


def shape(eigenvalues) -> str:
    """Name the shape of the quadratic model. Eigenvalues that are only rounding come as 0."""
    return f"a {SHAPES[tuple(np.sign(eigenvalues))]}"


def say(now) -> str:
    """Describe the figure in a sentence."""
    (low, high), k = now["eigenvalues"], now["step"]
    if not np.isfinite(now["value"]):
        return f"F is undefined at a = {pair(now['a'])}: it has no value there, and so no gradient and no Hessian."
    there = f"At a = {pair(now['a'])}, F = {now['value']:.3g}"
    if not np.isfinite(now["gradient"]).all():
        gone = missing(now["slopes"], ["F"], "∂F/∂", now["variables"])
        return f"{there}. {gone}: there is no gradient, and no Hessian."
    there += f" and the gradient has length {np.hypot(*now['gradient']):.3g}"
    if not np.isfinite(now["hessian"]).all():
        return f"{there}. {_without(now)}: there is no Hessian."
    curved = f"The Hessian has the eigenvalues {low:.3g} and {high:.3g}: the quadratic model is {shape((low, high))}"
    return f"{there}. {curved}. {descended(now)}" if k else f"{there}. {curved}."


def _without(now) -> str:
    """Say why there is no Hessian: by slopes of ∇F along an axis that differ, or else as a whole."""
    by = "the derivative of ∇F by "
    parts = "" if now["creased"] else missing(now["second"], now["slopes_by"], by, now["variables"])
    return parts[:1].upper() + parts[1:] or "∇F has no derivative there"


def descended(now) -> str:
    """Say where the descent has led."""
    k = now["step"]
    steps = f"After {counted(k, 'step')} of gradient descent with rate {now['rate']:.3g}"
    if out := left_at(now, k):
        return f"{steps}, step {out} has led to where F is undefined."
    if end := stuck_at(now, k):
        return f"{steps}, the way has ended: step {end} led to where F has no gradient."
    fall = now["fall"]
    return f"{steps}, F is {f'{fall:.3g}' if np.isfinite(fall) and abs(fall) < 1e6 else 'beyond all bounds'}."


def stuck_at(now, k: int) -> int:
    """Which of k steps led to where F has a value and no gradient, from where no step leads on; 0 where none did."""
    lost = np.flatnonzero(np.isnan(now["way"][: k + 1]).any(axis=1))
    end = lost[0] - 1 if len(lost) else 0
    return int(end) if np.isfinite(now["falls"][end]) and np.isfinite(now["way"][end]).all() else 0


def left_at(now, k: int) -> int:
    """Which of k steps led to where F is undefined; 0 where none did. A way that runs away meets ∞ first."""
    lost = np.flatnonzero(~np.isfinite(now["falls"][: k + 1]))
    out = len(lost) and np.isnan(now["falls"][lost[0]]) and np.isfinite(now["way"][lost[0]]).all()
    return int(lost[0]) if out else 0


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    low, high = now["eigenvalues"]
    at_a = readout("F(a)", now["value"]), readout("∇F(a)", now["gradient"]), readout("H", now["hessian"], columns=True)
    bends = [readout("λ₁", low), readout("λ₂", high), readout("det H", low * high)]
    bends.append(readout("2 / λ₂", 2 / high if high > 0 else np.nan))
    return [*at_a, *bends, readout("x after k steps", now["here"]), readout("F there", now["fall"])]


def _saddle(now):
    low, high = now["eigenvalues"]
    steep, size = np.hypot(*now["gradient"]), max(abs(low), abs(high))
    if not low < 0 < high:
        return None
    if steep < 0.08 * size:
        return right(f"The gradient is nearly 0, and det H = {low * high:.3g} < 0: up one way, down the other.")
    slopes = f"Here it is curved like a saddle, but the ground still slopes: ‖∇F‖ = {steep:.2g}."
    return near(slopes) if steep < size else None


def _gutter(now):
    small, large = np.sort(np.abs(now["eigenvalues"]))
    if small < 0.02 * large:
        return right("One eigenvalue is all but 0: along that axis the quadratic model is hardly curved.")
    words = f"The smaller eigenvalue is {small / large:.0%} of the larger, in size."
    return near(words) if small < 0.2 * large else None


def _too_fast(now):
    start, end, high = now["falls"][0], now["falls"][-1], now["eigenvalues"][1]
    if not np.isfinite(start) or any(ends(now, len(now["falls"]) - 1) for ends in (left_at, stuck_at)):
        return None
    if not np.isfinite(end) or end > start:
        bound = f" 2 / λ₂ at a is {2 / high:.2g}." if high > 0 else ""
        return right(f"Forty steps end higher than they began.{bound}")
    rises = np.diff(now["falls"][:6]).max()
    return near("Some of the steps lead up already: still a little faster.") if rises > 0 else None


CHALLENGES = {
    "saddle": Challenge("Drag a to a saddle: no slope, and H with one eigenvalue of each sign.", _saddle),
    "gutter": Challenge("Drag a to where the quadratic model is a gutter.", _gutter),
    "too fast": Challenge("Choose a rate at which gradient descent leads up.", _too_fast),
}
