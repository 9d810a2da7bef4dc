"""What a value of a jaxpr is in the module: numbers that lie in memory, or an expression that is yet to be written.

A `View` says at which place the element at some coordinates lies. So slices, transposes, broadcasts and most reshapes
are other views of the same memory, and cost nothing. A `Fused` is an element-wise expression of several values of one
shape; it becomes part of the loop that needs it.
"""

from collections.abc import Callable, Sequence
from math import prod
from typing import NamedTuple

import numpy as np


class View(NamedTuple):
    """Elements of one array. `{}` in the text stands for a place; the text of a single number has none."""

    text: str
    shape: tuple[int, ...]
    dtype: np.dtype
    strides: tuple[int, ...]
    offset: int = 0
    moving: str = ""  # what is added to the place when the module runs, as `+2*s3`


class Fused(NamedTuple):
    """An expression of the elements of its parts, all of the same shape: `{0}` in the text stands for the first."""

    text: str
    parts: "tuple[View | Fused, ...]"
    shape: tuple[int, ...]
    dtype: np.dtype


Value = View | Fused


def contiguous(text: str, shape: Sequence[int], dtype) -> View:
    """All of an array, row by row."""
    strides = tuple(prod(shape[d + 1 :]) for d in range(len(shape)))
    return View(text, tuple(shape), np.dtype(dtype), strides)


def single(text: str, dtype, shape: Sequence[int] = ()) -> View:
    """A number that JavaScript knows by a name, or that is written out, at every place of a shape."""
    return View(text, tuple(shape), np.dtype(dtype), (0,) * len(shape))


def size(value: Value) -> int:
    return prod(value.shape)


def is_contiguous(view: View) -> bool:
    """Whether the elements lie in memory one after the other, in the order of their coordinates."""
    whole = contiguous(view.text, view.shape, view.dtype)
    needed = [(n, a, b) for n, a, b in zip(view.shape, view.strides, whole.strides, strict=True) if n != 1]
    return in_memory(view) and all(a == b for _, a, b in needed)


def in_memory(view: View) -> bool:
    return view.text.endswith("[{}]")


def at(value: Value, coordinates: Sequence[str]) -> str:
    """The element at these coordinates, as JavaScript."""
    if isinstance(value, Fused):
        return f"({value.text.format(*(at(part, coordinates) for part in value.parts))})"
    return value.text.replace("{}", place(value, coordinates)) if "{}" in value.text else value.text


def place(view: View, coordinates: Sequence[str]) -> str:
    terms = [times(n, each) for n, each in zip(view.strides, coordinates, strict=True) if n and each != "0"]
    if view.offset or not (terms or view.moving):
        terms.append(str(view.offset))
    text = "+".join(terms).replace("+-", "-") + view.moving
    alone = view.text == "{}" and not text.isalnum()  # the place itself is the number
    return f"({text})" if alone else text.removeprefix("+")


def times(n: int, coordinate: str) -> str:
    if n == 1:
        return coordinate
    return f"{n}*{coordinate}" if coordinate.isalnum() else f"{n}*({coordinate})"


def moved(value: Value, shape: Sequence[int], strides_of: Callable[[View], tuple]) -> Value:
    """The same value seen in another way: the function gives the strides, the offset and what moves of each view."""
    shape = tuple(shape)
    if isinstance(value, Fused):
        parts = tuple(moved(part, shape, strides_of) for part in value.parts)
        return value._replace(parts=parts, shape=shape)
    strides, offset, moving = strides_of(value)
    return value._replace(shape=shape, strides=tuple(strides), offset=offset, moving=moving)


def sliced(value: Value, starts: Sequence[int], shape: Sequence[int], steps: Sequence[int] | None = None) -> Value:
    steps = steps or (1,) * len(shape)

    def strides_of(view):
        strides = [n * step for n, step in zip(view.strides, steps, strict=True)]
        return strides, view.offset + sum(map(int.__mul__, map(int, starts), view.strides)), view.moving

    return moved(value, shape, strides_of)


def transposed(value: Value, permutation: Sequence[int]) -> Value:
    shape = [value.shape[d] for d in permutation]
    return moved(value, shape, lambda view: ([view.strides[d] for d in permutation], view.offset, view.moving))


def spread(value: Value, shape: Sequence[int], dimensions: Sequence[int]) -> Value:
    """The axes of a value become these dimensions of a shape; along the others, and those of 1 entry, it repeats."""

    def strides_of(view):
        strides = [0] * len(shape)
        for n, stride, dimension in zip(value.shape, view.strides, dimensions, strict=True):
            strides[dimension] = stride if n == shape[dimension] else 0
        return strides, view.offset, view.moving

    return moved(value, shape, strides_of)


def turned(value: Value, dimensions: Sequence[int]) -> Value:
    """The order along these dimensions is reversed."""

    def strides_of(view):
        strides = [-n if d in dimensions else n for d, n in enumerate(view.strides)]
        last = sum(view.strides[d] * (view.shape[d] - 1) for d in dimensions)
        return strides, view.offset + last, view.moving

    return moved(value, value.shape, strides_of)


def moving(view: View, text: str, dimension: int) -> View:
    """The view without a dimension: of that, it has the entry that the text names when the module runs."""
    keep = [d for d in range(len(view.shape)) if d != dimension]
    step = f"+{times(view.strides[dimension], text)}" if view.strides[dimension] else ""
    shape, strides = ([each[d] for d in keep] for each in (view.shape, view.strides))
    return view._replace(shape=tuple(shape), strides=tuple(strides), moving=view.moving + step.replace("+-", "-"))


def leaves(value: Value) -> list[View]:
    return [value] if isinstance(value, View) else [leaf for part in value.parts for leaf in leaves(part)]


def reshaped(value: Value, shape: Sequence[int]) -> Value | None:
    """The value in another shape of as many entries. None where no view has it."""
    strides = {id(leaf): _strides(leaf, tuple(shape)) for leaf in leaves(value)}
    if any(each is None for each in strides.values()):
        return None
    return moved(value, shape, lambda view: (strides[id(view)], view.offset, view.moving))


def _strides(view: View, shape: tuple[int, ...]) -> list[int] | None:
    """The strides of the view in another shape: runs of axes that lie one in the other are cut anew."""
    if 0 in shape:
        return [0] * len(shape)
    runs = merged_axes(view.shape, [view])
    left = [(n, strides[0]) for n, strides in runs]
    strides = [0] * len(shape)
    for d in reversed(range(len(shape))):
        if shape[d] == 1:
            continue
        n, stride = left.pop()
        if n % shape[d]:
            return None
        strides[d] = stride
        if n > shape[d]:
            left.append((n // shape[d], stride * shape[d]))
    return strides


def merged_axes(shape: Sequence[int], views: Sequence[View]) -> list[tuple[int, list[int]]]:
    """The fewest axes that the views have together, each with its length and the views' strides.

    Two axes become one where in all views the outer one's stride is the length of the inner one.
    """
    found: list[tuple[int, list[int]]] = []
    for d, n in enumerate(shape):
        if n == 1:
            continue
        strides = [view.strides[d] for view in views]
        if found and all(a == b * n for a, b in zip(found[-1][1], strides, strict=True)):
            found[-1] = (found[-1][0] * n, strides)
        else:
            found.append((n, strides))
    return found


def merged(values: Sequence[Value], stop: int | None = None) -> tuple[list[Value], int]:
    """Values of one shape with the fewest axes that they have together, and how many of these are before the stop."""
    shape = values[0].shape
    stop = len(shape) if stop is None else stop
    views = [leaf for value in values for leaf in leaves(value)]
    before = merged_axes(shape[:stop], views)
    axes = before + merged_axes(shape[stop:], [view._replace(strides=view.strides[stop:]) for view in views])
    lengths, strides = [n for n, _ in axes], iter(zip(*(each for _, each in axes), strict=True))
    rows = {id(view): list(next(strides, ())) for view in views}
    same = [moved(each, lengths, lambda view: (rows[id(view)], view.offset, view.moving)) for each in values]
    return same, len(before)
