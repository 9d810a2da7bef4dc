"""Mistakes with a Jacobian matrix as a whole."""

from collections.abc import Iterator
from itertools import combinations, permutations
from math import pi

import numpy as np

from jaclib.diagnose.mistakes.row import DETERMINANT, ENOUGH, JACOBIANS, Asked, Made, Mistake

DEGREE = pi / 180
BUILT = "jacobian_matrix", {"built": 1.0}
ROWS_SHOWN = "jacobian_matrix", {"rows": True}
TURN = "coordinates", {"f": "polar", "a": (2, 0.5), "size": (0.5, 0.5)}
IN_SPACE = "coordinates", {"f": "spherical", "order": "ρ, θ, φ"}


def orders(count: int) -> list[list[int]]:
    """Each other order of so many things, an exchange of two first; of many only these exchanges."""
    swaps = [[j if k == i else i if k == j else k for k in range(count)] for i, j in combinations(range(count), 2)]
    others = [list(order) for order in permutations(range(count))][1:] if count <= ENOUGH else []
    return [*swaps, *(order for order in others if order not in swaps)]


def transposed(it: Asked) -> Iterator[Made]:
    yield it.expected.T, ()


def rows_swapped(it: Asked) -> Iterator[Made]:
    yield from ((it.expected[order], ()) for order in orders(len(it.expected)))


def columns_swapped(it: Asked) -> Iterator[Made]:
    yield from ((it.expected[:, order], ()) for order in orders(it.expected.shape[1]))


def sign(it: Asked) -> Iterator[Made]:
    yield -it.expected, ()


def absolute_value(it: Asked) -> Iterator[Made]:
    yield np.abs(it.expected), ()


def _invertible(matrix) -> bool:
    square = matrix.shape[0] == matrix.shape[1] and np.isfinite(matrix).all()
    return square and matrix.size > 1 and bool(np.linalg.cond(matrix) < 1e12)


def inverse(it: Asked) -> Iterator[Made]:
    if _invertible(it.expected):
        yield np.linalg.inv(it.expected), ()


def _one_over(matrix) -> np.ndarray:
    """One over each entry, but for those that are 0."""
    return np.divide(1, matrix, out=np.zeros_like(matrix, dtype=float), where=matrix != 0)


def reciprocals(it: Asked) -> Iterator[Made]:
    """Where the inverse is asked, one over each entry of what would be inverted; or of the right answer itself."""
    if it.expected.size == 1:
        return
    if _invertible(it.expected):
        back = np.linalg.inv(it.expected)
        back[np.abs(back) < 1e-12 * np.abs(back).max()] = 0
        yield _one_over(back).T, ()
        yield _one_over(back), ()
    yield _one_over(it.expected), ()


def adjugate(it: Asked) -> Iterator[Made]:
    """The inverse without the division by the determinant; or that of the right one, where the inverse is asked."""
    if _invertible(it.expected):
        det = np.linalg.det(it.expected)
        yield np.linalg.inv(it.expected) * det, ()
        yield it.expected / det, ()


def values(it: Asked) -> Iterator[Made]:
    """f(a) itself, as a vector, a column or a row."""
    if it.value is not None:
        yield from ((laid, ()) for laid in (it.value, it.value[:, None], it.value[None]))
        if len(it.value) == it.expected.shape[1]:
            yield np.diag(it.value), ()


def images_of_axes(it: Asked) -> Iterator[Made]:
    if it.f is not None:
        axes = np.eye(it.a.size)
        yield it.values(axes).T, ()
        yield it.values(it.a + axes).T, ()


def step_of_one(it: Asked) -> Iterator[Made]:
    if it.f is not None:
        yield (it.values(it.a + np.eye(it.a.size)) - it.value).T, ()


def applied(it: Asked) -> Iterator[Made]:
    """J a, or each column times the coordinate that it belongs to."""
    if it.a is not None:
        yield it.expected @ it.a, ()
        yield (it.expected @ it.a)[:, None], ()
        yield it.expected * it.a, ()


def elsewhere(it: Asked) -> Iterator[Made]:
    """The same at a point that one may have taken for a."""
    if it.a is None:
        return
    points = [it.a[order] for order in orders(it.a.size)]
    if it.value is not None and it.value.size == it.a.size:
        points.append(it.value)
    yield from ((made, ()) for made in it.at([*points, np.zeros_like(it.a), np.ones_like(it.a)]))


def angles_exchanged(it: Asked) -> Iterator[Made]:
    """With two angles: the map that has them the other way round."""
    for i, j in combinations(it.angles, 2):
        order = np.arange(it.a.size)
        order[[i, j]] = j, i
        exchanged = it.at([it.a[order]])[0]
        if it.kind == DETERMINANT:
            yield from ((turned, ()) for turned in (-exchanged, exchanged))
        else:
            yield exchanged[:, order], ()
            yield exchanged, ()


def degrees(it: Asked) -> Iterator[Made]:
    if it.derivative is None:
        return
    chosen = [*np.eye(it.a.size, dtype=bool), np.ones(it.a.size, dtype=bool)]
    points = [np.where(which, it.a * unit, it.a) for which in chosen for unit in (DEGREE, 1 / DEGREE)]
    yield from ((made, ()) for made in it.at(points))


def missing_length(it: Asked) -> Iterator[Made]:
    """A column that belongs to an angle, without the length that stands in it as a factor."""
    for j in it.angles:
        column = np.arange(it.expected.shape[1]) == j
        chosen = True if it.kind == DETERMINANT else column
        for length in np.delete(it.a, j):
            if abs(length) > 1e-12:
                yield np.where(chosen, it.expected / length, it.expected), ()


def gram(it: Asked) -> Iterator[Made]:
    if it.expected.size > 1:
        yield it.expected.T @ it.expected, ()
        yield it.expected @ it.expected.T, ()


def diagonal_alone(it: Asked) -> Iterator[Made]:
    if it.expected.shape[0] == it.expected.shape[1] > 1:
        yield np.diag(np.diag(it.expected)), ()
        yield np.diag(it.expected), ()


def added_up(it: Asked) -> Iterator[Made]:
    """The rows added up, or the columns."""
    for axis, count in enumerate(it.expected.shape):
        if count > 1:
            total = it.expected.sum(axis=axis)
            yield total, ()
            yield (total[None] if axis == 0 else total[:, None]), ()


OF_A_MAP = (*JACOBIANS, DETERMINANT)
ROWS = (
    Mistake(
        "transposed", JACOBIANS, transposed,
        "Rows and columns are exchanged: row i belongs to the output f_i, column j to the input x_j.", look=BUILT,
    ),
    Mistake(
        "rows_swapped", JACOBIANS, rows_swapped,
        "The rows stand in the wrong order: the first row belongs to the first output, and so on.", look=ROWS_SHOWN,
    ),
    Mistake(
        "columns_swapped", JACOBIANS, columns_swapped,
        "The columns stand in the wrong order: the first column belongs to the first input, and so on.", look=BUILT,
    ),
    Mistake("sign", JACOBIANS, sign, "The size is right, but every sign is the wrong way round.", look=BUILT),
    Mistake("absolute_value", JACOBIANS, absolute_value,
            "These are the absolute values: a partial derivative is negative where the output falls.", look=BUILT),
    Mistake(
        "angles_exchanged", OF_A_MAP, angles_exchanged,
        "The two angles are exchanged: physicists and mathematicians give θ and φ to different ones, so look up which "
        "is which here.", "Dray, Manogue 2003", IN_SPACE,
    ),
    Mistake(
        "reciprocals", JACOBIANS, reciprocals,
        "One over each entry is not the inverse matrix: ∂r/∂x and ∂x/∂r hold different variables fixed, so their "
        "product is not 1.", "Kustusch, Roundy, Dray, Manogue 2014", TURN,
    ),
    Mistake("inverse", JACOBIANS, inverse,
            "This is the inverse matrix, which belongs to the inverse map: it leads from the output back to the input.",
            "Bagley, Rasmussen, Zandieh 2015", BUILT),
    Mistake("adjugate", JACOBIANS, adjugate,
            "This is off by the determinant as a factor: an inverse matrix is divided by it, and nothing else is.",
            "Kazunga, Bansilal 2020", BUILT),
    Mistake("values", JACOBIANS, values,
            "This is f(a) itself. The Jacobian says how f(a) moves when a does, so differentiate.",
            "Roundy et al. 2015", BUILT),
    Mistake(
        "images_of_axes", JACOBIANS, images_of_axes,
        "The columns here are points that f reaches. Column j is how fast f(a) moves along input j: the image of e_j "
        "under J, not under f.", look=BUILT,
    ),
    Mistake("step_of_one", JACOBIANS, step_of_one,
            "These are changes of f over a whole step of 1. A derivative is what that tends to as the step shrinks.",
            "Roundy et al. 2015", ("finite_differences", {"h": 1.0})),
    Mistake("applied", JACOBIANS, applied,
            "The Jacobian is multiplied by the point here. At a point means that a is put into it, no more.",
            look=BUILT),
    Mistake("gram", JACOBIANS, gram, "This is a matrix times its transpose: J itself is asked for.", look=BUILT),
    Mistake(
        "degrees", OF_A_MAP, degrees,
        "An angle seems to be in degrees: sine and cosine have their simple derivatives in radians only.", look=TURN,
    ),
    Mistake(
        "missing_r", OF_A_MAP, missing_length,
        "A length is missing as a factor: turning by an angle moves a point further, the further out it is.",
        "OSU Paradigms", TURN,
    ),
    Mistake("elsewhere", OF_A_MAP, elsewhere,
            "This is right at another point. Put in the coordinates of a, each in its place.", look=BUILT),
    Mistake("diagonal_alone", JACOBIANS, diagonal_alone,
            "Only the diagonal is left. Output i may move with every input, not just with input i.", look=BUILT),
    Mistake("added_up", JACOBIANS, added_up,
            "The partial derivatives are added up here. Each stands in a place of its own: one row for each "
            "output, one column for each input.", look=BUILT),
)  # fmt: skip
