"""The walk along the equations of a jaxpr: each is turned into a value by the rule of its primitive."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import jax
import numpy as np
from jax.extend.core import Literal

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.views import Fused, Value
from jaclib.jaxpr_to_js.writer import Writer

INSIDE = str(Path(jax.__file__).parent)
UNTOLD = "a place that JAX doesn't tell"
KEY = np.dtype("uint64")  # a key of `jax.random` is kept as one whole number


def opened(jaxpr) -> tuple:
    """A jaxpr and its constants, of one that is closed or open."""
    return getattr(jaxpr, "jaxpr", jaxpr), list(getattr(jaxpr, "consts", ()))


def shape_and_dtype(variable) -> tuple[tuple[int, ...], np.dtype]:
    aval: Any = variable.aval
    return aval.shape, KEY if jax.dtypes.issubdtype(aval.dtype, jax.dtypes.prng_key) else np.dtype(aval.dtype)


def twins(jaxpr) -> dict:
    """For each variable that comes from the same operation on the same values as one before it, that one."""
    first: dict = {}
    same: dict = {}

    def told(atom):
        if isinstance(atom, Literal):  # by its bits: −0 is another number than 0
            return np.asarray(atom.val).tobytes(), atom.aval
        return same.get(atom, atom)

    for equation in jaxpr.eqns:
        key = equation.primitive, tuple(equation.params.items()), tuple(map(told, equation.invars))
        if hashable(key):
            same |= dict(zip(equation.outvars, first.setdefault(key, equation.outvars), strict=True))
    return same


def uses(jaxpr) -> tuple[Counter, list, dict]:
    """How often each variable is used by equations that matter for what comes out; these; and which are twins."""
    same = twins(jaxpr)
    count = Counter(same.get(each, each) for each in jaxpr.outvars if not isinstance(each, Literal))
    matter = []
    for equation in reversed(jaxpr.eqns):
        if any(count[each] for each in equation.outvars):
            matter.append(equation)
            count.update(same.get(each, each) for each in equation.invars if not isinstance(each, Literal))
    return count, matter[::-1], same


def written(writer: Writer, jaxpr, arguments: Sequence[Value]) -> list[Value]:
    """Write what a jaxpr does with these arguments, and give what comes out."""
    jaxpr, constants = opened(jaxpr)
    count, equations, same = uses(jaxpr)
    known: dict = {}

    def bind(variable, value: Value) -> None:
        several = isinstance(value, Fused) and count[variable] > 1
        known[variable] = writer.held(value) if several else value

    def read(atom) -> Value:
        if isinstance(atom, Literal):
            return writer.constant(np.asarray(atom.val, shape_and_dtype(atom)[1]))
        return known[same.get(atom, atom)]

    for variable, constant in zip(jaxpr.constvars, constants, strict=True):
        bind(variable, constant if isinstance(constant, views.View) else writer.constant(constant))
    for variable, value in zip(jaxpr.invars, arguments, strict=True):
        bind(variable, value)
    for equation in equations:
        outs = carried_out(writer, equation, *map(read, equation.invars))
        for variable, value in zip(equation.outvars, outs, strict=True):
            bind(variable, value)
    return [read(each) for each in jaxpr.outvars]


def carried_out(writer: Writer, equation, *values: Value) -> Sequence[Value]:
    """What an equation gives; one that was carried out already with these values isn't written again."""
    name, params = equation.primitive.name, equation.params
    if name not in writer.rules:
        raise refused(equation, "as one that has no rule")
    key = name, tuple(params.items()), values
    again = id(equation) not in writer.in_place and hashable(key)
    if again and key in writer.done:
        return writer.done[key]
    try:
        found = writer.rules[name](writer, equation, *values)
    except NotImplementedError as told:  # where a function is called, if what is in it doesn't tell
        raise NotImplementedError(str(told).replace(UNTOLD, traced_at(equation) or UNTOLD)) from None
    found = found if equation.primitive.multiple_results else [found]
    if again:
        writer.done[key] = found
    return found


def hashable(key) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True


def all_equations(jaxpr, around: tuple = ()) -> Iterable:
    """The equations of a jaxpr that matter, and those of the jaxprs in them: each after those that it is in."""
    for equation in uses(opened(jaxpr)[0])[1]:
        yield (*around, equation)
        for inner in inside(equation):
            yield from all_equations(inner, (*around, equation))


def inside(equation) -> list:
    """The jaxprs that an equation is made of, as far as they are carried out."""
    if equation.primitive.name == "custom_linear_solve":
        return [equation.params["jaxprs"].solve]
    found = []
    for name, value in equation.params.items():
        if name not in ("update_jaxpr", "jvp_jaxpr_fun"):
            several = value if isinstance(value, tuple | list) else [value]
            found += [each for each in several if hasattr(opened(each)[0], "eqns")]
    return found


def missing(jaxpr, knows: Callable) -> list[str]:
    """What the rules can't do, each with the place in someone's code that asked for it."""
    found = []
    for *around, each in all_equations(jaxpr):
        if why := knows(each):
            place = next(filter(None, map(traced_at, (each, *reversed(around)))), UNTOLD)
            found.append(f"`{each.primitive.name}` at {place}: {why}")
    return found


def refused(equation, why: str) -> NotImplementedError:
    """What a rule can't do, and where that was asked for."""
    name = equation.primitive.name
    return NotImplementedError(
        f"`{name}` must be one that JavaScript can do; got it {why}, at {traced_at(equation) or UNTOLD}."
    )


def traced_at(equation) -> str:
    """The line of code that an equation comes from, the innermost that isn't JAX's; nothing if JAX doesn't tell."""
    traceback = equation.source_info.traceback
    for frame in traceback.frames if traceback else ():
        if not frame.file_name.startswith(INSIDE):
            return f"{frame.file_name}:{frame.line_num} ({frame.function_name})"
    return ""
