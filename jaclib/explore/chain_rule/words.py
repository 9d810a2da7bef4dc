"""What explore.chain_rule says, in words and in matrices, and what there is to be found in it."""

from itertools import accumulate

import numpy as np

from jaclib.evidence.rounding import without_rounding
from jaclib.explore.chain_rule.numbers import PartialProduct, fit, partial_products
from jaclib.explore.choose.chain import MAP_NAMES
from jaclib.explore.phrases.numbers import vector
from jaclib.explore.phrases.undefined import lacking, left_behind
from jaclib.stage import Challenge, near, product, readout, right

HOW = {"wrong_point": "With the outer Jacobians taken at a", "reversed_product": "With the factors reversed"}


def say(now) -> str:
    """Describe the figure in a sentence."""
    names = MAP_NAMES[len(now["links"])]
    chain = "(".join(names) + "(x" + ")" * len(names)
    parts = now["step"] - now["prediction"], now["step"], now["terms"]
    gap, length, terms = map(np.hypot.reduce, parts)
    gap = without_rounding(gap, terms)
    start = f"The step h = {vector(now['h'])} at a = {vector(now['a'])}"
    if why := lacking(now["links"]):
        return f"{why}."
    if not np.isfinite(now["step"]).all():
        return left_behind(start, f"{chain} is", [now["step"]])
    went = f"{start} moves {chain} by {vector(now['step'])}"
    if not np.isfinite(gap):
        return f"{went}. What the product of the Jacobians predicts is too large for double precision."
    share = f", {gap / length:.1%} of the true step" if gap < length else ""
    off = f"is off by {gap:.3g}{share}" if gap > 0 else "is right: nothing bends along h"
    words = f"{went}. The product of the Jacobians predicts {vector(now['prediction'])} and {off}."
    return f"{words} {mistaken(now, gap) or in_words(made_of(now), int(now['done']), int(now['total']))}"


def mistaken(now, gap) -> str:
    """Say what the deliberate mistake leads to."""
    if not (mistake := str(now["mistake"])):
        return ""
    how = HOW[mistake]
    if why := impossible(now):
        return f"{how} there is no prediction: {why}"
    missed = np.linalg.norm(now["step"] - now["misled"])
    times = f", {missed / gap:.3g} times as far" if gap > 0 else ""
    if not np.isfinite(missed):
        return f"{how} there is no prediction: there one of them has no Jacobian."
    return f"{how} the prediction is {vector(now['misled'])}: off by {missed:.3g}{times}."


def impossible(now) -> str:
    """Say why the mistake can't be made, where it can't."""
    mistake, factors, (n, *between, m) = now["mistake"], factors_of(now), now["spaces"]
    if mistake == "wrong_point" and not factors:
        return f"a has {n} entries, and not every map takes {n}."
    if mistake == "reversed_product" and not fit(factors):
        i = next(i for i in range(len(factors) - 1) if not fit(factors[i : i + 2]))
        columns, rows = factors[i].shape[1], factors[i + 1].shape[0]
        return f"{columns} column{'s' * (columns > 1)} meet{'s' * (columns == 1)} {rows} row{'s' * (rows > 1)}."
    if mistake == "reversed_product" and (between[0], between[-1]) != (m, n):
        return f"the product is {between[0]} × {between[-1]}, and {m} × {n} is needed."
    return ""


def factors_of(now) -> list[np.ndarray]:
    return [now[f"factor{i}"] for i in range(len(now["links"])) if f"factor{i}" in now]


def made_of(now) -> list[PartialProduct]:
    return partial_products(factors_of(now), now["order"], int(now["done"]))


def values(now) -> list[dict]:
    """The product of matrices as it is written and as it is worked out, and the numbers of the step."""
    gap = np.linalg.norm(now["step"] - now["prediction"])
    share = gap / np.linalg.norm(now["h"]) if now["h"].any() else np.nan
    steps = [readout("true step", now["step"]), readout("J h", now["prediction"])]
    wrong = [readout("wrong", now["misled"])] if np.isfinite(now["misled"]).all() else []
    errors = [readout("error", gap), readout("error / ‖h‖", share)]
    return [*products(now), *steps, *wrong, *errors, readout("a", now["a"]), readout("h", now["h"])]


def products(now) -> list[dict]:
    """The factors in a row as written, and for three maps the products of two that lead there."""
    names, mistake = MAP_NAMES[len(now["links"])], str(now["mistake"])
    factors, made = factors_of(now), made_of(now)
    if not factors:
        return []
    labels, whole_name = labelled(names, mistake)
    inner = f"J_{names[-1]}(a)"
    shown = [readout(label, each, columns=label == inner) for label, each in zip(labels, factors, strict=True)]
    if not made:
        return [product(shown, note=f"no product: {impossible(now)}")]
    result = readout(whole_name, made[-1].step.result, columns=not mistake, known=made[-1].known)
    if len(made) == 1:
        return [product(shown, result, met=at_work(made[0]))]
    forward = now["order"] == "forward"
    middle = f"J_{{{'∘'.join(names[1:])}}}(a)" if forward else f"J_{{{'∘'.join(names[:2])}}}({names[2]}(a))"
    half_name, columns = "on the way" if mistake else middle, forward and not mistake
    half = readout(half_name, made[0].step.result, columns=columns, known=made[0].known)
    first, rest = (shown[1:], [shown[0], half]) if forward else (shown[:2], [half, shown[2]])
    steps = product(first, half, met=at_work(made[0])), product(rest, result, met=at_work(made[1]))
    return [product(shown, result), *steps]


def labelled(names, mistake: str) -> tuple[list[str], str]:
    """The names of the factors, in the order in which they stand, and of their product."""
    inside = [*accumulate(names[:0:-1], lambda at, name: f"{name}({at})", initial="a")][::-1]
    labels = [f"J_{name}({'a' if mistake == 'wrong_point' else at})" for name, at in zip(names, inside, strict=True)]
    whole_name = f"J_{{{'∘'.join(names)}}}(a)"
    return labels[:: -1 if mistake == "reversed_product" else 1], f"not {whole_name}" if mistake else whole_name


def at_work(made) -> tuple:
    """The row, the column and the entry that are being multiplied."""
    if not made.entry:
        return ()
    i, j = made.entry
    inner = range(made.step.left.shape[1])
    return [(i, k) for k in inner], [(k, j) for k in inner], [(i, j)]


def in_words(made: list[PartialProduct], done: int, total: int) -> str:
    """Say what has been multiplied, and what comes next."""
    for each in made:
        if each.entry:
            i, j = each.entry
            row, column = each.step.left[i], each.step.right[:, j]
            terms = [f"{x:.3g} · {y:.3g}" for x, y in zip(row, column, strict=True)]
            there = " + ".join(terms[: each.terms]) or "no term yet"
            return f"{done} of {total} multiplications are done: row {i + 1} meets column {j + 1}, {there}."
    return f"All {total} multiplications are done."


def _level(now):
    most = np.linalg.norm(now["jacobian"]) * np.linalg.norm(now["h"])
    if most < 1e-9:
        return None
    share = np.linalg.norm(now["jacobian"] @ now["h"]) / most
    if share < 0.01:
        return right(
            "Each row of the product is perpendicular to h: along h the output stands still, apart from the error."
        )
    return near("Turn h a little more: J h is small already.") if share < 0.12 else None


def _fixed(now):
    if now["mistake"] != "wrong_point" or not np.isfinite(now["misled"]).all() or np.linalg.norm(now["a"]) < 0.1:
        return None
    away = np.linalg.norm(now["links"][0]["value"] - now["a"])
    if away < 0.02:
        return right("Here the inner map leaves a where it is: g(a) = a, so J_f is taken at the right place after all.")
    return near("g(a) is close to a, but not yet there.") if away < 0.3 else None


def _zero(now):
    size, outer = np.abs(now["jacobian"]).max(), np.abs(now["links"][-1]["jacobian"]).max()
    if size < 0.01:
        at_end = " Its outer factor is zero, and anything times zero is zero." if outer < 0.01 else ""
        return right(f"The whole product is zero.{at_end}")
    return near("The entries of the product are small, but not zero yet.") if size < 1 else None


LEVEL = "Turn h, without making it 0, until the product predicts that the step leads nowhere: J h = 0."
FIXED = "Choose the mistake “J_f taken at a”, and drag a to a place, other than 0, where it is no mistake."
ZERO = "Drag a to where every step is predicted to lead nowhere, whichever way h points."
CHALLENGES = {
    "level": Challenge(LEVEL, _level),
    "fixed point": Challenge(FIXED, _fixed),
    "zero": Challenge(ZERO, _zero),
}
