"""The proof of the chain rule as a picture: two errors remain, and both are small beside the step."""

from functools import partial

from jaclib.explore.chain_rule_proof import numbers, picture, words
from jaclib.explore.choose.chain import composed, shape
from jaclib.explore.choose.step import chain_point, chain_step, view_of_space
from jaclib.stage import log_slider, rooms, scene


@scene(
    titles=(
        "A step h in the direction of the tip",
        "The error of g, in units of ‖h‖",
        "Two errors are left, in units of ‖h‖",
        "Divided by ‖h‖, both errors go to 0",
    ),
    label="A step h at a, and the two errors that the product of the Jacobians leaves",
    **rooms(numbers, picture, words),
    tried=("size", 3, ("size", "size_second")),
    fit=lambda maps, **_: {"paint": partial(picture.paint, shape(maps))},
    maps=composed(("u^2 - v, u*v", "polar"), (2,)),  # both errors are seen, and point in different directions
    a=chain_point(),
    h=chain_step("direction of h", direction=True),
    size=log_slider("length of h", "‖h‖", numbers.SHORTEST_STEP, numbers.LONGEST_STEP, play="Shrink h"),
    view=view_of_space(),
)
def chain_rule_proof(*maps, a=None, h=None, size=0.5, view=(-60, 25)):
    """Shrink h: f(g(a + h)) − f(g(a)) − J_f J_g h is a sum of two errors, and both are small even beside ‖h‖.

    The two maps are given as for `chain_rule`, by default polar coordinates with (u² − v, uv) after them; `a` is the
    point; h points along the step `h` that is given, and has the length `size`, from 10⁻⁴ to 1.
    """
