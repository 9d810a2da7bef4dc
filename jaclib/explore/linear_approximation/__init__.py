"""A small circle, its true image, and the ellipse that the Jacobian predicts."""

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.linear_approximation import numbers, picture, words
from jaclib.explore.plane.guess import guess_of
from jaclib.explore.plane.law import LARGEST_RADIUS, SMALLEST_RADIUS
from jaclib.stage import log_slider, rooms, scene, switch


@scene(
    titles=("A small circle around a …", "… its image, and what J predicts", "The error, for each radius"),
    label="A circle around a, its image under f, and the error of the linear approximation",
    more=("guess",),
    **rooms(numbers, picture, words),
    tried=("eps", 2, ("eps", "largest")),
    f=plane_map(),
    a=map_point(),
    eps=log_slider("radius", "ε", SMALLEST_RADIUS, LARGEST_RADIUS, steps=200, play="Shrink the circle"),
    magnify=switch("magnify"),
    guess=guess_of("the image of the circle"),
)
def linear_approximation(f="polar", a=None, eps=0.6, *, magnify=True, guess=None, state=None, challenges=()):
    """Drag a, shrink ε: the ellipse f(a) + J h closes in on the true image f(a + h).

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `a` the point
    to start from, by default the map's own; `eps` the radius, from 10⁻⁴ to 2. With `magnify` a circle that shrinks
    keeps its size on the screen: both planes are magnified around it, and their grids straighten. With guess=[] one
    first draws the image that one expects.
    """
