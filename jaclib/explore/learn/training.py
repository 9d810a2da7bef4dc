"""Training as a sequence that one may go along in both directions, as far as somebody wants to see it."""

import threading
from collections.abc import Callable
from time import perf_counter
from typing import Any

import jax

from jaclib.stage import NotReady

SLICE = 0.2  # seconds at a time: so long may a hand that has moved on have to wait


class Training:
    """The states that training goes through, from `start` on, each `every` steps after the one before.

    `advance(state)` does `every` steps and must depend on nothing else: a picture of step k is then always the same.
    States are kept, so that one may go back; nothing is trained that nobody asks for.

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
            raise ValueError(f"step: a multiple of {self.every} is required, got {step}.")
        end = perf_counter() + SLICE
        with self._one_at_a_time:
            while len(self.states) <= wanted:
                if perf_counter() > end:
                    raise NotReady(f"Training: step {(len(self.states) - 1) * self.every:,} of {step:,}")
                self.states.append(jax.block_until_ready(self.advance(self.states[-1])))
        return self.states[wanted]
