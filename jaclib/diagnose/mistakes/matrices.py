"""Mistakes with a Jacobian matrix as a whole."""

from collections.abc import Iterator
from itertools import combinations, permutations

import numpy as np

from jaclib.diagnose.mistakes.row import ENOUGH, JACOBIANS, Asked, Made, Mistake

BUILT = "jacobian_matrix", {"built": 1.0}
ROWS_SHOWN = "jacobian_matrix", {"rows": True}
TURN = "coordinates", {"f": "polar", "a": (2, 0.5), "size": (0.5, 0.5)}


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


def scale_factors(it: Asked) -> Iterator[Made]:
    """The lengths of the columns."""
    if it.expected.size > 1:
        lengths = np.linalg.norm(it.expected, axis=0)
        yield np.diag(lengths), ()
        yield lengths, ()


def one_number(it: Asked) -> Iterator[Made]:
    """The determinant, the size, the trace or the sum of a matrix, in its place."""
    if it.expected.size > 1:
        if it.expected.shape[0] == it.expected.shape[1]:
            yield np.array(np.linalg.det(it.expected)), ()
            yield np.array(np.trace(it.expected)), ()
        yield np.array(np.linalg.norm(it.expected)), ()
        yield np.array(it.expected.sum()), ()


def flattened(it: Asked) -> Iterator[Made]:
    """The right entries in order, in another shape."""
    if it.given.size == it.expected.size > 1:
        yield it.expected.reshape(it.given.shape), ()


def left_out(it: Asked) -> Iterator[Made]:
    """All but one row, or all but one column."""
    for axis in (0, 1):
        for k in range(it.expected.shape[axis]):
            rest = np.delete(it.expected, k, axis)
            yield rest, ()
            if 1 in rest.shape:
                yield rest.ravel(), ()


def signs(it: Asked) -> Iterator[Made]:
    """Several signs wrong, and all of the sizes right."""
    if len(it.wrong) > 1:
        yield np.copysign(it.expected, it.given), ()


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
    Mistake("flattened", JACOBIANS, flattened,
            "The numbers are right, but not where they stand: there is a row for each output, a column for each input.",
            look=BUILT),
    Mistake("absolute_value", JACOBIANS, absolute_value,
            "These are the absolute values: a partial derivative is negative where the output falls.", look=BUILT),
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
    Mistake("gram", JACOBIANS, gram, "This is a matrix times its transpose: J itself is asked for.", look=BUILT),
    Mistake("scale_factors", JACOBIANS, scale_factors,
            "These are the lengths of the columns. The columns themselves also say which way f(a) moves.",
            "OSU Paradigms", TURN),
    Mistake("diagonal_alone", JACOBIANS, diagonal_alone,
            "Only the diagonal is left. Output i may move with every input, not just with input i.", look=BUILT),
    Mistake("one_number", JACOBIANS, one_number,
            "That is one number made of the matrix. The matrix itself is asked for, with all its entries.", look=BUILT),
    Mistake("left_out", JACOBIANS, left_out,
            "The rest is right, but a row or a column is left out: each output has a row, each input a column.",
            look=BUILT),
    Mistake("signs", JACOBIANS, signs, "The sizes are right, but several signs are not: where does the output fall?",
            look=BUILT),
    Mistake("added_up", JACOBIANS, added_up,
            "The partial derivatives are added up here. Each stands in a place of its own: one row for each "
            "output, one column for each input.", look=BUILT),
)  # fmt: skip
