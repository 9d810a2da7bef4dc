"""The control that chooses the map: from the catalogue, typed as a formula, or a Python function."""

import difflib
import html
import re
from collections.abc import Callable

from jaclib import FormulaError, maps
from jaclib.coordinates import PHYSICISTS, PLANE, SPACE
from jaclib.explore.choose.listed import entry
from jaclib.formula import read_map, room
from jaclib.own.function import as_own
from jaclib.own.in_code import in_code
from jaclib.stage import Declared, Following, following, point, typed

RULE = (
    "An exponent belongs to the letter, number or bracket before it: xy^2 is x·y². sin xy and sin 2x take the product. "
    "1/xy, √xy and e^xy can be read in two ways and need brackets. log is ln, lg is log₁₀."
)


def as_map(f, known: dict[str, maps.Map] = maps.CATALOGUE) -> maps.Map:
    """The map that a name, a typed formula, a Python function or a `Map` stands for; `known` has the names.

    It has as many variables as the known maps. Raises ValueError or FormulaError with a sentence on what to write
    instead.

    >>> as_map("polar").name, as_map("x*y, x + y").variables
    ('polar', ('x', 'y'))
    """
    n = len(next(iter(known.values())).variables)
    return from_text(f, known, n) if isinstance(f, str) else as_own(f, n, n)


def from_text(text: str, known: dict[str, maps.Map], n: int) -> maps.Map:
    """The map of n variables that a name or a formula means; FormulaError, also with the name that is near, if none.

    The catalogue's names are understood everywhere, also where `known` has others.

    >>> from_text("Polar", maps.CATALOGUE, 2).name
    'polar'
    >>> from_text("polr", maps.CATALOGUE, 2)
    Traceback (most recent call last):
    jaclib.formula.tokens.FormulaError: At character 1: no map is called polr: did you mean polar?
    """
    everywhere = {name: f for name, f in (PLANE | SPACE).items() if len(f.variables) == n} | known
    name = text if text in everywhere else text.strip().lower().replace("_", " ")
    if name in everywhere:
        return everywhere[name]
    if shown := shown_elsewhere(text.strip()):
        raise FormulaError(shown, 0)
    try:
        return defined(read_map(text, n, components=n))
    except FormulaError:
        if near := near_name(text, everywhere):
            raise FormulaError(f"no map is called {text.strip()}: did you mean {near}?", 0) from None
        raise


def shown_elsewhere(text: str) -> str:
    """Say which picture shows a map that isn't one of this picture's; nothing of a name that none has.

    >>> shown_elsewhere("spherical")
    'spherical is a map of space, and this picture is of the plane: explore.coordinates("spherical") shows it'
    """
    name = text.lower().replace("_", " ")
    for f, theirs in PHYSICISTS.items():
        if re.sub("[()]", "", name) == re.sub("[()]", "", theirs.name).lower():
            call = f'explore.coordinates("{f.name}", physicists=True)'
            return f"{text} is {f.name} in the names of physicists: {call} shows it"
    where = ("the plane", "space") if name in PLANE else ("space", "the plane") if name in SPACE else None
    call = f'explore.coordinates("{name}")'
    return f"{text} is a map of {where[0]}, and this picture is of {where[1]}: {call} shows it" if where else ""


def defined(f: maps.Map, name: str = "f") -> maps.Map:
    """The map itself. Raises ValueError for one that has no value in its domain."""
    if not f.defined:
        raise ValueError(room.nowhere(name, f.variables))
    return f


def near_name(text: str, known) -> str | None:
    """The known name that was probably meant, or None."""
    words = text.strip().lower().replace("_", " ")
    near = difflib.get_close_matches(words, known, n=1, cutoff=0.75)
    return near[0] if near and re.fullmatch("[a-z ]+", words) else None


def plane_map(
    known: dict[str, maps.Map] = maps.CATALOGUE, *, example: str = "", named: Callable = lambda f: f
) -> Declared:
    """Declare the map of a figure: from a list of the known ones, typed as a formula, or a Python function.

    The empty field shows the `example`. The maps have as many variables as the known ones. Of a map is written what
    `named` makes of it, the same with other names.
    """
    n = len(next(iter(known.values())).variables)
    hint = example or {2: "x*y, x^2 - y^2", 3: "x*y, y*z, z*x"}[n]

    def fields(f: maps.Map) -> list[dict]:
        return [{"label": "or type one", "text": f.name, "hint": hint, "tip": RULE, "formula": _typeset(named(f))}]

    return typed(
        fields,
        parse=lambda texts, first, given: from_text(texts[0], known | {first.name: first}, n),
        take=lambda f: as_map(f, known),
        code=lambda given, f, first: in_code(given, f.name if first else "", f.name),
        known=known,
        menu="map",
        own="— your own formula —",
        words=lambda name, f: entry(named(f).name) if known.get(name) is f else name,
    )


def map_point(label: str = "point a", **more) -> Following:
    """Declare a point of the domain of the map `f`: it goes to the map's own when another is chosen."""
    return following("f", lambda f: point(label, names=f.variables, **more), start=lambda f: f.point)


def _typeset(f: maps.Map) -> str:
    return f"$f({', '.join(f.variables)}) = {html.escape(f.latex)}$" if f.latex else html.escape(f.name)
