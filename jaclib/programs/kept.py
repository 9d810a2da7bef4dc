"""Code that is compiled once for each function, and let go when that function was last used long ago."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial, update_wrapper

import jax

KEPT = 32  # functions whose code is kept: more than are looked at together


class for_each_function:
    """`jit` at(f, …) with f static, and keep the code of the functions that were used last.

    `jit` itself keeps thousands: with each map that is typed, and each lambda of a cell that is run again, megabytes.
    `options` are those of `jit`.
    """

    def __init__(self, at: Callable, **options):
        self.at, self.options = at, options
        self.kept: OrderedDict = OrderedDict()
        update_wrapper(self, at)

    def __call__(self, f: Callable, *arguments, **named):
        return self.of(f)(*arguments, **named)

    def of(self, f: Callable):
        """Give the jit-ted function itself."""
        self.kept[f] = self.kept.pop(f, None) or jax.jit(partial(self.at, f), **self.options)
        if len(self.kept) > KEPT:
            self.kept.popitem(last=False)
        return self.kept[f]

    def _cache_size(self) -> int:
        """Count the programs, as a jit-ted function does."""
        return sum(each._cache_size() for each in self.kept.values())
