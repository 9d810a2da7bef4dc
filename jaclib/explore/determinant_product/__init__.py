"""Two maps, one after the other: their determinants multiply, and so do the areas of a small box."""

from jaclib.explore.choose.chain import chain_of_maps
from jaclib.explore.determinant_product import numbers, picture, words
from jaclib.explore.plane.areas import LARGEST_SIDE, SMALLEST_SIDE
from jaclib.stage import following, log_slider, point, rooms, scene


@scene(
    titles=("A box around a …", "… where g takes it …", "… and f after that"),
    label="A box, its image under g, and the image of that under f, on sheets coloured by det J",
    **rooms(numbers, picture, words),
    together={"maps": ("f", "g")},
    maps=chain_of_maps(("polar", "fold"), n=2, m=2),
    a=following(
        "maps",
        lambda chain: point("point a", names=chain[1].variables),
        start=lambda chain: chain[1].point,
        resets=False,
    ),
    side=log_slider("box", "side", SMALLEST_SIDE, LARGEST_SIDE, play="Shrink the box"),
)
def determinant_product(f="polar", g="fold", a=None, side=0.5):
    """A box, where g takes it, and where f takes that: areas and determinants multiply.

    `f` and `g` are names of the catalogue, formulas such as "x*y, x^2 - y^2", or functions from (2,) to (2,); `a` is
    the centre of the box, `side` its side, from 10⁻³ to 4. The first two sheets are coloured by the determinant of the
    map to come, the last by that of both.
    """
