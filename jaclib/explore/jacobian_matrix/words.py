"""What there is to say of a Jacobian matrix: in a sentence, in numbers, of each line that is touched, in tasks."""

import numpy as np

from jaclib.evidence.judge import agree
from jaclib.explore.choose.partials import with_formulas
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.phrases.undefined import NOT_ALL_WAYS, absent, no_value
from jaclib.stage import Challenge, near, readout, right, spot

ROUNDING = 1e-14  # of what is added up
WAITING = "·\N{FIGURE SPACE}\N{FIGURE SPACE}\N{FIGURE SPACE}"  # an entry that is not yet built
ALL = [(0, 0), (0, 1), (1, 0), (1, 1)]


def say(now) -> str:
    """Describe the figure in a sentence."""
    a, J = f"a = {pair(now['a'])}", now["jacobian"]
    if sentence := no_value(now["value"], a, too_large=now["too_large"]):
        return sentence
    if now["built"] < 2:
        return say_nudge(now)
    words = f"At {a} {say_column(now, 0)}; {say_column(now, 1)}."
    if now["rows"]:
        rises = [f"{name} {gradient(J[i])}" for i, name in enumerate(now["outputs"])]
        words += f" {rises[0]} (row 1, its gradient), {rises[1]} (row 2)."
    if not np.isfinite(J).all():
        return f"{words} There is no Jacobian matrix here."
    return f"{words} {of_the_square(now) if now['fits'] else NOT_ALL_WAYS.format(f='f', a=a)}"


def say_column(now, j) -> str:
    """Say which way column j moves f(a), or why it does not exist."""
    column, name = now["jacobian"][:, j], now["variables"][j]
    if not np.isfinite(column).all():
        return absent(f"∂f/∂{name}", name, now["outputs"], *(now[each][:, j] for each in ("left", "right", "jumps")))
    if not column.any():
        return f"increasing {name} does not move f(a) (column {j + 1})"
    return f"increasing {name} moves f(a) {heading(column)} at speed {np.hypot(*column):.3g} (column {j + 1})"


def of_the_square(now) -> str:
    """Compare the image of the square with the parallelogram of the columns."""
    patch = f"The image of the square of side {now['size']:.3g}"
    terms = np.abs(now["value"]).max() + np.abs(now["jacobian"]).max() * (np.abs(now["a"]).max() + now["size"])
    if now["unbounded"]:
        return f"{patch} is unbounded: the square meets a pole of f."
    if now["torn"]:
        return f"{patch} is torn, since f jumps there."
    if np.isinf(now["gap"]):
        return f"{patch} reaches places where f is undefined, or too large for double precision."
    if np.isnan(now["gap"]):
        return f"{patch} is undefined."
    if now["undefined"]:
        patch += ", where it is defined,"
    if now["gap"] <= ROUNDING * terms:
        return f"{patch} is the parallelogram of the columns, up to rounding."
    return f"{patch} is at most {now['gap']:.2g} away from the parallelogram of the columns."


def heading(vector) -> str:
    """Say which way a vector points."""
    return f"in direction {np.degrees(np.arctan2(vector[1], vector[0])) + 0.0:.0f}°"


def gradient(row) -> str:
    """Say which way a component rises, and how fast, from its row of J."""
    if not np.isfinite(row).all():
        return "has no gradient"
    return f"rises fastest {heading(row)}, at rate {np.hypot(*row):.3g}" if row.any() else "neither rises nor falls"


def say_nudge(now) -> str:
    """Describe the figure while the matrix is being built."""
    j = int(now["second"])
    name = now["variables"][j]
    nudged = f"{name} is nudged by h = {now['h']:.3g}"
    if not np.isfinite(now["moved"]).all():
        return f"Column {j + 1}: {nudged}, to where f is undefined."
    moves = f"{nudged}, and the image moves by Δf = {pair(now['moved'])}"
    if now["out"]:
        return f"Column {j + 1}: {moves}."
    known = np.isfinite(now["jacobian"][:, j]).all()
    end = "what it becomes as h goes to 0 is the column" if known else f"{say_column(now, j)}: there is no column"
    if not np.isfinite(now["quotient"]).all():
        return f"Column {j + 1}: {nudged}; {end}."
    return f"Column {j + 1}: {moves}. For each unit of {name} that is Δf/h = {pair(now['quotient'])}; {end}."


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    matrix = readout("J", now["known"], columns=True)
    waiting = np.broadcast_to([now["built"] < j + 0.5 for j in range(2)], (2, 2))  # 0.5 is where column 1 is known
    matrix["rows"] = np.where(waiting, WAITING, matrix["rows"]).tolist()
    gap = [readout("largest error", now["gap"])] if now["built"] == 2 else []
    return [readout("a", now["a"]), readout("f(a)", now["value"]), *with_formulas(matrix, now["partials"].item()), *gap]


def spots(now) -> list[dict]:
    """The lines that can be touched, and the entries of J that each of them shows."""
    a, image, J, x, y = (now[name] for name in ("a", "value", "jacobian", "variables", "outputs"))
    all_four = cells(now, ALL)
    found = [
        spot(all_four, panel=0, path=[a], words="J is taken at a: drag a, and all four entries change"),
        spot(all_four, panel=1, path=[image], words="the columns of J start at f(a)"),
    ]
    for j in range(2):
        column, tip = cells(now, [(0, j), (1, j)]), now["tips"][j]
        if np.isnan([now["known"][:, j], J[:, j]]).any():
            found += [spot(cells(now, [(i, j)]), panel=1, path=[], words=formula_of(now, i, j)) for i in range(2)]
            continue
        legs = now["legs"][j, :: -1 if j else 1]
        for i in range(2):
            nudged = f"nudge {x[j]}, and {y[i]} changes {short(J[i, j])} times as much"
            words = ", at a: ".join(filter(None, [formula_of(now, i, j), nudged]))
            found.append(spot(cells(now, [(i, j)]), panel=1, path=legs[i : i + 2], words=words))
        words = f"column {j + 1}: which way f(a) moves when only {x[j]} grows, and how fast"
        found.append(spot(column, panel=1, path=[image, image + tip], words=words))
        found.append(spot(column, panel=0, path=[a, a + now["steps"][j]], words=words))
    if now["rows"]:
        for i, level in enumerate((now["level_1"], now["level_2"])):
            found += _spots_of_row(now, i, level) if not np.isnan(J[i]).any() else []
    return found


def cells(now, entries) -> dict:
    """These entries, of the numbers and of the formulas."""
    found = now["partials"].item()
    return dict.fromkeys(("J", found.name if found and found.rows else "J"), entries)


def formula_of(now, i: int, j: int) -> str:
    """Say what partial derivative an entry is, by its formula, with the number that this is at a, if there is one."""
    found, value = now["partials"].item(), now["known"][i, j]
    words = f"entry ({i + 1}, {j + 1}): ∂{now['outputs'][i]}/∂{now['variables'][j]}"
    words += f" = {found.rows[i][j]}" if found and found.rows else ""
    return words + (f" = {short(value)}" if np.isfinite(value) else "")


def short(x) -> str:
    """A number with three figures, and with the sign that formulas have."""
    return f"{x + 0.0:.3g}".replace("-", "−")


def _spots_of_row(now, i: int, level) -> list[dict]:
    """The gradient of f_i, its level line, and the image of this: each shows row i of J."""
    a, J, y = now["a"], now["jacobian"], now["outputs"][i]
    row, words = cells(now, [(i, 0), (i, 1)]), f"row {i + 1}: the gradient of {y}, across its level line"
    across = [[now["value"][i] if k == i else end for k in range(2)] for end in now["box"][1 - i]]
    gradient = spot(row, panel=0, path=[a, a + now["size"] * J[i]], words=words)
    line = spot(row, panel=0, path=thinned(level), words=words)
    return [gradient, line, spot(row, panel=1, path=across, words=f"{words}: here {y} is what it is at a")]


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
        return right("J e₁ = e₁ and J e₂ = e₂: for small steps from here f is nearly a shift of the plane.")
    hint = "All four entries count: 1 and 0 in the first row, 0 and 1 in the second."
    return near(hint) if agree(miss, 0, within=0.3) else None


CHALLENGES = {
    "half": Challenge("Drag a to where column 2 is half as long as column 1.", _half_as_long),
    "zero": Challenge("Drag a to where the entry in row 1 and column 2 is zero.", _no_matter),
    "identity": Challenge("Drag a to where J is the identity matrix.", _identity),
}
