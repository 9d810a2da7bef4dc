"""A control as the stage knows it: the widgets that show its value, and how the value is read and typed in a call."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import ipywidgets as W


class Owner(Protocol):
    """What shared controls belong to: it is told which figures use them."""

    def used_by(self, figure) -> None: ...

    def left_by(self, figure) -> None: ...


class Control(NamedTuple):
    """What is shown of a control, and where its value is.

    Its value may be shown by several widgets (a slider and a number field) and may have several components (the
    coordinates of a point).
    """

    box: W.Widget
    """what is put on the page"""
    parts: tuple[tuple[W.Widget, ...], ...]
    """for each component of the value, the widgets that show it; the first of them has it exactly"""
    read: Callable[[Any], Any] = lambda value: value
    """from the value as the page knows it to what `compute` takes"""
    code: Callable[[Any], str] = repr
    """from the value as the page knows it to what is typed in a call"""
    adapt: Callable[[dict], None] = lambda look: None
    """shows another look: other names, bounds, options"""
    handle: dict | None = None
    """for what is dragged on the picture: its label, its panel, and its steps"""
    play: dict | None = None
    """for Play: what the button says, and the values that it runs through"""
    digits: int = 12
    """significant ones of a value"""
    slow: bool = False
    """moved by the kernel, together with other controls"""
    owner: Owner | None = None
    """for a control that several figures share: who closes it when none of them is left"""

    @property
    def several(self) -> bool:
        """Whether the value has several components, even if only one is left: a point's coordinates, a box's sides."""
        return self.handle is not None or len(self.parts) > 1

    @property
    def value(self):
        values = [shown[0].value for shown in self.parts]
        return values if self.several else values[0]

    @value.setter
    def value(self, new) -> None:
        for shown, component in zip(self.parts, new if self.several else [new], strict=True):
            for widget in shown:
                widget.value = component

    @property
    def now(self):
        """The value as `compute` takes it."""
        return self.read(self.value)

    @property
    def widgets(self) -> list[W.Widget]:
        """All widgets that it is made of, each once."""
        hidden = [widget for shown in self.parts for widget in shown]
        return list({id(widget): widget for widget in [*_below(self.box), *hidden]}.values())

    @property
    def closed(self) -> bool:
        return self.box.comm is None


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


def labelled(kind: type[W.Widget], label: str, width: str, **more) -> W.Widget:
    """Make a widget of this kind and CSS width, with a label as wide as its words."""
    return kind(description=label, style={"description_width": "initial"}, layout=W.Layout(width=width), **more)
