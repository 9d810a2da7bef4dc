"""Random numbers, so that seeds agree with JAX's: its own threefry, and keys as one whole number each."""

import jax
import numpy as np

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import KEY, refused, shape_and_dtype, written
from jaclib.jaxpr_to_js.rules.elementwise import widened
from jaclib.jaxpr_to_js.rules.moves import entry
from jaclib.jaxpr_to_js.views import Fused

HALVES = "Number({0}>>32n)", "Number({0}&4294967295n)"


def threefry2x32(writer, equation, *values):
    """Threefry, 20 rounds: two words of 32 bits, scrambled by a key of two words."""
    held = [writer.held(each) for each in values]
    outs = [writer.memory(*shape_and_dtype(each)) for each in equation.outvars]
    room = writer.memory((2,), np.uint32)
    names = [room.text.replace("{}", k) for k in "01"]
    everything, _ = views.merged([*outs, *(widened(writer, each, outs[0].shape) for each in held)])
    with writer.loops(everything[0].shape) as i:
        first, second, *given = (views.at(each, i) for each in everything)
        writer.line(f"threefry({','.join(given)},{room.text[:-4]});{first}={names[0]};{second}={names[1]};")
    return outs


def raw(writer, value):
    """A key as its two words, along a new last axis."""
    value = writer.held(value)
    target = writer.memory((*value.shape, 2), np.uint32)
    for k, text in enumerate(HALVES):
        writer.store(entry(target, len(value.shape), k), Fused(text, (value,), value.shape, target.dtype))
    return target


def whole(writer, words):
    """Two words, along the last axis, as one key."""
    words = writer.held(words)
    high, low = (entry(words, len(words.shape) - 1, k) for k in range(2))
    return Fused("BigInt({0})<<32n|BigInt({1})", (high, low), high.shape, KEY)


def random_wrap(writer, equation, words):
    """A key from its two words."""
    return whole(writer, words)


def random_unwrap(writer, equation, key):
    """The two words of a key."""
    return raw(writer, key)


def _by_jax(writer, equation, function, keys, *more):
    """What JAX's own function makes of the words of keys, one after the other, written by its jaxpr."""
    shapes = [jax.ShapeDtypeStruct(each.shape, each.dtype) for each in (*keys, *more)]
    for _ in keys[0].shape[1:]:
        function = jax.vmap(function, in_axes=(0,) * len(keys) + (0,) * len(more))
    (found,) = written(writer, jax.make_jaxpr(function)(*shapes), [*keys, *more])
    return found


def _implementation(equation, aval=None):
    found = equation.params.get("impl") or (aval or equation.invars[0].aval).dtype._impl
    if tuple(found.key_shape) != (2,):
        raise refused(equation, f"for keys of {found}")
    return found


def random_seed(writer, equation, seed):
    """The key of a seed."""
    seeded = _implementation(equation).seed
    shape = jax.ShapeDtypeStruct(seed.shape, seed.dtype)
    for _ in seed.shape:
        seeded = jax.vmap(seeded)
    (words,) = written(writer, jax.make_jaxpr(seeded)(shape), [seed])
    return whole(writer, words)


def random_split(writer, equation, key):
    """Several keys from one."""
    split, shape = _implementation(equation).split, equation.params["shape"]
    return whole(writer, _by_jax(writer, equation, lambda words: split(words, shape), [raw(writer, key)]))


def random_fold_in(writer, equation, key, number):
    """A key from one and a whole number."""
    return whole(writer, _by_jax(writer, equation, _implementation(equation).fold_in, [raw(writer, key)], number))


def random_bits(writer, equation, key):
    """Random bits of a key."""
    bits, shape, width = _implementation(equation).random_bits, equation.params["shape"], equation.params["bit_width"]
    return _by_jax(writer, equation, lambda words: bits(words, width, shape), [raw(writer, key)])


def iota_2x32_shape(writer, equation, *_):
    """0, 1, 2, …, row by row, as whole numbers of 64 bits in two words."""
    shape, dtype = shape_and_dtype(equation.outvars[0])
    return views.single("0", dtype, shape), views.contiguous("{}", shape, dtype)


RULES = {
    "iota_2x32_shape": iota_2x32_shape,
    "threefry2x32": threefry2x32,
    "random_seed": random_seed,
    "random_wrap": random_wrap,
    "random_unwrap": random_unwrap,
    "random_split": random_split,
    "random_fold_in": random_fold_in,
    "random_bits": random_bits,
}
