"""Words: labels that keep clear of each other and of outlines, notes at places of a panel, names, captions."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from jaclib.draw.axes import ABOVE, Move, pixels_per_unit
from jaclib.draw.cached import Kept

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


def note(ax: Axes, color: str, at: tuple[float, float], *, offset=(0, 0), size: float = 10, align="left") -> Move:
    """Words at a place of the panel, (0, 0) its lower left corner and (1, 1) its upper right one.

    `offset` is their distance from there, in points.
    """
    words = ax.annotate(
        "", at, offset, xycoords="axes fraction", textcoords="offset points", color=color, fontsize=size, ha=align,
        va="center", animated=True, zorder=ABOVE + 8,
        path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())],
    )  # fmt: skip
    return words.set_text


def note_below(ax: Axes, color: str, *, size: float = 10) -> Move:
    """Words below the panel, on the line of its axis' name and to the left of it."""
    return note(ax, color, (0, 0), offset=(-37, -25), size=size)


def footnote(ax: Axes, color: str) -> Move:
    """Words in the lower right corner of the panel. They are part of the background: let them change seldom."""
    words = ax.text(0.98, 0.03, "", transform=ax.transAxes, color=color, fontsize=10, ha="right", va="center")
    return words.set_text  # which leaves the figure as it is where they are the same


def caption(ax: Axes, words: str, color: str) -> None:
    """Quiet words in the lower left corner, beside the name of the axis."""
    at, place = (0, 0), (-42, -29)
    ax.annotate(words, at, place, xycoords="axes fraction", textcoords="offset points", color=color, fontsize=9)


def above(ax: Axes, text: str, color: str, *, gap: float = 10) -> Move:
    """A label `gap` points above the middle of a level arrow, moved to (tail, vector); gone where it has no length."""
    mark = ax.annotate(
        text, (0, 0), (0, gap), textcoords="offset points", color=color, fontsize=12, ha="center", va="center",
        animated=True, zorder=ABOVE + 8, path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())],
    )  # fmt: skip

    def move(tail, vector) -> None:
        low, high = ax.get_xlim()
        middle, margin = tail[0] + vector[0] / 2, 0.12 * (high - low)
        mark.xy = (np.clip(middle, low + margin, high - margin), tail[1])
        mark.set_visible(bool(abs(vector[0]) > 0.02 * (high - low)))

    return move


def name(ax: Axes, color: str) -> Move:
    """A word at a place, moved to (place, word). Without the quiet ground of other labels it is drawn faster."""
    mark = ax.text(0, 0, "", color=color, fontsize=11, ha="center", va="center", animated=True, zorder=ABOVE - 3)

    def move(place, word: str) -> None:
        mark.set_text(word)
        mark.set_position(place)

    return move


def words(ax: Axes, color: str, most: int, *, size: float = 9, kept: Kept | None = None) -> Move:
    """Up to `most` texts, moved to [(place, text)]; those that seldom change belong to what is `kept`."""
    style: dict[str, Any] = {"color": color, "fontsize": size, "ha": "center", "va": "center"}
    if kept:
        texts = [Text(0, 0, "", **style) for _ in range(most)]
        for text in texts:
            kept.add(text)
    else:
        texts = [ax.text(0, 0, "", animated=True, zorder=ABOVE + 6, **style) for _ in range(most)]
    shown: list = []

    def move(items: Iterable) -> None:
        items = list(items)
        if items == shown:
            return
        shown[:] = items
        for mark, (place, text) in zip(texts, items, strict=False):
            mark.set(position=place, text=text, visible=True)
        for mark in texts[len(items) :]:
            mark.set_visible(False)
        if kept:
            kept.change()

    return move


def words_at(
    ax: Axes, color: str, most: int, *, size: float = 9.5, align: str = "center", bold: bool = False,
    still: bool = False,
) -> Move:  # fmt: skip
    """At most `most` words at places `(k, 2)`, moved to (places, words); `still` ones are part of the background."""
    marks = [
        ax.text(0, 0, "", color=color, fontsize=size, ha=align, va="center", animated=not still, zorder=ABOVE + 8,
                linespacing=1.15, weight="bold" if bold else "normal")
        for _ in range(most)
    ]  # fmt: skip
    shown: list = [None]

    def move(places, words: Sequence[str]) -> None:
        now = [(*map(float, place), str(word)) for place, word in zip(places, words, strict=True)]
        if now == shown[0]:  # matplotlib takes a text for changed that is put where it is
            return
        shown[0] = now
        for i, mark in enumerate(marks):
            *place, word = now[i] if i < len(now) else (0.0, 0.0, "")
            mark.set(position=place, text=word)

    return move


def roman(words: str) -> str:
    """Words with subscripts, such as "J_g h", as they are set in a legend: upright, and as large as its other words."""
    return rf"$\mathdefault{{{words.replace(' ', chr(92) + ',')}}}$"


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
