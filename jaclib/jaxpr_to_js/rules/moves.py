"""Where numbers go: broadcasts, reshapes, slices, joins. Most are only another view of the same memory."""

from math import prod

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import shape_and_dtype
from jaclib.jaxpr_to_js.views import View


def broadcast_in_dim(writer, equation, value, *_):
    """A value that is repeated along axes."""
    shape = shape_and_dtype(equation.outvars[0])[0]
    if views.size(value) < prod(shape):
        value = writer.held(value)  # once, not as often as it is repeated
    return views.spread(value, shape, equation.params["broadcast_dimensions"])


def reshape(writer, equation, value, *_):
    """The same numbers, row by row, in another shape."""
    return writer.reshaped(value, shape_and_dtype(equation.outvars[0])[0])


def transpose(writer, equation, value):
    """Axes in another order."""
    return views.transposed(value, equation.params["permutation"])


def rev(writer, equation, value):
    """The order along some axes reversed."""
    return views.turned(value, equation.params["dimensions"])


def slice_(writer, equation, value):
    """From a start to an end in steps."""
    shape = shape_and_dtype(equation.outvars[0])[0]
    return views.sliced(value, equation.params["start_indices"], shape, equation.params["strides"])


def iota(writer, equation, *_):
    """0, 1, 2, … along an axis: a view of no memory, whose places are the numbers."""
    shape, dtype = shape_and_dtype(equation.outvars[0])
    strides = tuple(int(d == equation.params["dimension"]) for d in range(len(shape)))
    if dtype.name in ("uint64", "bool"):
        return writer.constant(np.broadcast_to(np.arange(max(shape)).reshape([-1 if n else 1 for n in strides]), shape))
    return View("{}", shape, dtype, strides)


def parts_along(shape, axis: int, lengths):
    """The start and the shape of each part of so many entries along an axis."""
    start = 0
    for n in lengths:
        yield [start if d == axis else 0 for d in range(len(shape))], [*shape[:axis], n, *shape[axis + 1 :]]
        start += n


def concatenate(writer, equation, *values):
    """Values one after the other along an axis."""
    target, axis = writer.memory(*shape_and_dtype(equation.outvars[0])), equation.params["dimension"]
    parts = parts_along(target.shape, axis, [each.shape[axis] for each in values])
    for value, (start, shape) in zip(values, parts, strict=True):
        writer.store(views.sliced(target, start, shape), value)
    return target


def split(writer, equation, value):
    """The parts of a value along an axis."""
    value = writer.held(value)
    parts = parts_along(value.shape, equation.params["axis"], map(int, equation.params["sizes"]))
    return [views.sliced(value, start, shape) for start, shape in parts]


def stack(writer, equation, *values):
    """Values one after the other along a new axis."""
    target, axis = writer.memory(*shape_and_dtype(equation.outvars[0])), equation.params["axis"]
    for k, value in enumerate(values):
        writer.store(entry(target, axis, k), value)
    return target


def unstack(writer, equation, value):
    """The entries of a value along an axis."""
    value, axis = writer.held(value), equation.params["axis"]
    return [entry(value, axis, k) for k in range(value.shape[axis])]


def entry(view: View, axis: int, k: int) -> View:
    """The entry at a place of an axis, without that axis."""
    keep = [d for d in range(len(view.shape)) if d != axis]
    shape, strides = (tuple(each[d] for d in keep) for each in (view.shape, view.strides))
    return view._replace(shape=shape, strides=strides, offset=view.offset + k * view.strides[axis])


def pad(writer, equation, value, filling):
    """A value with others before, after and between its entries; less than none takes entries away."""
    target, config = writer.memory(*shape_and_dtype(equation.outvars[0])), equation.params["padding_config"]
    writer.store(target, views.spread(writer.held(filling), target.shape, ()))
    first, start, shape, steps = [], [], [], []
    for n, m, (low, _, between) in zip(value.shape, target.shape, config, strict=True):
        step = between + 1
        k = max(0, -(low // step))  # the first entry that is seen, and how many are
        count = max(0, min(n - k, -((low + k * step - m) // step)))
        first.append(k)
        start.append(low + k * step if count else 0)
        shape.append(count)
        steps.append(step)
    writer.store(views.sliced(target, start, shape, steps), views.sliced(value, first, shape))
    return target


RULES = {
    "broadcast_in_dim": broadcast_in_dim,
    "reshape": reshape,
    "squeeze": reshape,
    "transpose": transpose,
    "rev": rev,
    "slice": slice_,
    "iota": iota,
    "concatenate": concatenate,
    "split": split,
    "stack": stack,
    "unstack": unstack,
    "pad": pad,
}
