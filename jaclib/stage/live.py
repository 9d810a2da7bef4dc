"""The one call that an explorer ends with: figure, controls and three functions become a live figure."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ipywidgets as W
import numpy as np

from jaclib.draw import panels, style
from jaclib.stage.control import Control, close
from jaclib.stage.lifetime import belongs_to_cell, mimebundle
from jaclib.stage.stage import Stage

Mark = Callable[..., None]
Marks = dict[str | tuple[str, ...], Mark | list[Mark]]
EVERYTHING = "*"  # moves what takes all arrays at once, which is rare
COMMENT = r" *(# [^\n]*)\n"  # at the end of a line


class Live(W.VBox):
    """Controls above their live figure. `state` is what it shows; `close()` leaves nothing behind."""

    def __init__(self, stage: Stage):
        self.stage = stage
        shown = W.HBox([control.box for control in stage.controls.values() if control.box])
        shown.add_class("jaclib-controls")
        super().__init__([shown, stage])
        self.add_class("jaclib-live")
        belongs_to_cell(self)
        self.owners = {control.owner for control in stage.controls.values() if control.owner}
        for owner in self.owners:
            owner.used_by(self)

    @property
    def state(self) -> dict:
        return self.stage.state

    def _repr_mimebundle_(self, **kwargs) -> dict:
        # the picture and its words go into the notebook, for readers without a kernel and for its tests
        png, words = self.stage.first()
        return mimebundle(self, words["say"], png)

    def close(self) -> None:
        owned = [control for control in self.stage.controls.values() if not control.owner]
        for widget in [self.children[0], self.stage, *(widget for control in owned for widget in control.widgets)]:
            close(widget)
        for owner in self.owners:
            owner.left_by(self)
        self.layout.close()
        super().close()


def show(
    titles: tuple[str, ...],
    controls: dict[str, Control],
    compute: Callable[..., dict],
    paint: Callable[..., Marks],
    say: Callable[[dict], str],
    *,
    label: str,
    values: Callable[[dict], list[dict]] = lambda now: [],
    call: Callable[[dict], str] = lambda state: "",
    tried: tuple[str, int, tuple[str, str]] | None = None,
    spots: Callable[[dict], list[dict]] | None = None,
    challenges: Sequence[tuple[str, Callable[[dict], tuple[bool, str] | None]]] = (),
    across: int = 3,
) -> Live:
    """A live figure with a panel for each of `titles`, steered by `controls`.

    compute(**values) → arrays       all numbers of the picture, pure: a frame is kept and named by its state
    paint(palette, *axes) → marks    puts the artists up once: the marks by the names of the arrays that move them
    say(arrays) → sentence           describes the figure: the caption, the text alternative, the saved text
    values(arrays) → read-outs       `readout`s below the picture
    call(state) → code               what recreates this view
    tried                            (name, panel, place): for each value of control name leave a ring where the two
                                     arrays named in place say
    spots(arrays) → spots            `spot`s: touch one in the picture, and what it shows of a matrix is lit
    challenges                       (task, judge): judge(arrays) is (whether it is solved, why or a hint), or None
    across                           how many panels stand side by side at most
    """

    def build(width, ratio, palette):
        figure, axes = panels(titles, width=width, ratio=ratio, palette=palette, across=across)
        with style(palette):
            return figure, axes, partial(move, paint(palette, *axes))

    def describe(now, state):
        words: dict[str, Any] = {"say": say(now), "values": values(now), "call": comments_above(call(state))}
        words["judged"] = [judge(now) for _, judge in challenges]
        if spots:
            words["spots"] = spots(now)
        if tried:
            _, panel, place = tried
            words["tried"] = panel, [now[name] for name in place]
        return words

    more: dict[str, Any] = {"tried": tried[0] if tried else "", "tasks": [task for task, _ in challenges]}
    return Live(Stage(build, controls, compute, describe, label=label, panels=len(titles), across=across, **more))


def move(marks: Marks, now: dict) -> None:
    """Move each mark to the arrays that it is named for, in the order in which they were put up.

    >>> move({"t": print, ("a", "b"): [print, print]}, {"a": 1, "b": 2, "t": 3})
    3
    1 2
    1 2
    """
    for key, some in marks.items():
        names = (key,) if isinstance(key, str) else key
        try:
            arrays = [now] if key == EVERYTHING else [now[name] for name in names]
        except KeyError as name:
            given = ", ".join(now)
            raise ValueError(f"A mark is moved by {name}, but `compute` gives no more than {given}.") from None
        for mark in some if isinstance(some, list) else [some]:
            mark(*arrays)


def together(*some: Marks) -> Marks:
    """Join the marks of several panels: those that are named for the same arrays are moved together.

    >>> together({"a": print, "b": print}, {"a": [print]}) == {"a": [print, print], "b": [print]}
    True
    """
    marks: dict[str | tuple[str, ...], list[Mark]] = {}
    for each in some:
        for names, mark in each.items():
            marks.setdefault(names, []).extend(mark if isinstance(mark, list) else [mark])
    return {**marks}


def comments_above(code: str) -> str:
    """Put code in one line, with the comments that stand in it on lines of their own above it, each once.

    >>> print(comments_above("show(f  # give it this name" + chr(10) + ", a=1)"))
    # give it this name
    show(f, a=1)
    """
    comments = dict.fromkeys(re.findall(COMMENT, code))
    return "\n".join([*comments, re.sub(COMMENT, "", code)])


def readout(name: str, value, *, columns: bool = False, known=True) -> dict:
    r"""A number, a vector or a matrix to be set below the picture; `columns` gives it the colours of J's columns.

    In the name _f and _{f∘g} are set as subscripts. Entries that are not `known`, a mask of its shape, are blank.

    >>> readout("det J", 2.0)
    {'label': 'det J', 'rows': [['\u20072.000']], 'columns': False}
    """
    value, known = np.broadcast_arrays(np.asarray(value, dtype=float), known)
    texts = np.array([number(x) if shown else "" for x, shown in zip(value.flat, known.flat, strict=True)])
    rows = texts.reshape(-1, value.shape[1] if value.ndim == 2 else 1)
    return {"label": name, "rows": rows.tolist(), "columns": columns}


def count(name: str, value: int) -> dict:
    """A whole number to be set below the picture.

    >>> count("multiplications", 52_800)
    {'label': 'multiplications', 'rows': [['52,800']], 'columns': False}
    """
    return {"label": name, "rows": [[f"{int(value):,}"]], "columns": False}


def product(factors: Sequence[dict], result: dict | None = None, *, met: Sequence = (), note: str = "") -> dict:
    """A product of matrices as it is written, from read-outs of the factors and of the result, with their shapes.

    `met` has for each matrix in the row the (row, column) of the entries that are at work, counted from 0. Where there
    is no result, `note` says why.

    >>> row, column = readout("A", [[1.0, 2.0]]), readout("B", [3.0, 4.0])
    >>> len(product([row, column], readout("A B", 11.0, known=False))["product"])
    3
    """
    row = [dict(each) for each in (*factors, result) if each]
    for matrix, cells in zip(row, met, strict=False):
        matrix["met"] = [list(cell) for cell in cells]
    return {"product": row, "note": note}


def spot(cells: dict[str, list[tuple[int, int]]], *, panel: int, path, words: str) -> dict:
    """A line on panel number `panel` that shows entries of matrices: touch it, and they are lit, and vice versa.

    `cells` has (row, column) of the entries, counted from 0, by the name of the read-out; `path` the line's points
    `(k, 2)`, with NaN for a gap; `words` what there is to say of it. Of lines equally near the first one counts.

    >>> spot({"J": [(0, 1)]}, panel=1, path=[(0, 0), (1, 0.5)], words="entry (1, 2)")["path"]
    [[0.0, 0.0], [1.0, 0.5]]
    """
    points = np.asarray(path, dtype=float)
    # NaN is no JSON
    line = [[float(f"{x:.6g}"), float(f"{y:.6g}")] if np.isfinite(x) and np.isfinite(y) else None for x, y in points]
    lit = {name: [list(each) for each in found] for name, found in cells.items()}
    return {"cells": lit, "panel": panel, "path": line, "words": words}


def number(x: float, figures: int = 3) -> str:
    r"""A number as it is read: three decimals where they say something, else a power of ten; as wide as its negative.

    `figures` are those before the power of ten.

    >>> number(-1.41421), number(2.0), number(1.25e-7)
    ('−1.414', '\u20072.000', '\u20071.25·10⁻⁷')
    """
    x = float(x)
    if not np.isfinite(x):
        return " undefined" if np.isnan(x) else "−∞" if x < 0 else " ∞"
    sign = "−" if x < 0 else "\N{FIGURE SPACE}"
    if x == 0 or 0.01 <= abs(x) < 1e4:
        return f"{sign}{abs(x):.3f}"
    digits, power = f"{abs(x):.{figures - 1}e}".split("e")
    return f"{sign}{digits}·10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
