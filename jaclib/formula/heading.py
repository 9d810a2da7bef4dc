"""Reads what a formula says of its variables: f(x, y) = …, (x, y) ↦ …, and variables with an index."""

import re
import unicodedata

from jaclib.formula.functions import function
from jaclib.formula.names import split
from jaclib.formula.tokens import FormulaError, Token, side_by_side
from jaclib.formula.tree import CONSTANTS, GREEK


def heading(found: list[Token], variables: tuple[str, ...]) -> tuple[tuple[str, ...], list[Token]]:
    """The variables that stand before = or ↦, or else those that were expected, and the tokens after that."""
    end = next((index for index, token in enumerate(found) if token.text in ("=", "↦")), None)
    if end is None:
        return variables, found
    texts = [token.text for token in found[:end]]
    begin = 0
    if len(texts) > 1 and found[0].kind == "name" and (texts[1] == ":" or (texts[1] == "(" and found[end].text == "=")):
        begin = 2 if texts[1] == ":" else 1
    elif found[end].text == "=":
        return variables, found
    named = found[begin:end]
    names = _names(named[1:-1] if len(named) > 2 and named[0].text == "(" and named[-1].text == ")" else named)
    if not names:
        raise FormulaError("only names of variables may stand before = or ↦", found[begin].start)
    return _counted(names, variables, found[begin]), found[end + 1 :]


def outputs_named(found: list[Token], variables: tuple[str, ...]) -> tuple[int | None, list[Token]]:
    """Count the outputs named before =, as in (u, v) = …, and give the tokens after that; None if none are named."""
    end = next((index for index, token in enumerate(found) if token.text == "="), 0)
    names = _names(found[1 : end - 1]) if end > 3 and found[0].text == "(" and found[end - 1].text == ")" else []
    if len(names) < 2 or of_inputs(found, variables).keys() & names:
        return None, found
    return len(names), found[end + 1 :]


def _names(found):
    """The names that stand there with commas between them; none if it is anything else."""
    names, commas = found[::2], found[1::2]
    good = len(found) % 2 and all(t.kind == "name" for t in names) and all(t.text == "," for t in commas)
    return [token.text for token in names] if good else []


def _counted(names, variables, at):
    if names == ["z"] and variables == ("x", "y"):  # f(z) = z^2, of the plane
        return variables
    if len(names) != len(variables):
        came, wanted = _many(len(names)), _many(len(variables))
        raise FormulaError(f"a map of {wanted} is needed here, and this is one of {came}", at.start)
    if len(set(names)) < len(names):
        raise FormulaError("two variables have the same name", at.start)
    return tuple(names)


def _many(n):
    return f"{n} variables" if n > 1 else "one variable"


def aliases(variables: tuple[str, ...]) -> dict[str, int]:
    """Map each name to its variable: also a Greek letter's name, and a capital for a small letter."""
    known = {_plain(name): index for index, name in enumerate(variables)}
    for word, letter in GREEK.items():
        for name, alias in ((word, letter), (letter, word)):
            if name in known:
                known.setdefault(alias, known[name])
    for name, index in list(known.items()):
        if name[0].isascii() and (len(name) == 1 or name[1:].isdigit()):
            known.setdefault(name.swapcase(), index)
    return known


def of_inputs(found: list[Token], variables: tuple[str, ...]) -> dict[str, int]:
    """The aliases without the capitals that are used for outputs alone: X = x + y, Y = x - y."""
    known, before = aliases(variables), _before_an_equals_sign(found)
    capitals = {token.text for token in before} & {_plain(name).swapcase() for name in variables}
    capitals -= {token.text for token in found if token not in before} | {_plain(name) for name in variables}
    return {name: index for name, index in known.items() if name not in capitals}


def _before_an_equals_sign(found):
    """The tokens of names that stand before =: of u =, u(x, y) = and (u, v) =."""
    named = []
    for end, token in enumerate(found):
        begin = end - 1
        if token.text != "=":
            continue
        if end and found[begin].text == ")":
            begin = max((place for place in range(end) if found[place].text == "("), default=0)
            begin -= begin > 0 and found[begin - 1].kind == "name"
            named += found[begin : begin + 1] if found[begin].kind == "name" else found[begin:end]
        elif end:
            named.append(found[begin])
    return named


def _plain(name):
    return unicodedata.normalize("NFKC", name).replace("_", "")


def indexed(found: list[Token], variables: tuple[str, ...]) -> tuple[str, ...]:
    """The variables as x₁, x₂, … or x₀, x₁, …, where the formula speaks of them so, and of no others.

    Another letter will do as well, as z₁, z₂, but for one that has a meaning without an index.
    """
    known = aliases(variables)
    bases, others = {"x", variables[0]}, {*known, *CONSTANTS, "i"}
    numbered = [t for t in found if t.kind == "name" and t.text not in known and not function(t.text)]
    numbered = [token for token in numbered if re.fullmatch(r"([^\W\d])[0-9]+(\1[0-9])*", token.text)]
    letters = {token.text[0] for token in numbered}
    places = {int(place) for token in numbered for place in re.findall("[0-9]+", token.text)}
    plain = any(t.kind == "name" and (t.text in known or split(t.text, known)) for t in found)
    meant = {0, 1} & places or any(token.marked for token in numbered)
    first = 0 if 0 in places and not any(token.entry for token in numbered) else 1
    wanted = range(first, first + len(variables))
    if plain or len(letters) != 1 or letters & others - bases or not meant or len(variables) < 2:
        return variables
    return tuple(f"{min(letters)}{'₀₁₂₃₄₅₆₇₈₉'[place]}" for place in wanted) if places <= {*wanted} else variables


def expanded(found: list[Token], known: list[str]) -> list[Token]:
    """The tokens, with each name of several variables cut into them: xy is x and y, side by side."""
    result = []
    for token in found:
        whole = token.kind != "name" or token.text in known or function(token.text)
        letters = [] if whole or token.marked or token.text in CONSTANTS else split(token.text, known) or []
        fits = len("".join(letters)) == token.end - token.start
        result += side_by_side(letters, token.end) if letters and fits else [token]
    return result
