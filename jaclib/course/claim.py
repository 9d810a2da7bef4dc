"""A claim of the text, tried at many random places: what it says, where it was tried, and the worst error there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Num

from jaclib import checks
from jaclib.course.places import cases_of
from jaclib.maps import Map
from jaclib.stage.readouts import power_of_ten

ROUNDING = 1e-12  # of a few hundred operations with 16 digits
NOISE = 1e-6  # an error below this is of rounding, in steps too, and no two machines round alike
COLUMNS = "claim", "tried on", "worst error"
_CELL = '<td style="text-align: left">{}</td>'


class Claim(NamedTuple):
    """How a claim stands: it holds if the worst error is at most `within`; `where` names the worst place."""

    words: str
    tried: str
    worst: float
    within: float
    where: str

    @property
    def holds(self) -> bool:
        return self.worst <= self.within

    def _repr_html_(self) -> str:
        return claims(self)._repr_html_()

    def __repr__(self) -> str:
        return repr(claims(self))


@dataclass(frozen=True)
class Claims:
    """Claims below one another, as a table that is the same on each machine."""

    rows: tuple[Claim, ...]

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col" style="text-align: left">{each}</th>' for each in COLUMNS)
        body = [(escape(each.words), each.tried, escape(_error(each))) for each in self.rows]
        lines = ["".join(map(_CELL.format, row)) for row in body]
        return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{'</tr><tr>'.join(lines)}</tr></tbody></table>"

    def __repr__(self) -> str:
        rows = [COLUMNS, *((each.words, each.tried, _error(each)) for each in self.rows)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join("   ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def claims(*rows: Claim) -> Claims:
    """Put claims into one table. Raises TypeError for anything else.

    >>> claims(claim("2x = x + x", lambda x: 2 * x, lambda x: x + x, on={"x": (3,)}))
    claim        tried on           worst error
    2x = x + x   1,000 random x     less than 10⁻¹²
    """
    if not rows or not all(isinstance(each, Claim) for each in rows):
        raise TypeError(f"claims must be given what explore.claim returns, one or more; got {rows!r}.")
    return Claims(rows)


def claim(
    words: str,
    left: Callable,
    right: Callable | float,
    on: Map | Iterable | Mapping[str, tuple] | Num[Array | np.ndarray, "count ..."],
    *,
    within: float = ROUNDING,
    count: int = 1000,
    seed: int = 0,
) -> Claim:
    """Try whether left = right, at random places; `right` may be a number, which each entry of `left` is to be.

    `on` is a map with a domain, or several: left(f, a) at `count` points a of each; or tuples of maps, outermost
    first: left(f, g, a), with a from the domain of the last. Or shapes by name, {"A": (2, 3), "x": (3,)}, of normal
    random numbers: left(A, x). Or an array with a place in each row: left(a). The error at a place is the largest
    difference between two entries, divided by the largest entry of `right` where that is more than 1; what is true or
    false counts as 1 or 0.

    Raises ValueError or TypeError where left and right have not the same shape, or can't be computed by JAX.

    >>> from jaclib import determinant, maps
    >>> claim("det J = r", lambda f, a: determinant(f)(a), lambda f, a: a[0], on=maps.polar)
    claim       tried on                  worst error
    det J = r   1,000 points of 1 map     less than 10⁻¹²
    """
    _check(words, left, within, count)
    cases, tried = cases_of(on, count, seed)
    found = [_worst(left, right, fixed, places) for fixed, places in cases]
    case = int(np.argmax([np.inf if np.isnan(error) else error for error, _ in found]))
    (fixed, places), (worst, place) = cases[case], found[case]
    where = _where(fixed, [each[place] for each in places], place)
    return Claim(" ".join(words.split()), tried, worst, within, where)


def _check(words, left, within, count) -> None:
    if not isinstance(words, str) or not words.strip():
        raise TypeError(f"words must say what is claimed; got {words!r}.")
    checks.function(left, "left")
    if not (isinstance(within, int | float) and 0 < within < np.inf):
        raise ValueError(f"within must be a positive number, such as 1e-12; got {within!r}.")
    if type(count) is not int or count < 1:
        raise ValueError(f"count must be a whole number from 1 on; got {count!r}.")


def _worst(left, right, fixed: tuple, places: list) -> tuple[float, int]:
    """The largest error, and the number of the place that has it; what is no number counts as larger than all."""

    def error(*place):
        one = _value(left, "left", fixed, place)
        other = _value(right, "right", fixed, place) if callable(right) else jnp.full(one.shape, right, dtype=float)
        if one.shape != other.shape:
            raise ValueError(f"left and right must have the same shape; got {one.shape} and {other.shape}.")
        off = jnp.where(one == other, 0, jnp.abs(one - other))  # of two infinities, too
        return off.max(initial=0) / jnp.maximum(jnp.abs(other).max(initial=0), 1)

    errors = np.asarray(jax.jit(jax.vmap(error))(*places))
    place = int(np.where(np.isnan(errors), np.inf, errors).argmax())
    return float(errors[place]), place


def _value(side: Callable, name: str, fixed: tuple, place: tuple) -> Float[Array, "..."]:
    """What one side gives, as numbers. Raises TypeError with the mend, where JAX can't follow it."""
    try:
        value = jnp.asarray(side(*fixed, *place))
    except (TypeError, ValueError, IndexError) as error:
        if does := checks.what_it_does(error):
            raise TypeError(f"{name} {does}") from error
        raise TypeError(f"{name} must take {len(fixed) + len(place)} arguments and return numbers: {error}") from error
    return value if jnp.issubdtype(value.dtype, jnp.inexact) else value.astype(float)


def _where(fixed: tuple, place: list, number: int) -> str:
    maps = " after ".join(getattr(f, "name", "a map") for f in fixed)
    flat = [each for each in place if each.ndim < 2]
    at = ", ".join(np.array2string(np.asarray(each), precision=3, separator=", ") for each in flat)
    return " at ".join(part for part in (maps, at or f"place {number + 1}") if part)


def _error(row: Claim) -> str:
    if not row.holds:
        return f"{one_digit(row.worst)} at {row.where}: it doesn't hold to {one_digit(row.within)}"
    return f"less than {one_digit(row.within)}" if row.worst < NOISE else one_digit(row.worst)


def one_digit(x: float) -> str:
    """Write a number with its first digit alone.

    >>> one_digit(0.0), one_digit(3.4e-15), one_digit(0.96)
    ('0', '3·10⁻¹⁵', '1')
    """
    if not np.isfinite(x):
        return "no number" if np.isnan(x) else "∞"
    digit, exponent = f"{x:.0e}".split("e")
    if x == 0 or -4 < int(exponent) < 2:
        return f"{float(f'{x:.0e}'):g}"
    power = power_of_ten(int(exponent))
    return power if digit == "1" else f"{digit}·{power}"
