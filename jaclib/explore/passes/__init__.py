"""A Jacobian that fills up, a column or a row a pass: how many passes it takes on each way, and how much work."""

from functools import lru_cache

import numpy as np

from jaclib.draw import bare, boxes, colour_bar, curve, footnote, frame, hint, matrix, texts
from jaclib.explore.passes.colouring import (
    KINDS,
    MOST,
    WAYS,
    colours,
    multiplications,
    pattern,
    read_off,
    returned,
    seeds,
)
from jaclib.explore.passes.stopwatch import times
from jaclib.explore.passes.words import CHALLENGES, NAMES, bar_words, say, values
from jaclib.explore.plane.lines import joined
from jaclib.stage import Control, Live, show
from jaclib.stage.challenge import chosen
from jaclib.stage.transition import choice, switch, whole

TITLES = "The Jacobian, as far as it is known", "Passes, and the work in them"
LIMIT = {"dense": 0.3, "banded": 1.0}  # of the entries' colours
ROOMS = 8, 12, 16, 24, 32, 48, 64  # rows and columns that there is room for
NUMBERED = 24  # columns: of more, the colours' numbers can't be read
BARS = np.array([3.0, 2.0, 1.0])  # how high they are


def compute(kind, way, m, n, done, measure) -> dict:
    """What the passes so far have brought, and what all of them take on each way."""
    m, n = int(m), int(n)
    work = plan(kind, m, n)
    done = min(int(done), work["needed"][WAYS.index(way)])
    last = max(done - 1, 0)
    taken = times(kind, m, n) if measure else dict.fromkeys(WAYS, np.nan)
    coloured = way == "coloured"
    return work | {
        "kind": kind, "way": way, "m": m, "n": n, "done": done, "known": read_off(way, kind, m, n, done),
        "sent": seeds(way, kind, m, n)[last], "back": returned(way, kind, m, n)[last] if done else None,
        "colours": colours(pattern(kind, m, n)) if coloured else np.full(n, -1), "limit": LIMIT[kind],
        "taken": np.array([taken[each] for each in WAYS]),
    }  # fmt: skip


@lru_cache(maxsize=256)
def plan(kind: str, m: int, n: int) -> dict:
    """The passes that each way needs, the multiplications in each of them, and the entries that may not be 0."""
    return {
        "needed": np.array([len(seeds(way, kind, m, n)) for way in WAYS]),
        "each": multiplications(kind, m, n),
        "entries": np.count_nonzero(pattern(kind, m, n)),
    }


def paint(palette, filling, work):
    """Put the artists up once; the function returned moves them."""
    moves = _filling(palette, filling), _work(palette, work)

    def move(now):
        for each in moves:
            each(now)

    return move


def _filling(palette, ax):
    bare(ax), footnote(ax, palette.quiet)("grey: not known yet")
    limits, known, back = colour_bar(ax, palette, "signed", "entry of J"), matrix(ax, palette), matrix(ax, palette)
    sent, newest = boxes(ax, palette.quiet, palette.ink), curve(ax, palette.accent, width=1.6)
    names, numbers = (
        texts(ax, palette.ink, 2, size=11, spacing=1.15),
        texts(ax, palette.ink, NUMBERED, size=9, spacing=1.15),
    )

    def move(now):
        m, n, limit = int(now["m"]), int(now["n"]), float(now["limit"])
        room = next(each for each in ROOMS if each >= max(m, n))  # it holds still while the shape changes a little
        thick, gap, rows = room / 12, room / 40, now["way"] == "reverse"
        x, y = (room - n) / 2, (room + m) / 2  # of the upper left corner
        half = room / 2 + 1.9 * thick
        frame(ax, ((room / 2 - half, room / 2 + half),) * 2), limits(limit)
        known((x, y), now["known"] / limit), newest(_around(now, x, y))
        if rows:
            seeds_at = [(x - gap - thick / 2, y - i - 0.5) for i in range(m)]
            back_at, told = (x, y - m - gap), ("$w^T$", "$w^T J$")
            places = [(x - gap - thick / 2, y + 0.6 * thick), (x - thick, y - m - gap - thick / 2)]
        else:
            seeds_at = [(x + j + 0.5, y + gap + thick / 2) for j in range(n)]
            back_at, told = (x + n + gap, y), ("$v$", "$J v$")
            places = [(x - 0.6 * thick, y + gap + thick / 2), (x + n + gap + thick / 2, y + gap + thick / 2)]
        sent(seeds_at, [(thick, 1) if rows else (1, thick)] * len(seeds_at), now["sent"] > 0)
        shown = now["back"] / limit if now["done"] else np.empty(0)
        back(back_at, shown[None] if rows else shown[:, None], (1, thick) if rows else (thick, 1))
        count = 2 if now["done"] else 1
        names(places[:count], told[:count])
        count = n if now["way"] == "coloured" and n <= NUMBERED else 0
        above = [(x + j + 0.5, y + gap + 1.5 * thick) for j in range(count)]
        numbers(above, [str(colour + 1) for colour in now["colours"][:count]])

    return move


def _around(now, x, y) -> np.ndarray:
    """Outlines of the columns, or of the row, that the last pass has brought."""
    m, n = int(now["m"]), int(now["n"])
    corners, parts = np.array([(0, 0), (1, 0), (1, -1), (0, -1), (0, 0)]), []
    for k in np.flatnonzero(now["sent"]) if now["done"] else ():
        start, size = ((x, y - k), (n, 1)) if now["way"] == "reverse" else ((x + k, y), (1, m))
        parts.append(start + corners * size)
    return joined(parts)


def _work(palette, ax):
    hint(ax, "filled: done; ▸ the way on the left", palette.quiet)
    ax.set(xlim=(0, MOST + 1), ylim=(0.5, 3.6), xticks=range(0, MOST + 1, 16), xlabel="passes", yticks=[])
    ax.spines["left"].set_visible(False)
    bars, head, below = (
        boxes(ax, palette.ink, palette.ink),
        *(texts(ax, palette.ink, 3, size=9.5, align="left", still=True, spacing=1.15) for _ in "12"),
    )

    def move(now):
        way, done = WAYS.index(now["way"]), int(now["done"])
        lengths, heights = np.append(now["needed"], done), np.append(BARS, BARS[way])
        count = 4 if done else 3
        places, sizes = np.stack([lengths / 2, heights], axis=1), np.stack([lengths, np.full(4, 0.2)], axis=1)
        bars(places[:count], sizes[:count], [0, 0, 0, 1][:count])
        first, second = bar_words(now)
        head([(0, each + 0.3) for each in BARS], first), below([(0, each - 0.26) for each in BARS], second)

    return move


def passes(
    m: int = 8, n: int = 24, *, kind: str = "dense", way: str = "forward", done: int | None = None,
    measure: bool = False, challenges=(),
) -> Live:  # fmt: skip
    """The m × n Jacobian of a map, filled by passes through it: forward a column a pass, in reverse a row.

    `m` and `n` are whole numbers from 1 to 64. `kind` is "dense", a network with two layers of 512 neurons, or
    "banded", where each output knows three neighbouring inputs. `way` is "forward" (JVPs), "reverse" (VJPs) or
    "coloured" (JVPs for several columns at once, where none of them share a row); `done` passes are done, by default
    half of them. With `measure` the times are measured on this machine, once for each shape. `challenges` are names
    of CHALLENGES. Raises ValueError where one of them is not of that kind.
    """
    for name, value, allowed in (("kind", kind, KINDS), ("way", way, WAYS)):
        if value not in allowed:
            raise ValueError(f"{name}: one of {', '.join(map(repr, allowed))} is needed, and {value!r} came.")
    half = max(m, 2) // 2 if way == "reverse" else max(n, 2) // 2
    done = half if done is None else done
    for name, value, least in (("m", m, 1), ("n", n, 1), ("done", done, 0)):
        if value not in range(least, MOST + 1):
            raise ValueError(f"{name}: a whole number from {least} to {MOST} is needed, and {value!r} came.")
    ways = {name: way for way, name in NAMES.items()}
    controls = {
        "kind": choice("map", KINDS, kind),
        "way": choice("way", ways, NAMES[way])._replace(read=ways.__getitem__),
        "m": whole("outputs m", "m", 1, MOST, int(m)),
        "n": whole("inputs n", "n", 1, MOST, int(n)),
        "done": whole("passes done", "done", 0, MOST, int(done), play="Run the passes", pace=150),
        "measure": switch("measure the time here", measure),
    }

    end_where_it_is_full(controls)

    def call(values) -> str:
        timed = ", measure=True" if values["measure"] else ""
        return (
            f"explore.passes({values['m']}, {values['n']}, kind={values['kind']!r}, way={ways[values['way']]!r}, "
            f"done={values['done']}{timed})"
        )

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A Jacobian matrix that fills up pass by pass, and the passes that each way needs",
    )  # fmt: skip


def end_where_it_is_full(controls: dict[str, Control]) -> None:
    """Let the slider of the passes, and Play, end with the last pass that there is."""
    shape = "kind", "way", "m", "n"

    def adapt(_=None) -> None:
        kind, way, m, n = (controls[name].read(controls[name].value) for name in shape)
        for widget in controls["done"].parts[0]:
            widget.max = int(plan(kind, m, n)["needed"][WAYS.index(way)])

    for name in shape:
        controls[name].parts[0][0].observe(adapt, "value")
    adapt()
