"""The control that chooses a function from the plane to the numbers: typed as a formula, or a Python function."""

import html
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from jaclib import FormulaError, maps, parse_map
from jaclib.explore.choose.map import defined
from jaclib.formula import read_map
from jaclib.own.function import as_own
from jaclib.own.in_code import in_code
from jaclib.preimages import net
from jaclib.programs.jets import jets
from jaclib.stage import Declared, Following, following, point, typed

CELLS = 20  # along each side of the net on which a place is looked for


def as_function(F, *, name: str = "F", twice: bool = False, letters: tuple[str, ...] = ()) -> maps.Map:
    """The map from (2,) to (1,) that a formula or a Python function stands for; `twice` if it is differentiated twice.

    `name` is that of the argument; `letters` are those that a formula must be written in, if it must. Raises ValueError
    or FormulaError with a sentence on what to write instead.

    >>> as_function("x^2 + y^2")([1.0, 2.0])
    Array([5.], dtype=float64)
    """
    if isinstance(F, str):
        try:
            return defined(parse_map(F, letters, 1) if letters else read_map(F, 2, 1), name)
        except FormulaError as error:
            problem = error.problem if name == "F" else f"{name}: {error.problem}"
            raise FormulaError(problem, error.position, *error.suggestions) from None
    return as_own(F, 2, 1, name, "a formula", twice)


def plane_function(
    examples: Sequence[str], *, end="", prepare: Callable[[str], str] = str, letters: tuple[str, ...] = ()
) -> Declared:
    """Declare the function F of a figure, which is differentiated twice: a field that offers the examples.

    `end` is what stands behind the formula, as in "= 0"; `prepare` makes a formula of what is typed; `letters` are the
    variables, where the figure's words are made for these.
    """
    read = partial(as_function, twice=True, letters=letters)

    def fields(F: maps.Map) -> list[dict]:
        formula = f"$= {html.escape(F.latex)}{end}$" if F.latex else ""
        return [{"label": f"F({', '.join(F.variables)})", "text": F.name, "offers": examples, "formula": formula}]

    return typed(
        fields,
        parse=lambda texts, first, given: first if texts[0] == first.name else read(prepare(texts[0])),
        take=lambda F: read(prepare(F) if isinstance(F, str) else F),
        code=lambda given, F, first: in_code(given, F.name if first else "", F.name, "F"),
    )


def function_point(usual: tuple[float, float]) -> Following:
    """Declare a point of the plane of the function F: it stays where it is when another F has a value there, too.

    It starts at the `usual` point, or the nearest at which F has a value.
    """
    return following(
        "F",
        lambda F: point("point a", names=F.variables),
        start=lambda F: usual if _has_value(F, usual) else _nearest(F, usual),
        resets=lambda a, F: not _has_value(F, a),
    )


def _has_value(F: maps.Map, at) -> bool:
    return bool(np.isfinite(jets(F, np.array([at], dtype=float)).value).all())


def _nearest(F: maps.Map, at) -> tuple[float, ...]:
    """The nearest place of a net over the domain where F has a value, as beside it; for want of one, F's own point."""
    places = np.round(net(F.domain, CELLS), 12)  # as many digits as a copied call has
    known = np.isfinite(jets(F, places).value)
    inside = known & [np.roll(known, step, axis) for axis in (0, 1) for step in (-1, 1)]
    inside = inside.all(axis=0)[1:-1, 1:-1]
    if not inside.any():
        return F.point
    places = places[1:-1, 1:-1][inside]
    return tuple(places[np.linalg.norm(places - at, axis=1).argmin()].tolist())
