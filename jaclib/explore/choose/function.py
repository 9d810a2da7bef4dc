"""The control that chooses a function from the plane to the numbers: typed as a formula, or a Python function."""

import html
from collections.abc import Callable

import ipywidgets as W

from jaclib import FormulaError, maps, parse_map
from jaclib.own.function import as_own
from jaclib.own.in_code import written
from jaclib.stage import Control, sentence
from jaclib.stage.control import number_style


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


def choose_function(first: maps.Map, examples, end: str = "", prepare: Callable[[str], str] = str.strip) -> Control:
    """A field for the formula, which offers the examples; `end` is what stands behind it, as in "= 0".

    It holds the `first` function. `prepare` makes a formula of what is typed. What is wrong with it is said below the
    field, and the function stays as it was.
    """
    known = {first.name: first}
    key = W.Text(value=first.name)
    field = W.Combobox(value=first.name, options=list(examples), ensure_option=False, description="F(x, y)",
                       continuous_update=False, style=number_style(), layout=W.Layout(width="22em"))  # fmt: skip
    formula, wrong = W.HTMLMath(value=_typeset(first, end)), W.HTML()

    def entered(change) -> None:
        text = prepare(change["new"])
        try:
            new = known.get(text) or as_function(text)
        except ValueError as error:
            words = str(error) if type(error) is ValueError else sentence(error)
            wrong.value = f'<span role="alert" class="jaclib-error">{html.escape(words)}</span>'
            return
        known[new.name], wrong.value, formula.value = new, "", _typeset(new, end)
        key.value = new.name

    field.observe(entered, "value")
    row = W.HBox([field, formula])
    row.add_class("jaclib-controls")
    return Control(W.VBox([row, wrong]), ((key,),), read=known.__getitem__, slow=True)


def in_code(F, name: str) -> str:
    """The function in code: one that was given by its name, a formula as it is typed."""
    return written(F, "F") if callable(F) else repr(name)


def _typeset(F: maps.Map, end: str) -> str:
    return f"$= {html.escape(F.latex)}{end}$" if F.latex else ""
