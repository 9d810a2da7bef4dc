"""What explore.finite_differences says, the numbers below it, and what is to be found there."""

import numpy as np

from jaclib.evidence.judge import agree, apart
from jaclib.explore.finite_differences.differences import METHODS, STEPS, length
from jaclib.explore.phrases.numbers import pair, sub
from jaclib.explore.phrases.undefined import NOT_FINITE, no_value
from jaclib.stage import Challenge, near, readout, right
from jaclib.stage.readouts import power_of_ten

LARGE = 0.1  # a step
EXPLAINS = 10  # times as large at most: an error is what theory says
METHOD_NAMES = {"forward": "forward differences are", "central": "central ones are", "complex": "the complex step is"}


def say(now) -> str:
    """Describe the figure in a sentence."""
    name = str(now["precision"])
    if words := no_derivative(now, name):
        return words
    start = f"At a = {pair(now['a'])}, with h = {now['h']:.3g} in {name}"
    if not now[f"there_{name}"]:
        return f"{start}: there is nothing to see: f computes in float64, whatever it is given."
    if _too_large(now, name):
        return f"{start}: there is nothing to see: f is too large for {name}."
    parts = [_off(now, method, name) for method in METHODS if now[f"{method}_calls_{name}"]]
    why_not = now["not_for_complex"]
    absent = f" The complex step is not for this map: {why_not}." if why_not else ""
    return f"{start}: {'; '.join(parts)}.{absent} {_predicted(now, name)}"


def no_derivative(now, name: str) -> str:
    """Say why there is no J to compare with; "" where there is one."""
    a, J = f"a = {pair(now['a'])}", now[f"jacobian_{name}"]
    if sentence := no_value(now[f"value_{name}"], a):
        return sentence
    if np.isfinite(J).all():
        return ""
    i, j = np.argwhere(~np.isfinite(J))[0]
    left, right, central = (now[f"{what}_{name}"][i, j] for what in ("left", "right", "central"))
    if not np.isfinite([left, right]).all() or left == right:
        return NOT_FINITE.format(f="f", a=a)
    before, behind = apart(left, right)
    along = f"f{sub(i + 1)} has the slope {before} before {a} and {behind} after it, along {now['names'][j]}"
    all_the_same = f" Central differences give {central:.3g} all the same." if np.isfinite(central) else ""
    return f"{along}: f has no derivative there.{all_the_same}"


def _off(now, method: str, name: str) -> str:
    """Say how far off a method is with the step that is shown.

    Where rounding dominates, the digits are random, so the predicted size is reported instead. Theory says why only
    where it explains the error: its branches know nothing of what lies farther from a, as a crease.
    """
    off, (c, p, r) = float(now[f"{method}_off_{name}"]), now[f"{method}_theory_{name}"]
    bent, rounded = c * now["h"] ** p, r / now["h"]
    tangent = ", since the curve bends" if method != "complex" and bent > max(off / EXPLAINS, rounded) else ""
    last_digit = np.finfo(name).eps * length(now[f"jacobian_{name}"])
    if not np.isfinite(off):
        size = "lost: a + h is rounded to a" if now[f"lost_{name}"] else "undefined, as f is a step away"
    elif not np.isfinite(rounded):
        size = "lost in rounding: f is too large"
    elif off > 30 * max(rounded, last_digit):
        size = f"off by {off:.2g}{tangent}"
    elif rounded > last_digit:
        why = ", by rounding" if off < EXPLAINS * rounded else tangent
        size = f"off by up to about {_power(max(off, rounded))}{why}"
    else:
        size = "right to the last digit or two"
    return f"{METHOD_NAMES[method]} {size} ({now[f'{method}_calls_{name}']} values of f)"


def _too_large(now, name: str) -> bool:
    """Whether f has no finite difference in this precision with any step, though it has one in double precision."""
    here, double = (np.isfinite(now[f"forward_law_{kind}"]).any() for kind in (name, "float64"))
    return bool(double and not here)


def _power(x: float) -> str:
    """The power of ten below a positive number.

    >>> _power(3e-11)
    '10⁻¹¹'
    """
    return power_of_ten(int(np.floor(np.log10(x))))


def _predicted(now, name: str) -> str:
    """Say which steps theory holds for best, and where it can say nothing of them."""
    forward, central = (now[f"{method}_best_{name}"] for method in METHODS[:2])
    (bent, _, rounded), (twisted, _, _) = (now[f"{method}_theory_{name}"] for method in METHODS[:2])
    if not np.isfinite([bent, twisted]).all():
        return "The theory needs f's second and third derivatives, and not all of them are available here."
    if not rounded:
        return "In theory nothing is rounded where f(a) = 0 and J a = 0: the smaller h, the better."
    if bent == twisted == 0 and all(only_rounding(now, method, name) for method in METHODS[:2]):
        return "Nothing bends here: all error is rounding, and a large h is best."
    if bent and twisted == 0 and only_rounding(now, "central", name):
        best = f"Best h: {forward:.1g} for forward ones"
        return f"{best}; central ones have no error but rounding, and a large h is best."
    higher = "those of higher ones, or of a crease that a large step reaches, are not"
    if bent == twisted == 0:
        return f"Errors that the second or third derivatives would cause are 0 here; {higher}."
    if twisted == 0:
        start = f"Theory says that h = {forward:.1g} is best for forward ones"
        return f"{start}; errors of central ones that the third derivatives would cause are 0 here; {higher}."
    return f"Theory says that h = {forward:.1g} is best for forward ones and h = {central:.1g} for central ones."


def only_rounding(now, method: str, name: str) -> bool:
    """Whether a method has no error but rounding with large steps, where higher derivatives would add to it."""
    last_digit = np.finfo(name).eps * length(now[f"jacobian_{name}"])
    errors = now[f"{method}_law_{name}"][STEPS > LARGE]
    rounded = now[f"{method}_theory_{name}"][2] / LARGE + last_digit
    return bool((errors[np.isfinite(errors)] <= 30 * rounded).all())


def words_of(method: str) -> str:
    """What a method is called beside its curve."""
    return "complex step" if method == "complex" else method


def missing(now, kind: str) -> str:
    """Say why curves are missing."""
    if not now[f"there_{kind}"]:
        return "f computes in float64, whatever it is given"
    return f"no complex step: {now['not_for_complex']}" if now["not_for_complex"] else ""


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    name = str(now["precision"])
    J = readout("J", now[f"jacobian_{name}"], columns=True)
    central = readout("central", now[f"central_{name}"], columns=True)
    errors = [readout(f"error, {method}", now[f"{method}_error_{name}"]) for method in METHODS]
    calls = {f"values of f, {method}": str(now[f"{method}_calls_{name}"] or "–") for method in METHODS}
    counts = [{"label": label, "rows": [[count]], "columns": False} for label, count in calls.items()]
    best = [readout(f"best h, {method}", now[f"{method}_best_{name}"]) for method in METHODS[:2]]
    return [J, central, *errors, *best, *counts]


def _valley(now):
    best, error = now["central_best_float64"], now["central_error_float64"]
    if np.isnan(best):
        return None
    c, p, r = now["central_theory_float64"]
    if error < 10 * (c * best**p + r / best) and best / 10 < now["h"] < 10 * best:
        return right(f"Off by {_power(error)} only. A larger h bends away, a smaller one is lost in rounding.")
    return near("The valley of the central curve is not far.") if best / 300 < now["h"] < 300 * best else None


def _nothing(now):
    error, size = now["forward_error_float32"], length(now["jacobian_float32"])
    if now["lost_float32"]:
        return right("The step is so tiny that a + h is rounded to a: the difference is 0, whatever f is.")
    if now["h"] < 1e-4 and error > size / 2:
        return right("The step is tiny, and not one digit is right: the difference of two values is all rounding.")
    return near("Still smaller: some digits are right.") if now["h"] < 1e-5 and error > size / 100 else None


def _straight(now):
    c, _, _ = now["central_theory_float64"]
    bent = now["forward_theory_float64"][0]
    exact = agree(c, 0, scale=bent) and only_rounding(now, "central", "float64")
    if not np.isfinite(now["jacobian_float64"]).all():
        return None
    if exact and bent > 0:
        return right("All third derivatives along the axes are 0: central differences are exact, up to rounding.")
    if exact:
        return near("For a linear map even forward differences are exact. Is there a map that bends?")
    return near("The third derivatives are small already.") if c < 0.01 * bent else None


TASKS = {
    "valley": ("In double precision: choose h so that the central difference is about as good as it gets.", _valley),
    "nothing": ("In single precision: choose h so small that forward differences get no digit right.", _nothing),
    "straight": ("Choose a map that bends, but for which central differences are exact up to rounding.", _straight),
}
CHALLENGES = {name: Challenge(*each) for name, each in TASKS.items()}
