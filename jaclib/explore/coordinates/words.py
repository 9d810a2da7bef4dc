"""What explore.coordinates says of a box and its image, in the plane and in space; its tasks."""

import numpy as np

from jaclib.evidence.judge import agree
from jaclib.explore.choose.partials import with_formulas
from jaclib.explore.phrases.numbers import ROUGH, about, estimate
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.explore.plane.layers import at_pointer, listed
from jaclib.stage import Challenge, near, readout, right

CONTENT = {2: "area", 3: "volume"}
FIGURES = {"area": 3, "volume": 2}  # that are known of the image where it has layers
TURNS = {  # what the sign of det J means
    2: {1: "orientation kept", -1: "orientation reversed", 0: "J flattens the plane there"},
    3: {1: "right-handed", -1: "left-handed, orientation reversed", 0: "J flattens space there"},
}


def say(now) -> str:
    """Describe the figure in a sentence."""
    kind, turns = CONTENT[len(now["size"])], TURNS[len(now["size"])]
    names, content = [now["variables"][i] for i in now["order"]], np.prod(now["size"])
    corner, sides = (", ".join(f"{x:.3g}" for x in now[part][now["order"]]) for part in ("a", "size"))
    if sentence := no_derivative(now["value"], now["jacobian"], f"the corner ({corner})"):
        return sentence
    box = f"In ({', '.join(names)}) the box with corner ({corner}) and sides {sides} has {kind} {content:.3g}"
    if not np.isfinite(now["det"]):
        return f"{box}. det J at the corner is too large for double precision."
    product = " ".join(f"Δ{name}" for name in names)
    at_corner = f"with det J = {now['det']:.3g} at the corner: {turns[int(np.sign(now['det']))]}"
    return f"{box}. {_image(now, kind, content)}. |det J| {product} = {now['predicted']:.3g} {at_corner}."


def _image(now: dict, kind: str, content) -> str:
    """How large the image is, as a set, and with each layer counted where there are layers."""
    if now["too_fine"]:
        return f"In it f bends too finely for the {kind} of its image to be found"
    if np.isnan(now["volume"]):
        return "In a part of it f is torn or undefined"
    if now["flat"]:
        return f"Its image has {kind} 0, since det J = 0 everywhere: the outputs depend on each other"
    if not now["layered"]:
        volume, times = (estimate(x, now["rough"], 3) for x in (now["volume"], now["volume"] / content))
        return f"Its image has {kind} {volume}, {times} times as much"
    counted = f"∫ |det J| = {estimate(now['volume'], now['rough'], 3)} counts each"
    if np.isnan(now["seen"]):
        why = "det J changes sign in it" if now["folded"] else "Its image has many layers"
        return f"{why}: where layers lie on one another, {counted}"
    seen, times = (f"{x:.{FIGURES[kind]}g}" for x in (now["seen"], now["seen"] / content))
    parts = f" (there are parts with {listed(now['part_numbers'])})" if len(now.get("part_numbers", ())) else ""
    layers = f"Layers of it lie on one another{parts}, and {counted}"
    return f"Its image has {kind} about {seen}, {times} times as much. {layers}"


def overlaps(now) -> list[dict]:
    """How many layers lie where, for the pointer."""
    return at_pointer(now)


def values(now) -> list[dict]:
    """J, det J and the scale factors; the image's area or volume, with layers and without, beside the predicted one."""
    kind = CONTENT[len(now["size"])]
    product = "".join(f"Δ{now['variables'][i]}" for i in now["order"])
    known, rough = not (now["layered"] and np.isnan(now["seen"])), ROUGH if now["rough"] else None
    found = now["partials"].item() if (now["order"] == np.arange(len(now["order"]))).all() else None
    at_corner = with_formulas(readout("J", now["jacobian"], columns=True), found, readout("det J", now["det"]))
    size, predicted = readout(product, np.prod(now["size"])), readout(f"|det J| {product}", now["predicted"])
    image = [about(f"true {kind}", now["seen"], FIGURES[kind] if now["layered"] else rough)] if known else []
    lengths = readout("column lengths", np.linalg.norm(now["jacobian"], axis=0)[None], columns=True)
    return [*at_corner, lengths, predicted, about("∫ |det J|", now["volume"], rough), *image, size]


def _same_size(now):
    factor = now["seen"] / np.prod(now["size"])
    if now["layered"] and agree(factor, 1, within=0.2):
        return near(f"It is {factor:.2f} times as large, in layers. Make the box so small that there is only one.")
    if agree(factor, 1, within=0.02):
        return right(f"Its image is {factor:.3f} times as large: |det J| is 1 on average over the box.")
    return near(f"It is {factor:.2f} times as large.") if agree(factor, 1, within=0.2) else None


def _one_percent(now):
    off = abs(now["predicted"] / now["volume"] - 1)
    if off < 0.01:
        return right(f"|det J| at the corner is {off:.2%} off: over so small a box it hardly changes.")
    return near(f"It is still off by {off:.1%}.") if off < 0.05 else None


def _reversed(now):
    if now["det"] < 0:
        return right(f"det J = {now['det']:.3g}: the orientation is reversed.")
    return near("det J changes sign where the arrows lie flat.") if abs(now["det"]) < 0.2 else None


CHALLENGES = {
    "same size": Challenge("Move the box to where its image is exactly as large as the box.", _same_size),
    "one percent": Challenge("Shrink the box until what J predicts is less than one percent off.", _one_percent),
    "reversed": Challenge("Make the determinant negative, and leave the box where it is.", _reversed),
}
