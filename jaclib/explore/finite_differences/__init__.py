"""The error of a numerical Jacobian against its step: two branches, in single and in double precision."""

from jaclib.explore.choose.map import map_point, plane_map
from jaclib.explore.finite_differences import numbers, picture, words
from jaclib.explore.finite_differences.differences import LARGEST_STEP, SMALLEST_STEP
from jaclib.stage import choice, log_slider, rooms, scene


@scene(
    titles=(
        "f is evaluated at a, and a step away",
        "A lens on f, in units of h",
        "The error of J in single precision …",
        "… and in double precision",
    ),
    label="Where f is evaluated, f through a lens, and the error of J by differences against the step",
    **rooms(numbers, picture, words),
    tried=("h", 3, ("h", "central_error_float64")),
    f=plane_map(),
    a=map_point(),
    h=log_slider("step", "h", SMALLEST_STEP, LARGEST_STEP, play="Shrink the step"),
    entry=choice("lens on", [*numbers.ENTRIES]),
    precision=choice("precision", numbers.PRECISIONS),
)
def finite_differences(
    f="polar", a=None, h=0.5, *, entry="f₁ along e₂", precision="float64", state=None, challenges=()
):
    """J_f(a) by differences with the step h: too large, and the curve bends away; too small, and rounding takes over.

    Where rounding rules, a curve shows the largest of the errors for a few neighbouring steps.
    `f` is a name of the catalogue, a formula such as "x*y, x^2 - y^2", or a function from (2,) to (2,); `a` the point,
    `h` the step, from 10⁻¹⁶ to 1. `entry` says what the lens looks at, as in "f₁ along e₂", and `precision` in which
    numbers, "float32" or "float64".
    """
