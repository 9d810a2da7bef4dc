"""A curve F = 0 and the function y(x) that it hides: its slope is −F_y⁻¹ F_x, where F_y is not 0."""

from jaclib.explore.choose.function import function_point, plane_function
from jaclib.explore.implicit import numbers, picture, words
from jaclib.explore.implicit.equation import one_side
from jaclib.stage import log_slider, rooms, scene

EXAMPLES = "x^2 + y^2 - 1", "y^2 - x^3 + x", "x^3 + y^3 - 3x*y", "x - y^3 + y", "(x^2 + y^2)^2 - 2(x^2 - y^2)"


@scene(
    titles=("The curve F = 0, and its tangent", "Through a magnifying glass"),
    label="The curve F = 0 with a point p and its tangent, and the curve around p, magnified",
    **rooms(numbers, picture, words),
    F=plane_function(EXAMPLES, end=" = 0", prepare=one_side, letters=("x", "y")),
    a=function_point((0.6, 0.8)),
    size=log_slider("magnifying glass", "s", 1e-3, 1, play="Magnify"),
)
def implicit(F=EXAMPLES[0], a=None, size=0.5, *, challenges=()):
    """Move p along the curve F(x, y) = 0: near p it is the graph of a function y(x), with slope −F_y⁻¹ F_x.

    `F` is a formula such as "x^2 + y^2 - 1", an equation such as "x^2 + y^2 = 1", or a function from (2,) to one
    number; p is the point of the curve where one comes from `a` along the gradient. The second panel shows `size`,
    from 0.001 to 1, to each side of p.

    Source: Spivak, Calculus on Manifolds, theorem 2-12.
    """
