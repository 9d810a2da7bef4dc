"""A sheet bent and folded by a map, coloured by det J; a box on it, and by how much its area grows."""

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.determinant import numbers, picture, words
from jaclib.explore.determinant.printed import sheet_choice
from jaclib.explore.plane.areas import LARGEST_SIDE, SMALLEST_SIDE
from jaclib.explore.plane.guess import guess_of
from jaclib.stage import following, log_slider, point, rooms, scene, slider


@scene(
    titles=("The sheet before …", "… and where f takes it", "Area, per area of the box"),
    label="A sheet and its image under f, coloured by det J, and the ratio of areas of a box",
    more=("b", "guess"),
    **rooms(numbers, picture, words),
    f=plane_map(),
    a=map_point(),
    side=log_slider("box", "side", SMALLEST_SIDE, LARGEST_SIDE),
    t=slider("deform", "t", 0.0, 1.0, play="Bend the sheet"),
    b=following("f", lambda f: point("point b", names=f.outputs, panel=1), start=numbers.over_the_sheet),
    sheet=sheet_choice(),
    guess=guess_of("the image of the box"),
)
def determinant(f="polar", a=None, side=1.0, *, b=None, t=1.0, sheet="grid", guess=None, state=None, challenges=()):
    """Bend and fold a sheet by the map f: by how much does the area of a box around a grow, and how does det J say so?

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `a` the centre
    of the box, `side` its side, from 10⁻³ to 4. `b` is a point of the output plane, whose preimages are marked. `t`
    deforms the identity, t = 0, into the map, t = 1. `sheet` is what is printed on it: "grid", "checkerboard",
    "picture", or a picture of your own, as a file's path or a Pillow image. With guess=[] one first draws where
    one expects the box to land.
    """
