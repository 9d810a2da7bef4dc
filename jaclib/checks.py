"""Checks of points, directions and maps. Each error says what was required, what came, and what to do."""

import warnings
from collections.abc import Sequence
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Num

from jaclib.programs.reading import as_it_is

# What may be given where a vector or a number is wanted; what is returned is always an array.
Vector = Num[Array | np.ndarray, " n"] | Sequence[float | int]
Scalar = Num[Array | np.ndarray, ""] | float | int


SINGLE = (
    "JAX's 64-bit numbers have been switched off since jaclib was imported: results have 7 digits, not 16. "
    'jax.config.update("jax_enable_x64", True) switches them on again.'
)

_BRANCH = "decides by the value of its argument (if, while, and, max): use jnp.where, jnp.maximum, …"
_PLAIN_NUMBER = "makes a Python number of its argument (math.sin, float): use jax.numpy (jnp.sin for math.sin)."
_COUNT = "counts by the value of its argument (range, x[i]): count by what is known before."
_IN_PLACE = "fills an array in place: return jnp.array([…]) of its entries, or write y = y.at[0].set(…) for y[0] = …."
_POWER = "writes a power with ^: in Python it is **, so write z**2 for z^2."
_LIBRARY = "hands JAX's numbers to a library that can't take them, such as SymPy: return jnp.array([…])."
_ONLY = "Only scalar arrays", "only 0-dimensional arrays", "only length-1 arrays"  # of JAX, and of NumPy by its age
CANT = (  # the error, words that it has, and what a function does that raises it
    (jax.errors.TracerArrayConversionError, "", "calls numpy on its argument: use jax.numpy (jnp.sin for np.sin)."),
    (jax.errors.TracerBoolConversionError, "", _BRANCH),
    (jax.errors.NonConcreteBooleanIndexError, "", "picks entries by a condition: use jnp.where(condition, …, …)."),
    (jax.errors.ConcretizationTypeError, "", _PLAIN_NUMBER),
    *((TypeError, f"{only} can be converted to Python scalars", _PLAIN_NUMBER) for only in _ONLY),
    (TypeError, "to a scalar index", _COUNT),
    (TypeError, "item assignment", _IN_PLACE),
    (ValueError, "setting an array element with a sequence", _IN_PLACE),
    *((TypeError, words, _POWER) for words in ("xor does not accept", "for ^:", "for ^=:", "'bitwise_xor'")),
    (NotImplementedError, "JAX Arrays do not implement", _LIBRARY),
    (TypeError, "not a valid JAX type", "must return one real array of shape (m,) or (); it returned something else."),
)


def is_concrete(*arrays) -> bool:
    """Whether the numbers are known now, and not only their shapes as inside `jit` and `vmap`."""
    return not any(isinstance(array, jax.core.Tracer) for array in arrays)


@cache
def _say_once(words):
    warnings.warn(words, stacklevel=2)


def real_array(value, name: str) -> Float[Array, "..."]:
    """`value` as an array of finite real floating-point numbers; a sequence of numbers will do, and whole numbers."""
    if isinstance(value, str | bytes | dict | set) or value is None or value is ...:
        raise TypeError(f"{name} must be an array of real numbers; got {value!r}.")
    if isinstance(value, list | tuple) and all(type(number) in (int, float) for number in value):
        value = np.asarray(value)
    try:
        array = jnp.asarray(value)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name} must be an array of real numbers; got {type(value).__name__}: {error}") from error
    if jnp.issubdtype(array.dtype, jnp.integer):
        array = array.astype(float)  # a point whose coordinates happen to be whole numbers
    if not jnp.issubdtype(array.dtype, jnp.floating):
        raise TypeError(f"{name} must hold real floating-point numbers; got {array.dtype}. {_cure(array, name)}")
    if not jax.config.jax_enable_x64:
        _say_once(SINGLE)
    if is_concrete(array) and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite; got {np.asarray(array)}. Look where the NaN or infinity comes from.")
    return array


def _cure(array, name):
    if jnp.issubdtype(array.dtype, jnp.complexfloating):
        return "Write a complex map as two real ones: its real and its imaginary part."
    return f"Write numbers, or {name}.astype(float) for 0 and 1."


def vector(value, name: str, size: int | None = None, of: str = "") -> Float[Array, " n"]:
    """`value` as a point or direction of shape (n,); where `size` is given n must be it, and `of` says why."""
    array = real_array(value, name)
    if array.ndim == 0:
        raise ValueError(f"{name} must be a vector of shape (n,); got a scalar. Write jnp.array([{name}]) for n = 1.")
    if array.ndim > 1:
        raise ValueError(f"{name} must be a vector of shape (n,); got shape {array.shape}. For many points, use vmap.")
    if array.size == 0:
        raise ValueError(f"{name} must have at least one entry; got shape (0,). Give it one number for each variable.")
    if size is not None and array.size != size:
        raise ValueError(f"{name} must have shape ({size},){of}; got shape {array.shape}.")
    return array


def box(value) -> Float[np.ndarray, "2 2"]:
    """`value` as a box ((x0, x1), (y0, y1)) of the plane; ValueError where it is none."""
    sides = np.array(value, dtype=float)
    if sides.shape != (2, 2) or not np.isfinite(sides).all() or not (sides[:, 0] < sides[:, 1]).all():
        raise ValueError(f"box must be ((x0, x1), (y0, y1)) with x0 < x1 and y0 < y1; got {sides.tolist()}.")
    return sides


def random_key(key) -> Array:
    """`key` itself, if it is one of JAX's, of either kind."""
    dtype, shape = getattr(key, "dtype", None), getattr(key, "shape", None)
    typed = dtype is not None and jnp.issubdtype(dtype, jax.dtypes.prng_key)
    if (typed and shape == ()) or (dtype == np.uint32 and len(shape or ()) == 1):
        return key
    one = key if type(key) is int and key >= 0 else 0
    raise TypeError(f"key must be one JAX random key, such as jax.random.key({one}); got {key!r}.")


def function(f, name: str = "f"):
    """`f` itself, if it can be called."""
    if not callable(f):
        raise TypeError(f"{name} must be a function of one vector; got {f!r}. Give the function, not its value.")
    return f


def outputs(f, *primals, name: str = "f") -> int:
    """The number m of outputs of `f` at these arguments, from one abstract run that computes nothing.

    Raises TypeError or ValueError in plain words when `f` can't be differentiated: it calls numpy or math on its
    argument, branches on it, or returns something else than one real array of shape (m,) or ().
    """
    # Plain shapes, so that only a constant is weak.
    shapes = jax.tree.map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype), primals)
    return counted(returned(f, *shapes, name=name), name)


def returned(f, *shapes, name: str = "f"):
    """Find the shapes that `f` returns for arguments of these shapes; TypeError, ValueError or IndexError if JAX can't
    tell.

    Of f itself, so that JAX finds what it saw of it the last time.
    """
    try:
        return jax.eval_shape(as_it_is(f), *shapes)
    except (TypeError, ValueError, IndexError) as error:
        raise failure(error, name, *shapes) from error


def failure(error: Exception, name: str, *arguments) -> Exception:
    """A TypeError, ValueError or IndexError that the function of that name met with these arguments, in plain words."""
    kind = next(each for each in (TypeError, ValueError, IndexError) if isinstance(error, each))
    came = ", ".join(str(jnp.shape(leaf)) for leaf in jax.tree.leaves(arguments))
    failed = f"must accept its argument; it fails on shape {came}: {str(error).strip().partition(chr(10))[0]}"
    return kind(f"{name} {what_it_does(error) or failed}")


def counted(value, name: str = "f") -> int:
    """The number of outputs, of what `returned` found, if it is one real array of shape (m,) or ()."""
    python_number = isinstance(value, jax.ShapeDtypeStruct) and value.weak_type and value.shape == ()
    return checked_value(0.0 if python_number else value, name).size


def what_it_does(error: Exception) -> str | None:
    """Tell from an error what a function does that JAX can't follow, and the mend; None if it is something else.

    >>> what_it_does(TypeError("unsupported operand type(s) for ^: 'float' and 'int'"))
    'writes a power with ^: in Python it is **, so write z**2 for z^2.'
    """
    return next((does for kind, words, does in CANT if isinstance(error, kind) and words in str(error)), None)


def checked_value(value, name: str = "f"):
    """Return what a map returned, if it is one real array of shape (m,) or ()."""
    must = f"{name} must return one real array of shape (m,) or ()"
    if isinstance(value, tuple | list):
        came, inner = type(value).__name__, {type(each).__name__ for each in value} & {"list", "tuple"}
        if inner:
            raise TypeError(f"{must}; it returned a {came} of {inner.pop()}s. Return jnp.array([…]) of numbers alone.")
        raise TypeError(f"{must}; it returned a {came}. Return jnp.array([…]) or jnp.stack([…]).")
    if isinstance(value, bool | int | float | complex):
        raise TypeError(f"{must}; it returned a Python number. Use jax.numpy all the way through.")
    if not isinstance(value, jax.Array | jax.ShapeDtypeStruct | np.ndarray | np.generic):
        mend = "Does it end in a return statement?" if value is None else "Return jnp.array([…]) of its numbers."
        raise TypeError(f"{must}; it returned {type(value).__name__}. {mend}")
    if not jnp.issubdtype(value.dtype, jnp.floating):
        whole = not jnp.issubdtype(value.dtype, jnp.complexfloating)
        cure = "real floating-point numbers" if whole else "its real and its imaginary part, two real outputs"
        raise TypeError(f"{must}; it returned {value.dtype}. Return {cure}.")
    if value.ndim > 1 or value.size == 0:
        mend = "Flatten it with .ravel()." if value.size else "Return at least one number."
        raise TypeError(f"{must}; it returned shape {value.shape}. {mend}")
    return value
