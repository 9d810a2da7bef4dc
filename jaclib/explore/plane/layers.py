"""Where layers lie on one another: how many, in words, at places in the middle of each part."""

from functools import lru_cache

import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.image.layers import borders, counts

PLACES = 40  # along the longer side of what is looked at
FINE = 120  # along it for the pointer
NOWHERE = np.zeros(0), np.zeros(0), np.zeros((0, 0), dtype=int)
PARTS, CHOICES, APART = 4, 16, 5  # parts that are named, the deepest ones; places for a name, and steps between them
ROOM, MORE_ROOM = 0.03, 0.07  # of the view, from the middle of a part to its edge: for a number, and for a word with it
NET = np.stack(np.meshgrid(*[np.linspace(0, 1, 49)] * 2, indexing="ij"), axis=-1)  # over the unit box


def parts(nodes: Float[np.ndarray, "m n 2"], there, view: maps.Box, least: int = 1) -> dict[int, tuple]:
    """For each number of layers, `least` or more, places `(16, 2)` well inside of where so many lie, and how deep.

    The depth is in sides of the view. There is nothing to tell, and so no part, where no two layers overlap.
    """
    x, y, counted = lattice(nodes, there, view, PLACES)
    if not counted.size:
        return {}
    step, whole = x[1] - x[0], np.ptp(view, axis=1).max()
    deep = {n: depth(counted == n) for n in np.unique(counted[counted > 0]).tolist()}
    deep = {n: each for n, each in deep.items() if each.max() * step > ROOM * whole}
    if max(deep, default=1) < 2:
        return {}
    some = sorted(deep, key=lambda n: -deep[n].max())[:PARTS]
    return {n: (inside(deep[n], x, y), deep[n].max() * step / whole) for n in sorted(some) if n >= least}


def lattice(nodes, there, view: maps.Box, places: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """So many places, at most, along x and along y, of what is in view of the nodes; and the layers there, `(h, w)`.

    There are none where nothing is in view, or what is too thin to have a middle.
    """
    low, high = np.array(view, dtype=float).T
    seen = nodes[np.isfinite(nodes).all(axis=-1)]
    if not len(seen):
        return NOWHERE
    low, high = np.maximum(low, seen.min(axis=0)), np.minimum(high, seen.max(axis=0))
    step = max(high - low) / places
    if not min(high - low) > 2 * step:
        return NOWHERE
    x, y = (np.arange(start + step / 2, end + step, step) for start, end in zip(low, high, strict=True))
    return x, y, counts(*borders(nodes, there), x, y)


def over(nodes, there, view: maps.Box) -> dict:
    """How many layers lie over each cell of a fine lattice, and the first and the last of its places: for `at_pointer`.

    There is no cell where no two layers overlap, and so nothing to tell.
    """
    x, y, counted = lattice(nodes, there, view, FINE)
    if counted.max(initial=0) < 2:
        return {"layer_counts": NOWHERE[2], "layer_ends": np.zeros((2, 2))}
    return {"layer_counts": counted, "layer_ends": np.array([(x[0], x[-1]), (y[0], y[-1])])}


def at_pointer(now: dict, panel: int = 1, which: str = "") -> list[dict]:
    """What the page says at the pointer on a panel: each row has [column, layers] from where on there are so many."""
    counted = now.get(f"layer_counts{which}", NOWHERE[2])
    if not counted.size:
        return []
    rows = _runs(counted.astype(int).tobytes(), counted.shape[1])
    ends = now[f"layer_ends{which}"].tolist()
    return [{"panel": panel, "xlim": ends[0], "ylim": ends[1], "columns": counted.shape[1], "rows": rows}]


@lru_cache(maxsize=32)  # while a box is dragged the layers stay as they are
def _runs(counted: bytes, columns: int) -> list[list[list[int]]]:
    rows = np.frombuffer(counted, dtype=int).reshape(-1, columns)
    return [[[int(i), int(row[i])] for i in np.flatnonzero(np.diff(row, prepend=0))] for row in rows]


def depth(region) -> np.ndarray:
    """How many steps lie between each place and the nearest one outside of the region.

    >>> depth(np.ones((3, 5), bool)).tolist()
    [[1, 1, 1, 1, 1], [1, 2, 2, 2, 1], [1, 1, 1, 1, 1]]
    """
    steps, padded = np.zeros(region.shape, dtype=int), np.pad(region, 1)
    while padded.any():
        steps += padded[1:-1, 1:-1]
        rows = padded[1:-1] & padded[:-2] & padded[2:]
        padded[1:-1, 1:-1] = rows[:, 1:-1] & rows[:, :-2] & rows[:, 2:]
    return steps


def inside(deep, x, y) -> np.ndarray:
    """The deepest place, and others that are deep and not near to those before them."""
    left, found = deep.copy(), list[tuple]()
    for _ in range(CHOICES):
        i, j = np.unravel_index(np.argmax(left), left.shape)
        found.append((x[j], y[i]) if left[i, j] else found[0])
        left[max(i - APART, 0) : i + APART + 1, max(j - APART, 0) : j + APART + 1] = 0
    return np.array(found)


def named(found: dict, words: str = "{}") -> dict:
    """How many layers the parts have, and the places and words of their names, as `draw.names` has them.

    Where there is nothing but one layer it needs no name.
    """
    found = {} if found.keys() == {1} else found
    texts = [words.format(of(n) if deep > MORE_ROOM else n) for n, (_, deep) in found.items()]
    places = np.array([places for places, _ in found.values()]).reshape(-1, CHOICES, 2)
    return {"part_numbers": np.array(list(found), dtype=int), "part_places": places, "part_names": texts}


def beside(place, view: maps.Box) -> np.ndarray:
    """Places `(1, 8, 2)` for the name of a point, to all sides of it."""
    step = max(high - low for low, high in view)
    ways = (0.14, 0.06), (-0.14, 0.06), (0.14, -0.06), (-0.14, -0.06), (0, 0.1), (0, -0.1), (0.2, 0), (-0.2, 0)
    return (place + step * np.array(ways))[None]


def of(number: int) -> str:
    """Say how many layers there are.

    >>> of(1), of(3)
    ('1 layer', '3 layers')
    """
    return f"{number} layer{'s' * (number != 1)}"


def listed(numbers) -> str:
    """The numbers of layers that parts have, in words.

    >>> listed([2]), listed([1, 3]), listed([1, 2, 4])
    ('2 layers', '1 and 3 layers', '1, 2 and 4 layers')
    """
    *first, last = map(str, numbers)
    return f"{', '.join(first)}{' and ' * bool(first)}{last} layers"
