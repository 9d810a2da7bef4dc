"""Entries that a function reads or sets though they aren't there: NumPy refuses, JAX takes the last or does nothing."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from jaclib.programs.unrolled import unrolled

FOLDED: dict[str, Callable] = {  # what JAX does to the place of an entry before it looks there
    "lt": np.less,
    "add": np.add,
    "select_n": lambda which, no, yes: yes if which else no,
    "convert_element_type": lambda place: place,
    "broadcast_in_dim": lambda place: place,
}


class Beyond(NamedTuple):
    """An entry that isn't there: its place, how many there are, and whether it is set, not read."""

    place: int
    size: int
    set: bool


def beyond(f: Callable, *shapes) -> Beyond | None:
    """The first entry that f reads or sets although it isn't there, of places that are written as numbers; else None.

    Seen is what JAX made of f for arguments of these shapes. Places that are computed from the argument, or stand in an
    array, are left alone.

    >>> import jax
    >>> two = jax.ShapeDtypeStruct((2,), float)
    >>> beyond(lambda x: x[2], two), beyond(lambda x: x[1], two)
    (Beyond(place=2, size=2, set=False), None)
    """
    known: dict = {}
    for equation in unrolled(f, *shapes).equations:
        name, values = equation.primitive.name, [_value(atom, known) for atom in equation.invars]
        if name in FOLDED and all(value is not None for value in values):
            known[equation.outvars[0]] = FOLDED[name](*values)
        for place, size in _places(name, equation, values):
            if place is not None and not 0 <= place < size:
                return Beyond(int(place if place >= 0 else place - size), size, name != "dynamic_slice")
    return None


def sentence(name: str, found: Beyond) -> str:
    """Say which entry is missing, and which there are.

    >>> sentence("f", Beyond(2, 2, False))
    'f reads entry [2] of an array that has 2 entries, [0] and [1].'
    """
    verb, last = "sets" if found.set else "reads", found.size - 1
    there = {1: "1 entry, [0]", 2: "2 entries, [0] and [1]"}.get(found.size, f"{found.size} entries, [0] to [{last}]")
    return f"{name} {verb} entry [{found.place}] of an array that has {there}."


def _value(atom, known):
    """The whole number, or the truth value, that stands there; None if it isn't known, or something else."""
    value = atom.val if hasattr(atom, "val") else known.get(atom)
    return value if value is not None and np.ndim(value) == 0 and np.asarray(value).dtype.kind in "biu" else None


def _places(name: str, equation, values):
    """The places, None where unknown, at which single entries are looked for along each axis; and its length."""
    shape: tuple[int, ...] = equation.invars[0].aval.shape if equation.invars else ()
    if name == "dynamic_slice":
        alone = equation.params["slice_sizes"]
        return [(place, n) for place, n, size in zip(values[1:], shape, alone, strict=True) if size == 1]
    if name.startswith("scatter") and len(shape) == 1 and equation.invars[1].aval.shape == (1,):
        return [(values[1], shape[0])]
    return []
