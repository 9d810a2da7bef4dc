"""Arguments of a call: checked against the control that each starts, with one voice, and typed in code."""

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from jaclib.stage.controls import FARTHEST, Declared

ROUNDING = 1e-11  # of a bound, that a copied call may be off


class Refused(ValueError):
    """What an argument can't be: its `name`, and what is `wrong` with it. The page has its control's label for it."""

    def __init__(self, name: str, wrong: str):
        super().__init__(f"`{name}` {wrong}")
        self.name, self.wrong = name, wrong


def refuse(name: str, needed: str, value) -> Refused:
    """Make the error for an argument, in the same words for all.

    >>> print(refuse("eps", "a number from 0.0001 to 2", 3))
    `eps` must be a number from 0.0001 to 2; got 3.
    """
    return Refused(name, f"must be {needed}; got {value!r}.")


def checked(name: str, declared: Declared, value) -> Any:
    """Turn the argument `name` into what the page has: a number, a word, a list of numbers. Raises ValueError.

    >>> from jaclib.stage.controls import choice
    >>> checked("kind", choice("map", {"a dense one": "dense"}), "dense")
    'a dense one'
    """
    look = declared.look
    match declared.kind:
        case "slider" | "log_slider":
            return _number(name, value, look["lo"], look["hi"])
        case "whole":
            return min(_whole(name, value, look["lo"], look["most"], look["every"]), look["hi"])
        case "choice":
            return _word(name, value, look["options"])
        case "switch":
            if not (_is(value, True) or _is(value, False)):
                raise refuse(name, "True or False", value)
            return bool(value)
        case "point":
            at = _vector(name, value, [(-FARTHEST, FARTHEST)] * len(look["names"]))
            if look["direction"] and not any(at):
                raise refuse(name, "a step that is not 0, since it gives the direction", value)
            return at
        case "turn":
            return _vector(name, value, [(-180, 180), (-90, 90)])
        case "box":
            return _vector(name, value, [scale[2:] for scale in look["scales"]])
    raise TypeError(f"A control of kind {declared.kind} is checked by what makes it.")


def code(declared: Declared, value) -> str:
    """Type a value that the page has as it is typed in a call.

    >>> from jaclib.stage.controls import point, slider
    >>> code(slider("time", "t", 0, 1), 0.1 + 0.2), code(point("point a"), [1.0, 0.25])
    ('0.3', '(1, 0.25)')
    """
    if declared.kind == "choice":
        return repr(declared.look["options"][value])
    if declared.kind == "whole":
        return str(value - (value - declared.look["lo"]) % declared.look["every"])
    if isinstance(value, list):
        return f"({', '.join(f'{each:.12g}' for each in value)}{',' * (len(value) == 1)})"
    return repr(value) if declared.kind == "switch" else f"{value:.12g}"


def _is(value, option) -> bool:
    """Whether a value is an option: scalars of NumPy and JAX are the numbers that they hold, to six figures."""
    if _real(value) and _real(option):
        return math.isclose(float(value), float(option), rel_tol=1e-6)
    if np.ndim(value) == 0 and hasattr(value, "item"):
        value = value.item()
    return isinstance(value, Hashable) and value == option


def _real(value) -> bool:
    """Whether it is a real number of any kind: of Python, NumPy, JAX or SymPy, a fraction, a decimal."""
    if isinstance(value, bool | str | bytes | complex | list | tuple | dict) or np.ndim(value):
        return False
    kind = np.asarray(value).dtype.kind
    return kind in "iuf" or (kind not in "bcUS" and hasattr(value, "__float__"))


def _within(value, lo: float, hi: float) -> float | None:
    """The value as a float between its bounds, or None: a copied call may be off by a rounding of twelve figures."""
    number = float(value)
    return min(max(number, lo), hi) if lo - ROUNDING * abs(lo) <= number <= hi + ROUNDING * abs(hi) else None


def _number(name: str, value, lo: float, hi: float) -> float:
    number = _within(value, lo, hi) if _real(value) else None
    if number is None:
        raise refuse(name, f"a number from {lo:g} to {hi:g}", value)
    return number


def _whole(name: str, value, lo: int, hi: int, every: int) -> int:
    if not (_real(value) and lo <= value <= hi and (value - lo) % every == 0):
        kind = "whole number" if every == 1 else f"multiple of {every}"
        raise refuse(name, f"a {kind} from {lo} to {hi}", value)
    return int(value)


def _word(name: str, value, options: Mapping[str, Any]) -> str:
    for word, each in options.items():
        if _is(value, each):
            return word
    raise refuse(name, f"one of {', '.join(map(repr, options.values()))}", value)


def _vector(name: str, value, bounds: Sequence[tuple[float, float]]) -> list[float]:
    parts = [value] if _real(value) else list(value) if np.iterable(value) else []
    many = f"{len(bounds)} finite number{'s' * (len(bounds) > 1)}"
    if len(parts) != len(bounds) or not all(_real(each) and np.isfinite(float(each)) for each in parts):
        raise refuse(name, many, value)
    at = [_within(each, lo, hi) for each, (lo, hi) in zip(parts, bounds, strict=True)]
    if None in at:
        ranges = ", ".join(f"from {lo:g} to {hi:g}" for lo, hi in dict.fromkeys(bounds))
        raise refuse(name, f"{many.replace('finite ', '')} {ranges}", value)
    return [number for number in at if number is not None]
