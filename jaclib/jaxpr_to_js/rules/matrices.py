"""Factors of matrices, and the solutions of triangular equations; of several matrices one after the other."""

from math import prod

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import refused, shape_and_dtype
from jaclib.jaxpr_to_js.writer import Writer


def _each(writer: Writer, call: str, batch, arrays, *more) -> None:
    """Call a function of the runtime for each of the matrices, with the places where they and the others begin."""
    with writer.loops((prod(batch),)) as (k,):
        given = []
        for array, rank in arrays:
            n = prod(array.shape[len(array.shape) - rank :])
            name = array.text[:-4]
            given += [name, f"{n}*{k}" + (f"+{array.offset}" if array.offset else "") + array.moving]
        writer.line(f"{call}({','.join([*given, *map(str, more)])});")


def lu(writer, equation, value):
    """P A = L U by rows exchanged: L and U in one matrix, the exchanges, and the rows' new order."""
    *batch, m, n = value.shape
    factors = writer.copy(value)
    pivots, order = (writer.memory(*shape_and_dtype(each)) for each in equation.outvars[1:])
    _each(writer, "luFactors", batch, [(factors, 2), (pivots, 1), (order, 1)], m, n)
    return factors, pivots, order


def lu_pivots_to_permutation(writer, equation, pivots):
    """The rows' new order after exchanges."""
    *batch, n = pivots.shape
    order = writer.memory(*shape_and_dtype(equation.outvars[0]))
    _each(writer, "exchanged", batch, [(writer.dense(pivots), 1), (order, 1)], n, order.shape[-1])
    return order


def triangular_solve(writer, equation, a, b):
    """X with A X = B, or X A = B, for a triangular matrix A."""
    params = equation.params
    lower, transpose = params["lower"], params["transpose_a"]
    if not params["left_side"]:  # X A = B is Aᵀ Xᵀ = Bᵀ
        b, transpose = _swapped(b), not transpose
    if transpose:
        a, lower = _swapped(a), not lower
    *batch, n, columns = b.shape
    found = writer.copy(b)
    flags = ("true" if each else "false" for each in (lower, params["unit_diagonal"]))
    _each(writer, "triangular", batch, [(writer.dense(a), 2), (found, 2)], n, columns, *flags)
    return found if params["left_side"] else _swapped(found)


def _swapped(value):
    rank = len(value.shape)
    return views.transposed(value, [*range(rank - 2), rank - 1, rank - 2])


def cholesky(writer, equation, value):
    """The lower triangular L with A = L Lᵀ; NaN where there is none."""
    *batch, n, _ = value.shape
    found = writer.copy(value)
    _each(writer, "choleskyFactor", batch, [(found, 2)], n)
    return found


def eigh(writer, equation, value):
    """The eigenvectors and eigenvalues of a symmetric matrix, the smallest first. Of 2×2 with LAPACK's signs."""
    if equation.params.get("subset_by_index"):
        raise refused(equation, "with a subset")
    *batch, n, _ = value.shape
    given = writer.copy(value if equation.params["lower"] else _swapped(value))
    vectors, numbers = (writer.memory(*shape_and_dtype(each)) for each in equation.outvars)
    _each(writer, "eigen", batch, [(given, 2), (vectors, 2), (numbers, 1)], n)
    return vectors, numbers


def svd(writer, equation, value):
    """Singular values, the largest first, and with them U and Vᵀ. Of 2×2 with LAPACK's signs."""
    params, (*batch, m, n) = equation.params, value.shape
    if params.get("subset_by_index"):
        raise refused(equation, "with a subset")
    k, wide = min(m, n), m < n
    if params["compute_uv"] and params["full_matrices"] and m != n:
        raise refused(equation, "with `full_matrices` of a matrix that isn't square: `full_matrices=False` can be")
    given = writer.copy(_swapped(value) if wide else value)  # at least as high as wide
    values = writer.memory(*shape_and_dtype(equation.outvars[0]))
    left, right = writer.memory((*batch, max(m, n), k), value.dtype), writer.memory((*batch, k, k), value.dtype)
    _each(writer, "singular", batch, [(given, 2), (values, 1), (left, 2), (right, 2)], max(m, n), k)
    if not params["compute_uv"]:
        return [values]
    return (values, _swapped(right), _swapped(left)) if wide else (values, left, right)


RULES = {
    "lu": lu,
    "lu_pivots_to_permutation": lu_pivots_to_permutation,
    "triangular_solve": triangular_solve,
    "cholesky": cholesky,
    "eigh": eigh,
    "svd": svd,
}
