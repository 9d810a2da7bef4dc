"""The control that chooses the maps of a composition: a field for each, for a formula or a name of the catalogue."""

import html
from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from jaclib import FormulaError, maps, parse_map
from jaclib.explore.choose.map import defined, near_name
from jaclib.formula import read_map
from jaclib.own.function import fitting, from_function
from jaclib.own.in_code import in_code, name_of
from jaclib.stage import Declared, Following, comments_above, following, refuse, typed

Chain = tuple[maps.Map, ...]  # outermost first, as it is written

LETTERS = ("x", "y", "z"), ("u", "v", "w"), ("p", "q", "s")  # of the input, and of what lies between
MAP_NAMES = {2: ("f", "g"), 3: ("f", "g", "k")}
MOST_DIMENSIONS = 3  # a space of more dimensions has no picture
COMPOSED = " ∘ "  # between the names of maps in that of their chain


def as_chain(given, n: int | None = None, m: int | None = None) -> Chain:
    """The maps that formulas, names of the catalogue, functions or `Map`s stand for, outermost first, each fitting on
    the one before.

    `n` is the number of inputs, where it is known, and `m` that of each map's outputs. Raises ValueError, FormulaError
    or TypeError with a sentence on what to write instead.

    >>> [each.variables for each in as_chain(["u^2 + v^2", "x^2 + y, x*y"])]
    [('u', 'v'), ('x', 'y')]
    >>> as_chain(["u^2 + v^2", "r cos θ, r sin θ"])[1].variables
    ('r', 'θ')
    """
    chain: list[maps.Map] = []
    for place, each in enumerate(reversed(given)):
        name = MAP_NAMES[len(given)][-1 - place]
        chain.insert(0, as_link(each, n, LETTERS[place], name, m))
        n = len(chain[0].outputs)
        if n > MOST_DIMENSIONS:
            raise ValueError(f"{name}: at most {MOST_DIMENSIONS} numbers can be shown, and {chain[0].name} gives {n}.")
    return tuple(chain)


def as_link(f, n: int | None, letters: tuple[str, ...], name: str, m: int | None = None) -> maps.Map:
    """The map of n variables that f stands for, with m outputs; where n or m is None, with as many as it has."""
    if isinstance(f, str) and f in maps.CATALOGUE:
        f = maps.CATALOGUE[f]
    if isinstance(f, str):
        return _typed(f, n, letters, name, m)
    if isinstance(f, maps.Map):
        _fit_on(f, n, name)
        return f if m is None else fitting(f, n or len(f.variables), m, name)
    if not callable(f):
        raise TypeError(f"`{name}` must be a catalogue name, a formula or a function; got {f!r}.")
    own = from_function(f, n, name=name, letters=letters)
    return own if m is None else fitting(own, len(own.variables), m, name)


def _typed(text: str, n: int | None, letters, name: str, m: int | None) -> maps.Map:
    """Read the formula with the first of the usual names of variables that it allows, before them the `letters`."""
    try:
        return defined(read_map(text, n, m, letters), name)
    except FormulaError as error:
        if near := near_name(text, maps.CATALOGUE):
            raise FormulaError(f"{name}: no map is called {text.strip()}: did you mean {near}?", 0) from None
        if n and " is not known" in error.problem:  # it may be one of more variables
            _fit_on_if_read(text, n, letters, name)
        raise FormulaError(f"{name}: {error.problem}", error.position, *error.suggestions) from None


def _fit_on(f: maps.Map, n: int | None, name: str) -> None:
    """Refuse a map that takes another number of variables than the n numbers that the one before it gives."""
    if n not in (None, len(f.variables)):
        come = f"{n} numbers come" if n > 1 else "one number comes"
        takes = f"{len(f.variables)}, {', '.join(f.variables)}"
        mend = f"write one of {f'{n} variables' if n > 1 else 'one variable'}, or change the map before it"
        raise ValueError(f"{name}: {come} in here, and {f.name} takes {takes}; {mend}.")


def _fit_on_if_read(text: str, n: int, letters, name: str) -> None:
    """The same for a formula that can be read in more of its letters than n."""
    for more in range(n + 1, MOST_DIMENSIONS + 1):
        with suppress(FormulaError):
            _fit_on(parse_map(text, letters[:more]), n, name)


def named(given, chain: Chain) -> list[str]:
    """The maps in code: a function or `Map` that was given by its name, all else as it is typed."""
    letters = MAP_NAMES[max(len(chain), 2)]
    return [
        in_code(g, name_of(g, letter), f.name, letter) if callable(g) else repr(f.name)
        for g, f, letter in zip(given, chain, letters, strict=False)
    ]


def shape(chain: Chain) -> tuple[int, ...]:
    """The dimensions of the spaces that the chain goes through, from the input to the output."""
    return (*(len(each.variables) for each in reversed(chain)), len(chain[0].outputs))


def output_names(chain: Chain) -> list[str]:
    """What the coordinates of the last space are called: f where there is one, else f₁, f₂, f₃."""
    count = len(chain[0].outputs)
    return ["f₁", "f₂", "f₃"][:count] if count > 1 else ["f"]


def in_words(dimensions) -> str:
    """The spaces of these dimensions, one after the other.

    >>> in_words((2, 2, 1))
    'ℝ² → ℝ² → ℝ'
    """
    return " → ".join("ℝ" + {1: "", 2: "²", 3: "³"}[n] for n in dimensions)


def chain_of_maps(
    default: Sequence = (), counts=(2,), *, n: int | None = None, m: int | None = None, inner: maps.Map | None = None
) -> Declared:
    """Declare the maps of a composition, outermost first: a field for each, read as soon as all fit together.

    The argument is a tuple of formulas, names of the catalogue, functions or `Map`s, by default the `default`, its
    length one of the `counts`. `n` is the number of inputs, where it is known, and `m` that of each map's outputs;
    `inner` is a map that comes before the chain and is chosen elsewhere. What is typed keeps the dimensions of all
    spaces, for the figure's panels are made for them. `compute` takes the chain as a tuple of maps.
    """
    last = () if inner is None else (inner,)
    default = tuple(default)[:1] if last else tuple(default)

    def take(given) -> Chain:
        chosen = tuple(given or default)
        if len(chosen) + len(last) not in counts:
            needed = " or ".join({2: "two", 3: "three"}[count] for count in counts)
            raise refuse("maps", f"{needed} maps, outermost first", len(chosen) + len(last))
        return as_chain([*chosen, *last], n, m)[: len(chosen)]

    def parse(texts: Sequence[str], first: Chain, given) -> Chain:
        chosen = given or default
        texts = texts if len(texts) == len(first) else texts[0].split(COMPOSED)
        meant = [g if callable(g) and text == f.name else text for text, f, g in zip(texts, first, chosen, strict=True)]
        new = as_chain([*meant, *last], shape(first)[0], m)
        require_shape([*meant, *last], new, (*first, *last))
        return new[: len(first)]

    return typed(
        lambda chain: [_field(name, f) for name, f in zip(MAP_NAMES[len(chain) + len(last)], chain, strict=False)],
        parse,
        take,
        code=lambda given, chain, first: ", ".join(named(given or default, chain)),
        name=lambda chain: COMPOSED.join(f.name for f in chain),
    )


def composed(default: Sequence[str], counts: Sequence[int]) -> Following:
    """Declare the maps that a function takes one after the other, `*maps`, before them the map `f` of a state.

    The length of the argument `a` is the number of inputs, where the innermost map leaves it open.
    """

    def declare(f: maps.Map | None, a) -> Declared:
        n = np.size(a) if np.ndim(a) == 1 and 0 < np.size(a) <= MOST_DIMENSIONS else None
        return chain_of_maps(default, counts, n=n, inner=f)

    return following(("f", "a"), declare)


def require_shape(meant, new: Chain, first: Chain) -> None:
    """Refuse a chain that goes through other spaces than the first one, for whose dimensions a figure was made.

    In space the innermost map must also be drawn around the same point. The ValueError gives the call for another
    figure, of what is `meant`.
    """
    if shape(new) == shape(first) and (shape(first)[0] < MOST_DIMENSIONS or new[-1].point == first[-1].point):
        return
    call = comments_above(", ".join(named(meant, new))).splitlines()[-1]
    raise ValueError(
        f"That goes {in_words(shape(new))}, and this picture was made for {in_words(shape(first))}, with "
        f"{', '.join(first[-1].variables)}; for a picture of it run explore.chain_rule({call})."
    )


def _field(name: str, f: maps.Map) -> dict:
    """The text field of the map f of a chain, which offers the catalogue for a map of the plane to itself."""
    look = {"label": f"{name}({', '.join(f.variables)})", "text": f.name, "width": "20em"}
    look["formula"] = f"$= {html.escape(f.latex)}$" if f.latex else ""
    return look | ({"offers": list(maps.CATALOGUE)} if len(f.variables) == len(f.outputs) == 2 else {})
