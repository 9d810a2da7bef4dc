"""A function as the list of its operations, carried out one after the other in NumPy: nothing is compiled."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend import core

# JAX's names of operations and what does the same, for numbers with a fraction: complex ones as well, and real ones
_NAMED = "add", "square", "sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "real", "imag"
OF_ALL: dict[str, Callable] = {name: getattr(np, name) for name in (*_NAMED, "conj")}
OF_ALL |= {"add_any": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "neg": np.negative}
OF_ALL |= {"pow": np.power, "logistic": lambda x: 1 / (1 + np.exp(-x))}
_REAL = "sign", "log1p", "expm1", "cbrt", "asin", "acos", "atan", "atan2"
OF_REAL: dict[str, Callable] = {name: getattr(np, name) for name in _REAL}
OF_REAL |= {"max": np.maximum, "min": np.minimum, "lt": np.less, "le": np.less_equal, "gt": np.greater}
OF_REAL |= {"ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal}
CALLS = {"jit", "pjit", "closed_call", "custom_jvp_call", "custom_vjp_call"}  # of other functions, which are unrolled


class Unrolled(NamedTuple):
    """`run` takes arrays to the list of those that f returns; `equations` are what it does, in JAX's words."""

    run: Callable
    equations: list


def unrolled(f: Callable, *shapes: jax.ShapeDtypeStruct) -> Unrolled:
    """f, for arrays of these shapes, as NumPy computes it.

    Each operation is rounded as it is written, in the precision of the arguments. It takes microseconds for each, for
    any number of points; and where f is written as a loop, none of the seconds in which XLA would compile it. What
    NumPy hasn't is left to JAX, one operation at a time.

    >>> f = unrolled(lambda x: x**2 + 1, jax.ShapeDtypeStruct((2,), np.float32))
    >>> f.run(np.array([1, 3], dtype=np.float32)), [each.primitive.name for each in f.equations]
    ([array([ 2., 10.], dtype=float32)], ['integer_pow', 'add'])
    """
    traced = jax.make_jaxpr(f)(*shapes)
    slots: list = [None] * len(shapes)  # of all values: of the arguments, the constants, and what comes of each step
    steps: list = []
    returned = _listed(traced, range(len(shapes)), slots, steps)

    @np.errstate(all="ignore")  # where f is undefined
    def run(*given):
        values = [*map(np.asarray, given), *slots[len(given) :]]
        for operation, inputs, outputs in steps:
            found = operation(*[values[k] for k in inputs])
            for k, value in zip(outputs, found if isinstance(found, list) else [found], strict=True):
                values[k] = value
        return [np.asarray(values[k]) for k in returned]

    return Unrolled(run, list(_equations(traced.jaxpr)))


def _equations(jaxpr):
    """List the operations of a function in order, also those inside of the functions that it calls."""
    for equation in jaxpr.eqns:
        given = jax.tree.leaves(list(equation.params.values()))
        if "update_jaxpr" in equation.params:  # to set an entry is one operation, also where something is added to it
            given = []
        called = [each for each in (getattr(each, "jaxpr", each) for each in given) if hasattr(each, "eqns")]
        yield from (one for each in called for one in _equations(each))
        if not called:
            yield equation


def _listed(closed, given, slots: list, steps: list) -> list[int]:
    """Append the operations to the steps; the numbers of the slots in which the results will be."""
    place = dict(zip(closed.jaxpr.invars, given, strict=True))

    def constant(value) -> int:
        slots.append(value)
        return len(slots) - 1

    def slot(atom) -> int:
        return constant(np.asarray(atom.val, atom.aval.dtype)) if hasattr(atom, "val") else place[atom]

    place |= {name: constant(_plain(value)) for name, value in zip(closed.jaxpr.constvars, closed.consts, strict=True)}
    for equation in closed.jaxpr.eqns:
        inputs = [slot(atom) for atom in equation.invars]
        inside = [each for each in equation.params.values() if isinstance(each, core.ClosedJaxpr)]
        if inside and equation.primitive.name in CALLS:
            outputs = _listed(inside[0], inputs, slots, steps)
        else:
            outputs = [constant(None) for _ in equation.outvars]
            steps.append((_by_numpy(equation) or _by_jax(closed.jaxpr, equation), inputs, outputs))
        place |= dict(zip(equation.outvars, outputs, strict=True))
    return [slot(atom) for atom in closed.jaxpr.outvars]


def _by_numpy(equation) -> Callable | None:
    name, kinds = equation.primitive.name, [atom.aval.dtype for atom in equation.invars]
    if all(jnp.issubdtype(kind, jnp.floating) for kind in kinds) and name in OF_REAL:
        return OF_REAL[name]
    if all(jnp.issubdtype(kind, jnp.inexact) for kind in kinds):
        return OF_ALL.get(name) or _arranged(name, equation.params)
    if name == "select_n" and jnp.issubdtype(kinds[0], bool):
        return lambda which, no, yes: np.where(which, yes, no)
    return None


def _arranged(name: str, params: dict) -> Callable | None:
    """An operation that has parameters: mostly those that take arrays apart and put them together."""
    if name == "slice":
        start, stop = params["start_indices"], params["limit_indices"]
        part = tuple(map(slice, start, stop, params["strides"] or [None] * len(start)))
        return lambda x: x[part]
    if name == "broadcast_in_dim":
        new = tuple(set(range(len(params["shape"]))) - set(params["broadcast_dimensions"]))
        return lambda x: np.broadcast_to(np.expand_dims(x, new), params["shape"])
    if name == "dot_general" and not any(params["dimension_numbers"][1]):
        over, kind = params["dimension_numbers"][0], params["preferred_element_type"]
        return lambda x, y: np.tensordot(x, y, over).astype(kind or x.dtype)
    if name == "convert_element_type" and jnp.issubdtype(params["new_dtype"], jnp.floating):
        return lambda x: np.real(x).astype(params["new_dtype"])
    simple: dict[str, Callable] = {
        "squeeze": lambda x: np.squeeze(x, params["dimensions"]),
        "reshape": lambda x: np.reshape(x, params["new_sizes"]),
        "transpose": lambda x: np.transpose(x, params["permutation"]),
        "concatenate": lambda *x: np.concatenate(x, params["dimension"]),
        "stack": lambda *x: np.stack(x, params["axis"]),
        "unstack": lambda x: list(np.moveaxis(x, params["axis"], 0)),
        "reduce_sum": lambda x: np.sum(x, axis=params["axes"]),
        "integer_pow": lambda x: _to_the_power(x, params["y"]),
    }
    return simple.get(name) if params.get("dimensions") is None or name == "squeeze" else None


def _to_the_power(x, n: int):
    """Raise x to a whole power by repeated squaring, as JAX does it."""
    found, power = np.ones_like(x), x
    for bit in reversed(f"{abs(n):b}"):
        found, power = found * power if bit == "1" else found, power * power
    return found if n >= 0 else 1 / found


def _by_jax(jaxpr, equation) -> Callable:
    """The operation alone, as JAX carries it out: compiled once for all functions that have it."""
    names = list(dict.fromkeys(atom for atom in equation.invars if not hasattr(atom, "val")))
    where = [equation.invars.index(name) for name in names]
    alone = jaxpr.replace(constvars=[], invars=names, outvars=list(equation.outvars), eqns=[equation])
    run = core.jaxpr_as_fun(core.ClosedJaxpr(alone, ()))
    return lambda *values: [_plain(value) for value in run(*[values[k] for k in where])]


def _plain(value):
    """Convert to NumPy, but for what it hasn't, as a key of random numbers."""
    return np.asarray(value) if isinstance(value.dtype, np.dtype) else value
