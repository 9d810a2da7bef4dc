"""An answer in, a verdict out: right or not, which mistake explains it, and what to look at. Nothing is graded."""

from collections.abc import Callable, Iterator, Mapping

import jax.numpy as jnp
import numpy as np

from jaclib import checks
from jaclib.checks import Scalar, Vector
from jaclib.determinant import determinant as jacobian_determinant
from jaclib.diagnose import mistakes, verdict
from jaclib.diagnose.mistakes.row import CHAIN, DETERMINANT, MATRIX, NUMBER, ONE, VECTOR, Asked
from jaclib.diagnose.no_derivative import no_derivative
from jaclib.diagnose.verdict import RIGHT, UNANSWERED, Verdict
from jaclib.evidence import judge
from jaclib.jacobian import jacobian

NEARLY = 0.005  # relative: √2 is taken for 1.41
FEW = 4  # wrong entries, at most, are told one by one


def matrix(answer, f: Callable, a, scale: float | None = None) -> Verdict:
    """Judge an answer to "what is J_f(a)?". Three right figures in each entry are enough.

    A number may be whatever `float` takes, a matrix whatever `numpy.asarray` makes one of: Fraction, SymPy, tuples.
    Right is also what is off by no more than 1e-12 of `scale`, the largest term that was added up, so 0 for the
    6e-17 that cos(π/2) is; it is worked out of f, or given. A mistake is named only if it gives just this answer; of
    two that do, the likelier, which stands first in `mistakes.TABLE`. Where f has a kink at a, or no value, so no
    derivative, that is said of any answer. Raises as `jacobian` does for f and a, never for the answer, whatever it is.

    >>> import jax.numpy as jnp
    >>> matrix([[2, 1], [1, 1]], lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]), [1.0, 1.0]).correct
    True
    >>> matrix([[2, 3], [0, 1]], lambda x: jnp.array([2 * x[0], 3 * x[0] + x[1]]), [1.0, 1.0]).mistake
    'transposed'
    """
    J = jacobian(f)
    expected = np.asarray(J(a))
    a = np.asarray(checks.vector(a, "a"))
    scale = judge.largest(judge.terms_of(J, a)) if scale is None else _checked(scale)
    if not verdict.unanswered(answer) and (none := no_derivative(f, a, expected)):
        return none
    return _verdict(answer, MATRIX, expected, scale, a=a, f=f, derivative=J)


def chain(answer, *maps, a=None) -> Verdict:
    """Judge an answer to "what is J_{f∘g}(a)?", as chain(answer, f, g, a), or of more maps, outermost first.

    The point stands last, or is given as `a`. Otherwise as `matrix`. Raises TypeError for fewer than two maps.

    >>> import jax.numpy as jnp
    >>> g = lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]])
    >>> f = lambda u: jnp.array([u[0] * u[1], u[1]])
    >>> chain([[3, 2], [1, 1]], f, g, [1.0, 1.0]).mistake
    'wrong_point'
    """
    if a is None and maps:
        maps, a = maps[:-1], maps[-1]
    if len(maps) < 2:
        raise TypeError(f"chain must be given two maps or more, and the point; got {len(maps)}. Of one, ask matrix.")
    a = np.asarray(checks.vector(a, "a"))
    maps = tuple(each for given in maps for each in getattr(given, "maps", (given,)))  # of a composition its own
    points, factors = _on_the_way(maps, a)
    with np.errstate(invalid="ignore"):  # ∞ · 0, and then there is no derivative
        expected, sizes = factors[-1], np.abs(factors[-1])
        for factor in factors[-2::-1]:
            expected, sizes = factor @ expected, np.abs(factor) @ sizes

    def composed(x):
        for each in reversed(maps):
            x = jnp.atleast_1d(each(x))
        return x

    if not verdict.unanswered(answer) and (none := no_derivative(composed, a, expected)):
        return none
    scale = judge.largest(np.fmax(judge.terms_of(jacobian(composed), a), sizes))
    made_of = {"a": a, "f": composed, "derivative": jacobian(composed)}
    return _verdict(answer, CHAIN, expected, scale, maps=maps, points=points, factors=factors, **made_of)


def _on_the_way(maps, a) -> tuple[tuple, tuple]:
    """The point where each of the maps is taken, and its Jacobian there, outermost first."""
    points, factors, at = [], [], a
    for place, each in reversed([*enumerate(maps)]):
        if place:  # of the outermost `jacobian` itself tells
            name = "fgh"[place] if len(maps) <= 3 else f"map {place + 1}"
            checks.outputs(checks.function(each, name), jnp.asarray(at), name=name)
        points.append(at)
        factors.append(np.asarray(jacobian(each)(at)))
        at = np.atleast_1d(np.asarray(each(jnp.asarray(at)))) if place else at
    return tuple(points[::-1]), tuple(factors[::-1])


def determinant(answer, f: Callable, a) -> Verdict:
    """Judge an answer to "what is det J_f(a)?"; otherwise as `matrix`.

    >>> from jaclib import maps
    >>> determinant(1, maps.polar, [2.0, 0.5]).mistake
    'missing_r'
    """
    det = jacobian_determinant(f)
    expected, J = np.asarray(det(a)).reshape(1, 1), np.asarray(jacobian(f)(a))
    if not verdict.unanswered(answer) and (none := no_derivative(f, a, J)):
        return none
    a = np.asarray(checks.vector(a, "a"))
    scale = judge.largest_in_determinant(J, judge.terms_of(jacobian(f), a))
    derivative = lambda b: det(b).reshape(1, 1)  # noqa: E731
    return _verdict(answer, DETERMINANT, expected, scale, a=a, f=f, derivative=derivative, J=J)


def number(answer, expected: Scalar, near_misses: Mapping[str, float] | None = None, *, scale: float = 1.0) -> Verdict:
    """Judge an answer that should be the number `expected`; what is right otherwise is as for `matrix`.

    `near_misses` gives the value that each mistake to be expected here would lead to, by the mistake's name; a
    sign, an absolute value, an inverse, a lost factor and degrees are looked for anyway. `scale` is the largest term
    that was added up to `expected`: give it where that isn't near 1, so that 0 isn't right for 1e-13. Raises
    ValueError for a mistake that has no name here, and for a `scale` that isn't positive.

    >>> number(5.0, 5 + 2 / 3, near_misses={"wrong_point": 5.0}).mistake
    'wrong_point'
    """
    right = np.asarray(checks.real_array(float(expected), "expected")).reshape(1, 1)
    return _verdict(answer, NUMBER, right, _checked(scale), _near_misses(near_misses, (1, 1)))


def vector(answer, expected: Vector, near_misses: Mapping[str, Vector] | None = None, *, scale: float = 1.0) -> Verdict:
    """Judge an answer that should be the vector `expected`, a row, a column or of shape (n,).

    Otherwise as `number`.

    >>> vector([2.0, 1.0], [2.0, -1.0]).message
    'Entry 2 has the right size and the wrong sign.'
    """
    right = np.asarray(checks.vector(expected, "expected"))[:, None]
    return _verdict(answer, VECTOR, right, _checked(scale), _near_misses(near_misses, right.shape))


def _near_misses(values, shape):
    unknown = set(values or {}) - set(mistakes.NAMES)
    if unknown:
        raise ValueError(f"near_misses must be named by {', '.join(mistakes.NAMES)}; got {', '.join(sorted(unknown))}.")
    return [(name, np.asarray(value, dtype=float).reshape(shape)) for name, value in (values or {}).items()]


def _checked(scale):
    """Return the size of the largest of the terms that were added up, if it is one."""
    if not (isinstance(scale, int | float | np.floating | np.integer) and 0 < scale < np.inf):
        must = "scale must be the size of the largest term that was added up, a positive number"
        raise ValueError(f"{must}; got {scale!r}.")
    return float(scale)


def _verdict(answer, kind: str, expected, scale: float, near_misses=(), **made_of) -> Verdict:
    if verdict.unanswered(answer):
        return UNANSWERED
    given, scale = judge.numbers(answer), max(scale, judge.largest(expected))
    if given is None:
        return verdict.no_numbers(answer, kind)
    if not np.isfinite(given).all():
        return verdict.not_finite()
    if kind in (*ONE, VECTOR):
        given = judge.laid_out(given, expected.shape)
    if judge.same(given, expected, scale=scale):
        return RIGHT
    return verdict.likeliest([*_explanations(Asked(kind, given, expected, scale, **made_of), near_misses)])


def _explanations(it: Asked, near_misses) -> Iterator[Verdict]:
    """Explain a wrong answer, the likeliest mistake first."""
    for name, wrong in near_misses:
        if judge.same(it.given, wrong) and not judge.same(wrong, it.expected, scale=it.scale):
            yield verdict.of_row(mistakes.of(name, it.kind), it)
    yield from (verdict.of_row(row, it, which) for row, which in mistakes.explaining(it))
    if it.given.shape != it.expected.shape:
        yield verdict.misshapen(it.given, it.expected, it.kind)
        return
    if 1 < len(it.wrong) <= FEW and len(it.wrong) < it.expected.size:
        yield verdict.some_entries(it)
    yield verdict.unrecognized(it.kind)
    near = np.abs(it.given - it.expected) < NEARLY * np.abs(it.expected)
    if (judge.agree(it.given, it.expected, scale=it.scale) | near).all():
        yield verdict.nearly()
