"""Controls: ordinary ipywidgets, together with what the stage must know of them.

A control's value may be shown by several widgets (a slider and a number field) and may have several components
(the coordinates of a point). `parts` has a tuple of widgets for each component.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import ipywidgets as W
import numpy as np

FARTHEST = 1e6  # from 0, a coordinate of a point that is dragged


class Owner(Protocol):
    """What shared controls belong to; it hears who uses them."""

    def used_by(self, picture) -> None: ...

    def left_by(self, picture) -> None: ...


class Control(NamedTuple):
    """What is shown of a control, and where its value is."""

    box: W.Widget
    """what is put on the page"""
    parts: tuple[tuple[W.Widget, ...], ...]
    """for each component of the value, the widgets that show it; the first of them has it exactly"""
    read: Callable[[Any], Any] = lambda value: value
    """from the value as the page knows it to what `compute` takes"""
    handle: dict | None = None
    """for what is dragged on the picture: its label, its panel, and its steps"""
    play: dict | None = None
    """for Play: what the button says, and the values that it runs through"""
    digits: int = 12
    """significant ones of a value"""
    slow: bool = False
    """moved by the kernel, together with other controls"""
    owner: "Owner | None" = None
    """for a control that several pictures share: who closes it when none of them is left"""

    @property
    def several(self) -> bool:
        """Whether the value has several components, even if only one is left: a point's coordinates, a box's sides."""
        return self.handle is not None or len(self.parts) > 1

    @property
    def value(self):
        values = [shown[0].value for shown in self.parts]
        return values if self.several else values[0]

    @property
    def widgets(self) -> list[W.Widget]:
        """All that it is made of, each once."""
        hidden = [widget for shown in self.parts for widget in shown]
        return list({id(widget): widget for widget in [*_below(self.box), *hidden]}.values())

    @value.setter
    def value(self, new):
        for shown, component in zip(self.parts, new if self.several else [new], strict=True):
            for widget in shown:
                widget.value = component


def _below(widget: W.Widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _below(child)


def close(widget: W.Widget) -> None:
    """Close a widget, with its layout and its style, which ipywidgets leaves behind."""
    for own in (widget.layout, getattr(widget, "style", None)):
        if isinstance(own, W.Widget):
            own.close()
    widget.close()


def require(name: str, value: float, lo: float, hi: float) -> None:
    """Refuse a value that a control can't have, which its widget would silently take for the nearest that it can."""
    if not lo <= value <= hi:
        raise ValueError(f"{name}: a number from {lo:.6g} to {hi:.6g} is needed, and {value:.12g} came.")


def number_style() -> dict:
    """A label as wide as its words."""
    return {"description_width": "initial"}


def number(label: str, value: float, lo: float, hi: float, step: float | None = None) -> W.BoundedFloatText:
    """A number field as wide as its number; what is out of bounds becomes the bound."""
    width = f"{len(label) * 0.6 + 9:.1f}em"
    return W.BoundedFloatText(
        value=value, min=lo, max=hi, step=step, description=label, style=number_style(), layout=W.Layout(width=width)
    )


def slider(label: str, symbol: str, lo: float, hi: float, value: float, *, steps: int = 100, play: str = "") -> Control:
    """A slider from `lo` to `hi`, and a number field named `symbol`; `play`, the words on a button, runs it upwards."""
    require(label, value, lo, hi)
    step = (hi - lo) / steps
    bar = _bar(W.FloatSlider, label, value, min=lo, max=hi, step=step)
    values = [float(f"{lo + k * step:.12g}") for k in range(steps + 1)]
    return _with_field(bar, symbol, lo, hi, value)._replace(play=_play(play, values))


def whole(
    label: str, symbol: str, lo: int, hi: int, value: int, *, every: int = 1, play: str = "", pace: int = 500,
    again: str = "", once: bool = False,
) -> Control:  # fmt: skip
    """A slider over whole numbers, in steps of `every`, and a field named `symbol`.

    `play`, the words on a button, runs it upwards, `pace` milliseconds a step, or where it is to be `once` goes one
    step; `again`, those on another, takes it back. A number that is typed between two steps is read as the lower one.
    """
    require(label, value, lo, hi)
    bar = _bar(W.IntSlider, label, value, min=lo, max=hi, step=every)
    width = f"{len(symbol) * 0.6 + 6:.1f}em"
    field = W.BoundedIntText(
        value=value, min=lo, max=hi, step=every, description=symbol, style=number_style(), layout=W.Layout(width=width)
    )
    box = W.HBox([bar, field], layout=W.Layout(max_width="100%"))
    values = list(range(lo, hi + 1, every))
    shown = _play(play, values, pace, again, once)
    return Control(box, ((field, bar),), read=lambda n: n - (n - lo) % every, play=shown)


def choice(label: str, options, value: str) -> Control:
    """One of several words."""
    longest = max(map(len, options)) + len(label)
    layout = W.Layout(width=f"{0.55 * longest + 5:.1f}em")
    box = W.Dropdown(options=list(options), value=value, description=label, style=number_style(), layout=layout)
    return Control(box, ((box,),))


def log_slider(
    label: str, symbol: str, lo: float, hi: float, value: float, *, steps: int = 100, play: str = ""
) -> Control:
    """A slider whose equal steps are equal factors, and a number field named `symbol`.

    Its values have three digits. With `play`, the words on a Play button, it can shrink by itself.
    """
    require(label, value, lo, hi)
    low, high = float(np.log10(lo)), float(np.log10(hi))
    step = (high - low) / steps
    bar = _bar(W.FloatLogSlider, label, value, min=low, max=high, step=step)
    # it stops where the picture is still more than a dot
    values = [float(f"{10 ** (high - k * step):.3g}") for k in range(round(0.7 * steps))]
    return _with_field(bar, symbol, lo, hi, value)._replace(digits=3, play=_play(play, values))


def _play(label: str, values: list, pace: int = 40, again: str = "", once: bool = False) -> dict | None:
    return {"label": label, "values": values, "pace": pace, "again": again, "once": once} if label else None


def _bar(kind: type[W.Widget], label: str, value: float, **scale) -> W.Widget:
    layout = W.Layout(width="300px")
    return kind(value=value, description=label, readout=False, style=number_style(), layout=layout, **scale)


def _with_field(bar: W.Widget, symbol: str, lo: float, hi: float, value: float) -> Control:
    field = number(symbol, value, lo, hi)
    return Control(W.HBox([bar, field], layout=W.Layout(max_width="100%")), ((field, bar),))


def switch(label: str, value: bool) -> Control:
    """On or off."""
    box = W.Checkbox(value=value, description=label, indent=False, layout=W.Layout(width="auto"))
    return Control(box, ((box,),))


def point(
    label: str, at: tuple[float, ...], *, names=("x", "y"), panel: int = 0, step: float = 0.05, base: str = "",
    sight: dict | None = None, click: bool = False,
) -> Control:  # fmt: skip
    """A point dragged on the picture's panel number `panel`, with a number field for each coordinate.

    An arrow key moves it by `step`, with Shift by five times as much; the mouse by a fifth of it. With `base`, the
    name of another point on the panel, its value is the step that leads from there to it, and it moves along. A point
    of the line or of space has a `sight`: its "centre", which is in the middle of the panel, and the name of the `turn`
    that is its "view", or "" on the line; it is dragged along the page. With `click` it also goes to where its panel is
    clicked.
    """
    for name, value in zip(names, at, strict=True):
        require(f"{label}, {name}", value, -FARTHEST, FARTHEST)
    fields = tuple(number(name, value, -FARTHEST, FARTHEST, step) for name, value in zip(names, at, strict=True))
    handle = {
        "label": label, "panel": panel, "step": step, "fine": step / 5, "base": base, "sight": sight, "click": click,
    }  # fmt: skip
    box = W.HBox(fields, layout=W.Layout(max_width="100%", flex_flow="row wrap"))
    return Control(box, tuple((field,) for field in fields), read=np.array, handle=handle)


def turn(label: str, azimuth: float, elevation: float, *, panel: int = 0) -> Control:
    """Where a picture of space is looked at from, two angles in degrees: drag anywhere on panel number `panel`.

    An arrow key turns by 5°, with Shift by 25°.
    """
    bounds = ("azimuth", azimuth, -180, 180), ("elevation", elevation, -90, 90)
    for each in bounds:
        require(*each)
    fields = tuple(number(name, value, lo, hi, 5) for name, value, lo, hi in bounds)
    handle = {"label": label, "panel": panel, "step": 5, "fine": 1, "turns": True}
    box = W.HBox(fields, layout=W.Layout(max_width="100%"))
    return Control(box, tuple((field,) for field in fields), read=np.array, handle=handle)
