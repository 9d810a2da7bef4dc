"""What explore.flow says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.evidence.judge import ROUNDING, agree
from jaclib.explore.phrases.numbers import pair
from jaclib.explore.plane.guess import of_the_guess
from jaclib.stage import Challenge, near, readout, right

NO_WAY_BACK = {
    "flatten": "The map flattens the plane, and can't be undone: its determinant is 0 everywhere",
    "fold": "The map folds the plane, and can't be undone: its determinant changes sign",
    "cover": "The map takes several points to one, and can't be undone, though it folds nothing",
}
A_FLOW = "(x + y²/4, y) can be undone"
TORN = (
    "The determinant changes sign across a pole or another gap: whether the map takes several points to one, and "
    "so how high the density is, is not known here."
)
TOO_SMALL = "too small to tell from 0"


def say(now) -> str:
    """Describe the figure in a sentence."""
    k, K = now["passed"], now["layers"]
    layers = f"Through {k} of {K} layer{'s' if K > 1 else ''} ({now['kind']}) z = {pair(now['z'])}"
    if not np.isfinite(now["x"]).all():
        return f"{layers} reaches a place where the map is undefined."
    moved = f"{layers} goes to x = {pair(now['x'])}."
    if now["no_way_back"] == "flatten" and not _is_flat(now["factors"][0]):
        return f"{moved} The determinant becomes {TOO_SMALL}, everywhere: no density is known there."
    if now["no_way_back"] == "tear":
        return f"{moved} {TORN}"
    if why := NO_WAY_BACK.get(str(now["no_way_back"])):
        no_flow = "It is not a flow: a Gaussian carried through it has another density than log p says"
        return f"{moved} {why}. {no_flow}; {A_FLOW}."
    if now["singular"]:
        where = f"At layer {now['singular']} its determinant is 0, or {TOO_SMALL}"
        return f"{moved} {where}: no finite density is known there."
    if now["no_derivative"]:
        return f"{moved} Layer {now['no_derivative']} has no derivative where it acts: no density is known there."
    start, end = now["levels"][0], now["levels"][k]
    total = round(float(now["logabsdets"][:k].sum()), 9) + 0
    level = f"The log-determinants add up to {total:.3g}: log p goes from {start:.3g} to {end:.3g}."
    return f"{moved} {level} {_of_the_mass(now)}{of_the_guess(now)}"


def _is_flat(J) -> bool:
    (p, q), (r, s) = J
    return abs(p * s - q * r) <= ROUNDING * max(abs(p * s), abs(q * r))


def _of_the_mass(now) -> str:
    mass, bare = float(now["mass"]), float(now["bare_mass"])
    if not np.isfinite(mass):
        if not now["whole"]:
            return "On a part of the sheet the map has no finite value, so its mass is not measured."
        return "The cells of the sheet are too coarse for what the map does with them, so its mass is not measured."
    wrong = f", and without the determinants {bare:.3f}" if np.isfinite(bare) else ""
    left_out = "" if now["determinants"] else " The colours leave the determinants out."
    return f"The total mass is {mass:.3f}{wrong}.{left_out}"


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    k = int(now["passed"])
    last, logabsdet = (now["factors"][k - 1], np.round(now["logabsdets"][k - 1], 12)) if k else (np.eye(2), 0.0)
    total, levels = np.round(now["logabsdets"][:k].sum(), 12), now["levels"]
    of_last = [readout("J of the last layer passed", last, columns=True), readout("its log |det|", logabsdet)]
    of_all = [readout("J of all passed", now["jacobian"], columns=True), readout("sum of log |det|", total)]
    density = [readout("log p at z", levels[0]), readout("log p at x", levels[k])]
    masses = [readout("total mass", now["mass"]), readout("without determinants", now["bare_mass"])]
    return [*of_all, *density, *masses, *of_last]


def _same(now):
    k, total = int(now["passed"]), float(now["logabsdets"][: int(now["passed"])].sum())
    if k < now["layers"] or k < 2 or np.isnan(now["levels"][k]) or not np.abs(now["logabsdets"][:k]).max() > 0.1:
        return None
    if agree(total, 0, within=0.02):
        start = f"Each layer stretches or squeezes, yet the log-determinants add up to {total:.3f}"
        return right(f"{start}: all in all the area around z stays as it is, and so does the density.")
    return near(f"They add up to {total:.2f}.") if agree(total, 0, within=0.2) else None


def _wrong_mass(now):
    bare = float(now["bare_mass"])
    if now["determinants"] or not np.isfinite(bare):
        return None
    if max(bare, 1 / bare) > 2:
        start = "Where the layers stretch the plane, the old density covers more of it"
        return right(f"{start}: the total is {bare:.3g}, not 1.")
    return near(f"That is the thing to leave out. The total is {bare:.3g}: use more layers, or another seed.")


def _dense(now):
    ratio = float(np.exp(now["levels"][now["passed"]] - now["levels"][0]))
    if not np.isfinite(ratio):
        return None
    if ratio > 5:
        return right(
            f"The density at x is {ratio:.3g} times that at z: around z the layers squeeze areas by that factor."
        )
    return near(f"It is {ratio:.2g} times as high.") if ratio > 2 else None


CHALLENGES = {
    "cancelled": Challenge("Pass all the layers, and drag z to where the density is the same before and after.", _same),
    "wrong mass": Challenge("Make the total mass wrong by more than a factor of 2.", _wrong_mass),
    "dense": Challenge("Drag z to where the density of x is more than 5 times as high as that of z.", _dense),
}
