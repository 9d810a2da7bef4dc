"""Controls that pictures of coordinates share: the order of the variables, and the parts of an affine map."""

from collections.abc import Callable
from itertools import permutations

import numpy as np

from jaclib import coordinates, maps
from jaclib.explore import box
from jaclib.stage import Control, choice, slider, switch

AT_REST = {"rotation": 0.0, "shear": 0.0, "dilation": 1.0, "mirrored": False}


def is_affine(f: maps.Map) -> bool:
    """Whether a matrix is put behind the map."""
    return f in (coordinates.PLANE["affine"], coordinates.SPACE["affine in space"])


def matrix(f: maps.Map, rotation, shear, dilation, mirrored) -> np.ndarray:
    """What is put behind the map: of affine coordinates all there is, else nothing."""
    n = len(f.outputs)
    return coordinates.affine_matrix(rotation, shear, dilation, mirrored, n) if is_affine(f) else np.eye(n)


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

    box.follow(controls["f"], chosen)


def arguments(values: dict, f: maps.Map) -> str:
    """What of these controls is not at rest, as arguments in code."""
    parts = [f"order={values['order']!r}"] if values["order"] != orders(f)[0] else []
    if is_affine(f):
        parts += [f"{name}={_plain(values[name])}" for name, rest in AT_REST.items() if values[name] != rest]
    return "".join(f", {part}" for part in parts)


def _plain(value) -> str:
    return str(value) if isinstance(value, bool) else f"{value:.6g}"
