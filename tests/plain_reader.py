"""A second reader of formulas in x and y, of plain functions on strings: it cuts a text at + and −, then at × and ÷.

It was written from the stated rule, not from jaclib's reader, and knows fewer names. `value` gives a number, None for
what is refused, and NaN where numbers on the way get too large for a comparison, or complex.
"""

import math
import re

import numpy as np

FUNCTIONS = {name: getattr(math, name) for name in ("sin", "cos", "tan", "exp", "asin", "acos", "atan")}
NAMES = "(?:sin|cos|tan|exp|asin|acos|atan)"
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
APPLIED = re.compile(rf"(?:^|[^a-zπ]){NAMES}\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+|\^\s*[0-9.]+)?\s*$")
SIGNS = re.compile(r"[-+\s]*")


class Refused(Exception):
    """The text can't be read, or not in one way."""


class Beyond(Exception):
    """A number on the way is too large for the two readers to be held to each other."""


def value(text: str, x: float, y: float) -> float | None:
    if "i" in re.sub(NAMES, "", text):  # of the complex numbers it knows nothing
        return math.nan
    try:
        with np.errstate(all="ignore"):
            result = total(in_one_line(paired(text.replace("**", "^"))), {"x": np.float64(x), "y": np.float64(y)})
    except (Beyond, OverflowError):
        return math.nan
    except (Refused, ZeroDivisionError, ValueError, IndexError):
        return None
    return result if isinstance(result, float) and abs(result) < math.inf else None


def ends_operand(before: str) -> bool:
    """Whether what stands before a place can be the end of a factor, so that a sign there is one between terms."""
    before = before.rstrip()
    return bool(before) and before[-1] not in "+-*/^(⟨√" and not APPLIED.search(before)


def paired(text: str) -> str:
    """The text with ⟨ ⟩ for |x|, and with its brackets in order."""
    found, opened = "", []
    for char in text:
        if char == "|":
            closes = opened[-1:] == ["⟨"] and ends_operand(found)
            char = "⟩" if closes else "⟨"
        if char in "(⟨":
            opened.append(char)
        if char in ")⟩" and (not opened or opened.pop() + char not in ("()", "⟨⟩")):
            raise Refused
        found += char
    if opened:
        raise Refused
    return found


def in_one_line(text: str) -> str:
    """The text, in which a line goes on only behind an operator, before × ÷ ^, or inside of brackets."""
    text = text.strip()
    for place in (place for place, char in enumerate(text) if char == "\n"):
        before, after = text[:place].rstrip(), text[place:].lstrip()
        inside = sum(char in "(⟨" for char in before) > sum(char in ")⟩" for char in before)
        goes_on = (
            before[-1] in "+-*/^(⟨√"
            or re.search(rf"(?:^|[^a-zπ]){NAMES}$", before)
            or after[0] in "*/^"
            or after[0] in RAISED
        )
        if not inside and not goes_on:
            raise Refused
    return text


def cut(text: str, signs: str) -> list[str]:
    """Pieces and the signs between them, of those that stand outside of brackets and behind a factor."""
    pieces, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in "(⟨") - (char in ")⟩")
        exponent = re.search(r"[0-9.][eE]$", text[:place]) and re.match(r"[+-][0-9]", text[place:])
        if depth == 0 and char in signs and ends_operand(text[:place]) and not exponent:
            pieces += [text[start:place], char]
            start = place + 1
    return [*pieces, text[start:]]


def total(text, at):
    terms = cut(text, "+-")
    result = term(terms[0], at)
    for sign, each in zip(terms[1::2], terms[2::2], strict=True):
        result = result + term(each, at) if sign == "+" else result - term(each, at)
    return result


def term(text, at):
    pieces = cut(text, "*/")
    result, loose = None, False
    for sign, piece in zip(["*", *pieces[1::2]], pieces[::2], strict=True):
        if loose and not is_function(piece):
            raise Refused
        factors, loose = product(piece, at)
        if sign == "/" and len(factors) > 1:
            raise Refused
        result = factors[0] if result is None else result / factors[0] if sign == "/" else result * factors[0]
        for factor in factors[1:]:
            result = result * factor
    return result


def product(text, at):
    """The factors that stand side by side, and whether the last is a function whose argument has no brackets."""
    signs = SIGNS.match(text).group()
    rest, factors, loose = text[len(signs) :], [], False
    while rest.strip():
        before = rest
        if factors and NUMBER.match(rest.lstrip()):
            raise Refused
        if loose and not is_function(rest):
            raise Refused
        factor, rest, loose = power(rest.lstrip(), at)
        factors.append(factor)
        assert len(rest) < len(before)
    if not factors:
        raise Refused
    return [factors[0] * (-1) ** signs.count("-"), *factors[1:]], loose


def is_function(text):
    return re.match(rf"\s*{NAMES}(?![a-zπ0-9])", text)


def power(text, at):
    constant = NUMBER.match(text) or re.match(r"π|e(?![a-zπ0-9])", text)
    base, rest, loose = atom(text, at)
    if loose:
        return base, rest, loose
    while raised := re.match(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)", rest):
        if raised[1] == "³" and rest[raised.end() :].startswith("√"):
            raise Refused
        base, rest = raise_to(base, superscript(raised[1])), rest[raised.end() :]
    if not rest.lstrip().startswith("^"):
        return base, rest, False
    rest = rest.lstrip()[1:]
    signs = SIGNS.match(rest).group()
    start = rest[len(signs) :]
    exponent, rest, loose = power(start, at)
    if rest.strip() and rest.lstrip()[0] not in "+-*/^)⟩":
        number = NUMBER.match(rest.lstrip())
        function = is_function(rest) and not NUMBER.match(start)
        bracketed = start[0] in "(⟨"
        if number or (not bracketed and not function and (constant or not NUMBER.match(start))):
            raise Refused
    return raise_to(base, exponent * (-1) ** signs.count("-")), rest, loose


def raise_to(base, exponent):
    if abs(exponent) > 100:
        raise Beyond
    result = base**exponent
    if isinstance(result, complex):  # of Python's own numbers
        raise Refused
    return result


def superscript(digits):
    plain = "".join(RAISED[char] for char in digits)
    if not re.fullmatch("[-+]?[0-9]+", plain):
        raise Refused
    return float(plain)


def atom(text, at):
    """The value of what begins the text, the rest, and whether it is a function whose argument has no brackets."""
    number = NUMBER.match(text)
    if number:
        return float(number.group()), text[number.end() :], False
    if text[:1] in ("(", "⟨"):
        inside, rest = bracket(text)
        found = total(inside, at)
        return (abs(found) if text[0] == "⟨" else found), rest, False
    if third := re.match(r"³\s*√", text):
        return root(text[third.end() :].lstrip(), at, np.cbrt)
    if text[:1] == "√":
        return root(text[1:].lstrip(), at, math.sqrt)
    name = re.match(r"[a-zπ][a-zπ0-9]*", text)
    if not name:
        raise Refused
    if name.group() in FUNCTIONS:
        return applied(FUNCTIONS[name.group()], text[name.end() :], at)
    if name.group() == "e":
        return math.e, text[1:], False
    if not re.fullmatch("[xyπ]+", name.group()):
        raise Refused
    return {**at, "π": math.pi}[text[0]], text[1:], False


def bracket(text):
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "(⟨") - (char in ")⟩")
        if depth == 0:
            return text[1:place], text[place + 1 :]
    raise Refused


def root(text, at, of):
    inside, rest, loose = atom(text, at)
    more = rest.strip()[:1]
    open_end = NUMBER.match(text) or (re.match("[a-zπ]", text) and not is_function(text))
    if open_end and more and more not in "+-*/)⟩" and not is_function(rest):
        raise Refused
    return float(of(inside)), rest, loose


def applied(function, text, at):
    text = text.lstrip()
    exponent = 1.0
    if raised := re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+", text):
        exponent, text = superscript(raised.group()), text[raised.end() :].lstrip()
    elif raised := re.match(r"\^\s*", text):
        number = re.compile(rf"\(?\s*({NUMBER.pattern})").match(text, raised.end())
        closed = number and re.match(r"\s*\)" if number.group().startswith("(") else "", text[number.end() :])
        if not closed:
            raise Refused
        exponent, text = float(number[1]), text[number.end() + closed.end() :].lstrip()
    if exponent < 0:
        raise Refused
    if text[:1] in ("(", "⟨"):
        inside, rest = bracket(text)
        argument = total(inside, at)
        return function(abs(argument) if text[0] == "⟨" else argument) ** exponent, rest, False
    argument, rest = bare(text, at)
    return function(argument) ** exponent, rest, True


def bare(text, at):
    """The product that follows a function without brackets: of a number and letters, written together."""
    signs = SIGNS.match(text).group()
    start = text[len(signs) :]
    argument, rest, _ = power(start, at)
    plain = NUMBER.match(start) or (re.match("[a-zπ]", start) and not is_function(start))
    after_number = re.fullmatch(NUMBER, start[: len(start) - len(rest)].strip())
    while (
        plain
        and (re.match("[a-zπ]", rest) or (after_number and re.match(r"\s*[a-zπ]", rest)))
        and not is_function(rest)
    ):
        factor, rest, _ = power(rest.lstrip(), at)
        argument, after_number = argument * factor, None
    return argument * (-1) ** signs.count("-"), rest
