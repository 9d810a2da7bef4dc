"""What explore.chain_rule_proof says of the two errors."""

import numpy as np

from jaclib.explore.phrases.numbers import vector
from jaclib.explore.phrases.undefined import lacking, left_behind
from jaclib.explore.plane.law import LAW
from jaclib.stage import readout

STAYS, FALLS = 0.005, 0.05  # powers of ‖h‖: up to the one an error over ‖h‖ stays as it is, from the other on it falls
DOWN = f", down to ‖h‖ = {LAW[0]:.0e}"


def say(now) -> str:
    """Describe the figure in a sentence."""
    first, second = np.linalg.norm(now["first"]), np.linalg.norm(now["second"])
    if why := lacking(now["links"]):  # and without a Jacobian there is no error of it
        return f"{why}."
    if not np.isfinite(first + second):
        return left_behind(f"The step from a = {vector(now['a'])}", "the maps are", (now["ell"], now["end"][-1]))
    start = f"A step of length {now['size']:.3g} at a = {vector(now['a'])}"
    left = f"Divided by ‖h‖, the error of g, carried on by J_f, is {first:.3g}, and the error of f is {second:.3g}"
    falls = [_falls(*each) for each in zip(now["laws"], (first, second), ("first", "second"), strict=True)]
    return f"{start}. {left}. As h shrinks, {' and '.join(falls)}."


def _falls(law, error, which: str) -> str:
    slope, settled = law
    if np.isnan(slope):
        return f"the {which} {'is soon' if error else 'stays'} 0, apart from rounding"
    if settled and not STAYS < slope < FALLS:
        return f"the {which} falls like ‖h‖^{slope:.2f}" if slope > STAYS else f"the {which} does not fall{DOWN}"
    return f"the {which}, down to the smallest h at which it is more than rounding, follows no power of ‖h‖ yet"


def values(now) -> list[dict]:
    stretch = np.linalg.norm(now["inner"], 2) if np.isfinite(now["inner"]).all() else np.nan
    return [
        readout("‖J_f ε_g‖", np.linalg.norm(now["first"])),
        readout("‖ε_f(ℓ)‖ ‖ℓ‖ / ‖h‖", np.linalg.norm(now["second"])),
        readout("whole error / ‖h‖", np.linalg.norm(now["first"] + now["second"])),
        readout("‖ℓ‖ / ‖h‖", np.linalg.norm(now["ell"])),
        readout("‖J_g‖ + 1", stretch + 1),
    ]
