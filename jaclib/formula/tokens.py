"""A typed formula cut into numbers, names and signs, each with its place; and the error that names a place."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate, pairwise

from jaclib.formula.functions import function

REMAINDER = "a remainder jumps; smooth with period m is sin(2π x/m)"
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SAME = dict(zip("−–—‒×·⋅∙∗•÷∕⁄ϑϕ∣⟼→⟶", "----******///θφ|↦↦↦", strict=True))
BRACKETS = {"[": "(", "{": "(", "]": ")", "}": ")"}
CLOSERS = {"(": ")", "[": "]", "{": "}"}
BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")
LETTER = "(?![ª²³¹º¼-¾ʰ-ʸˠ-ˤᴬ-ᶿ⁰-₟⅐-↏])[^\\W\\d_]"  # no small raised letters, no fractions
INDEX = r"_\{[0-9]{1,2}\}|_\([0-9]{1,2}\)|_[0-9]{1,2}|[₀-₉]{1,2}"
PREFIX = r"(?:(?:jax\.numpy|jax\.nn|np|jnp|numpy|math|cmath|torch)\.(?=[a-z]))"
SPACE = re.compile(
    r"(?:\s|~|&|\\[,;:! ]|\\(?:quad|qquad|displaystyle|[bB]ig[lr]?)(?![A-Za-z])|\\(?:left|right)(?=\s*[()[\]]))+"
)
TOKEN = re.compile(
    rf"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    rf"|(?P<entry>{LETTER}\[[0-9]\])"
    rf"|(?P<name>{PREFIX}?{LETTER}(?:{LETTER}|[0-9])*(?:{INDEX})?)"
    rf"|(?P<super>[{''.join(SUPERSCRIPTS)}]+)|(?P<op>\*\*|->|↦|:=|[-+*/^(),|√∛=:{{}}[\]])"
    r"|(?P<row>\\\\)|(?P<called>\\(?:operatorname\*?|mathrm|text|mathit)\{[A-Za-z]+[0-9]?\})"
    r"|(?P<matrix>\\(?:begin|end)\{[pb]matrix\})|(?P<fence>\\(?:left|right)\s*\|)"
    rf"|(?P<tex>\\[A-Za-z]+)(?P<index>{INDEX})?|(?P<end>\Z)"
)
TEX = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "mapsto": "↦", "to": "↦", "rightarrow": "↦", "colon": ":"}
TEX |= {"lvert": "|(", "rvert": ")|", "vert": "|", "mid": "|", "lbrack": "(", "rbrack": ")"}
TEX_NAMES = {"varphi": "phi", "vartheta": "theta", "varepsilon": "epsilon", "Re": "Re", "Im": "Im", "overline": "conj"}
FRACTIONS = {"frac", "dfrac", "tfrac"}


class FormulaError(ValueError):
    """A formula that can't be read: `position` is the index of the character, `suggestion` a mended text or None.

    `suggestions` has every spelling that is offered, where the text can be read in two ways.
    """

    def __init__(self, problem: str, position: int, *suggestions: str | None):
        self.problem, self.position = problem, position
        self.suggestions = tuple(dict.fromkeys(text for text in suggestions if text))
        super().__init__(problem, position, *self.suggestions)

    @property
    def suggestion(self) -> str | None:
        return self.suggestions[0] if self.suggestions else None

    def __str__(self):
        mend = f"; try {'  or  '.join(self.suggestions)}" if self.suggestions else ""
        return f"At character {self.position + 1}: {self.problem}{mend}"


@dataclass(frozen=True)
class Token:
    """`kind` is number, name, super, op, tex or end; `marked` is a name whose index is written as one: x₁, x[0];
    `entry` one that counts from 0."""

    kind: str
    text: str
    start: int
    end: int
    marked: bool = False
    entry: bool = False


def side_by_side(parts: list[str], end: int) -> list[Token]:
    """The names and numbers that were written as one name, which ends there."""
    places = pairwise(accumulate(map(len, parts), initial=end - len("".join(parts))))
    return [Token("number" if part.isdigit() else "name", part, *at) for part, at in zip(parts, places, strict=True)]


def characters(text: str) -> str:
    """The text with one plain character for each that means the same (−, ×, full width …): positions stay."""
    return "".join(SAME.get(char) or _plain(char) for char in text)


def _plain(char):
    if unicodedata.decomposition(char).startswith(("<super>", "<sub>")):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return SAME.get(plain, plain) if len(plain) == 1 else char


def tokens(text: str) -> list[Token]:
    """The tokens of a text in plain characters, the last of them its end; LaTeX's are given as what they mean."""
    position, last = _unwrapped(text)
    found: list[Token] = []
    while not found or found[-1].kind != "end":
        space = SPACE.match(text, position, last)
        position = space.end() if space else position
        match = TOKEN.match(text, position, last)
        if not match:
            raise FormulaError(*_stranger(text, position))
        if match["op"] == "[" and found and found[-1].kind == "name" and found[-1].end == position:
            _no_entry(text, found[-1], position)
        found.append(_token(match))
        position = match.end()
    _matched(text, found)
    _in_one_line(text, found)
    return found


def _matched(text, found):
    """Stop at a bracket that is closed by one of another kind: (x + y]."""
    opened = []
    for token in found:
        sign = text[token.start : token.end]
        if token.text == "(":
            opened.append((token, sign))
        elif token.text == ")" and opened:
            opener, opening = opened.pop()
            if opening in CLOSERS and sign in CLOSERS.values() and CLOSERS[opening] != sign:
                closed = text[: token.start] + CLOSERS[opening] + text[token.end :]
                begun = {closer: each for each, closer in CLOSERS.items()}[sign]
                begun = text[: opener.start] + begun + text[opener.end :]
                raise FormulaError(f"{opening} is closed by {sign}", token.start, closed, begun)


def _in_one_line(text, found):
    """Stop where a line ends behind a factor and the next begins with one, or with a sign: is it a new component?"""
    opened: list[str] = []
    ends, places = False, []
    for token, after in pairwise(found):
        closes = ")" in token.text or (token.text == "|" and ends and opened[-1:] == ["|"])
        ends = closes or token.kind in ("number", "super") or (token.kind == "name" and not function(token.text))
        if closes:
            opened = opened[:-1]
        elif token.text in ("(", "|", "|("):
            opened.append(token.text)
        begins = after.kind in ("number", "name", "tex") or after.text in ("(", "|", "|(", "√", "∛", "+", "-")
        if ends and begins and not opened and BREAK.search(text, token.end, after.start):
            places.append((token.end, after.start, after.text in ("+", "-")))
    if places:
        commas = joined = text
        for start, end, sign in reversed(places):
            commas = f"{commas[:start]}, {commas[end:]}"
            joined = f"{joined[:start]}{' ' if sign else ', '}{joined[end:]}"
        raise FormulaError("a line ends here: a comma separates the components", places[0][0], commas, joined)


def _unwrapped(text):
    """Find the formula between dollars, or what else marks one in a page's source: where it begins and ends."""
    body = text.strip()
    start = len(text) - len(text.lstrip())
    for opens, closes in (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")):
        if body.startswith(opens) and body.endswith(closes) and len(body) > len(opens) + len(closes):
            return start + len(opens), start + len(body) - len(closes)
    return start, len(text)


def _no_entry(text, name, position):
    if re.match(r"\[\s*[0-9]+\s*\]", text[position:]) and len(name.text) < 4:
        raise FormulaError(f"{name.text}[…] would be an entry of {name.text}", name.start)


def _token(match) -> Token:
    kind, text, start, end = match.lastgroup, match.group(), match.start(), match.end()
    if kind == "entry":
        return Token("name", f"{text[0]}{int(text[2]) + 1}", start, end, marked=True, entry=True)
    if kind == "name":
        return _name(text, start, end)
    if kind in ("tex", "index"):
        return _tex(match["tex"][1:], match["index"] or "", start, end)
    if kind == "called":
        return Token("name", text[text.index("{") + 1 : -1], start, end)
    if kind == "row":
        return Token("op", ",", start, end)
    if kind in ("matrix", "fence"):
        opens = text.startswith(("\\begin", "\\left"))
        return Token("op", ("(" if opens else ")") if kind == "matrix" else ("|(" if opens else ")|"), start, end)
    text = {"**": "^", "->": "↦", ":=": "="}.get(text) or BRACKETS.get(text, text)
    return Token(kind, text, start, end)


def _name(text, start, end):
    name = text.rsplit(".", 1)[-1]
    plain = re.sub(r"[_{}()]", "", name).translate(SUBSCRIPTS)
    return Token("name", plain, start, end, marked=plain != name)


def _tex(word, index, start, end):
    if word in TEX and not index:
        return Token("op", TEX[word], start, end)
    if word in FRACTIONS or word == "sqrt":
        return Token("tex", "frac" if word in FRACTIONS else "sqrt", start, end)
    return _name(TEX_NAMES.get(word, word) + index, start, end)


def _stranger(text, position):
    char = text[position]
    before, after = text[:position], text[position + 1 :]
    if char == ";":
        return _semicolon(text, position)
    if char in "\"'`" and text.strip()[0] == text.strip()[-1] == char and len(text.strip()) > 2:
        return f"{char} has no meaning here", position, text.strip()[1:-1]
    if char == "%":
        return f"% has no meaning here: per cent is /100, and {REMAINDER}", position, None
    if char in "<>":
        return "a comparison is not a formula", position, None
    if not char.isprintable():
        return "an invisible character stands here", position, before + after
    if unicodedata.decomposition(char).startswith("<super>"):
        plain = unicodedata.normalize("NFKC", char)
        return f"{char} can't be read as an exponent", position, f"{before}^({plain}){after}"
    return f"{char} has no meaning here", position, None


def _semicolon(text, position):
    problem = "a comma separates the components"
    if "," not in text:
        return problem, position, text.replace(";", ",")
    points = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    if points == text and "," not in re.sub(r"\([^()]*\)", "", text):  # u(x, y) = x; v(x, y) = y
        return problem, position, text.replace(";", ",")
    return f"{problem}, and a point the decimals", position, None if "," in points else points.replace(";", ",")
