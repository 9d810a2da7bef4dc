"""What explore.newton says, the numbers below it, and its challenges."""

import numpy as np

from jaclib.basins import NONE
from jaclib.explore.challenge import Challenge, near, right
from jaclib.stage import count, readout


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    (x, y), (u, v), k = now["here"], now["y"], int(now["taken"])
    steps = f"after {counted(k, 'step')}" if k else "before the first step"
    if not np.isfinite(now["gap"]):
        return f"The start a = ({now['a'][0]:.3g}, {now['a'][1]:.3g}) is where f is undefined: no step can be taken."
    there = f"Newton's method for f(x) = ({u:.3g}, {v:.3g}) is at x = ({x:.3g}, {y:.3g}) {steps}"
    return f"{there}, where f(x) is {_far(now['gap'])} from its target and det J = {now['det']:.3g}. {_end(now)}"


def _far(gap) -> str:
    return "less than 1e-9" if gap < 1e-9 else f"{gap:.2g}"


def _end(now) -> str:
    roots, steps = counted(len(now["roots"]), "root"), counted(now["last"], "step")
    if now["solved"] and now["root"] != NONE:
        return f"From this start it ends at root {now['root']} of {len(now['roots'])} in view, after {steps}."
    if now["solved"]:
        return f"From this start it ends at a root out of view, after {steps}; {roots} in view."
    if now["last"] < len(now["x"]) - 1:
        return f"From this start it comes to a halt after {steps}, and not at a root; {roots} in view."
    return f"From this start it is not there after {steps}; {roots} in view."


def counted(count, word: str) -> str:
    """
    >>> counted(1, "root"), counted(0, "root"), counted(3, "step")
    ('1 root', 'no root', '3 steps')
    """
    return f"{int(count) or 'no'} {word}{'' if count in (0, 1) else 's'}"


def values(now) -> list[dict]:
    return [
        readout("x", now["here"]),
        readout("f(x)", now["value"]),
        readout("y", now["y"]),
        readout("J(x)", now["jacobian"], columns=True),
        readout("det J", now["det"]),
        readout("‖f(x) − y‖", now["gap"]),
        count("steps taken", now["taken"]),
        count("roots in view", len(now["roots"])),
    ]


def _third_root(now):
    if len(now["roots"]) < 3:
        return None
    if now["solved"] and now["root"] == 3:
        far = np.argmin(np.linalg.norm(now["roots"] - now["a"], axis=1)) + 1
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
        return right(f"|det J| is {flat:.2g} at the start, and J⁻¹ makes a step of length {first:.3g} of the gap.")
    return near(f"The first step has length {first:.3g}. Nearer to det J = 0 it is longer.") if first > wide else None


def _three_steps(now):
    gaps = now["gaps"]
    if not now["solved"] or gaps[0] < 0.2:
        return near("That start is on the root already: take one farther away.") if now["solved"] else None
    if gaps[3] < 1e-6:
        return right(f"The distances: {', '.join(f'{gap:.1g}' for gap in gaps[:4])}. The exponents double.")
    return near(f"After three steps {gaps[3]:.1g} is left.") if gaps[3] < 1e-2 else None


CHALLENGES = {
    "third root": Challenge("Drag a to a start from which the method ends at root 3.", _third_root),
    "thrown": Challenge("Drag a to where the first step leads farther than three times the picture.", _thrown),
    "three steps": Challenge(
        "Find a start with ‖f(a) − y‖ above 0.2 from which three steps bring that below a millionth.", _three_steps
    ),
}
