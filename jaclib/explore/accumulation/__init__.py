"""The bracketing game: a chain of matrices is multiplied in the order that the student chooses, and all is counted."""

from jaclib.explore.accumulation import numbers, picture, words
from jaclib.explore.accumulation.controls import brackets, chain
from jaclib.stage import following, rooms, scene


@scene(
    titles=("A chain of matrices, to scale", "What it takes"),
    label="A chain of matrices to scale, the products made of it so far, and what they take",
    **rooms(numbers, picture, words),
    sizes=chain(),
    order=following(
        ("sizes", "challenges"),
        lambda sizes, challenges: brackets(sizes, solutions=not challenges),
        start=lambda sizes, challenges: "",
    ),
)
def accumulation(sizes="a narrow waist", order=(), *, challenges=()):
    """The bracketing game: a chain of matrices, to scale, is multiplied two neighbours at a time.

    `sizes` are those of the chain as it is written: (40, 30, 2) is a 40 × 30 matrix times a 30 × 2 matrix. Three to
    seven whole numbers from 1 to 100, or the name of one of CHAINS. `order` names the multiplication signs that are
    carried out, counted from 1 on the left, such as (2, 1); or it is "reverse", "forward" or "optimal". With
    `challenges`, the buttons that place all brackets at once are gone.

    Source: Griewank & Walther, Evaluating Derivatives, 2nd ed. (2008), on the accumulation of Jacobians; Godbole, On
    efficient computation of matrix chain products, IEEE Trans. Computers C-22 (1973).
    """
