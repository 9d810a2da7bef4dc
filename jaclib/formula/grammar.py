"""Reads a typed formula into a tree: what a calculator accepts, or an error that says how to write it. No code is run.

    components  expression, expression, …                       each may have a name: u = x y, or (u, v) = … names all
    expression  [+ −] term, then + or − and further terms
    term        signed, then × or ÷ and further ones; side by side means times, but not after ÷
    signed      any number of signs, then a power
    power       atom [^ signed]                                 (from the right: 2^3^2 = 2^9)
    atom        number, name, (expression), |expression|, √atom, function [^ number] argument

A name of several variables is cut into them beforehand, so that an exponent belongs to the last one: xy² is x·y².
"""

import re
from typing import NoReturn

from jaclib.formula.functions import FUNCTIONS, function
from jaclib.formula.heading import expanded, heading, indexed, of_inputs, outputs_named
from jaclib.formula.names import split
from jaclib.formula.naming import Naming
from jaclib.formula.tokens import FormulaError, Token, characters, tokens
from jaclib.formula.tree import CONSTANTS, Node

LONGEST_FORMULA = 400  # characters


class Parser(Naming):
    """Walks once over the tokens of one text; `components` gives a tree for each component."""

    def __init__(self, text: str, variables: tuple[str, ...]):
        if len(text) > LONGEST_FORMULA:
            problem = f"a formula may have at most {LONGEST_FORMULA} characters; this one has {len(text)}"
            raise FormulaError(problem, LONGEST_FORMULA)
        text = characters(text)
        self.outputs, found = outputs_named(tokens(text), variables)
        self.variables, found = heading(found, variables)
        self.variables = indexed(found, self.variables)
        self.known = of_inputs(found, self.variables)
        self.plane = self._imaginary(found)
        super().__init__(text, expanded(found, [*self.known, *self.plane, "pi", "π"]))

    def _imaginary(self, found):
        """Which of i and z = x + iy may be used: i with two variables, and z if neither of them is named."""
        if len(self.variables) != 2:
            return ()
        words = [*self.known, *CONSTANTS, *FUNCTIONS, "z", "i"]
        parts = {part for token in found if token.kind == "name" for part in split(token.text, words) or token.text}
        free = self.variables == ("x", "y") and not parts & self.known.keys()
        return tuple(name for name, good in (("i", True), ("z", free)) if good and name not in self.known)

    # The grammar, from the outside in

    def components(self) -> list[Node]:
        if self.token.kind == "end":
            names = ", ".join(self.variables) if len(self.variables) < 4 else "the variables"
            self.fail(f"the formula is empty: write one expression in {names} for each component", 0)
        if self._output() == "=" and self._wrapped(self.next + 2):  # f = (x y, x)
            self.next += 2
        opener = self.advance() if self._wrapped(self.next) else None
        if opener:
            self.closers.append(")")
        parts = self.listed(self.component)
        if opener:
            self.close(opener)
        if self.token.kind != "end":
            self.unexpected(self.token)
        if self.outputs not in (None, len(parts)) and not parts[0].complex:
            self.fail(f"{self.outputs} outputs are named, and {len(parts)} expressions were given", 0)
        return parts

    def component(self) -> Node:
        """An expression, perhaps with a name before it: u = x y, u(x, y) = x y."""
        sign = self._output()
        if sign == "=":
            self.next += 2
        elif sign == "(":
            self._skip_variables()
        return self.expression()

    def _output(self) -> str | None:
        """The sign behind a name that may be an output's; None where there is no such name."""
        name, sign = self.token, self.tokens[min(self.next + 1, len(self.tokens) - 1)]
        named = name.kind == "name" and name.text not in self.known and not function(name.text)
        named = named and name.text not in {*"eEi", *self.plane}
        return sign.text if named and re.fullmatch(r"[^\W\d]\d?", name.text) else None

    def _skip_variables(self):
        """Skip u(x, y) = before a component; they are to be the variables of the map, in their order."""
        begin, texts = self.next, [token.text for token in self.tokens[self.next :]]
        end = texts.index(")") if ")" in texts else 0
        named, commas = texts[2:end:2], texts[3:end:2]
        if texts[end + 1 : end + 2] != ["="] or {*commas} - {","} or not {*named} <= self.known.keys():
            return
        if [self.known[name] for name in named] != [*range(len(self.variables))]:
            names = ", ".join(self.variables)
            self.fail(f"each component is one of the same variables, and in this order: {names}", self.token.start)
        self.next = begin + end + 2

    def _wrapped(self, start):
        """Whether one pair of brackets holds a whole list of components: (x*y, x + y)."""
        depth = commas = 0
        for index, token in enumerate(self.tokens[start:], start):
            depth += (token.text == "(") - (token.text == ")")
            commas += token.text == "," and depth == 1
            if depth == 0:
                return commas > 0 and self.tokens[index + 1].kind == "end" and index > start
        return False

    def expression(self) -> Node:
        node = self.term()
        while sign := self.take("+", "-"):
            node = self.node(sign.text, (node, self.term()), sign)
        return node

    def term(self) -> Node:
        node, divisor = self.signed(), None
        while True:
            if sign := self.take("*", "/"):
                divisor = self.token if sign.text == "/" else None
                node = self.node(sign.text, (node, self.signed()), sign)
            elif self.beside():
                if divisor:
                    self.undivided(divisor)
                node = self.node("*", (node, self.power()), self.token)
            else:
                return node

    def undivided(self, divisor: Token) -> NoReturn:
        """Stop at 1/xy, which some read as 1/(xy) and some as (1/x)·y."""
        cut = self.token.start
        while self.beside():
            self.power()
        problem = "a product without * after / can be read in two ways"
        self.fail(problem, cut, self.held(divisor.start), self.put("*", cut, cut))

    def signed(self) -> Node:
        if sign := self.take("-", "+"):
            with self.deeper(sign):
                node = self.signed()
            return self.node("negative", (node,), sign) if sign.text == "-" else node
        return self.power()

    def power(self) -> Node:
        base = self.token
        node = self.atom()
        while self.token.kind == "super":
            raised = self.advance()
            if raised.text == "³" and self.token.text == "√" and self.token.start == raised.end:
                ways = (self.put(way, raised.start, self.token.end) for way in ("*∛", "³*√"))
                self.fail("³√ can be read in two ways here", raised.start, *ways)
            node = self.raised(node, self.superscript(raised), raised)
        if hat := self.take("^"):
            exponent = self.token
            with self.deeper(hat):
                node = self.raised(node, self.signed(), hat)
            self.bounded(base, exponent)
        return node

    def bounded(self, base: Token, exponent: Token):
        """Stop at e^xy and 2^3x, which some read as e^(xy) and some as e^x·y; x^2y is read as it is written."""
        first = self.unsigned(exponent)
        if first.kind == "tex" or first.text in ("(", "|", "|(") or not self.beside():
            return
        constant = base.kind == "number" or (base.text in CONSTANTS and base.text not in self.known)
        letters = first.kind != "number"
        if (self.is_function() and letters) or not (constant or letters):
            return
        cut = self.token.start
        while self.beside() and not (self.is_function() and letters):
            self.power()
        whole, product = self.held(exponent.start), self.put("*", cut, cut)
        self.fail("say with brackets how far the exponent goes", cut, whole, product)

    def atom(self) -> Node:
        token = self.advance()
        if token.kind == "number":
            return self.number(token)
        if token.text in ("(", "|", "|("):
            return self.bracketed(token)
        if token.text in ("√", "∛") or (token.text == "³" and self.token.text == "√"):
            return self.root(token)
        if token.kind == "tex":
            return self.fraction(token) if token.text == "frac" else self.tex_root(token)
        if token.kind == "name":
            return self.named(token)
        self.next -= token.kind != "end"
        return self.unexpected(token)
