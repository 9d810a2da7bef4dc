"""What there is to say of a Jacobian matrix: in a sentence, in numbers, of each line that is touched, in tasks."""

import numpy as np

from jaclib.explore.challenge import Challenge, near, right
from jaclib.judge import agree
from jaclib.stage import readout, spot

WAITING = "·\N{FIGURE SPACE}\N{FIGURE SPACE}\N{FIGURE SPACE}"  # an entry that is not yet built
ALL = [(0, 0), (0, 1), (1, 0), (1, 1)]


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    if now["built"] < 2:
        return say_nudge(now)
    (x, y), J = now["a"], now["jacobian"]
    moves = [f"{name} moves f(a) {heading(J[:, j])}" for j, name in enumerate(now["variables"])]
    words = f"At a = ({x:.3g}, {y:.3g}) {moves[0]} (column 1), {moves[1]} (column 2)."
    if now["rows"]:
        rises = [f"{name} rises fastest {heading(J[i])}" for i, name in enumerate(now["outputs"])]
        words += f" {rises[0]} (row 1, its gradient), {rises[1]} (row 2)."
    patch = f" The image of the square of side {now['size']:.3g}"
    if not np.isfinite([*J.flat, now["gap"]]).all():
        return f"{words} Not all partial derivatives exist here: there is no matrix."
    if now["gap"] < 1e-9 * (1 + np.abs(now["value"]).max()):
        return f"{words}{patch} is the parallelogram of the columns, up to rounding."
    return f"{words}{patch} is at most {now['gap']:.2g} away from the parallelogram of the columns."


def heading(vector) -> str:
    """Which way a vector points, and how long it is."""
    length = np.hypot(*vector)
    if not np.isfinite(length):
        return "in no way that a matrix can tell"
    if length < 1e-12:
        return "nowhere"
    return f"towards {np.degrees(np.arctan2(vector[1], vector[0])) + 0.0:.0f}°, {length:.3g} for each unit"


def say_nudge(now) -> str:
    """The same while the matrix is being built."""
    j = int(now["second"])
    name, (u, v), (p, q) = now["variables"][j], now["moved"], now["quotient"]
    nudged = f"{name} is nudged by h = {now['h']:.3g}, and the image moves by Δf = ({u:.3g}, {v:.3g})"
    if now["out"]:
        return f"Column {j + 1}: {nudged}."
    return (
        f"Column {j + 1}: {nudged}. For each unit of {name} that is Δf/h = ({p:.3g}, {q:.3g}); "
        "what it becomes as h goes to 0 is the column."
    )


def values(now) -> list[dict]:
    matrix = readout("J", now["known"], columns=True)
    waiting = np.isnan(now["known"]) & (now["built"] < 2)
    matrix["rows"] = [
        [WAITING if w else x for w, x in zip(*row, strict=True)] for row in zip(waiting, matrix["rows"], strict=True)
    ]
    gap = [readout("largest gap", now["gap"])] if now["built"] == 2 else []
    return [readout("a", now["a"]), readout("f(a)", now["value"]), matrix, *gap]


def spots(now) -> list[dict]:
    """What can be touched in the picture, and which entries of J it shows."""
    a, image, J = now["a"], now["value"], now["jacobian"]
    x, y = now["variables"], now["outputs"]
    found = [
        spot({"J": ALL}, panel=0, path=[a], words="J is taken at a: drag a, and all four entries change"),
        spot({"J": ALL}, panel=1, path=[image], words="the columns of J start at f(a)"),
    ]
    for j in range(2):
        column, tip = {"J": [(0, j), (1, j)]}, now["tips"][j]
        if np.isnan(now["known"][:, j]).any():
            continue
        corner = image + tip * np.eye(2)[j]
        places = [image, corner, image + tip] if j == 0 else [image + tip, corner, image]
        for i in range(2):
            words = f"entry ({i + 1}, {j + 1}): nudge {x[j]}, and {y[i]} changes {J[i, j]:.3g} times as much"
            found.append(spot({"J": [(i, j)]}, panel=1, path=places[i : i + 2], words=words))
        words = f"column {j + 1}: where e{'₁₂'[j]} goes when only {x[j]} changes"
        found.append(spot(column, panel=1, path=[image, image + tip], words=words))
        found.append(spot(column, panel=0, path=[a, a + now["steps"][j]], words=words))
    if now["rows"]:
        for i, level in enumerate((now["level_1"], now["level_2"])):
            row, words = {"J": [(i, 0), (i, 1)]}, f"row {i + 1}: the gradient of {y[i]}, across its level line"
            found.append(spot(row, panel=0, path=[a, a + now["size"] * J[i]], words=words))
            found.append(spot(row, panel=0, path=thinned(level), words=words))
            across = [[now["value"][i] if k == i else end for k in range(2)] for end in now["box"][1 - i]]
            found.append(spot(row, panel=1, path=across, words=f"{words}: here {y[i]} is what it is at a"))
    return found


def thinned(line, most: int = 40):
    """A polyline with fewer points, its ends and its gaps as they were."""
    k = np.arange(len(line))
    gaps = np.isnan(line[:, 0])
    beside = np.append(gaps[1:], True) | np.append(True, gaps[:-1])
    return line[(k % max(1, len(line) // most) == 0) | gaps | beside]


def _half_as_long(now):
    first, second = np.linalg.norm(now["jacobian"], axis=0)
    ratio = second / first if first > 0 else np.inf
    if not np.isfinite(ratio):
        return None
    if agree(ratio, 0.5, within=0.02):
        return right(f"Column 1 has length {first:.3g} and column 2 has length {second:.3g}.")
    return near(f"Column 2 is {ratio:.2f} times as long as column 1.") if agree(ratio, 0.5, within=0.2) else None


def _no_matter(now):
    size, entry = np.abs(now["jacobian"]).max(), now["jacobian"][0, 1]
    x, y = now["variables"][1], now["outputs"][0]
    if not np.isfinite(size):
        return None
    if abs(entry) < 0.02 * size:
        return right(f"Nudge {x}, and {y} does not change at first: column 2 has no part along {y}.")
    return near(f"The entry is {entry:.2f}: column 2 still leans.") if abs(entry) < 0.2 * size else None


def _identity(now):
    miss = np.abs(now["jacobian"] - np.eye(2)).max()
    if agree(miss, 0, within=0.03):
        return right("Near this point f shifts the plane, and nothing else: e₁ goes to e₁, and e₂ to e₂.")
    return (
        near("All four entries count: 1 and 0 in the first row, 0 and 1 in the second.")
        if agree(miss, 0, within=0.3)
        else None
    )


CHALLENGES = {
    "half": Challenge("Drag a to where column 2 is half as long as column 1.", _half_as_long),
    "zero": Challenge("Drag a to where the entry in row 1 and column 2 is zero.", _no_matter),
    "identity": Challenge("Drag a to where J is the identity matrix.", _identity),
}
