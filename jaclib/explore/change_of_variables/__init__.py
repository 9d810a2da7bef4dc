"""An integral over the image of a box, as a sum over small boxes: what |det J| is for, and when it is not enough."""

from jaclib import maps, parse_map
from jaclib.coordinates import PLANE
from jaclib.explore.change_of_variables import numbers, picture, words
from jaclib.explore.choose.box import sides
from jaclib.explore.choose.function import as_function
from jaclib.explore.choose.map import map_point, plane_map
from jaclib.own.in_code import in_code
from jaclib.stage import Own, choice, rooms, scene, switch, whole

SYSTEMS = {name: f for name, f in PLANE.items() if name != "affine"}
INTEGRANDS = "exp(-x^2 - y^2)", "1", "x^2 + y^2", "x^2"


def integrand(h) -> tuple[str, maps.Map]:
    weight = as_function(h, name="h")
    return weight.name, weight


def in_a_call(h, word: str) -> str:
    """The integrand as it is typed: a function by its name, as long as it is the one that was given."""
    return in_code(h, integrand(h)[0], word, "h")


@scene(
    titles=("A box, cut into n × n …", "… and the tiles of its image", "How fast the error falls"),
    label="A box cut into small boxes, the tiles of its image, and the error of the sum over them",
    **rooms(numbers, picture, words),
    f=plane_map(SYSTEMS),
    a=map_point(),
    size=sides(dragged=True),
    h=choice("integrand h", {text: parse_map(text) for text in INTEGRANDS}, own=Own(integrand, in_a_call)),
    n=whole("cut into n × n", "n", 1, numbers.FINEST, play="Cut finer", pace=250),
    weigh=switch("multiply by |det J|"),
)
def change_of_variables(
    f="polar", a=None, size=None, h="exp(-x^2 - y^2)", n=8, *, weigh=True, state=None, challenges=()
):
    """An integral over the image of a box, by a sum over n × n small boxes of h(f(u)) |det J| Δu.

    `f` is a plane coordinate system or map by its name, a formula such as "x*y, x^2 - y^2", or a function from (2,) to
    (2,); the box begins at the corner `a` and has the sides `size`; `h` is a formula in x and y, or a function from
    (2,) to one number; `n` from 1 to 32; without `weigh` the factor |det J| is left out.

    Source: Spivak, Calculus on Manifolds, theorem 3-13; f must be one-to-one except on a set of area 0.
    """
