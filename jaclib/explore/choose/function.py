"""The control that chooses a function from the plane to the numbers: typed as a formula, or a Python function."""

import html
from collections.abc import Callable, Sequence

from jaclib import FormulaError, maps, parse_map
from jaclib.own.function import as_own
from jaclib.own.in_code import in_code
from jaclib.stage import Declared, typed


def as_function(F, *, name: str = "F", twice: bool = False) -> maps.Map:
    """The map from (2,) to (1,) that a formula or a Python function stands for; `twice` if it is differentiated twice.

    `name` is that of the argument. Raises ValueError or FormulaError with a sentence on what to write instead.

    >>> as_function("x^2 + y^2")([1.0, 2.0])
    Array([5.], dtype=float64)
    """
    if isinstance(F, str):
        try:
            return parse_map(F, ("x", "y"), components=1)
        except FormulaError as error:
            problem = error.problem if name == "F" else f"{name}: {error.problem}"
            raise FormulaError(problem, error.position, *error.suggestions) from None
    return as_own(F, 2, 1, name, "a formula", twice)


def plane_function(examples: Sequence[str], *, end="", prepare: Callable[[str], str] = str) -> Declared:
    """Declare the function F of a figure, which is differentiated twice: a field that offers the examples.

    `end` is what stands behind the formula, as in "= 0"; `prepare` makes a formula of what is typed.
    """

    def fields(F: maps.Map) -> list[dict]:
        formula = f"$= {html.escape(F.latex)}{end}$" if F.latex else ""
        return [{"label": "F(x, y)", "text": F.name, "offers": examples, "formula": formula}]

    return typed(
        fields,
        parse=lambda texts, first, given: first if texts[0] == first.name else as_function(prepare(texts[0])),
        take=lambda F: as_function(prepare(F) if isinstance(F, str) else F, twice=True),
        code=lambda given, F, first: in_code(given, F.name if first else "", F.name, "F"),
    )
