"""The widgets that show declared controls: made from the declarations, and made to follow each other."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import ipywidgets as W
import numpy as np

from jaclib.stage.arguments import checked, code
from jaclib.stage.control import Control, labelled
from jaclib.stage.controls import FARTHEST, SLIDER_WIDTH, Declared, Following, slider
from jaclib.stage.options import choice, open_choice
from jaclib.stage.pen import drawn
from jaclib.stage.text import buttons, typed

ROW = {"max_width": "100%", "flex_flow": "row wrap"}


def made(
    name: str,
    declared: Declared | Following,
    given,
    controls: Mapping[str, Control],
    arguments: Mapping[str, Any] = MappingProxyType({}),
) -> Control | None:
    """Make the control of an argument, from what is given for it, or None; it follows those of `controls` it names.

    Of what else it names it knows the argument, None where there is none. The control is None if it declares none.
    Raises ValueError for an argument that it can't have.
    """
    if isinstance(declared, Declared):
        return _made(name, declared, given)
    led = {each: controls[each] for each in declared.names if each in controls}

    def now() -> list:
        return [led[each].now if each in led else arguments.get(each) for each in declared.names]

    new = declared.declare(*now())
    if new is None:
        return None
    if given is None and declared.start is not None:
        given = declared.start(*now())
    control = _made(name, new, given)
    for each in led.values():
        _follow(each, control, partial(_adapt_to, control, declared, now))
    return control


def _made(name: str, declared: Declared, given) -> Control:
    show = {"typed": typed, "buttons": buttons, "drawn": drawn, "open_choice": open_choice}.get(declared.kind)
    if show:
        control = show(name, declared.look, given)
    else:
        control = SHOWN[declared.kind](declared.look, checked(name, declared, given))
        if declared.kind != "choice":  # whose words may change
            control = control._replace(code=partial(code, declared))
    _be_seen(control, declared)
    control.box.layout.flex = declared.flex or None
    return control


def _follow(led: Control, control: Control, adapt: Callable[[], None]) -> None:
    """Call `adapt` when the led control changes, as long as the control that follows it is there."""

    def changed(_) -> None:
        if control.closed:  # while one that figures share lives on
            for shown in led.parts:
                shown[0].unobserve(changed, "value")
        else:
            adapt()

    for shown in led.parts:
        shown[0].observe(changed, "value")


def _adapt_to(control: Control, declared: Following, now: Callable[[], list]) -> None:
    new = declared.declare(*now())
    if new is None:
        return
    _be_seen(control, new)
    control.adapt(new.look)
    if declared.resets and declared.start:
        start = declared.start(*now())
        if start is not None:
            control.value = start if new.kind == "buttons" else checked("start", new, start)


def _be_seen(control: Control, declared: Declared) -> None:
    if not declared.shown:
        control.box.layout.display = "none"
    elif control.box.layout.display == "none":
        control.box.layout.display = None


def _field(label: str, value: float, lo: float, hi: float, step: float | None = None) -> W.BoundedFloatText:
    """A number field as wide as its number; what is out of bounds becomes the bound."""
    width = f"{len(label) * 0.6 + 9:.1f}em"
    return labelled(W.BoundedFloatText, label, width, value=value, min=lo, max=hi, step=step)


def _bar(kind: type[W.Widget], look: dict, value: float, **scale) -> W.Widget:
    return labelled(kind, look["label"], f"{look['width']}px", value=value, readout=False, **scale)


def _row(bar: W.Widget, field: W.Widget, **more) -> Control:
    return Control(W.HBox([bar, field], layout=W.Layout(max_width="100%")), ((field, bar),), **more)


def _slider(look: dict, value: float) -> Control:
    lo, hi, steps = look["lo"], look["hi"], look["steps"]
    step = (hi - lo) / steps
    bar = _bar(W.FloatSlider, look, value, min=lo, max=hi, step=step)
    values = [float(f"{lo + k * step:.12g}") for k in range(steps + 1)]
    field = _field(look["symbol"], value, lo, hi)
    if look["field"]:
        field.layout.width = f"{look['field']:g}em"
    return _row(bar, field, play=_play(look["play"], values))


def _log_slider(look: dict, value: float) -> Control:
    """Make a slider whose values have three digits. Play stops where the picture is still more than a dot."""
    low, high = float(np.log10(look["lo"])), float(np.log10(look["hi"]))
    step = (high - low) / look["steps"]
    bar = _bar(W.FloatLogSlider, look, value, min=low, max=high, step=step)
    values = [float(f"{10 ** (high - k * step):.3g}") for k in range(round(0.7 * look["steps"]))]
    field = _field(look["symbol"], value, look["lo"], look["hi"])
    return _row(bar, field, digits=3, play=_play(look["play"], values))


def _whole(look: dict, value: int) -> Control:
    lo, hi, every, symbol = (look[name] for name in ("lo", "hi", "every", "symbol"))
    bar = _bar(W.IntSlider, look, value, min=lo, max=hi, step=every)
    width = "6em" if look["width"] < SLIDER_WIDTH else f"{len(symbol) * 0.6 + 6:.1f}em"
    field = labelled(W.BoundedIntText, symbol, width, value=value, min=lo, max=hi, step=every)
    values = list(range(lo, look["longest"] + 1, every))
    play = _play(look["play"], values, look["pace"], look["again"], look["once"])

    def adapt(look: dict) -> None:
        at_end = field.value == field.max
        bar.max = field.max = look["hi"]
        if at_end and look["sticks"]:
            field.value = bar.value = look["hi"]

    return _row(bar, field, read=lambda n: n - (n - lo) % every, play=play, adapt=adapt)


def _play(label: str, values: list, pace: int = 40, again: str = "", once: bool = False) -> dict | None:
    return {"label": label, "values": values, "pace": pace, "again": again, "once": once} if label else None


def _switch(look: dict, value: bool) -> Control:
    box = W.Checkbox(value=value, description=look["label"], indent=False, layout=W.Layout(width="auto"))
    return Control(box, ((box,),))


def _point(look: dict, at: list[float]) -> Control:
    step = look["step"]
    fields = [_field(name, value, -FARTHEST, FARTHEST, step) for name, value in zip(look["names"], at, strict=True)]
    handle = {name: look[name] for name in ("label", "panel", "step", "base", "sight", "click")}

    def adapt(look: dict) -> None:
        for field, name in zip(fields, look["names"], strict=True):
            field.description = name

    return _vector(fields, handle | {"fine": step / 5}, ROW)._replace(adapt=adapt)


def _turn(look: dict, at: list[float]) -> Control:
    """Make the two angles; an arrow key turns by 5°, with Shift by 25°."""
    fields = [_field("azimuth", at[0], -180, 180, 5), _field("elevation", at[1], -90, 90, 5)]
    return _vector(fields, look | {"step": 5, "fine": 1, "turns": True}, {"max_width": "100%"})


def _vector(fields: list, handle: dict, layout: dict) -> Control:
    box = W.HBox(fields, layout=W.Layout(**layout))
    return Control(box, tuple((field,) for field in fields), read=np.array, handle=handle)


def _box(look: dict, at: list[float]) -> Control:
    scales, width = (
        look["scales"],
        180 if len(look["scales"]) == 3 else SLIDER_WIDTH,
    )  # three beside each other on 1000 pixels
    looks = [slider(*scale, steps=look["steps"], width=width).look for scale in scales]
    rows = [_slider(each, value) for each, value in zip(looks, at, strict=True)]
    parts = tuple(row.parts[0] for row in rows)
    box = W.HBox([row.box for row in rows], layout=W.Layout(**ROW))
    return Control(box, parts, np.array, adapt=partial(_rescale, parts), handle=look["handle"])


def _rescale(parts, look: dict) -> None:
    for (field, bar), (label, symbol, lo, hi) in zip(parts, look["scales"], strict=True):
        bar.description, field.description = label, symbol
        for widget in (field, bar):
            widget.min, widget.max = min(lo, widget.min), max(hi, widget.max)  # never a least above a largest
            widget.value = min(max(widget.value, lo), hi)
            widget.min, widget.max = lo, hi
        bar.step = (hi - lo) / look["steps"]


SHOWN: dict[str, Callable[[dict, Any], Control]] = {"slider": _slider, "log_slider": _log_slider, "whole": _whole}
SHOWN |= {"choice": choice, "switch": _switch, "point": _point, "turn": _turn, "box": _box}
