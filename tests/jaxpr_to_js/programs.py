"""The jitted functions that the explorers call, with what they are called with."""

import sys
from collections import defaultdict
from contextlib import contextmanager
from functools import wraps

import jax

from jaclib.programs.kept import for_each_function
from tests.explore.elsewhere import HAND, elsewhere, first

JITTED = type(jax.jit(abs))


def called(name: str, shares) -> dict:
    """What a scene computes with at states along a drag: for each program, by name, its function and its calls."""
    live = first(name)
    for module in [vars(each) for key, each in sys.modules.items() if key.startswith(f"jaclib.explore.{name}")]:
        for kept in filter(callable, module.values()):
            if kept.__module__ == module["__name__"] and hasattr(kept, "cache_clear"):
                kept.cache_clear()  # or what another test has asked for is not computed again
    with recorded() as calls:
        for share in shares:
            live.stage.compute(**live.now(elsewhere(live, share, HAND)))
    live.close()
    return calls


@contextmanager
def recorded():
    """Tells of each program that jaclib calls with numbers: (function, arguments, named), by name and shapes."""
    calls: dict = defaultdict(list)

    def listening(function, name):
        @wraps(function)
        def listens(*arguments, **named):
            leaves = jax.tree.leaves((arguments, named))
            if not any(isinstance(each, jax.core.Tracer) for each in leaves):
                shapes = str([getattr(each, "shape", None) for each in leaves])
                calls[name, id(function), shapes].append((function, arguments, named))
            return function(*arguments, **named)

        return listens

    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("jaclib.")]
    places = [(module, key, each) for module in modules for key, each in module.items() if isinstance(each, JITTED)]
    stands_in = {id(each): listening(each, f"{each.__module__}.{each.__name__}") for _, _, each in places}
    of = for_each_function.of
    try:
        for module, key, each in places:
            module[key] = stands_in[id(each)]
        for_each_function.of = lambda self, f: listening(of(self, f), f"{self.__module__}.{self.__name__}")
        yield calls
    finally:
        for_each_function.of = of
        for module, key, each in places:
            module[key] = each


def without_static(arguments, named, info):
    """What of the arguments comes into the page: those that JAX traces."""
    if len(info[0]) < len(arguments):
        arguments = [each for each in arguments if not (isinstance(each, str) or callable(each))]
    return [*arguments, {name: each for name, each in named.items() if name in info[1]}][
        : len(arguments) + bool(info[1])
    ]
