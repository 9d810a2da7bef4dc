"""Finds what a function reads besides its argument: code compiled for it is used only while that stays the same."""

import contextlib
import functools
import hashlib
import sys
import types
import weakref
from collections.abc import Callable

import numpy as np

# what each function read when JAX saw it first
_first: weakref.WeakKeyDictionary[Callable, object] = weakref.WeakKeyDictionary()
MOST = 300  # lists, functions and objects that are looked into: of more it counts only which they are
OWN = ("jax", "jaxlib", "numpy", "scipy", "jaclib", "builtins", "functools", "math")  # whose globals are left alone


def as_it_is(f: Callable) -> Callable:
    """f for `jit` and `eval_shape`, which keep what they made of a function and don't see that its globals changed.

    It is f itself as long as f reads what it read at first, else a stand-in, equal to another of the same f only if
    what f reads is the same. A stand-in also takes the place of what JAX can't keep: a NumPy ufunc, an unhashable
    object. Seen are closures, globals, defaults, and attributes of objects and of their classes, also of functions that
    f calls, and of arrays and lists what they hold; not seen is what f takes out of modules, and the globals and
    classes of installed libraries.
    """
    if isinstance(f, Reading):
        return f
    reads = _reads(f, {})
    try:
        return f if _first.setdefault(f, reads) == reads else Reading(f, reads)
    except TypeError:  # it can't be hashed, or not be referred to weakly
        return Reading(f, reads)


class Reading:
    """A function together with what it reads."""

    def __init__(self, f, reads):
        self.f, self.reads = f, reads

    def __call__(self, *arguments):
        return self.f(*arguments)

    def __eq__(self, other):
        return isinstance(other, Reading) and self.f is other.f and self.reads == other.reads

    def __hash__(self):
        return hash((id(self.f), self.reads))


class _Same:
    """A reference that equals only one to the same object, which it doesn't keep alive where it needn't."""

    def __init__(self, thing):
        self.of: Callable[[], object] = lambda: thing
        with contextlib.suppress(TypeError):
            self.of = weakref.ref(thing)
        self.number = id(thing)

    def __eq__(self, other):
        return isinstance(other, _Same) and self.of() is not None and self.of() is other.of()

    def __hash__(self):
        return self.number


def _reads(thing, seen):
    """Make something hashable that stays equal as long as the thing gives the same numbers."""
    if thing is None or isinstance(thing, bool | int | str | bytes | float | complex | np.generic):
        return type(thing).__name__, repr(thing)
    if isinstance(thing, np.ndarray) and thing.dtype != object:
        return thing.shape, str(thing.dtype), hashlib.blake2b(np.ascontiguousarray(thing)).digest()
    if id(thing) in seen:
        return seen[id(thing)][0]
    if isinstance(thing, types.ModuleType) or (isinstance(thing, type) and _of_a_library(thing)) or len(seen) > MOST:
        return _Same(thing)
    seen[id(thing)] = len(seen), thing  # kept, so that nothing else gets its number
    go = functools.partial(_reads, seen=seen)
    if isinstance(thing, list | tuple):
        return type(thing).__name__, tuple(map(go, thing))
    if isinstance(thing, dict):
        return tuple((go(key), go(value)) for key, value in thing.items())
    if isinstance(thing, types.FunctionType):
        return _of_function(thing, go)
    if isinstance(thing, functools.partial):
        return "partial", go(thing.func), go(thing.args), go(thing.keywords)
    if isinstance(thing, types.MethodType):
        return "method", go(thing.__func__), go(thing.__self__)
    if isinstance(thing, staticmethod | classmethod | property):
        return type(thing).__name__, go(thing.fget if isinstance(thing, property) else thing.__func__)
    if isinstance(thing, type):
        return _Same(thing), _of_class(thing, go)
    return _of_object(thing, go)


def _of_function(f, go):
    cells = tuple(_contents(cell, go) for cell in f.__closure__ or ())
    names = [] if f.__globals__.get("__name__", "").partition(".")[0] in OWN else sorted(_names(f.__code__))
    outside = {name: f.__globals__[name] for name in names if name in f.__globals__}
    # A function that was defined again in the same words reads the same.
    return f.__code__, cells, go(f.__defaults__), go(f.__kwdefaults__), go(outside)


def _contents(cell, go):
    try:
        return go(cell.cell_contents)
    except ValueError:  # not filled yet
        return None


def _of_a_library(kind: type) -> bool:
    library = kind.__module__.partition(".")[0]
    return library in OWN or library in sys.stdlib_module_names


def _of_class(kind, go):
    """Read what the class and those that it inherits from hold, and what their methods read."""
    slots = types.MemberDescriptorType, types.GetSetDescriptorType  # what these hold the object has
    return tuple(
        (name, go(value))
        for each in kind.__mro__
        if not _of_a_library(each)
        for name, value in vars(each).items()
        if not (name.startswith("__") and name.endswith("__")) and not isinstance(value, slots)
    )


@functools.cache
def _names(code):
    """The names that a function and those inside of it look up elsewhere; attributes' names are among them."""
    inner = (each for each in code.co_consts if isinstance(each, types.CodeType))
    return set(code.co_names).union(*map(_names, inner))


def _of_object(thing, go):
    """The object itself, what its attributes and its class hold, and for a callable also what its code reads."""
    if type(thing).__module__.partition(".")[0] in ("jax", "jaxlib", "numpy"):
        inner = getattr(thing, "__wrapped__", None) or getattr(thing, "fun", None)  # of jit, custom_jvp, custom_vjp
        return _Same(thing), go(inner) if isinstance(inner, types.FunctionType) else None
    call = getattr(type(thing), "__call__", None) if callable(thing) else None  # noqa: B004
    slots = [name for each in type(thing).__mro__ for name in getattr(each, "__slots__", ())]
    held = {**getattr(thing, "__dict__", {}), **{name: getattr(thing, name, None) for name in slots}}
    reads = go(call) if isinstance(call, types.FunctionType) else None
    return _Same(thing), go(held), reads, _of_class(type(thing), go)
