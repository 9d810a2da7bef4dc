r"""What a formula in LaTeX is worth to a reader of books: an oracle for what is shown, of plain functions on strings.

It was written from how books print (side by side means times, a sign binds a whole product, a number right before a
fraction of numbers is a mixed one), not from jaclib's reader. A sign behind a sign, or a letter e that is followed by
a number, stands in no book: those raise `Misprint`.
"""

import math
import re

TOKEN = re.compile(r"\s*(\\left[(|]|\\right[)|]|\\[a-zA-Z]+|[0-9]*\.?[0-9]+|[-+a-z^{}(),])")
ARGUMENTS = {"frac": 2, "sqrt": 1}
NAMES = {"sin": math.sin, "cos": math.cos, "tanh": math.tanh, "ln": math.log}
SIGNS = "+", "-"


class Misprint(Exception):
    """What no book would print."""


def value(tex: str, at: dict[str, float]) -> float:
    tokens, place = [], 0
    while place < len(tex):
        match = TOKEN.match(tex, place)
        if not match:
            raise Misprint(tex[place:])
        tokens.append(match[1])
        place = match.end()
    return total(tokens, {"e": math.e, r"\pi": math.pi, **at})


def total(tokens, at):
    """The sum of the products between the signs outside of brackets."""
    terms, sign, depth = [[1, []]], True, 0
    for token in tokens:
        depth += token in ("{", r"\left(", r"\left|")
        if token in SIGNS and depth == 0:
            if sign and (len(terms) > 1 or terms[0][0] < 0):
                raise Misprint("a sign behind a sign")
            terms = [*terms, [1, []]] if not sign else terms
            terms[-1][0] = -1 if token == "-" else 1
        else:
            terms[-1][1].append(token)
        sign = token in SIGNS and depth == 0
        depth -= token in ("}", r"\right)", r"\right|")
    return sum(sign * product(factors, at) for sign, factors in terms)


def product(tokens, at):
    result, before, number = 1.0, "", ""
    while tokens:
        if tokens[0] == r"\cdot":
            if before == r"\cdot":
                raise Misprint("a factor is missing")
            before, tokens, number = r"\cdot", tokens[1:], ""
            continue
        start = tokens[0]
        factor, rest = power(tokens, at)
        if start[0] in "0123456789." and before not in ("", r"\cdot"):
            raise Misprint("a number behind a factor")
        if re.fullmatch("[0-9]+", number) and re.fullmatch(r"\\frac\{[0-9]+\}\{[0-9]+\}", "".join(tokens[:7])):
            raise Misprint("a mixed number")
        result, before = result * factor, start
        number = start if len(tokens) - len(rest) == 1 else ""
        tokens = rest
    if before in ("", r"\cdot"):
        raise Misprint("a factor is missing")
    return result


def power(tokens, at):
    base, rest = atom(tokens, at)
    if rest[:1] != ["^"]:
        return base, rest
    inside, rest = group(rest[1:])
    return base ** total(inside, at), rest


def atom(tokens, at):
    first, rest = tokens[0], tokens[1:]
    if first in (r"\left(", r"\left|"):
        inside, rest = group(tokens)
        return (total(inside, at) if first == r"\left(" else abs(total(inside, at))), rest
    if first[1:] in ARGUMENTS:
        parts = []
        for _ in range(ARGUMENTS[first[1:]]):
            inside, rest = group(rest)
            parts.append(total(inside, at))
        return (math.sqrt(parts[0]) if len(parts) == 1 else parts[0] / parts[1]), rest
    if first[1:] in NAMES:
        inside, rest = group(rest)
        return NAMES[first[1:]](total(inside, at)), rest
    return at[first] if first in at else float(first), rest


def group(tokens):
    """What the bracket that comes first holds, and what stands behind it."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += token in ("{", r"\left(", r"\left|")
        depth -= token in ("}", r"\right)", r"\right|")
        if depth == 0:
            return tokens[1:place], tokens[place + 1 :]
    raise Misprint("a bracket is open")
