"""A box of parameters and its image: what a coordinate system makes of lengths, areas or volumes, and orientation."""

from jaclib.coordinates import PHYSICISTS, PLANE
from jaclib.explore.choose.box import corner, sides
from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.coordinates import plane, space, words
from jaclib.explore.coordinates.affine import CONTROLS
from jaclib.explore.coordinates.in_space import in_space
from jaclib.explore.coordinates.names import OF_SPACE, ORDER, SWITCH, by_both_names
from jaclib.stage import Live, rooms, scene, turn


def coordinates(
    f=None, a=None, size=None, *, physicists=False, order=None, rotation=0.0, shear=0.0, dilation=1.0,
    mirrored=False, view=(35, 25), state=None, challenges=(), after=None,
) -> Live:  # fmt: skip
    """A box of parameters and the piece of the plane, or of space, that it stands for: edges, volume, orientation.

    `f` is a coordinate system by its name ("polar" by default; `jaclib.coordinates.PLANE` and `SPACE` have
    them), a formula such as "x*y, x^2 - y^2" or "x*y, y*z, z*x", or a function from (2,) to (2,) or (3,) to (3,). The
    box begins at the corner `a` and has the sides `size`; `order` names the variables as they are to be counted, as in
    "θ, r". Spherical coordinates are (ρ, φ, θ), with θ around the axis, as mathematicians have them; with `physicists`
    they have the names of ISO 80000-2, (r, θ, φ), with θ from the axis. Of "affine" and "affine in space" the matrix is
    made by `rotation` (in radians), `shear`, `dilation` and `mirrored`. Space is seen from `view`, azimuth and
    elevation in degrees.
    """
    if (mathematicians := next((each for each, theirs in PHYSICISTS.items() if f is theirs), None)) is not None:
        f, physicists = mathematicians, True
    order = order and ", ".join(name.strip() for name in str(order).split(","))
    more = {"order": order, "rotation": rotation, "shear": shear, "dilation": dilation, "mirrored": mirrored}
    more |= {"physicists": physicists, "view": view, "state": state, "challenges": challenges}
    show = coordinates_in_space if state is None and in_space(f) else coordinates_in_plane
    return show(f, a, size, after=after, **more)


coordinates_in_plane = scene(
    titles=("A box in the parameters …", "… and the piece it stands for"),
    label="A box of parameters, its image, and the parallelogram that the Jacobian predicts",
    more=("order",),
    **rooms(plane, plane, words),
    f=plane_map(PLANE),
    a=map_point(),
    size=sides(dragged=True, share=1 / 8),
    order=ORDER,
    **CONTROLS,
)(coordinates)
coordinates_in_space = scene(
    titles=("A box in the parameters …", "… and the piece: drag to turn it"),
    label="A box of three parameters, its image in space, and the block that the Jacobian predicts",
    more=("order", "view"),
    **rooms(space, space, words),
    f=OF_SPACE,
    physicists=SWITCH,
    a=by_both_names(corner()),
    size=by_both_names(sides()),
    order=by_both_names(ORDER),
    **CONTROLS,
    view=turn("view", panel=1),
)(coordinates)
coordinates.__doc__ = coordinates_in_plane.__doc__
