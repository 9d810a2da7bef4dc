"""What the coordinates of the plane and of space share: the box's numbers, and affine maps."""

from functools import partial
from typing import Any

import jax.numpy as jnp
import numpy as np

from jaclib import coordinates, maps
from jaclib.evidence.dependent import everywhere
from jaclib.evidence.kink import beside, partials_or_infinite
from jaclib.evidence.rounding import without_rounding
from jaclib.explore.plane import box
from jaclib.image.covered import covered
from jaclib.image.covered_in_space import covered_in_space
from jaclib.programs.field import fields
from jaclib.stage import Declared, following, slider, switch

BOX_INSIDE = {n: box.filled(n)[0] for n in (2, 3)}


def is_affine(f: maps.Map) -> bool:
    """Whether a matrix is put behind the map."""
    return f in (coordinates.PLANE["affine"], coordinates.SPACE["affine in space"])


def behind(f: maps.Map, rotation, shear, dilation, mirrored) -> np.ndarray:
    """The matrix that is put behind the map: of affine coordinates all there is, else nothing."""
    n = len(f.outputs)
    if not is_affine(f):
        return np.eye(n)
    return without_rounding(coordinates.affine_matrix(rotation, shear, dilation, mirrored, n), dilation)


def fields_of(f: maps.Map, a, size, **places) -> dict:
    """The fields at the places, and at those that tell what f makes of the box."""
    asked = {"nearby": box.nearby(f, a), "beside": beside(a), "inside": a + size * BOX_INSIDE[len(a)]}
    return fields(f, asked | places)


def at_corner(a, size, which, matrix, found) -> dict:
    """What x ↦ matrix · f(x) makes of the box near its corner a, and det J inside of it, from `fields_of`. Traces.

    `slopes` are f's, with no partial derivative at a where the values on both sides say there is none.
    """
    values, J = found["nearby"]
    J = slopes = J.at[0].set(partials_or_infinite(a, values[0], J[0], *found["beside"]))
    changes = (matrix != np.eye(len(matrix))).any()  # else it is left alone: 0 times what is missing is missing, too
    values, J = jnp.where(changes, values @ matrix.T, values), jnp.where(changes, matrix @ J, J)
    now = box.cleared_at(values, J[..., which]) | {"slopes": slopes}
    now |= {"dets": box.determinants(matrix @ found["inside"][1]), "edges": (now["jacobian"] * size[which]).T}
    return now | {"steps": jnp.diag(size)[which]}


def of_box(f: maps.Map, a, size, order, matrix, found, now) -> dict:
    """The contents of the box and of its image, from what is there `at_corner`."""
    flat = everywhere(f, box.nearby(f, a), found["nearby"][0], now.pop("slopes"))
    image = covered(f, a, size) if len(a) == 2 else covered_in_space(f, tuple(a.tolist()), tuple(size.tolist()))
    now |= {"a": a, "size": size, "order": order, "flat": flat, "det": now["det"] * (0 if flat else 1)}
    now |= box.contents(size, box.means(f, now.pop("dets"), image, matrix), image, flat)
    return now | {"predicted": abs(now["det"]) * np.prod(size)}


def orientation(det, flat: str, kept: str, reverse: str) -> str:
    """Say by the sign of det J how the arrows of the edges lie; nothing where there is no determinant."""
    return {1: f"{kept}, det J > 0", -1: f"{reverse}, det J < 0", 0: flat}.get(np.sign(det), "")


def _of_affine(part: Declared, f: maps.Map) -> Declared:
    return part._replace(shown=is_affine(f))


PARTS = {  # on the page where f is affine
    "rotation": slider("rotation", "angle", -np.pi, np.pi, steps=120),
    "shear": slider("shear", "shear", -2.0, 2.0),
    "dilation": slider("dilation", "factor", 0.2, 2.0, steps=90),
    "mirrored": switch("mirrored"),
}
CONTROLS: dict[str, Any] = {name: following("f", partial(_of_affine, part)) for name, part in PARTS.items()}
