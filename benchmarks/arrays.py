"""Where the arrays come from that marks take: `python -m benchmarks.arrays [NAME …] [--write FILE]`.

Of each scene `compute` is called twice, the second time with all moved that a hand moves. An array is told by its
memory. What a jitted program has returned, and a slice or another shape of it, lies where JAX has put it.
"""

import argparse
import sys
from collections import Counter, defaultdict
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

import jax
import numpy as np

from benchmarks.report import write_section
from jaclib.draw import LIGHT, flatten, panels
from jaclib.evidence.rounding import cleared, without_rounding
from jaclib.explore import SCENES
from jaclib.explore.hessian.numbers import with_gaps
from jaclib.explore.plane.layers import beside, named
from jaclib.explore.plane.lines import away_from, contours, joined, legs
from jaclib.explore.plane.sheet import bent
from jaclib.preimages import fibre
from jaclib.programs.field import at_points
from jaclib.stage import EVERYTHING, Live
from tests.explore.elsewhere import HAND, elsewhere, first

NAMED = contours, joined, with_gaps, cleared, without_rounding, flatten, legs, away_from, bent, fibre, named, beside
WHY = {  # what is left to NumPy; shares of `compute` by a profile of 200 calls along a drag
    "accumulation": "all of `compute`, 0.1 ms: whole numbers, and places that a loop finds",
    "backprop": "whole numbers and words about two sweeps that are kept, and one mark that takes all",
    "chain_rule": "thirty arrays of a point or two: by a program it took 8% longer",
    "change_of_variables": "how the panel is framed",
    "checkpointing": "all of `compute`, 0.03 ms: a schedule of whole numbers, kept by depth and stride",
    "coordinates_in_plane": "how the panel is framed",
    "coordinates_in_space": "how the panel is framed",
    "determinant": "two points at heights that a choice of several ways to measure gives",
    "determinant_product": "box around a",
    "finite_differences": "92% of `compute`: rounding is what it shows, computed step by step in both precisions",
    "flow": "a guess, as many points as are drawn",
    "formula": "a square and two arrows, 9 µs: by a program 80 µs",
    "implicit": "31% of `compute`: what a p that is found by a loop makes of a dozen points, 9 µs: by a program 100 µs",
    "linear_approximation": "under the lens as many lines as come into sight",
    "mean_value": "62% of `compute`: mostly a loop, and lines of two points at heights that it finds: by a program it "
    "took 10% longer",
    "newton": "29% of `compute`: as many points as the way has steps",
    "passes": "all of `compute`, 0.1 ms: of a shape that the sliders m and n set, which would compile anew",
    "train": "as long as the training, and as wide as the network",
    "train_flow": "a line of two points",
    "vanishing_products": "as many as there are layers: padded to 60 it took 3.6 times as long at 10",
}


def memory(array):
    """Whose memory an array is a view of: that of another array, or what JAX holds."""
    while isinstance(array, np.ndarray) and array.base is not None:
        array = array.base
    return array


@contextmanager
def watched(functions):
    """Tells for each piece of memory, by its id, which of the functions it came from, wherever jaclib calls them."""
    made: dict[int, tuple[str, object]] = {}

    def remembering(function):
        @wraps(function)
        def called(*args, **given):
            found = function(*args, **given)
            for each in jax.tree.leaves(found):
                made[id(memory(each))] = function.__name__, memory(each)  # which is kept: ids are used again
            return found

        return called

    stands_in = {id(each): remembering(each) for each in functions}
    modules = [module for name, module in sys.modules.items() if name.startswith("jaclib")]
    places = [
        (vars(module), name) for module in modules for name, each in vars(module).items() if id(each) in stands_in
    ]
    before = [names[name] for names, name in places]
    try:
        for names, name in places:
            names[name] = stands_in[id(names[name])]
        yield made
    finally:
        for (names, name), function in zip(places, before, strict=True):
            names[name] = function


def taken(live: Live, name: str) -> list[str]:
    """The names of the arrays that the marks of a scene take."""
    scene = SCENES[name]
    parts = {"titles": scene.titles, "paint": scene.paint} | scene.fit(**live.now())
    _, axes = panels(parts["titles"])
    keys = [key for key in parts["paint"](LIGHT, *axes) if key != EVERYTHING]
    return [*dict.fromkeys(each for key in keys for each in ([key] if isinstance(key, str) else key))]


def survey(name: str) -> dict[str, list[str]]:
    """The arrays that marks take: "jitted", "NumPy", "kept" since the state before, or by the function that made them.

    Words, single numbers, and tuples, as those of how a panel is framed, are left out.
    """
    found = defaultdict(list)
    with watched([*NAMED, at_points]) as made:
        live = first(name)
        before = live.stage.compute(**live.now())
        now = live.stage.compute(**live.now(elsewhere(live, 0.55, HAND)))
        for each in taken(live, name):
            array = np.asarray(now[each])
            if (
                array.ndim
                and array.dtype.kind in "fi"
                and not isinstance(now[each], tuple)
                and each not in live.controls
            ):
                found[kind(array, before[each], made)].append(each)
    live.close()
    return found


def kind(array, before, made) -> str:
    whose = memory(array)
    by, _ = made.get(id(whose), ("", None))
    if not isinstance(whose, np.ndarray) or by == "at_points":
        return "jitted"
    return by or ("kept" if whose is memory(before) else "NumPy")


def row(name: str) -> str:
    count = Counter({kind: len(names) for kind, names in survey(name).items()})
    by = {each.__name__ for each in NAMED} & {*count}
    named = ", ".join(f"{count[each]} by `{each}`" for each in sorted(by))
    numpy = f"{count['NumPy']}: {WHY[name]}" if count["NumPy"] and name in WHY else f"{count['NumPy'] or ''}"
    cells = count.total(), count["jitted"] or "", count["kept"] or "", named, numpy or WHY.get(name, "")
    return f"| `{name}` | {' | '.join(map(str, cells))} |"


def table(names) -> str:
    lines = [
        "## Where arrays come from",
        "",
        "Written by `python -m benchmarks.arrays`. Of the arrays that marks take, how many a jitted program has given, "
        "how many are kept while a hand drags (of a map, or a network), how many come from functions that are named, "
        "and how many NumPy makes, and why. Each that a program gives takes 2 µs, and each that it is given 2.5 µs: "
        "as long as NumPy needs for a sum or two, which are left to it. Where a share of `compute` is told, it is that "
        "of NumPy and Python around the programs, by a profile of 200 calls along a drag on 30 November; what moves "
        "points to the programs and values from them is not in it.",
        "",
        "| explorer | arrays | jitted | kept | by a function | by NumPy, and why |",
        "| --- | --: | --: | --: | --- | --- |",
    ]
    return "\n".join([*lines, *map(row, names)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=list(SCENES), help="explorers to look at; all, if none is named")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    text = table(given.names)
    print(text)
    if given.write:
        write_section(given.write, "arrays", text)
