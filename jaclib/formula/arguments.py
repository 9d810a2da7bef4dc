"""The extent of things in a formula: brackets, roots, and the arguments of functions, also those without brackets."""

import re
import unicodedata
from collections.abc import Callable
from typing import NoReturn

from jaclib.formula.functions import ARGUMENTS, ROOTS, function
from jaclib.formula.tokens import SUPERSCRIPTS, Token
from jaclib.formula.tree import HIGHEST, Node
from jaclib.formula.walk import Walk

CLOSES = {"(": ")", "|": "|", "|(": ")|"}


class Arguments(Walk):
    """The part of the grammar that reads what follows an opening bracket, a root or a function."""

    def number(self, token: Token) -> Node:
        value = float(token.text) if token.text[0].isascii() else unicodedata.numeric(token.text)
        if value == float("inf"):
            self.fail("this part has no finite real value", token.start)
        return Node("number", (token.text,), value, 1)

    def superscript(self, token: Token) -> Node:
        digits = "".join(SUPERSCRIPTS[char] for char in token.text)
        if not re.fullmatch("[-+]?[0-9]{1,9}", digits):
            self.fail(f"{token.text} can't be read as an exponent", token.start)
        return Node("number", (digits,), float(digits))

    def raised(self, base: Node, exponent: Node, at: Token) -> Node:
        value = exponent.constant
        if value is not None and abs(value) > HIGHEST and base.constant is None:
            self.fail(f"an exponent may be at most {HIGHEST}", at.start)
        return self.node("^", (base, exponent), at)

    # Brackets

    def bracketed(self, opener: Token) -> Node:
        with self.deeper(opener):
            self.closers.append(CLOSES[opener.text])
            node = self.expression()
            self.close(opener)
        return node if opener.text == "(" else self.node("abs", (node,), opener)

    def close(self, opener: Token):
        closer = self.closers.pop()
        if self.take(closer):
            return
        ends, later = self.token.kind == "end", [token.text for token in self.tokens[self.next :]]
        if ends or (self.token.text == "," and closer not in later and not self.closers):
            here, sign = self.token.start, closer[0] if closer != ")|" else "|"
            problem = f"a {sign} is missing for the {self.text[opener.start]} at character {opener.start + 1}"
            self.fail(problem, here, self.put(sign, here, here))
        self.unexpected(self.token)

    def unexpected(self, token: Token) -> NoReturn:
        last = self.before if self.next else None
        if token.text in ("=", "↦", ":"):
            self.fail("an equation is not a map: write f alone where f(x) = y is to be solved", token.start)
        if token.text == ")" and not self.closers:
            self.fail("this ) closes nothing", token.start, self.put("", token.start, token.end))
        if last and last.text == token.text == "/":
            self.fail("// is a division with a remainder, which jumps; a division is /", last.start)
        if last and last.text in ("+", "-", "*", "/", "^"):
            self.fail(f"a number or a variable must follow {last.text}", token.start)
        if last and last.text == ",":
            self.fail("a component must follow the comma", last.start, self.put("", last.start, last.end))
        what = "the end" if token.kind == "end" else token.text
        self.fail(f"a number, a variable or a bracket must stand before {what}", token.start)

    # Roots and fractions

    def root(self, token: Token) -> Node:
        """√ and ∛ of what stands behind it; where more may be meant than one letter or number, brackets are wanted."""
        op = "sqrt" if token.text == "√" else "cbrt"
        if token.text == "³":
            self.advance()
        return self.node(op, (self.rooted(token),), token)

    def rooted(self, token: Token) -> Node:
        first = self.token
        with self.deeper(token):
            node = self.atom()
        if first.kind in ("number", "name") and not function(first.text) and self.goes_on():
            self.how_far(first, "say with brackets how far the root goes")
        return node

    def goes_on(self) -> bool:
        """Whether it is followed by what may belong to it, as in √2x, √x²."""
        return self.token.text == "^" or self.token.kind == "super" or (self.beside() and not self.is_function())

    def how_far(self, first: Token, problem: str) -> NoReturn:
        """Stop where it is open how far something goes that began at `first`, and offer it all and what was read."""
        signed = self.token.text in ("^", "/", "*") or self.token.kind == "super"
        short = self.held(first.start) if signed else self.held(first.start, "*", self.token.start)
        self.as_far_as_can_be(first)
        self.fail(problem, first.start, self.held(first.start), short)

    def as_far_as_can_be(self, first: Token):
        """Go on to where what began at `first` may end at the latest: behind its factors and divisors."""
        self.next = self.tokens.index(first)
        while True:
            self.signed()
            while self.beside() and not self.is_function():
                self.power()
            if self.ends_argument() or not self.take("*", "/"):
                break

    def tex_root(self, token: Token) -> Node:
        r"""\sqrt{x} and \sqrt[3]{x}."""
        if self.token.text != "(":
            return self.node("sqrt", (self.rooted(token),), token)
        degree = self.bracketed(self.advance()) if self.text[self.token.start] == "[" else None
        if self.token.text != "(":
            self.unexpected(self.token)
        inside = self.bracketed(self.advance())
        if degree is None or degree.constant in (2, 3):
            return self.node("cbrt" if degree and degree.constant == 3 else "sqrt", (inside,), token)
        one = Node("number", ("1",), 1.0)
        return self.node("^", (inside, self.node("/", (one, degree), token)), token)

    def fraction(self, token: Token) -> Node:
        r"""\frac{x}{y}; without braces it takes one sign each, as in \frac1{xy}, \frac12 and \frac xy."""
        if self.token.kind == "number" and len(self.token.text) == 2 and self.token.text.isdigit():
            digits = self.advance().text
            return self.node("/", tuple(Node("number", (digit,), float(digit)) for digit in digits), token)
        return self.node("/", (self.one_of_tex(token), self.one_of_tex(token)), token)

    def one_of_tex(self, fraction: Token) -> Node:
        """Read what TeX takes for an argument: a pair of braces, or else one digit, letter or command."""
        part = self.token
        if part.text == "(":
            return self.bracketed(self.advance())
        written = self.text[part.start : part.end]
        single = len(written) == 1 or written.startswith("\\")
        if not single or part.kind not in ("number", "name") or function(part.text):
            self.fail(r"\frac{…}{…} needs two pairs of braces", fraction.start)
        return self.number(self.advance()) if part.kind == "number" else self.named(self.advance())

    # Functions

    def function(self, token: Token) -> Node:
        """A function with its argument, as in sin(x), sin x, sin 2x, sin²x and sin^2(x)."""
        op, raised = function(token.text), self.token
        power = self.between(token)
        parts = self.arguments(token, op)
        if op is None:  # log_3
            op, parts = "logarithm", (*parts, Node("number", (token.text[3:],), float(token.text[3:])))
        node = self.applied(op, parts, token)
        return node if power is None else self.raised(node, power, raised)

    def applied(self, op, parts, token: Token) -> Node:
        if op == "^":
            return self.raised(parts[0], parts[1], token)
        if op != "log" or len(parts) == 1:
            return self.node(op, parts, token)
        named = {2.0: "log2", 10.0: "log10"}.get(parts[1].constant)
        return self.node(named, parts[:1], token) if named else self.node("logarithm", parts, token)

    def between(self, token: Token) -> Node | None:
        """The exponent between a function and its argument."""
        raised, power = self.token, None
        if raised.kind == "super":
            power = self.superscript(self.advance())
        elif self.take("^"):
            opener = self.take("(")
            power = self.number(self.advance()) if self.token.kind == "number" else None
            power = None if opener and not self.take(")") else power
        else:
            return None
        if power is None or power.parts[0].startswith("-"):
            name = token.text
            ways = f"write arc{name}(x), 1/{name}(x), or ({name}(x))^… for a power"
            self.fail(f"{name}^… can mean two things: {ways}", raised.start)
        return power

    def arguments(self, token: Token, op) -> tuple[Node, ...]:
        """Read what a function is applied to: what its brackets hold, or else the product that follows."""
        fewest, most = ARGUMENTS.get(op, (1, 1))
        opener = self.take("(") if most > 1 else self.take("(", "|", "|(")
        if not opener:
            if fewest > 1:
                self.fail(f"{token.text} needs {fewest} arguments in brackets", token.start)
            return (self.bare(token, op),)
        if most == 1:
            return (self.one(token, opener),)
        with self.deeper(opener):
            self.closers.append(")")
            parts = self.listed(self.expression)
            self.close(opener)
        if not fewest <= len(parts) <= most:
            wanted = f"{fewest} to {most}" if fewest < most else f"{fewest}"
            self.fail(f"{token.text} takes {wanted} arguments, and {len(parts)} were given", token.start)
        return tuple(parts)

    def listed(self, read: Callable[[], Node]) -> list[Node]:
        """Read one after the other, with commas between them."""
        parts = [read()]
        while self.take(","):
            parts.append(read())
        return parts

    def one(self, token: Token, opener: Token) -> Node:
        """Read the only argument in its brackets."""
        depth = 0
        for later in self.tokens[self.next :]:
            depth += (later.text == "(") - (later.text == ")")
            if depth < 0 or (later.text == "|" and opener.text == "|"):
                break
            if later.text == "," and depth == 0 and ")" in [token.text for token in self.tokens[self.next :]]:
                self.fail(f"{token.text} takes one argument", later.start)
        return self.bracketed(opener)

    def bare(self, token: Token, op) -> Node:
        """An argument without brackets: sin xy and sin 2x take the product of what is written together."""
        first = self.token
        if first.kind == "end" or first.text in ("*", "/", "^", ")", ",", ")|"):
            self.fail(f"{token.text} needs an argument in brackets", first.start)
        node, more = self.product(first, op)
        if more:
            self.how_far(first, f"say with brackets where the argument of {token.text} ends")
        return node

    def product(self, first: Token, op) -> tuple[Node, bool]:
        """The product of what is written together from `first` on, and whether more may belong to the argument."""
        begin = self.unsigned(first)
        with self.deeper(first):
            node = self.signed()
            if op not in ROOTS and begin.kind in ("number", "name") and not function(begin.text):
                while self.token.kind == "name" and not self.is_function() and self.together(begin):
                    node = self.node("*", (node, self.power()), first)
        open_end = self.token.text in ("*", "/") or (self.beside() and not self.is_function())
        return node, open_end and not self.ends_argument()

    def unsigned(self, first: Token) -> Token:
        """The first token from there on that is no sign."""
        return next(token for token in self.tokens[self.tokens.index(first) :] if token.text not in ("+", "-"))

    def together(self, first: Token) -> bool:
        return self.token.start == self.before.end or (first.kind == "number" and self.before is first)

    def ends_argument(self) -> bool:
        """Whether × or ÷ and a function follow, as in sin x/cos x: they begin something new."""
        following = self.tokens[min(self.next + 1, len(self.tokens) - 1)]
        return self.token.text in ("*", "/") and following.kind == "name" and function(following.text) is not None

    def is_function(self) -> bool:
        return self.token.kind == "name" and self.token.text not in self.known and function(self.token.text) is not None
