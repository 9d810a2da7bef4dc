"""The widgets of explorers that are not scenes yet."""

import ipywidgets as W
import numpy as np

from jaclib.stage.control import Control, number_style
from jaclib.stage.controls import FARTHEST
from jaclib.stage.pen import _points, written


def require(name: str, value: float, lo: float, hi: float) -> None:
    """Refuse a value that a control can't have, which its widget would silently take for the nearest that it can."""
    if not lo <= value <= hi:
        raise ValueError(f"{name}: a number from {lo:.6g} to {hi:.6g} is needed, and {value:.12g} came.")


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


def drawn(label: str, points=(), *, panel: int = 0, most: int = 200, step: float = 0.1) -> Control:
    """At most `most` points, drawn anywhere on the picture's panel number `panel`; `compute` takes them as pairs.

    A drag leaves points behind, `step` apart. For the keys there is a cross: an arrow moves it by `step`, with Shift by
    five times as much; Space or Enter sets a point, Backspace takes the last one away. A text field shows the points as
    "x, y; x, y" and takes them, and a button clears them.
    Raises ValueError where there are too many points, or some are no pairs of numbers.
    """
    if len(points) and np.shape(points)[1:] != (2,):
        raise ValueError(f"{label}: pairs of numbers are needed, as in [(0.5, 1), (-0.2, 0.3)], and {points!r} came.")
    text = written(points)
    field = W.Text(value=text, description=label, placeholder="x, y; x, y; …", continuous_update=False,
                   style=number_style(), layout=W.Layout(width="24em"))  # fmt: skip
    clear = W.Button(description=f"clear {label}", layout=W.Layout(width="auto"))
    clear.on_click(lambda _: setattr(field, "value", ""))
    handle = {"label": label, "panel": panel, "step": step, "most": most, "pen": True}
    box = W.HBox([field, clear], layout=W.Layout(max_width="100%", flex_flow="row wrap"))
    return Control(box, ((field,),), read=lambda value: _points(label, most, value), handle=handle)
