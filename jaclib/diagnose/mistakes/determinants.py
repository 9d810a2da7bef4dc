"""Mistakes with a determinant: which products are added, with which sign, and what is taken in its place."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from jaclib.diagnose.mistakes.row import DETERMINANT, Asked, Made, Mistake

OF = (DETERMINANT,)
SIGN = "determinant", {"f": "reflection"}
AREA = "determinant", {"side": 0.1}
MOST = 6  # rows: 720 products
COOK = "Kazunga, Bansilal 2020"


def one(number) -> Made:
    return np.array([[number]], dtype=float), ()


def products_added(it: Asked) -> Iterator[Made]:
    """The permanent: for two rows ad + bc."""
    if it.J is not None and 1 < len(it.J) <= MOST:
        rows = np.arange(len(it.J))
        yield one(np.prod(it.J[rows, np.array([*permutations(rows)])], axis=1).sum())


def cofactor_sign(it: Asked) -> Iterator[Made]:
    """An expansion in which one sign is wrong, or none is turned."""
    if it.J is None or not 3 <= len(it.J) <= MOST:
        return
    size = range(len(it.J))
    minors = np.array([[np.linalg.det(np.delete(np.delete(it.J, i, 0), j, 1)) for j in size] for i in size])
    terms = it.J * minors
    signed = terms * (-1.0) ** np.add.outer(size, size)
    for axis in (0, 1):
        yield from (one(total) for total in terms.sum(axis=axis))
    yield from (one(it.expected[0, 0] - 2 * term) for term in signed.flat)


def trace(it: Asked) -> Iterator[Made]:
    if it.J is not None and len(it.J) > 1:
        yield one(np.trace(it.J))


def diagonal_product(it: Asked) -> Iterator[Made]:
    if it.J is not None and len(it.J) > 1:
        yield one(np.prod(np.diag(it.J)))


def other_diagonal(it: Asked) -> Iterator[Made]:
    if it.J is not None and len(it.J) > 1:
        yield one(np.prod(np.diag(it.J[:, ::-1])))


def norms(it: Asked) -> Iterator[Made]:
    if it.J is not None and len(it.J) > 1:
        yield one(np.linalg.norm(it.J))
        yield one(np.sum(it.J**2))


def lengths(it: Asked) -> Iterator[Made]:
    """The product of the lengths of the columns, or of the rows."""
    if it.J is not None and len(it.J) > 1:
        yield from (one(np.prod(np.linalg.norm(it.J, axis=axis))) for axis in (0, 1))


def matrix_itself(it: Asked) -> Iterator[Made]:
    if it.J is not None and len(it.J) > 1:
        yield it.J, ()


ROWS = (
    Mistake(
        "products_added",
        OF,
        products_added,
        "The products are all added. In a determinant half of them are subtracted: for two rows it is ad − bc.",
        COOK,
        AREA,
    ),
    Mistake(
        "cofactor_sign",
        OF,
        cofactor_sign,
        "A sign of the expansion is wrong: the signs alternate like the squares of a chessboard, + in the corner.",
        COOK,
        AREA,
    ),
    Mistake(
        "trace",
        OF,
        trace,
        "That is the trace, the sum of the diagonal. The determinant multiplies: for two rows it is ad − bc.",
        COOK,
        AREA,
    ),
    Mistake(
        "diagonal_product",
        OF,
        diagonal_product,
        "That is the product of the diagonal alone, which is enough for a triangular matrix only.",
        COOK,
        AREA,
    ),
    Mistake(
        "other_diagonal",
        OF,
        other_diagonal,
        "That is the product down the other diagonal alone. The main diagonal has its part, too.",
        COOK,
        AREA,
    ),
    Mistake(
        "lengths",
        OF,
        lengths,
        "The lengths of the edges are multiplied: that is the area of a rectangle, and here the edges may slant.",
        look=AREA,
    ),
    Mistake(
        "norm",
        OF,
        norms,
        "The entries are squared and added: that is the size of J, and not how areas change.",
        look=AREA,
    ),
    Mistake("matrix_itself", OF, matrix_itself, "That is the matrix. Its determinant is one number.", look=AREA),
)
