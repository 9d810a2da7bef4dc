"""What explore.determinant says, the numbers below it, and what is to be reached there."""

import numpy as np

from jaclib.evidence.judge import agree
from jaclib.explore.choose.partials import with_formulas
from jaclib.explore.phrases.numbers import ROUGH, about, estimate, pair
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.explore.plane.guess import of_the_guess
from jaclib.explore.plane.layers import at_pointer, listed, of
from jaclib.stage import Challenge, count, near, readout, right

SEEN = 3  # figures that are known of an area in layers
MANY = 24  # preimages, of which not all need have been found


def preimages_in_words(now) -> str:
    """Count the preimages of b in words: "at least" where the map turns too often for all of them to be found."""
    count, sure = len(now["preimages"]), now["sure"]
    if now["dimension"]:
        everywhere = "a whole region of" if now["rank"] else "all of the sheet for"
        return f"{'a whole curve of' if now['dimension'] == 1 else everywhere} preimages"
    if count >= MANY and not sure:
        return "very many preimages"
    if not count and not sure:
        return "no preimage that was found"
    return f"{'' if sure else 'at least '}{count or 'no'} preimage{'s' * (count != 1)}"


def layers_in_words(now) -> str:
    """Name b, and count the layers there: as many as it has preimages, where these are single points."""
    number, sure = len(now["preimages"]), now["sure"]
    if now["dimension"] or not (number or sure):
        return "b"
    return f"b: {'' if sure else '≥ '}{of(number) if number else 'no layer'}"


def say(now) -> str:
    """Describe the figure in a sentence."""
    a = f"a = {pair(now['a'])}"
    none = no_derivative(now["value"], now["jacobian"], a, fits=now["fits"], too_large=now["too_large"])
    if none and not (np.isfinite(now["ratio"]) or now["too_fine"]):
        return none
    box = f"A box of side {now['side']:.3g} around {a}"

    def said(sentence: str) -> str:
        layers = f"b = {pair(now['b'])} has {preimages_in_words(now)} in the domain shown."
        layers += f" In view are parts with {listed(now['part_numbers'])}." if len(now["part_numbers"]) else ""
        rest = f"{layers}{of_the_guess(now)}"
        return f"{none} {sentence} {rest}" if none else f"{sentence} {_at(now)} {rest}"

    if now["too_fine"]:
        return said(f"{box}: f bends too finely in it for the area of its image to be found.")
    if not np.isfinite(now["ratio"]):
        return said(f"{box} reaches places where f is torn or undefined: there is no ratio of areas.")
    box = box if now["t"] == 1 else f"Bent by t = {now['t']:.3g} only. {box}"
    return said(f"{box} {_lands(now)}.")


def _lands(now) -> str:
    """The area of the image: as a set, and with each of its layers, where there are layers; with sign."""
    ratio, seen, area = now["ratio"], now["seen"], now["side"] ** 2
    if now["rank"] < 2:
        return f"lands on a mere {'curve' if now['rank'] else 'point'}, with area 0"
    both_ways = not np.isclose(abs(now["signed"]), ratio, rtol=1e-6, atol=0)
    rough, rough_sign = now["rough"]
    signed = f" (with sign: {estimate(now['signed'], rough_sign, 4)} times)" if both_ways else ""
    size, times = estimate(ratio * area, rough, 4), estimate(ratio, rough, 4)
    if not now["layered"]:
        return f"lands on an area of {size}, {times} times its own{signed}"
    counted = f"counted each, ∫ |det J| = {size}, {times} times its own{signed}"
    if np.isnan(seen):
        return f"lands in layers that are too fine to tell apart: {counted}"
    size, times = (f"{x:.{_figures(now)}g}" for x in (seen * area, seen))
    return f"lands on an area of about {size}, {times} times its own. Its layers overlap: {counted}"


def _figures(now) -> int | None:
    """The number of figures that are known of the image's area; None for all."""
    return ROUGH if now["rough"][0] else SEEN if now["layered"] else None


def _at(now) -> str:
    """What J does at a, which f itself need not do."""
    if now["rank"] < 2:
        return "det J = 0 everywhere: the outputs depend on each other."
    if not now["jacobian"].any():
        return "At a J = 0: J takes the plane to a point there, which f itself need not do."
    if now["det"] == 0:
        return "At a det J = 0: J flattens the plane there, which f itself need not do."
    return f"At a det J = {now['det']:.4g}, orientation {'kept' if now['det'] > 0 else 'reversed'}."


def overlaps(now) -> list[dict]:
    """How many layers lie where, for the pointer."""
    return at_pointer(now)


def values(now) -> list[dict]:
    area, (rough, rough_sign) = now["side"] ** 2, now["rough"]
    seen = not (now["layered"] and np.isnan(now["seen"]))
    found = now["partials"].item() if now["t"] == 1 else None  # on its way the map is another
    at_a = with_formulas(readout("J", now["jacobian"], columns=True), found, readout("det J", now["det"]))
    places = [readout("a", now["a"]), readout("f(a)", now["value"])]
    image = [about("of its image", now["seen"] * area, _figures(now))] if seen else []
    ratio = about("∫ |det J| / area", now["ratio"], ROUGH if rough else None)
    signed = about("∫ det J / area", now["signed"], ROUGH if rough_sign else None)
    rest = [ratio, signed, readout("four corners", now["four"])]
    return [*at_a, readout("area of the box", area), *image, _counted(now), *rest, *places]


def _counted(now) -> dict:
    number = len(now["preimages"])
    if now["sure"] and not now["dimension"]:
        return count("preimages of b", number)
    words = "∞" if now["dimension"] else "very many" if number >= MANY else f"≥ {number}"
    return {"label": "preimages of b", "rows": [[words]], "columns": False}


def only_at_t_1(judge):
    """Accept a solution only for the map itself, t = 1."""
    early = near("The sheet is still on its way: bend it as far as t = 1.")

    def judged(now):
        found = judge(now)
        return early if found and found.right and now["t"] < 1 else found

    return judged


def _three_times(now):
    ratio, limit = float(now["seen"]), float(now["limit"])
    if agree(ratio, 3, within=0.015):
        smaller = f"; a smaller box around a would have one nearer to |det J(a)| = {limit:.3f}"
        return right(f"The ratio is {ratio:.3f}{'' if np.isnan(limit) else smaller}.")
    return near(f"It is {ratio:.2f} times as large.") if agree(ratio, 3, within=0.5) else None


def _reversed(now):
    det, scale = float(now["det"]), float(now["scale"])
    if det < -1e-3 * scale:
        order = "J e₁ and J e₂ lie in the opposite order"
        return right(f"det J(a) = {det:.3g} < 0: {order}, and a small letter F is mirrored.")
    return near(f"det J(a) = {det:.3g}: at the double line it changes sign.") if det < 0.1 * scale else None


def _three_layers(now):
    if len(now["preimages"]) == 3:
        signs = "two with the orientation kept, one hatched, with it reversed"
        return right(f"Three points of the sheet lie over b: {signs}.")
    (x0, x1), _ = now["view"]
    folds = np.asarray(now["folds_after"])
    gaps = np.linalg.norm(folds[np.isfinite(folds).all(axis=1)] - now["b"], axis=1)
    if len(gaps) and gaps.min() < 0.08 * (x1 - x0):
        return near("b is beside the fold: on its other side there are two more layers, or two fewer.")
    return None


def _cancelled(now):
    true, signed = float(now["ratio"]), abs(float(now["signed"]))
    if true > 0 and signed < 0.01 * true:
        counted = f"with each layer counted {true:.3g} times the box"
        return right(f"With sign the area is 0, {counted}: half of it lies face down.")
    almost = near("Almost: the part that is hatched weighs nearly as much as the other.")
    return almost if signed < 0.25 * true else None


TASKS = {
    "three times": ("Make the image three times as large as the box, to within half a percent.", _three_times),
    "reversed": ("Drag a to where the orientation is reversed.", _reversed),
    "three layers": ("Drag b to where three layers of the sheet lie.", _three_layers),
    "cancelled": ("Place the box so that the area of its image, counted with sign, is 0.", _cancelled),
}
CHALLENGES = {name: Challenge(task, only_at_t_1(judge)) for name, (task, judge) in TASKS.items()}
