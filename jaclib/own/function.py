"""A Python function as a map: what it takes and gives is checked once, and what is wrong is said with its mend."""

import inspect
from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import checks, maps
from jaclib.formula import room
from jaclib.own.in_code import name_of
from jaclib.programs.beyond import beyond
from jaclib.programs.jets import jets
from jaclib.programs.reading import as_it_is
from jaclib.programs.unrolled import Unrolled, unrolled

LETTERS = ("x", "y", "z"), ("u", "v", "w")
POSITIONAL = inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD
LONG = 100  # operations: it takes seconds to compile them
APART = 1e-9  # relative
MUCH = 1000  # times as far off as for places that are so far apart
FAILED = TypeError, ValueError, IndexError, NotImplementedError  # of JAX, where a function can't be differentiated


def as_own(f, n: int, m: int, name: str = "f", kinds: str = "a catalogue name, a formula", twice=False) -> maps.Map:
    """The map of n numbers to m that a `Map` or a Python function stands for; `name` is that of the argument.

    Raises ValueError or TypeError with a sentence on what to write instead.

    >>> as_own(lambda x, y: (x * y, x + y), 2, 2)([2.0, 3.0])
    Array([6., 5.], dtype=float64)
    """
    if isinstance(f, maps.Map):
        return fitting(f, n, m, name)
    if not callable(f):
        raise TypeError(f"{name} must be {kinds} or a function; got {type(f).__name__}.")
    return fitting(from_function(f, n, name=name, twice=twice), n, m, name)


def from_function(
    f: Callable, n: int | None = None, *, name="f", letters=LETTERS[0], twice=False, anywhere=False
) -> maps.Map:
    """A Python function as a map; where n is None, of the plane if it takes two numbers, else of space or the line.

    Of one that is differentiated `twice`, and gives one number, it is seen whether it can be. It must have a value in
    one of the boxes that are looked at, unless it may have it `anywhere`.
    """
    if isinstance(f, type):
        mend = f"Give an object of it, as {f.__name__}(…) makes one."
        raise TypeError(f"{name} must be a function; got the class {f.__name__}. {mend}")
    function, n, m = _first_that_works(_ways(f, n, name, letters), f, name)
    function = _with_forward_mode(function, n, name)
    seen = _seen(function, n, name_of(f, name))
    asked = partial(_values_again, seen=seen, name=name)
    if twice and m == 1:
        asked = partial(_differentiated_twice, name=name, of=name_of(f, name))
    outputs = LETTERS[1][:m] if 1 < m < 4 else tuple(f"u{i + 1}" for i in range(m))
    domain, at = room.domain_and_start(partial(asked, function), letters[:n])
    if at is None and not anywhere:
        raise ValueError(room.nowhere(name, letters[:n]))
    more = {"domain": domain, "point": at or room.usual(domain), "image": None}
    return maps.Map(name_of(f, name), function, "", letters[:n], outputs, **more, defined=at is not None)


def fits(f: Callable, n: int) -> bool:
    """Whether f takes n numbers to n."""
    try:
        return _first_that_works(_ways(f, n, "f", LETTERS[0]), f, "f")[2] == n
    except FAILED:
        return False


def start(function: Callable, domain: maps.Box) -> tuple[float, ...] | None:
    """A point of the domain to begin at where the function has a value; None if none is found."""
    return room.start(partial(_values, function), domain)


def fitting(f: maps.Map, n: int, m: int, name: str) -> maps.Map:
    """The map itself, if it takes n numbers to m."""
    came = len(f.variables), len(f.outputs)
    if came == (n, m):
        return f
    several = f"Return jnp.array([{', '.join(f'f{i + 1}' for i in range(m))}]), of shape ({m},)"
    mend = f". {several if m > 1 else 'Return one of them'}" if came[0] == n else ""
    wanted, got = (f"from {_numbers(n)} to {_numbers(m)}" for n, m in ((n, m), came))
    raise ValueError(f"{name} must be a map {wanted}; got {f.name}, {got}{mend}.")


def _numbers(n: int) -> str:
    return "one number" if n == 1 else f"{n} numbers"


def takes(f: Callable) -> int | None:
    """Count the arguments that f must be given, one after the other; None if it can't be told, or any number will do.

    >>> takes(lambda x, y, scale=1: x), takes(lambda *x: x)
    (2, None)
    """
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):  # of some that are written in C
        return None
    wanted = [each for each in parameters if each.kind in POSITIONAL and each.default is each.empty]
    if any(each.kind is each.VAR_POSITIONAL for each in parameters) and len(wanted) < 2:
        return None
    return max(len(wanted), int(any(each.kind in POSITIONAL for each in parameters)))


def _ways(f, n: int | None, name: str, letters):
    """List how f may be called: with how many numbers, and whether one by one, as f(x, y), or in one vector."""
    sizes, arguments = (2, 3, 1) if n is None else (n,), takes(f)
    if arguments in (None, 1):
        ways = (False,) if arguments else (False, True)
        return [(size, spread) for spread in ways for size in sizes]
    if arguments in sizes:
        return [(arguments, True)]
    alone = f", or of {', '.join(letters[: n or 2])}" if n != 1 else ""
    came = f"one of {arguments or 'no'} argument{'s' * (arguments != 1)}"
    raise TypeError(f"{name} must be a function of one vector{alone}; got {came}.")


def _first_that_works(ways, f, name: str):
    """The function of one vector that f is in the first of the ways in which it can be called, n and m."""
    failed = None
    for n, spread in ways:
        shapes = [jax.ShapeDtypeStruct(shape, jnp.result_type(float)) for shape in ([()] * n if spread else [(n,)])]
        try:
            seen = as_it_is(f)  # once, so that JAX finds what it saw of it
            m = _counted(checks.returned(seen, *shapes, name=name), name)
            if missing := beyond(seen, *shapes, name=name):
                raise IndexError(missing)
            return _of_one_vector(f, spread), n, m
        except (TypeError, ValueError, IndexError) as error:
            failed = failed or error
        except Exception as error:  # whatever a student's code does, it is said here and not by what draws
            words = str(error).strip().partition("\n")[0].replace("DynamicJaxprTracer", "an array")
            stops = f"stops with {type(error).__name__}: {words}"
            failed = failed or TypeError(f"{name} {checks.what_it_does(error) or stops}")
    raise (TypeError if isinstance(failed, TypeError) else ValueError)(str(failed)) from None


def _counted(value, name: str) -> int:
    """The number of outputs, of an array or of a list of numbers."""
    if not isinstance(value, list | tuple) or not value:
        return checks.counted(value, name)
    for place, entry in enumerate(value, 1):
        if isinstance(entry, list | tuple):
            kind = type(entry).__name__
            came = f"number {place} is a {kind}. Write them one after the other, as in [x, y]"
            raise TypeError(f"{name} must return one number for each output; {came}.")
        constant = getattr(entry, "weak_type", False) and entry.shape == () and entry.dtype != bool  # a Python number
        if not constant and checks.checked_value(entry, name).size > 1:
            raise TypeError(f"{name} must return one number for each output; number {place} has shape {entry.shape}.")
    return len(value)


def _of_one_vector(f, spread: bool) -> Callable:
    def function(x):
        value = f(*x) if spread else f(x)
        if isinstance(value, list | tuple):
            numbers = [entry if hasattr(entry, "dtype") else float(entry) for entry in value]
            return jnp.stack([jnp.reshape(number, ()) for number in numbers])
        return jnp.atleast_1d(value)

    return function


def _with_forward_mode(function: Callable, n: int, name: str) -> Callable:
    """The function itself; of a `custom_vjp`, which has no forward mode, one whose columns come from its rows."""
    x = jax.ShapeDtypeStruct((n,), jnp.result_type(float))
    batch = jax.ShapeDtypeStruct((1, n), x.dtype)  # of one point JAX would refuse only when it compiles
    try:
        jax.eval_shape(jax.vmap(lambda x: jax.jvp(function, (x,), (x,))), batch)
        return function
    except FAILED as error:
        forward = error
    try:
        jax.eval_shape(jax.jacrev(function), x)
    except FAILED:
        said = str(forward).strip().partition("\n")[0]
        raise TypeError(f"{name} must have a derivative that JAX can take; write it in jax.numpy ({said}).") from None
    return _pushed(function)


def _pushed(function: Callable) -> Callable:
    """A function that has reverse mode only, with forward mode too, and so have its derivatives, each from its rows."""
    pushed = jax.custom_jvp(function)
    pushed.defjvp(lambda at, along: (pushed(*at), _pushed(jax.jacrev(function))(*at) @ along[0]))
    return pushed


def _seen(function: Callable, n: int, name: str) -> Unrolled:
    """The function's operations; if they take long to compile, it's said before that why nothing is seen yet."""
    seen = unrolled(function, jax.ShapeDtypeStruct((n,), jnp.result_type(float)))
    operations = len(seen.equations)
    if operations >= LONG:
        print(
            f"{name} has {operations:,} operations. They are compiled before the first picture, once, which can take a "
            "while; of a loop that is written with jax.lax.fori_loop only one round is."
        )
    return seen


def _values(function: Callable, places) -> np.ndarray:
    """Evaluate at each place, a row each; not compiled: it isn't known yet by which program f will be asked."""
    return unrolled(jax.vmap(function), jax.ShapeDtypeStruct(places.shape, places.dtype)).run(places)[0]


def _values_again(function: Callable, places, *, seen: Unrolled, name: str) -> np.ndarray:
    """Evaluate at each place, and compare with what was `seen` of the function: it may be made of random numbers.

    Where rounding is magnified, the two differ too, but no more than with places that are a little apart.
    """
    values = _values(function, places)
    few = np.flatnonzero(np.isfinite(values).all(axis=1))[:3]
    if not len(few):
        return values
    here, near = (np.array([seen.run(place)[0] for place in at]) for at in (places[few], places[few] * (1 + APART)))
    off = np.abs(values[few] - here) > MUCH * (np.abs(near - here) + APART * np.abs(here))
    if off.any(axis=1).all():
        mend = f"If it draws random numbers, draw them once, before {name}."
        raise ValueError(f"{name} gives another value each time that it is called. {mend}")
    return values


def _differentiated_twice(function: Callable, places, *, name: str, of: str) -> np.ndarray:
    """Evaluate at each place by the program that also gives both derivatives."""
    try:
        return jets(function, places).value[:, None]
    except FAILED:
        words = f"{name} is differentiated twice here, and {of} can be only once: write it in jax.numpy."
        raise TypeError(words) from None
