"""What explore.layer says of its two neurons, the product of its slopes and weights, what can be touched, its tasks."""

import numpy as np

from jaclib.explore.layer.numbers import SUBSCRIPTS
from jaclib.explore.phrases.numbers import pair
from jaclib.stage import Challenge, near, product, readout, right, spot

DIAGONAL = "diag σ′(z)"


def say(now) -> str:
    """Describe the figure in a sentence."""
    rows = [f"neuron {i + 1} has z = {now['z'][i]:.3g}, {_row(now, i)}" for i in range(2)]
    return f"At a = {pair(now['a'])}, with σ the {now['activation']}, {rows[0]}; {rows[1]}."


def _row(now, i: int) -> str:
    """Say where a row of J comes from."""
    slope = now["slopes"][i]
    if np.isfinite(slope):
        row = pair(now["jacobian"][i])
        return f"where the slope is {slope:.3g}: row {i + 1} of W times that is {row}, row {i + 1} of J"
    kink = f"where σ has a kink, with slope {now['left'][i]:.3g} below and {now['right'][i]:.3g} above"
    return f"{kink}: row {i + 1} of J {'does not exist' if now['W'][i].any() else 'is 0, as that of W is'}"


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    factors = [readout(DIAGONAL, np.diag(now["slopes"])), readout("W", now["W"], columns=True)]
    result = readout("J", now["jacobian"], columns=True)
    return [readout("z", now["z"]), readout("f(a)", now["value"]), product(factors, result)]


def spots(now) -> list[dict]:
    """The lines that can be touched, and the entries that each of them shows."""
    a, image, J = now["a"], now["value"], now["jacobian"]
    found = []
    for j, tip in enumerate(J.T):
        legs, column = now["legs"][j, :: -1 if j else 1], [(0, j), (1, j)]
        for i in np.flatnonzero(np.isfinite(now["slopes"])).tolist():
            words = f"entry ({i + 1}, {j + 1}) of J: slope {now['slopes'][i]:.3g} × weight {now['W'][i, j]:.3g}"
            cells = {"J": [(i, j)], "W": [(i, j)], DIAGONAL: [(i, i)]}
            found.append(spot(cells, panel=2, path=legs[i : i + 2], words=words))
        cells, words = {"J": column, "W": column}, f"column {j + 1}: what input x{SUBSCRIPTS[j]} does to both neurons"
        found.append(spot(cells, panel=2, path=[image, image + tip], words=words))
        found.append(spot(cells, panel=0, path=[a, a + np.eye(2)[j]], words=words))
    for i, (w, b) in enumerate(zip(now["W"], now["b"], strict=True)):
        row, at = [(i, 0), (i, 1)], (now["z"][i], now["value"][i])
        if np.isfinite(now["slopes"][i]):
            reach = np.array([1.5, 1.5 * now["slopes"][i]])
            words = f"slope {now['slopes'][i]:.3g}: it multiplies row {i + 1} of W"
            cells = {DIAGONAL: [(i, i)], "J": row}
            found.append(spot(cells, panel=1, path=[at - reach, at + reach], words=words))
        if w.any():
            foot, along = -b * w / (w @ w), 20 * np.array([-w[1], w[0]]) / np.hypot(*w)
            words = f"row {i + 1} of W: z{SUBSCRIPTS[i]} grows across this line"
            found.append(spot({"W": row}, panel=0, path=[foot - along, foot + along], words=words))
    return found


def _wide_awake(now):
    if now["activation"] not in ("sigmoid", "tanh"):
        return None
    most = 0.25 if now["activation"] == "sigmoid" else 1.0
    least = now["slopes"].min() / most
    if least > 0.98:
        return right(f"Both slopes are at their largest, {most:g}: J = {most:g} W.")
    return near("One neuron could still be more awake.") if least > 0.7 else None


def _asleep(now):
    row, weights = np.abs(now["jacobian"][1]).max(), np.abs(now["W"][1]).max()
    if weights >= 0.5 and row < 0.02 * weights:
        return right("The slope at z₂ is nearly 0: whatever row 2 of W says, nothing of it comes through.")
    return near("Row 2 is small already: go farther from the line z₂ = 0.") if row < 0.1 * weights else None


CHALLENGES = {
    "awake": Challenge("Drag a to where both neurons have the largest slope that a sigmoid has.", _wide_awake),
    "asleep": Challenge("Make row 2 of J vanish, but not row 2 of W.", _asleep),
}
