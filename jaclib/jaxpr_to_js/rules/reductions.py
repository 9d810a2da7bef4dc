"""Along axes: sums and the like, the place of the largest, running sums, products of matrices."""

from functools import partial

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import refused, shape_and_dtype
from jaclib.jaxpr_to_js.rules.elementwise import kind, text_of
from jaclib.jaxpr_to_js.views import Fused

WRITTEN_OUT = 4  # entries: so many are added in one expression
SMALLEST = {"f": "-Infinity", "l": "-9223372036854775808", "i": "-2147483648", "u": "0", "b": "0"}
LARGEST = {"f": "Infinity", "l": "9223372036854775807", "i": "2147483647", "u": "4294967295", "b": "1"}
ZERO, ONE = (dict.fromkeys("fliub", text) | {"U": f"{text}n"} for text in "01")
MOST = "18446744073709551615n"  # of uint64
ALL = {"b": "1", "i": "-1", "u": "4294967295", "U": MOST}
FROM = {"add": ZERO, "mul": ONE, "max": SMALLEST, "min": LARGEST, "and": ALL, "or": ZERO, "xor": ZERO}  # of no numbers
SUMS = {"reduce_sum": "add", "reduce_prod": "mul", "reduce_max": "max", "reduce_min": "min"}
SUMS |= {"reduce_and": "and", "reduce_or": "or", "reduce_xor": "xor"}
RUNNING = {"cumsum": "add", "cumprod": "mul", "cummax": "max", "cummin": "min"}


def start_of(equation, name: str, dtype) -> str:
    """What comes out of an operation for no numbers at all, from which it goes on."""
    letter = kind(np.empty(0, dtype)).replace("s", "f")
    if letter not in FROM[name]:
        raise refused(equation, f"of {dtype}")
    return FROM[name][letter]


def reduced(name, writer, equation, value):
    """All entries along axes as one: their sum, product, largest, …"""
    return along(name, writer, equation, value, equation.params["axes"])


def along(name, writer, equation, value, axes):
    shape, dtype = shape_and_dtype(equation.outvars[0])
    keep = [d for d in range(len(value.shape)) if d not in axes]
    value = views.transposed(value, [*keep, *axes])
    start, text = start_of(equation, name, dtype), text_of(equation, name, dtype)
    if 0 < np.prod(value.shape[len(keep) :], dtype=int) <= WRITTEN_OUT:
        return _written_out(value, shape, dtype, start, text)
    target = writer.memory(shape, dtype)
    wide = views.spread(target, value.shape, range(len(keep)))
    (value, wide), before = views.merged([value, wide], len(keep))
    with writer.loops(value.shape[:before]) as outer:
        name = writer.name("s")
        writer.line(f"let {name}={start};")
        with writer.loops(value.shape[before:]) as inner:
            writer.line(f"{name}={text.format(name, views.at(value, [*outer, *inner]))};")
        there = views.at(wide, [*outer, *("0" for _ in inner)])
        writer.line(f"{there}={name};")
    return target


def _written_out(value, shape, dtype, start, text):
    """A few entries as one expression."""
    places = list(np.ndindex(*value.shape[len(shape) :]))
    pieces = [views.sliced(value, (0,) * len(shape) + place, (*shape, *(1,) * len(place))) for place in places]
    parts = tuple(views.moved(each, shape, _without_ones(len(shape))) for each in pieces)
    so_far = start
    for k in range(len(parts)):
        so_far = text.format(so_far if k == 0 else f"({so_far})", f"{{{k}}}")
    return Fused(so_far, parts, shape, dtype)


def _without_ones(rank):
    """The axes of a view up to this rank: the others have one entry."""
    return lambda view: (view.strides[:rank], view.offset, view.moving)


def dot_general(writer, equation, left, right):
    """Products of vectors and matrices: the sum, along axes, of a product that is never kept."""
    (summed, summed_too), (batch, batch_too) = equation.params["dimension_numbers"]
    shape, dtype = shape_and_dtype(equation.outvars[0])
    left, right = writer.held(left), writer.held(right)
    free = [d for d in range(len(left.shape)) if d not in (*summed, *batch)]
    free_too = [d for d in range(len(right.shape)) if d not in (*summed_too, *batch_too)]
    wide = (*shape, *(left.shape[d] for d in summed))
    b, m, n, k = len(batch), len(free), len(free_too), len(summed)
    of_left = [*range(b), *range(b, b + m), *range(b + m + n, b + m + n + k)]
    of_right = [*range(b), *range(b + m, b + m + n), *range(b + m + n, b + m + n + k)]
    left = views.spread(views.transposed(left, [*batch, *free, *summed]), wide, of_left)
    right = views.spread(views.transposed(right, [*batch_too, *free_too, *summed_too]), wide, of_right)
    text = text_of(equation, "mul", dtype)
    if not left.dtype == right.dtype == dtype:
        raise refused(equation, f"of {left.dtype} and {right.dtype}")
    return along("add", writer, equation, Fused(text, (left, right), wide, dtype), range(len(shape), len(wide)))


def placed(better, writer, equation, value):
    """Where the largest or smallest entry along an axis is: the first of them, or the first NaN."""
    (axis,) = equation.params["axes"]
    shape, dtype = shape_and_dtype(equation.outvars[0])
    value, target = writer.held(value), writer.memory(shape, dtype)
    with writer.loops(shape) as outer:
        best, name = writer.name("s"), writer.name("k")
        first, other = (views.at(value, [*outer[:axis], text, *outer[axis:]]) for text in ("0", "i"))
        writer.line(f"let {name}=0,{best}={first};")
        writer.line(f"for(let i=1;i<{value.shape[axis]};i++){{const x={other};")
        writer.line(f"if(x{better}{best}||(x!==x&&{best}==={best})){{{best}=x;{name}=i;}}}}")
        writer.line(f"{views.at(target, outer)}={name};")
    return target


def running(name, writer, equation, value):
    """The sum, product, largest or smallest so far, along an axis."""
    axis, backwards = equation.params["axis"], equation.params["reverse"]
    shape, dtype = shape_and_dtype(equation.outvars[0])
    target = writer.memory(shape, dtype)
    start, text = start_of(equation, name, dtype), text_of(equation, name, dtype)
    order = [*(d for d in range(len(shape)) if d != axis), axis]
    turn = (axis,) if backwards else ()
    value, found = (views.transposed(views.turned(each, turn), order) for each in (value, target))
    with writer.loops(value.shape[:-1]) as outer:
        name = writer.name("s")
        writer.line(f"let {name}={start};")
        with writer.loops(value.shape[-1:]) as inner:
            writer.line(f"{name}={text.format(name, views.at(value, [*outer, *inner]))};")
            writer.line(f"{views.at(found, [*outer, *inner])}={name};")
    return target


RULES = {
    **{name: partial(reduced, operation) for name, operation in SUMS.items()},
    **{name: partial(running, operation) for name, operation in RUNNING.items()},
    "argmax": partial(placed, ">"),
    "argmin": partial(placed, "<"),
    "dot_general": dot_general,
}
