"""Labels of vectors and points, which keep clear of each other and of the outlines that they would cover."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from jaclib.draw.marks import ABOVE, Move, pixels_per_unit

RIM = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]])  # around a square


def label(ax: Axes, text: str, color: str, *, away: float = 12) -> Move:
    """A label beside the tip of a vector, `away` points further out, inside of the panel.

    Moved to (tail, vector), and to other words if a third argument gives them. Hidden where the vector is too short
    for it, or its tip is not in view. Of the outlines `(k, 2)` or `(lines, k, 2)` in the list `clear_of` it keeps
    clear, as near to its place as they leave room, and stays there where they leave none; then it adds its own.
    """
    mark = _text(ax, text, color, ABOVE + 8)
    point, put = ax.figure.dpi / 72, _put(ax, mark)
    ways = _ways((0, 35, -35, 70, -70), (away, away + 9, away + 18, away + 30, away + 45))

    def move(tail, vector, words: str = text, clear_of: list | None = None) -> None:
        mark.set_text(words)
        shown = np.asarray(vector) * pixels_per_unit(ax)
        length = float(np.hypot(*shown))
        tip = ax.transData.transform(np.add(tail, vector))
        mark.set_visible(bool(length > 16 * point and ax.bbox.contains(*tip)))
        if mark.get_visible():
            margin = np.array([15, 10]) * point
            places = tip + point * (ways @ (shown / length))
            put(np.clip(places, ax.bbox.min + margin, ax.bbox.max - margin), clear_of)

    return move


def note_at(ax: Axes, text: str, color: str, *, offset: tuple[float, float] = (-11, -13)) -> Move:
    """A label beside a point `(2,)` in view, at a distance in points, or near there clear of outlines as `label` is."""
    mark = _text(ax, text, color, ABOVE + 7, style="italic")
    put, ways = _put(ax, mark), _ways((0, 90, -90, 180, 45, -45), (1, 1.3, 1.7, 2.2, 2.8)) @ np.array(offset)

    def move(at, clear_of: list | None = None) -> None:
        place = ax.transData.transform((at[0], at[1]))
        mark.set_visible(bool(ax.bbox.contains(*place)))
        if mark.get_visible():
            put(place + ax.figure.dpi / 72 * ways, clear_of)

    return move


def rays(tail, vectors) -> np.ndarray:
    """The lines from one tail `(2,)` along the rows of `(k, 2)`, for labels to keep clear of: `(k, 2, 2)`."""
    vectors = np.asarray(vectors)
    return np.asarray(tail) + np.stack([np.zeros_like(vectors), vectors], axis=1)


def covers(centres, half, outlines) -> np.ndarray:
    """Whether a box with its centre at each of `(c, 2)`, and half as large as `half`, covers a part of the outlines."""
    hit = np.zeros(len(centres), bool)
    low, high = centres.min(axis=0) - half, centres.max(axis=0) + half
    for outline in outlines:
        start, end = outline[..., :-1, :].reshape(-1, 2), outline[..., 1:, :].reshape(-1, 2)
        near = ((np.minimum(start, end) <= high) & (np.maximum(start, end) >= low)).all(axis=1)
        start, end = start[near], end[near]
        along = np.where(end == start, 1e-9, end - start)
        # where on each segment, from 0 to 1, it enters and leaves the box's strip, across and upwards
        sides = [(centres[:, None] + side * half - start) / along for side in (-1, 1)]
        enters, leaves = np.minimum(*sides).max(axis=2), np.maximum(*sides).min(axis=2)
        hit |= (np.maximum(enters, 0) <= np.minimum(leaves, 1)).any(axis=1)
    return hit


def _text(ax: Axes, text: str, color: str, zorder: float, **style) -> Text:
    return ax.text(
        0, 0, text, transform=None, color=color, fontsize=12, ha="center", va="center", animated=True, zorder=zorder,
        path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())], **style,
    )  # fmt: skip


def _ways(degrees: tuple, distances: tuple) -> np.ndarray:
    """Matrices that turn and stretch the way to a label into others, the nearest distance first: `(c, 2, 2)`."""
    turned = [[[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]] for t in np.radians(degrees)]
    return np.multiply.outer(distances, turned).reshape(-1, 2, 2)


def _put(ax: Axes, mark: Text) -> Move:
    """Moves a text to the first of `(c, 2)` places in pixels where it covers no outline, or else to the first."""
    halves: dict[str, np.ndarray] = {}  # of the size of each text: to measure one takes long

    def put(places, clear_of: list | None) -> None:
        if clear_of is None:
            mark.set_position(places[0])
            return
        words, data = mark.get_text(), ax.transData
        if words not in halves:
            halves[words] = np.array(mark.get_window_extent().size) / 2 + 1.5 * ax.figure.dpi / 72
        outlines = [data.transform(each.reshape(-1, 2)).reshape(each.shape) for each in clear_of]
        place = places[int(np.argmin(covers(places, halves[words], outlines)))]
        mark.set_position(place)
        clear_of.append(data.inverted().transform(place + halves[words] * RIM))

    return put
