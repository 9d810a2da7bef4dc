"""What explore.change_of_variables says, the numbers below it, and what is to be reached there."""

import numpy as np

from jaclib.evidence.judge import agree
from jaclib.explore.phrases.numbers import about
from jaclib.explore.plane.layers import at_pointer, listed
from jaclib.stage import Challenge, count, near, readout, right

MOST_DIGITS = 6  # of an integral


def digits(value, error: float) -> int:
    """Count the digits that are right of a number with that error.

    >>> digits(6.2831853, 1e-9), digits(6.2831853, 2e-3), digits(0.0, 0.0)
    (6, 3, 6)
    """
    first = np.floor(np.log10(abs(value))) if value else 0.0
    return MOST_DIGITS if error == 0 else int(np.clip(first - np.ceil(np.log10(2 * error)) + 1, 1, MOST_DIGITS))


def as_known(now) -> str:
    """The integral over the image, with the digits that are right."""
    known = digits(now["integral"], now["unsure"])
    return f"{'about ' * (known < MOST_DIGITS)}{now['integral']:.{known}g}"


def falling(now) -> str:
    """Say in few words how the error with |det J| falls."""
    if np.isnan(now["integral"]):
        return "nothing to compare with"
    if now["rounding"]:
        return "with |det J| only rounding" if now["exact"] else "with |det J| too small to tell"
    if np.isnan(now["slope"]):
        return ""
    return f"slope −{-now['slope']:.2f}" if now["slope"] < -0.2 else "the error stays"


def say(now) -> str:
    """Describe the figure in a sentence."""
    weight = " |det J|" if now["weigh"] else ""
    box = f"The box is cut into {now['n']} × {now['n']}"
    if not np.isfinite(now["sum"]):
        return f"{box}. In a part of it h(f(u)){weight} is undefined."
    cut = f"{box}. The sum of h(f(u)){weight} Δu is {now['sum']:.6g}"
    if now["flat"]:
        return f"{cut}. det J = 0 everywhere: the image is only a curve, and every integral over it is 0."
    if now["torn"]:
        return f"{cut}. In a part of the box f is torn or undefined: there is nothing to compare it with."
    parts = f" There are parts with {listed(now['part_numbers'])}." if len(now["part_numbers"]) > 1 else ""
    if now["folded"] and now["layered"]:
        return f"{cut}. det J changes sign: the image is folded, and the sum counts each layer.{parts}"
    if now["times"] > 1:
        return f"{cut}{_layers(now)}{parts}"
    if np.isnan(now["integral"]):
        return f"{cut}. {_nothing(now)}"
    return _compared(now, cut)


def _layers(now) -> str:
    known = "" if np.isnan(now["integral"]) else as_known(now)
    whole = known and f", and the integral over the image is {known}"
    often = f"Points of the image are covered up to {now['times']:.0f} times, and the sum counts them as often"
    return f"{whole}. {often}{_limit(now, ': it tends to')}."


def _limit(now, words) -> str:
    return f"{words} {now['limit']:.6g}" if np.isfinite(now["limit"]) else ""


def _nothing(now) -> str:
    """Say why there is no integral over the image to compare with."""
    if now["folded"]:
        return "det J changes sign, and yet no point of the image is covered twice."
    steep = "h is too steep here, or has no integral over the image."
    if now["grows"]:
        return f"The closer one looks, the larger the integral of |h|: {steep}"
    if now["doubtful"]:
        return f"Two ways to compute the integral disagree: {steep}"
    if np.isfinite(now["limit"]):  # h has a value all over the box, and none on the ways between places of its image
        thin = "The image is so thin and bent that straight lines between its points leave it"
        return f"{thin}: there is nothing to compare it with."
    return "In a part of the image h is undefined: there is nothing to compare it with."


def _compared(now, cut) -> str:
    off, unsure = abs(now["sum"] - now["integral"]), now["unsure"]
    known = f"{cut}, the integral of h over the image {as_known(now)}"
    integral = f"{known}: {off:.2g} off"
    if not now["weigh"] and np.isnan(now["limit"]):
        return f"{integral}. Without |det J| the sums don't settle: h is too steep for that."
    if not now["weigh"] and abs(now["limit"] - now["integral"]) > max(1e-9, unsure):
        return f"{integral}. Without |det J| it tends to {now['limit']:.6g}, however fine the cut."
    if now["rounding"] and not now["exact"]:
        return f"{known}, and so is the sum, as far as that is known."
    if now["rounding"]:
        return f"{integral}; only rounding."
    if np.isnan(now["slope"]):
        return f"{integral}."
    falls = f"the error falls like n^−{-now['slope']:.2f}" if now["slope"] < -0.2 else "the error stays"
    return f"{integral}; {falls}."


def overlaps(now) -> list[dict]:
    """How many layers lie where, for the pointer."""
    return at_pointer(now)


def values(now) -> list[dict]:
    known = digits(now["integral"], now["unsure"]) if np.isfinite(now["integral"]) else MOST_DIGITS
    integral = about("integral over the image", now["integral"], known if known < MOST_DIGITS else None)
    sums = [readout("n × n sum", now["sum"]), readout("the sum tends to", now["limit"])]
    error = readout("error", abs(now["sum"] - now["integral"]))
    most = "layers, at most"
    layers = count(most, now["times"]) if np.isfinite(now["times"]) else readout(most, now["times"])
    return [*sums, integral, error, layers]


def _thousandth(now):
    off = abs(now["sum"] / now["integral"] - 1)
    if off < 1e-3 and now["times"] == 1 and now["n"] > 1:
        return right(f"It is off by {off:.2g} of the integral. Twice as fine would be four times as accurate.")
    return near(f"It is off by {off:.2g} of the integral.") if off < 1e-2 else None


def _twice(now):
    ratio = now["limit"] / now["integral"]
    if now["weigh"] and now["times"] == 2 and agree(ratio, 2, within=0.01):
        return right("Each point is covered twice, and the sum counts it twice. f must be one-to-one for the theorem.")
    return near(f"The sum tends to {ratio:.3f} times the integral.") if 1.01 < ratio < 2.5 else None


def _no_weight(now):
    if now["weigh"]:
        return None
    off = abs(now["limit"] / now["integral"] - 1)
    if off < 0.01:
        return right(f"On average over the box |det J| is 1, to within {off:.1%}.")
    return near(f"The sum tends to {now['limit'] / now['integral']:.2f} times the integral.") if off < 0.15 else None


CHALLENGES = {
    "thousandth": Challenge("Cut so finely that the error is less than a thousandth of the integral.", _thousandth),
    "twice": Challenge("Stretch the box until the sum tends to twice the integral.", _twice),
    "no weight": Challenge("Leave out |det J|, and find a box for which that does no harm.", _no_weight),
}
