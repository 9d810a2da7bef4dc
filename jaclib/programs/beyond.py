"""Entries that a function reads or sets though they aren't there: NumPy refuses, JAX takes the last or does nothing."""

from collections.abc import Callable

import numpy as np

from jaclib.programs.unrolled import unrolled

# what JAX does to the place of an entry before it looks there
FOLDED: dict[str, Callable] = {"lt": np.less, "add": np.add, "select_n": lambda which, no, yes: yes if which else no}
FOLDED |= dict.fromkeys(("convert_element_type", "broadcast_in_dim"), lambda place: place)


def beyond(f: Callable, *shapes, name: str = "f") -> str | None:
    """Say which entry f reads or sets first although it isn't there, of places that are written as numbers; else None.

    Seen is what JAX made of f for arguments of these shapes. Places that are computed from the argument, or stand in an
    array, are left alone.

    >>> import jax
    >>> two = jax.ShapeDtypeStruct((2,), float)
    >>> beyond(lambda x: x[2], two), beyond(lambda x: x[1], two)
    ('f reads entry [2] of an array that has 2 entries, [0] and [1].', None)
    """
    known: dict = {}
    for equation in unrolled(f, *shapes).equations:
        operation, values = equation.primitive.name, [_value(atom, known) for atom in equation.invars]
        if operation in FOLDED and all(value is not None for value in values):
            known[equation.outvars[0]] = FOLDED[operation](*values)
        for place, size in _places(operation, equation, values):
            if place is not None and not 0 <= place < size:
                verb = "reads" if operation == "dynamic_slice" else "sets"
                place = int(place if place >= 0 else place - size)
                return f"{name} {verb} entry [{place}] of an array that has {_entries(size)}."
    return None


def _entries(size: int) -> str:
    return {1: "1 entry, [0]", 2: "2 entries, [0] and [1]"}.get(size, f"{size} entries, [0] to [{size - 1}]")


def _value(atom, known):
    """The whole number, or the truth value, that stands there; None if it isn't known, or something else."""
    value = atom.val if hasattr(atom, "val") else known.get(atom)
    return value if value is not None and np.ndim(value) == 0 and np.asarray(value).dtype.kind in "biu" else None


def _places(operation: str, equation, values):
    """The places, None where unknown, at which single entries are looked for along each axis; and its length."""
    shape: tuple[int, ...] = equation.invars[0].aval.shape if equation.invars else ()
    if operation == "dynamic_slice":
        alone = equation.params["slice_sizes"]
        return [(place, n) for place, n, size in zip(values[1:], shape, alone, strict=True) if size == 1]
    if operation.startswith("scatter") and len(shape) == 1 and equation.invars[1].aval.shape == (1,):
        return [(values[1], shape[0])]
    return []
