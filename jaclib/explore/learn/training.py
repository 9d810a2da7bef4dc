"""Training as a sequence of states that are reached when they are asked for, and kept; the steps of its optimizer."""

import threading
from collections.abc import Callable
from time import perf_counter
from typing import Any

import jax
import optax

from jaclib.stage import NotReady

SLICE = 0.2  # seconds at a time: a newer request waits no longer


def descend(optimizer: optax.GradientTransformation, slope: Callable, parameters, memory, given):
    """Take a step of the optimizer for each entry of `given`: the parameters, its memory, and the losses on the way.

    `slope(parameters, entry)` is the loss and its gradient.
    """

    def step(state, entry):
        parameters, memory = state
        loss, gradient = slope(parameters, entry)
        changes, memory = optimizer.update(gradient, memory)
        return (optax.apply_updates(parameters, changes), memory), loss

    (parameters, memory), losses = jax.lax.scan(step, (parameters, memory), given)
    return parameters, memory, losses


def split_off(key: jax.Array, steps: int, draws: int) -> tuple[jax.Array, jax.Array]:
    """The key after so many steps, and the keys that each of them draws by, `(steps, draws)`."""

    def step(key, _):
        keys = jax.random.split(key, 1 + draws)
        return keys[0], keys[1:]

    return jax.lax.scan(step, key, length=steps)


class Training:
    """The states that training goes through, from `start` on, each `every` steps after the one before.

    `advance(state)` does `every` steps and must depend on nothing else: a picture of step k is then always the same.
    States are kept, for going back; nothing is trained before it is asked for.

    >>> halving = Training(1.0, lambda x: x / 2, every=10)
    >>> halving.at(30), halving.at(0)
    (0.125, 1.0)
    """

    def __init__(self, start: Any, advance: Callable[[Any], Any], every: int):
        self.states, self.advance, self.every = [start], advance, every
        self._one_at_a_time = threading.Lock()

    def at(self, step: int) -> Any:
        """The state after `step` steps, a multiple of `every`; raises `NotReady` where that takes over 0.2 seconds."""
        wanted, rest = divmod(step, self.every)
        if rest or wanted < 0:
            raise ValueError(f"`step` must be a multiple of {self.every}, 0 or more; got {step}")
        end = perf_counter() + SLICE
        with self._one_at_a_time:
            while len(self.states) <= wanted:
                if perf_counter() > end:
                    raise NotReady(f"Training: step {(len(self.states) - 1) * self.every:,} of {step:,}")
                self.states.append(jax.block_until_ready(self.advance(self.states[-1])))
        return self.states[wanted]

    def reached(self, step: int) -> Any:
        """The state after `step` steps, however long that takes."""
        while True:
            try:
                return self.at(step)
            except NotReady:
                continue
