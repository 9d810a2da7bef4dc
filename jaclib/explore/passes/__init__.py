"""A Jacobian that fills up, a column or a row a pass: how many passes it takes on each way, and how much work."""

from functools import partial

from jaclib.explore.passes import numbers, picture, words
from jaclib.explore.passes.colouring import MAP_KINDS, MOST_PASSES, WAYS
from jaclib.stage import choice, following, rooms, scene, switch, whole

passes_done = partial(whole, "passes done", "done", 0, play="Run the passes", pace=150, longest=MOST_PASSES, cuts=True)


@scene(
    titles=("The Jacobian, as far as it is known", "Passes, and the work in them"),
    label="A Jacobian matrix that fills up pass by pass, and the passes that each way needs",
    seen=(),
    **rooms(numbers, picture, words),
    kind=choice("map", MAP_KINDS),
    way=choice("way", dict(zip(words.LONG, WAYS, strict=True))),
    m=whole("outputs m", "m", 1, MOST_PASSES),
    n=whole("inputs n", "n", 1, MOST_PASSES),
    done=following(
        ("kind", "way", "m", "n"),
        lambda kind, way, m, n: passes_done(numbers.passes_needed(kind, way, m, n)),
        start=lambda kind, way, m, n: max(m if way == "reverse" else n, 2) // 2,
        resets=False,
    ),
    measure=switch("measure the time here"),
)
def passes(m=8, n=24, *, kind="dense", way="forward", done=None, measure=False, challenges=()):
    """The m × n Jacobian of a map, filled by passes through it: forward a column a pass, in reverse a row.

    `m` and `n` are whole numbers from 1 to 64. `kind` is "dense", a network with two layers of 512 neurons, or
    "banded", where each output depends on three neighbouring inputs. `way` is "forward" (JVPs), "reverse" (VJPs) or
    "coloured" (JVPs for several columns at once, where none of them share a row); `done` passes are done, by default
    half of them. With `measure` the times are measured on this machine, once for each shape.
    """
