"""At places that are known only when the module runs: slices and updates, gathers and scatters."""

from functools import partial

import numpy as np
from jax.lax import GatherScatterMode

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import shape_and_dtype
from jaclib.jaxpr_to_js.rules.elementwise import kind, text_of
from jaclib.jaxpr_to_js.rules.reductions import LARGEST, MOST, SMALLEST
from jaclib.jaxpr_to_js.writer import number, unwrapped

DROPPED = GatherScatterMode.FILL_OR_DROP


def window(writer, view, starts, shape):
    """The part of this shape that begins at these places, moved so that all of it is there."""
    for d, (start, n) in enumerate(zip(starts, shape, strict=True)):
        most = view.shape[d] - n
        if most and view.strides[d]:
            name = writer.name("s")
            writer.line(f"const {name}=within({unwrapped(views.at(start, []))},{most});")
            view = view._replace(moving=f"{view.moving}+{views.times(view.strides[d], name)}".replace("+-", "-"))
    return view._replace(shape=tuple(shape))


def dynamic_slice(writer, equation, value, *starts):
    """The part of a size that begins at a place: a view that moves."""
    return window(writer, writer.held(value), starts, equation.params["slice_sizes"])


def dynamic_update_slice(writer, equation, value, update, *starts):
    """A value with a part of it replaced."""
    target = value if id(equation) in writer.in_place else writer.copy(value)
    writer.store(window(writer, target, starts, update.shape), update)
    return target


def _starts(writer, indices, batch, axis_of_index, count):
    """Names for the entries of the index vector at these coordinates."""
    names = [writer.name("g") for _ in range(count)]
    for k, name in enumerate(names):
        at = [*batch[:axis_of_index], str(k), *batch[axis_of_index:]]
        writer.line(f"let {name}={unwrapped(views.at(indices, at))};")
    return names


def _spans(operand, sizes, axes):
    """How far a window can be moved along each of the axes that indices tell."""
    return [operand.shape[d] - sizes[d] for d in axes]


def _outside(names, spans) -> str:
    return "||".join(f"{name}<0||{name}>{span}" for name, span in zip(names, spans, strict=True)) or "false"


def _places(names, axes, batch_of, batch, inner, rank):
    """The coordinates in the operand: the start of the window, the coordinates in it, those of the batch."""
    found = []
    for d in range(rank):
        terms = [inner[d]] if inner.get(d, "0") != "0" else []
        terms += [names[axes.index(d)]] if d in axes else []
        terms += [batch[batch_of[d]]] if d in batch_of and batch[batch_of[d]] != "0" else []
        found.append("+".join(terms) or "0")
    return found


def _batches(numbers, names):
    """For each axis of the operand that goes along with one of the indices, which of the batch's axes that is."""
    return dict(zip(map(int, getattr(numbers, names[0])), map(int, getattr(numbers, names[1])), strict=True))


def gather(writer, equation, operand, indices):
    """Windows of a value, at places that are told by whole numbers; NaN, or the like, where there is none."""
    params, numbers = equation.params, equation.params["dimension_numbers"]
    operand, indices = writer.held(operand), writer.held(indices)
    target = writer.memory(*shape_and_dtype(equation.outvars[0]))
    sizes, axes = params["slice_sizes"], [int(d) for d in numbers.start_index_map]
    offset = [int(d) for d in numbers.offset_dims]
    batch_of = _batches(numbers, ("operand_batching_dims", "start_indices_batching_dims"))
    away = {int(d) for d in numbers.collapsed_slice_dims} | set(batch_of)
    windowed = [d for d in range(len(operand.shape)) if d not in away]
    batch_axes = [d for d in range(len(target.shape)) if d not in offset]
    found, spans = views.transposed(target, [*batch_axes, *offset]), _spans(operand, sizes, axes)
    with writer.loops(found.shape[: len(batch_axes)]) as batch:
        names = _starts(writer, indices, batch, len(indices.shape) - 1, len(axes))
        if params["mode"] != DROPPED:
            writer.line("".join(f"{n}=within({n},{span});" for n, span in zip(names, spans, strict=True)))
        with writer.loops(found.shape[len(batch_axes) :]) as inside:
            at = _places(names, axes, batch_of, batch, dict(zip(windowed, inside, strict=True)), len(operand.shape))
            text = views.at(operand, at)
            if params["mode"] == DROPPED:
                text = f"{_outside(names, spans)}?{_filling(params['fill_value'], operand.dtype)}:{text}"
            writer.line(f"{views.at(found, [*batch, *inside])}={text};")
    return target


def _filling(value, dtype) -> str:
    if value is not None:
        return number(np.asarray(value, dtype))
    unknown = {"f": "NaN", "i": SMALLEST["i"], "l": SMALLEST["l"], "u": LARGEST["u"], "U": MOST, "b": "1"}
    return unknown[kind(np.empty(0, dtype))]


def scattered(operation, writer, equation, operand, indices, updates):
    """A value into which windows are put at places, or added, …; those that don't fit in are left out."""
    numbers, mode = equation.params["dimension_numbers"], equation.params["mode"]
    indices, updates = writer.held(indices), writer.held(updates)
    target = operand if id(equation) in writer.in_place else writer.copy(operand)
    axes = [int(d) for d in numbers.scatter_dims_to_operand_dims]
    batch_of = _batches(numbers, ("operand_batching_dims", "scatter_indices_batching_dims"))
    inner = [int(d) for d in numbers.update_window_dims]
    away = {int(d) for d in numbers.inserted_window_dims} | set(batch_of)
    windowed = [d for d in range(len(target.shape)) if d not in away]
    batch_axes = [d for d in range(len(updates.shape)) if d not in inner]
    given = views.transposed(updates, [*batch_axes, *inner])
    sizes = [1] * len(target.shape)
    for d, n in zip(windowed, given.shape[len(batch_axes) :], strict=True):
        sizes[d] = n
    text = "{1}" if operation == "set" else text_of(equation, operation, target.dtype)
    spans = _spans(target, sizes, axes)
    with writer.loops(given.shape[: len(batch_axes)]) as batch:
        names = _starts(writer, indices, batch, len(indices.shape) - 1, len(axes))
        if mode == GatherScatterMode.CLIP:
            writer.line("".join(f"{n}=within({n},{span});" for n, span in zip(names, spans, strict=True)))
        else:
            writer.line(f"if(!({_outside(names, spans)}))")
        writer.line("{")
        with writer.loops(given.shape[len(batch_axes) :]) as inside:
            at = _places(names, axes, batch_of, batch, dict(zip(windowed, inside, strict=True)), len(target.shape))
            there = views.at(target, at)
            writer.line(f"{there}={text.format(there, views.at(given, [*batch, *inside]))};")
        writer.line("}")
    return target


SCATTERS = {"scatter": "set", "scatter-add": "add", "scatter-mul": "mul", "scatter-min": "min", "scatter-max": "max"}
RULES = {
    "dynamic_slice": dynamic_slice,
    "dynamic_update_slice": dynamic_update_slice,
    "gather": gather,
    **{name: partial(scattered, operation) for name, operation in SCATTERS.items()},
}
