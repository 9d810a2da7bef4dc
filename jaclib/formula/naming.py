"""Reads names in a formula; for one that means nothing, says how to write what may have been meant."""

import copy
import re
from itertools import pairwise

from jaclib.formula.arguments import Arguments
from jaclib.formula.functions import FUNCTIONS, function
from jaclib.formula.names import letters_of, other_letters, pieces, split, unknown
from jaclib.formula.tokens import FormulaError, Token, side_by_side
from jaclib.formula.tree import CONSTANTS, GREEK, Node


class Naming(Arguments):
    """The part of the grammar that reads names; `known` says which variable a name means."""

    def named(self, token: Token) -> Node:
        name = token.text
        if name in self.known:
            index = self.known[name]
            return Node("variable", (index, self.variables[index]))
        if name in CONSTANTS:
            letter = {"pi": "π", "tau": "τ", "e": "e"}.get(name.lower(), name)
            return Node("constant", (letter,), CONSTANTS[name])
        if name == "i" and name in self.plane:
            return Node("constant", ("i",), 1j, complex=True)
        if name == "z" and name in self.plane:
            return Node("z", (), complex=True)
        if function(name) or (token.marked and re.fullmatch("log[0-9]+", name)):
            return self.function(token)
        if token.marked:
            names = ", ".join(self.variables)
            self.fail(f"{self.text[token.start : token.end]} is not known: the variables are {names}", token.start)
        if self.variables == ("x", "y") and "z" not in {*self.known, *self.plane} and "z" in self.parts(token):
            self.fail(
                "z is x + i y here, and can't be mixed with x and y: a real variable is x or y",
                token.start,
                self.without_z(),
            )
        problem, meant = unknown(name, self.variables, [*self.known, *self.plane])
        if letters := self.other_letters():
            self.fail(self.renamed(name, letters), token.start, self.written_with(letters))
        if not meant and self.too_many(token):
            problem = f"{problem}; write {', '.join(self.variables)} or a number for {name}"
        return self.fail(problem, token.start, *(text for mend in meant for text in self.spelled(token, mend)))

    def parts(self, token: Token) -> list[str]:
        """A name cut into functions, variables and z; any other token, and what can't be cut, as it is."""
        whole = token.kind != "name" or function(token.text) or len(token.text) != token.end - token.start
        return [token.text] if whole else split(token.text, [*self.known, *FUNCTIONS, "z"]) or [token.text]

    def without_z(self) -> str | None:
        """The text with x and y for Re z and Im z, and x + i y for z; None if brackets would change an argument."""
        parts, text = [part for token in self.tokens for part in self.parts(token)], self.text
        for part, after, then in zip(parts, [*parts[1:], ""], [*parts[2:], "", ""], strict=True):
            bare = function(part) and after not in ("(", "|", "|(")
            if bare and (after != "z" or then not in ("", ",", ")", ")|", "+", "-", "*", "/")):
                return None
        for token in reversed(self.tokens):
            if "z" in (cut := self.parts(token)):
                written = "".join("(x + i y)" if part == "z" else part for part in cut)
                text = text[: token.start] + written + text[token.end :]
        for name, part in (("Re|real", "x"), ("Im|imag", "y")):
            taken = rf"(?:{name})\s*(?:\(\(x \+ i y\)\)|\(x \+ i y\))"
            text = re.sub(rf"{taken}(?=\s*(?:[-+*/,)]|$))", part, text)
            text = re.sub(taken, f"({part})", text)
        return text

    def other_letters(self) -> dict[str, str]:
        """Match other letters of the formula to the variables that it doesn't have, where there are as many."""
        named = [token for token in self.tokens if token.kind == "name"]
        if any(token.marked for token in named) or {token.text for token in named} & {*self.plane} - {*self.known}:
            return {}
        return {} if self.applied_letter() else other_letters([t.text for t in named], self.variables, self.known)

    def too_many(self, token: Token) -> bool:
        """Whether the name is one of some letters that mean nothing, and not that of a function."""
        named = [each.text for each in self.tokens if each.kind == "name"]
        return token.text in letters_of(named, self.known)[0] and not self.applied_letter()

    def applied_letter(self) -> bool:
        """Whether beside known ones a letter that means nothing has brackets: p(x) may be a slip of exp(x)."""
        means = [token.text in self.known for token in self.tokens]
        pairs = zip(pairwise(self.tokens), means, strict=False)
        return any(means) and any(
            token.kind == "name" and after.text == "(" and not (known or function(token.text))
            for (token, after), known in pairs
        )

    def renamed(self, name: str, letters: dict[str, str]) -> str:
        """The problem with a formula in other letters: what to write for them, or how to name them."""
        *pairs, last = [f"{variable} for {letter}" for letter, variable in letters.items()]
        meant = f"{', '.join(pairs)} and {last}" if pairs else last
        named = {variable: GREEK.get(letter, letter) for letter, variable in letters.items()}
        head = f"f({', '.join(named.get(variable, variable) for variable in self.variables)}) = …"
        problem = f"{name} is not known: the variables are {', '.join(self.variables)}"
        return f"{problem}; write {meant}, or begin with {head}"

    def written_with(self, letters: dict[str, str]) -> str:
        """The text with the variables in place of these letters."""
        text = self.text
        for token in reversed(self.tokens):
            parts = split(token.text, [*letters, *FUNCTIONS]) if token.kind == "name" else None
            if parts and letters.keys() & parts:
                text = text[: token.start] + "".join(letters.get(part, part) for part in parts) + text[token.end :]
        return text

    def spelled(self, token: Token, mend) -> list[str]:
        """The text with the mend in place of the name: cos(x) for cosx, and of cosx^2 first cos(x^2), then cos(x)^2."""
        head = mend.rstrip(")")
        ends = self.ends(token) if head != mend else [token.end]
        return [self.put(head + self.text[token.end : end] + mend[len(head) :], token.start, end) for end in ends]

    def ends(self, token: Token) -> list[int]:
        """Find where the argument of the name's last function may end: at the latest, as in cos x^2; with the name."""
        at, probe = self.tokens.index(token), copy.copy(self)
        parts = self.cut(token)
        last = max((place for place, part in enumerate(parts) if function(part.text)), default=None)
        if last is None:
            return [token.end]
        later = [part for each in self.tokens[at + 1 :] for part in self.cut(each)]
        probe.tokens, probe.next, probe.closers = [*self.tokens[:at], *parts, *later], at + last + 1, [*self.closers]
        try:
            first = probe.token
            _, more = probe.product(first, function(parts[last].text))
            ends = [probe.before.end, token.end]
            if more:
                probe.as_far_as_can_be(first)
                ends = [probe.before.end, *ends]
        except FormulaError:  # what follows can't be read itself: then nothing is offered
            return []
        return list(dict.fromkeys(ends))

    def cut(self, token: Token) -> list[Token]:
        """The functions, variables and numbers that were written as one name."""
        whole = token.kind != "name" or token.marked or token.text in self.known or function(token.text)
        ways = [] if whole else pieces(token.text, [*self.known, *self.plane])
        return side_by_side(ways[0], token.end) if ways else [token]
