"""What marks are made of: where they lie, what labels keep clear of, what is drawn anew only when it changes.

Marks that move are `animated`, which keeps them out of the saved background.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

Move = Callable[..., None]
Style = dict[str, Any]  # keywords of matplotlib
Pair = tuple[float, float]
Dashes = bool | Pair  # whether a line is dashed, or the lengths of a dash and of a gap

ABOVE = 10  # what moves lies above all that stands still, so that a saved background can lie below it

UNCOVERED = "seen while its panel is covered"  # marks an artist, as its gid

Put = TypeVar("Put", bound=Artist)


class Cached(Artist):
    """Artists that seldom change: they are drawn once, and what was drawn is put back as long as none of them changes.

    It lies below all that moves on its panel. Marks are put on it by their argument `cached`.
    """

    def __init__(self, ax: Axes):
        super().__init__()
        self.panel, self.parts = ax, list[Artist]()
        self.drawn: Any = None  # matplotlib's own copy of the canvas
        self.drawn_in: tuple[float, ...] = ()
        self.set(animated=True, zorder=ABOVE - 5)
        ax.add_artist(self)

    def add(self, part: Artist) -> None:
        """Attach the part to the panel without registering it there: only this artist draws it."""
        part.axes = self.panel
        part.set_figure(self.panel.figure)
        part.set(transform=self.panel.transData, clip_box=self.panel.bbox)
        part.stale_callback = None  # its changes are no reason to draw the background anew
        self.parts.append(part)

    def draw(self, renderer) -> None:
        if not self.get_visible():
            return
        view = (*self.panel.get_xlim(), *self.panel.get_ylim())
        if self.drawn is None or view != self.drawn_in:
            for part in self.parts:
                part.draw(renderer)
            # a pixel more, for the renderer rounds down
            self.drawn, self.drawn_in = renderer.copy_from_bbox(self.panel.bbox.padded(1)), view
        else:
            renderer.restore_region(self.drawn)


def put(ax: Axes, artist: Put, order: float, cached: Cached | None = None, *, still=False) -> Put:
    """Put up an artist: of those that move `order` says what lies above what; below them is what is cached or still."""
    if not still:
        artist.set(animated=True, zorder=ABOVE + order)
    cached.add(artist) if cached else ax.add_artist(artist)
    return artist


def unchanged(move: Move, cached: Cached | None = None) -> Move:
    """Let the mover do nothing for the same arrays as before; where it moves, what is `cached` is drawn anew."""
    shown: list = []

    @wraps(move)
    def moved(*arrays) -> None:
        if len(shown) == len(arrays) and all(map(_same, shown, arrays)):
            return
        shown.clear()  # where the move fails, the next one is made
        move(*arrays)
        shown[:] = arrays
        if cached:
            cached.drawn = None

    return moved


def _same(old, new) -> bool:
    """Whether two arrays are equal, of any kind; NaN equals NaN."""
    old, new = np.asarray(old), np.asarray(new)
    return old is new or (old.shape == new.shape and bool(((old == new) | ((old != old) & (new != new))).all()))


def one_by_one(marks: Iterable[Move]) -> Move:
    """Make several marks one, moved to arrays that have a part for each of them, along their first axis.

    >>> one_by_one([print, print])(["a", "b"], [1, 2])
    a 1
    b 2
    """
    marks = tuple(marks)

    def move(*arrays) -> None:
        for mark, *parts in zip(marks, *arrays, strict=True):
            mark(*parts)

    return move


_OUTLINES: WeakKeyDictionary[Axes, list[list[np.ndarray]]] = WeakKeyDictionary()


def outlines(ax: Axes) -> list[list[np.ndarray]]:
    """What the labels put up next on this panel keep clear of: for each obstacle its outline as it was moved last."""
    return list(_OUTLINES.get(ax, ()))


def obstacle(ax: Axes, clear: bool = True) -> Move:
    """An outline that labels put up later keep clear of, moved to `(k, 2)` or `(lines, k, 2)`; there is none of None.

    A mark that is put up with `clear=True` is an obstacle; it has to be moved before the labels are. Where it is not
    `clear` they ignore it.
    """
    mine: list[np.ndarray] = []
    if clear:
        _OUTLINES.setdefault(ax, []).append(mine)

    def move(outline) -> None:
        mine[:] = [] if outline is None else [np.asarray(outline)]

    return move
