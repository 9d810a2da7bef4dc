"""A walk over the tokens of a formula: takes them one by one, builds nodes, and stops with what to write instead."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import numpy as np

from jaclib.formula.functions import REAL_ONLY, REAL_VALUED
from jaclib.formula.tokens import FormulaError, Token
from jaclib.formula.tree import Node, number

DEEPEST = 30  # brackets, signs and powers in each other


class Walk(ABC):
    """The state of one reading of one text."""

    variables: tuple[str, ...]
    known: dict[str, int]  # which variable a name means
    plane: tuple[str, ...]  # which of i and z = x + iy may be used

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
        groups = [self.before.text]
        for token in self.tokens[self.next :]:
            if token.kind != "number":
                break
            groups.append(token.text)
            end = token.end
        good = re.fullmatch(r"[1-9][0-9]{0,2}( [0-9]{3})+(\.[0-9]*)?", " ".join(groups))
        return self.put("".join(groups), self.before.start, end) if good else None

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
        if any(part.constant is None for part in below):
            return Node(op, parts, None, depth, kind)
        constant = number(op, [part.constant for part in below])
        if not np.isfinite(constant):
            self.fail("this part has no finite real value", at.start)
        return Node(op, parts, constant, depth, kind)

    def words(self, start: int, end: int | None = None) -> str:
        """The text from a place to where the reading stands."""
        return self.text[start : self.before.end if end is None else end]

    # The grammar, whose parts ask each other: `Arguments` reads brackets, `Naming` names, `Parser` the rest

    @abstractmethod
    def expression(self) -> Node: ...

    @abstractmethod
    def signed(self) -> Node: ...

    @abstractmethod
    def power(self) -> Node: ...

    @abstractmethod
    def atom(self) -> Node: ...

    @abstractmethod
    def named(self, token: Token) -> Node: ...

    @abstractmethod
    def raised(self, base: Node, exponent: Node, at: Token) -> Node: ...

    @abstractmethod
    def superscript(self, token: Token) -> Node: ...

    @abstractmethod
    def beside(self) -> bool:
        """Whether a factor begins here, so that side by side means times."""
