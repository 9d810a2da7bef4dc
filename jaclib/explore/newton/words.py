"""What explore.newton says, the numbers below it, and its challenges."""

import numpy as np

from jaclib.explore.newton.basins import ELSEWHERE, LIMIT, NONE, NUMBERED
from jaclib.explore.phrases.numbers import counted, pair
from jaclib.explore.phrases.undefined import no_value
from jaclib.stage import Challenge, count, near, readout, right

FAR, GROWS = 10, 1.5  # times the square; from one step to the next: so far, and so fast, goes what runs away
STEADY = 0.1  # the largest difference of two shares that are the same


def say(now) -> str:
    """Describe the figure in a sentence."""
    k, target = int(now["taken"]), pair(now["y"])
    if sentence := no_value(now["values"][0], f"a = {pair(now['a'])}", too_large=now["too_large"]):
        return sentence
    if not np.isfinite(now["jacobians"][0]).all():
        kind = "exist" if np.isnan(now["jacobians"][0]).any() else "are finite"
        return f"f has no derivative at a = {pair(now['a'])}: not all of its partial derivatives {kind} there."
    steps = f"after {counted(k, 'step')}" if k else "before the first step"
    # it may be too large for a number, or far out too small for one; where it is 0 everywhere, that is said
    known = np.isfinite(now["det"]) and (now["det"] != 0 or not running_away(now["x"][: k + 1], now["square"]))
    det = f" and det J = {now['det']:.3g}" if known and now["rank"] == 2 else ""
    there = f"Newton's method for f(x) = {target} is at x = {pair(now['here'])} {steps}"
    far = "less than 1e-9" if now["gap"] < 1e-9 else f"{now['gap']:.2g}"
    return f"{there}, where f(x) is {far} from its target{det}. {_end(now)}"


def _end(now) -> str:
    """Where the way ends, how fast it gets there, or why it doesn't."""
    steps, others = counted(now["last"], "step"), f"{in_view(now)} in view{_missed(now)}"
    if now["rank"] < 2:
        return _dependent(now)
    if now["solved"]:
        return f"From this start it ends at {_root(now, steps, others)}"
    if now["near"] and np.isfinite(now["left"]):
        left = f"after {steps} the next one still has length {now['left']:.2g}"
        return f"From this start f(x) comes near y, and x to no root: {left}; {others}."
    if length := running_away(now["x"][: now["last"] + 1], now["square"]):
        grown = f"from step to step it goes farther, by {length:.2g} in the last of {steps}"
        return f"From this start it runs away: {grown}; {others}."
    if now["last"] < len(now["x"]) - 1:
        return f"From this start it comes to a halt after {steps}, and not at a root: {_halted(now)}; {others}."
    if now["root"] != NONE and now["singular"][now["root"] - 1]:
        root, error = (now[name][now["root"] - 1] for name in ("roots", "errors"))
        place = f"on its way to {pair(np.where(np.abs(root) <= error, 0.0, root))}"
        return f"From this start it is {place} and not there after {steps}; {others}.{_linear(now)}"
    return f"From this start it is not there after {steps}; {others}."


def _root(now, steps: str, others: str) -> str:
    """The root that is reached, after how many steps, and which others there are."""
    if now["dimension"] and now["inside"]:
        return f"{pair(now['end'])}, one of {others}, after {steps}."
    if NONE < now["root"] <= NUMBERED:
        return f"root {now['root']} of {_many(now)} in view, after {steps}.{_linear(now)}"
    kind = "a root without a number" if now["inside"] else "a root out of view"
    return f"{pair(now['end'])}, {kind}, after {steps}; {others}."


def _dependent(now) -> str:
    """Of outputs that depend on each other: there is no step, and roots are none, or a curve of them."""
    why = "det J = 0 everywhere: the outputs depend on each other, and there is no step"
    if now["solved"]:
        return f"This start is a root, {'one of a whole curve' if now['rank'] else 'and so is every point'}. {why}."
    return f"{why}; {in_view(now)} in view."


def _halted(now) -> str:
    """Why no step leads on."""
    if not np.isfinite(now["end_jacobian"]).all():
        return f"f has no derivative at {pair(now['end'])}"
    if now["end_det"] == 0:
        return "det J = 0 there, so J has no inverse, and there is no next step"
    if not np.isfinite(now["beyond"]).all():
        return f"the next step leads to {pair(now['next'])}, where f is undefined"
    if now["damped"]:
        return "no part of the next step leads nearer to y"
    return "the distance of f(x) from y becomes too large for the machine's numbers"


def _linear(now) -> str:
    """Of a root where J has no inverse: how slowly the steps get there."""
    if now["root"] == NONE or not now["singular"][now["root"] - 1]:
        return ""
    share = share_left(now["x"][: now["last"] + 1])
    left = "a fixed share" if np.isnan(share) else f"{share:.0%}"
    return f" At this root det J = 0: near it each step leaves {left} of the way, and convergence is only linear."


def share_left(x) -> float:
    """What each step leaves of the way, from the last three steps, which shrink alike; NaN where they don't.

    >>> share_left(np.array([[0.5**k, 0.0] for k in range(6)]))
    0.5
    """
    steps = np.linalg.norm(np.diff(x, axis=0), axis=1)[-3:]
    shares = steps[1:] / steps[:-1]
    steady = len(shares) == 2 and abs(shares[1] - shares[0]) < STEADY * shares[1] < STEADY
    return float(shares[1]) if steady else float("nan")


def running_away(x, square) -> float:
    """How long the last step is of a way that leads far out of the square, with longer and longer steps; or 0.

    >>> running_away(np.array([[2.0**k, 0.0] for k in range(9)]), ((-2, 2), (-2, 2)))
    128.0
    """
    steps = np.hypot(*np.diff(x, axis=0).T)[-3:]  # whose squares may be too large for numbers
    far = np.abs(x[-1]).max() > FAR * np.abs(square).max()
    return float(steps[-1]) if len(steps) == 3 and far and (steps[1:] > GROWS * steps[:-1]).all() else 0.0


def _many(now) -> str:
    """How many roots are in view; beyond the numbered ones they aren't counted, for not all of them need be found."""
    return str(len(now["roots"])) if len(now["roots"]) <= NUMBERED else f"more than {NUMBERED}"


def in_view(now) -> str:
    """The roots in view, counted."""
    if now["on_a_curve"]:
        return "a whole curve of roots" if now["rank"] else "nothing but roots"
    if now["dimension"]:
        return f"a whole {'curve' if now['dimension'] == 1 else 'region'} of roots"
    return counted(len(now["roots"]), "root") if len(now["roots"]) <= NUMBERED else f"{_many(now)} roots"


def _missed(now) -> str:
    """Of the roots that Newton's method doesn't find, if these are single points."""
    missed, count = now["missed"], len(now["roots"])
    if not missed or now["dimension"]:
        return ""
    which = "which" if missed == count else f"{missed} of which"
    trials = f"{LIMIT} trials, halvings counted" if now["damped"] else f"{LIMIT} steps"
    return f", {which} Newton's method reaches from no start within {trials}"


def unnumbered_key(reached, roots, rank) -> str:
    """The key for the two colours that stand for no numbered root."""
    if rank < 2:
        return "blank: det J = 0, no step"
    others = "grey: other roots" if len(roots) > NUMBERED else "grey: outside"
    words = {others: ELSEWHERE, "blank: not there in time": NONE}
    return "; ".join(word for word, number in words.items() if (reached == number).any())


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    roots = "∞" if now["on_a_curve"] or now["dimension"] else _many(now)
    names = {"x": "here", "f(x)": "value", "J(x)": "jacobian", "‖f(x) − y‖": "gap", "y": "y", "det J": "det"}
    shown = [readout(label, now[name], columns=name == "jacobian") for label, name in names.items()]
    in_all = {"label": "roots in view", "rows": [[roots]], "columns": False}
    return [*shown[:4], in_all, *shown[4:], count("steps taken", now["taken"])]


def _third_root(now):
    if len(now["roots"]) < 3:
        return None
    if now["solved"] and now["root"] == 3:
        far = np.argmin(np.linalg.norm(now["roots"][:NUMBERED] - now["a"], axis=1)) + 1
        nearest = "" if far == 3 else f", though root {far} is nearer to the start"
        return right(f"It ends at root 3 after {counted(now['last'], 'step')}{nearest}.")
    if now["solved"] and np.linalg.norm(now["roots"][2] - now["a"]) < 0.4 * np.ptp(now["square"][0]):
        return near("Root 3 is not far away, but the start lies in another basin.")
    return None


def _thrown(now):
    wide, first = np.ptp(now["square"][0]), np.linalg.norm(now["x"][1] - now["x"][0])
    if now["damped"]:
        return near("A halved step is not thrown far: switch the halving off.")
    if first > 3 * wide:
        flat = abs(np.linalg.det(now["jacobians"][0]))
        return right(f"|det J| is {flat:.2g} at the start, and J⁻¹ turns y − f(x) into a step of length {first:.3g}.")
    return near(f"The first step has length {first:.3g}. Nearer to det J = 0 it is longer.") if first > wide else None


def _three_steps(now):
    gaps = now["gaps"]
    if not now["solved"] or gaps[0] < 0.2:
        return near("That start is on the root already: take one farther away.") if now["solved"] else None
    if gaps[3] < 1e-6:
        return right(f"The distances: {', '.join(f'{gap:.1g}' for gap in gaps[:4])}. The exponents double.")
    return near(f"After three steps {gaps[3]:.1g} is left.") if gaps[3] < 1e-2 else None


THREE_STEPS = "Find a start with ‖f(a) − y‖ above 0.2 from which three steps bring that below a millionth."
CHALLENGES = {
    "third root": Challenge("Drag a to a start from which the method ends at root 3.", _third_root),
    "thrown": Challenge("Drag a to where the first step leads farther than three times the picture.", _thrown),
    "three steps": Challenge(THREE_STEPS, _three_steps),
}
