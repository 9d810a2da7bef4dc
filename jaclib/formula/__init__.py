"""A typed formula as a map that JAX can differentiate, with its LaTeX and a frame to look at it."""

import re
from contextlib import suppress
from functools import lru_cache
from itertools import combinations

import jax.numpy as jnp
import numpy as np

from jaclib.formula import room
from jaclib.formula.grammar import LONGEST_FORMULA, Parser
from jaclib.formula.names import USUAL
from jaclib.formula.tokens import FormulaError
from jaclib.formula.tree import Node, evaluate, holds, latex
from jaclib.maps import Map

__all__ = ["FormulaError", "parse_map", "read_map"]
TOO_MANY = 6  # components or variables


def parse_map(text: str, variables: tuple[str, ...] = ("x", "y"), components: int | None = None) -> Map:
    """The map that a typed formula means, one expression for each component: "x*y, x^2 - y^2".

    It takes shape (n,), an entry for each of the variables, to (m,), for n, m ≤ 6; the same text gives the same map,
    so that `jit` compiles it once. Side by side means times, and an exponent belongs to the name, number or bracket
    before it: xy^2 is x·y²; sin xy and sin 2x take the product. What is read in two ways, as 1/xy, √xy, e^xy or
    sin x y, is refused, and both spellings are offered. log is ln, lg is log₁₀. It knows a calculator's functions, also
    max, min, hypot, atan2, erf, sigmoid, relu, softplus, gelu, silu, pow; π, e, tau; LaTeX as copied from a page;
    np.sin; x₁, x_1, x[0], also x0, x1 and z1, z2; f(x, y) = …, (x, y) ↦ …, (u, v) = …, u(x, y) = …, z = … and X = ….
    A line may end behind a comma or an operator, and in brackets. In the plane a complex formula, as z^2 or exp(i x),
    is the map to its real and imaginary part. Where the formula has no value, its derivative is NaN. No code is run:
    a grammar reads the text.
    Raises FormulaError, with `.position`, `.suggestion` and `.suggestions`, for a text that it can't read in exactly
    one way, or that hasn't as many components as are wanted.

    >>> parse_map("x y, x² − y²").latex
    '(x y,\\\\; x^{2} - y^{2})'
    >>> parse_map("r cos theta, r sin theta", ("r", "θ"))([2.0, 0.0])
    Array([2., 0.], dtype=float64)
    >>> parse_map("x + sinx")
    Traceback (most recent call last):
    jaclib.formula.tokens.FormulaError: At character 5: sinx is read as one name; try x + sin(x)
    """
    if not isinstance(text, str):
        raise TypeError(f'text must be a formula in quotes, like "x*y, x^2"; got {type(text).__name__}.')
    names = _checked(variables)
    if components is None:
        _with_decimal_commas(text, names)
    found = _parse_map(text, names)
    if components not in (None, len(found.outputs)):
        _miscounted(text, names, len(found.outputs), components)
    return found


def read_map(text: str, n: int | None = 2, components: int | None = None, own: tuple[str, ...] = ()) -> Map:
    """The map of n variables that a formula means, in the first letters of these that it is written in.

    They are x, y; u, v; r, θ; r, t and others that are usual, before them a picture's `own`. Where n is None, it has as
    few variables as will do. Raises FormulaError as `parse_map` does: in the letters in which most of it can be read.

    >>> read_map("r cos t, r sin t").variables, read_map("u^2, v").variables, read_map("t^2, t", None).variables
    (('r', 't'), ('u', 'v'), ('t',))
    """
    sizes = [*USUAL] if n is None else [n]
    failed: list[tuple[int, int, FormulaError]] = []
    for names in dict.fromkeys(names[:size] for size in sizes for names in (own, *USUAL[size]) if len(names) >= size):
        try:
            _parse_map(text, names)
        except FormulaError as error:
            failed.append((error.position, len(names), error))
        else:
            return parse_map(text, names, components)
    raise max(failed, key=lambda each: each[:2])[2]


def _with_decimal_commas(text, variables):
    """Stop at 1,5x, where the number of components is open: a whole number, and a digit right behind its comma."""
    before, bare = None, text
    while before != bare:  # without what functions are applied to, as in max(0,5x)
        before, bare = bare, re.sub(r"\w\s*[(\[][^()\[\]]*[)\]]", lambda inside: "." * len(inside.group()), bare)
    number = r"[0-9]+\s*(?:[,)\]$]|$)"  # a whole component, as in 0,1
    found = re.finditer(rf"(?:^|[,(\[=])\s*[0-9]+,(?=[0-9])(?!{number})", bare)
    if commas := [match.end() - 1 for match in found]:
        spelled = ("".join(mend if at in commas else char for at, char in enumerate(text)) for mend in (".", ", "))
        mends = (_mended(each, variables, place) for place, each in enumerate(spelled))
        raise FormulaError("is a decimal comma meant? It is written as a point", commas[0], *mends)


def _miscounted(text, variables, came, wanted):
    """Stop at too many or too few components; a comma between digits may have been a decimal one, a space a comma."""
    needed = f"{wanted} component{'s are' if wanted > 1 else ' is'} needed"
    problem = f"{needed}, and {came} {'was' if came == 1 else 'were'} given"
    if came < wanted:
        more = "another" if wanted - came == 1 else f"{wanted - came} more"
        raise FormulaError(f"{problem}: write {more} after a comma", 0, *_with_a_comma(text, variables, wanted))
    commas = [match.start() for match in re.finditer(r"(?<=[0-9]),(?=[0-9])", text)]
    if came - len(commas) > wanted or not commas:
        raise FormulaError(f"{problem}: leave {'one' if came - wanted == 1 else came - wanted} out", 0)
    chosen = combinations(commas, came - wanted)
    spelled = ("".join("." if place in points else char for place, char in enumerate(text)) for points in chosen)
    raise FormulaError(f"{problem}; is a decimal comma meant? It is written as a point", commas[0], *spelled)


def _with_a_comma(text, variables, wanted):
    """The text with a comma in place of a space between two factors, where one way alone gives what is wanted."""
    found = []
    for space in re.finditer(r"(?<=[^\s,+\-*/^(=]) +(?=[^\s,+\-*/^)=])", text):
        spelled = f"{text[: space.start()]}, {text[space.end() :]}"
        with suppress(FormulaError):
            found += [spelled] * (len(_parse_map(spelled, variables).outputs) == wanted)
    return found if len(found) == 1 else []


def _checked(variables):
    names = (variables,) if isinstance(variables, str) else tuple(variables)
    good = all(isinstance(name, str) and name.isidentifier() and name[0] != "_" for name in names)
    if not (good and 0 < len(names) == len(set(names)) <= TOO_MANY):
        raise ValueError(f'variables must be 1 to {TOO_MANY} different names, like ("x", "y"); got {variables!r}.')
    return names


@lru_cache(maxsize=512)
def _parse_map(text, variables):
    try:
        parser = Parser(text, variables)
        trees = _real(parser.components(), text)
    except FormulaError as error:
        mends = (_mended(mend, variables, place) for place, mend in enumerate(error.suggestions))
        problem = _of_equations(text, variables) or error.problem
        raise FormulaError(problem, error.position, *mends) from None
    if len(trees) > TOO_MANY:
        raise FormulaError(f"a map may have at most {TOO_MANY} components; this one has {len(trees)}", len(text) - 1)
    return _map(text.strip(), trees, parser.variables)


def _of_equations(text, variables):
    """Say what to do about left = 1, left = 0, where a map is wanted; None if the text is something else."""
    sides = [part.split("=") for part in text.replace("==", "=").split(",")]
    if len(sides) < 2 or any(len(each) != 2 or not re.fullmatch(r"\s*[-+]?[0-9.]+\s*", each[1]) for each in sides):
        return None
    left, right = (", ".join(each.strip() for each in column) for column in zip(*sides, strict=True))
    if len(left) > 80 or _mended(left, variables, 0, rounds=1) is None:
        return None
    return f'an equation is not a map: write the left sides, "{left}", and the right ones as y, as in y=({right})'


def _real(trees, text):
    """The trees; one that is complex gives two, its real and its imaginary part."""
    if len(trees) == 1 and trees[0].complex:
        return [Node(op, (trees[0],), None, trees[0].depth + 1) for op in ("Re", "Im")]
    if any(tree.complex for tree in trees):
        raise FormulaError("a complex formula is a map by itself: take its Re and Im as components", 0)
    return trees


def _map(name, trees, variables) -> Map:
    def function(x):
        entries = jnp.unstack(x)  # once for all: JAX takes longer to trace x[0] than what is done with it
        values = (jnp.broadcast_to(jnp.asarray(evaluate(tree, entries, jnp), x.dtype), ()) for tree in trees)
        return jnp.stack([_only_where_defined(value) for value in values])

    def values(places):
        return np.stack([np.broadcast_to(evaluate(tree, places.T, np), len(places)) for tree in trees], axis=1)

    pair = ("x", "y") if {"u", "v"} & {*variables} else ("u", "v")
    outputs = pair if len(trees) == 2 else tuple(f"u{i + 1}" for i in range(len(trees)))
    domain, at = room.domain_and_start(values, variables)
    more = {"domain": domain, "point": at or room.usual(domain), "image": room.frame(values, domain)}
    more |= {"components": tuple(trees), "defined": at is not None}
    return Map(name, function, _latex(trees), variables, outputs, **more)


def _only_where_defined(value):
    """The value; where it is none, its derivative is none either: that of ln x at −1 isn't 1/x.

    A complex value is that of a complex step, which asks for what is analytic and nothing else.
    """
    if jnp.iscomplexobj(value):
        return value
    return value * jnp.where(jnp.isnan(value), jnp.nan, jnp.ones_like(value))


def _latex(trees):
    meant = r",\; z = x + i y" if any(holds(tree, "z") for tree in trees) else ""
    if [tree.op for tree in trees] == ["Re", "Im"] and trees[0].parts == trees[1].parts:
        return rf"(\operatorname{{Re}} w,\; \operatorname{{Im}} w),\; w = {latex(trees[0].parts[0])}{meant}"
    rows = [latex(tree) for tree in trees]
    return ("(" + r",\; ".join(rows) + ")" if len(rows) > 1 else rows[0]) + meant


def _mended(text, variables, place, rounds=4):
    """The suggestion, mended further, of several ways in the one at the same place, until it can be read; else None."""
    for _ in range(rounds):
        if text is None or len(text) > LONGEST_FORMULA:
            return None
        try:
            _real(Parser(text, variables).components(), text)
            return text
        except FormulaError as error:
            if "; write " in error.problem:  # for other letters: not without a word, where the problem was another
                return None
            text = error.suggestions[min(place, len(error.suggestions) - 1)] if error.suggestions else None
    return None
