"""An answer in, a verdict out: right or not, which mistake explains it, and what to look at. Nothing is graded."""

from collections.abc import Callable, Mapping
from itertools import chain as one_by_one
from math import pi

import jax.numpy as jnp
import numpy as np

from jaclib import checks
from jaclib.checks import Scalar, Vector
from jaclib.determinant import determinant as jacobian_determinant
from jaclib.diagnose import verdict
from jaclib.diagnose.no_derivative import no_derivative
from jaclib.diagnose.verdict import DETERMINANT, MATRIX, MISTAKES, NUMBER, RIGHT, UNANSWERED, VECTOR, Verdict
from jaclib.evidence import judge
from jaclib.jacobian import jacobian

PLAIN_FACTORS = (2, 1 / 2, 3, 1 / 3, 4, 1 / 4, 10, 1 / 10)
NEARLY = 0.005  # relative: √2 is taken for 1.41
FEW = 4  # wrong entries, at most, are told one by one
OF_MATRICES = "transposed", "inverse"  # slips that are none with a vector
DEGREE = pi / 180


def matrix(answer, f: Callable, a, scale: float | None = None) -> Verdict:
    """Judge an answer to "what is J_f(a)?". Three right figures in each entry are enough.

    A number may be whatever `float` takes, a matrix whatever `numpy.asarray` makes one of: Fraction, SymPy, tuples.
    Right is also what is off by no more than 1e-12 of `scale`, the largest term that was added up, so 0 for the
    6e-17 that cos(π/2) is; it is worked out of f, or given. A mistake is named only if it gives just this answer; of
    two that do, the simpler. Where f has a kink at a, or no value, so no derivative, that is said of any answer.
    Raises as `jacobian` does for f and a, never for the answer, whatever it is.

    >>> import jax.numpy as jnp
    >>> matrix([[2, 1], [1, 1]], lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]]), [1.0, 1.0]).correct
    True
    >>> matrix([[2, 3], [0, 1]], lambda x: jnp.array([2 * x[0], 3 * x[0] + x[1]]), [1.0, 1.0]).mistake
    'transposed'
    """
    expected = np.asarray(jacobian(f)(a))
    scale = judge.largest(judge.terms_of(jacobian(f), checks.vector(a, "a"))) if scale is None else _checked(scale)
    if not verdict.unanswered(answer) and (none := no_derivative(f, a, expected)):
        return none
    return _verdict(answer, expected, one_by_one(_rearranged(expected), _elsewhere(jacobian(f), a, expected)), scale)


def chain(answer, f: Callable, g: Callable, a) -> Verdict:
    """Judge an answer to "what is J_{f∘g}(a)?"; otherwise as `matrix`.

    >>> import jax.numpy as jnp
    >>> g = lambda x: jnp.array([x[0] ** 2 + x[1], x[0] * x[1]])
    >>> f = lambda u: jnp.array([u[0] * u[1], u[1]])
    >>> chain([[3, 2], [1, 1]], f, g, [1.0, 1.0]).mistake
    'wrong_point'
    """
    a = checks.vector(a, "a")
    checks.outputs(checks.function(g, "g"), a, name="g")
    inner, middle = np.asarray(jacobian(g)(a)), jnp.atleast_1d(g(a))
    outer = np.asarray(jacobian(f)(middle))
    composed = lambda x: f(jnp.atleast_1d(g(x)))  # noqa: E731
    with np.errstate(invalid="ignore"):  # ∞ · 0, and then there is no derivative
        expected = outer @ inner
    if not verdict.unanswered(answer) and (none := no_derivative(composed, a, expected)):
        return none
    suspects = [("missing_factor", outer), ("missing_factor", inner)]
    if inner.shape[0] == inner.shape[1]:  # only then may f be taken at a, or g at g(a), at all
        suspects += [("wrong_point", np.asarray(jacobian(f)(a)) @ inner)]
        suspects += [("wrong_point", outer @ np.asarray(jacobian(g)(middle)))]
    if outer.shape[0] == inner.shape[1]:
        suspects += [("reversed_product", inner @ outer)]
    whole = lambda b: jacobian(composed)(b)  # noqa: E731
    scale = judge.largest(np.fmax(judge.terms_of(whole, a), np.abs(outer) @ np.abs(inner)))
    everything = one_by_one(suspects, _rearranged(expected), _elsewhere(whole, a, expected))
    return _verdict(answer, expected, everything, scale)


def determinant(answer, f: Callable, a) -> Verdict:
    """Judge an answer to "what is det J_f(a)?"; otherwise as `matrix`.

    >>> from jaclib import maps
    >>> determinant(1, maps.polar, [2.0, 0.5]).mistake
    'missing_r'
    """
    det = jacobian_determinant(f)
    expected, J = np.asarray(det(a)).reshape(1, 1), jacobian(f)(a)
    if not verdict.unanswered(answer) and (none := no_derivative(f, a, J)):
        return none
    scale = judge.largest_in_determinant(J, judge.terms_of(jacobian(f), checks.vector(a, "a")))
    return _number(answer, expected, _elsewhere(lambda b: det(b).reshape(1, 1), a, expected), scale, DETERMINANT)


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
    degrees = [("degrees", right * DEGREE), ("degrees", right / DEGREE)]
    return _number(answer, right, [*_near_misses(near_misses, (1, 1)), *degrees], _checked(scale))


def vector(answer, expected: Vector, near_misses: Mapping[str, Vector] | None = None, *, scale: float = 1.0) -> Verdict:
    """Judge an answer that should be the vector `expected`, a row, a column or of shape (n,).

    Otherwise as `number`.

    >>> vector([2.0, 1.0], [2.0, -1.0]).message
    'The size is right, the sign is not in entry 2.'
    """
    expected = np.asarray(checks.vector(expected, "expected"))[:, None]
    given = judge.numbers(answer)
    answer = answer if given is None else judge.laid_out(given, expected.shape)
    rearranged = [each for each in _rearranged(expected) if each[0] not in OF_MATRICES]
    suspects = [*_near_misses(near_misses, expected.shape), *rearranged]
    return _verdict(answer, expected, suspects, _checked(scale), VECTOR)


def _near_misses(values, shape):
    unknown = set(values or {}) - set(MISTAKES)
    if unknown:
        raise ValueError(f"near_misses must be named by {', '.join(MISTAKES)}; got {', '.join(sorted(unknown))}.")
    return [(name, np.asarray(value, dtype=float).reshape(shape)) for name, value in (values or {}).items()]


def _checked(scale):
    """Return the size of the largest of the terms that were added up, if it is one."""
    if not (isinstance(scale, int | float | np.floating | np.integer) and 0 < scale < np.inf):
        must = "scale must be the size of the largest term that was added up, a positive number"
        raise ValueError(f"{must}; got {scale!r}.")
    return float(scale)


def _number(answer, expected, suspects, scale, kind=NUMBER):
    """The verdict on one number. Where it should be negative, its absolute value is a likelier slip than the sign."""
    flipped = ("absolute_value", "sign") if expected < 0 else ("sign",)
    with np.errstate(divide="ignore"):
        always = [*((mistake, -expected) for mistake in flipped), ("inverse", 1 / expected)]
    given = judge.numbers(answer)
    answer = answer if given is None else judge.laid_out(given, (1, 1))
    return _verdict(answer, expected, one_by_one(always, suspects), scale, kind)


def _rearranged(expected):
    """Matrices made from the right one by a slip that needs no further calculation, the simplest first."""
    yield "transposed", expected.T
    if len(expected) == 2:
        yield "rows_swapped", expected[::-1]
    if expected.shape[1] == 2:
        yield "columns_swapped", expected[:, ::-1]
    yield "sign", -expected
    yield "absolute_value", np.abs(expected)
    if expected.shape[0] == expected.shape[1] and np.linalg.cond(expected) < 1e12:
        yield "inverse", np.linalg.inv(expected)


def _elsewhere(derivative, a, expected):
    """Matrices that come of an angle in degrees, and of a length that is missing in one column or in all."""
    a = np.asarray(checks.vector(a, "a"))
    for chosen in [*np.eye(a.size, dtype=bool), np.ones(a.size, dtype=bool)]:
        for unit in (DEGREE, 1 / DEGREE):
            yield "degrees", np.asarray(derivative(np.where(chosen, a * unit, a)))
    for length in a[np.abs(a) > 1e-12]:
        for j in range(expected.shape[1]):
            column = np.arange(expected.shape[1]) == j
            yield "missing_r", np.where(column, expected / length, expected)


def _verdict(answer, expected, suspects, scale, kind=MATRIX):
    if verdict.unanswered(answer):
        return UNANSWERED
    given, scale = judge.numbers(answer), max(scale, judge.largest(expected))
    if given is None:
        return verdict.no_numbers(answer, kind)
    if not np.isfinite(given).all():
        return verdict.named("not_finite")
    if judge.same(given, expected, scale=scale):
        return RIGHT
    return verdict.likeliest(list(_explanations(given, expected, suspects, scale, kind)))


def _explanations(given, expected, suspects, scale, kind):
    """Explain a wrong answer, the likeliest mistake first."""
    shaped = given.shape == expected.shape
    if shaped and judge.rounded(given, expected, scale=scale):
        yield verdict.named("two_figures")  # and not "inverse" for 1.0 in place of 0.9975
    if shaped and (entry := _flipped(given, expected, scale)):
        yield verdict.named("sign", f" in entry {_place(entry, expected)}", which=entry)
    for mistake, wrong in suspects:
        if np.isfinite(wrong).all() and not judge.same(wrong, expected, scale=scale) and judge.same(given, wrong):
            yield verdict.named(mistake, kind=kind)
    if not shaped:
        yield verdict.misshapen(given, expected, kind)
        return
    yield from filter(None, [_scaled(given, expected, scale), _some_entries(given, expected, scale)])
    yield verdict.named("unrecognized", kind=kind)
    if (judge.agree(given, expected, scale=scale) | (np.abs(given - expected) < NEARLY * np.abs(expected))).all():
        yield verdict.named("nearly")


def _wrong_entry(given, expected, scale):
    """The only wrong entry of several, or None."""
    wrong = np.argwhere(~judge.agree(given, expected, scale=scale))
    return tuple(wrong[0]) if len(wrong) == 1 and expected.size > 1 else None


def _flipped(given, expected, scale):
    entry = _wrong_entry(given, expected, scale)
    return entry if entry and judge.agree(-given, expected, scale=scale)[entry] else None


def _some_entries(given, expected, scale):
    """Name the wrong entries, if they are few and others are right."""
    wrong = np.argwhere(~judge.agree(given, expected, scale=scale))
    if not 0 < len(wrong) < expected.size or len(wrong) > FEW:
        return None
    *places, last = [_place(entry, expected) for entry in wrong]
    if not places:
        return verdict.named("one_entry", last, which=tuple(wrong[0]))
    words = f"Not yet: entries {', '.join(places)} and {last} are wrong, the others right."
    return Verdict(False, "unrecognized", words)


def _place(entry, expected):
    return str(entry[0] + 1) if expected.shape[1] == 1 else f"({entry[0] + 1}, {entry[1] + 1})"


def _scaled(given, expected, scale):
    """A constant factor: any, if enough entries share it that it can't be chance; else a plain one.

    It leaves no entry right but those that are 0: with 1.001 it would explain one that is off by a little, and alone.
    """
    filled = np.abs(expected) > 1e-9 * np.abs(expected).max()
    if judge.agree(given, expected, scale=scale)[filled].any():
        return None
    factors: tuple[float, ...] = PLAIN_FACTORS
    if filled.sum() >= 3:
        factors = (*factors, np.sum(given * expected) / np.sum(expected**2))
    for factor in factors:
        if abs(factor) > 1e-9 and judge.same(given, factor * expected):
            return verdict.named("factor", which=(factor,))
    return None
