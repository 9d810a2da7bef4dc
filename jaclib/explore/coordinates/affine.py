"""What pictures of coordinates have in common: the order of the variables, and the parts of an affine map."""

from functools import partial
from itertools import permutations
from typing import Any

import numpy as np

from jaclib import coordinates, maps
from jaclib.evidence.rounding import without_rounding
from jaclib.stage import Declared, choice, following, slider, switch


def is_affine(f: maps.Map) -> bool:
    """Whether a matrix is put behind the map."""
    return f in (coordinates.PLANE["affine"], coordinates.SPACE["affine in space"])


def behind(f: maps.Map, rotation, shear, dilation, mirrored) -> np.ndarray:
    """The matrix that is put behind the map: of affine coordinates all there is, else nothing."""
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


def _of_affine(part: Declared, f: maps.Map) -> Declared:
    return part._replace(shown=is_affine(f))


PARTS = {  # on the page where f is affine
    "rotation": slider("rotation", "angle", -np.pi, np.pi, steps=120),
    "shear": slider("shear", "shear", -2.0, 2.0),
    "dilation": slider("dilation", "factor", 0.2, 2.0, steps=90),
    "mirrored": switch("mirrored"),
}
CONTROLS: dict[str, Any] = {
    "order": following("f", lambda f: choice("order", orders(f)), start=lambda f: orders(f)[0]),
    **{name: following("f", partial(_of_affine, part)) for name, part in PARTS.items()},
}
