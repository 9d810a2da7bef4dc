"""The control that chooses the map: from the catalogue, typed as a formula, or a Python function."""

import difflib
import html
import re
from collections.abc import Callable

import ipywidgets as W

from jaclib import FormulaError, maps, parse_map
from jaclib.coordinates import PLANE, SPACE
from jaclib.own.function import as_own
from jaclib.own.in_code import in_code
from jaclib.stage import Control, Declared, Following, following, point, sentence, typed
from jaclib.stage.control import number_style

OWN = "— your own formula —"
RULE = (
    "An exponent belongs to the letter, number or bracket before it: xy^2 is x·y². sin xy and sin 2x take the product. "
    "1/xy, √xy and e^xy can be read in two ways and want brackets. log is ln, lg is log₁₀."
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
    try:
        return parse_map(text, ("x", "y", "z")[:n], components=n)
    except FormulaError:
        if near := near_name(text, everywhere):
            raise FormulaError(f"no map is called {text.strip()}: did you mean {near}?", 0) from None
        raise


def near_name(text: str, known) -> str | None:
    """The one of the known names that was probably meant."""
    words = text.strip().lower().replace("_", " ")
    near = difflib.get_close_matches(words, known, n=1, cutoff=0.75)
    return near[0] if near and re.fullmatch("[a-z ]+", words) else None


def plane_map(known: dict[str, maps.Map] = maps.CATALOGUE, *, example: str = "") -> Declared:
    """Declare the map of a figure: from a list of the known ones, typed as a formula, or a Python function.

    The empty field shows the `example`. The maps have as many variables as the known ones.
    """
    n = len(next(iter(known.values())).variables)
    hint = example or {2: "x*y, x^2 - y^2", 3: "x*y, y*z, z*x"}[n]

    def fields(f: maps.Map) -> list[dict]:
        return [{"label": "or type one", "text": f.name, "hint": hint, "tip": RULE, "formula": _typeset(f)}]

    return typed(
        fields,
        parse=lambda texts, first, given: from_text(texts[0], known | {first.name: first}, n),
        take=lambda f: as_map(f, known),
        code=lambda given, f, first: in_code(given, f.name if first else "", f.name),
        known=known,
        menu="map",
        own=OWN,
    )


def map_point(label: str = "point a", **more) -> Following:
    """Declare a point of the domain of the map `f`: it goes to the map's own when another is chosen."""
    return following("f", lambda f: point(label, names=f.variables, **more), start=lambda f: f.point)


def choose_map(
    f,
    on_choice: Callable[[maps.Map], None],
    known: dict[str, maps.Map] = maps.CATALOGUE,
    example: str = "",
    first: maps.Map | None = None,
) -> Control:
    """A drop-down list of the known maps beside a field for a formula; `on_choice(map)` hears each new choice.

    The empty field shows the `example`. What is wrong with a formula is said below it, and the map stays
    as it was. `first` is the map that f stands for, where that is known already.
    """
    first = first or as_map(f, known)
    given = first.name if first.name not in known else None
    names = [*known, *([given] if given and not isinstance(f, str) else []), OWN]
    key = W.Text(value=first.name)
    known = known | {first.name: first}
    example = example or ("x*y, x^2 - y^2" if len(first.variables) == 2 else "x*y, y*z, z*x")
    pick = W.Dropdown(options=names, value=first.name if first.name in names else OWN, description="map",
                      style=number_style(), layout=W.Layout(width="17em"))  # fmt: skip
    typed = W.Text(value=f if isinstance(f, str) and given else "", description="or type one", continuous_update=False,
                   placeholder=example, tooltip=RULE, style=number_style(), layout=W.Layout(width="22em"))  # fmt: skip
    formula = W.HTMLMath(value=_typeset(first))
    wrong = W.HTML()

    def choose(new: maps.Map) -> None:
        known[new.name] = new
        wrong.value = ""
        formula.value = _typeset(new)
        key.value = new.name
        on_choice(new)

    def picked(change) -> None:
        if change["new"] == OWN:
            typed.focus()
        elif change["new"] != key.value:
            typed.value = ""
            choose(known[change["new"]])

    def entered(change) -> None:
        text = change["new"].strip()
        if not text or text == key.value:
            return
        try:
            new = from_text(text, known, len(first.variables))
        except FormulaError as error:
            wrong.value = f'<span role="alert" class="jaclib-error">{html.escape(sentence(error))}</span>'
            return
        if new.name in names:
            pick.value = new.name  # which chooses it
            return
        pick.value = OWN
        choose(new)

    pick.observe(picked, "value")
    typed.observe(entered, "value")
    box = W.VBox([W.HBox([pick, typed, formula]), wrong])
    box.children[0].add_class("jaclib-controls")
    return Control(box, ((key,),), read=known.__getitem__, slow=True)


def follow(f: Control, led: Control, adapt: Callable[[maps.Map], None]) -> None:
    """Let `adapt(map)` hear when another map is chosen, as long as the control that it adapts is there."""
    key = f.parts[0][0]

    def chosen(change) -> None:
        if led.box.comm is None:  # closed, while a map that pictures share lives on
            key.unobserve(chosen, "value")
        else:
            adapt(f.read(change["new"]))

    key.observe(chosen, "value")


def _typeset(f: maps.Map) -> str:
    return f"$f({', '.join(f.variables)}) = {html.escape(f.latex)}$" if f.latex else html.escape(f.name)
