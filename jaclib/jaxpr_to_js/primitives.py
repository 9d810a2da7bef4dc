"""All primitives that can be written in JavaScript: by their names, the rules."""

from jaclib.jaxpr_to_js.equations import inside, shape_and_dtype
from jaclib.jaxpr_to_js.rules import (
    chance,
    composed,
    control,
    elementwise,
    indexing,
    matrices,
    moves,
    reductions,
    sorting,
)
from jaclib.jaxpr_to_js.writer import ARRAYS

ROOMS = elementwise, moves, reductions, indexing, sorting, control, matrices, chance, composed
RULES = {name: rule for room in ROOMS for name, rule in room.RULES.items()}


def no_rule(equation) -> str:
    """Whether the primitive of an equation is unknown, in words."""
    return "" if equation.primitive.name in RULES else "there is no rule for it"


def no_dtype(equation) -> str:
    """Which dtypes of an equation can't be kept; nothing where all can. What is in an equation tells for itself."""
    dtypes = {shape_and_dtype(each)[1].name for each in (*equation.invars, *equation.outvars)}
    odd = sorted(dtypes - set(ARRAYS))
    return f"{' and '.join(odd)} can't be kept" if odd and not inside(equation) else ""


def table() -> str:
    """The primitives, with what each gives, as a table in Markdown.

    >>> print(table()[:66])
    | primitive | gives |
    | --- | --- |
    | `abs` | the absolute value |
    """
    lines = [f"| `{name}` | {said(RULES[name])} |" for name in sorted(RULES)]
    return "\n".join(["| primitive | gives |", "| --- | --- |", *lines]) + "\n"


def with_table(readme: str) -> str:
    """The README with this table in its place."""
    start, end = "<!-- primitives: written by python -m jaclib.jaxpr_to_js -->\n", "<!-- end of the primitives -->"
    before, _, rest = readme.partition(start)
    return f"{before}{start}{table()}{end}{rest.partition(end)[2]}"


def said(rule) -> str:
    """What a rule says of itself: the first words of a row, or the first line of its function's docstring."""
    if getattr(rule, "func", None) is elementwise.by_row:
        return rule.args[0].says
    return (getattr(rule, "func", rule).__doc__ or "").split("\n")[0].removesuffix(".")
