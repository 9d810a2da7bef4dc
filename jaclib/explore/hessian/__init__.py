"""The Hessian is the Jacobian of the gradient: the quadratic model at a point, and the way down along the gradient."""

from jaclib.explore.choose.function import function_point, plane_function
from jaclib.explore.hessian import numbers, picture, words
from jaclib.stage import log_slider, rooms, scene, whole

EXAMPLES = "x^3/3 - x + y^2", "x^2 + 3y^2", "x^2 - y^2", "(1 - x)^2 + 4(y - x^2)^2", "sin(2x) cos(2y)"


@scene(
    titles=("Level lines, quadratic model", "H is the Jacobian of ∇F", "Downhill: F after k steps"),
    label="Level lines of F with its quadratic model at a, the gradient around a, and F along a descent",
    **rooms(numbers, picture, words),
    F=plane_function(EXAMPLES),
    a=function_point((0.2, 0.9)),
    rate=log_slider("rate", "η", 1e-3, 1),
    step=whole("descent steps", "k", 0, numbers.MOST_STEPS, play="Descend", pace=150),
)
def hessian(F=EXAMPLES[0], a=None, rate=0.1, step=0, *, challenges=()):
    """Drag a, and see the quadratic model of F there, the Hessian as the Jacobian of ∇F, and the way down from a.

    `F` is a formula such as "x^2 - y^2", or a function from (2,) to one number; `a` the point to start from. Gradient
    descent takes `step` steps x ← x − rate ∇F(x), from 0 to 40, with a `rate` from 0.001 to 1.

    Source: Boyd & Vandenberghe, Convex Optimization (2004), section 9.3.
    """
