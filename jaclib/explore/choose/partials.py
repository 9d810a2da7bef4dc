"""The Jacobian of a map as formulas, where the map is given by some: typed, or in the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jaclib import maps, parse_map
from jaclib.coordinates import PHYSICISTS, PLANE, SPACE
from jaclib.explore.choose.listed import FORMULAS
from jaclib.formula.abbreviate import abbreviated
from jaclib.formula.derivative import derivative, smooth
from jaclib.formula.divisors import divisors
from jaclib.formula.filled import ONE, ZERO, NoFormula, made
from jaclib.formula.parts import real
from jaclib.formula.simplify import simplified
from jaclib.formula.tree import Node
from jaclib.formula.typeset import Box, mathml, text
from jaclib.stage import formulas

LONGEST = 72  # characters of an entry that is shown


@dataclass(frozen=True)
class Partials:
    """The formulas of a Jacobian. There are no rows where none are shown, and `note` says why."""

    name: str
    """as in "J(r, θ)\""""
    rows: tuple[tuple[str, ...], ...]
    """in a line of text"""
    boxes: tuple[tuple[Box, ...], ...]
    """in MathML"""
    det: tuple[str, Box] | None
    """the determinant, in a line and in MathML, where it isn't too long"""
    note: str
    """where they hold, and what their letters stand for"""


@lru_cache(maxsize=64)  # once a map
def partials(f: maps.Map) -> Partials | None:
    """The Jacobian of a map as formulas; None for one that is given in another way.

    >>> partials(maps.polar).rows
    (('cos θ', '−r sin θ'), ('sin θ', 'r cos θ'))
    """
    components = f.components or _listed(f)
    if not components:
        return None
    name = f"J({', '.join(f.variables)})"
    try:
        return _shown(name, [real(each, f.variables) for each in components], f)
    except NoFormula as what:
        return Partials(name, (), (), None, f"no formula is shown: none is known here for {what}")


def _listed(f: maps.Map) -> tuple:
    known = f in (*PLANE.values(), *SPACE.values(), *PHYSICISTS.values()) and f.name in FORMULAS
    return parse_map(FORMULAS[f.name], f.variables).components if known else ()


def _shown(name: str, components: list[Node], f: maps.Map) -> Partials:
    n = len(f.variables)
    entries = [simplified(derivative(each, k)) for each in components for k in range(n)]
    det = simplified(_det([entries[i : i + n] for i in range(0, len(entries), n)])) if len(components) == n else None
    below = divisors(*entries)
    entries, letters = abbreviated(entries, (*f.variables, *f.outputs))
    if max(len(text(each)) for each in entries) > LONGEST:
        return Partials(name, (), (), None, "its formulas are too long to be shown")
    cancelled = [(each,) for each in divisors(*components) if each not in below]
    kinks = [*cancelled, *(kink for each in components for kink in smooth(each))]
    where = list(dict.fromkeys(filter(None, map(_condition, kinks))))
    notes = [f"where {'; '.join(where)}"] if where else []
    notes += [f"with {' and '.join(f'{letter} = {text(tree)}' for letter, tree in letters.items())}"] if letters else []
    rows = [entries[i : i + n] for i in range(0, len(entries), n)]
    lines = tuple(tuple(map(text, row)) for row in rows)
    boxes = tuple(tuple(map(mathml, row)) for row in rows)
    short = (text(det), mathml(det)) if det and len(text(det)) <= LONGEST / 2 else None
    return Partials(name, lines, boxes, short, ", ".join(notes))


def _det(rows: Sequence[Sequence[Node]]) -> Node:
    """The determinant, along the first row."""
    if not rows:
        return ONE
    total = ZERO
    for j, entry in enumerate(rows[0]):
        rest = _det([[*row[:j], *row[j + 1 :]] for row in rows[1:]]) if entry != ZERO else ZERO
        total = made("-" if j % 2 else "+", total, made("*", entry, rest))
    return total


def with_formulas(J: dict, found: Partials | None, det: dict | None = None) -> list[dict]:
    """The read-outs of a Jacobian and of its determinant with their formulas before them, as far as they are found."""
    if found is not None:
        J = J | {"formulas": formulas(found.name, found.rows, found.boxes, found.note)}
    if det and found and found.det:
        words, box = found.det
        det = det | {"formulas": formulas(f"det {found.name}", [[words]], [[box]], columns=False)}
    return [each for each in (J, det) if each]


def _condition(kink: tuple[Node, ...]) -> str:
    """Say where there is no kink or jump of `smooth`; nothing if that is so everywhere."""
    if len(kink) == 2:
        y, x = (text(simplified(each)) for each in kink)
        return f"{y} ≠ 0 or {x} > 0"
    t = simplified(kink[0])
    if t.constant is not None:
        if t.constant == 0:
            raise NoFormula("what has a kink everywhere")
        return ""
    sides = t.parts if t.op == "-" else (t, None)
    return f"{text(sides[0])} ≠ {text(sides[1]) if sides[1] else 0}"
