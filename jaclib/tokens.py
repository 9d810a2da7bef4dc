"""A typed formula cut into numbers, names and signs, each with its place; and the error that names a place."""

import re
import unicodedata
from dataclasses import dataclass

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
SAME = dict(zip("−–—‒×·⋅∙∗•÷∕⁄ϑϕ∣[]{}", "----******///θφ|()()", strict=True))
LETTER = "(?![ª²³¹º¼-¾ʰ-ʸˠ-ˤᴬ-ᶿ⁰-₟⅐-↏])[^\\W\\d_]"  # no small raised letters, no fractions
TOKEN = re.compile(
    rf"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>{LETTER}(?:{LETTER}|[0-9])*)"
    rf"|(?P<super>[{''.join(SUPERSCRIPTS)}]+)|(?P<op>\*\*|[-+*/^(),|√])|(?P<end>\Z)"
)


class FormulaError(ValueError):
    """A formula that can't be read: `position` is the index of the character, `suggestion` a mended text or None."""

    def __init__(self, problem: str, position: int, suggestion: str | None = None):
        self.problem, self.position, self.suggestion = problem, position, suggestion
        super().__init__(problem, position, suggestion)

    def __str__(self):
        mend = f"; try {self.suggestion}" if self.suggestion else ""
        return f"At character {self.position + 1}: {self.problem}{mend}"


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def characters(text: str) -> str:
    """The text with one plain character for each that means the same (−, ×, full width …): positions stay."""
    return "".join(SAME.get(char) or _plain(char) for char in text)


def _plain(char):
    if unicodedata.decomposition(char).startswith("<super>"):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return SAME.get(plain, plain) if len(plain) == 1 else char


def tokens(text: str) -> list[Token]:
    found, position = [], 0
    while not found or found[-1].kind != "end":
        position += len(text[position:]) - len(text[position:].lstrip())
        match = TOKEN.match(text, position)
        if not match:
            raise FormulaError(*_stranger(text, position))
        found.append(Token(match.lastgroup, match.group().replace("**", "^"), position, match.end()))
        position = match.end()
    return found


def _stranger(text, position):
    char = text[position]
    before, after = text[:position], text[position + 1 :]
    if char == ";":
        return "a comma separates the components", position, f"{before},{after}"
    if char == "=":
        return "only the right-hand side is wanted, without =", position, after.strip() or None
    if char in "\"'`$\\_":
        return f"{char} has no meaning here", position, before + after
    if char in "<>":
        return "a comparison is not a formula", position, None
    if not char.isprintable():
        return "an invisible character stands here", position, before + after
    if unicodedata.decomposition(char).startswith("<super>"):
        plain = unicodedata.normalize("NFKC", char)
        return f"{char} can't be read as an exponent", position, f"{before}^({plain}){after}"
    if unicodedata.decomposition(char).startswith("<fraction>"):
        return (
            f"{char} must be spelled out",
            position,
            f"{before}({characters(unicodedata.normalize('NFKC', char))}){after}",
        )
    return f"{char} has no meaning here", position, None
