"""A walk over the tokens of a formula: takes them one by one, builds nodes, and stops with what to write instead."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import NoReturn

import numpy as np

from jaclib.formula.functions import REAL_ONLY, REAL_VALUED
from jaclib.formula.tokens import FormulaError, Token
from jaclib.formula.tree import Node, number

DEEPEST = 30  # brackets, signs and powers in each other


class Walk:
    """The state of one reading of one text."""

    variables: tuple[str, ...]
    known: dict[str, int]  # which variable a name means
    plane: tuple[str, ...]  # which of i and z = x + iy may be used
    # The grammar, whose parts ask each other: `Arguments` reads brackets, `Naming` names, `Parser` the rest
    expression: Callable[[], Node]
    signed: Callable[[], Node]
    power: Callable[[], Node]
    atom: Callable[[], Node]
    named: Callable[[Token], Node]

    def __init__(self, text: str, found: list[Token]):
        self.text, self.tokens = text, found
        self.next = self.nesting = 0
        self.closers: list[str] = []

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    @property
    def before(self) -> Token:
        return self.tokens[self.next - 1]

    def advance(self) -> Token:
        """Give the token, and go on to the next."""
        token = self.token
        self.next += token.kind != "end"
        return token

    def take(self, *texts: str) -> Token | None:
        """Advance if the token is a sign or a name of these; else give None."""
        return self.advance() if self.token.kind in ("op", "name") and self.token.text in texts else None

    def fail(self, problem: str, start: int, *suggestions: str | None) -> NoReturn:
        """Stop at a character, and offer other ways of writing the text: both where it can be read in two."""
        raise FormulaError(problem, start, *suggestions)

    def put(self, mend: str, start: int, end: int) -> str:
        """The text with a mend in place of the characters from start to end."""
        return self.text[:start] + mend + self.text[end:]

    def without_gaps(self) -> str | None:
        """The text with one number, where the one before and what follows are its groups of three: 10 000."""
        groups = [self.before, *takewhile(lambda token: token.kind == "number", self.tokens[self.next :])]
        digits = [token.text for token in groups]
        good = re.fullmatch(r"[1-9][0-9]{0,2}( [0-9]{3})+(\.[0-9]*)?", " ".join(digits))
        return self.put("".join(digits), groups[0].start, groups[-1].end) if good else None

    @contextmanager
    def deeper(self, at: Token) -> Iterator[None]:
        """Read one level further in."""
        self.nesting += 1
        if self.nesting > DEEPEST:
            self.fail(f"brackets, signs and powers may be nested at most {DEEPEST} deep", at.start)
        yield
        self.nesting -= 1

    def node(self, op: str, parts: tuple, at: Token) -> Node:
        """A node, computed at once where no variable is below it."""
        below = [part for part in parts if isinstance(part, Node)]
        depth = 1 + max((part.depth for part in below), default=0)
        if depth > 5 * DEEPEST:
            self.fail("the formula is too deep: write it as a shorter one", at.start)
        imaginary = any(part.complex for part in below)
        if imaginary and op in REAL_ONLY:
            self.fail(f"{op} takes real numbers only", at.start)
        kind = imaginary and op not in REAL_VALUED
        numbers = [part.constant for part in below if part.constant is not None]
        constant = number(op, numbers) if len(numbers) == len(below) else None
        if constant is not None and not np.isfinite(constant):
            self.fail("this part has no finite real value", at.start)
        return Node(op, parts, constant, depth, kind)

    def held(self, start: int, sign: str = "", end: int | None = None) -> str:
        """The text with brackets around what was read from a place on; with a sign behind them, up to an end."""
        end = self.before.end if end is None else end
        return self.put(f"({self.text[start : self.before.end]}){sign}", start, end)

    def beside(self) -> bool:
        """Whether a factor begins here, so that side by side means times."""
        token = self.token
        if token.kind == "number":
            self.misplaced(token)
        if token.text == "|":
            return not (self.closers and self.closers[-1] == "|")
        return token.kind in ("name", "tex") or token.text in ("(", "|(", "√", "∛")

    def misplaced(self, token: Token) -> NoReturn:
        here, part = self.before, re.match("0[0-9]", token.text)  # of a number, as in 10 000, and nothing by itself
        times, raised = (None if part else self.put(sign + token.text, token.start, token.end) for sign in "*^")
        if here.kind != "number":
            named = here.kind == "name" and token.text[0].isascii()
            problem = "a number stands after what it should stand before"
            self.fail(problem, token.start, times, raised if named else None)
        if token.text[0] == "." and token.start == here.end:
            whole = self.text[here.start : token.end]
            points = ": it has two points" if "." in here.text and "e" not in whole.lower() else ""
            self.fail(f"{whole} is not a number{points}", here.start)
        if not token.text[0].isascii():
            ways = f"({here.text}+{token.text})", f"{here.text}*{token.text}"
            self.fail("is it a sum or a product?", token.start, *(self.put(way, here.start, token.end) for way in ways))
        self.fail("two numbers stand side by side", token.start, self.without_gaps(), times)
