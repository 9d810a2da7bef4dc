"""The names of layers, of factors, and of what a sweep leaves, as far as there is room for them."""

import re

import numpy as np

from jaclib.draw import roman, short
from jaclib.explore.backprop.places import Layout
from jaclib.explore.phrases.numbers import sub

LETTER = 6.8  # how wide one is, in CSS pixels
APART = 2.8 * LETTER  # the names of the output and of the target, at least
BESIDE = 40.0  # CSS pixels from the output's neurons to the target, so that the loss has room below it


def named(now, at: Layout) -> tuple[list, list]:
    """The names of the layers and of the factors, and the loss: a step seldom changes them."""
    places = [seats[0] * (1, 0) + (0, at.lines["names"]) for seats in [*at.seats, at.target]]
    words = ["x", *(f"a{sub(k)}" for k in range(1, len(at.seats))), "y"]
    away = at.target[0, 0] - at.seats[-1][0, 0]
    places[-1] = places[-1] + (np.sign(away) * max(0, APART - abs(away)), 0)
    if np.isfinite(now["loss"]) and abs(away) > BESIDE:
        places.append(at.target[-1] - (0, at.radius + 10))
        words.append(f"L = {short(now['loss'])}")
    for name, block in at.blocks.items():
        if name[0] in "LWD":
            places.append(np.array([block.x + block.columns * at.cell[0] / 2, at.lines["factors"]]))
            words.append(fitting((block.columns + 1.1) * at.cell[0], *factor_names(name, now, at)))
    return places, words


def named_since(now, at: Layout) -> tuple[list, list]:
    """The names of what stands behind the factors and of what was collected, as soon as it is whole."""
    wide, last, places, words = at.cell[0], int(now["depth"]), [], []
    for name, block in at.blocks.items():
        if name[0] in "LWD" or name not in now or not np.isfinite(now[name]).all():
            continue
        middle, low = block.x + block.columns * wide / 2, block.y - block.rows * at.cell[1] - 8
        place, text = (middle, low), ""
        if name.startswith("after_"):
            place, text = (middle, at.lines["rows"] if at.level else low), vector_name(name[6:], now, last)
        elif name[0] == "d" and not (at.turned and name.startswith(("delta", "db"))):
            text = gradient_name(name) + ("ᵀ" if at.turned == (name[1] in "Wb") else "")
        elif name.startswith("entered") and not at.turned:
            k = int(name[7:]) - 1
            place, text = (block.x + block.columns * wide + 14, block.y - at.cell[1] / 2), f"a{sub(k)}ᵀ" if k else "xᵀ"
        if text and fitting((max(block.columns, 1.5) + 0.9) * wide, text):
            places.append(place)
            words.append(text)
    return places, words


def fitting(room: float, *names: str) -> str:
    """The first of the names that there is room for, or nothing."""
    letters = (len(re.sub(r"[$_{}^]|\\\w+", "", name)) for name in names)
    return next((name for name, count in zip(names, letters, strict=True) if LETTER * count <= room), "")


def gradient_name(name: str) -> str:
    """∂L/∂W_k, ∂L/∂b_k or δ_k."""
    return f"δ{sub(int(name[5:]))}" if name.startswith("delta") else f"∂L/∂{name[1]}{sub(int(name[2:]))}"


def factor_names(name: str, now, at: Layout) -> tuple[str, ...]:
    """A factor's name, and a shorter one."""
    turn, k = r"^\mathsf{T}" if at.turned else "", name[1:]
    if name == "L":
        return (roman(f"J_L{turn}"),)
    if name[0] == "D":
        slopes = f"σ′(z{sub(int(k))})"
        return (f"∘ {slopes}" if now["batch"] else f"diag {slopes}", f"σ′{sub(int(k))}")
    return (roman(f"J_{{f_{k}}}{turn}"),) if now["folded"] else (f"W{sub(int(k))}{'ᵀ' if at.turned else ''}",)


def vector_name(name: str, now, last: int) -> str:
    """What stands behind a factor: a gradient in the reverse sweep; forwards, how something moves with a parameter."""
    k = int(name[1:] or last)
    if now["sweep"] == "reverse":
        return f"δ{sub(k)}" if name[0] == "D" else "∂L/∂x" if name == "W1" else f"∂L/∂a{sub(k - (name != 'L'))}"
    if name == "L":
        return "∂L"
    return f"∂a{sub(k)}" if name[0] == "D" or now["folded"] or k == last else f"∂z{sub(k)}"
