"""How much work a function is, as the compiler counts it: operations and memory, the same in each run."""

from collections.abc import Callable
from typing import Any, NamedTuple

import jax


class Work(NamedTuple):
    """What a compiled program takes: operations with numbers, and the bytes that it holds between input and output."""

    operations: int
    memory: int


def work(f: Callable, *arguments) -> Work:
    """The work in f(*arguments), as XLA counts it in the compiled program. Nothing is computed, and nothing timed.

    An addition, a multiplication, a sine are an operation each. Of a loop one round is counted, however many there are.

    >>> import jax.numpy as jnp
    >>> work(lambda A, x: A @ x, jnp.ones((30, 40)), jnp.ones(40)).operations
    2400
    """
    compiled = jax.jit(f).lower(*arguments).compile()
    counted: Any = compiled.cost_analysis()
    memory: Any = compiled.memory_analysis()
    return Work(int(counted.get("flops", 0) + counted.get("transcendentals", 0)), memory.temp_size_in_bytes)
