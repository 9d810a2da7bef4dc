"""In order: sorts of several arrays by some of them, and the largest few."""

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import shape_and_dtype
from jaclib.jaxpr_to_js.writer import unwrapped


def _before(keys, down: bool) -> str:
    """A function of two places: whether the entry at the one comes before that at the other. NaN is the largest."""
    places = ("q", "p") if down else ("p", "q")
    tests = [f"compared({','.join(unwrapped(views.at(key, [place])) for place in places)})" for key in keys]
    return f"(p,q)=>({'||'.join(tests)})<0"


def _lines(values, axis):
    """The values with the axis at the end."""
    order = [*(d for d in range(len(values[0].shape)) if d != axis), axis]
    return [views.transposed(each, order) for each in values]


def _ordered(writer, equation, values, keys, axis, down=False):
    """Of each line along the axis put the entries in order; as many of them as come out."""
    values = [writer.held(each) for each in values]
    n = values[0].shape[axis]
    order, spare = (writer.memory((n,), np.int32) for _ in range(2))
    outs = [writer.memory(*shape_and_dtype(each)) for each in equation.outvars]
    given, found = _lines(values, axis), _lines(outs, axis)
    with writer.loops(given[0].shape[:-1]) as outer:
        lines = [_line(each, outer) for each in given[:keys]]
        writer.line(f"ordered({order.text[:-4]},{spare.text[:-4]},{_before(lines, down)});")
        with writer.loops(found[0].shape[-1:]) as k:
            place = order.text.replace("{}", k[0])
            if len(given) < len(found):  # the places are asked for, too
                writer.line(f"{views.at(found[1], [*outer, *k])}={place};")
            for one, other in zip(given, found, strict=False):
                writer.line(f"{views.at(other, [*outer, *k])}={views.at(one, [*outer, place])};")
    return outs


def _line(view, outer):
    for each in outer:
        view = views.moving(view, each, 0)
    return view


def sort(writer, equation, *values):
    """Several arrays in the order that the first of them tell; equal ones stay as they were, NaN comes last."""
    return _ordered(writer, equation, values, equation.params["num_keys"], equation.params["dimension"])


def top_k(writer, equation, value):
    """The largest few and their places; of equal ones the first."""
    axis = equation.params.get("axis", len(value.shape) - 1)
    return _ordered(writer, equation, [value], 1, axis, down=True)


RULES = {"sort": sort, "top_k": top_k}
