"""Code that is compiled once for each function, and let go when that function was last used long ago."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial, wraps

import jax

KEPT = 32  # functions whose code is kept: more than are looked at together


def for_each_function(at: Callable, **options) -> Callable:
    """`jit` of at(f, …) with f static, which keeps the code of the functions that were used last.

    `jit` itself keeps thousands: with each map that is typed, and each lambda of a cell that is run again, megabytes.
    `options` are those of `jit`.
    """
    kept = OrderedDict()

    def of(f):
        kept[f] = kept.pop(f, None) or jax.jit(partial(at, f), **options)
        while len(kept) > KEPT:
            kept.popitem(last=False)
        return kept[f]

    @wraps(at)
    def run(f, *arguments, **named):
        return of(f)(*arguments, **named)

    run.of = of  # the jit-ted function itself
    run._cache_size = lambda: sum(each._cache_size() for each in kept.values())  # as that of a jit-ted function
    return run
