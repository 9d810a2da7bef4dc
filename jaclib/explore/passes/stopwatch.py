"""How long the passes take on this machine: measured on demand, once for each shape."""

from timeit import Timer

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.explore.passes.colouring import WAYS, colours, layers, pattern, seeds
from jaclib.stage import Later

TAKEN: dict[tuple, float] = {}  # milliseconds, by way, kind and shape


def times(kind: str, m: int, n: int) -> dict[str, float]:
    """Milliseconds for the whole Jacobian on each of the ways; raises `Later` until all of them are measured."""
    missing = [way for way in WAYS if (way, kind, m, n) not in TAKEN]
    if missing:
        TAKEN[missing[0], kind, m, n] = _measure(whole_jacobian(missing[0], kind, m, n), jnp.ones(n))
    if missing[1:]:
        raise Later(f"Measuring {missing[1]}, {m} × {n}")
    return {way: TAKEN[way, kind, m, n] for way in WAYS}


def _measure(f, x) -> float:
    """The shortest of some runs: whatever else the machine does can only make it longer."""
    jax.block_until_ready(f(x))
    timer = Timer(lambda: jax.block_until_ready(f(x)))
    once = timer.timeit(1)
    loops = max(1, min(200, round(0.005 / max(once, 1e-6))))
    return 1e3 * min(timer.repeat(5, loops)) / loops


def whole_jacobian(way: str, kind: str, m: int, n: int):
    """x ↦ J by JAX, compiled: `jacfwd`, `jacrev`, or a few JVPs with several columns in each."""
    f = network(kind, m, n)
    if way != "coloured":
        return jax.jit((jax.jacrev if way == "reverse" else jax.jacfwd)(f))
    tangents, there = jnp.asarray(seeds(way, kind, m, n)), pattern(kind, m, n)
    colour = colours(there)

    def compressed(x):
        back = jax.vmap(lambda v: jax.jvp(f, (x,), (v,))[1])(tangents)
        return jnp.where(there, back[colour].T, 0.0)

    return jax.jit(compressed)


def network(kind: str, m: int, n: int):
    """The map itself, in JAX; a banded one never touches what is 0."""
    parts = layers(kind, m, n)
    if kind == "banded":
        (only,) = parts
        # three inputs for each output; where there are but two, the third has the weight 0
        near = np.clip(np.round(np.linspace(0, n - 1, m))[:, None] + [-1, 0, 1], 0, n - 1).astype(int)
        first = np.array([[j not in row[:k] for k, j in enumerate(row)] for row in near])
        weights = np.take_along_axis(only.W, near, axis=1) * first
        return lambda x: jnp.tanh((weights * x[near]).sum(axis=1) + only.b)

    def f(x):
        for layer in parts:
            x = layer.W @ x + layer.b
            x = jnp.tanh(x) if layer.bent else x
        return x

    return f
