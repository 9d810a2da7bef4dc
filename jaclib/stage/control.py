"""A control as a figure has it: how its value is taken, read, typed in a call, and shown on the page."""

import io
from collections.abc import Callable, Container, Mapping
from functools import partial
from itertools import chain, count
from types import MappingProxyType
from typing import Any, NamedTuple, cast

import numpy as np

from jaclib.stage.arguments import checked, code
from jaclib.stage.controls import FARTHEST, SLIDER_WIDTH, Declared, Following, Own, slider
from jaclib.stage.pen import pairs, read_points, written


class Control(NamedTuple):
    """How one control is dealt with. Its value is what the page has: a number, a word, True, a text, or numbers."""

    declared: Declared
    first: Any
    """the value that it starts with"""
    take: Callable[[Any], Any]
    """from an argument, or what was typed on the page, to the value; raises ValueError or TypeError"""
    read: Callable[[Any], Any]
    """from the value to what `compute` takes"""
    code: Callable[[Any], str]
    """from the value to what is typed in a call"""
    page: Callable[[Any], dict]
    """from the value to what the page shows the control with: data that goes into JSON"""

    @property
    def start(self):
        """What `compute` takes at first."""
        return self.read(self.first)


def started(
    name: str,
    declared: Declared | Following,
    given,
    controls: Mapping[str, Control],
    arguments: Mapping[str, Any] = MappingProxyType({}),
) -> Control | None:
    """Make the control of an argument, from what is given for it, or None.

    One that follows others asks those of `controls`, and the arguments, None where there is none. The control is None
    where it declares none. Raises ValueError for an argument that it can't have.
    """
    if isinstance(declared, Following):
        led = [controls[each].start if each in controls else arguments.get(each) for each in declared.names]
        new = declared.declare(*led)
        if new is None:
            return None
        given = declared.start(*led) if given is None and declared.start else given
        return control(name, new, given)
    return control(name, declared, given)


def control(name: str, declared: Declared, given) -> Control:
    """Make a control that starts with what is given for the argument `name`. Raises ValueError for what it can't be."""
    special = {"typed": _typed, "buttons": _buttons, "drawn": _drawn, "open_choice": _open_choice}
    if declared.kind in special:
        return special[declared.kind](name, declared, given)
    take = partial(_taken, name, declared)
    return Control(
        declared, take(given), take, partial(_read, declared), partial(code, declared), partial(_page, declared)
    )


def fitted(new: Declared, old: Declared, value) -> Any:
    """Give the value nearest to an old one that the control may have as it is declared now."""
    look = new.look
    match new.kind:
        case "whole":
            stays = look["sticks"] and value == old.look["hi"]
            return _read(new, look["hi"] if stays else min(value, look["hi"]))
        case "box":
            return [min(max(each, lo), hi) for each, (_, _, lo, hi) in zip(value, look["scales"], strict=True)]
        case "choice":
            words, before = list(look["options"]), list(old.look["options"])
            renamed = len(words) == len(before) and not set(words) & set(before)
            return value if value in words else words[before.index(value) if renamed else 0]
    return value


def rewritten(old: Control, declared: Declared) -> Control:
    """Give something typed the look that is declared now: what it means, and all that was typed before, stays."""
    return old._replace(declared=declared, page=partial(_typed_page, declared, *cast(partial, old.page).args[1:]))


def _taken(name: str, declared: Declared, value):
    """Check an argument; of a choice its word on the page does as well."""
    word = declared.kind == "choice" and isinstance(value, str) and value in declared.look["options"]
    return value if word else checked(name, declared, value)


def _read(declared: Declared, value):
    match declared.kind:
        case "choice":
            return declared.look["options"][value]
        case "whole":
            return value - (value - declared.look["lo"]) % declared.look["every"]
        case "point" | "turn" | "box":
            return np.array(value)
    return value


def _drawn_as(declared: Declared, **look) -> dict[str, Any]:
    return {"kind": declared.kind, "shown": declared.shown, "flex": declared.flex} | look


def _page(declared: Declared, value=None) -> dict:
    """Give what the page draws a control from, with its handle on the picture and the values that Play runs through."""
    look = _drawn_as(declared, **declared.look)
    match declared.kind:
        case "slider" | "log_slider" | "whole":
            return look | {"play": _play(declared)}
        case "choice":
            return look | {"options": list(look["options"])}
        case "point":
            return look | {"lo": -FARTHEST, "hi": FARTHEST, "handle": _handle(look, look["step"] / 5)}
        case "turn":
            return look | {"names": ("azimuth", "elevation"), "step": 5, "handle": _handle(look | {"step": 5}, 1)}
        case "box":
            width = 180 if len(look["scales"]) == 3 else SLIDER_WIDTH  # three beside each other on 1000 pixels
            scales = [_page(slider(*scale, steps=look["steps"], width=width)) for scale in look["scales"]]
            return look | {"scales": scales}
    return look


def _handle(look: dict, fine: float) -> dict:
    """Describe what is dragged on the picture: an arrow key moves it by a step, the mouse by `fine`."""
    known = {name: look[name] for name in ("label", "panel", "step", "base", "sight", "click") if name in look}
    return known | {"fine": fine} | ({"turns": True} if look["kind"] == "turn" else {})


def _play(declared: Declared) -> dict | None:
    """Describe what Play runs through, and Step in strides: a tenth of a slider, or one of what is counted.

    A logarithmic slider stops where the picture is still more than a dot.
    """
    look = declared.look
    if not look["play"]:
        return None
    lo, hi = look["lo"], look["hi"]
    more = {"pace": 40, "flows": True, "again": "", "stride": max(1, look.get("steps", 0) // 10)}
    values: list[float]
    if declared.kind == "whole":
        values = [*range(lo, look["longest"] + 1, look["every"])]
        more = {"pace": look["pace"], "again": look["again"], "stride": 1, "hurries": look["hurries"]}
    elif declared.kind == "slider":
        values = [float(f"{x:.12g}") for x in np.linspace(lo, hi, look["steps"] + 1)]
    else:
        values = [float(f"{x:.3g}") for x in np.geomspace(hi, lo, look["steps"] + 1)[: round(0.7 * look["steps"])]]
    return more | {"label": look["play"], "values": values}


def _typed(name: str, declared: Declared, given) -> Control:
    look = declared.look
    given = next(iter(look["known"]), None) if given is None else given
    first, name_of = look["take"](given), look["name"]
    listed = look["known"] | ({name_of(first): first} if callable(given) else {})
    entries = {name_of(each): entry for entry, each in listed.items()}
    meant = {name_of(each): each for each in (*listed.values(), first)}

    def take(value) -> str:
        if isinstance(value, str) and value in meant:
            return value
        texts = [value] if isinstance(value, str) else value
        typed = isinstance(texts, list | tuple) and all(isinstance(each, str) for each in texts)
        new = look["parse"]([each.strip() for each in texts], first, given) if typed else look["take"](value)
        meant[name_of(new)] = new
        return name_of(new)

    def read(value: str):
        return meant[take(value)]

    def typed(value: str) -> str:
        return look["code"](given, read(value), value == name_of(first))

    page = partial(_typed_page, declared, listed, entries, read)
    return Control(declared, name_of(first), take, read, typed, page)


def _typed_page(declared: Declared, listed: Mapping, entries: Mapping[str, str], read, value: str) -> dict:
    look = declared.look
    fields = [dict(field) for field in look["fields"](read(value))]
    if look["menu"] and value in entries:
        fields[0]["text"] = ""  # it stands in the list
    offered = [(entry, look["words"](entry, each)) for entry, each in listed.items()]
    menu = {"label": look["menu"], "own": look["own"], "entries": offered, "entry": entries.get(value)}
    return _drawn_as(declared, fields=fields, menu=menu if look["menu"] else None)


def _open_choice(name: str, declared: Declared, given) -> Control:
    own: Own = declared.look["own"]
    known = dict(declared.look["options"])

    def take(value) -> str:
        if isinstance(value, str) and value in known:
            return value
        if own.upload and isinstance(value, Sent):
            meant, word = own.upload.read(io.BytesIO(value.content), value.name), _unused(value.name, known)
        else:
            word, meant = own.take(value)
        known[word] = meant
        return word

    def page(value: str) -> dict:
        upload = own.upload and {"words": own.upload.words, "accept": own.upload.accept}
        look = {name: declared.look[name] for name in ("label", "width")}
        return _drawn_as(declared, **look, options=list(known), upload=upload) | {"kind": "choice"}

    return Control(declared, take(given), take, known.__getitem__, partial(own.code, given), page)


class Sent(NamedTuple):
    """A file that came from the page."""

    name: str
    content: bytes


def _unused(name: str, known: Container[str]) -> str:
    """Number the name if it is taken: it stands for a single file, whose frames may have been kept."""
    numbered = (f"{name} ({place})" for place in count(2))
    return next(each for each in chain([name], numbered) if each not in known)


def _buttons(name: str, declared: Declared, given) -> Control:
    take, read, typed, rows_of = (declared.look[name] for name in ("take", "read", "code", "rows"))

    def page(value: str) -> dict:
        return _drawn_as(declared, rows=[{"label": label, "buttons": row} for label, row in rows_of(value)])

    return Control(declared, take(given), take, read, typed, page)


def _drawn(name: str, declared: Declared, given) -> Control:
    look = declared.look
    read = partial(read_points, name, most=look["most"])

    def take(value) -> str:
        text = value if isinstance(value, str) else written(name, value)
        read(text)
        return text

    page = _drawn_as(declared, label=look["label"], handle=look | {"pen": True})
    return Control(declared, take(given), take, read, pairs, lambda value: page)
