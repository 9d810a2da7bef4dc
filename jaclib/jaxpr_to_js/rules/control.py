"""Loops, branches, and functions that are called: these are written where they are called."""

from math import prod

import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import opened, shape_and_dtype, uses, written
from jaclib.jaxpr_to_js.views import Fused, Value, View
from jaclib.jaxpr_to_js.writer import Writer, unwrapped

OVER_ITSELF = {"scatter", "scatter-add", "dynamic_update_slice"}  # may write into what they are given


class Carried:
    """The variables of a loop: what goes round, each in memory of its own or in a variable of JavaScript.

    Arrays have two rooms: a round reads from one and writes into the other, and then the two change places. One that a
    round doesn't change, or changes in place, has one.
    """

    def __init__(self, writer: Writer, jaxpr, constants: int, values, count: int, may_overwrite: bool = True):
        self.writer, (inner, _) = writer, opened(jaxpr)
        variables, outs = inner.invars[constants : constants + count], inner.outvars[:count]
        self.same = [one is other for one, other in zip(variables, outs, strict=True)]
        self.over = [k for k in range(count) if may_overwrite and _over_itself(writer, inner, variables[k], outs[k])]
        self.now: list[View] = []
        self.then: list[View | None] = []
        for k, value in enumerate(values):
            self._begin(k, value)

    def _begin(self, k: int, value: Value) -> None:
        writer, value = self.writer, self.writer.held(value)
        if self.same[k]:
            now, then = value, None
        elif views.size(value) == 1:
            name, text = writer.name("c"), views.at(value, ["0"] * len(value.shape))
            writer.line(f"let {name}={unwrapped(text)};")
            now, then = views.single(name, value.dtype, value.shape), None
        elif k in self.over:
            now, then = writer.copy(value), None
        else:
            now, then = self._named(writer.copy(value)), self._named(writer.memory(value.shape, value.dtype))
        self.now.append(now)
        self.then.append(then)

    def _named(self, room: View) -> View:
        name = self.writer.name("c")
        self.writer.line(f"let {name}={room.text[:-4]};")
        return room._replace(text=f"{name}[{{}}]")

    def round(self, values) -> None:
        """All that comes out of a round becomes what the next one starts with."""
        ends = []
        for k, value in enumerate(values):
            now, then = self.now[k], self.then[k]
            if self.same[k] or k in self.over:
                continue
            if then is None:
                name = self.writer.name("s")
                self.writer.line(f"const {name}={unwrapped(views.at(value, ['0'] * len(value.shape)))};")
                ends.append(f"{now.text}={name};")
            else:
                self.writer.store(then, value)
                one, other = now.text[:-4], then.text[:-4]
                ends.append(f"[{one},{other}]=[{other},{one}];")
        self.writer.line("".join(ends))


def _over_itself(writer: Writer, jaxpr, variable, out) -> bool:
    """Whether a round may change an array in place: nothing reads what it was, and only its new state comes out."""
    count, equations, _ = uses(jaxpr)
    for equation in equations:
        replaces = (
            equation.primitive.name in OVER_ITSELF and equation.invars[0] is variable and equation.outvars[0] is out
        )
        if replaces and count[variable] == count[out] == 1 and prod(variable.aval.shape) > 1:
            writer.in_place.add(id(equation))
            return True
    return False


def while_(writer, equation, *values):
    """A loop as long as a condition holds; of several loops, each stays as it is once its own doesn't."""
    from_cond, from_body = equation.params["cond_nconsts"], equation.params["body_nconsts"]
    cond, body = equation.params["cond_jaxpr"], equation.params["body_jaxpr"]
    held = [writer.held(each) for each in values[: from_cond + from_body]]
    several = opened(cond)[0].outvars[0].aval.shape != ()
    start = values[from_cond + from_body :]
    carried = Carried(writer, body, from_body, start, len(equation.outvars), may_overwrite=not several)
    with writer.block("for(;;)"):
        going = writer.held(*written(writer, cond, [*held[:from_cond], *carried.now]))
        writer.line(f"if(!{_any(writer, going)})break;")
        then = written(writer, body, [*held[from_cond:], *carried.now])
        carried.round([_where(going, *each) for each in zip(then, carried.now, strict=True)] if several else then)
    return carried.now


def _any(writer: Writer, going: View) -> str:
    """Whether the condition holds, or one of several."""
    if going.shape == ():
        return views.at(going, [])
    name = writer.name("s")
    writer.line(f"let {name}=0;")
    with writer.loops(going.shape) as i:
        writer.line(f"{name}|={views.at(going, i)};")
    return name


def _where(going: View, then: Value, now: Value) -> Value:
    """The new value where the condition holds; its axes are the first ones."""
    where = views.spread(going, then.shape, range(len(going.shape)))
    return Fused("{0}?{1}:{2}", (where, then, now), then.shape, then.dtype)


def scan(writer, equation, *values):
    """A loop along the first axis of arrays, that carries values on and keeps what each round gives."""
    params, inner = equation.params, equation.params["jaxpr"]
    constants, count = _lengths(params)
    length = params["length"]
    held = [writer.held(each) for each in values]
    carried = Carried(writer, inner, constants, held[constants : constants + count], count)
    kept = [writer.memory(*shape_and_dtype(each)) for each in equation.outvars[count:]]
    k = writer.name("k")
    there = f"let {k}={length - 1};{k}>=0;{k}--" if params["reverse"] else f"let {k}=0;{k}<{length};{k}++"
    with writer.block(f"for({there})"):
        each = [views.moving(array, k, 0) for array in held[constants + count :]]
        found = written(writer, inner, [*held[:constants], *carried.now, *each])
        for array, value in zip(kept, found[count:], strict=True):
            writer.store(views.moving(array, k, 0), value)
        carried.round(found[:count])
    return [*carried.now, *kept]


def _lengths(params) -> tuple[int, int]:
    """How many constants a scan has, and how many values it carries on."""
    if "num_consts" in params:
        return params["num_consts"], params["num_carry"]
    constants, carried, _ = params["ft_in"].unpack()  # since JAX 0.12
    return len(constants), len(carried)


def cond(writer, equation, which, *values):
    """The branch that a number tells; only that one is worked out."""
    held = [writer.held(each) for each in values]
    outs = [shape_and_dtype(each) for each in equation.outvars]
    rooms = [_room(writer, *each) for each in outs]
    branches, which = equation.params["branches"], writer.held(which)
    text = views.at(which, [])
    for k, branch in enumerate(branches):
        last = k == len(branches) - 1
        test = f"if({text}<=0)" if k == 0 else f"else if({text}==={k})"
        with writer.block("else" if last and k else "" if last else test):
            for room, value in zip(rooms, written(writer, branch, held), strict=True):
                _put(writer, room, value)
    return rooms


def _room(writer: Writer, shape, dtype) -> View:
    if prod(shape) != 1:
        return writer.memory(shape, dtype)
    name = writer.name("c")
    writer.line(f"let {name};")
    return views.single(name, dtype, shape)


def _put(writer: Writer, room: View, value: Value) -> None:
    if "{}" in room.text:
        writer.store(room, value)
    else:
        writer.line(f"{room.text}={unwrapped(views.at(value, ['0'] * len(value.shape)))};")


def call(writer, equation, *values):
    """A function of its own, as of `jit` or with a derivative of its own: written where it is called."""
    params = equation.params
    inner = next(params[name] for name in ("jaxpr", "call_jaxpr", "fun_jaxpr") if name in params)
    return written(writer, inner, values)


def custom_linear_solve(writer, equation, *values):
    """The solution of a linear equation, by the function that was given for it."""
    lengths, jaxprs = equation.params["const_lengths"], equation.params["jaxprs"]
    start = lengths.matvec + lengths.vecmat
    known = values[sum(lengths) :]
    return written(writer, jaxprs.solve, [*values[start : start + lengths.solve], *known])


def device_put(writer, equation, *values):
    """The same, on whatever device."""
    return values


def platform_index(writer, equation, *_):
    """Which of several ways is that of this platform: the one that serves all."""
    platforms = equation.params["platforms"]
    return writer.constant(np.int32(platforms.index(None) if None in platforms else len(platforms)))


CALLS = "jit", "pjit", "closed_call", "custom_jvp_call", "custom_vjp_call", "checkpoint", "remat2"
RULES = {
    "while": while_,
    "scan": scan,
    "cond": cond,
    **dict.fromkeys(CALLS, call),
    "custom_linear_solve": custom_linear_solve,
    "device_put": device_put,
    "platform_index": platform_index,
}
