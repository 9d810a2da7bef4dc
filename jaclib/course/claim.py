"""A claim of the text, tried at many random places: what it says, where it was tried, and the worst error there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Num

from jaclib.maps import Map

ROUNDING = 1e-12  # of a few hundred operations with 16 digits
NOISE = 1e-6  # an error below this is of rounding, in steps too, and no two machines round alike
COLUMNS = "claim", "tried on", "worst error"
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
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
    """Put claims into one table.

    >>> claims(claim("2x = x + x", lambda x: 2 * x, lambda x: x + x, on={"x": (3,)}))
    claim        tried on           worst error
    2x = x + x   1,000 random x     less than 10⁻¹²
    """
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
    """Try whether left = right, at random places; `right` may be a number.

    `on` is a map with a domain, or several: left(f, a) at `count` points a of each; or tuples of maps, outermost
    first: left(f, g, a), with a from the domain of the last. Or shapes by name, {"A": (2, 3), "x": (3,)}, of normal
    random numbers: left(A, x). Or an array with a place in each row: left(a). The error at a place is the largest
    difference between two entries, divided by the largest entry of `right` where that is more than 1.

    Raises ValueError where left and right have not the same shape.

    >>> from jaclib import determinant, maps
    >>> claim("det J = r", lambda f, a: determinant(f)(a), lambda f, a: a[0], on=maps.polar)
    claim       tried on                  worst error
    det J = r   1,000 points of 1 map     less than 10⁻¹²
    """
    cases, tried = _cases(on, count, seed)
    found = [_worst(left, right, fixed, places) for fixed, places in cases]
    worst, case = max((error, -i) for i, (error, _) in enumerate(found))  # the first of those that are equal
    fixed, places = cases[-case]
    return Claim(words, tried, worst, within, _where(fixed, [each[found[-case][1]] for each in places]))


def _cases(on, count: int, seed: int) -> tuple[list[tuple], str]:
    """What left and right are tried on: what is fixed, and what is given a thousand times."""
    if isinstance(on, Mapping):
        keys = jax.random.split(jax.random.key(seed), len(on))
        places = [jax.random.normal(key, (count, *shape)) for key, shape in zip(keys, on.values(), strict=True)]
        return [((), places)], f"{count:,} random {', '.join(on)}"
    if isinstance(on, jax.Array | np.ndarray):
        return [((), [jnp.asarray(on)])], f"{len(on):,} places"
    chains = [each if isinstance(each, tuple) else (each,) for each in ([on] if callable(on) else on)]
    of = "map" if len(chains[0]) == 1 else f"chain of {len(chains[0])}" if len(chains) == 1 else "chain"
    tried = f"{count:,} points of {len(chains)} {of}{'s' * (len(chains) > 1)}"
    return [(chain, [points(chain[-1], count, seed)]) for chain in chains], tried


def points(f: Map, count: int = 1000, seed: int = 0) -> Float[Array, "count n"]:
    """Draw random points of the domain of a map.

    >>> from jaclib import maps
    >>> points(maps.polar, 5).shape
    (5, 2)
    """
    low, high = jnp.array(f.domain).T
    return jax.random.uniform(jax.random.key(seed), (count, len(low)), minval=low, maxval=high)


def _worst(left, right, fixed: tuple, places: list) -> tuple[float, int]:
    """The largest error, and the number of the place that has it; what is no number is larger than all."""

    def error(*place):
        one = jnp.asarray(left(*fixed, *place))
        other = jnp.asarray(right(*fixed, *place) if callable(right) else right)
        if one.shape != other.shape:
            raise ValueError(f"left and right must have the same shape; got {one.shape} and {other.shape}.")
        off = jnp.abs(one - other).max() / jnp.maximum(jnp.abs(other).max(), 1)
        return jnp.where(jnp.isnan(off), jnp.inf, off)

    errors = np.asarray(jax.jit(jax.vmap(error))(*places))
    return float(errors.max()), int(errors.argmax())


def _where(fixed: tuple, place: list) -> str:
    maps = " after ".join(f.name for f in fixed)
    flat = [each for each in place if each.ndim < 2]
    at = ", ".join(np.array2string(np.asarray(each), precision=3, separator=", ") for each in flat)
    return " at ".join(part for part in (maps, at) if part)


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
    power = f"10{str(int(exponent)).translate(_RAISED)}"
    return power if digit == "1" else f"{digit}·{power}"
