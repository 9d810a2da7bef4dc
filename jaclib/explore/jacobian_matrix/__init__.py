"""The Jacobian matrix as a picture: its columns say how f(a) moves along each axis, its rows are gradients."""

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.jacobian_matrix import numbers, picture, words
from jaclib.stage import log_slider, rooms, scene, slider, switch, whole


@scene(
    titles=("Steps at a, one along each axis …", "… and the columns of J: how f(a) moves"),
    label="Steps at a along the axes, and the columns of the Jacobian matrix: which way each of them moves f(a)",
    more=("lines",),
    **rooms(numbers, picture, words),
    f=plane_map(),
    a=map_point(),
    size=log_slider("side of the square", "s", 0.01, 2),
    lines=whole("grid lines", "n", 5, 40),
    built=slider("columns built", "k", 0, 2, steps=240, play="Build the matrix"),
    rows=switch("rows: gradients and level lines"),
)
def jacobian_matrix(f="polar", a=None, size=0.5, *, lines=13, rows=False, built=2.0, state=None, challenges=()):
    """Drag a, and see the Jacobian matrix: columns say which way f(a) moves, and how fast, rows are gradients.

    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `a` the point
    to start from, by default the map's own. A square of side `size`, from 0.01 to 2, sits at a; the grid has `lines`
    lines each way, from 5 to 40. With `rows` the level lines of f₁ and f₂ are shown. Of the matrix the first `built`
    columns are there, from 0 to 2: Play adds them.
    """
