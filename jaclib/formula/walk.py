"""A walk over the tokens of a formula: takes them one by one, builds nodes, and stops with what to write instead."""

import re

import numpy as np

from jaclib.formula.functions import REAL_ONLY, REAL_VALUED
from jaclib.formula.tokens import FormulaError, Token
from jaclib.formula.tree import Node, number

DEEPEST = 30  # brackets, signs and powers in each other


class Walk:
    """Where one reading of one text stands."""

    def __init__(self, text: str, found: list[Token]):
        self.text, self.tokens = text, found
        self.next = self.nesting = 0
        self.closers = []

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    @property
    def before(self) -> Token:
        return self.tokens[self.next - 1]

    def take(self, *texts) -> Token | None:
        """The token, and on to the next, if it is one of these."""
        token = self.token
        if texts and (token.kind not in ("op", "name") or token.text not in texts):
            return None
        self.next += token.kind != "end"
        return token

    def fail(self, problem, start, *suggestions):
        raise FormulaError(problem, start, *suggestions)

    def put(self, mend, start, end) -> str:
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

    def deeper(self, at):
        self.nesting += 1
        if self.nesting > DEEPEST:
            self.fail(f"brackets, signs and powers may be nested at most {DEEPEST} deep", at.start)

    def node(self, op, parts, at) -> Node:
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

    def words(self, start, end=None) -> str:
        """The text from a place to where the reading stands."""
        return self.text[start : self.before.end if end is None else end]

    def two_ways(self, problem, start, first, second):
        """Stop at a text that can be read in two ways, and offer both ways of writing it."""
        self.fail(problem, start, first, second)
