"""Words: labels that keep clear of what they would cover, notes at places of a panel, words at places of the plane."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from jaclib.draw.axes import pixels_per_unit
from jaclib.draw.marks import Move, Pair, Style, obstacle, one_by_one, outlines, put, unchanged

FOOTNOTE = 2.8  # how far up a name begins, in halves of its height, so that a footnote has room below it
RIM = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]])  # around a square
TAKEN = np.concatenate([RIM, [[1, 1]]])  # and across it, so that nothing fits into it unseen


def label(ax: Axes, text: str, color: str, *, away: float = 12) -> Move:
    """A label beside the tip of a vector, `away` points further out, inside of the panel.

    Moved to (tail, vector), and to the values that its text has places for. Hidden where the vector is too short for
    it, or its tip is not in view. Of the `clear` marks of its panel that were put up before it, it keeps clear, as near
    to its place as they leave room, and stays there where they leave none; then it is an obstacle itself.
    """
    point, show = ax.figure.dpi / 72, _kept_clear(ax, _text(ax, color, text, order=8))
    ways = _ways((0, 35, -35, 70, -70), (away, away + 9, away + 18, away + 30, away + 45))

    def move(tail, vector, *values) -> None:
        shown = np.asarray(vector) * pixels_per_unit(ax)
        length = float(np.hypot(*shown))
        tip = ax.transData.transform(np.add(tail, vector))
        if length > 16 * point and ax.bbox.contains(*tip):
            margin = np.array([15, 10]) * point
            places = tip + point * (ways @ (shown / length))
            show(np.clip(places, ax.bbox.min + margin, ax.bbox.max - margin), *values)
        else:
            show(None)

    return move


def labels(ax: Axes, texts: Sequence[str], colors: Sequence[str], *, away: float = 12) -> Move:
    """Labels beside the tips of arrows, moved as `arrows` are: to one tail `(2,)` and the rows of `(k, 2)`.

    Further arrays have a value for the text of each of them.
    """
    each = one_by_one(label(ax, text, color, away=away) for text, color in zip(texts, colors, strict=True))
    return lambda tail, vectors, *values: each([tail] * len(texts), vectors, *values)


def note_at(ax: Axes, text: str, color: str, *, offset: Pair = (-11, -13), bold: bool = False) -> Move:
    """A label beside a point `(2,)` in view, at a distance in points, or near there clear of marks as `label` is."""
    mark = _text(ax, color, text, order=7, **({"weight": "bold"} if bold else {"style": "italic"}))
    show, ways = (
        _kept_clear(ax, mark),
        _ways((0, 90, -90, 180, 45, -45), (1, 1.3, 1.7, 2.2, 2.8, 3.6, 4.5)) @ np.array(offset),
    )

    def move(at, *values) -> None:
        place = ax.transData.transform((at[0], at[1]))
        show(place + ax.figure.dpi / 72 * ways if ax.bbox.contains(*place) else None, *values)

    return move


def above(ax: Axes, text: str, color: str) -> Move:
    """A label 10 points above the middle of a level arrow, moved to (tail, vector); gone where it has no length."""
    mark = _text(ax, color, text, order=8)

    def move(tail, vector) -> None:
        low, high = ax.get_xlim()
        middle, margin = tail[0] + vector[0] / 2, 0.12 * (high - low)
        place = ax.transData.transform((np.clip(middle, low + margin, high - margin), tail[1]))
        mark.set_position((place[0], place[1] + 10 * ax.figure.dpi / 72))
        mark.set_visible(bool(abs(vector[0]) > 0.02 * (high - low) and ax.bbox.contains(*place)))

    return move


def note(
    ax: Axes, color: str, at: Pair, text="{}", *, offset: Pair = (0, 0), size=10.0, align="left", still=False
) -> Move:
    """Words at a place of the panel, (0, 0) its lower left corner and (1, 1) its upper right one.

    Moved to the words, or to the numbers that `text` has places for; blank where one of them is not finite. `offset` is
    their distance from there, in points. A `still` note is part of the background: let it change seldom.
    """
    place = ax.transAxes + ScaledTranslation(offset[0] / 72, offset[1] / 72, ax.figure.dpi_scale_trans)
    mark = _text(ax, color, "", order=8, still=still, transform=place, position=at, size=size, ha=align)

    def move(*values) -> None:
        there = all(np.isfinite(value) for value in values if np.asarray(value).dtype.kind == "f")
        mark.set_text(text.format(*values) if there else "")

    return move


def note_below(ax: Axes, color: str, text: str = "{}", *, size: float = 10) -> Move:
    """Words below the panel, on the line of its axis' name and to the left of it."""
    return note(ax, color, (0, 0), text, offset=(-37, -25), size=size)


def footnote(ax: Axes, color: str, text: str = "{}") -> Move:
    """Words in the lower right corner of the panel. They are part of the background."""
    return note(ax, color, (0.98, 0), text, offset=(0, 8), align="right", still=True)


def hint(ax: Axes, words: str, color: str, *, below: bool = False) -> Text:
    """Quiet words in the row between the title and the panel, or `below` it, beside the name of the axis."""
    at, offset, size = ((0, 0), (-42, -29), 9) if below else ((0, 1), (0, 6), 9.5)
    place: Style = {"xycoords": "axes fraction", "textcoords": "offset points"}
    return ax.annotate(words, at, offset, color=color, fontsize=size, **place)


def texts(ax: Axes, color: str, most: int, *, align="center", spacing="normal", cached=None, **look) -> Move:
    """At most `most` texts at places `(k, 2)`, moved to (places, texts); `still` ones are part of the background.

    Their `look` is matplotlib's, such as `size` and `weight`; `order` says what lies above what.
    """
    style: Style = {"size": 9, "order": 8, "rim": False, "transform": ax.transData} | look
    marks = [_text(ax, color, "", ha=align, linespacing=spacing, cached=cached, **style) for _ in range(most)]

    def move(places, texts: Sequence[str]) -> None:
        for mark, place, text in zip(marks, places, texts, strict=False):
            mark.set(position=place, text=str(text))
        for mark in marks[len(texts) :]:
            mark.set_text("")

    return unchanged(move, cached)


def names(ax: Axes, color: str, most: int, *, size: float = 9.5) -> Move:
    """Names of at most `most` parts of the plane, moved to (places `(k, c, 2)`, names).

    Each stands inside of the panel, above its footnote, at the first of its places where it covers none of what labels
    keep clear of; in a panel without room for it there is none.
    """
    margin = np.array([3 * size, size]) * ax.figure.dpi / 72
    low = margin * (1, FOOTNOTE)
    shows = [_kept_clear(ax, _text(ax, color, "{}", order=6, size=size), dispensable=True) for _ in range(most)]

    def move(places, words: Sequence[str]) -> None:
        for show, choices, text in zip(shows, places, words, strict=False):
            show(np.clip(ax.transData.transform(choices), ax.bbox.min + low, ax.bbox.max - margin), str(text))
        for show in shows[len(words) :]:
            show(None)

    return move


def roman(words: str) -> str:
    """Set words with subscripts, such as "J_g h", as a legend needs them: upright, and as large as its other words."""
    return rf"$\mathdefault{{{words.replace(' ', chr(92) + ',')}}}$"


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


def _text(ax: Axes, color: str, text: str, *, order: float, rim=True, still=False, cached=None, **style) -> Text:
    look: Style = {"size": 12, "ha": "center", "va": "center", "transform": None} | style
    mark = Text(0, 0, text, color=color, clip_on=False, **look)
    if rim and not still:
        mark.set_path_effects([withStroke(linewidth=3, foreground=ax.get_facecolor())])
    return put(ax, mark, order, cached, still=still)


def _ways(degrees: tuple, distances: tuple) -> np.ndarray:
    """Matrices that turn and stretch the way to a label into others, the nearest distance first: `(c, 2, 2)`."""
    turned = [[[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]] for t in np.radians(degrees)]
    return np.multiply.outer(distances, turned).reshape(-1, 2, 2)


def _kept_clear(ax: Axes, mark: Text, *, dispensable: bool = False) -> Move:
    """Show a text at the first of `(c, 2)` places in pixels where it covers no outline, or else at the first.

    A `dispensable` one is not shown there. Moved to the places, and to the values that it has places for; hidden where
    there are none.
    """
    before, text = outlines(ax), mark.get_text()
    taken = obstacle(ax)
    halves: dict[str, np.ndarray] = {}  # of the size of each text: to measure it takes long

    def show(places, *values) -> None:
        if values:
            mark.set_text(text.format(*values))
        mark.set_visible(places is not None)
        taken(None)
        if places is None:
            return
        words, data = mark.get_text(), ax.transData
        if words not in halves:
            halves[words] = np.array(mark.get_window_extent().size) / 2 + 1.5 * ax.figure.dpi / 72
        around = [data.transform(each.reshape(-1, 2)).reshape(each.shape) for slot in before for each in slot]
        covered = covers(places, halves[words], around)
        if dispensable and covered.all():
            mark.set_visible(False)
            return
        place = places[int(np.argmin(covered))]
        mark.set_position(place)
        taken(data.inverted().transform(place + halves[words] * TAKEN))

    return show
