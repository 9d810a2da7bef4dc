"""Reads a typed formula into a tree: what a calculator accepts, or an error that says how to write it. No code is run.

components  expression, expression, …
expression  [+ −] term, then + or − and further terms
term        signed, then × or ÷ and further ones; side by side means times
signed      any number of signs, then a power
power       atom [^ signed]                                (from the right: 2^3^2 = 2^9)
atom        number, name, (expression), |expression|, √atom, function [^ number] argument
"""

import re

import numpy as np

from jaclib.expression import CONSTANTS, FUNCTIONS, GREEK, HIGHEST, Node, number
from jaclib.names import split, unknown
from jaclib.tokens import SUPERSCRIPTS, FormulaError, Token, characters, tokens

LONGEST, DEEPEST = 400, 30  # characters; brackets, signs and powers in each other


class Parser:
    """Walks once over the tokens of one text; `components` gives a tree for each component."""

    def __init__(self, text: str, variables: tuple[str, ...]):
        if len(text) > LONGEST:
            raise FormulaError(f"a formula may have at most {LONGEST} characters; this one has {len(text)}", LONGEST)
        self.text = characters(text)
        self.variables = {name: index for index, name in enumerate(variables)}
        for word, letter in GREEK.items():
            for name, alias in ((word, letter), (letter, word)):
                if name in self.variables:
                    self.variables.setdefault(alias, self.variables[name])
        self.tokens, self.next = tokens(self.text), 0
        self.closers, self.nesting = [], 0

    # Walking

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self, *texts) -> Token | None:
        """The token, and on to the next, if it is one of these."""
        token = self.token
        if texts and (token.kind not in ("op", "name") or token.text not in texts):
            return None
        self.next += token.kind != "end"
        return token

    def fail(self, problem, start, end=None, mend=None):
        """Stop: `mend` is what should stand in place of the characters from start to end."""
        suggestion = None if mend is None else self.text[:start] + mend + self.text[end:]
        raise FormulaError(problem, start, suggestion)

    def words(self, start):
        """The text from a place to where the parser stands."""
        return self.text[start : self.tokens[self.next - 1].end]

    # The grammar, from the outside in

    def components(self) -> list[Node]:
        if self.token.kind == "end":
            names = ", ".join(dict.fromkeys(self.variables)) if len(self.variables) < 4 else "the variables"
            self.fail(f"the formula is empty: write one expression in {names} for each component", 0)
        wrapped = self._wrapped()
        if wrapped:
            self.take()
            self.closers.append(")")
        parts = [self.expression()]
        while self.take(","):
            parts.append(self.expression())
        if wrapped:
            self.close(self.tokens[0])
        if self.token.kind != "end":
            self.unexpected(self.token)
        return parts

    def _wrapped(self):
        """Whether one pair of brackets holds a whole list of components: (x*y, x + y)."""
        depth = commas = 0
        for index, token in enumerate(self.tokens):
            depth += (token.text == "(") - (token.text == ")")
            commas += token.text == "," and depth == 1
            if depth == 0:
                return commas > 0 and self.tokens[index + 1].kind == "end" and index > 0
        return False

    def expression(self) -> Node:
        node = self.term()
        while sign := self.take("+", "-"):
            node = self.node(sign.text, (node, self.term()), sign)
        return node

    def term(self) -> Node:
        node, divided = self.signed(), None
        while True:
            if sign := self.take("*", "/"):
                divided = sign if sign.text == "/" else None
                node = self.node(sign.text, (node, self.signed()), sign)
            elif self.beside():
                if divided:
                    here = self.token.start
                    self.fail("a product without * after / can be read in two ways", here, here, "*")
                node = self.node("*", (node, self.power()), self.token)
            else:
                return node

    def beside(self) -> bool:
        """Whether a factor begins here, so that side by side means times."""
        token, before = self.token, self.tokens[self.next - 1]
        if token.kind == "number":
            if before.kind == "number":
                self.fail("two numbers stand side by side", token.start, token.start, "*")
            mend = f"^{token.text}" if before.kind == "name" else f"*{token.text}"
            self.fail("a number stands after what it should stand before", token.start, token.end, mend)
        if token.text == "|":
            return not (self.closers and self.closers[-1] == "|")
        return token.kind == "name" or token.text in ("(", "√")

    def signed(self) -> Node:
        if sign := self.take("-", "+"):
            self.deeper(sign)
            node = self.signed()
            self.nesting -= 1
            return self.node("negative", (node,), sign) if sign.text == "-" else node
        return self.power()

    def power(self) -> Node:
        node = self.atom()
        while self.token.kind == "super":
            raised = self.take()
            node = self.raised(node, self.superscript(raised), raised)
        if hat := self.take("^"):
            self.deeper(hat)
            node = self.raised(node, self.signed(), hat)
            self.nesting -= 1
        return node

    def superscript(self, token) -> Node:
        digits = "".join(SUPERSCRIPTS[char] for char in token.text)
        if not re.fullmatch("[-+]?[0-9]{1,9}", digits):
            self.fail(f"{token.text} can't be read as an exponent", token.start)
        return Node("number", (digits,), float(digits))

    def raised(self, base, exponent, at) -> Node:
        value = exponent.constant
        if value is not None and abs(value) > HIGHEST and base.constant is None:
            self.fail(f"an exponent may be at most {HIGHEST}", at.start)
        return self.node("^", (base, exponent), at)

    def atom(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return self.node("number", (token.text,), token)
        if token.text in ("(", "|"):
            return self.bracketed(token)
        if token.text == "√":
            return self.root(token)
        if token.kind == "name":
            return self.named(token)
        self.next -= token.kind != "end"
        return self.unexpected(token)

    def bracketed(self, opener) -> Node:
        self.deeper(opener)
        self.closers.append(")" if opener.text == "(" else "|")
        node = self.expression()
        self.close(opener)
        self.nesting -= 1
        return self.node("abs", (node,), opener) if opener.text == "|" else node

    def close(self, opener):
        closer = self.closers.pop()
        if not self.take(closer):
            if self.token.text == "," or self.token.kind == "end":
                self.fail(
                    f"a {closer} is missing for the {opener.text} at character {opener.start + 1}",
                    self.token.start,
                    self.token.start,
                    closer,
                )
            self.unexpected(self.token)

    def deeper(self, at):
        self.nesting += 1
        if self.nesting > DEEPEST:
            self.fail(f"brackets, signs and powers may be nested at most {DEEPEST} deep", at.start)

    def unexpected(self, token):
        last = self.tokens[self.next - 1] if self.next else None
        if token.text == ")" and not self.closers:
            self.fail("this ) closes nothing", token.start, token.end, "")
        if last and last.text in ("+", "-", "*", "/", "^"):
            self.fail(f"a number or a variable must follow {last.text}", token.start, token.start, "1")
        if last and last.text == ",":
            self.fail("a component must follow the comma", last.start, last.end, "")
        what = "the end" if token.kind == "end" else token.text
        self.fail(f"a number, a variable or a bracket must stand before {what}", token.start)

    # Roots and functions

    def root(self, token) -> Node:
        bare = self.token
        self.deeper(token)
        node = self.atom()
        self.nesting -= 1
        if bare.text not in ("(", "|") and self.goes_on(bare):
            self.fail("say with brackets how far the root goes", bare.start, bare.end, f"({bare.text})")
        return self.node("sqrt", (node,), token)

    def named(self, token) -> Node:
        name = token.text
        if name in self.variables:
            return Node("variable", (self.variables[name], name))
        if name in CONSTANTS or name.lower() == "pi":
            return Node("constant", (name.lower(),), CONSTANTS[name.lower()])
        if name.lower() in FUNCTIONS:
            return self.function(FUNCTIONS[name.lower()], token)
        letters = split(name, [*self.variables, "pi", "π"])
        if letters:
            factors = [self.named(Token("name", letter, token.start, token.end)) for letter in letters]
            node = factors[0]
            for factor in factors[1:]:
                node = self.node("*", (node, factor), token)
            return node
        problem, mend = unknown(name, self.variables)
        return self.fail(problem, token.start, token.end, mend)

    def function(self, function, token) -> Node:
        """A function with its argument, as in sin(x), sin x, sin 2x, sin²x and sin^2(x)."""
        power, raised = None, self.token
        if raised.kind == "super":
            power = self.superscript(self.take())
        elif self.take("^"):
            if self.token.kind != "number":
                self.no_power(token, raised)
            digits = self.take()
            power = Node("number", (digits.text,), float(digits.text))
        if power is not None and power.constant < 0:
            self.no_power(token, raised)
        node = self.node(function, (self.argument(token),), token)
        return node if power is None else self.raised(node, power, raised)

    def no_power(self, function, at):
        name = function.text
        self.fail(f"{name}^… can mean two things: write arc{name}(x), 1/{name}(x) or ({name}(x))^y", at.start)

    def argument(self, function) -> Node:
        opener = self.take("(", "|")
        if opener:
            return self.bracketed(opener)
        first = self.token
        if first.kind == "end" or first.text in ("*", "/", "^", ")", ","):
            self.fail(f"{function.text} needs an argument in brackets", first.start, first.start, "(x)")
        self.deeper(first)
        node = self.signed()
        if first.kind == "number" and self.simple():
            node = self.node("*", (node, self.power()), first)
        self.nesting -= 1
        if self.token.text == "/" or (self.beside() and (self.simple() or self.token.text in ("(", "|", "√"))):
            times = "" if self.token.text == "/" else "*"
            self.fail(
                f"say with brackets where the argument of {function.text} ends",
                first.start,
                self.token.start,
                f"({self.words(first.start)}){times}",
            )
        return node

    def simple(self) -> bool:
        """Whether a name that is not a function comes next."""
        return self.token.kind == "name" and self.token.text.lower() not in FUNCTIONS

    def goes_on(self, bare) -> bool:
        """Whether √ of something without brackets is followed by what may belong to it: √2x, √x²."""
        return self.token.text == "^" or self.token.kind == "super" or (bare.kind == "number" and self.beside())

    # Building

    def node(self, op, parts, at) -> Node:
        """A node, computed at once where no variable is below it."""
        depth = 1 + max((part.depth for part in parts if isinstance(part, Node)), default=0)
        if depth > 5 * DEEPEST:
            self.fail("the formula is too deep: write it as a shorter one", at.start)
        if op == "number":
            constant = float(parts[0])
        elif any(part.constant is None for part in parts):
            return Node(op, parts, None, depth)
        else:
            constant = number(op, [part.constant for part in parts])
        if not np.isfinite(constant):
            self.fail("this part has no finite real value", at.start)
        return Node(op, parts, constant, depth)
