"""The one call that an explorer ends with: figure, controls and three functions become a live figure."""

import base64
from collections.abc import Callable

import ipywidgets as W
import numpy as np

from jaclib.draw import panels, style
from jaclib.stage.controls import Control
from jaclib.stage.lifetime import belongs_to_cell
from jaclib.stage.stage import Stage


class Live(W.VBox):
    """Controls above their live figure. `state` is what it shows; `close()` leaves nothing behind."""

    def __init__(self, stage: Stage):
        self.stage = stage
        shown = W.HBox([control.box for control in stage.controls.values() if control.box])
        shown.add_class("jaclib-controls")
        super().__init__([shown, stage])
        self.add_class("jaclib-live")
        belongs_to_cell(self)

    @property
    def state(self) -> dict:
        return self.stage.state

    def _repr_mimebundle_(self, **kwargs) -> dict:
        # the picture and its words go into the notebook, for readers without a kernel and for its tests
        png, words = self.stage.draw(self.state, ratio=1.5)
        live = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {
            "application/vnd.jupyter.widget-view+json": live,
            "image/png": base64.b64encode(png).decode(),
            "text/plain": words["say"],
        }

    def close(self) -> None:
        hidden = [part for control in self.stage.controls.values() for shown in control.parts for part in shown]
        for widget in {id(widget): widget for widget in [*_below(self), *hidden]}.values():
            for own in (widget.layout, getattr(widget, "style", None)):
                if isinstance(own, W.Widget):
                    own.close()
            if widget is not self:
                widget.close()
        super().close()


def _below(widget: W.Widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _below(child)


def show(
    titles: tuple[str, ...],
    controls: dict[str, Control],
    compute: Callable[..., dict],
    paint: Callable[..., Callable[[dict], None]],
    say: Callable[[dict], str],
    *,
    label: str,
    values: Callable[[dict], list[dict]] = lambda now: [],
    call: Callable[[dict], str] = lambda state: "",
    tried: tuple[str, int, Callable[[dict], tuple[float, float]]] | None = None,
) -> Live:
    """A live figure with a panel for each of `titles`, steered by `controls`.

    compute(**values) → arrays       all numbers of the picture, pure: a frame is kept and named by its state
    paint(palette, *axes) → move     puts the artists up once; move(arrays) moves them
    say(arrays) → sentence           what is seen, in words: the caption, the text alternative, the saved text
    values(arrays) → read-outs       `readout`s below the picture
    call(state) → code               what recreates this view
    tried                            (name, panel, place): leave a ring at place(arrays) for each value of control name
    """

    def build(width, ratio, palette):
        figure, axes = panels(titles, width=width, ratio=ratio, palette=palette)
        with style(palette):
            return figure, axes, paint(palette, *axes)

    def describe(now, state):
        words = {"say": say(now), "values": values(now), "call": call(state)}
        return words | ({"tried": (tried[1], tried[2](now))} if tried else {})

    stage = Stage(build, controls, compute, describe, label=label, panels=len(titles), tried=tried[0] if tried else "")
    return Live(stage)


def readout(name: str, value, *, columns: bool = False) -> dict:
    r"""A number, a vector or a matrix to be set below the picture; `columns` gives it the colours of J's columns.

    >>> readout("det J", 2.0)
    {'label': 'det J', 'rows': [['\u20072.000']], 'columns': False}
    """
    value = np.asarray(value, dtype=float)
    rows = value[:, None] if value.ndim == 1 else np.atleast_2d(value)
    return {"label": name, "rows": [[number(x) for x in row] for row in rows], "columns": columns}


def number(x: float) -> str:
    r"""A number as it is read: three decimals where they say something, else a power of ten; as wide as its negative.

    >>> number(-1.41421), number(2.0), number(1.25e-7)
    ('−1.414', '\u20072.000', '\u20071.25·10⁻⁷')
    """
    x = float(x)
    if not np.isfinite(x):
        return " undefined" if np.isnan(x) else "−∞" if x < 0 else " ∞"
    sign = "−" if x < 0 else "\N{FIGURE SPACE}"
    if x == 0 or 0.01 <= abs(x) < 1e4:
        return f"{sign}{abs(x):.3f}"
    digits, power = f"{abs(x):.2e}".split("e")
    return f"{sign}{digits}·10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
