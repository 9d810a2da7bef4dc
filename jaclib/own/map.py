"""A student's own map, with the box, the names and the start that are given."""

from contextlib import suppress
from dataclasses import replace

import numpy as np

from jaclib import maps
from jaclib.formula import parse_map, read_map
from jaclib.formula.room import usual
from jaclib.own.function import FAILED, LETTERS, from_function, start, takes

KINDS = {"names": (), "domain": (2,), "point": ()}  # the shape of what each variable has


def own_map(f, *, domain=None, names=None, point=None, outputs=None) -> maps.Map:
    """A map of your own for every explorer that takes one, with the box, the names and the start that you give.

    `f` is a function of one vector, or of as many numbers as there are variables, that is made of jax.numpy and returns
    an array, a list or a tuple of numbers; or a formula in the variables `names`, by default in the usual letters that
    it is written in: x, y; u, v; r, θ; r, t and so on. `domain` is the box to look at, a
    pair (from, to) for each variable; `point` where to start; `names` and `outputs` name the coordinates, "r, θ" too.
    Raises ValueError, TypeError or FormulaError for an argument of another kind.

    >>> own_map("r cos θ, r sin θ", names=("r", "θ"), outputs=("x", "y"), domain=((0, 3), (-3.2, 3.2)))
    <map r cos θ, r sin θ: (r, θ) ↦ (x, y)>
    """
    names, outputs = _listed(names), _listed(outputs)
    found = _found(f, _count(names=names, domain=domain, point=point), names, domain is not None)
    n, m = len(found.variables), len(found.outputs)
    names, outputs = _words("names", names or found.variables, n), _words("outputs", outputs or found.outputs, m)
    box = found.domain
    if domain is not None:
        box = _array("domain", domain, (n, 2), "a pair (from, to) for each variable, as in ((0, 3), (-2, 2))")
        if not (box[:, 0] < box[:, 1]).all():
            raise ValueError(f"domain must be pairs from a smaller number to a larger one; got {domain!r}.")
    at = (found.point if found.defined else None) if domain is None else start(found, box)
    if point is not None:
        at = _array("point", point, (n,), f"{n} finite numbers, one for each variable")
        if not np.isfinite(found(at)).all():
            raise ValueError(f"point must be one where {found.name} has a value; got {point!r}.")
    same = isinstance(f, str) or names == found.variables
    latex, components = (found.latex, found.components) if same else ("", ())
    box, defined = tuple(map(tuple, np.array(box).tolist())), at is not None
    at = tuple(np.array(at).tolist()) if defined else usual(box)
    found = replace(found, latex=latex, components=components, variables=names, outputs=outputs)
    found = replace(found, domain=box, point=at, defined=defined)
    return found if domain is None else replace(found, image=None)


def _found(f, n: int | None, names, anywhere: bool) -> maps.Map:
    """The map that was given, or that a formula or a function stands for; where it has a value may be open."""
    if isinstance(f, maps.Map):
        return f
    if isinstance(f, str):
        return parse_map(f, tuple(names)) if names else read_map(f, n or 2)
    if not callable(f):
        raise TypeError(f"f must be a function or a formula; got {type(f).__name__}.")
    if n is None or takes(f) not in (None, 1):  # written as f(x, y), it says itself how many numbers it takes
        return from_function(f, anywhere=anywhere)
    try:
        return from_function(f, n, anywhere=anywhere)
    except FAILED:
        with suppress(*FAILED):  # where f is all right alone, it's the names, the box or the point that don't fit
            return from_function(f, anywhere=anywhere)
        raise


def _listed(words):
    """The words, one by one: what is written with commas is taken apart."""
    return tuple(word.strip() for word in words.split(",")) if isinstance(words, str) else words


def _count(**given) -> int | None:
    """Count the variables by what is given for each; what has another shape, such as no pairs, doesn't count.

    Raises ValueError where two of them differ, or there are more than an explorer can draw.
    """
    shapes = {name: np.shape(value) if name == "names" else _numbers(value).shape for name, value in given.items()}
    counts = {name: shape[0] for name, shape in shapes.items() if shape[1:] == KINDS[name] and shape}
    for name, count in counts.items():
        if not 1 <= count <= len(LETTERS[0]):
            raise ValueError(f"{name} must be for 1, 2 or 3 variables; got {given[name]!r}, for {count}.")
    if len(set(counts.values())) > 1:
        said = ", ".join(f"{name} has {count}" for name, count in counts.items())
        raise ValueError(f"{' and '.join(counts)} must have one entry for each variable; {said}.")
    return next(iter(counts.values()), None)


def _words(name: str, value, count: int) -> tuple[str, ...]:
    good = np.iterable(value) and all(isinstance(each, str) and each.strip() for each in value)
    if not good or len(value) != count or len(set(value)) < count:
        raise ValueError(f"{name} must be {count} different names, as in {name}=('r', 'θ'); got {value!r}.")
    return tuple(value)


def _array(name: str, value, shape, kind: str):
    """Return the value as an array of finite numbers of that shape. Raises ValueError for any other."""
    array = _numbers(value)
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(f"{name} must be {kind}; got {value!r}.")
    return array


def _numbers(value) -> np.ndarray:
    """The value as an array of numbers; NaN if it is none."""
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return np.array(np.nan)
