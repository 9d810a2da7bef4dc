"""A box of parameters and its image: what a coordinate system makes of lengths, areas or volumes, and orientation."""

import re
from contextlib import suppress

from jaclib import FormulaError, maps
from jaclib.coordinates import PLANE, SPACE
from jaclib.explore.choose.box import corner, sides
from jaclib.explore.choose.map import map_point, near_name, plane_map
from jaclib.explore.coordinates import plane, space, words
from jaclib.explore.coordinates.affine import CONTROLS
from jaclib.formula import read_map
from jaclib.own.function import fits
from jaclib.stage import Live, rooms, scene, turn


def coordinates(
    f=None, a=None, size=None, *, order=None, rotation=0.0, shear=0.0, dilation=1.0, mirrored=False,
    view=(35, 25), state=None, challenges=(), after=None,
) -> Live:  # fmt: skip
    """A box of parameters and the piece of the plane, or of space, that it stands for: edges, volume, orientation.

    `f` is a coordinate system by its name ("polar" by default; `jaclib.coordinates.PLANE` and `SPACE` have
    them), a formula such as "x*y, x^2 - y^2" or "x*y, y*z, z*x", or a function from (2,) to (2,) or (3,) to (3,). The
    box begins at the corner `a` and has the sides `size`; `order` names the variables as they are to be counted, as in
    "θ, r". Of "affine" and "affine in space" the matrix is made by `rotation` (in radians), `shear`, `dilation` and
    `mirrored`. Space is seen from `view`, azimuth and elevation in degrees.
    """
    order = order and ", ".join(name.strip() for name in str(order).split(","))
    more = {"order": order, "rotation": rotation, "shear": shear, "dilation": dilation, "mirrored": mirrored}
    show = coordinates_in_space if state is None and in_space(f) else coordinates_in_plane
    return show(f, a, size, view=view, state=state, challenges=challenges, after=after, **more)


coordinates_in_plane = scene(
    titles=("A box in the parameters …", "… and the piece it stands for"),
    label="A box of parameters, its image, and the parallelogram that the Jacobian predicts",
    more=("order",),
    **rooms(plane, plane, words),
    f=plane_map(PLANE),
    a=map_point(),
    size=sides(dragged=True, share=1 / 8),
    **CONTROLS,
)(coordinates)
coordinates_in_space = scene(
    titles=("A box in the parameters …", "… and the piece: drag to turn it"),
    label="A box of three parameters, its image in space, and the block that the Jacobian predicts",
    more=("order", "view"),
    **rooms(space, space, words),
    f=plane_map(SPACE),
    a=corner(),
    size=sides(),
    **CONTROLS,
    view=turn("view", panel=1),
)(coordinates)
coordinates.__doc__ = coordinates_in_plane.__doc__


def in_space(f) -> bool:
    """Whether the map is one of three variables."""
    if isinstance(f, maps.Map):
        return len(f.variables) == 3
    if isinstance(f, str):
        name = f.strip().lower()
        known = name if name in PLANE | SPACE else near_name(f, PLANE | SPACE)  # it is asked whether that was meant
        # of 1,5x, y it is told in the plane that a decimal comma may be meant
        return known in SPACE if known else not re.search(r"\d,\d", f) and components(f) == 3
    return callable(f) and fits(f, 3)


def components(text: str) -> int:
    """Count the components of a formula of two or three variables; of one that can't be read by its commas.

    >>> components("x*y, y*z, z*x"), components("f(x, y) = max(x, y), y"), components("2x +")
    (3, 2, 1)
    """
    for n in (3, 2):
        with suppress(FormulaError):
            return len(read_map(text, n).outputs)
    return text.count(",") + 1
