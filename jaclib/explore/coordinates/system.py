"""Controls that pictures of coordinates share: the order of the variables, and the parts of an affine map."""

from collections.abc import Callable
from itertools import permutations

import numpy as np

from jaclib import coordinates, maps
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.choose.map import follow as follow_map
from jaclib.explore.phrases.numbers import ROUGH, about, estimate
from jaclib.explore.phrases.undefined import no_derivative
from jaclib.image.covered import Covered
from jaclib.image.enclosed import Held
from jaclib.stage import Control, readout
from jaclib.stage.transition import choice, slider, switch

FIGURES = {"area": 3, "volume": 2}  # that are known of the image where it has layers
AT_REST = {"rotation": 0.0, "shear": 0.0, "dilation": 1.0, "mirrored": False}


def is_affine(f: maps.Map) -> bool:
    """Whether a matrix is put behind the map."""
    return f in (coordinates.PLANE["affine"], coordinates.SPACE["affine in space"])


def matrix(f: maps.Map, rotation, shear, dilation, mirrored) -> np.ndarray:
    """What is put behind the map: of affine coordinates all there is, else nothing."""
    n = len(f.outputs)
    if not is_affine(f):
        return np.eye(n)
    return without_rounding(coordinates.affine_matrix(rotation, shear, dilation, mirrored, n), dilation)


def orders(f: maps.Map) -> list[str]:
    """All orders of the variables, as they are named first."""
    return [", ".join(names) for names in permutations(f.variables)]


def permutation(order: str, f: maps.Map) -> np.ndarray:
    """Which variable comes first, second, …; as they are named, where the order is one of another map's variables."""
    names = order.split(", ")
    return np.array([f.variables.index(name) for name in names if name in f.variables]
                    if sorted(names) == sorted(f.variables) else range(len(f.variables)))  # fmt: skip


def order_of(f: maps.Map, order: str | None) -> Control:
    """In which order the variables count. Raises ValueError for an order that is none of this map's."""
    given = orders(f)[0] if order is None else ", ".join(part.strip() for part in str(order).split(","))
    if given not in orders(f):
        raise ValueError(f"order: the variables in some order are needed, such as {orders(f)[-1]!r}; got {order!r}.")
    return choice("order", orders(f), given)


def affine(f: maps.Map, parts: dict) -> dict[str, Control]:
    """Sliders for rotation, shear and dilation and a switch for the mirror: seen where f is affine."""
    controls = {
        "rotation": slider("rotation", "angle", -np.pi, np.pi, parts["rotation"], steps=120),
        "shear": slider("shear", "shear", -2.0, 2.0, parts["shear"]),
        "dilation": slider("dilation", "factor", 0.2, 2.0, parts["dilation"], steps=90),
        "mirrored": switch("mirrored", parts["mirrored"]),
    }
    _seen(controls, is_affine(f))
    return controls


def _seen(controls: dict[str, Control], seen: bool) -> None:
    for name in AT_REST:
        controls[name].box.layout.display = None if seen else "none"


def follow(controls: dict[str, Control], adapt: Callable[[maps.Map], None]) -> None:
    """When another map is chosen, `adapt` the other controls to it."""

    def chosen(f: maps.Map) -> None:
        (order,) = controls["order"].parts[0]
        order.options = orders(f)
        _seen(controls, is_affine(f))
        adapt(f)

    follow_map(controls["f"], controls["size"], chosen)


def arguments(values: dict, f: maps.Map) -> str:
    """What of these controls is not at rest, as arguments in code."""
    parts = [f"order={values['order']!r}"] if values["order"] != orders(f)[0] else []
    if is_affine(f):
        parts += [f"{name}={_plain(values[name])}" for name, rest in AT_REST.items() if values[name] != rest]
    return "".join(f", {part}" for part in parts)


def _plain(value) -> str:
    return str(value) if isinstance(value, bool) else f"{value:.6g}"


def contents(size, told: Held, found: Covered, flat: bool) -> dict:
    """The contents of a box's image: `volume` counts each layer, `seen` none twice; NaN where it can't be told.

    `told` has the mean of |det J| over the box, `found` what share of its layers the image is.
    """
    volume = np.prod(size) * (0.0 if flat else told.ratio) if found.whole else np.nan
    rough = bool(told.rough[0] and not flat)
    swings = found.folded and found.share == 1 and rough  # its layers are finer than what tells them
    layered = (found.layered or swings) and volume > 0
    return {
        "volume": volume, "layered": bool(layered), "folded": found.folded, "rough": rough,
        "seen": volume * ((np.nan if swings else found.share) if layered else 1.0),
        "too_fine": bool(found.whole and np.isnan(volume)),
    }  # fmt: skip


def in_words(now: dict, kind: str, turns: dict[int, str]) -> str:
    """What is seen of a box and its image; `kind` is area or volume, `turns` says what the sign of det J means."""
    names, content = [now["variables"][i] for i in now["order"]], np.prod(now["size"])
    corner, sides = (", ".join(f"{x:.3g}" for x in now[part][now["order"]]) for part in ("a", "size"))
    if sentence := no_derivative(now["value"], now["jacobian"], f"the corner ({corner})"):
        return sentence
    box = f"In ({', '.join(names)}) the box with corner ({corner}) and sides {sides} has {kind} {content:.3g}"
    product = " ".join(f"Δ{name}" for name in names)
    at_corner = f"with det J = {now['det']:.3g} at the corner: {turns[int(np.sign(now['det']))]}"
    return f"{box}. {_image(now, kind, content)}. |det J| {product} = {now['predicted']:.3g} {at_corner}."


def _image(now: dict, kind: str, content) -> str:
    """How large the image is, as a set, and with each layer counted where there are layers."""
    if now["too_fine"]:
        return f"In it f bends too finely for the {kind} of its image to be told"
    if np.isnan(now["volume"]):
        return "In a part of it f is torn or undefined"
    if now["flat"]:
        return f"Its image has {kind} 0, for det J = 0 everywhere: the outputs depend on each other"
    if not now["layered"]:
        volume, times = (estimate(x, now["rough"], 3) for x in (now["volume"], now["volume"] / content))
        return f"Its image has {kind} {volume}, {times} times as much"
    counted = f"∫ |det J| = {estimate(now['volume'], now['rough'], 3)} counts each"
    if np.isnan(now["seen"]):
        why = "det J changes its sign in it" if now["folded"] else "Its image has many layers"
        return f"{why}: where layers lie on one another, {counted}"
    seen, times = (f"{x:.{FIGURES[kind]}g}" for x in (now["seen"], now["seen"] / content))
    return f"Its image has {kind} about {seen}, {times} times as much. Layers of it lie on one another, and {counted}"


def readouts(now: dict, kind: str) -> list[dict]:
    """J and its determinant, and the image's area or volume, with layers and without, beside what they predict."""
    product = "".join(f"Δ{now['variables'][i]}" for i in now["order"])
    known, rough = not (now["layered"] and np.isnan(now["seen"])), ROUGH if now["rough"] else None
    return [
        readout("J", now["jacobian"], columns=True),
        readout("det J", now["det"]),
        readout(product, np.prod(now["size"])),
        readout(f"|det J| {product}", now["predicted"]),
        about("∫ |det J|", now["volume"], rough),
        *([about(f"true {kind}", now["seen"], FIGURES[kind] if now["layered"] else rough)] if known else []),
    ]
